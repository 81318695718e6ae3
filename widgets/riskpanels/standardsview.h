// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "coverage/standardsevidence.h"

#include <QWidget>

class QComboBox;
class QLabel;

namespace drawbridge {

class FilterChip;
class TablePane;

// Which clauses of a standard this model says something about, and what; catch-alls apart, untouched ones named.
class StandardsView : public QWidget
{
    Q_OBJECT
public:
    explicit StandardsView(QWidget *parent = nullptr);
    void setTables(const QList<StandardTable> &tables);
    TablePane *table() const { return m_table; }

signals:
    void findingChosen(const QString &fingerprint);

private:
    void refresh();

    QList<StandardTable> m_tables;
    QComboBox *m_standard;
    FilterChip *m_all;
    QLabel *m_summary;
    TablePane *m_table;
};

QString clauseEvidenceWord(ClauseEvidence evidence);

} // namespace drawbridge
