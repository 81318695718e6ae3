// SPDX-License-Identifier: Apache-2.0
#include "tables/datarows.h"

#include "common/plaintext.h"
#include "tables/words.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace drawbridge {

namespace {

struct DataText
{
    Q_DECLARE_TR_FUNCTIONS(DataRows)
};

QString elementName(const ThreatModel &model, ElementId id)
{
    return oneLine(model.elements.value(id).name, 60);
}

} // namespace

namespace datawords {

QString of(Sensitivity sensitivity)
{
    switch (sensitivity) {
    case Sensitivity::Public: return DataText::tr("Public");
    case Sensitivity::Internal: return DataText::tr("Internal");
    case Sensitivity::Confidential: return DataText::tr("Confidential");
    case Sensitivity::Restricted: return DataText::tr("Restricted");
    case Sensitivity::Critical: break;
    }
    return DataText::tr("Critical");
}

QString volume(const QString &volume)
{
    if (volume == u"one")
        return DataText::tr("One record");
    if (volume == u"many")
        return DataText::tr("Many records");
    return volume == u"bulk" ? DataText::tr("In bulk") : QString();
}

QString form(const QString &form)
{
    if (form == u"plain")
        return DataText::tr("plain");
    if (form == u"masked")
        return DataText::tr("masked");
    if (form == u"truncated")
        return DataText::tr("shortened");
    if (form == u"encrypted")
        return DataText::tr("encrypted");
    if (form == u"tokenised")
        return DataText::tr("tokenised");
    if (form == u"pseudonymised")
        return DataText::tr("pseudonymised");
    if (form.contains(u"hash"))
        return DataText::tr("hashed");
    if (form == u"anonymised" || form == u"aggregated")
        return DataText::tr("anonymised");
    return form == u"public" ? DataText::tr("public part") : form;
}

QString of(Protection what)
{
    switch (what) {
    case Protection::Transport: return DataText::tr("On the way");
    case Protection::AtRest: return DataText::tr("At rest");
    case Protection::Form: return DataText::tr("Form");
    case Protection::Authentication: return DataText::tr("Callers proven");
    case Protection::ObjectAuthorization: return DataText::tr("Own records only");
    case Protection::Limit: return DataText::tr("Limit");
    case Protection::Retention: break;
    }
    return DataText::tr("Retention");
}

QString of(PlaceKind place)
{
    switch (place) {
    case PlaceKind::Entry: return DataText::tr("Enters");
    case PlaceKind::Flow: return DataText::tr("Moves");
    case PlaceKind::Service: return DataText::tr("Worked on");
    case PlaceKind::Store: return DataText::tr("Rests");
    case PlaceKind::Sink: return DataText::tr("Logged");
    case PlaceKind::ThirdParty: return DataText::tr("Third party");
    case PlaceKind::Person: return DataText::tr("People");
    case PlaceKind::Exit: break;
    }
    return DataText::tr("Leaves");
}

QString cell(const ProtectionCell &cell, Protection what)
{
    if (!cell.applies)
        return u"–"_s;
    QString word = cell.word;
    if (what == Protection::Form) {
        QStringList forms;
        for (const QString &one : cell.word.split(u", "_s, Qt::SkipEmptyParts))
            forms << form(one);
        forms.removeDuplicates();
        word = forms.join(u", "_s);
        // Plain data is no fault in itself.
        if (cell.value == Truth::Unknown)
            return u"○ "_s + word;
    } else if (word == u"required") {
        word = DataText::tr("required");
    } else if (word == u"none") {
        word = DataText::tr("anybody");
    } else if (word == u"optional") {
        word = DataText::tr("optional");
    }
    if (what == Protection::Transport && cell.value == Truth::No)
        word = DataText::tr("clear text");
    if (word.isEmpty() || (cell.value == Truth::Unknown && what != Protection::Form))
        word = cell.value == Truth::Yes ? DataText::tr("yes") : cell.value == Truth::No ? DataText::tr("no") : DataText::tr("not known");
    return (cell.value == Truth::Yes ? u"✓ "_s : cell.value == Truth::No ? u"✕ "_s : u"? "_s) + word;
}

QString reason(const ThreatModel &model, const DataHop &hop)
{
    const HopEvidence line = hop.evidence.value(0);
    const QString operation = words::operationName(model.operations.value(line.operation));
    const QString field = line.field.isNull() ? QString() : words::fieldName(model, model.fields.value(line.field));
    QString text;
    switch (hop.reason) {
    case HopReason::Declared: return DataText::tr("The flow is said to carry it.");
    case HopReason::Assumed: return DataText::tr("Nothing is said about this flow, and its sender has the data.");
    case HopReason::Request: text = DataText::tr("%1 takes %2.").arg(operation, field); break;
    case HopReason::Response: text = DataText::tr("%1 returns %2.").arg(operation, field); break;
    case HopReason::Written: text = DataText::tr("%1 takes %2, and this is where the service keeps its data.").arg(operation, field); break;
    case HopReason::Read: text = DataText::tr("%1 returns %2, and this is where the service keeps its data.").arg(operation, field); break;
    }
    if (hop.evidence.size() > 1)
        text += u' ' + DataText::tr("%n more line(s) show it.", nullptr, int(hop.evidence.size() - 1));
    return text;
}

} // namespace datawords

