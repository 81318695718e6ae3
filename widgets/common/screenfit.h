// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QObject>

class QApplication;

namespace drawbridge {

// Keeps windows and dialogs that open within the screen that they open on, whatever size they ask for.
class ScreenFit : public QObject
{
    Q_OBJECT
public:
    // Owned by the application, which it watches.
    explicit ScreenFit(QApplication &application);

protected:
    bool eventFilter(QObject *object, QEvent *event) override;
};

} // namespace drawbridge
