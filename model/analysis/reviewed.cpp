// SPDX-License-Identifier: Apache-2.0
#include "analysis/reviewed.h"

#include "analysis/facts.h"
#include "threatmodel/codec.h"

#include <QCache>
#include <QMutex>

#include <algorithm>

namespace drawbridge {

namespace {

const Version *reviewedVersion(const ThreatModel &model)
{
    const Version *newest = nullptr;
    for (auto it = model.versions.begin(); it != model.versions.end(); ++it) {
        const bool reviewed = it->why == u"review-end" || it->why == u"sign-off";
        if (reviewed && (!newest || std::pair(it->number, it->id) > std::pair(newest->number, newest->id)))
            newest = &*it;
    }
    return newest;
}

std::shared_ptr<const ReviewedState> read(const Version &version, const Lexicons &lexicons, const SymbolPool &symbols)
{
    const Result<ThreatModel> model = decodeModel(version.snapshot);
    if (!model)
        return nullptr;
    auto state = std::make_shared<ReviewedState>();
    state->version = version.name.isEmpty() ? QStringLiteral("version %1").arg(version.number) : version.name;
    Facts facts(*model, lexicons, symbols, QDate());
    for (const OperationFacts &op : facts.operations) {
        ReviewedOperation row;
        row.strength = op.strength;
        for (const int scope : op.scopes)
            row.scopes << facts.symbols().word(scope);
        row.callers = op.exposureClass;
        state->operations.insert(op.row->id, row);
    }
    for (FlowFacts &flow : facts.flows) {
        facts.needData(flow);
        state->flows.insert(flow.row->id, {flow.row->encrypted.value, flow.sensitivity});
    }
    for (const FieldFacts &field : facts.fields) {
        if (const QStringList bounds = boundsOf(*field.row); !bounds.isEmpty())
            state->bounds.insert(field.row->id, bounds);
    }
    for (const ControlId &id : model->controls.sortedIds()) {
        if (const Control control = model->controls.value(id); control.state == ControlState::Present)
            state->controls.append(control);
    }
    return state;
}

} // namespace

QStringList boundsOf(const Field &field)
{
    QStringList bounds;
    const auto add = [&](bool stated, const char *name) {
        if (stated)
            bounds << QString::fromLatin1(name);
    };
    add(!field.enumValues.isEmpty(), "enum");
    add(!field.format.isEmpty(), "format");
    add(field.maxItems.has_value(), "maxItems");
    add(field.maxLength.has_value(), "maxLength");
    add(field.maximum.has_value(), "maximum");
    add(field.minLength.has_value(), "minLength");
    add(field.minimum.has_value(), "minimum");
    add(!field.pattern.isEmpty(), "pattern");
    return bounds;
}

std::shared_ptr<const ReviewedState> lastReviewed(const ThreatModel &model, const Lexicons &lexicons, const SymbolPool &symbols)
{
    const Version *version = reviewedVersion(model);
    if (!version)
        return nullptr;
    // A version never changes, but two files may hold different ones under one id.
    const QPair<QUuid, size_t> key(version->id.uuid(), qHash(version->snapshot));
    static QMutex mutex;
    static QCache<QPair<QUuid, size_t>, std::shared_ptr<const ReviewedState>> cache(8);
    {
        const QMutexLocker locked(&mutex);
        if (const auto *known = cache.object(key))
            return *known;
    }
    const std::shared_ptr<const ReviewedState> state = read(*version, lexicons, symbols);
    const QMutexLocker locked(&mutex);
    cache.insert(key, new std::shared_ptr<const ReviewedState>(state));
    return state;
}

} // namespace drawbridge