QList<AssetRow> assetRows(const AnalysisResult &analysis)
{
    QList<AssetRow> rows;
    for (const AssetView &view : analysis.assets) {
        AssetRow row;
        row.key = u"asset:"_s + view.asset.id.toString();
        row.asset = view.asset.id;
        row.name = view.asset.name;
        row.level = int(view.sensitivity);
        row.sensitivity = datawords::of(view.sensitivity);
        row.volume = datawords::volume(view.volume);
        row.owner = view.asset.owner;
        row.state = view.stored ? DataText::tr("edited") : DataText::tr("proposed");
        row.fields = int(view.fields.size());
        for (const ProtectionRow &place : analysis.protection.value(view.asset.id))
            row.gaps += place.hasGap();
        rows.append(row);
    }
    QHash<QString, DataClass> classes;
    for (const DataClass &info : analysis.classes)
        classes.insert(info.id, info);
    QHash<QString, int> fields;
    for (const ClassifiedField &field : analysis.data)
        fields[field.dataClass] += field.certainty != Certainty::Possible;
    QString last;
    for (const DataHop &hop : analysis.trace.hops) {
        if (hop.certainty == Certainty::Possible || hop.dataClass == last)
            continue;
        last = hop.dataClass; // hops stand by class
        const DataClass info = classes.value(last);
        AssetRow row;
        row.key = u"class:"_s + last;
        row.name = words::dataClass(last);
        row.level = int(info.sensitivity);
        row.sensitivity = datawords::of(info.sensitivity);
        row.state = last;
        row.fields = fields.value(last);
        rows.append(row);
    }
    return rows;
}

QList<ProtectionTableRow> protectionRows(const ThreatModel &model, const QList<ProtectionRow> &matrix)
{
    QList<ProtectionTableRow> rows;
    for (const ProtectionRow &place : matrix) {
        ProtectionTableRow row;
        row.key = nameOf(place.place) + place.subject.id.toString();
        row.subject = place.subject;
        row.rank = int(rows.size());
        row.place = datawords::of(place.place);
        row.name = oneLine(words::nameOf(model, place.subject), 120);
        if (place.subject.kind == SubjectKind::Flow) {
            const DataFlow flow = model.flows.value(FlowId(place.subject.id));
            row.name = u"%1 → %2"_s.arg(elementName(model, flow.source), elementName(model, flow.target));
        }
        if (place.certainty == Certainty::Possible)
            row.name = DataText::tr("%1 (possible)").arg(row.name);
        for (int i = 0; i < protectionCount; ++i) {
            const ProtectionCell &cell = place.cells[size_t(i)];
            row.cells[i] = datawords::cell(cell, Protection(i));
            row.tones[i] = !cell.applies ? Tone::Muted : cell.value == Truth::Yes ? Tone::Good : cell.value == Truth::No ? Tone::Bad : Tone::Plain;
        }
        row.gap = place.hasGap();
        row.search = (row.place + u' ' + row.name).toLower();
        rows.append(row);
    }
    return rows;
}

