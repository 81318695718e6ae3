// SPDX-License-Identifier: Apache-2.0
#include "riskpanels/decisionspanel.h"

#include "analysis/decisions.h"
#include "common/chip.h"
#include "common/icons.h"
#include "common/plaintext.h"
#include "edits/decisionedits.h"
#include "riskpanels/tablepane.h"
#include "tables/words.h"

#include <QComboBox>
#include <QDateTime>
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>
#include <QTableView>
#include <QVBoxLayout>

#include <tuple>

using namespace Qt::StringLiterals;

namespace drawbridge {

namespace {

QString stateText(const Decision &decision)
{
    return decision.state == DecisionState::Open ? DecisionsPanel::tr("taken back") : words::of(FindingStatus(int(decision.state)));
}

QString scopeText(const Decision &decision)
{
    switch (decision.scope) {
    case DecisionScope::Cause: return DecisionsPanel::tr("this cause");
    case DecisionScope::Occurrence: return DecisionsPanel::tr("this place");
    case DecisionScope::RuleOnElement: return DecisionsPanel::tr("rule %1 on its element").arg(decision.rule);
    case DecisionScope::RuleEverywhere: return DecisionsPanel::tr("rule %1 everywhere").arg(decision.rule);
    }
    return {};
}

// Keeps a finding, or all of a rule, out of the open ones for good.
bool hides(const Decision &decision)
{
    return decision.state != DecisionState::Open
           && (decision.state == DecisionState::FalsePositive || decision.scope == DecisionScope::RuleOnElement || decision.scope == DecisionScope::RuleEverywhere);
}

} // namespace

DecisionsPanel::DecisionsPanel(QWidget *parent) : QWidget(parent)
{
    setObjectName(u"decisionsPanel"_s);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    auto *bar = new QHBoxLayout;
    bar->setContentsMargins(12, 6, 12, 6);
    bar->setSpacing(6);
    m_search = new QLineEdit;
    m_search->setObjectName(u"decisionsSearch"_s);
    m_search->setPlaceholderText(tr("Filter"));
    m_search->setAccessibleName(tr("Filter the decisions"));
    m_search->setClearButtonEnabled(true);
    m_search->setMaximumWidth(200);
    m_search->addAction(themedIcon(u"search"_s, IconColor::Muted), QLineEdit::LeadingPosition);
    m_state = new QComboBox;
    m_state->setAccessibleName(tr("State"));
    m_state->addItem(tr("Every state"), -1);
    for (const DecisionState state : {DecisionState::Mitigated, DecisionState::Accepted, DecisionState::Transferred, DecisionState::FalsePositive, DecisionState::Duplicate,
                                      DecisionState::Answered})
        m_state->addItem(words::of(FindingStatus(int(state))), int(state));
    m_inForce = new FilterChip(tr("In force"));
    m_inForce->setObjectName(u"decisionsInForce"_s);
    m_inForce->setToolTip(tr("Only the last word on each finding and scope"));
    m_hiding = new FilterChip(tr("Suppressions"));
    m_hiding->setObjectName(u"decisionsHiding"_s);
    m_hiding->setToolTip(tr("Only what keeps findings out of sight: false positives, and rules that are off on an element or everywhere"));
    m_withdraw = new QPushButton(tr("Take it back"));
    m_withdraw->setObjectName(u"decisionsWithdraw"_s);
    bar->addWidget(m_search);
    bar->addWidget(m_state);
    bar->addWidget(m_inForce);
    bar->addWidget(m_hiding);
    bar->addStretch(1);
    bar->addWidget(m_withdraw);
    layout->addLayout(bar);
    m_table = new TablePane({tr("No."), tr("When"), tr("Who"), tr("Decided"), tr("For"), tr("Finding"), tr("Reason"), tr("Ends"), tr("Before")},
                            {44, 140, 100, 96, 110, 220, 220, 96, 96}, 6, u"check"_s);
    m_table->view()->setObjectName(u"decisionsTable"_s);
    m_table->view()->setAccessibleName(tr("Decisions"));
    m_table->setEmptyTexts(tr("Nothing decided yet"), tr("Every decision is kept here with who took it, when, and what was said before."));
    m_table->sortBy(0, Qt::DescendingOrder);
    layout->addWidget(m_table, 1);
    connect(m_search, &QLineEdit::textChanged, m_table, &TablePane::setSearch);
    connect(m_state, &QComboBox::currentIndexChanged, this, &DecisionsPanel::refresh);
    connect(m_inForce, &FilterChip::toggled, this, &DecisionsPanel::refresh);
    connect(m_hiding, &FilterChip::toggled, this, &DecisionsPanel::refresh);
    const auto decision = [this] { return m_model.decisions.value(DecisionId(QUuid::fromString(m_table->currentKey()))); };
    connect(m_table, &TablePane::currentChanged, this, [this, decision] {
        const Decision chosen = decision();
        const Decision last = decisionsInForce(m_model).value(chosen.fingerprint);
        m_withdraw->setEnabled(last.id == chosen.id && chosen.state != DecisionState::Open);
        emit findingChosen(findingOfDecision(chosen.fingerprint));
    });
    connect(m_withdraw, &QPushButton::clicked, this, [this, decision] { emit withdrawalWanted(decision().fingerprint); });
    m_withdraw->setEnabled(false);
}

void DecisionsPanel::setModel(const ThreatModel &model, const QDate &date)
{
    m_model = model;
    m_date = date;
    refresh();
}

void DecisionsPanel::refresh()
{
    QList<Decision> all;
    for (const Decision &decision : m_model.decisions)
        all.append(decision);
    std::sort(all.begin(), all.end(), [](const Decision &a, const Decision &b) { return std::tie(a.number, a.id) < std::tie(b.number, b.id); });
    const QHash<QString, Decision> last = decisionsInForce(m_model);
    QHash<QString, Decision> before;
    QList<PaneRow> rows;
    const QLocale locale;
    const int state = m_state->currentData().toInt();
    for (const Decision &decision : std::as_const(all)) {
        const Decision previous = before.value(decision.fingerprint);
        before.insert(decision.fingerprint, decision);
        const bool inForce = last.value(decision.fingerprint).id == decision.id && decision.state != DecisionState::Open;
        if ((state >= 0 && int(decision.state) != state) || (m_inForce->isChecked() && !inForce) || (m_hiding->isChecked() && !(inForce && hides(decision))))
            continue;
        const QDate ends = QDate::fromString(decision.expires.left(10), Qt::ISODate);
        const bool ended = inForce && ends.isValid() && ends < m_date;
        const QDateTime at = QDateTime::fromString(decision.decidedAt, Qt::ISODate);
        PaneRow row;
        row.key = decision.id.toString();
        QString who = decision.decidedBy;
        if (!decision.owner.isEmpty() && decision.owner != decision.decidedBy)
            who = who.isEmpty() ? decision.owner : tr("%1 for %2").arg(who, decision.owner);
        row.cells = {QString::number(decision.number), at.isValid() ? locale.toString(at.toLocalTime(), QLocale::ShortFormat) : QString(), oneLine(who, 80), stateText(decision),
                     scopeText(decision), oneLine(decision.findingTitle, 200), oneLine(decision.reason, 300),
                     !ends.isValid() ? QString() : ended ? tr("ended %1").arg(locale.toString(ends, QLocale::ShortFormat)) : locale.toString(ends, QLocale::ShortFormat),
                     previous.id.isNull() ? QString() : stateText(previous)};
        const Tone faded = inForce ? Tone::Plain : Tone::Muted;
        row.tones = {Tone::Muted, faded, faded, inForce ? Tone::Accent : Tone::Muted, faded, faded, faded, ended ? Tone::Bad : Tone::Muted, Tone::Muted};
        row.sortKeys = {QString::number(decision.number).rightJustified(12, u'0'), decision.decidedAt, {}, {}, {}, {}, {}, decision.expires, {}};
        row.search = (row.cells.join(u' ') + u' ' + decision.rule + u' ' + decision.reference).toLower();
        rows.append(row);
    }
    m_table->setRows(rows);
    if (m_table->currentKey().isEmpty())
        m_withdraw->setEnabled(false);
}

} // namespace drawbridge
