// SPDX-License-Identifier: Apache-2.0
#include "edits/nameedits.h"

#include "edits/boundaryedits.h"
#include "edits/elementedits.h"
#include "edits/flowedits.h"
#include "edits/together.h"

#include <algorithm>
#include <optional>

namespace drawbridge {

namespace {

bool isWordAt(const QString &text, qsizetype at, qsizetype length)
{
    const auto isPart = [&](qsizetype i) { return i >= 0 && i < text.size() && (text[i].isLetterOrNumber() || text[i] == u'_'); };
    return !isPart(at - 1) && !isPart(at + length);
}

// The text with all places replaced, from left to right without overlap; nothing where there is none.
std::optional<QString> replaced(const QString &text, const NameSearch &search)
{
    const Qt::CaseSensitivity sensitivity = search.matchCase ? Qt::CaseSensitive : Qt::CaseInsensitive;
    QString result;
    qsizetype from = 0;
    bool any = false;
    for (qsizetype at = text.indexOf(search.find, 0, sensitivity); at >= 0; at = text.indexOf(search.find, at, sensitivity)) {
        if (search.wholeWord && !isWordAt(text, at, search.find.size())) {
            ++at;
            continue;
        }
        result += QStringView(text).mid(from, at - from);
        result += search.replacement;
        at += search.find.size();
        from = at;
        any = true;
    }
    if (!any)
        return {};
    result += QStringView(text).mid(from);
    return result.trimmed();
}

} // namespace

QList<NameMatch> nameMatches(const ThreatModel &model, const NameSearch &search)
{
    QList<NameMatch> matches;
    if (search.find.isEmpty())
        return matches;
    const auto note = [&](SubjectKind kind, const QUuid &id, const QString &name) {
        if (const std::optional<QString> after = replaced(name, search))
            matches.append({{kind, id}, name, *after});
    };
    const auto isOn = [&](ElementId element) { return !search.diagram || model.placements.contains(Placement::idFor(search.diagram, element)); };
    for (const Element &element : model.elements) {
        if (isOn(element.id))
            note(SubjectKind::Element, element.id.uuid(), element.name);
    }
    for (const DataFlow &flow : model.flows) {
        if (isOn(flow.source) && isOn(flow.target))
            note(SubjectKind::Flow, flow.id.uuid(), flow.name);
    }
    for (const TrustBoundary &boundary : model.boundaries) {
        if (!search.diagram || model.boundaryPlacements.contains(BoundaryPlacement::idFor(search.diagram, boundary.id)))
            note(SubjectKind::Boundary, boundary.id.uuid(), boundary.name);
    }
    std::sort(matches.begin(), matches.end(), [](const NameMatch &a, const NameMatch &b) {
        return std::tie(a.subject.kind, a.before, a.subject.id) < std::tie(b.subject.kind, b.before, b.subject.id);
    });
    return matches;
}

Delta replaceNames(const ThreatModel &model, const QList<NameMatch> &matches)
{
    QList<std::function<Delta(const ThreatModel &)>> edits;
    for (const NameMatch &match : matches) {
        // A flow may be without a name: then its protocol is written on it.
        if (match.after.isEmpty() && match.subject.kind != SubjectKind::Flow)
            continue;
        edits.append([match](const ThreatModel &now) {
            if (match.subject.kind == SubjectKind::Element)
                return renameElement(now, ElementId(match.subject.id), match.after);
            return match.subject.kind == SubjectKind::Flow ? renameFlow(now, FlowId(match.subject.id), match.after)
                                                           : renameBoundary(now, BoundaryId(match.subject.id), match.after);
        });
    }
    return together(model, edits);
}

} // namespace drawbridge
