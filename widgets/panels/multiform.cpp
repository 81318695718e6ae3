// SPDX-License-Identifier: Apache-2.0
#include "panels/multiform.h"

#include "common/smallwidgets.h"
#include "edits/boundaryedits.h"
#include "edits/elementedits.h"
#include "edits/flowedits.h"
#include "edits/together.h"
#include "tables/words.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace drawbridge {

namespace {

Delta setEntity(const ThreatModel &model, const Element &after) { return setElement(model, after); }
Delta setEntity(const ThreatModel &model, const DataFlow &after) { return setFlow(model, after); }
Delta setEntity(const ThreatModel &model, const TrustBoundary &after) { return setBoundary(model, after); }
const Table<Element> &tableFor(const ThreatModel &model, const Element *) { return model.elements; }
const Table<DataFlow> &tableFor(const ThreatModel &model, const DataFlow *) { return model.flows; }
const Table<TrustBoundary> &tableFor(const ThreatModel &model, const TrustBoundary *) { return model.boundaries; }

// Whether all have the same value there.
template <class T, class V> bool agree(const QList<T> &list, V T::*member)
{
    return std::all_of(list.cbegin(), list.cend(), [&](const T &one) { return one.*member == list.first().*member; });
}

} // namespace

template <> QList<Element> MultiForm::chosen() const { return m_elements; }
template <> QList<DataFlow> MultiForm::chosen() const { return m_flows; }
template <> QList<TrustBoundary> MultiForm::chosen() const { return m_boundaries; }

template <class T> void MultiForm::change(const QString &text, const std::function<void(T &)> &edit)
{
    QList<Id<T>> ids;
    for (const T &one : chosen<T>())
        ids.append(one.id);
    emit edited(text, [ids, edit](const ThreatModel &model) {
        QList<std::function<Delta(const ThreatModel &)>> edits;
        for (const Id<T> &id : ids) {
            edits.append([id, edit](const ThreatModel &now) {
                const T *found = tableFor(now, static_cast<const T *>(nullptr)).find(id);
                if (!found)
                    return Delta();
                T after = *found;
                edit(after);
                return after == *found ? Delta() : setEntity(now, after);
            });
        }
        return together(model, edits);
    });
}

template <class T, class V> void MultiForm::addLineFor(V T::*member, const QString &label, const QString &text, const char *name)
{
    QLineEdit *editor = addLine(label);
    editor->setObjectName(QLatin1StringView(name));
    m_fill.append([this, editor, member] {
        const QList<T> list = chosen<T>();
        setRowVisible(editor, !list.isEmpty());
        const bool same = !list.isEmpty() && agree(list, member);
        setText(editor, same ? list.first().*member : QString());
        editor->setPlaceholderText(same || list.isEmpty() ? QString() : tr("several values"));
    });
    connect(editor, &QLineEdit::editingFinished, this, [this, editor, member, text] {
        if (!editor->isModified())
            return;
        editor->setModified(false);
        change<T>(text, [member, value = editor->text().trimmed()](T &after) { after.*member = value; });
    });
}

template <class T, class E>
void MultiForm::addChoiceFor(E T::*member, int first, int count, QString (*word)(E), const QString &label, const QString &text, const char *name)
{
    QComboBox *editor = addChoice(label);
    editor->setObjectName(QLatin1StringView(name));
    for (int i = first; i < first + count; ++i)
        editor->addItem(word(E(i)), i);
    m_fill.append([this, editor, member] {
        const QList<T> list = chosen<T>();
        setRowVisible(editor, !list.isEmpty());
        editor->setPlaceholderText(tr("several values"));
        editor->setCurrentIndex(!list.isEmpty() && agree(list, member) ? editor->findData(int(list.first().*member)) : -1);
    });
    connect(editor, &QComboBox::activated, this, [this, editor, member, text] {
        change<T>(text, [member, value = editor->currentData().toInt()](T &after) { after.*member = E(value); });
    });
}

template <class T> void MultiForm::addFlagFor(bool T::*member, const QString &label, const QString &yes, const QString &no, const QString &text, const char *name)
{
    QComboBox *editor = addChoice(label);
    editor->setObjectName(QLatin1StringView(name));
    editor->addItem(yes, true);
    editor->addItem(no, false);
    m_fill.append([this, editor, member] {
        const QList<T> list = chosen<T>();
        setRowVisible(editor, !list.isEmpty());
        editor->setPlaceholderText(tr("several values"));
        editor->setCurrentIndex(list.isEmpty() || !agree(list, member) ? -1 : list.first().*member ? 0 : 1);
    });
    connect(editor, &QComboBox::activated, this, [this, editor, member, text] {
        change<T>(text, [member, value = editor->currentData().toBool()](T &after) { after.*member = value; });
    });
}

