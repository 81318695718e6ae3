// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QObject>

namespace drawbridge {

class AnalysisController;
class FileController;
class FindingsPanel;
class NextSteps;
class ProjectSession;
class RiskViews;
class SelectionLink;

// What to do after a first import: at most three steps, the most useful first. A step goes when it is done, comes back when
// that is undone, and gives way to the next one.
class FirstSteps : public QObject
{
    Q_OBJECT
public:
    // What the steps show and lead to; all outlive it.
    struct Parts
    {
        NextSteps &view;
        const ProjectSession &session;
        AnalysisController &analysis;
        SelectionLink &selection;
        FindingsPanel &findings;
        RiskViews &riskViews;
        FileController &files;
    };
    FirstSteps(const Parts &parts, QObject *parent);

    // From the next analysis on.
    void offer();
    void dismiss();

private:
    void update();

    Parts m;
    bool m_offered = false;
    QString m_looked; // fingerprint of the riskiest finding, once it was shown
    QString m_worst;
};

} // namespace drawbridge
