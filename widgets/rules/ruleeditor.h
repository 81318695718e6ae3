// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "analysis/rulepacks.h"
#include "document/document.h"

#include <QDialog>
#include <QFutureWatcher>
#include <QTimer>

class QBoxLayout;
class QLabel;
class QListWidget;
class QListWidgetItem;
class QPushButton;
class QTreeWidget;

namespace drawbridge {

class CodeEdit;
class YamlHighlighter;

// The project's own packs of rules: written here, checked while one types, tried by their examples, exchanged as files.
class RuleEditor : public QDialog
{
    Q_OBJECT
public:
    explicit RuleEditor(Document &document, QWidget *parent = nullptr);
    ~RuleEditor() override;

    // What the rules that are in force now changed against those before.
    void showEffect(const RuleEffectReport &effect);
    bool isChecking() const;
    void done(int result) override; // keeps what was typed

private:
    struct Checked
    {
        quint64 round = 0;
        RulePackReport report;
    };
    void buildList(QBoxLayout &layout);
    void refresh();
    void select(RulePackId id);
    void onTyped();
    void keep();
    void check();
    void onChecked();
    void addNew();
    void importFile();
    void exportFile();
    void push(const QString &text, const Delta &delta);
    void updateButtons();

    Document &m_document;
    QListWidget *m_list;
    CodeEdit *m_text;
    YamlHighlighter *m_colors;
    QTreeWidget *m_problems;
    QLabel *m_summary, *m_effect;
    QPushButton *m_keep, *m_run, *m_export, *m_remove, *m_rename;
    RulePackId m_current;
    bool m_filling = false;
    QTimer m_soon;
    QFutureWatcher<Checked> m_watcher;
    quint64 m_round = 0;
    bool m_again = false;
};

} // namespace drawbridge
