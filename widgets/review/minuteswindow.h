// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "workshop/minutes.h"

#include <QDialog>

class QTextBrowser;

namespace drawbridge {

// The minutes as they stand, to read, copy and save.
class MinutesWindow : public QDialog
{
    Q_OBJECT
public:
    explicit MinutesWindow(const Minutes &minutes, QWidget *parent = nullptr);

signals:
    void failed(const QString &message);

private:
    void save();

    QString m_text;
    QTextBrowser *m_view;
};

} // namespace drawbridge
