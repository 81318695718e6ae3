// SPDX-License-Identifier: Apache-2.0
#include "canvas/accessiblediagram.h"

#include "canvas/diagramview.h"
#include "canvas/diagramscene.h"
#include "canvas/scenetext.h"

#include <QAccessible>
#include <QPointer>
#include <QAccessibleWidget>

namespace drawbridge {

namespace {

// One element, flow or boundary; looked up by id on each call, so that it may outlive what it stands for.
class AccessibleSubject : public QAccessibleInterface, public QAccessibleActionInterface
{
public:
    AccessibleSubject(DiagramView *view, const Subject &subject) : m_view(view), m_subject(subject) {}

    const Subject &subject() const { return m_subject; }
    bool isValid() const override { return m_view && m_view->scene().contains(m_subject); }
    QObject *object() const override { return nullptr; }
    QWindow *window() const override { return m_view && m_view->window() ? m_view->window()->windowHandle() : nullptr; }
    QAccessibleInterface *parent() const override { return m_view ? QAccessible::queryAccessibleInterface(m_view) : nullptr; }
    QAccessibleInterface *child(int) const override { return nullptr; }
    QAccessibleInterface *childAt(int, int) const override { return nullptr; }
    int childCount() const override { return 0; }
    int indexOfChild(const QAccessibleInterface *) const override { return -1; }

    QString text(QAccessible::Text kind) const override
    {
        if (!isValid())
            return {};
        if (kind == QAccessible::Name)
            return m_view->scene().nameOf(m_subject);
        return kind == QAccessible::Description ? m_view->scene().descriptionOf(m_subject) : QString();
    }
    void setText(QAccessible::Text, const QString &) override {}

    QRect rect() const override
    {
        if (!isValid())
            return {};
        const QRectF scene = m_view->scene().boundsOf(m_subject);
        const QRectF view(m_view->toView(scene.topLeft()), m_view->toView(scene.bottomRight()));
        return QRect(m_view->mapToGlobal(view.topLeft().toPoint()), view.size().toSize());
    }
    QAccessible::Role role() const override
    {
        return m_subject.kind == SubjectKind::Boundary ? QAccessible::Grouping : m_subject.kind == SubjectKind::Flow ? QAccessible::Link : QAccessible::ListItem;
    }
    QAccessible::State state() const override
    {
        QAccessible::State state;
        if (!isValid()) {
            state.invalid = true;
            return state;
        }
        state.focusable = state.selectable = state.multiSelectable = true;
        state.selected = m_view->scene().isSelected(m_subject.id);
        state.focused = m_view->hasFocus() && m_view->scene().focus() == m_subject;
        state.offscreen = !m_view->rect().intersects(QRect(m_view->mapFromGlobal(rect().topLeft()), rect().size()));
        return state;
    }

    QList<std::pair<QAccessibleInterface *, QAccessible::Relation>> relations(QAccessible::Relation match) const override;

    void *interface_cast(QAccessible::InterfaceType type) override
    {
        return type == QAccessible::ActionInterface ? static_cast<QAccessibleActionInterface *>(this) : nullptr;
    }
    QStringList actionNames() const override { return {setFocusAction(), pressAction()}; }
    void doAction(const QString &name) override
    {
        if (!isValid())
            return;
        if (name == setFocusAction())
            m_view->setFocus(Qt::OtherFocusReason);
        m_view->select(m_subject);
        m_view->ensureVisible(m_subject);
    }
    QStringList keyBindingsForAction(const QString &) const override { return {}; }

private:
    QPointer<DiagramView> m_view;
    const Subject m_subject;
};

class AccessibleDiagram : public QAccessibleWidget
{
public:
    explicit AccessibleDiagram(DiagramView *view) : QAccessibleWidget(view, QAccessible::List) {}
    ~AccessibleDiagram() override
    {
        for (const QAccessible::Id id : std::as_const(m_children))
            QAccessible::deleteAccessibleInterface(id);
    }

    DiagramView *view() const { return static_cast<DiagramView *>(widget()); }
    int childCount() const override { return int(view()->scene().readingOrder().size()); }
    QAccessibleInterface *child(int index) const override
    {
        const QList<Subject> order = view()->scene().readingOrder();
        return index >= 0 && index < order.size() ? interfaceOf(order[index]) : nullptr;
    }
    int indexOfChild(const QAccessibleInterface *child) const override
    {
        const auto *subject = dynamic_cast<const AccessibleSubject *>(child);
        return subject ? int(view()->scene().readingOrder().indexOf(subject->subject())) : -1;
    }
    QAccessibleInterface *childAt(int x, int y) const override
    {
        const QPointF at = view()->toScene(view()->mapFromGlobal(QPointF(x, y)));
        const Hit hit = view()->scene().hitTest(at, view()->zoom());
        return hit ? interfaceOf(hit.subject) : nullptr;
    }
    QAccessibleInterface *focusChild() const override
    {
        return view()->hasFocus() && !view()->selection().isEmpty() ? interfaceOf(view()->scene().focus()) : nullptr;
    }
    QString text(QAccessible::Text kind) const override
    {
        if (kind != QAccessible::Description)
            return QAccessibleWidget::text(kind);
        const DiagramScene &scene = view()->scene();
        return QStringList{SceneText::tr("%n element(s)", nullptr, int(scene.elements().size())),
                           SceneText::tr("%n flow(s)", nullptr, int(scene.flows().size())),
                           SceneText::tr("%n trust boundary(s)", nullptr, int(scene.boundaries().size()))}
            .join(SceneText::tr(", "));
    }

    QAccessibleInterface *interfaceOf(const Subject &subject) const
    {
        const auto known = m_children.constFind(subject.id);
        if (known != m_children.constEnd()) {
            if (QAccessibleInterface *found = QAccessible::accessibleInterface(*known))
                return found;
        }
        auto *made = new AccessibleSubject(view(), subject);
        m_children.insert(subject.id, QAccessible::registerAccessibleInterface(made));
        return made;
    }

private:
    mutable QHash<QUuid, QAccessible::Id> m_children;
};

QList<std::pair<QAccessibleInterface *, QAccessible::Relation>> AccessibleSubject::relations(QAccessible::Relation match) const
{
    QList<std::pair<QAccessibleInterface *, QAccessible::Relation>> found;
    auto *diagram = dynamic_cast<AccessibleDiagram *>(parent());
    if (!isValid() || !diagram)
        return found;
    // An element controls what it sends data to and is controlled by what sends to it: the nearest that Qt 6.4 has to "flows to".
    const auto add = [&](const Subject &other, QAccessible::Relation relation) {
        if (match & relation)
            found.append({diagram->interfaceOf(other), relation});
    };
    if (const FlowItem *flow = m_subject.kind == SubjectKind::Flow ? m_view->scene().flow(FlowId(m_subject.id)) : nullptr) {
        add(flow->shown.from, QAccessible::Controller);
        add(flow->shown.to, QAccessible::Controlled);
    } else {
        for (const FlowId &id : m_view->scene().flowsAt(m_subject))
            add(subjectOf(id), m_view->scene().flow(id)->shown.from == m_subject ? QAccessible::Controlled : QAccessible::Controller);
    }
    return found;
}

QAccessibleInterface *makeInterface(const QString &, QObject *object)
{
    auto *view = qobject_cast<DiagramView *>(object);
    return view ? new AccessibleDiagram(view) : nullptr;
}

} // namespace

void makeDiagramsAccessible()
{
    static const bool installed = [] {
        QAccessible::installFactory(makeInterface);
        return true;
    }();
    Q_UNUSED(installed);
}

} // namespace drawbridge
