// SPDX-License-Identifier: Apache-2.0
// Data assets and how each place that has them protects them.
#include "report/reporttext.h"

#include <algorithm>

namespace drawbridge {

using namespace reporttext;

namespace {

constexpr int operationsTold = 15; // of each asset, those with a gap first

QString volumeTitle(const QString &volume)
{
    if (volume == u"one")
        return Report::tr("One record");
    return volume == u"bulk" ? Report::tr("In bulk") : Report::tr("Many records");
}

QString placeTitle(PlaceKind place)
{
    switch (place) {
    case PlaceKind::Entry: return Report::tr("Enters");
    case PlaceKind::Flow: return Report::tr("Moves");
    case PlaceKind::Service: return Report::tr("Worked on");
    case PlaceKind::Store: return Report::tr("Rests");
    case PlaceKind::Sink: return Report::tr("Logged");
    case PlaceKind::ThirdParty: return Report::tr("Third party");
    case PlaceKind::Person: return Report::tr("People");
    case PlaceKind::Exit: break;
    }
    return Report::tr("Leaves");
}

QString protectionTitle(Protection what)
{
    switch (what) {
    case Protection::Transport: return Report::tr("On the way");
    case Protection::AtRest: return Report::tr("At rest");
    case Protection::Form: return Report::tr("Form");
    case Protection::Authentication: return Report::tr("Callers proven");
    case Protection::ObjectAuthorization: return Report::tr("Own records only");
    case Protection::Limit: return Report::tr("Limit");
    case Protection::Retention: break;
    }
    return Report::tr("Retention");
}

QString subjectTitle(const ReportInput &input, const Subject &subject)
{
    switch (subject.kind) {
    case SubjectKind::Element: return plain(input.model.elements.value(ElementId(subject.id)).name, 100);
    case SubjectKind::Operation: {
        const Operation operation = input.model.operations.value(OperationId(subject.id));
        return plain(operation.method + u' ' + operation.path, 140);
    }
    default: return flowName(input.model, input.model.flows.value(FlowId(subject.id)));
    }
}

QString cellTitle(const ProtectionCell &cell, Protection what)
{
    if (!cell.applies)
        return QStringLiteral("–");
    if (what == Protection::Form)
        return cell.value == Truth::No ? Report::tr("NO, %1").arg(plain(cell.word, 60)) : plain(cell.word, 60);
    const QString word = what == Protection::Transport && cell.value != Truth::Unknown ? plain(cell.word, 30) : QString();
    if (cell.value == Truth::Unknown)
        return Report::tr("Unknown"); // fits the column
    // Capitals, not colour, make a gap stand out on any printer.
    const QString said = cell.value == Truth::Yes ? Report::tr("Yes") : Report::tr("NO");
    return word.isEmpty() ? said : Report::tr("%1, %2", "yes or no, then the protocol").arg(said, word);
}

ReportTable matrixOf(const ReportInput &input, const QList<ProtectionRow> &rows, int &left, int &possible)
{
    ReportTable table;
    table.columns = {{Report::tr("What happens"), 1.1, false}, {Report::tr("Where"), 2.8, false}};
    for (int i = 0; i < protectionCount; ++i)
        table.columns.append({protectionTitle(Protection(i)), 1.2, false});
    QList<ProtectionRow> shown;
    int told = 0;
    left = possible = 0;
    const auto take = [&](bool gaps) {
        for (const ProtectionRow &row : rows) {
            if (row.subject.kind != SubjectKind::Operation || row.hasGap() != gaps || row.certainty == Certainty::Possible)
                continue;
            if (told++ < operationsTold)
                shown.append(row);
            else
                ++left;
        }
    };
    take(true);
    take(false);
    for (const ProtectionRow &row : rows) {
        if (row.subject.kind == SubjectKind::Operation || row.place == PlaceKind::Person || row.place == PlaceKind::Service)
            continue;
        // Where it is only possible that the asset is there, only a gap is worth a row.
        if (row.certainty == Certainty::Possible && !row.hasGap())
            ++possible;
        else
            shown.append(row);
    }
    std::stable_sort(shown.begin(), shown.end(), [](const ProtectionRow &a, const ProtectionRow &b) { return a.place < b.place; });
    for (const ProtectionRow &row : std::as_const(shown)) {
        QString name = subjectTitle(input, row.subject);
        if (row.certainty == Certainty::Possible)
            name = Report::tr("%1 (possible)").arg(name);
        QList<ReportCell> cells{{placeTitle(row.place), {}, -1, false, {}}, {name, {}, -1, row.hasGap(), {}}};
        for (int i = 0; i < protectionCount; ++i)
            cells.append({cellTitle(row.cells[size_t(i)], Protection(i)), {}, -1, row.isGap(Protection(i)), {}});
        table.rows.append(cells);
    }
    // What applies to none of the places needs no column.
    for (int column = protectionCount + 1; column >= 2; --column) {
        if (std::any_of(table.rows.begin(), table.rows.end(), [&](const QList<ReportCell> &cells) { return cells[column].text != QStringLiteral("–"); }))
            continue;
        table.columns.removeAt(column);
        for (QList<ReportCell> &cells : table.rows)
            cells.removeAt(column);
    }
    return table;
}

} // namespace

void appendAssets(ReportSection &section, const ReportInput &input)
{
    if (input.result.assets.isEmpty())
        return;
    section.blocks.append(ReportHeading{Report::tr("Data assets")});
    section.blocks.append(ReportParagraph{Report::tr("What is worth protecting, the most sensitive first. Where nobody has described an asset, it is proposed from the classes of its fields."), false});
    ReportTable overview;
    overview.columns = {{Report::tr("Asset"), 3, false},  {Report::tr("Sensitivity"), 1.6, false}, {Report::tr("One breach shows"), 1.4, false}, {Report::tr("Owner"), 1.3, false},
                        {Report::tr("Legal basis"), 1.4, false}, {Report::tr("Kept for"), 1.4, false},    {Report::tr("Fields"), 0.8, true},       {Report::tr("Places with a gap"), 1.1, true}};
    const auto said = [](const QString &text) { return text.isEmpty() ? Report::tr("Not said") : plain(text, 100); };
    for (const AssetView &view : input.result.assets) {
        const QList<ProtectionRow> rows = input.result.protection.value(view.asset.id);
        const auto gaps = std::count_if(rows.begin(), rows.end(), [](const ProtectionRow &row) { return row.hasGap(); });
        overview.rows.append({{plain(view.asset.name, 120), QStringLiteral("asset-") + view.asset.id.toString(), -1, true, {}},
                              {sensitivityTitle(view.sensitivity), {}, -1, false, {}},
                              {volumeTitle(view.volume), {}, -1, false, {}},
                              {said(view.asset.owner), {}, -1, false, {}},
                              {said(view.asset.legalBasis), {}, -1, false, {}},
                              {said(view.asset.retention), {}, -1, false, {}},
                              {QString::number(view.fields.size()), {}, -1, false, {}},
                              {QString::number(gaps), {}, -1, gaps > 0, {}}});
    }
    section.blocks.append(overview);
    for (const AssetView &view : input.result.assets) {
        const QList<ProtectionRow> rows = input.result.protection.value(view.asset.id);
        int left = 0, possible = 0;
        ReportTable matrix = matrixOf(input, rows, left, possible);
        if (matrix.rows.isEmpty())
            continue;
        matrix.rows.first()[0].anchor = QStringLiteral("asset-") + view.asset.id.toString();
        section.blocks.append(ReportHeading{Report::tr("Protection of “%1”").arg(plain(view.asset.name, 120))});
        section.blocks.append(matrix);
        if (left > 0)
            section.blocks.append(ReportParagraph{Report::tr("%n more operation(s) take or return it; those with a gap are listed first.", nullptr, left), true});
        if (possible > 0)
            section.blocks.append(ReportParagraph{Report::tr("In %n more place(s) without a gap it is only possible that it is there.", nullptr, possible), true});
    }
}

} // namespace drawbridge
