// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/diagnostics.h"
#include "base/progress.h"
#include "base/result.h"
#include "importers/detect.h"
#include "spec/specset.h"
#include "threatmodel/threatmodel.h"

namespace drawbridge {

// What an importer gets: one recognised document, the files around it, and the model of the whole import, to which it
// adds. Entities get ids from (file name, key), so that what two documents share is one.
struct ImportContext
{
    SpecSet &files;
    const SpecFile &file;
    DetectedFormat format;
    SpecNode root; // of the document; below a wrapper where there is one
    ThreatModel &model;
    Diagnostics &diagnostics;
    Progress &progress;
    QList<const SpecFile *> overlays = {}; // further files of the same system, each over the ones before it
};

// Adds a document to context.model, its part of the system included (addSystem). An error where nothing usable was
// found; the model is then left as it was, or with parts that the caller throws away.
using ImportFunction = Result<void> (*)(ImportContext &context);

// One function a format, each in files of its own.
Result<void> importOpenApi(ImportContext &context); // Swagger 2.0, OpenAPI 3.0 to 3.2
Result<void> importPostman(ImportContext &context); // collections v2.0 and v2.1
Result<void> importThreatDragon(ImportContext &context); // models of version 1 and 2
Result<void> importOtm(ImportContext &context); // Open Threat Model 0.1 and 0.2
Result<void> importTm7(ImportContext &context); // Microsoft Threat Modeling Tool; reads file.text
Result<void> importCompose(ImportContext &context); // Docker Compose: versions 2, 3 and the Compose Specification

// Small things that every importer needs.

// Null in the table of sources until the importer inserts it.
SourceId sourceIdFor(const ImportContext &context);
// The row of the document: id, path, format, digest, size and service filled in.
Source sourceFor(const ImportContext &context);
// The process that stands for the document; its row is made by addSystem.
ElementId serviceIdFor(const ImportContext &context);
// Declared by the document, at a place in one of its files.
Provenance declaredAt(const ImportContext &context, const QString &key, const SourceRef &at);

// Text for people: white space joined, control characters removed, cut at a word with "…".
QString shortened(const QString &text, int maxLength);
// The same for the text of a node that may be a reference to a text in another file.
QString shortText(ImportContext &context, const SpecNode &node, int maxLength);
// The names in braces of a path, in order, each once: "/a/{b}...{c}" gives b and c.
QStringList pathVariables(const QString &path);
// Adds the samples' shapes, sorted, each once; samples are the scalars of the node (of an array its first ones).
void addShapes(QStringList &shapes, const SpecNode &sample);

} // namespace drawbridge