QList<HopRow> hopRows(const ThreatModel &model, const DataTrace &trace, const QList<int> &hops)
{
    QList<HopRow> rows;
    for (const int index : hops) {
        const DataHop &hop = trace.hops[index];
        HopRow row;
        row.key = u"%1 %2 %3 %4"_s.arg(hop.flow.toString(), hop.dataClass, hop.form).arg(int(hop.back));
        row.number = int(rows.size()) + 1;
        row.hop = index;
        row.flow = hop.flow;
        row.way = u"%1 → %2"_s.arg(elementName(model, hop.from), elementName(model, hop.to));
        row.data = words::dataClass(hop.dataClass);
        row.form = datawords::form(hop.form);
        if (!hop.changedBy.isEmpty())
            row.form = DataText::tr("%1 by %2", "form, control").arg(row.form, words::control(hop.changedBy.first()));
        row.certainty = words::of(hop.certainty);
        row.why = datawords::reason(model, hop);
        const HopEvidence line = hop.evidence.value(0);
        row.at = line.at;
        row.place = words::place(line.at);
        row.evidence = !line.field.isNull() ? Subject{SubjectKind::Field, line.field.uuid()} : Subject{SubjectKind::Flow, hop.flow.uuid()};
        const Truth encrypted = model.flows.value(hop.flow).encrypted.value;
        row.tone = hop.form != u"plain" ? Tone::Good : encrypted == Truth::No ? Tone::Bad : Tone::Plain;
        if (encrypted == Truth::No)
            row.form = DataText::tr("%1, clear text", "form of the data").arg(row.form);
        row.search = (row.way + u' ' + row.data).toLower();
        rows.append(row);
    }
    return rows;
}

QVariant ProtectionModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    if (section == Place)
        return tr("What happens");
    return section == Name ? tr("Where") : datawords::of(Protection(section - FirstProtection));
}

QVariant ProtectionModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const ProtectionTableRow &r = row(index.row());
    const int column = index.column();
    const QString text = column == Place ? r.place : column == Name ? r.name : r.cells[column - FirstProtection];
    switch (role) {
    case Qt::DisplayRole: return text;
    case Qt::ToolTipRole: return plainToolTip(text);
    case KeyRole: return r.key;
    case SearchRole: return r.search;
    case OpenRole: return r.gap;
    case SortRole: return column == Place ? QVariant(r.rank) : QVariant(text);
    case ToneRole: return column < FirstProtection ? int(Tone::Plain) : int(r.tones[column - FirstProtection]);
    default: return {};
    }
}

QVariant HopsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    const QStringList titles{tr("Hop"), tr("From and to"), tr("Data"), tr("Form"), tr("How sure"), tr("Why"), tr("Place")};
    return titles.value(section);
}

QVariant HopsModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const HopRow &r = row(index.row());
    const int column = index.column();
    const QString texts[] = {QString::number(r.number), r.way, r.data, r.form, r.certainty, r.why, r.place};
    switch (role) {
    case Qt::DisplayRole: return texts[column];
    case Qt::ToolTipRole: return plainToolTip(texts[column]);
    case KeyRole: return r.key;
    case SearchRole: return r.search;
    case OpenRole: return true;
    case SortRole: return column == Number ? QVariant(r.number) : QVariant(texts[column].toLower());
    case ToneRole: return column == Form ? int(r.tone) : column == Why || column == Place ? int(Tone::Muted) : int(Tone::Plain);
    case MonospaceRole: return column == Place;
    default: return {};
    }
}

} // namespace drawbridge
