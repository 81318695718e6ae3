// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "document/document.h"
#include "lenses/lenspicture.h"

#include <QWidget>

class QListWidget;

namespace drawbridge {

class DiagramView;
struct Comparison;

// The diagrams of a model, to move around in but not to change: an old version, one side of a comparison.
class ModelLook : public QWidget
{
    Q_OBJECT
public:
    explicit ModelLook(ThreatModel model, QWidget *parent = nullptr);

    // What differs stands out, everything else steps back; nothing where nothing is marked.
    void setMarks(const LensPicture &picture);
    // Shows it on a diagram that has it; false where none does.
    bool select(const Subject &subject);
    DiagramView *view() const { return m_view; }
    const ThreatModel &model() const { return m_document.model(); }

private:
    Document m_document; // a copy of its own: nothing here reaches the project
    QListWidget *m_list;
    DiagramView *m_view;
};

// What a comparison says of one side's elements, flows and zones: added ones on the side after, removed ones on the side
// before, changed ones on both. What belongs to a service (operations, fields, controls) marks the service.
LensPicture changePicture(const ThreatModel &side, const Comparison &comparison, bool after);

} // namespace drawbridge
