// SPDX-License-Identifier: Apache-2.0
#include "panels/pathspanel.h"

#include "common/plaintext.h"
#include "common/smallwidgets.h"
#include "common/theme.h"
#include "tables/pathsmodel.h"
#include "tables/rowdelegate.h"
#include "tables/rowsfilter.h"
#include "tables/words.h"

#include <QHeaderView>
#include <QLabel>
#include <QListWidget>
#include <QLocale>
#include <QPushButton>
#include <QScopedValueRollback>
#include <QSplitter>
#include <QStackedWidget>
#include <QTableView>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace drawbridge {

PathsPanel::PathsPanel(QWidget *parent) : QWidget(parent), m_model(new PathsModel(this)), m_filter(new RowsFilter(m_model, this))
{
    setObjectName(u"pathsPanel"_s);
    setProperty("role", u"panel"_s);
    setAttribute(Qt::WA_StyledBackground);
    m_table = new QTableView;
    m_table->setObjectName(u"pathsTable"_s);
    m_table->setAccessibleName(tr("Attack paths"));
    m_table->setModel(m_filter);
    m_table->setItemDelegate(new RowDelegate(m_table));
    m_table->setShowGrid(false);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setWordWrap(false);
    m_table->setTabKeyNavigation(false);
    m_table->setFrameShape(QFrame::NoFrame);
    m_table->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    m_table->verticalHeader()->setDefaultSectionSize(metrics::rowHeight);
    m_table->horizontalHeader()->setHighlightSections(false);
    m_table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_table->horizontalHeader()->setStretchLastSection(true);
    m_table->setSortingEnabled(true);
    m_table->sortByColumn(0, Qt::AscendingOrder);
    m_table->horizontalHeader()->setSortIndicatorShown(false);
    const int widths[] = {58, 160, 120, 52, 60};
    for (int i = 0; i < int(std::size(widths)); ++i)
        m_table->setColumnWidth(i, widths[i]);

    auto *details = new QWidget;
    auto *column = new QVBoxLayout(details);
    column->setContentsMargins(12, 8, 4, 8);
    column->setSpacing(6);
    m_title = plainLabel({}, "strong");
    m_title->setObjectName(u"pathTitle"_s);
    const auto list = [](const char *name, const QString &spoken) {
        auto *widget = new QListWidget;
        widget->setObjectName(QLatin1StringView(name));
        widget->setAccessibleName(spoken);
        widget->setFrameShape(QFrame::NoFrame);
        widget->setWordWrap(true);
        widget->setTextElideMode(Qt::ElideNone);
        widget->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
        widget->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
        return widget;
    };
    m_steps = list("pathSteps", tr("Steps of the path"));
    m_changes = list("pathChanges", tr("Changes that cut the path"));
    m_changes->setSelectionMode(QAbstractItemView::NoSelection);
    m_make = new QPushButton(tr("Make a diagram of this path"));
    m_make->setObjectName(u"makePathDiagram"_s);
    m_openFinding = new QPushButton(tr("Show the finding"));
    m_openFinding->setObjectName(u"showPathFinding"_s);
    column->addWidget(m_title);
    column->addWidget(m_steps, 1);
    auto *cuts = new QWidget;
    auto *cutColumn = new QVBoxLayout(cuts);
    cutColumn->setContentsMargins(12, 8, 12, 8);
    cutColumn->setSpacing(6);
    cutColumn->addWidget(new SectionHeader(tr("What cuts it")));
    cutColumn->addWidget(m_changes, 1);
    cutColumn->addWidget(m_make);
    cutColumn->addWidget(m_openFinding);

    m_splitter = new QSplitter(Qt::Horizontal);
    m_splitter->setObjectName(u"pathsSplitter"_s);
    m_splitter->setChildrenCollapsible(false);
    for (QWidget *part : {static_cast<QWidget *>(m_table), details, cuts})
        m_splitter->addWidget(part);
    m_splitter->setSizes({330, 380, 260});
    m_stack = new QStackedWidget;
    m_stack->addWidget(m_splitter);
    m_stack->addWidget(new EmptyState(u"shield"_s, tr("No attack path"),
                                      tr("No chain of weaknesses leads from outside to what is worth protecting, as far as the model tells.")));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_stack);

    const auto choose = [this] {
        if (m_quiet)
            return;
        showDetails();
        if (current())
            emit pathChosen(currentPath());
    };
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, choose);
    connect(m_table, &QTableView::clicked, this, choose);
    connect(m_steps, &QListWidget::currentRowChanged, this, [this](int row) {
        if (!m_quiet && row >= 0)
            emit stepChosen(currentPath(), row);
    });
    connect(m_steps, &QListWidget::itemActivated, this, [this] {
        const AttackPath *path = current();
        const int row = m_steps->currentRow();
        if (path && row >= 0 && row < path->steps.size()) {
            for (const Evidence &line : path->steps[row].evidence) {
                if (!line.at.isNull()) {
                    emit placeActivated(line.at);
                    return;
                }
            }
        }
    });
    connect(m_make, &QPushButton::clicked, this, [this] { emit diagramWanted(currentPath()); });
    connect(m_openFinding, &QPushButton::clicked, this, [this] { emit findingWanted(currentPath()); });
    setPaths({}, {}, {});
}

