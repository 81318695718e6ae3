// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tables/entitymodels.h"
#include "tables/findingsmodel.h"
#include "tables/rowdelegate.h"

#include <QHash>
#include <QSet>
#include <QWidget>

class QLineEdit;
class QTabBar;
class QStackedWidget;
class QTableView;
class QLabel;

namespace drawbridge {

class EmptyState;
class FilterChip;
class RowsFilter;

// All rows of the bottom panel, made off the GUI thread.
struct PanelRows
{
    QList<FindingRow> findings;
    QList<FindingRow> questions;
    QList<OperationRow> operations;
    QList<DataRow> data;
};

// The bottom panel: findings, questions, operations, data and notes of the import, each with search and filters.
class FindingsPanel : public QWidget
{
    Q_OBJECT
public:
    enum Tab { Findings, Questions, Operations, Data, Notes, TabCount };

    explicit FindingsPanel(QWidget *parent = nullptr);

    void setRows(PanelRows rows);
    void setNotes(const QList<NoteRow> &notes);
    // Marks rows that are talked about: by fingerprint, or the id of an operation or a field.
    void setThreads(const QHash<QString, RowThreads> &threads);
    // "+2 −1", what the last edit made or closed; shown for a moment.
    void flash(int appeared, int closed);

    // A further tab with a view of its own, which brings its own filters; `count` beside the title where above 0. The
    // panel owns the view.
    void addView(const QString &title, QWidget *view);
    void setViewCount(const QWidget *view, int count);
    // Puts a view in the place of a table.
    void replaceTable(Tab tab, QWidget *view);
    void showView(const QWidget *view);
    void showTab(Tab tab);
    // Marks the row without sending anything, and shows its tab.
    void showFinding(const QString &fingerprint);
    // Filters the data by a class.
    void showDataClass(const QString &dataClass);
    void showService(const QString &service);
    // Marks rows of an operation or field where their tab is open.
    void markSubject(const Subject &subject);
    QTableView *table(Tab tab) const;
    void focusSearch();

protected:
    bool eventFilter(QObject *object, QEvent *event) override;

signals:
    void findingChosen(const QString &fingerprint);
    void subjectChosen(const drawbridge::Subject &subject);
    // The mark of a row; its row is current.
    void threadsRequested();
    void placeActivated(const drawbridge::SourceRef &at);

private:
    struct Page
    {
        QTableView *table = nullptr;
        RowsFilter *filter = nullptr;
        RowDelegate *delegate = nullptr;
        QStackedWidget *stack = nullptr;
        EmptyState *empty = nullptr;
        QList<int> widths; // of columns, as designed; the second takes what the others leave
        bool fits = true;  // until somebody sets a width
    };
    void fitColumns(Tab tab);
    void addPage(Tab tab, QAbstractItemModel *model, const QList<int> &widths, const QString &icon);
    void updateTabs();
    void updateEmpty(Tab tab);
    void onCurrentChanged(Tab tab, const QModelIndex &current);
    void onTabChanged(int tab);
    int tabOf(const QWidget *view) const; // -1: none
    void applyFilters();

    FindingsModel *m_findings;
    FindingsModel *m_questions;
    OperationsModel *m_operations;
    DataModel *m_data;
    NotesModel *m_notes;
    Page m_pages[TabCount];
    QHash<const QWidget *, QString> m_viewTitles;
    QSet<int> m_replaced; // tabs whose table gave way to a view
    QTabBar *m_tabs;
    QStackedWidget *m_stack;
    QLineEdit *m_search;
    FilterChip *m_open;
    FilterChip *m_byService;
    QLabel *m_flash;
    bool m_quiet = false;
    bool m_fitting = false;
};

} // namespace drawbridge
