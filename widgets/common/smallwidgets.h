// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QFrame>
#include <QLabel>
#include <QWidget>

class QPushButton;
class QVBoxLayout;

namespace drawbridge {

// A label for text from outside: plain, wrapped, selectable where asked.
QLabel *plainLabel(const QString &text, const char *role, QWidget *parent = nullptr);
// Sets the style sheet's role and has it take effect.
void setRole(QWidget *widget, const char *role);
QFrame *horizontalRule(QWidget *parent = nullptr);
QFrame *verticalRule(QWidget *parent = nullptr);

// "WHY THIS SCORE": the small heading of a part of a panel.
class SectionHeader : public QLabel
{
    Q_OBJECT
public:
    explicit SectionHeader(const QString &text, QWidget *parent = nullptr);
};

// One line that ends in an ellipsis where it does not fit, and then says the whole in a tool tip.
class ElidedLabel : public QWidget
{
    Q_OBJECT
public:
    explicit ElidedLabel(const QString &text = {}, QWidget *parent = nullptr, Qt::TextElideMode mode = Qt::ElideRight);
    void setText(const QString &text);
    QString text() const { return m_full; }
    void setMuted(bool on);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void updateToolTip();
    QString m_full, m_line;
    Qt::TextElideMode m_mode;
    bool m_muted = false;
};

// What stands where there is nothing to show: a word, a sentence, and what to do about it.
class EmptyState : public QWidget
{
    Q_OBJECT
public:
    EmptyState(const QString &icon, const QString &title, const QString &sentence, QWidget *parent = nullptr);
    void setTexts(const QString &title, const QString &sentence);
    // Adds a button below the sentence.
    QPushButton *addAction(const QString &text, bool primary = false);

private:
    QLabel *m_title;
    QLabel *m_sentence;
    QVBoxLayout *m_layout;
};

} // namespace drawbridge
