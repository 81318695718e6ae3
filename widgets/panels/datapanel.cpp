// SPDX-License-Identifier: Apache-2.0
#include "panels/datapanel.h"

#include "common/foldingrow.h"
#include "common/plaintext.h"
#include "common/smallwidgets.h"
#include "common/theme.h"
#include "lenses/datalens.h"
#include "tables/rowdelegate.h"
#include "tables/rowsfilter.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QListWidget>
#include <QMenu>
#include <QPushButton>
#include <QScopedValueRollback>
#include <QSplitter>
#include <QStackedWidget>
#include <QTabBar>
#include <QTableView>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace drawbridge {

DataPanel::DataPanel(QWidget *parent)
    : QWidget(parent), m_model(std::make_shared<ThreatModel>()), m_analysis(std::make_shared<AnalysisResult>()), m_protection(new ProtectionModel(this)),
      m_hops(new HopsModel(this))
{
    setObjectName(u"dataPanel"_s);
    setProperty("role", u"panel"_s);
    setAttribute(Qt::WA_StyledBackground);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    m_content = new QStackedWidget;
    layout->addWidget(m_content);
    auto *splitter = new QSplitter;
    splitter->setChildrenCollapsible(false);
    m_content->addWidget(splitter);
    m_content->addWidget(new EmptyState(u"data"_s, tr("No sensitive data seen"), tr("Data worth protecting and the way it goes appear here.")));

    m_list = new QListWidget;
    m_list->setObjectName(u"assetList"_s);
    m_list->setAccessibleName(tr("Data assets and classes"));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setMinimumWidth(180);
    m_list->setUniformItemSizes(true);
    m_list->setStyleSheet(u"QListWidget::item { padding: 4px 14px; }"_s);
    m_list->setTextElideMode(Qt::ElideRight);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    splitter->addWidget(m_list);

    auto *right = new QWidget;
    auto *column = new QVBoxLayout(right);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    m_tabs = new QTabBar;
    m_tabs->setObjectName(u"dataTabs"_s);
    m_tabs->setAccessibleName(tr("Protection or way"));
    m_tabs->setDrawBase(false);
    m_tabs->setExpanding(false);
    m_tabs->setUsesScrollButtons(false);
    m_tabs->setElideMode(Qt::ElideNone);
    m_tabs->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed); // the buttons beside it would squeeze its words
    m_tabs->addTab(tr("Protection"));
    m_tabs->addTab(tr("Way"));
    m_title = plainLabel({}, "muted");
    m_title->setWordWrap(false);
    m_previous = new QPushButton(tr("Previous hop"));
    m_previous->setObjectName(u"previousHop"_s);
    m_next = new QPushButton(tr("Next hop"));
    m_next->setObjectName(u"nextHop"_s);
    m_diagram = new QPushButton(tr("Diagram of it"));
    m_diagram->setObjectName(u"assetDiagram"_s);
    m_diagram->setToolTip(tr("Make a diagram with only what has this data"));
    m_more = new QPushButton(tr("More"));
    m_more->setObjectName(u"assetMore"_s);
    m_menu = new QMenu(this);
    m_more->setMenu(m_menu);
    auto *buttons = new QWidget;
    auto *bar = new QHBoxLayout(buttons);
    bar->setContentsMargins(0, 0, 0, 0);
    bar->setSpacing(6);
    for (QPushButton *button : {m_previous, m_next, m_diagram, m_more})
        bar->addWidget(button);
    column->addWidget(new FoldingRow(m_tabs, buttons, 180, {8, 2, 12, 2}));
    m_where = new ElidedLabel;
    m_where->setObjectName(u"hopEvidence"_s);
    auto *line = new QHBoxLayout;
    line->setContentsMargins(12, 0, 12, 4);
    line->setSpacing(10);
    line->addWidget(m_where, 1);
    line->addWidget(m_title);
    column->addLayout(line);
    column->addWidget(horizontalRule());
    m_stack = new QStackedWidget;
    column->addWidget(m_stack, 1);
    splitter->addWidget(right);
    splitter->setStretchFactor(1, 1);
    splitter->setSizes({330, 900});

    m_protectionFilter = new RowsFilter(m_protection, this);
    m_protectionTable = makeTable(m_protectionFilter, "protectionTable", tr("How each place protects the data"));
    m_hopsFilter = new RowsFilter(m_hops, this);
    m_hopsTable = makeTable(m_hopsFilter, "hopsTable", tr("Hops of the way"));
    const auto widths = [](QTableView *table, std::initializer_list<int> list) {
        int next = 0;
        for (const int width : list)
            table->setColumnWidth(next++, width);
        table->horizontalHeader()->setStretchLastSection(false);
    };
    widths(m_protectionTable, {92, 200, 92, 92, 92, 104, 112, 92, 92});
    m_protectionTable->horizontalHeader()->setSectionResizeMode(ProtectionModel::Name, QHeaderView::Stretch);
    m_protectionTable->horizontalHeader()->setMinimumSectionSize(72);
    widths(m_hopsTable, {52, 220, 120, 100, 72, 300, 130});
    m_hopsTable->horizontalHeader()->setSectionResizeMode(HopsModel::Why, QHeaderView::Stretch);

    connect(m_tabs, &QTabBar::currentChanged, m_stack, &QStackedWidget::setCurrentIndex);
    connect(m_list, &QListWidget::currentItemChanged, this, [this](QListWidgetItem *item) {
        if (m_quiet || !item || item->data(Qt::UserRole).toString().isEmpty())
            return;
        choose(item->data(Qt::UserRole).toString());
        emit chosenChanged(m_key);
    });
    connect(m_list, &QListWidget::itemActivated, this, [this] {
        if (const AssetView *chosenView = view())
            emit assetChosen(chosenView->asset.id);
    });
    connect(m_hopsTable->selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this](const QModelIndex &current) {
        if (!m_quiet && current.isValid())
            showHop(m_hopsFilter->mapToSource(current).row());
    });
    connect(m_protectionTable->selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this](const QModelIndex &current) {
        if (!m_quiet && current.isValid())
            emit subjectChosen(m_protection->row(m_protectionFilter->mapToSource(current).row()).subject);
    });
    connect(m_previous, &QPushButton::clicked, this, [this] { step(-1); });
    connect(m_next, &QPushButton::clicked, this, [this] { step(1); });
    connect(m_diagram, &QPushButton::clicked, this, [this] {
        const datalens::Chosen what = datalens::chosen(*m_analysis, m_key);
        DataAsset asset;
        if (const AssetView *chosenView = view()) {
            asset = chosenView->asset;
        } else {
            asset.id = DataAssetId::named(u"class", what.name);
            asset.name = what.name;
            asset.classes = what.classes;
        }
        QSet<ElementId> elements;
        for (const HopRow &row : m_hops->rows())
            elements << m_analysis->trace.hops[row.hop].from << m_analysis->trace.hops[row.hop].to;
        emit diagramWanted(asset, elements);
    });
    connect(m_menu, &QMenu::aboutToShow, this, &DataPanel::fillMenu);
    fillList();
}

