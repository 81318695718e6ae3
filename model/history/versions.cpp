// SPDX-License-Identifier: Apache-2.0
#include "history/versions.h"

#include "threatmodel/codec.h"

namespace drawbridge {

ThreatModel withoutHistory(ThreatModel model)
{
    model.versions = {};
    model.baselines = {};
    return model;
}

QList<Version> versionsOf(const ThreatModel &model)
{
    QList<Version> list;
    for (const Version &version : model.versions)
        list.append(version);
    std::sort(list.begin(), list.end(), [](const Version &a, const Version &b) { return std::tie(b.number, b.id) < std::tie(a.number, a.id); });
    return list;
}

Version makeVersion(const ThreatModel &model, const QString &name, const QString &why, const QString &by, const QString &at)
{
    Version version;
    version.id = VersionId::create();
    for (const Version &other : model.versions)
        version.number = std::max(version.number, other.number);
    ++version.number;
    version.name = name.simplified();
    version.why = why;
    version.takenBy = by;
    version.takenAt = at;
    version.snapshot = encodeModel(withoutHistory(model));
    return version;
}

bool isNewestVersion(const ThreatModel &model, const Version &version)
{
    const QList<Version> known = versionsOf(model);
    return !known.isEmpty() && known.constFirst().snapshot == version.snapshot;
}

Delta addVersion(const ThreatModel &model, const Version &version)
{
    Delta delta;
    if (!model.versions.contains(version.id))
        addTo(delta, version);
    return delta;
}

Delta renameVersion(const ThreatModel &model, VersionId id, const QString &name)
{
    Delta delta;
    if (const Version *before = model.versions.find(id)) {
        Version after = *before;
        after.name = name.simplified();
        changeIn(delta, *before, after);
    }
    return delta;
}

Delta removeVersion(const ThreatModel &model, VersionId id)
{
    Delta delta;
    const Version *version = model.versions.find(id);
    if (!version)
        return delta;
    removeIn(delta, *version);
    for (const Review &review : model.reviews) {
        Review after = review;
        for (VersionId *named : {&after.before, &after.after}) {
            if (*named == id)
                *named = {};
        }
        changeIn(delta, review, after);
    }
    for (const Checkpoint &checkpoint : model.checkpoints) {
        Checkpoint after = checkpoint;
        for (SignOff &signature : after.signOffs) {
            if (signature.version == id)
                signature.version = {};
        }
        changeIn(delta, checkpoint, after);
    }
    std::sort(delta.reviews.begin(), delta.reviews.end(), [](const auto &a, const auto &b) { return a.id() < b.id(); });
    std::sort(delta.checkpoints.begin(), delta.checkpoints.end(), [](const auto &a, const auto &b) { return a.id() < b.id(); });
    return delta;
}

Result<ThreatModel> openVersion(const Version &version)
{
    return decodeModel(version.snapshot);
}

} // namespace drawbridge
