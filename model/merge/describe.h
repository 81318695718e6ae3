// SPDX-License-Identifier: Apache-2.0
// Entities and values in words for people.
#pragma once

#include "merge/references.h"
#include "threatmodel/threatmodel.h"

namespace drawbridge {

QString displayName(const ThreatModel &model, const ProjectInfo &info);
QString displayName(const ThreatModel &model, const Source &source);
QString displayName(const ThreatModel &model, const TrustBoundary &boundary);
QString displayName(const ThreatModel &model, const Element &element);
QString displayName(const ThreatModel &model, const DataFlow &flow);
QString displayName(const ThreatModel &model, const SecurityScheme &scheme);
QString displayName(const ThreatModel &model, const Operation &operation);
QString displayName(const ThreatModel &model, const Schema &schema);
QString displayName(const ThreatModel &model, const Field &field);
QString displayName(const ThreatModel &model, const Control &control);
QString displayName(const ThreatModel &model, const Decision &decision);
QString displayName(const ThreatModel &model, const DataAsset &asset);
QString displayName(const ThreatModel &model, const Secret &secret);
QString displayName(const ThreatModel &model, const Threat &threat);
QString displayName(const ThreatModel &model, const RulePack &pack);
QString displayName(const ThreatModel &model, const Person &person);
QString displayName(const ThreatModel &model, const Version &version);
QString displayName(const ThreatModel &model, const Comment &comment);
QString displayName(const ThreatModel &model, const Requirement &requirement);
QString displayName(const ThreatModel &model, const Action &action);
QString displayName(const ThreatModel &model, const Checkpoint &checkpoint);
QString displayName(const ThreatModel &model, const Review &review);
QString displayName(const ThreatModel &model, const LogEntry &entry);
QString displayName(const ThreatModel &model, const Diagram &diagram);
QString displayName(const ThreatModel &model, const Placement &placement);
QString displayName(const ThreatModel &model, const BoundaryPlacement &placement);
QString displayName(const ThreatModel &model, const FlowPlacement &placement);
QString displayName(const ThreatModel &model, const ImportBaseline &baseline);

Subject subjectOf(const ProjectInfo &info);
Subject subjectOf(const Source &source);
Subject subjectOf(const TrustBoundary &boundary);
Subject subjectOf(const Element &element);
Subject subjectOf(const DataFlow &flow);
Subject subjectOf(const SecurityScheme &scheme);
Subject subjectOf(const Operation &operation);
Subject subjectOf(const Schema &schema);
Subject subjectOf(const Field &field);
Subject subjectOf(const Control &control);
Subject subjectOf(const Decision &decision);
Subject subjectOf(const DataAsset &asset);
Subject subjectOf(const Secret &secret);
Subject subjectOf(const Threat &threat);
Subject subjectOf(const RulePack &pack);
Subject subjectOf(const Person &person);
Subject subjectOf(const Version &version);
Subject subjectOf(const Comment &comment);
Subject subjectOf(const Requirement &requirement);
Subject subjectOf(const Action &action);
Subject subjectOf(const Checkpoint &checkpoint);
Subject subjectOf(const Review &review);
Subject subjectOf(const LogEntry &entry);
Subject subjectOf(const Diagram &diagram);
Subject subjectOf(const Placement &placement);
Subject subjectOf(const BoundaryPlacement &placement);
Subject subjectOf(const FlowPlacement &placement);
Subject subjectOf(const ImportBaseline &baseline);

// "nothing", translated: what stands for an empty value.
QString nothingText();
QString valueText(bool value);
QString valueText(double value);
QString valueText(const Fact &fact);
QString valueText(const Point &point);
inline QString valueText(const QString &text) { return text.isEmpty() ? nothingText() : text; }
inline QString valueText(qint64 value) { return QString::number(value); }

// Any field's value; ids become the names of what they refer to.
template <class V> QString valueText(const ThreatModel &model, const V &value)
{
    if constexpr (IsId<V>::value) {
        return nothingText();
    } else if constexpr (IsList<V>::value) {
        QStringList parts;
        for (const auto &item : value)
            parts.append(valueText(model, item));
        return parts.isEmpty() ? nothingText() : parts.join(QStringLiteral(", "));
    } else if constexpr (std::is_enum_v<V>) {
        return QString(nameOf(value)).replace(u'-', u' '); // in-progress: as people write it
    } else if constexpr (std::is_same_v<V, bool> || std::is_same_v<V, QString> || std::is_same_v<V, double> || std::is_same_v<V, Fact>
                         || std::is_same_v<V, Point>) {
        return valueText(value);
    } else if constexpr (std::is_integral_v<V>) {
        return valueText(qint64(value));
    } else if constexpr (HasFields<V>) {
        static const V defaults{};
        QStringList parts;
        forEachField<V>([&](const auto &p) {
            if (!(value.*(p.member) == defaults.*(p.member)))
                parts.append(valueText(model, value.*(p.member)));
        });
        return parts.isEmpty() ? nothingText() : parts.join(u' ');
    } else {
        return nothingText();
    }
}
template <class T> QString valueText(const ThreatModel &model, const Id<T> &id)
{
    const T *found = (model.*tableOf<T>()).find(id);
    return found ? displayName(model, *found) : nothingText();
}
template <class T> QString valueText(const ThreatModel &model, const std::optional<T> &value)
{
    return value ? valueText(model, *value) : nothingText();
}

} // namespace drawbridge
