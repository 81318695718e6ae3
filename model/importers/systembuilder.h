// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "importers/importcontext.h"

namespace drawbridge {

// What an importer knows of the service behind a document, beyond the rows that it has added already.
struct ServiceFacts
{
    QString name;        // shortened title; empty: the file's stem
    QString description; // shortened
    QString technology;
    SourceRef at;
};

// Draws the system around a service from its rows in the model (source with servers, operations with effective
// security, schemes, schemas): the process itself in the application zone, the callers by the ways in which they
// authenticate, receivers behind callbacks and webhooks, identity providers, an inferred store where it exposes
// collections, and the flows between them. Zones and callers have keys without a file, so that several services share
// them. Call it last, once a document.
void addSystem(ImportContext &context, const ServiceFacts &facts);

// Splits services with many operations into parts on diagrams of their own, and puts everything onto the context
// diagram. Called once, when all documents are in.
void addDiagrams(ThreatModel &model);

} // namespace drawbridge
