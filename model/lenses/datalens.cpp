// SPDX-License-Identifier: Apache-2.0
#include "lenses/datalens.h"

#include <QCoreApplication>
#include <QMap>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace drawbridge::datalens {

namespace {

struct DataLens
{
    Q_DECLARE_TR_FUNCTIONS(DataLens)
};

using Tone = Emphasis::Tone;

const QString assetPrefix = u"asset:"_s;
const QString classPrefix = u"class:"_s;

QString formWord(const QString &form)
{
    if (form == u"plain")
        return {};
    if (form == u"masked")
        return DataLens::tr("masked");
    if (form == u"truncated")
        return DataLens::tr("shortened");
    if (form == u"hashed" || form == u"keyed_hash" || form == u"unkeyed_hash" || form == u"password_hash")
        return DataLens::tr("hashed");
    if (form == u"encrypted")
        return DataLens::tr("encrypted");
    if (form == u"tokenised")
        return DataLens::tr("tokenised");
    if (form == u"pseudonymised")
        return DataLens::tr("pseudonymised");
    if (form == u"anonymised" || form == u"aggregated")
        return DataLens::tr("anonymised");
    return form;
}

struct FlowSight
{
    bool forward = false, back = false;
    bool plain = false;
    QStringList forms;
};

} // namespace

QString choiceOf(DataAssetId asset) { return assetPrefix + asset.toString(); }
QString choiceOf(const QString &dataClass) { return classPrefix + dataClass; }

QList<LensChoice> choices(const ThreatModel &model, const AnalysisResult &result)
{
    Q_UNUSED(model);
    QList<LensChoice> list;
    for (const AssetView &view : result.assets)
        list.append({choiceOf(view.asset.id), view.asset.name});
    QStringList classes;
    for (const DataHop &hop : result.trace.hops) {
        if (hop.certainty != Certainty::Possible && (classes.isEmpty() || classes.last() != hop.dataClass))
            classes.append(hop.dataClass); // hops stand by class
    }
    for (const QString &dataClass : std::as_const(classes))
        list.append({choiceOf(dataClass), DataLens::tr("Class: %1").arg(dataClass)});
    return list;
}

Chosen chosen(const AnalysisResult &result, const QString &choice)
{
    if (choice.startsWith(classPrefix)) {
        const QString dataClass = choice.mid(classPrefix.size());
        return {{dataClass}, {}, {}, dataClass};
    }
    const DataAssetId id = DataAssetId::fromString(choice.mid(assetPrefix.size()));
    for (const AssetView &view : result.assets) {
        if (view.asset.id == id && !id.isNull())
            return {view.asset.classes, QSet<FieldId>(view.fields.begin(), view.fields.end()), id, view.asset.name};
    }
    return {};
}

LensPicture picture(const ThreatModel &model, const AnalysisResult &result, const QString &choice)
{
    LensPicture picture;
    const Chosen what = chosen(result, choice);
    if (what.classes.isEmpty()) {
        picture.remark = DataLens::tr("No data worth protecting is known to move here.");
        return picture;
    }
    const QList<int> hops = hopsOf(model, result.trace, what.classes, what.fields);
    QMap<FlowId, FlowSight> flows;
    QMap<ElementId, QStringList> stops; // with the forms that come to them
    QSet<ElementId> starts;
    for (const int i : hops) {
        const DataHop &hop = result.trace.hops[i];
        FlowSight &sight = flows[hop.flow];
        (hop.back ? sight.back : sight.forward) = true;
        sight.plain = sight.plain || hop.form == u"plain";
        sight.forms << formWord(hop.form);
        stops[hop.from];
        stops[hop.to] << formWord(hop.form);
        if (hop.before < 0)
            starts.insert(hop.from);
    }
    std::array<bool, 4> present{};
    for (auto it = flows.begin(); it != flows.end(); ++it) {
        const DataFlow flow = model.flows.value(it.key());
        Emphasis mark;
        mark.symbol = it->forward && it->back ? u"⇄"_s : it->back ? u"←"_s : u"→"_s;
        it->forms.removeAll(QString());
        it->forms.removeDuplicates();
        it->forms.sort();
        if (!it->plain) {
            mark.tone = Tone::Good;
            mark.note = it->forms.join(u", "_s);
        } else if (flow.encrypted.value == Truth::Yes) {
            mark.tone = Tone::Good;
        } else if (flow.encrypted.value == Truth::No) {
            mark.tone = Tone::Bad;
            mark.note = DataLens::tr("clear text");
        } else {
            mark.tone = Tone::Doubtful;
            mark.note = DataLens::tr("encryption not known");
        }
        present[size_t(mark.tone)] = true;
        picture.marks.insert(it.key().uuid(), mark);
    }
    bool resting = false;
    for (auto it = stops.begin(); it != stops.end(); ++it) {
        const Element element = model.elements.value(it.key());
        Emphasis mark;
        it->removeAll(QString());
        it->removeDuplicates();
        it->sort();
        const bool rests = element.kind == ElementKind::DataStore;
        resting = resting || rests;
        mark.symbol = starts.contains(it.key()) ? u"●"_s : rests ? u"▣"_s : isThirdParty(model, element) ? u"↗"_s : QString();
        mark.note = it->join(u", "_s);
        picture.marks.insert(it.key().uuid(), mark);
        // Parts of a service show on their own diagrams what the service shows here.
        for (const Element &part : model.elements) {
            if (part.parent == it.key())
                picture.marks.insert(part.id.uuid(), mark);
        }
    }
    if (!starts.isEmpty())
        picture.legend.append({Tone::Neutral, u"●"_s, DataLens::tr("Starts here")});
    if (resting)
        picture.legend.append({Tone::Neutral, u"▣"_s, DataLens::tr("Rests here")});
    if (present[size_t(Tone::Good)])
        picture.legend.append({Tone::Good, {}, DataLens::tr("Moves protected: solid line")});
    if (present[size_t(Tone::Bad)])
        picture.legend.append({Tone::Bad, {}, DataLens::tr("Moves in clear text: thick line")});
    if (present[size_t(Tone::Doubtful)])
        picture.legend.append({Tone::Doubtful, {}, DataLens::tr("Not known: dashed line")});
    picture.remark = hops.isEmpty() ? DataLens::tr("“%1” is not known to move along any flow.").arg(what.name)
                                    : DataLens::tr("Where “%1” goes, by %n flow(s).", nullptr, int(flows.size())).arg(what.name);
    return picture;
}

} // namespace drawbridge::datalens
