// SPDX-License-Identifier: Apache-2.0
#include "panels/findingspanel.h"

#include "common/chip.h"
#include "common/foldingrow.h"
#include "common/icons.h"
#include "common/scrollingroom.h"
#include "common/smallwidgets.h"
#include "common/tablist.h"
#include "common/theme.h"
#include "tables/rowsfilter.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLineEdit>
#include <QScopedValueRollback>
#include <QStackedWidget>
#include <QTabBar>
#include <QTableView>
#include <QTimer>
#include <QVBoxLayout>

#include <algorithm>
#include <numeric>

using namespace Qt::StringLiterals;

namespace drawbridge {

namespace {

constexpr QSize smallestView(240, 60); // below, it scrolls

} // namespace

FindingsPanel::FindingsPanel(QWidget *parent)
    : QWidget(parent), m_findings(new FindingsModel(FindingsModel::Wording::Findings, this)),
      m_questions(new FindingsModel(FindingsModel::Wording::Questions, this)), m_operations(new OperationsModel(this)), m_data(new DataModel(this)),
      m_notes(new NotesModel(this))
{
    setObjectName(u"findingsPanel"_s);
    setProperty("role", u"panel"_s);
    setAttribute(Qt::WA_StyledBackground);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);

    m_tabs = new QTabBar;
    m_tabs->setObjectName(u"bottomTabs"_s);
    m_tabs->setAccessibleName(tr("Tables"));
    m_tabs->setDrawBase(false);
    m_tabs->setExpanding(false);
    m_tabs->setUsesScrollButtons(true);
    for (int i = 0; i < TabCount; ++i)
        m_tabs->addTab({});
    m_flash = plainLabel({}, "good");
    m_flash->setObjectName(u"flash"_s);
    m_flash->setWordWrap(false);
    m_flash->hide();
    m_search = new QLineEdit;
    m_search->setObjectName(u"tableSearch"_s);
    m_search->setPlaceholderText(tr("Filter"));
    m_search->setAccessibleName(tr("Filter this table"));
    m_search->setClearButtonEnabled(true);
    m_search->setMaximumWidth(190);
    m_search->addAction(themedIcon(u"search"_s, IconColor::Muted), QLineEdit::LeadingPosition);
    m_open = new FilterChip(tr("Open"));
    m_open->setObjectName(u"filterOpen"_s);
    m_open->setToolTip(tr("Only what still needs a decision"));
    m_open->setChecked(true);
    m_byService = new FilterChip(tr("By service"));
    m_byService->setToolTip(tr("Sort by service first"));
    auto *filters = new QWidget;
    auto *filterRow = new QHBoxLayout(filters);
    filterRow->setContentsMargins(0, 0, 0, 0);
    filterRow->setSpacing(6);
    for (QWidget *widget : std::initializer_list<QWidget *>{m_flash, m_search, m_open, m_byService})
        filterRow->addWidget(widget);
    auto *tabs = new QWidget;
    auto *tabRow = new QHBoxLayout(tabs);
    tabRow->setContentsMargins(0, 0, 0, 0);
    tabRow->setSpacing(0);
    tabRow->addWidget(m_tabs);
    tabRow->addWidget(new TabList(m_tabs, tabs));
    tabRow->addStretch(1);
    layout->addWidget(new FoldingRow(tabs, filters, 280, {4, 2, 12, 0}));
    layout->addWidget(horizontalRule());
    m_stack = new QStackedWidget;
    m_stack->setMinimumSize(smallestView);
    layout->addWidget(m_stack, 1);

    addPage(Findings, m_findings, {58, 330, 150, 110, 136, 96}, u"shield"_s);
    addPage(Questions, m_questions, {58, 400, 190, 110, 130, 140}, u"question"_s);
    addPage(Operations, m_operations, {84, 320, 150, 170, 190, 110}, u"operation"_s);
    addPage(Data, m_data, {150, 260, 110, 90, 280, 160}, u"data"_s);
    addPage(Notes, m_notes, {80, 620, 200}, u"info"_s);

    connect(m_tabs, &QTabBar::currentChanged, this, &FindingsPanel::onTabChanged);
    connect(m_search, &QLineEdit::textChanged, this, &FindingsPanel::applyFilters);
    connect(m_open, &FilterChip::toggled, this, &FindingsPanel::applyFilters);
    connect(m_byService, &FilterChip::toggled, this, &FindingsPanel::applyFilters);
    applyFilters();
    updateTabs();
}

