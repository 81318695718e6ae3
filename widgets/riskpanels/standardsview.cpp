// SPDX-License-Identifier: Apache-2.0
#include "riskpanels/standardsview.h"

#include "common/chip.h"
#include "common/plaintext.h"
#include "common/smallwidgets.h"
#include "riskpanels/tablepane.h"
#include "tables/words.h"

#include <QComboBox>
#include <QLabel>
#include <QTableView>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace drawbridge {

QString clauseEvidenceWord(ClauseEvidence evidence)
{
    switch (evidence) {
    case ClauseEvidence::Weakness: return StandardsView::tr("weaknesses");
    case ClauseEvidence::Question: return StandardsView::tr("open questions");
    case ClauseEvidence::Control: return StandardsView::tr("controls");
    case ClauseEvidence::NothingFound: return StandardsView::tr("judged, nothing found");
    case ClauseEvidence::CatchAll: return StandardsView::tr("catch-all only");
    case ClauseEvidence::NotTouched: break;
    }
    return StandardsView::tr("not touched");
}

StandardsView::StandardsView(QWidget *parent) : QWidget(parent)
{
    setObjectName(u"standardsView"_s);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    auto *bar = new QHBoxLayout;
    bar->setContentsMargins(12, 6, 12, 6);
    bar->setSpacing(8);
    m_standard = new QComboBox;
    m_standard->setObjectName(u"standardsChoice"_s);
    m_standard->setAccessibleName(tr("Standard"));
    m_standard->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_standard->setMinimumContentsLength(26);
    m_all = new FilterChip(tr("Untouched too"));
    m_all->setToolTip(tr("Also clauses that rules know of but about which this model says nothing"));
    m_summary = plainLabel({}, "small");
    bar->addWidget(m_standard);
    bar->addWidget(m_all);
    bar->addWidget(m_summary, 1);
    layout->addLayout(bar);
    m_table = new TablePane({tr("Clause"), tr("What it asks"), tr("Informed by"), tr("Findings"), tr("Questions"), tr("Controls in place")}, {100, 220, 150, 76, 82, 200}, 1, u"check"_s);
    m_table->view()->setObjectName(u"standardsTable"_s);
    m_table->view()->setAccessibleName(tr("Clauses"));
    m_table->setEmptyTexts(tr("No clause is informed"), tr("Findings, answers and controls appear here under the clauses that they speak to."));
    layout->addWidget(m_table, 1);
    connect(m_standard, &QComboBox::currentIndexChanged, this, &StandardsView::refresh);
    connect(m_all, &FilterChip::toggled, this, &StandardsView::refresh);
    connect(m_table, &TablePane::activated, this, [this](const QString &key) {
        for (const StandardClause &clause : m_tables.value(m_standard->currentIndex()).clauses) {
            if (clause.id == key && !(clause.weaknesses + clause.questions).isEmpty())
                emit findingChosen((clause.weaknesses + clause.questions).first());
        }
    });
}

void StandardsView::setTables(const QList<StandardTable> &tables)
{
    if (tables == m_tables)
        return;
    m_tables = tables;
    const QSignalBlocker blocker(m_standard);
    const int at = std::max(0, m_standard->currentIndex());
    m_standard->clear();
    for (const StandardTable &table : tables)
        m_standard->addItem(table.title);
    m_standard->setCurrentIndex(std::min(at, int(tables.size()) - 1));
    refresh();
}

void StandardsView::refresh()
{
    const StandardTable table = m_tables.value(m_standard->currentIndex());
    QList<PaneRow> rows;
    int informed = 0, catchAll = 0, order = 0;
    for (const StandardClause &clause : table.clauses) {
        ++order;
        const bool touched = clause.evidence != ClauseEvidence::NotTouched;
        informed += touched && clause.evidence != ClauseEvidence::CatchAll;
        catchAll += clause.catchAll;
        if (!touched && !m_all->isChecked())
            continue;
        QStringList controls;
        for (const Control &control : clause.controls) {
            if (!controls.contains(words::control(control.kind)))
                controls << words::control(control.kind);
        }
        const auto number = [](qsizetype n) { return n == 0 ? QString() : QString::number(n); };
        PaneRow row;
        row.key = clause.id;
        row.cells = {clause.id, oneLine(clause.title, 200), clauseEvidenceWord(clause.evidence), number(clause.weaknesses.size()), number(clause.questions.size()),
                     controls.join(u", "_s)};
        const Tone tone = clause.evidence == ClauseEvidence::Weakness ? Tone::Bad : clause.evidence == ClauseEvidence::Question ? Tone::Accent
                          : clause.evidence == ClauseEvidence::Control ? Tone::Good : Tone::Muted;
        row.tones = {Tone::Plain, clause.catchAll ? Tone::Muted : Tone::Plain, tone, Tone::Plain, Tone::Plain, Tone::Muted};
        const auto padded = [](qsizetype n) { return QString::number(n).rightJustified(6, u'0'); };
        row.sortKeys = {padded(order), {}, QString::number(int(clause.evidence)), padded(clause.weaknesses.size()), padded(clause.questions.size()), {}};
        row.toolTip = clause.rules.isEmpty() ? QString() : tr("Rules that looked at it: %1").arg(clause.rules.join(u", "_s));
        rows.append(row);
    }
    m_table->setRows(rows);
    m_summary->setText(m_tables.isEmpty() ? QString()
                                          : tr("%1 of %2 clauses that rules know are informed.").arg(informed).arg(table.clauses.size()));
    m_summary->setToolTip(plainToolTip(tr("Clauses that fit nearly everything, and count apart: %1. Entries outside of what rules can see: %2.").arg(catchAll).arg(table.withoutRule)));
}

} // namespace drawbridge
