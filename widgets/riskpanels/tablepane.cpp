// SPDX-License-Identifier: Apache-2.0
#include "riskpanels/tablepane.h"

#include "common/plaintext.h"
#include "common/smallwidgets.h"
#include "common/theme.h"
#include "tables/rowdelegate.h"
#include "tables/rowsfilter.h"

#include <QEvent>
#include <QHeaderView>
#include <QScopedValueRollback>
#include <QStackedWidget>
#include <QTableView>
#include <QVBoxLayout>

#include <numeric>

namespace drawbridge {

QVariant PaneModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    return m_titles.value(section);
}

QVariant PaneModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const PaneRow &r = row(index.row());
    const int column = index.column();
    switch (role) {
    case Qt::DisplayRole: return r.cells.value(column);
    case Qt::ToolTipRole: return plainToolTip(r.toolTip.isEmpty() ? r.cells.value(column) : r.toolTip);
    case KeyRole: return r.key;
    case SearchRole: return r.search;
    case OpenRole: return true;
    case SortRole: {
        const QString key = r.sortKeys.value(column);
        return key.isEmpty() ? r.cells.value(column).toLower() : key;
    }
    case ToneRole: return int(r.tones.value(column, Tone::Plain));
    default: return {};
    }
}

TablePane::TablePane(const QStringList &titles, const QList<int> &widths, int wide, const QString &icon, QWidget *parent)
    : QWidget(parent), m_model(new PaneModel(titles, this)), m_filter(new RowsFilter(m_model, this)), m_view(new QTableView), m_stack(new QStackedWidget),
      m_widths(widths), m_wide(wide)
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    m_view->setModel(m_filter);
    m_view->setItemDelegate(new RowDelegate(m_view));
    m_view->setShowGrid(false);
    m_view->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_view->setSelectionMode(QAbstractItemView::SingleSelection);
    m_view->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_view->setWordWrap(false);
    m_view->setTabKeyNavigation(false);
    m_view->setMouseTracking(true);
    m_view->setFrameShape(QFrame::NoFrame);
    m_view->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_view->verticalHeader()->hide();
    m_view->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    m_view->verticalHeader()->setDefaultSectionSize(metrics::rowHeight);
    m_view->horizontalHeader()->setHighlightSections(false);
    m_view->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_view->setSortingEnabled(true);
    m_view->viewport()->installEventFilter(this);
    m_empty = new EmptyState(icon, {}, {});
    m_stack->addWidget(m_view);
    m_stack->addWidget(m_empty);
    layout->addWidget(m_stack);
    sortBy(0, Qt::AscendingOrder);
    connect(m_view->selectionModel(), &QItemSelectionModel::currentRowChanged, this, [this](const QModelIndex &current) {
        if (!m_quiet && current.isValid())
            emit currentChanged(current.data(KeyRole).toString());
    });
    connect(m_view, &QTableView::activated, this, [this](const QModelIndex &index) { emit activated(index.data(KeyRole).toString()); });
    updateEmpty();
}

void TablePane::sortBy(int column, Qt::SortOrder order)
{
    m_view->sortByColumn(column, order);
}

void TablePane::setRows(const QList<PaneRow> &rows)
{
    const QScopedValueRollback quiet(m_quiet, true);
    m_model->setRows(rows);
    fit();
    updateEmpty();
}

void TablePane::setSearch(const QString &text)
{
    const QScopedValueRollback quiet(m_quiet, true);
    m_filter->setSearch(text);
    updateEmpty();
}

void TablePane::setEmptyTexts(const QString &title, const QString &sentence)
{
    m_emptyTitle = title;
    m_emptySentence = sentence;
    updateEmpty();
}

QString TablePane::currentKey() const
{
    return m_view->currentIndex().data(KeyRole).toString();
}

void TablePane::setCurrentKey(const QString &key)
{
    const QScopedValueRollback quiet(m_quiet, true);
    const QModelIndex index = m_filter->indexOf(key);
    if (index.isValid())
        m_view->setCurrentIndex(index);
    else
        m_view->clearSelection();
}

void TablePane::updateEmpty()
{
    const bool empty = m_filter->rowCount() == 0;
    m_stack->setCurrentIndex(empty ? 1 : 0);
    if (empty && m_model->rowCount() > 0)
        m_empty->setTexts(tr("Nothing matches"), tr("Clear the filter to see all rows."));
    else if (empty)
        m_empty->setTexts(m_emptyTitle, m_emptySentence);
}

// Each column has its least width; what is left goes to those whose texts need more, up to the double, then to the wide one.
void TablePane::fit()
{
    const QAbstractItemView *view = m_view; // QTableView hides sizeHintForColumn
    int left = m_view->viewport()->width() - std::accumulate(m_widths.begin(), m_widths.end(), 0);
    for (qsizetype i = 0; i < m_widths.size(); ++i) {
        if (i == m_wide)
            continue;
        const int wanted = std::clamp(view->sizeHintForColumn(int(i)), m_widths[i], 2 * m_widths[i]);
        const int more = std::clamp(left, 0, wanted - m_widths[i]);
        m_view->setColumnWidth(int(i), m_widths[i] + more);
        left -= more;
    }
    m_view->setColumnWidth(m_wide, m_widths[m_wide] + std::max(0, left));
}

bool TablePane::eventFilter(QObject *object, QEvent *event)
{
    if (object == m_view->viewport() && event->type() == QEvent::Resize)
        fit();
    return QWidget::eventFilter(object, event);
}

} // namespace drawbridge
