// SPDX-License-Identifier: Apache-2.0
#include "mainwindow/versionwindow.h"

#include "canvas/diagramview.h"
#include "common/plaintext.h"
#include "common/smallwidgets.h"
#include "common/theme.h"

#include <QHBoxLayout>
#include <QListWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace drawbridge {

VersionWindow::VersionWindow(const QString &title, ThreatModel model, QWidget *parent) : QDialog(parent), m_document(std::move(model))
{
    setObjectName(u"versionWindow"_s);
    setWindowTitle(title);
    resize(1100, 720);
    auto *layout = new QVBoxLayout(this);
    layout->addWidget(plainLabel(tr("This is how it was. It can be looked at, not changed."), "secondary"));
    auto *row = new QHBoxLayout;
    layout->addLayout(row, 1);
    auto *list = new QListWidget;
    list->setAccessibleName(tr("Diagrams"));
    list->setFixedWidth(200);
    row->addWidget(list);
    auto *view = new DiagramView;
    view->setObjectName(u"versionDiagram"_s);
    view->setDiagramPalette(ThemeColors::of(palette()).dark ? DiagramPalette::dark() : DiagramPalette::light());
    view->setDocument(&m_document);
    row->addWidget(view, 1);
    QList<Diagram> diagrams;
    for (const Diagram &diagram : m_document.model().diagrams)
        diagrams.append(diagram);
    std::sort(diagrams.begin(), diagrams.end(), [](const Diagram &a, const Diagram &b) { return std::tie(a.position, a.id) < std::tie(b.position, b.id); });
    for (const Diagram &diagram : std::as_const(diagrams)) {
        auto *item = new QListWidgetItem(oneLine(diagram.name, 80));
        item->setData(Qt::UserRole, diagram.id.uuid());
        list->addItem(item);
    }
    connect(list, &QListWidget::currentItemChanged, view, [view](QListWidgetItem *item) {
        if (item)
            view->setDiagram(DiagramId(item->data(Qt::UserRole).toUuid()));
    });
    list->setCurrentRow(0);
    // What a gesture changes here is taken back at once: the past stays as it was.
    connect(&m_document, &Document::changed, this, [this] {
        if (m_document.undoStack()->canUndo())
            m_document.undoStack()->undo();
    }, Qt::QueuedConnection);
}

} // namespace drawbridge
