// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "common/plaintext.h"
#include "threatmodel/threatmodel.h"

#include <QCheckBox>
#include <QComboBox>
#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QWidget>

#include <functional>

namespace drawbridge {

// Rows of label and editor. What is typed counts when Enter is pressed or the editor is left; Escape takes it back.
class FormPage : public QWidget
{
    Q_OBJECT
public:
    explicit FormPage(QWidget *parent = nullptr);

    QLineEdit *addLine(const QString &label, const QString &placeholder = {});
    QPlainTextEdit *addText(const QString &label, const QString &placeholder = {});
    QComboBox *addChoice(const QString &label);
    QCheckBox *addCheck(const QString &text);
    // A value that is only read.
    QLabel *addValue(const QString &label);
    void addHeading(const QString &text);
    void addWide(QWidget *widget);
    // Hides a row with its label.
    void setRowVisible(QWidget *editor, bool visible);

    bool eventFilter(QObject *object, QEvent *event) override;

signals:
    void committed(QWidget *editor);

protected:
    void addRow(const QString &label, QWidget *editor);
    // The text that Escape goes back to.
    void setText(QLineEdit *editor, const QString &text);
    void setText(QPlainTextEdit *editor, const QString &text);

private:
    QGridLayout *m_grid;
    QHash<QWidget *, QLabel *> m_labels;
    QHash<QWidget *, QString> m_shown;
};

// A form over an entity that is a value: each editor is bound to a member, and an edit hands out the whole entity as it
// should be, with a name for the undo step.
template <class T> class EntityForm : public FormPage
{
public:
    using Commit = std::function<void(const T &after, const QString &text)>;
    using FormPage::FormPage;

    void setCommit(Commit commit) { m_commit = std::move(commit); }
    void setEntity(const T &entity)
    {
        m_entity = entity;
        for (const auto &fill : m_fill)
            fill();
    }
    const T &entity() const { return m_entity; }

    QLineEdit *bindLine(QString T::*member, const QString &label, const QString &step, const QString &placeholder = {})
    {
        QLineEdit *editor = addLine(label, placeholder);
        m_fill.append([this, editor, member] { setText(editor, m_entity.*member); });
        connect(editor, &QLineEdit::editingFinished, this, [this, editor, member, step] {
            if (!editor->isReadOnly() && editor->isModified())
                change([&](T &after) { after.*member = editor->text().trimmed(); }, step);
            editor->setModified(false);
        });
        return editor;
    }
    QPlainTextEdit *bindText(QString T::*member, const QString &label, const QString &step, const QString &placeholder = {})
    {
        QPlainTextEdit *editor = addText(label, placeholder);
        m_fill.append([this, editor, member] { setText(editor, m_entity.*member); });
        connect(this, &FormPage::committed, this, [this, editor, member, step](QWidget *which) {
            if (which == editor && editor->document()->isModified()) {
                editor->document()->setModified(false);
                change([&](T &after) { after.*member = editor->toPlainText(); }, step);
            }
        });
        return editor;
    }
    // Words separated by commas.
    QLineEdit *bindList(QStringList T::*member, const QString &label, const QString &step, const QString &placeholder = {})
    {
        QLineEdit *editor = addLine(label, placeholder);
        m_fill.append([this, editor, member] { setText(editor, (m_entity.*member).join(QStringLiteral(", "))); });
        connect(editor, &QLineEdit::editingFinished, this, [this, editor, member, step] {
            if (!editor->isModified())
                return;
            editor->setModified(false);
            QStringList words;
            for (const QString &word : editor->text().split(u',', Qt::SkipEmptyParts)) {
                if (!word.trimmed().isEmpty() && !words.contains(word.trimmed()))
                    words.append(word.trimmed());
            }
            words.sort();
            change([&](T &after) { after.*member = words; }, step);
        });
        return editor;
    }
    // Values 0 … count-1 of an enum (or int, from `first`), each with its word.
    template <class E> QComboBox *bindChoice(E T::*member, int count, QString (*word)(E), const QString &label, const QString &step, int first = 0)
    {
        QComboBox *editor = addChoice(label);
        for (int i = first; i < first + count; ++i)
            editor->addItem(word(E(i)), i);
        m_fill.append([this, editor, member] { editor->setCurrentIndex(editor->findData(int(m_entity.*member))); });
        connect(editor, &QComboBox::activated, this, [this, editor, member, step] {
            change([&](T &after) { after.*member = E(editor->currentData().toInt()); }, step);
        });
        return editor;
    }
    // Yes, no, not known: a person's word.
    QComboBox *bindFact(Fact T::*member, const QString &label, const QString &step, QString (*word)(Truth))
    {
        QComboBox *editor = addChoice(label);
        for (const Truth truth : {Truth::Unknown, Truth::Yes, Truth::No})
            editor->addItem(word(truth), int(truth));
        m_fill.append([this, editor, member] {
            editor->setCurrentIndex(editor->findData(int((m_entity.*member).value)));
            editor->setToolTip(plainToolTip((m_entity.*member).evidence));
        });
        connect(editor, &QComboBox::activated, this, [this, editor, member, step] {
            change([&](T &after) { after.*member = Fact{Truth(editor->currentData().toInt()), Origin::Person, {}}; }, step);
        });
        return editor;
    }
    QCheckBox *bindCheck(bool T::*member, const QString &text, const QString &step)
    {
        QCheckBox *editor = addCheck(text);
        m_fill.append([this, editor, member] { editor->setChecked(m_entity.*member); });
        connect(editor, &QCheckBox::clicked, this, [this, member, step](bool on) { change([&](T &after) { after.*member = on; }, step); });
        return editor;
    }
    void onFill(std::function<void()> fill) { m_fill.append(std::move(fill)); }

protected:
    template <class Edit> void change(Edit &&edit, const QString &step)
    {
        T after = m_entity;
        edit(after);
        if (after != m_entity && m_commit)
            m_commit(after, step);
    }

private:
    T m_entity;
    Commit m_commit;
    QList<std::function<void()>> m_fill;
};

} // namespace drawbridge
