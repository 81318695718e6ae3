// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QObject>
#include <QStringList>

class QCompleter;
class QLineEdit;
class QPlainTextEdit;
class QStringListModel;

namespace drawbridge {

// Offers people's names while somebody types "@": arrow keys choose, Enter or Tab takes the name, Escape goes on typing.
class MentionCompleter : public QObject
{
    Q_OBJECT
public:
    explicit MentionCompleter(QLineEdit *editor);
    explicit MentionCompleter(QPlainTextEdit *editor);
    void setPeople(const QStringList &names);
    // Names are being offered: Enter and Escape belong to the list.
    bool isOffering() const;
    // "an" where the text up to the cursor ends in "@an"; null: no mention is being typed.
    static QString mentionAt(const QString &textBeforeCursor);

protected:
    bool eventFilter(QObject *object, QEvent *event) override;

private:
    void attach(QWidget *editor);
    void offer();
    void take(const QString &name);
    QString before() const;

    QLineEdit *m_line = nullptr;
    QPlainTextEdit *m_text = nullptr;
    QStringListModel *m_names;
    QCompleter *m_completer;
};

} // namespace drawbridge
