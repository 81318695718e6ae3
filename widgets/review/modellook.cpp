// SPDX-License-Identifier: Apache-2.0
#include "review/modellook.h"

#include "canvas/diagramview.h"
#include "common/plaintext.h"
#include "common/theme.h"
#include "history/comparison.h"
#include "workshop/threads.h"

#include <QHBoxLayout>
#include <QListWidget>

using namespace Qt::StringLiterals;

namespace drawbridge {

ModelLook::ModelLook(ThreatModel model, QWidget *parent) : QWidget(parent), m_document(std::move(model))
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    m_list = new QListWidget;
    m_list->setAccessibleName(tr("Diagrams"));
    m_list->setFixedWidth(180);
    m_list->setTextElideMode(Qt::ElideRight);
    row->addWidget(m_list);
    m_view = new DiagramView;
    m_view->setObjectName(u"versionDiagram"_s);
    m_view->setDiagramPalette(ThemeColors::of(palette()).dark ? DiagramPalette::dark() : DiagramPalette::light());
    m_view->setDocument(&m_document);
    m_view->setReadOnly(true);
    row->addWidget(m_view, 1);
    QList<Diagram> diagrams;
    for (const Diagram &diagram : m_document.model().diagrams)
        diagrams.append(diagram);
    std::sort(diagrams.begin(), diagrams.end(), [](const Diagram &a, const Diagram &b) { return std::tie(a.position, a.id) < std::tie(b.position, b.id); });
    for (const Diagram &diagram : std::as_const(diagrams)) {
        auto *item = new QListWidgetItem(oneLine(diagram.name, 80), m_list);
        item->setData(Qt::UserRole, diagram.id.uuid());
        item->setToolTip(plainToolTip(diagram.name));
    }
    m_list->setVisible(m_list->count() > 1);
    connect(m_list, &QListWidget::currentItemChanged, this, [this](QListWidgetItem *item) {
        if (item)
            m_view->setDiagram(DiagramId(item->data(Qt::UserRole).toUuid()));
    });
    connect(m_view, &DiagramView::diagramRequested, this, [this](DiagramId diagram) {
        for (int i = 0; i < m_list->count(); ++i) {
            if (m_list->item(i)->data(Qt::UserRole).toUuid() == diagram.uuid())
                m_list->setCurrentRow(i);
        }
    });
    m_list->setCurrentRow(0);
}

void ModelLook::setMarks(const LensPicture &picture)
{
    m_view->setLensPicture(Lens::Data, picture);
    m_view->setLens(picture.marks.isEmpty() ? Lens::Structure : Lens::Data);
}

bool ModelLook::select(const Subject &subject)
{
    const QUuid drawn = drawnFor(model(), subject);
    const SubjectKind kind = model().elements.contains(ElementId(drawn)) ? SubjectKind::Element : model().flows.contains(FlowId(drawn)) ? SubjectKind::Flow : SubjectKind::Boundary;
    const Subject wanted{kind, drawn};
    for (int i = -1; i < m_list->count(); ++i) { // the diagram that is shown first
        if (i >= 0)
            m_list->setCurrentRow(i);
        if (drawn.isNull() || !m_view->shows(wanted))
            continue;
        m_view->select(wanted);
        m_view->ensureVisible(wanted);
        return true;
    }
    return false;
}

LensPicture changePicture(const ThreatModel &side, const Comparison &comparison, bool after)
{
    LensPicture picture;
    for (const ThingChange &change : comparison.things) {
        const QUuid drawn = drawnFor(side, change.subject);
        if (drawn.isNull() || (change.kind == ChangeKind::Added && !after) || (change.kind == ChangeKind::Removed && after))
            continue;
        const bool itself = drawn == change.subject.id && (change.table == u"element" || change.table == u"data_flow" || change.table == u"trust_boundary");
        Emphasis mark{Emphasis::Tone::Neutral, {}, u"~"_s};
        if (itself && change.kind != ChangeKind::Changed)
            mark = change.kind == ChangeKind::Added ? Emphasis{Emphasis::Tone::Good, {}, u"+"_s} : Emphasis{Emphasis::Tone::Bad, {}, u"−"_s};
        if (itself || !picture.marks.contains(drawn))
            picture.marks.insert(drawn, mark);
    }
    if (picture.marks.isEmpty())
        return picture;
    picture.legend = {{Emphasis::Tone::Neutral, u"~"_s, ModelLook::tr("changed, or something of it")}};
    if (after)
        picture.legend.prepend({Emphasis::Tone::Good, u"+"_s, ModelLook::tr("added")});
    else
        picture.legend.prepend({Emphasis::Tone::Bad, u"−"_s, ModelLook::tr("removed")});
    return picture;
}

} // namespace drawbridge
