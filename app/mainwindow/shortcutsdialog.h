// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QDialog>

class QAction;
class QKeySequenceEdit;
class QLabel;
class QLineEdit;
class QPushButton;
class QTreeWidget;
class QTreeWidgetItem;

namespace drawbridge {

class ShortcutStore;

// One overview of all commands and their keys: type to search, press a new key for what is selected, reset.
class ShortcutsDialog : public QDialog
{
    Q_OBJECT
public:
    explicit ShortcutsDialog(ShortcutStore &store, QWidget *parent = nullptr);

protected:
    bool eventFilter(QObject *object, QEvent *event) override;

private:
    void fill();
    QTreeWidgetItem *addGroup(const QString &title);
    void addFixed();
    void search(const QString &text);
    void showCurrent();
    void keysTyped();
    QAction *current() const;

    ShortcutStore &m_store;
    QLineEdit *m_search;
    QTreeWidget *m_list;
    QLabel *m_name;
    QKeySequenceEdit *m_keys;
    QLabel *m_clash;
    QPushButton *m_assign;
    QPushButton *m_clear;
    QPushButton *m_reset;
};

} // namespace drawbridge
