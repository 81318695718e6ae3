// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "analysis/attackpath.h"

#include <QWidget>

class QLabel;
class QListWidget;
class QPushButton;
class QSplitter;
class QStackedWidget;
class QTableView;

namespace drawbridge {

class EmptyState;
class PathsModel;
class RowsFilter;

// The attack paths of a project: the list by risk, and of the chosen one its steps with evidence and the changes that cut
// it.
class PathsPanel : public QWidget
{
    Q_OBJECT
public:
    explicit PathsPanel(QWidget *parent = nullptr);

    // `titles` are the names of ATT&CK techniques by id. Keeps the chosen path and step where they still exist.
    void setPaths(const ThreatModel &model, const QList<AttackPath> &paths, const QHash<QString, QString> &titles);
    void showPath(const QString &fingerprint);
    // The step after or before the current one; the ends stay.
    void goStep(int by);
    QString currentPath() const;
    QTableView *table() const { return m_table; }

signals:
    void pathChosen(const QString &fingerprint);
    void stepChosen(const QString &fingerprint, int step);
    void placeActivated(const drawbridge::SourceRef &at);
    void diagramWanted(const QString &fingerprint);
    void findingWanted(const QString &fingerprint);

private:
    void showDetails();
    const AttackPath *current() const;

    PathsModel *m_model;
    RowsFilter *m_filter;
    QStackedWidget *m_stack;
    QTableView *m_table;
    QLabel *m_title;
    QListWidget *m_steps;
    QListWidget *m_changes;
    QPushButton *m_make;
    QPushButton *m_openFinding;
    QSplitter *m_splitter;
    QList<AttackPath> m_paths;
    QHash<QString, QString> m_titles;
    bool m_quiet = false;
};

} // namespace drawbridge
