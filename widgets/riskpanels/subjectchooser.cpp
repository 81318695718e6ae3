// SPDX-License-Identifier: Apache-2.0
#include "riskpanels/subjectchooser.h"

#include "common/plaintext.h"
#include "tables/words.h"

#include <QCompleter>

#include <tuple>

namespace drawbridge {

namespace {

constexpr int operationsListed = 2000; // nobody scrolls further; the chosen one is always there

} // namespace

QString subjectTitle(const ThreatModel &model, const Subject &subject)
{
    if (subject.kind == SubjectKind::Project)
        return SubjectChooser::tr("Whole project");
    const QString name = oneLine(words::nameOf(model, subject), 120);
    return subject.kind == SubjectKind::Boundary ? SubjectChooser::tr("Zone: %1").arg(name) : name;
}

SubjectChooser::SubjectChooser(QWidget *parent) : QComboBox(parent)
{
    setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    setMinimumContentsLength(22);
    setEditable(true);
    setInsertPolicy(QComboBox::NoInsert);
    completer()->setFilterMode(Qt::MatchContains);
    completer()->setCompletionMode(QCompleter::PopupCompletion);
}

void SubjectChooser::add(const QString &text, const Subject &subject)
{
    addItem(text, QVariant::fromValue(QPair<int, QUuid>(int(subject.kind), subject.id)));
}

void SubjectChooser::fill(const ThreatModel &model, const Subject &current)
{
    struct Entry
    {
        int group;
        QString name;
        Subject subject;
    };
    QList<Entry> entries;
    const auto take = [&](int group, const Subject &subject) { entries.append({group, subjectTitle(model, subject), subject}); };
    for (const TrustBoundary &zone : model.boundaries)
        take(1, {SubjectKind::Boundary, zone.id.uuid()});
    for (const Element &element : model.elements) {
        if (!element.parent)
            take(2, {SubjectKind::Element, element.id.uuid()});
    }
    for (const DataFlow &flow : model.flows)
        take(3, {SubjectKind::Flow, flow.id.uuid()});
    for (const Operation &operation : model.operations)
        take(4, {SubjectKind::Operation, operation.id.uuid()});
    std::sort(entries.begin(), entries.end(), [](const Entry &a, const Entry &b) {
        return std::tie(a.group, a.name, a.subject.id) < std::tie(b.group, b.name, b.subject.id);
    });
    clear();
    add(subjectTitle(model, {}), {});
    int row = current.kind == SubjectKind::Project ? 0 : -1, listed = 0;
    for (const Entry &entry : std::as_const(entries)) {
        const bool wanted = entry.subject == current;
        if (!wanted && entry.group == 4 && ++listed > operationsListed)
            continue;
        add(entry.name, entry.subject);
        if (wanted)
            row = count() - 1;
    }
    if (row < 0) {
        add(subjectTitle(model, current), current);
        row = count() - 1;
    }
    setCurrentIndex(row);
}

Subject SubjectChooser::subject() const
{
    const int typed = findText(currentText());
    const auto [kind, id] = itemData(typed < 0 || itemText(currentIndex()) == currentText() ? currentIndex() : typed).value<QPair<int, QUuid>>();
    return {SubjectKind(kind), id};
}

} // namespace drawbridge