void MultiForm::addFactFor(Fact DataFlow::*member, const QString &label, const QString &text, const char *name)
{
    QComboBox *editor = addChoice(label);
    editor->setObjectName(QLatin1StringView(name));
    for (const Truth truth : {Truth::Unknown, Truth::Yes, Truth::No})
        editor->addItem(words::of(truth), int(truth));
    m_fill.append([this, editor, member] {
        setRowVisible(editor, !m_flows.isEmpty());
        editor->setPlaceholderText(tr("several values"));
        const bool same = std::all_of(m_flows.cbegin(), m_flows.cend(), [&](const DataFlow &one) { return (one.*member).value == (m_flows.first().*member).value; });
        editor->setCurrentIndex(!m_flows.isEmpty() && same ? editor->findData(int((m_flows.first().*member).value)) : -1);
    });
    connect(editor, &QComboBox::activated, this, [this, editor, member, text] {
        change<DataFlow>(text, [member, value = editor->currentData().toInt()](DataFlow &after) { after.*member = Fact{Truth(value), Origin::Person, {}}; });
    });
}

void MultiForm::addZone()
{
    QComboBox *editor = addChoice(tr("Zone"));
    editor->setObjectName(u"multiZone"_s);
    m_fill.append([this, editor] {
        setRowVisible(editor, !m_elements.isEmpty());
        editor->clear();
        editor->addItem(tr("In no zone"), QUuid());
        for (const auto &[id, name] : std::as_const(m_zones))
            editor->addItem(oneLine(name, 80), id);
        editor->setPlaceholderText(tr("several values"));
        editor->setCurrentIndex(!m_elements.isEmpty() && agree(m_elements, &Element::boundary) ? editor->findData(m_elements.first().boundary.uuid()) : -1);
    });
    connect(editor, &QComboBox::activated, this, [this, editor] {
        change<Element>(tr("Change zone"), [zone = BoundaryId(editor->currentData().toUuid())](Element &after) { after.boundary = zone; });
    });
}

MultiForm::MultiForm()
{
    setObjectName(u"multiForm"_s);
    m_title = new QLabel;
    m_title->setTextFormat(Qt::PlainText);
    m_title->setWordWrap(true);
    addWide(m_title);
    addChoiceFor(&Element::kind, 0, 3, static_cast<QString (*)(ElementKind)>(words::of), tr("Kind"), tr("Change kind"), "multiKind");
    addLineFor(&Element::technology, tr("Technology"), tr("Change technology"), "multiTechnology");
    addZone();
    addLineFor(&Element::owner, tr("Owner"), tr("Change owner"), "multiOwner");
    addChoiceFor(&Element::criticality, 0, 4, static_cast<QString (*)(Criticality)>(words::of), tr("Criticality"), tr("Change criticality"), "multiCriticality");
    addFlagFor(&Element::inScope, tr("Elements"), tr("In scope"), tr("Out of scope"), tr("Change scope"), "multiElementScope");
    addFlagFor(&Element::confirmed, tr("State"), tr("Confirmed"), tr("Inferred"), tr("Confirm"), "multiConfirmed");
    addLineFor(&DataFlow::protocol, tr("Protocol"), tr("Change protocol"), "multiProtocol");
    addFactFor(&DataFlow::encrypted, tr("Encrypted"), tr("Change encryption"), "multiEncrypted");
    addFactFor(&DataFlow::authenticated, tr("Authenticated"), tr("Change authentication"), "multiAuthenticated");
    addFlagFor(&DataFlow::inScope, tr("Flows"), tr("In scope"), tr("Out of scope"), tr("Change scope"), "multiFlowScope");
    addChoiceFor(&TrustBoundary::kind, 0, 11, static_cast<QString (*)(ZoneKind)>(words::of), tr("Kind of zone"), tr("Change kind of zone"), "multiZoneKind");
    addChoiceFor(&TrustBoundary::trust, -1, 6, words::trust, tr("Trust"), tr("Change trust"), "multiTrust");
}

void MultiForm::show(const QList<Subject> &subjects, const ThreatModel &model)
{
    m_elements.clear();
    m_flows.clear();
    m_boundaries.clear();
    for (const Subject &subject : subjects) {
        if (const Element *element = subject.kind == SubjectKind::Element ? model.elements.find(ElementId(subject.id)) : nullptr)
            m_elements.append(*element);
        else if (const DataFlow *flow = subject.kind == SubjectKind::Flow ? model.flows.find(FlowId(subject.id)) : nullptr)
            m_flows.append(*flow);
        else if (const TrustBoundary *zone = subject.kind == SubjectKind::Boundary ? model.boundaries.find(BoundaryId(subject.id)) : nullptr)
            m_boundaries.append(*zone);
    }
    m_zones.clear();
    for (const TrustBoundary &zone : model.boundaries)
        m_zones.append({zone.id.uuid(), zone.name});
    std::sort(m_zones.begin(), m_zones.end(), [](const auto &a, const auto &b) { return std::tie(a.second, a.first) < std::tie(b.second, b.first); });
    QStringList counts;
    if (!m_elements.isEmpty())
        counts.append(tr("%n element(s)", nullptr, int(m_elements.size())));
    if (!m_flows.isEmpty())
        counts.append(tr("%n flow(s)", nullptr, int(m_flows.size())));
    if (!m_boundaries.isEmpty())
        counts.append(tr("%n boundary(s)", nullptr, int(m_boundaries.size())));
    m_title->setText(tr("Selected: %1. What is changed here is changed for all of them.").arg(counts.join(tr(", "))));
    for (const auto &fill : std::as_const(m_fill))
        fill();
}

} // namespace drawbridge