QTableView *DataPanel::makeTable(QAbstractItemModel *model, const char *name, const QString &title)
{
    auto *table = new QTableView;
    table->setObjectName(QLatin1StringView(name));
    table->setAccessibleName(title);
    table->setModel(model);
    table->setItemDelegate(new RowDelegate(table));
    table->setShowGrid(false);
    table->setSelectionBehavior(QAbstractItemView::SelectRows);
    table->setSelectionMode(QAbstractItemView::SingleSelection);
    table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    table->setWordWrap(false);
    table->setTabKeyNavigation(false);
    table->setMouseTracking(true);
    table->setFrameShape(QFrame::NoFrame);
    table->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    table->verticalHeader()->hide();
    table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    table->verticalHeader()->setDefaultSectionSize(metrics::rowHeight);
    table->horizontalHeader()->setHighlightSections(false);
    table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    table->setSortingEnabled(true);
    table->sortByColumn(0, Qt::AscendingOrder);
    m_stack->addWidget(table);
    return table;
}

void DataPanel::setAnalysis(std::shared_ptr<const ThreatModel> model, std::shared_ptr<const AnalysisResult> analysis)
{
    m_model = std::move(model);
    m_analysis = std::move(analysis);
    fillList();
}

const AssetView *DataPanel::view() const
{
    const DataAssetId id = datalens::chosen(*m_analysis, m_key).asset;
    for (const AssetView &one : m_analysis->assets) {
        if (!id.isNull() && one.asset.id == id)
            return &one;
    }
    return nullptr;
}

void DataPanel::fillList()
{
    m_assets = assetRows(*m_analysis);
    {
        const QScopedValueRollback quiet(m_quiet, true);
        m_list->clear();
        bool classes = false;
        for (const AssetRow &row : std::as_const(m_assets)) {
            const bool isClass = row.asset.isNull();
            if (isClass && !classes) {
                auto *heading = new QListWidgetItem(tr("Classes of data"));
                heading->setFlags(Qt::NoItemFlags);
                m_list->addItem(heading);
                classes = true;
            }
            QString text = oneLine(row.name, 80) + u" · "_s + row.sensitivity;
            if (row.gaps > 0)
                text += u" · "_s + tr("%n gap(s)", nullptr, row.gaps);
            auto *item = new QListWidgetItem(text);
            item->setData(Qt::UserRole, row.key);
            QString tip = tr("%n field(s)", nullptr, row.fields) + u", "_s + row.state;
            if (!row.volume.isEmpty())
                tip += u", "_s + row.volume.toLower();
            if (!row.owner.isEmpty())
                tip += u", "_s + row.owner;
            item->setToolTip(plainToolTip(tip));
            m_list->addItem(item);
        }
    }
    m_content->setCurrentIndex(m_assets.isEmpty() ? 1 : 0);
    const bool known = std::any_of(m_assets.begin(), m_assets.end(), [this](const AssetRow &row) { return row.key == m_key; });
    const QString key = known || m_assets.isEmpty() ? m_key : m_assets.first().key;
    if (key != m_key)
        choose(key);
    else
        fillTables();
}

