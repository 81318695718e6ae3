// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "history/comparison.h"
#include "threatmodel/threatmodel.h"

#include <QDialog>

namespace drawbridge {

// What differs between two versions, as a list in the words of the field; a line leads to the thing.
class ComparisonView : public QDialog
{
    Q_OBJECT
public:
    ComparisonView(const QString &title, const Comparison &comparison, const ThreatModel &before, const ThreatModel &after, QWidget *parent = nullptr);

signals:
    void subjectChosen(const drawbridge::Subject &subject);
    void findingChosen(const QString &fingerprint);
};

} // namespace drawbridge
