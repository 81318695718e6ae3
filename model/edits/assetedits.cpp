// SPDX-License-Identifier: Apache-2.0
#include "edits/assetedits.h"

#include "edits/diagramedits.h"
#include "edits/draft.h"
#include "edits/names.h"
#include "edits/placementedits.h"

#include <QCoreApplication>

#include <algorithm>

namespace drawbridge {

using namespace Qt::StringLiterals;

namespace {

const QStringList levels{u"public"_s, u"internal"_s, u"confidential"_s, u"restricted"_s, u"critical"_s};
const QStringList volumes{u"one"_s, u"many"_s, u"bulk"_s};

void putInOrder(QStringList &list)
{
    for (QString &text : list)
        text = text.trimmed();
    list.removeAll(QString());
    list.sort();
    list.removeDuplicates();
}

DataAsset sound(DataAsset asset)
{
    putInOrder(asset.classes);
    putInOrder(asset.purposes);
    asset.name = asset.name.trimmed();
    if (!levels.contains(asset.sensitivity))
        asset.sensitivity.clear();
    if (!volumes.contains(asset.volume))
        asset.volume.clear();
    return asset;
}

// The greater of two words of a scale; an empty one says nothing.
QString greater(const QStringList &scale, const QString &a, const QString &b)
{
    return scale.indexOf(b) > scale.indexOf(a) ? b : a;
}

} // namespace

DataAsset newAsset(const ThreatModel &model)
{
    QSet<QString> taken;
    for (const DataAsset &other : model.assets)
        taken.insert(other.name);
    DataAsset asset;
    asset.id = DataAssetId::create();
    asset.name = freeName(taken, QCoreApplication::translate("Edits", "Data asset"));
    return asset;
}

Delta setAsset(const ThreatModel &model, const DataAsset &after)
{
    Draft draft(model);
    DataAsset asset = sound(after);
    if (!asset.id || asset.name.isEmpty())
        return {};
    if (!draft.contains(asset.id)) {
        asset.provenance = {};
        asset.provenance.origin = Origin::Person;
        asset.confirmed = true;
    }
    draft.put(asset);
    return draft.delta();
}

Delta mergeAssets(const ThreatModel &model, const DataAsset &first, const QList<DataAsset> &others)
{
    Draft draft(model);
    DataAsset merged = sound(first);
    QSet<DataAssetId> gone;
    for (const DataAsset &other : others) {
        if (other.id == merged.id)
            continue;
        gone.insert(other.id);
        merged.classes << other.classes;
        merged.purposes << other.purposes;
        merged.sensitivity = greater(levels, merged.sensitivity, other.sensitivity);
        merged.volume = greater(volumes, merged.volume, other.volume);
        if (merged.subjectType != other.subjectType)
            merged.subjectType.clear();
        for (QString DataAsset::*said : {&DataAsset::owner, &DataAsset::legalBasis, &DataAsset::retention}) {
            if ((merged.*said).isEmpty())
                merged.*said = other.*said;
        }
    }
    if (gone.isEmpty())
        return {};
    merged = sound(merged);
    if (!draft.contains(merged.id)) {
        merged.provenance = {};
        merged.confirmed = true;
    }
    draft.put(merged);
    for (const Diagram &diagram : model.diagrams) {
        if (gone.contains(diagram.asset)) {
            Diagram after = diagram;
            after.asset = merged.id;
            draft.put(after);
        }
    }
    for (const Requirement &requirement : model.requirements) {
        Requirement after = requirement;
        for (DataAssetId &id : after.assets) {
            if (gone.contains(id))
                id = merged.id;
        }
        std::sort(after.assets.begin(), after.assets.end());
        after.assets.erase(std::unique(after.assets.begin(), after.assets.end()), after.assets.end());
        if (after != requirement)
            draft.put(after);
    }
    for (const DataAssetId &id : std::as_const(gone)) {
        if (draft.contains(id))
            draft.remove(id);
    }
    return draft.delta();
}

Delta removeAsset(const ThreatModel &model, DataAssetId asset)
{
    Draft draft(model);
    if (!draft.contains(asset))
        return {};
    for (const Diagram &diagram : model.diagrams) {
        if (diagram.asset == asset) {
            Diagram after = diagram;
            after.asset = {};
            after.kind = DiagramKind::Custom;
            draft.put(after);
        }
    }
    for (const Requirement &requirement : model.requirements) {
        if (requirement.assets.contains(asset)) {
            Requirement after = requirement;
            after.assets.removeAll(asset);
            draft.put(after);
        }
    }
    for (const Control &control : model.controls) {
        if (control.subject == Subject{SubjectKind::Asset, asset.uuid()})
            draft.remove(control.id);
    }
    draft.remove(asset);
    return draft.delta();
}

Delta setAside(const ThreatModel &model, const DataAsset &asset)
{
    Draft draft(model);
    DataAsset after = sound(asset);
    if (!after.id)
        return {};
    after.confirmed = false;
    after.provenance = {};
    draft.put(after);
    return draft.delta();
}

AssetDiagram diagramOfAsset(const ThreatModel &model, const DataAsset &asset, const QSet<ElementId> &elements)
{
    ThreatModel draft = model;
    if (!draft.assets.contains(asset.id))
        apply(draft, setAsset(draft, asset));
    if (!draft.assets.contains(asset.id))
        return {};
    Diagram diagram = newDiagram(draft);
    QSet<QString> taken;
    for (const Diagram &other : draft.diagrams)
        taken.insert(other.name);
    diagram.kind = DiagramKind::Asset;
    diagram.asset = asset.id;
    diagram.name = freeName(taken, asset.name);
    apply(draft, addDiagram(draft, diagram));
    QHash<ElementId, QPointF> at;
    for (const ElementId &id : elements)
        at.insert(id, {});
    apply(draft, showElements(draft, diagram.id, at));
    // The layout finds the places: nobody has put anything anywhere yet.
    apply(draft, forgetPlaces(draft, diagram.id));
    return {diagram.id, diff(model, draft)};
}

} // namespace drawbridge
