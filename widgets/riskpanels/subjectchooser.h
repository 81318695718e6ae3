// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "threatmodel/threatmodel.h"

#include <QComboBox>

namespace drawbridge {

// Chooses what something is said about: the project, a zone, an element, a flow or an operation. Typing finds one of many.
class SubjectChooser : public QComboBox
{
    Q_OBJECT
public:
    explicit SubjectChooser(QWidget *parent = nullptr);
    // Lists what the model has and chooses `current`.
    void fill(const ThreatModel &model, const Subject &current);
    Subject subject() const;

private:
    void add(const QString &text, const Subject &subject);
};

// "Whole project", "Zone: Edge", "identity", "GET /users".
QString subjectTitle(const ThreatModel &model, const Subject &subject);

} // namespace drawbridge