void FindingsPanel::addPage(Tab tab, QAbstractItemModel *model, const QList<int> &widths, const QString &icon)
{
    Page &page = m_pages[tab];
    page.filter = new RowsFilter(model, this);
    page.table = new QTableView;
    page.table->setModel(page.filter);
    page.delegate = new RowDelegate(page.table);
    page.table->setItemDelegate(page.delegate);
    connect(page.delegate, &RowDelegate::threadsClicked, this, [this, tab](const QString &) {
        onCurrentChanged(tab, m_pages[tab].table->currentIndex());
        emit threadsRequested();
    });
    page.table->setShowGrid(false);
    page.table->setSelectionBehavior(QAbstractItemView::SelectRows);
    page.table->setSelectionMode(QAbstractItemView::SingleSelection);
    page.table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    page.table->setWordWrap(false);
    page.table->setTabKeyNavigation(false);
    page.table->setMouseTracking(true);
    page.table->setFrameShape(QFrame::NoFrame);
    page.table->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    page.table->verticalHeader()->hide();
    page.table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    page.table->verticalHeader()->setDefaultSectionSize(metrics::rowHeight);
    page.table->horizontalHeader()->setHighlightSections(false);
    page.table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    page.widths = widths;
    page.table->viewport()->installEventFilter(this);
    connect(page.table->horizontalHeader(), &QHeaderView::sectionResized, this, [this, tab] {
        if (!m_fitting)
            m_pages[tab].fits = false;
    });
    fitColumns(tab);
    page.table->setSortingEnabled(true);
    page.table->sortByColumn(0, Qt::AscendingOrder);
    page.table->horizontalHeader()->setSortIndicatorShown(false);
    connect(page.table->horizontalHeader(), &QHeaderView::sectionClicked, page.table->horizontalHeader(),
            [header = page.table->horizontalHeader()] { header->setSortIndicatorShown(true); });
    static constexpr const char *names[] = {"findingsTable", "questionsTable", "operationsTable", "dataTable", "notesTable"};
    page.table->setObjectName(QLatin1StringView(names[tab]));
    const QStringList titles{tr("Findings"), tr("Questions"), tr("Operations"), tr("Data"), tr("Import notes")};
    page.table->setAccessibleName(titles[tab]);
    page.empty = new EmptyState(icon, {}, {});
    page.stack = new QStackedWidget;
    page.stack->addWidget(page.table);
    page.stack->addWidget(page.empty);
    m_stack->addWidget(page.stack);
    connect(page.table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this, tab](const QModelIndex &current) { onCurrentChanged(tab, current); });
    // A click on the row that is current already says it again: something else may have been selected since.
    connect(page.table, &QTableView::clicked, this, [this, tab](const QModelIndex &index) { onCurrentChanged(tab, index); });
    for (const auto signal : {&QAbstractItemModel::rowsInserted, &QAbstractItemModel::rowsRemoved})
        connect(page.filter, signal, this, [this, tab] { updateEmpty(tab); });
    connect(page.filter, &QAbstractItemModel::modelReset, this, [this, tab] { updateEmpty(tab); });
    updateEmpty(tab);
}

void FindingsPanel::setThreads(const QHash<QString, RowThreads> &threads)
{
    for (const Page &page : m_pages) {
        page.delegate->setThreads(threads);
        page.table->viewport()->update();
    }
}

void FindingsPanel::fitColumns(Tab tab)
{
    const Page &page = m_pages[tab];
    if (!page.fits)
        return;
    const QScopedValueRollback fitting(m_fitting, true);
    // The first column is as narrow as it can be and the second takes the rest, but not less than is readable: then the
    // others give way, to two thirds at most. Narrower panels scroll.
    const int room = page.table->viewport()->width() - page.widths[0];
    const int others = std::accumulate(page.widths.begin() + 2, page.widths.end(), 0);
    const int atLeast = std::min(page.widths[1], 220);
    const double scale = others == 0 ? 1 : std::clamp(double(room - atLeast) / others, 0.66, 1.0);
    int left = room;
    for (qsizetype i = 2; i < page.widths.size(); ++i) {
        const int width = int(page.widths[i] * scale);
        page.table->setColumnWidth(int(i), width);
        left -= width;
    }
    page.table->setColumnWidth(0, page.widths[0]);
    page.table->setColumnWidth(1, std::max(atLeast, left));
}

bool FindingsPanel::eventFilter(QObject *object, QEvent *event)
{
    if (event->type() == QEvent::Resize) {
        for (int i = 0; i < TabCount; ++i) {
            if (m_pages[i].table && object == m_pages[i].table->viewport())
                fitColumns(Tab(i));
        }
    }
    return QWidget::eventFilter(object, event);
}

