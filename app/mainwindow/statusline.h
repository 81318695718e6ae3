// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QObject>

class QLabel;
class QStatusBar;

namespace drawbridge {

struct AnalysisOutcome;

// The line at the bottom: what the model consists of, what was found and how long it took, what to do now.
class StatusLine : public QObject
{
    Q_OBJECT
public:
    explicit StatusLine(QStatusBar &bar);

    void showOutcome(const AnalysisOutcome &outcome);
    void setHint(const QString &hint);
    void setSources(const QString &text);
    void setZoom(double zoom);
    void clear();

private:
    QLabel *m_model;
    QLabel *m_found;
    QLabel *m_time;
    QLabel *m_hint;
    QLabel *m_sources;
    QLabel *m_zoom;
};

} // namespace drawbridge
