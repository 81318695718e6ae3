// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "analysis/finding.h"
#include "threatmodel/delta.h"

#include <QWidget>

#include <functional>
#include <memory>

namespace drawbridge {

// What the pages of the workshop show beside the model.
struct WorkshopInput
{
    ThreatModel model;
    std::shared_ptr<const QList<Finding>> findings;
    std::function<QString(const Finding &)> titleOf;
    std::function<QString(const Subject &)> nameOf;
    // Whether what is said about `inner` also belongs to `outer`: an operation to its service.
    std::function<bool(const Subject &outer, const Subject &inner)> contains;
    Subject selected;      // what is selected in the window
    QString finding;       // fingerprint of the finding that is shown
    SourceRef line;        // of a specification that was asked about; null: none
};

// One page of the workshop panel: shows rows of the model and asks for edits.
class WorkshopPage : public QWidget
{
    Q_OBJECT
public:
    using QWidget::QWidget;
    virtual void show(const WorkshopInput &input) = 0;

signals:
    // One undo step; `text` names it. Steps with the same key merge, as typing does.
    void edited(const QString &text, const drawbridge::Delta &delta, const QString &mergeKey = {});
    void subjectChosen(const drawbridge::Subject &subject);
    void findingChosen(const QString &fingerprint);
};

} // namespace drawbridge