QTableView *FindingsPanel::table(Tab tab) const
{
    return m_pages[tab].table;
}

void FindingsPanel::setRows(PanelRows rows)
{
    {
        // Rows that go away move the current one: nobody chose that.
        const QScopedValueRollback quiet(m_quiet, true);
        m_findings->setRows(std::move(rows.findings));
        m_questions->setRows(std::move(rows.questions));
        m_operations->setRows(std::move(rows.operations));
        m_data->setRows(std::move(rows.data));
    }
    updateTabs();
}

void FindingsPanel::setNotes(const QList<NoteRow> &notes)
{
    m_notes->setRows(notes);
    updateTabs();
}

void FindingsPanel::updateTabs()
{
    int open = 0, asked = 0;
    for (const FindingRow &row : m_findings->rows())
        open += row.open;
    for (const FindingRow &row : m_questions->rows())
        asked += row.open;
    const std::pair<QString, int> titles[TabCount] = {{tr("Findings"), open}, {tr("Questions"), asked}, {tr("Operations"), m_operations->rowCount()},
                                                      {tr("Data"), m_data->rowCount()}, {tr("Import notes"), m_notes->rowCount()}};
    for (int i = 0; i < TabCount; ++i)
        if (!m_replaced.contains(i)) // a view counts its own rows
            m_tabs->setTabText(i, titles[i].second > 0 ? u"%1  %2"_s.arg(titles[i].first).arg(titles[i].second) : titles[i].first);
    m_tabs->setTabVisible(Notes, m_notes->rowCount() > 0);
    for (int i = 0; i < TabCount; ++i)
        updateEmpty(Tab(i));
}

void FindingsPanel::updateEmpty(Tab tab)
{
    Page &page = m_pages[tab];
    if (!page.stack)
        return;
    const bool empty = page.filter->rowCount() == 0;
    page.stack->setCurrentIndex(empty ? 1 : 0);
    if (!empty)
        return;
    const bool hidden = page.filter->sourceModel()->rowCount() > 0;
    if (hidden && page.filter->isFiltered())
        page.empty->setTexts(tr("Nothing matches"), tr("Clear the filter to see all rows."));
    else if (hidden)
        page.empty->setTexts(tr("All decided"), tr("Switch “Open” off to see what was decided."));
    else
        switch (tab) {
        case Findings:
            page.empty->setTexts(tr("No weaknesses found"), tr("What the rules find in the model appears here, the riskiest first."));
            break;
        case Questions:
            page.empty->setTexts(tr("No questions"), tr("What only a person can know is asked here."));
            break;
        case Operations:
            page.empty->setTexts(tr("No operations"), tr("Import a specification to see what can be called."));
            break;
        case Data:
            page.empty->setTexts(tr("No sensitive data seen"), tr("Fields that hold data worth protecting appear here."));
            break;
        default:
            page.empty->setTexts(tr("Nothing to note"), tr("Everything in the files was read."));
        }
}

void FindingsPanel::applyFilters()
{
    const QScopedValueRollback quiet(m_quiet, true);
    for (int i = 0; i < TabCount; ++i) {
        RowsFilter *filter = m_pages[i].filter;
        filter->setSearch(m_search->text());
        if (i == Findings || i == Questions)
            filter->setOnlyOpen(m_open->isChecked());
        filter->setGrouped(m_byService->isChecked() && i != Data && i != Notes);
        updateEmpty(Tab(i));
    }
}

void FindingsPanel::flash(int appeared, int closed)
{
    if (appeared == 0 && closed == 0)
        return;
    QStringList parts;
    if (appeared > 0)
        parts.append(u"+%1"_s.arg(appeared));
    if (closed > 0)
        parts.append(u"−%1"_s.arg(closed));
    m_flash->setText(parts.join(u' '));
    m_flash->setToolTip(tr("What the last change made and closed"));
    setRole(m_flash, appeared > 0 ? "error" : "good");
    m_flash->show();
    QTimer::singleShot(4000, m_flash, [this, shown = m_flash->text()] {
        if (m_flash->text() == shown)
            m_flash->hide();
    });
}

void FindingsPanel::onTabChanged(int tab)
{
    m_stack->setCurrentIndex(tab);
    const bool ownTable = tab < TabCount && !m_replaced.contains(tab);
    m_search->setVisible(ownTable);
    m_open->setVisible(ownTable && (tab == Findings || tab == Questions));
    m_byService->setVisible(ownTable && (tab == Findings || tab == Questions || tab == Operations));
}

