// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QWidget>

class QLabel;
class QPushButton;

namespace drawbridge {

// The logo: a small picture of it, a button that chooses a file, one that takes it away.
class LogoField : public QWidget
{
    Q_OBJECT
public:
    explicit LogoField(QWidget *parent = nullptr);

    void setLogo(const QByteArray &png);
    QByteArray logo() const { return m_png; }
    // Reads a picture file; says so below where it is none.
    void load(const QString &path);

signals:
    void changed();

private:
    void choose();
    void show(const QString &problem);

    QByteArray m_png;
    QLabel *m_picture;
    QLabel *m_problem;
    QPushButton *m_remove;
};

} // namespace drawbridge
