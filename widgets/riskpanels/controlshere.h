// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "threatmodel/threatmodel.h"

#include <QDate>
#include <QWidget>

class QVBoxLayout;

namespace drawbridge {

// The safeguards that count for one thing, its own first, then inherited ones with where they come from.
class ControlsHere : public QWidget
{
    Q_OBJECT
public:
    explicit ControlsHere(QWidget *parent = nullptr);
    // Hides itself for what cannot have controls.
    void show(const ThreatModel &model, const Subject &subject, const QDate &date);

signals:
    void addWanted(const drawbridge::Subject &subject);
    void changeWanted(const drawbridge::ControlId &control);

private:
    QVBoxLayout *m_layout;
    QWidget *m_rows = nullptr;
    Subject m_subject;
};

} // namespace drawbridge
