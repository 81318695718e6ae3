// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QFrame>

class QHBoxLayout;
class QLabel;
class QPushButton;
class QTimer;

namespace drawbridge {

// Says something without stopping anybody: what happened, what it means, what to do.
class MessageBar : public QFrame
{
    Q_OBJECT
public:
    enum class Kind { Info, Good, Warning, Error };

    explicit MessageBar(QWidget *parent = nullptr);

    // Replaces what is shown. `seconds` 0: stays until closed.
    void say(Kind kind, const QString &text, int seconds = 0);
    // A button for the message that is shown; call after say().
    QPushButton *addButton(const QString &text);
    QString text() const;
    void setClosable(bool on);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void clearButtons();
    Kind m_kind = Kind::Info;
    QLabel *m_icon;
    QLabel *m_text;
    QHBoxLayout *m_buttons;
    QPushButton *m_close;
    QTimer *m_timer;
};

} // namespace drawbridge
