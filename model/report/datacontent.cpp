// SPDX-License-Identifier: Apache-2.0
// The data inventory.
#include "report/reporttext.h"

#include <QMap>

namespace drawbridge {

using namespace reporttext;

namespace {

struct ClassSummary
{
    int fields = 0;
    QMap<QString, QStringList> bySchema; // schema → field paths with certainty
    QMap<QString, QString> placeOf;      // schema → first place
};

DataClass classOf(const ReportInput &input, const QString &id)
{
    return input.vocabulary.dataClass ? input.vocabulary.dataClass(id) : DataClass();
}

QString classTitle(const ReportInput &input, const QString &id)
{
    const DataClass known = classOf(input, id);
    return known.title.isEmpty() ? plain(id, 100) : QStringLiteral("%1 (%2)").arg(plain(known.title, 100), plain(id, 100));
}

// What protects a class of data on its way: the flows that carry it.
ReportTable protectionTable(const ReportInput &input)
{
    ReportTable table;
    table.columns = {{Report::tr("Flow"), 3.2, false}, {Report::tr("Protocol"), 1.35, false}, {Report::tr("Encrypted"), 1.2, false}, {Report::tr("Authenticated"), 1.6, false}, {Report::tr("Carries"), 3.3, false}};
    for (const FlowId &id : input.model.flows.sortedIds()) {
        const QStringList classes = input.result.flowClasses.value(id);
        const DataFlow flow = input.model.flows.value(id);
        if (classes.isEmpty() || isDetail(input.model, flow))
            continue;
        QStringList names;
        for (const QString &dataClass : classes) {
            const DataClass known = classOf(input, dataClass);
            names.append(known.title.isEmpty() ? plain(dataClass, 100) : plain(known.title, 100));
        }
        table.rows.append({{flowName(input.model, flow), {}, -1, true, {}},
                           {flow.protocol.isEmpty() ? Report::tr("Not known") : plain(flow.protocol, 40), {}, -1, false, {}},
                           {truthTitle(flow.encrypted.value), {}, -1, false, {}},
                           {truthTitle(flow.authenticated.value), {}, -1, false, {}},
                           {names.join(QStringLiteral(", ")), {}, -1, false, {}}});
    }
    std::stable_sort(table.rows.begin(), table.rows.end(), [](const auto &a, const auto &b) { return a[0].text < b[0].text; });
    return table;
}

} // namespace

ReportSection dataSection(const ReportInput &input)
{
    ReportSection section{QStringLiteral("data"), Report::tr("Data inventory"), {}};
    QMap<QString, ClassSummary> classes;
    const bool oneFile = input.model.sources.size() == 1;
    for (const ClassifiedField &field : input.result.data) {
        ClassSummary &summary = classes[field.dataClass];
        ++summary.fields;
        const Field *known = input.model.fields.find(field.field);
        const QString schema = plain(field.schemaName, 300);
        QString path = known ? plain(known->path, 200) : QString();
        if (field.certainty == Certainty::Possible)
            path += QStringLiteral(" (?)");
        summary.bySchema[schema].append(path);
        if (known && !summary.placeOf.contains(schema))
            summary.placeOf.insert(schema, oneFile && known->provenance.at.line > 0 ? Report::tr("line %1").arg(known->provenance.at.line).replace(QLatin1Char(' '), QChar(QChar::Nbsp))
                                                                                    : place(known->provenance.at));
    }
    if (classes.isEmpty()) {
        section.blocks.append(ReportParagraph{Report::tr("No sensitive data was recognised in what was read."), false});
        return section;
    }
    QStringList order = classes.keys();
    std::stable_sort(order.begin(), order.end(), [&](const QString &a, const QString &b) {
        return int(classOf(input, a).sensitivity) > int(classOf(input, b).sensitivity);
    });
    section.blocks.append(ReportParagraph{Report::tr("Fields by the class of data that they hold, the most sensitive first. A question mark says that the class is possible, "
                                             "but not likely enough to build on; fields that hold nothing sensitive are not listed."), false});
    ReportTable overview;
    overview.columns = {{Report::tr("Class of data"), 4, false}, {Report::tr("Sensitivity"), 1.4, false}, {Report::tr("About people"), 1.3, false}, {Report::tr("Fields"), 0.8, true}, {Report::tr("Schemas"), 0.9, true}};
    for (const QString &id : std::as_const(order)) {
        const DataClass known = classOf(input, id);
        overview.rows.append({{classTitle(input, id), QStringLiteral("data-") + id, -1, true, {}},
                              {known.id.isEmpty() ? Report::tr("Not known") : sensitivityTitle(known.sensitivity), {}, -1, false, {}},
                              {known.special ? Report::tr("Special category") : known.personal ? Report::tr("Yes") : Report::tr("No"), {}, -1, false, {}},
                              {QString::number(classes[id].fields), {}, -1, false, {}},
                              {QString::number(classes[id].bySchema.size()), {}, -1, false, {}}});
    }
    section.blocks.append(overview);
    appendAssets(section, input);
    section.blocks.append(ReportHeading{Report::tr("Where it appears")});
    ReportTable where;
    where.columns = {{Report::tr("Class of data"), 2.2, false}, {Report::tr("Schema or operation"), 3.3, false}, {Report::tr("Fields"), 3.6, false}, {Report::tr("First place"), oneFile ? 1 : 2.2, false}};
    constexpr qsizetype told = 25, fewAlike = 6, namedAlike = 3;
    bool shortened = false;
    for (const QString &id : std::as_const(order)) {
        const ClassSummary &summary = classes[id];
        bool first = true;
        // Headers and parameters that a whole API shares would fill pages with equal rows.
        QHash<QString, QStringList> alike; // schemas by fields
        const auto fieldsOf = [&](const QStringList &all) {
            QStringList fields = all;
            fields.sort();
            return someOf(fields, told);
        };
        for (auto it = summary.bySchema.begin(); it != summary.bySchema.end(); ++it)
            alike[fieldsOf(it.value())].append(it.key());
        for (auto it = summary.bySchema.begin(); it != summary.bySchema.end(); ++it) {
            const QString shown = fieldsOf(it.value());
            const QStringList together = alike.value(shown);
            const bool many = together.size() >= fewAlike;
            if (many && together.first() != it.key())
                continue;
            shortened = shortened || many;
            const DataClass known = classOf(input, id);
            // Named in every row, since a page may begin anywhere; the first one stands out.
            where.rows.append({{known.title.isEmpty() ? plain(id, 100) : plain(known.title, 100), {}, -1, first,
                                first ? QStringLiteral("data-") + id : QString()},
                               {many ? someOf(together, namedAlike) : it.key(), {}, -1, false, {}},
                               {shown, {}, -1, false, {}},
                               {summary.placeOf.value(it.key()), {}, -1, false, {}}});
            first = false;
        }
    }
    if (shortened)
        section.blocks.append(ReportParagraph{Report::tr("Where many hold the same fields, the first of them are named; the inventory as a spreadsheet names all."), true});
    section.blocks.append(where);
    section.blocks.append(ReportHeading{Report::tr("How it is protected on its way")});
    const ReportTable protection = protectionTable(input);
    if (protection.rows.isEmpty())
        section.blocks.append(ReportParagraph{Report::tr("No flow of the model is known to carry data of these classes."), false});
    else
        section.blocks.append(protection);
    return section;
}

} // namespace drawbridge
