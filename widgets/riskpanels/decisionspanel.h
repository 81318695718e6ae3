// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "threatmodel/threatmodel.h"

#include <QDate>
#include <QWidget>

class QComboBox;
class QLineEdit;
class QPushButton;

namespace drawbridge {

class FilterChip;
class TablePane;

// The log of decisions: who decided what, when, and what was said before; nothing is ever removed from it. Filters keep
// those in force, or those that keep findings from view, each of which can be taken back.
class DecisionsPanel : public QWidget
{
    Q_OBJECT
public:
    explicit DecisionsPanel(QWidget *parent = nullptr);
    void setModel(const ThreatModel &model, const QDate &date);
    TablePane *table() const { return m_table; }

signals:
    // Decision::fingerprint of the one that is to be revoked.
    void withdrawalWanted(const QString &fingerprint);
    void findingChosen(const QString &fingerprint);

private:
    void refresh();

    ThreatModel m_model;
    QDate m_date;
    QLineEdit *m_search;
    QComboBox *m_state;
    FilterChip *m_inForce, *m_hiding;
    QPushButton *m_withdraw;
    TablePane *m_table;
};

} // namespace drawbridge
