// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "analysis/catalogue.h"
#include "analysis/whatif.h"
#include "threatmodel/delta.h"

#include <QDialog>

class QComboBox;
class QDateEdit;
class QCheckBox;
class QLabel;
class QLineEdit;
class QListWidget;
class QPushButton;

namespace drawbridge {

class SubjectChooser;

// Adds a safeguard from the catalogue to a subject, or changes one, and says beforehand what that would close.
class ControlForm : public QDialog
{
    Q_OBJECT
public:
    // `control` with an id is changed; else it says what to begin with (kind and subject may be empty).
    ControlForm(const ThreatModel &model, const Catalogue &catalogue, const Control &control, QWidget *parent = nullptr);

    // What the edit would do, as last asked for; `number` is the one given to previewWanted().
    void showPreview(int number, const WhatIf &preview);

signals:
    void submitted(const drawbridge::Control &control);
    void previewWanted(int number, const drawbridge::Delta &delta);

private:
    Control written() const;
    void askPreview();
    void fillKinds(const QString &words);

    struct Kind
    {
        QString id, title, group, search;
    };
    ThreatModel m_model;
    Control m_control;
    QList<Kind> m_kinds;
    QLineEdit *m_find;
    QListWidget *m_list;
    SubjectChooser *m_subject;
    QComboBox *m_state;
    QLineEdit *m_owner, *m_evidence;
    QDateEdit *m_date, *m_expires;
    QCheckBox *m_hasExpiry;
    QLabel *m_preview;
    QPushButton *m_submit;
    int m_asked = 0;
};

// "Closes 4, lowers 2, opens 1; heat 62.0 → 48.1." in words.
QString previewText(const WhatIf &preview);
// "identity" → what people call that group of safeguards.
QString controlGroupTitle(const QString &group);

} // namespace drawbridge
