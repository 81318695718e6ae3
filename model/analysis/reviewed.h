// SPDX-License-Identifier: Apache-2.0
// What protected the system when it was last reviewed: the newest version that a review or a signature took.
#pragma once

#include "analysis/rulevalue.h"
#include "classification/classification.h"
#include "threatmodel/threatmodel.h"

#include <memory>

namespace drawbridge {

struct ReviewedOperation
{
    int strength = 0; // of the weakest way to authenticate
    QStringList scopes;
    ActorClass callers = ActorClass::NotAnActor;
};

struct ReviewedFlow
{
    Truth encrypted = Truth::Unknown;
    int sensitivity = 0;
};

// By the ids of rows, which stay equal from version to version.
struct ReviewedState
{
    QString version; // its name, else its number
    QHash<OperationId, ReviewedOperation> operations;
    QHash<FlowId, ReviewedFlow> flows;
    QHash<FieldId, QStringList> bounds; // names of the constraints that the contract states
    QList<Control> controls;            // present then; by id
};

// Null where nothing was reviewed yet, or the version is damaged. Reading a version takes some ten milliseconds; the last
// ones are kept, for all threads.
std::shared_ptr<const ReviewedState> lastReviewed(const ThreatModel &model, const Lexicons &lexicons, const SymbolPool &symbols);

// The constraints that a field's contract states: maximum, minimum, maxLength, pattern, enum, format.
QStringList boundsOf(const Field &field);

} // namespace drawbridge
