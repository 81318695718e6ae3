// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "analysis/risksettings.h"

#include <QDialog>

class QDoubleSpinBox;
class QToolButton;

namespace drawbridge {

// The figures of the risk formula, each within its bounds, each with its way back to the default.
class RiskSettingsForm : public QDialog
{
    Q_OBJECT
public:
    explicit RiskSettingsForm(const QList<NamedValue> &changed, QWidget *parent = nullptr);
    RiskSettings settings() const;

signals:
    void submitted(const QList<drawbridge::NamedValue> &changed);

private:
    void updateReset(int figure);

    QList<QDoubleSpinBox *> m_values;
    QList<QToolButton *> m_resets;
};

// "exposure.partner" → "Partner systems".
QString riskFigureTitle(RiskFigure figure);
QString riskFigureGroupTitle(const QString &group);

} // namespace drawbridge