void FindingsPanel::addView(const QString &title, QWidget *view)
{
    m_viewTitles.insert(view, title);
    m_stack->addWidget(new ScrollingRoom(view, smallestView));
    m_tabs->addTab(title);
}

int FindingsPanel::tabOf(const QWidget *view) const
{
    for (int i = 0; i < m_stack->count(); ++i) {
        if (m_stack->widget(i)->isAncestorOf(view))
            return i;
    }
    return -1;
}

void FindingsPanel::setViewCount(const QWidget *view, int count)
{
    const int tab = tabOf(view);
    if (tab == Questions && m_replaced.contains(tab))
        m_tabs->setTabText(tab, count > 0 ? u"%1  %2"_s.arg(tr("Questions")).arg(count) : tr("Questions"));
    else if (tab >= TabCount)
        m_tabs->setTabText(tab, count > 0 ? u"%1  %2"_s.arg(m_viewTitles.value(view)).arg(count) : m_viewTitles.value(view));
}

void FindingsPanel::replaceTable(Tab tab, QWidget *view)
{
    QWidget *old = m_stack->widget(tab);
    m_stack->removeWidget(old);
    old->hide(); // its model still says which questions there are
    old->setParent(this);
    m_stack->insertWidget(tab, new ScrollingRoom(view, smallestView));
    m_replaced.insert(tab);
    onTabChanged(m_tabs->currentIndex());
}

void FindingsPanel::showView(const QWidget *view)
{
    const int tab = tabOf(view);
    if (tab >= 0)
        m_tabs->setCurrentIndex(tab);
}

void FindingsPanel::showTab(Tab tab)
{
    m_tabs->setCurrentIndex(tab);
}

void FindingsPanel::showFinding(const QString &fingerprint)
{
    const QScopedValueRollback quiet(m_quiet, true);
    for (const Tab tab : {Findings, Questions}) {
        Page &page = m_pages[tab];
        const FindingsModel *model = tab == Findings ? m_findings : m_questions;
        const int row = model->indexOf(fingerprint);
        if (row < 0) {
            page.table->clearSelection();
            continue;
        }
        m_tabs->setCurrentIndex(tab);
        const QModelIndex index = page.filter->mapFromSource(model->index(row, 0));
        if (!index.isValid()) {
            page.table->clearSelection();
            continue;
        }
        page.table->selectRow(index.row());
        page.table->scrollTo(index);
    }
}

void FindingsPanel::markSubject(const Subject &subject)
{
    const QScopedValueRollback quiet(m_quiet, true);
    for (const Tab tab : {Findings, Questions})
        m_pages[tab].table->clearSelection();
    const auto mark = [&](Tab tab, int row) {
        Page &page = m_pages[tab];
        const QModelIndex index = row < 0 ? QModelIndex() : page.filter->mapFromSource(page.filter->sourceModel()->index(row, 0));
        if (!index.isValid())
            return page.table->clearSelection();
        page.table->selectRow(index.row());
        page.table->scrollTo(index);
    };
    const QString key = subject.id.toString(QUuid::WithoutBraces);
    mark(Operations, subject.kind == SubjectKind::Operation ? m_operations->indexOf(key) : -1);
    mark(Data, subject.kind == SubjectKind::Field ? m_data->indexOf(key) : -1);
}

void FindingsPanel::showDataClass(const QString &dataClass)
{
    m_search->setText(dataClass);
    showTab(Data);
}

void FindingsPanel::showService(const QString &service)
{
    m_search->setText(service);
    showTab(Findings);
}

void FindingsPanel::focusSearch()
{
    m_search->setFocus(Qt::ShortcutFocusReason);
    m_search->selectAll();
}

void FindingsPanel::onCurrentChanged(Tab tab, const QModelIndex &current)
{
    if (m_quiet || !current.isValid())
        return;
    const QModelIndex source = m_pages[tab].filter->mapToSource(current);
    switch (tab) {
    case Findings:
        emit findingChosen(m_findings->row(source.row()).key);
        break;
    case Questions:
        emit findingChosen(m_questions->row(source.row()).key);
        break;
    case Operations:
        emit subjectChosen({SubjectKind::Operation, m_operations->row(source.row()).id.uuid()});
        break;
    case Data:
        emit subjectChosen({SubjectKind::Field, m_data->row(source.row()).id.uuid()});
        break;
    default:
        emit placeActivated(m_notes->row(source.row()).at);
        break;
    }
}

} // namespace drawbridge
