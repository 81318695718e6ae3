// SPDX-License-Identifier: Apache-2.0
#include "riskpanels/controlspanel.h"

#include "analysis/controlscope.h"
#include "common/chip.h"
#include "common/icons.h"
#include "common/plaintext.h"
#include "common/smallwidgets.h"
#include "riskpanels/controlform.h"
#include "riskpanels/subjectchooser.h"
#include "riskpanels/tablepane.h"
#include "tables/words.h"

#include <QComboBox>
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>
#include <QTableView>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace drawbridge {

namespace {

QString dateText(const QString &iso)
{
    const QDate date = QDate::fromString(iso.left(10), Qt::ISODate);
    return date.isValid() ? QLocale().toString(date, QLocale::ShortFormat) : QString();
}

Tone toneOf(ControlState state)
{
    switch (state) {
    case ControlState::Present: return Tone::Good;
    case ControlState::Absent: return Tone::Bad;
    case ControlState::Planned: return Tone::Accent;
    case ControlState::Unknown: break;
    }
    return Tone::Muted;
}

} // namespace

ControlsPanel::ControlsPanel(QWidget *parent) : QWidget(parent)
{
    setObjectName(u"controlsPanel"_s);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    auto *bar = new QHBoxLayout;
    bar->setContentsMargins(12, 6, 12, 6);
    bar->setSpacing(6);
    m_search = new QLineEdit;
    m_search->setObjectName(u"controlsSearch"_s);
    m_search->setPlaceholderText(tr("Filter"));
    m_search->setAccessibleName(tr("Filter the controls"));
    m_search->setClearButtonEnabled(true);
    m_search->setMaximumWidth(200);
    m_search->addAction(themedIcon(u"search"_s, IconColor::Muted), QLineEdit::LeadingPosition);
    m_state = new QComboBox;
    m_state->setAccessibleName(tr("State"));
    m_state->addItem(tr("Every state"), -1);
    for (const ControlState state : {ControlState::Present, ControlState::Planned, ControlState::Absent, ControlState::Unknown})
        m_state->addItem(words::of(state), int(state));
    m_here = new FilterChip(tr("Only here"));
    m_here->setToolTip(tr("Only what counts for the thing that is selected, inherited ones too"));
    m_preview = plainLabel({}, "small");
    m_preview->setObjectName(u"controlsPreview"_s);
    auto *add = new QPushButton(tr("Add a control…"));
    add->setObjectName(u"controlsAdd"_s);
    m_change = new QPushButton(tr("Change…"));
    m_remove = new QPushButton(tr("Remove"));
    m_remove->setObjectName(u"controlsRemove"_s);
    bar->addWidget(m_search);
    bar->addWidget(m_state);
    bar->addWidget(m_here);
    bar->addWidget(m_preview, 1);
    bar->addWidget(m_change);
    bar->addWidget(m_remove);
    bar->addWidget(add);
    layout->addLayout(bar);
    m_table = new TablePane({tr("Control"), tr("State"), tr("On"), tr("Owner"), tr("Evidence"), tr("Said on"), tr("Ends")}, {220, 110, 180, 120, 180, 90, 120}, 4, u"shield"_s);
    m_table->view()->setObjectName(u"controlsTable"_s);
    m_table->view()->setAccessibleName(tr("Controls"));
    m_table->setEmptyTexts(tr("No controls stated"), tr("Add what is in place or planned; each one says beforehand which findings it closes."));
    layout->addWidget(m_table, 1);

    connect(m_search, &QLineEdit::textChanged, m_table, &TablePane::setSearch);
    connect(m_state, &QComboBox::currentIndexChanged, this, &ControlsPanel::refresh);
    connect(m_here, &FilterChip::toggled, this, &ControlsPanel::refresh);
    connect(add, &QPushButton::clicked, this, [this] { emit addWanted(m_selected); });
    connect(m_change, &QPushButton::clicked, this, [this] { emit changeWanted(current()); });
    connect(m_remove, &QPushButton::clicked, this, [this] { emit removalWanted(current()); });
    connect(m_table, &TablePane::activated, this, [this] { emit changeWanted(current()); });
    connect(m_table, &TablePane::currentChanged, this, [this] {
        updateButtons();
        m_preview->clear();
        if (const Control *control = m_model.controls.find(current())) {
            emit subjectChosen(control->subject);
            if (control->state == ControlState::Present)
                emit previewWanted(control->id);
        }
    });
    updateButtons();
}

ControlId ControlsPanel::current() const
{
    return ControlId(QUuid::fromString(m_table->currentKey()));
}

void ControlsPanel::updateButtons()
{
    const bool chosen = !m_table->currentKey().isEmpty();
    m_change->setEnabled(chosen);
    m_remove->setEnabled(chosen);
}

void ControlsPanel::setModel(const ThreatModel &model, const QDate &date)
{
    m_model = model;
    m_date = date;
    refresh();
}

void ControlsPanel::setSelection(const Subject &subject)
{
    m_selected = subject;
    if (m_here->isChecked())
        refresh();
}

void ControlsPanel::showPreview(const ControlId &control, const WhatIf &preview)
{
    if (control != current())
        return;
    const int held = preview.count(WhatIfChange::Kind::Appeared), lowered = preview.count(WhatIfChange::Kind::Raised);
    QStringList parts;
    if (held > 0)
        parts << tr("keeps %n finding(s) closed", nullptr, held);
    if (lowered > 0)
        parts << tr("lowers %n finding(s)", nullptr, lowered);
    m_preview->setText(parts.isEmpty() ? tr("It answers no finding of this model.") : tr("It %1.").arg(parts.join(u", "_s)));
}

void ControlsPanel::refresh()
{
    const QList<Subject> holders = m_here->isChecked() ? controlHolders(m_model, m_selected) : QList<Subject>();
    const int state = m_state->currentData().toInt();
    QList<PaneRow> rows;
    for (const Control &control : m_model.controls) {
        if ((state >= 0 && int(control.state) != state) || (m_here->isChecked() && !holders.contains(control.subject)))
            continue;
        const bool ended = hasExpired(control, m_date);
        PaneRow row;
        row.key = control.id.toString();
        const QString on = subjectTitle(m_model, control.subject);
        const QString inherited = m_here->isChecked() && !(control.subject == holders.first()) ? tr("%1 (inherited)").arg(on) : on;
        row.cells = {words::control(control.kind), words::of(control.state), inherited, oneLine(control.owner, 80), oneLine(control.evidence, 200), dateText(control.date),
                     ended ? tr("ended %1").arg(dateText(control.expires)) : dateText(control.expires)};
        row.tones = {Tone::Plain, ended ? Tone::Muted : toneOf(control.state), Tone::Plain, Tone::Plain, Tone::Muted, Tone::Muted, ended ? Tone::Bad : Tone::Muted};
        row.sortKeys = {{}, {}, {}, {}, {}, control.date, control.expires};
        row.search = (row.cells.join(u' ') + u' ' + control.kind).toLower();
        rows.append(row);
    }
    std::sort(rows.begin(), rows.end(), [](const PaneRow &a, const PaneRow &b) { return a.key < b.key; });
    m_table->setRows(rows);
    updateButtons();
}

} // namespace drawbridge
