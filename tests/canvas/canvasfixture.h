// SPDX-License-Identifier: Apache-2.0
// A view on a small system, and the events of a person's hands.
#pragma once

#include "canvas/diagramactions.h"
#include "canvas/diagramscene.h"
#include "canvas/diagramview.h"
#include "canvas/routekeeper.h"
#include "edits/boundaryedits.h"
#include "edits/diagramedits.h"
#include "edits/elementedits.h"
#include "edits/flowedits.h"
#include "edits/placementedits.h"
#include "threatmodel/validate.h"

#include <QApplication>
#include <QLineEdit>
#include <QRandomGenerator>
#include <QTest>
#include <QWheelEvent>

namespace drawbridge::testing {

using namespace Qt::StringLiterals;

// A shop: two zones, six elements, six flows. Names are the handles.
class ShopModel
{
public:
    ShopModel()
    {
        Diagram diagram = newDiagram(model);
        diagram.name = u"Shop"_s;
        diagramId = diagram.id;
        apply(model, addDiagram(model, diagram));
        zone(u"Internet"_s, ZoneKind::Internet, QRectF(0, 0, 216, 480));
        zone(u"Shop network"_s, ZoneKind::Application, QRectF(264, 0, 760, 560));
        zone(u"Data zone"_s, ZoneKind::Data, QRectF(776, 56, 216, 400));
        element(u"Customer app"_s, ElementKind::ExternalEntity, {40, 160}, u"anyone who registers"_s);
        element(u"Mechanic"_s, ElementKind::ExternalEntity, {40, 336}, u"staff"_s);
        element(u"Web"_s, ElementKind::Process, {304, 200}, u"nginx 1.25"_s);
        element(u"identity"_s, ElementKind::Process, {560, 96}, u"Spring Boot"_s);
        element(u"workshop"_s, ElementKind::Process, {560, 304}, u"Django"_s);
        element(u"postgresdb"_s, ElementKind::DataStore, {816, 96}, u"people, vehicles"_s);
        element(u"mailhog"_s, ElementKind::Process, {816, 472}, {}, false);
        flow(u"Customer app"_s, u"Web"_s, u"https"_s);
        flow(u"Mechanic"_s, u"Web"_s, u"https"_s);
        flow(u"Web"_s, u"identity"_s, u"http"_s);
        flow(u"Web"_s, u"workshop"_s, u"http"_s);
        flow(u"identity"_s, u"postgresdb"_s, u"sql"_s);
        flow(u"workshop"_s, u"mailhog"_s, u"smtp"_s);
    }

    ThreatModel model;
    DiagramId diagramId;

private:
    void zone(const QString &name, ZoneKind kind, const QRectF &rect)
    {
        TrustBoundary boundary = newBoundary(model, kind);
        boundary.name = name;
        apply(model, addBoundary(model, boundary, diagramId, rect));
    }
    void element(const QString &name, ElementKind kind, QPointF at, const QString &technology, bool confirmed = true)
    {
        Element one = newElement(model, kind);
        one.name = name;
        one.technology = technology;
        one.confirmed = confirmed;
        apply(model, addElement(model, one, diagramId, at));
    }
    void flow(const QString &from, const QString &to, const QString &protocol)
    {
        DataFlow one = newFlow(idOf(from), idOf(to));
        one.protocol = protocol;
        apply(model, addFlow(model, one));
    }
    ElementId idOf(const QString &name) const
    {
        for (const Element &element : model.elements) {
            if (element.name == name)
                return element.id;
        }
        return {};
    }
};

// A view as large as a window's canvas, at 100 %, with the shop in it.
class Bench
{
public:
    explicit Bench(const ThreatModel &model = ShopModel().model, QSize size = {1120, 720}) : document(model)
    {
        view.resize(size);
        view.setDocument(&document);
        view.show();
        QVERIFY_(QTest::qWaitForWindowExposed(&view));
        view.activateWindow();
        view.setFocus();
        view.setMinimapVisible(false);
        settle();
    }

    static void QVERIFY_(bool ok) { Q_ASSERT(ok); Q_UNUSED(ok); }

    Document document;
    DiagramView view;

    const ThreatModel &model() const { return document.model(); }
    DiagramScene &scene() { return view.scene(); }
    int steps() { return document.undoStack()->count(); }

    Element element(const QString &name) const
    {
        for (const Element &one : model().elements) {
            if (one.name == name)
                return one;
        }
        return {};
    }
    TrustBoundary zone(const QString &name) const
    {
        for (const TrustBoundary &one : model().boundaries) {
            if (one.name == name)
                return one;
        }
        return {};
    }
    DataFlow flow(const QString &from, const QString &to) const
    {
        for (const DataFlow &one : model().flows) {
            if (one.source == element(from).id && one.target == element(to).id)
                return one;
        }
        return {};
    }
    QRectF rect(const QString &name) { return scene().boundsOf(subjectOf(element(name).id)); }
    QRectF zoneRect(const QString &name) { return scene().boundsOf(subjectOf(zone(name).id)); }
    QPoint at(const QPointF &scenePoint) const { return view.toView(scenePoint).toPoint(); }
    QPoint middle(const QString &name) { return at(rect(name).center()); }
    QPointF middleOfFlow(const FlowId &id)
    {
        // On its longest piece, off its label.
        const FlowItem *item = scene().flow(id);
        QPointF best;
        double longest = -1;
        for (qsizetype i = 1; item && i < item->route.points.size(); ++i) {
            for (const double t : {0.5, 0.25, 0.75}) {
                const QPointF p = item->route.points[i - 1] * (1 - t) + item->route.points[i] * t;
                const double length = QLineF(item->route.points[i - 1], item->route.points[i]).length();
                if (!item->labelRect().adjusted(-2, -2, 2, 2).contains(p) && length > longest + 0.5) {
                    longest = length;
                    best = p;
                }
            }
        }
        return best;
    }