void PathsPanel::setPaths(const ThreatModel &model, const QList<AttackPath> &paths, const QHash<QString, QString> &titles)
{
    const QString chosen = currentPath();
    const int step = m_steps->currentRow();
    const QScopedValueRollback quiet(m_quiet, true);
    m_paths = paths;
    m_titles = titles;
    m_model->setRows(pathRows(model, paths));
    m_stack->setCurrentIndex(paths.isEmpty() ? 1 : 0);
    showDetails();
    if (chosen == currentPath() && step >= 0 && step < m_steps->count())
        m_steps->setCurrentRow(step);
}

void PathsPanel::showPath(const QString &fingerprint)
{
    const QModelIndex index = m_filter->mapFromSource(m_model->index(m_model->indexOf(fingerprint), 0));
    if (!index.isValid())
        return;
    const QScopedValueRollback quiet(m_quiet, true);
    m_table->setCurrentIndex(index);
    showDetails();
}

QString PathsPanel::currentPath() const { return m_table->currentIndex().data(KeyRole).toString(); }

const AttackPath *PathsPanel::current() const
{
    const QString key = currentPath();
    for (const AttackPath &path : m_paths) {
        if (path.fingerprint == key)
            return &path;
    }
    return nullptr;
}

void PathsPanel::goStep(int by)
{
    if (!current() && m_filter->rowCount() > 0)
        m_table->setCurrentIndex(m_filter->index(0, 0));
    const int count = m_steps->count();
    if (count > 0)
        m_steps->setCurrentRow(std::clamp(m_steps->currentRow() + by, 0, count - 1));
}

void PathsPanel::showDetails()
{
    const QScopedValueRollback quiet(m_quiet, true);
    m_steps->clear();
    m_changes->clear();
    const AttackPath *path = current();
    m_make->setEnabled(path);
    m_openFinding->setEnabled(path);
    if (!path) {
        m_title->setText(tr("Choose a path to see its steps."));
        return;
    }
    QString title = tr("%1 steps to %2").arg(QLocale().toString(path->steps.size()), oneLine(path->goals.value(0), 60));
    if (path->otherChains > 0)
        title += u' ' + tr("(%n other chain(s) lead there)", nullptr, path->otherChains);
    m_title->setText(title);
    for (qsizetype i = 0; i < path->steps.size(); ++i) {
        const PathStep &step = path->steps[i];
        QString text = u"%1. "_s.arg(i + 1) + oneLine(step.say.toString(), 200);
        QStringList second;
        if (!step.rule.isEmpty())
            second << step.rule;
        else if (step.chance >= 1)
            second << tr("as the system is built");
        second << tr("%1 %").arg(QLocale().toString(qRound(step.chance * 100)));
        if (!step.technique.isEmpty())
            second << (m_titles.value(step.technique).isEmpty() ? step.technique : tr("ATT&CK %1 %2").arg(step.technique, m_titles.value(step.technique)));
        for (const Evidence &line : step.evidence) {
            if (line.at.isNull())
                continue;
            second << words::place(line.at);
            break;
        }
        auto *item = new QListWidgetItem(text + u'\n' + second.join(u" · "_s), m_steps);
        QStringList why;
        for (const Evidence &line : step.evidence)
            why << oneLine(line.say.toString(), 200) + (line.at.isNull() ? QString() : u" — "_s + words::place(line.at));
        item->setToolTip(plainToolTip(why.isEmpty() ? text : why.join(u'\n')));
    }
    for (const PathChange &change : path->changes) {
        if (change.clears.isEmpty())
            continue;
        const QString cost = change.cost <= 1 ? tr("configuration") : change.cost <= 3 ? tr("code") : tr("architecture");
        new QListWidgetItem(u"%1 · %2"_s.arg(changeText(change), cost), m_changes);
    }
    if (m_changes->count() == 0) {
        QStringList together;
        for (const PathChange &change : path->cut)
            together << changeText(change);
        new QListWidgetItem(together.isEmpty() ? tr("No change is known that cuts it.") : tr("Only together: %1").arg(together.join(u"; "_s)), m_changes);
    }
}

} // namespace drawbridge
