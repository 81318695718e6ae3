// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "threatmodel/threatmodel.h"

#include <QDialog>

class QComboBox;
class QLineEdit;
class QPlainTextEdit;
class QPushButton;
class QToolButton;

namespace drawbridge {

// Asks for a threat in as few strokes as possible: what could go wrong, to what, of which kind, how bad, what helps.
class ThreatForm : public QDialog
{
    Q_OBJECT
public:
    // For a new threat on `threat.subject`, or to change one that has a title. `model` is read only while it is made.
    ThreatForm(const ThreatModel &model, const Threat &threat, QWidget *parent = nullptr);

signals:
    void submitted(const drawbridge::Threat &threat);

private:
    void fillSubjects(const ThreatModel &model);
    void updateSubmit();
    void submit(bool another);

    Threat m_threat;
    QLineEdit *m_title;
    QComboBox *m_subject;
    QList<QToolButton *> m_letters;
    QComboBox *m_severity;
    QPlainTextEdit *m_description, *m_mitigation;
    QPushButton *m_submit;
    QPushButton *m_another = nullptr;
};

} // namespace drawbridge