    void move(QPoint to, Qt::MouseButtons buttons = Qt::NoButton, Qt::KeyboardModifiers modifiers = {})
    {
        QMouseEvent event(QEvent::MouseMove, QPointF(to), view.mapToGlobal(QPointF(to)), Qt::NoButton, buttons, modifiers);
        QApplication::sendEvent(&view, &event);
    }
    void press(QPoint at, Qt::MouseButton button = Qt::LeftButton, Qt::KeyboardModifiers modifiers = {}) { QTest::mousePress(&view, button, modifiers, at); }
    void release(QPoint at, Qt::MouseButton button = Qt::LeftButton, Qt::KeyboardModifiers modifiers = {}) { QTest::mouseRelease(&view, button, modifiers, at); }
    // As a hand does it: there, press, in steps, release.
    void drag(QPoint from, QPoint to, Qt::KeyboardModifiers modifiers = {}, bool letGo = true)
    {
        move(from);
        press(from, Qt::LeftButton, modifiers);
        for (int i = 1; i <= 6; ++i)
            move(from + (to - from) * i / 6, Qt::LeftButton, modifiers);
        if (letGo)
            release(to, Qt::LeftButton, modifiers);
    }
    void click(QPoint at, Qt::KeyboardModifiers modifiers = {})
    {
        move(at);
        QTest::mouseClick(&view, Qt::LeftButton, modifiers, at);
    }
    void doubleClick(QPoint at)
    {
        move(at);
        QTest::mouseClick(&view, Qt::LeftButton, {}, at);
        QTest::mouseDClick(&view, Qt::LeftButton, {}, at);
    }
    void key(Qt::Key key, Qt::KeyboardModifiers modifiers = {}) { QTest::keyClick(&view, key, modifiers); }
    void wheel(QPoint at, QPoint angle, Qt::KeyboardModifiers modifiers = {}, QPoint pixels = {})
    {
        QWheelEvent event(QPointF(at), view.mapToGlobal(QPointF(at)), pixels, angle, Qt::NoButton, modifiers, Qt::NoScrollPhase, false);
        QApplication::sendEvent(&view, &event);
    }
    QLineEdit *editor() { return view.findChild<QLineEdit *>(u"canvas.nameEditor"_s); }
    void type(const QString &text)
    {
        QTest::keyClicks(editor(), text);
        QTest::keyClick(editor(), Qt::Key_Return);
    }
    // Glides are over, routes are final.
    void settle()
    {
        QTest::qWait(0);
        scene().routes().finish();
    }
};

// All that a scene shows, as text: what stands where, how flows run.
inline QString pictureOf(const DiagramScene &scene)
{
    QStringList lines;
    const auto number = [](double v) { return QString::number(v, 'f', 2); };
    for (const BoundaryItem *item : scene.boundaries())
        lines.append(u"zone %1 %2 %3 %4 %5 %6 trust %7 depth %8"_s.arg(item->id.uuid().toString(), item->boundary.name, number(item->rect.x()), number(item->rect.y()), number(item->rect.width()), number(item->rect.height())).arg(item->boundary.trust).arg(item->depth));
    for (const ElementItem *item : scene.elements())
        lines.append(u"element %1 %2 %3 %4 %5 %6 kind %7"_s.arg(item->id.uuid().toString(), item->element.name, number(item->rect.x()), number(item->rect.y()), number(item->rect.width()), number(item->rect.height())).arg(int(item->element.kind)));
    for (const FlowItem *item : scene.flows()) {
        QString line = u"flow %1 %2 label %3,%4 %5:"_s.arg(item->id.uuid().toString(), item->shown.label, number(item->route.labelCenter.x()), number(item->route.labelCenter.y()), number(item->route.labelWidth));
        for (const QPointF &point : item->route.points)
            line += u" %1,%2"_s.arg(number(point.x()), number(point.y()));
        lines.append(line);
    }
    return lines.join(u'\n');
}

// The picture of the same model in a scene built anew.
inline QString freshPictureOf(const DiagramScene &scene)
{
    Document copy(scene.model());
    DiagramScene fresh;
    fresh.setFont(scene.style().font);
    fresh.setDocument(&copy);
    fresh.setDiagram(scene.diagram());
    fresh.routes().finish();
    return pictureOf(fresh);
}

} // namespace drawbridge::testing
