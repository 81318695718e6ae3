// SPDX-License-Identifier: Apache-2.0
#include "mainwindow/finderentries.h"

#include "common/painting.h"
#include "common/plaintext.h"
#include "tables/words.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace drawbridge {

namespace {

// Context of this file's texts.
struct FinderText
{
    Q_DECLARE_TR_FUNCTIONS(Finder)
};

template <class T> QList<T> sortedById(const Table<T> &table)
{
    QList<T> list;
    list.reserve(table.size());
    for (const auto &id : table.sortedIds())
        list.append(*table.find(id));
    return list;
}

} // namespace

QList<FinderEntry> finderEntries(const ThreatModel &model, const QList<FindingRow> &findings, const QList<QAction *> &commands,
                                 std::function<void(const Subject &)> openSubject, std::function<void(const QString &)> openFinding,
                                 std::function<void(DiagramId)> openDiagram)
{
    QList<FinderEntry> entries;
    const auto add = [&](const QString &icon, const QString &text, const QString &detail, std::function<void()> open) {
        const QString line = oneLine(text, 160);
        entries.append({icon, line, detail, line.toLower(), std::move(open)});
    };
    const auto subject = [&](const QString &icon, const QString &text, const QString &detail, SubjectKind kind, const QUuid &id) {
        add(icon, text, detail, [openSubject, kind, id] { openSubject({kind, id}); });
    };
    static constexpr const char *elementIcons[] = {"external", "process", "store"};
    for (const Element &element : sortedById(model.elements)) {
        if (element.parent.isNull())
            subject(QLatin1StringView(elementIcons[int(element.kind)]), element.name, words::of(element.kind), SubjectKind::Element, element.id.uuid());
    }
    for (const Diagram &diagram : sortedById(model.diagrams))
        add(u"diagram"_s, diagram.name, FinderText::tr("Diagram"), [openDiagram, id = diagram.id] { openDiagram(id); });
    for (const TrustBoundary &zone : sortedById(model.boundaries))
        subject(u"boundary"_s, zone.name, FinderText::tr("Zone"), SubjectKind::Boundary, zone.id.uuid());
    for (const DataFlow &flow : sortedById(model.flows))
        subject(u"flow"_s, words::flowEnds(model, flow), flow.name.isEmpty() ? FinderText::tr("Flow") : oneLine(flow.name, 30), SubjectKind::Flow, flow.id.uuid());
    for (const Operation &operation : sortedById(model.operations))
        subject(u"operation"_s, words::operationName(operation), oneLine(model.elements.value(operation.service).name, 30), SubjectKind::Operation, operation.id.uuid());
    for (const Field &field : sortedById(model.fields))
        subject(u"data"_s, words::fieldName(model, field), FinderText::tr("Field"), SubjectKind::Field, field.id.uuid());
    // Stable, and from lists sorted by id: things of one name keep their order from run to run.
    std::stable_sort(entries.begin(), entries.end(), [](const FinderEntry &a, const FinderEntry &b) { return std::tie(a.search, a.detail) < std::tie(b.search, b.detail); });
    // Findings first: they are what is looked for most.
    QList<FinderEntry> first;
    for (const FindingRow &row : findings) {
        const QString text = row.cause.isEmpty() ? row.title : u"%1 · %2"_s.arg(row.title, row.cause);
        first.append({row.band < 0 ? u"question"_s : u"finding"_s, text, row.band < 0 ? FinderText::tr("Question") : FinderText::tr("Risk %1").arg(riskText(row.risk)), text.toLower(),
                      [openFinding, key = row.key] { openFinding(key); }});
    }
    entries = first + entries;
    for (QAction *command : commands) {
        if (!command->isEnabled() || command->text().isEmpty())
            continue;
        const QString text = QString(command->text()).remove(u'&').remove(u'…');
        entries.append({u"arrow-right"_s, text, command->shortcut().isEmpty() ? FinderText::tr("Command") : command->shortcut().toString(QKeySequence::NativeText), text.toLower(),
                        [command] { command->trigger(); }});
    }
    return entries;
}

} // namespace drawbridge
