// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "analysis/whatif.h"
#include "threatmodel/threatmodel.h"

#include <QDate>
#include <QWidget>

class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;

namespace drawbridge {

class FilterChip;
class TablePane;

// Every safeguard that is stated, with its state, place, owner, evidence and end; to add, change and remove.
class ControlsPanel : public QWidget
{
    Q_OBJECT
public:
    explicit ControlsPanel(QWidget *parent = nullptr);

    void setModel(const ThreatModel &model, const QDate &date);
    // What is selected elsewhere: "only here" keeps what counts for it, inherited ones too.
    void setSelection(const Subject &subject);
    // What taking the chosen control away would do.
    void showPreview(const ControlId &control, const WhatIf &preview);
    TablePane *table() const { return m_table; }

signals:
    void addWanted(const drawbridge::Subject &subject);
    void changeWanted(const drawbridge::ControlId &control);
    void removalWanted(const drawbridge::ControlId &control);
    // What if it were not there?
    void previewWanted(const drawbridge::ControlId &control);
    void subjectChosen(const drawbridge::Subject &subject);

private:
    void refresh();
    void updateButtons();
    ControlId current() const;

    ThreatModel m_model;
    QDate m_date;
    Subject m_selected;
    QLineEdit *m_search;
    QComboBox *m_state;
    FilterChip *m_here;
    TablePane *m_table;
    QLabel *m_preview;
    QPushButton *m_change, *m_remove;
};

} // namespace drawbridge
