// SPDX-License-Identifier: Apache-2.0
// Words for people, in the language of the moment, for what files name neutrally.
#pragma once

#include "analysis/finding.h"
#include "threatmodel/threatmodel.h"

#include <QString>

namespace drawbridge::words {

QString of(Band band);
QString of(Confidence confidence);
QString of(Certainty certainty);
QString of(FindingKind kind);
QString of(FindingStatus status);
QString of(Truth truth);
QString of(ElementKind kind);
QString of(ActorClass actor);
QString of(Criticality criticality);
QString of(ZoneKind kind);
QString of(ControlState state);
QString of(Notation notation);
QString of(Audience audience);
QString of(Origin origin);
QString of(FieldLocation location);
QString trust(int level);
QString strideLetter(const QString &letter); // "S" → "Spoofing"

// "object_authz" → "Object-level authorization"; kinds that are not known become words.
QString control(const QString &kind);
// The last part of a class's id in words: "pii.contact" → "Contact"; the whole id stays in tool tips.
QString dataClass(const QString &id);
QString role(const QString &role); // "password_change" → "password change"

// What a subject is called; empty where it does not exist (any more).
QString nameOf(const ThreatModel &model, const Subject &subject);
QString operationName(const Operation &operation); // "GET /users/{id}"
QString flowName(const ThreatModel &model, const DataFlow &flow); // its name, else "Web → identity"
QString flowEnds(const ThreatModel &model, const DataFlow &flow); // "Web → identity", whatever its name
QString fieldName(const ThreatModel &model, const Field &field);  // "User.email", "id (path)"
QString place(const SourceRef &at); // "api.yaml:214"

} // namespace drawbridge::words
