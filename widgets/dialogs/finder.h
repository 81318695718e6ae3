// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QAction>
#include <QDialog>

#include <functional>

class QLineEdit;
class QLabel;
class QListView;

namespace drawbridge {

class FinderModel;

// Something that can be found: an element, an operation, a field, a finding, a command.
struct FinderEntry
{
    QString icon;   // name of a line icon
    QString text;
    QString detail; // at the right edge: what kind of thing, or a shortcut
    QString search; // lower case
    std::function<void()> open;
};

// The entries that match, best first: all words must occur; at the beginning counts more than at the beginning of a
// word, and that more than anywhere; shorter texts first.
QList<int> findEntries(const QList<FinderEntry> &entries, const QString &query, int atMost);

// "Find anything": type, arrows, Enter.
class Finder : public QDialog
{
    Q_OBJECT
public:
    explicit Finder(QList<FinderEntry> entries, QWidget *parent = nullptr);

protected:
    bool eventFilter(QObject *object, QEvent *event) override;

private:
    void update(const QString &query);
    void openCurrent();

    QList<FinderEntry> m_entries;
    QList<int> m_found;
    QLineEdit *m_query;
    QListView *m_list;
    QLabel *m_nothing; // in place of the list
    FinderModel *m_model;
};

} // namespace drawbridge