void DataPanel::choose(const QString &key)
{
    const bool other = key != m_key;
    m_key = key;
    if (other)
        m_hop = -1;
    fillTables();
}

void DataPanel::fillTables()
{
    const QScopedValueRollback quiet(m_quiet, true);
    for (int i = 0; i < m_list->count(); ++i) {
        if (m_list->item(i)->data(Qt::UserRole).toString() == m_key && !m_key.isEmpty())
            m_list->setCurrentRow(i);
    }
    const datalens::Chosen what = datalens::chosen(*m_analysis, m_key);
    const AssetView *asset = view();
    const QList<int> hops = what.classes.isEmpty() ? QList<int>() : hopsOf(*m_model, m_analysis->trace, what.classes, what.fields);
    m_hops->setRows(hopRows(*m_model, m_analysis->trace, hops));
    m_protection->setRows(asset ? protectionRows(*m_model, m_analysis->protection.value(asset->asset.id)) : QList<ProtectionTableRow>());
    m_tabs->setTabVisible(0, asset != nullptr);
    // Classes have no matrix; an asset shows it again unless a person had chosen the way.
    if (!asset && m_tabs->currentIndex() == 0) {
        m_tabs->setCurrentIndex(1);
        m_wayForced = true;
    } else if (asset && m_wayForced) {
        m_tabs->setCurrentIndex(0);
        m_wayForced = false;
    }
    int gaps = 0;
    for (const ProtectionTableRow &row : m_protection->rows())
        gaps += row.gap;
    QString title = tr("%n hop(s)", nullptr, int(hops.size()));
    if (asset)
        title = tr("%n place(s)", nullptr, m_protection->rowCount()) + u", "_s + tr("%n with a gap", nullptr, gaps) + u" · "_s + title;
    m_title->setText(title);
    m_diagram->setEnabled(!hops.isEmpty());
    if (m_hop >= hops.size())
        m_hop = -1;
    m_previous->setEnabled(m_hop > 0);
    m_next->setEnabled(m_hop + 1 < hops.size());
    if (m_hop < 0)
        m_where->setText(hops.isEmpty() ? tr("It is not known to move.") : tr("Step along the way with “Next hop”: each hop is framed and numbered on the diagram."));
}

bool DataPanel::step(int by)
{
    const int next = m_hop + by;
    if (next < 0 || next >= m_hops->rowCount())
        return false;
    showHop(next);
    const QScopedValueRollback quiet(m_quiet, true);
    m_hopsTable->setCurrentIndex(m_hopsFilter->mapFromSource(m_hops->index(next, 0)));
    return true;
}

void DataPanel::showHop(int number)
{
    // Rows of the model stand in the order of numbers only after they came at once; the number decides.
    const HopRow *found = nullptr;
    for (const HopRow &row : m_hops->rows()) {
        if (row.number == number + 1)
            found = &row;
    }
    if (!found)
        return;
    m_hop = number;
    m_previous->setEnabled(m_hop > 0);
    m_next->setEnabled(m_hop + 1 < m_hops->rowCount());
    m_where->setText(tr("Hop %1 of %2").arg(number + 1).arg(m_hops->rowCount()) + (found->place.isEmpty() ? QString() : u" · "_s + found->place) + u" · "_s
                     + found->data + u", "_s + found->form + u", "_s + found->certainty + u". "_s + found->why);
    QList<QUuid> way;
    for (const int step : m_analysis->trace.wayTo(found->hop)) {
        const DataHop &hop = m_analysis->trace.hops[step];
        if (way.isEmpty())
            way.append(hop.from.uuid());
        way << hop.flow.uuid() << hop.to.uuid();
    }
    emit hopChosen(found->flow, way);
}

void DataPanel::fillMenu()
{
    m_menu->clear();
    const AssetView *asset = view();
    if (asset) {
        m_menu->addAction(tr("Edit in the inspector"), this, [this, id = asset->asset.id] { emit assetChosen(id); });
        QMenu *merge = m_menu->addMenu(tr("Merge with"));
        for (const AssetView &other : m_analysis->assets) {
            if (other.asset.id != asset->asset.id)
                merge->addAction(menuText(other.asset.name), this, [this, first = asset->asset, second = other.asset] { emit mergeWanted(first, {second}); });
        }
        merge->setEnabled(!merge->isEmpty());
        if (asset->stored)
            m_menu->addAction(tr("Forget what was edited"), this, [this, id = asset->asset.id] { emit removeWanted(id); });
        m_menu->addAction(tr("This is no asset"), this, [this, one = asset->asset] { emit setAsideWanted(one); });
        m_menu->addSeparator();
    }
    m_menu->addAction(tr("Add an asset"), this, &DataPanel::addWanted);
}

} // namespace drawbridge
