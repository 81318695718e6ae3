// SPDX-License-Identifier: Apache-2.0
#include "riskpanels/controlshere.h"

#include "analysis/controlscope.h"
#include "common/rowbutton.h"
#include "common/smallwidgets.h"
#include "riskpanels/subjectchooser.h"
#include "tables/words.h"

#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace drawbridge {

ControlsHere::ControlsHere(QWidget *parent) : QWidget(parent)
{
    setObjectName(u"controlsHere"_s);
    m_layout = new QVBoxLayout(this);
    m_layout->setContentsMargins(0, 10, 0, 0);
    m_layout->setSpacing(4);
    m_layout->addWidget(new SectionHeader(tr("Controls here")));
    auto *add = new QPushButton(tr("Add a control…"));
    add->setObjectName(u"controlsHereAdd"_s);
    m_layout->addWidget(add, 0, Qt::AlignLeft);
    connect(add, &QPushButton::clicked, this, [this] { emit addWanted(m_subject); });
    hide();
}

void ControlsHere::show(const ThreatModel &model, const Subject &subject, const QDate &date)
{
    static constexpr SubjectKind kinds[] = {SubjectKind::Project, SubjectKind::Element, SubjectKind::Flow, SubjectKind::Boundary, SubjectKind::Operation};
    const bool suitable = std::find(std::begin(kinds), std::end(kinds), subject.kind) != std::end(kinds);
    setVisible(suitable);
    if (!suitable)
        return;
    m_subject = subject;
    if (m_rows)
        m_rows->deleteLater();
    m_rows = new QWidget;
    auto *layout = new QVBoxLayout(m_rows);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(2);
    QList<EffectiveControl> controls = effectiveControls(model, subject, date);
    std::stable_sort(controls.begin(), controls.end(), [](const EffectiveControl &a, const EffectiveControl &b) { return a.inherited < b.inherited; });
    for (const EffectiveControl &known : std::as_const(controls)) {
        auto *row = new RowButton(words::control(known.control.kind));
        QString state = known.expired ? tr("ended") : words::of(known.control.state);
        if (known.inherited)
            state = tr("%1, from %2").arg(state, subjectTitle(model, known.control.subject));
        row->setDetail(state);
        connect(row, &RowButton::clicked, this, [this, id = known.control.id] { emit changeWanted(id); });
        layout->addWidget(row);
    }
    if (controls.isEmpty())
        layout->addWidget(plainLabel(tr("Nothing is stated here or around it."), "small"));
    m_layout->insertWidget(1, m_rows);
}

} // namespace drawbridge
