// SPDX-License-Identifier: Apache-2.0
#include "edits/ruleedits.h"

#include "edits/draft.h"

#include <algorithm>

namespace drawbridge {

namespace {

QString freeName(const ThreatModel &model, const QString &wanted, RulePackId except)
{
    const QString base = wanted.simplified().left(120);
    const auto taken = [&](const QString &name) {
        return std::any_of(model.rulePacks.begin(), model.rulePacks.end(),
                           [&](const RulePack &pack) { return pack.id != except && pack.name.compare(name, Qt::CaseInsensitive) == 0; });
    };
    QString name = base;
    for (int i = 2; taken(name); ++i)
        name = QStringLiteral("%1 %2").arg(base).arg(i);
    return name;
}

template <class Change> Delta changed(const ThreatModel &model, RulePackId id, Change change)
{
    const RulePack *row = model.rulePacks.find(id);
    if (!row)
        return {};
    RulePack pack = *row;
    change(pack);
    if (pack == *row)
        return {};
    Draft draft(model);
    draft.put(pack);
    return draft.delta();
}

} // namespace

QList<RulePack> rulePacksOf(const ThreatModel &model)
{
    QList<RulePack> packs;
    for (const RulePackId &id : model.rulePacks.sortedIds())
        packs << model.rulePacks.value(id);
    std::stable_sort(packs.begin(), packs.end(), [](const RulePack &a, const RulePack &b) { return a.position < b.position; });
    return packs;
}

Delta addRulePack(const ThreatModel &model, const QString &name, const QString &text, RulePack *created)
{
    RulePack pack;
    pack.id = RulePackId::create();
    pack.name = freeName(model, name, pack.id);
    pack.text = text;
    for (const RulePack &other : model.rulePacks)
        pack.position = std::max(pack.position, other.position + 1);
    if (created)
        *created = pack;
    Draft draft(model);
    draft.put(pack);
    return draft.delta();
}

Delta changeRulePack(const ThreatModel &model, RulePackId id, const QString &text)
{
    return changed(model, id, [&](RulePack &pack) { pack.text = text; });
}

Delta renameRulePack(const ThreatModel &model, RulePackId id, const QString &name)
{
    if (name.simplified().isEmpty())
        return {};
    return changed(model, id, [&](RulePack &pack) { pack.name = freeName(model, name, id); });
}

Delta enableRulePack(const ThreatModel &model, RulePackId id, bool enabled)
{
    return changed(model, id, [&](RulePack &pack) { pack.enabled = enabled; });
}

Delta removeRulePack(const ThreatModel &model, RulePackId id)
{
    if (!model.rulePacks.contains(id))
        return {};
    Draft draft(model);
    draft.remove(id);
    return draft.delta();
}

} // namespace drawbridge
