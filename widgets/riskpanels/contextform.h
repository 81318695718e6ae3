// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "threatmodel/threatmodel.h"

#include <QDialog>

class QCheckBox;
class QComboBox;
class QLineEdit;
class QPlainTextEdit;

namespace drawbridge {

// What the business says about the system: how much depends on it, who uses it, where it runs, what applies to it, what
// is in and out. It moves the ranking.
class ContextForm : public QDialog
{
    Q_OBJECT
public:
    explicit ContextForm(const ProjectInfo &project, QWidget *parent = nullptr);

signals:
    void submitted(const drawbridge::ProjectInfo &project);

private:
    ProjectInfo written() const;

    ProjectInfo m_project;
    QComboBox *m_criticality, *m_audience, *m_environment;
    QList<std::pair<QCheckBox *, QString>> m_profiles;
    QLineEdit *m_others, *m_jurisdictions, *m_owner;
    QPlainTextEdit *m_scope, *m_assumptions;
};

} // namespace drawbridge
