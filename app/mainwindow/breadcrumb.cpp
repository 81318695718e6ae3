// SPDX-License-Identifier: Apache-2.0
#include "mainwindow/breadcrumb.h"

#include "common/plaintext.h"
#include "edits/diagramedits.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace drawbridge {

QList<Diagram> pathTo(const ThreatModel &model, DiagramId diagram)
{
    QList<Diagram> path;
    QSet<DiagramId> seen;
    const QList<Diagram> order = diagramsInOrder(model);
    while (diagram && !seen.contains(diagram)) {
        seen.insert(diagram);
        const Diagram here = model.diagrams.value(diagram);
        path.prepend(here);
        diagram = {};
        for (const Diagram &outer : order) {
            if (here.subject && outer.id != here.id && model.placements.contains(Placement::idFor(outer.id, here.subject))) {
                diagram = outer.id;
                break;
            }
        }
    }
    return path;
}

Breadcrumb::Breadcrumb(QWidget *canvas) : QWidget(canvas), m_layout(new QHBoxLayout(this))
{
    setObjectName(u"breadcrumb"_s);
    setAccessibleName(tr("Where this diagram belongs"));
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setSpacing(4);
    move(12, 12);
    hide();
}

void Breadcrumb::show(const QList<Diagram> &path)
{
    while (QLayoutItem *item = m_layout->takeAt(0)) {
        item->widget()->hide();
        item->widget()->deleteLater(); // it may be the one that was clicked
        delete item;
    }
    for (qsizetype i = 0; i < path.size(); ++i) {
        if (i > 0)
            m_layout->addWidget(new QLabel(u"›"_s));
        auto *step = new QToolButton;
        step->setObjectName(u"breadcrumb%1"_s.arg(i));
        step->setText(oneLine(path[i].name, 40));
        step->setAutoRaise(true);
        step->setEnabled(i + 1 < path.size());
        step->setFocusPolicy(Qt::TabFocus);
        connect(step, &QToolButton::clicked, this, [this, id = path[i].id] { emit diagramChosen(id); });
        m_layout->addWidget(step);
    }
    setVisible(path.size() > 1);
    adjustSize();
    raise();
}

} // namespace drawbridge
