// SPDX-License-Identifier: Apache-2.0
// Data worth protecting, as people speak of it: classes of one family about one kind of subject.
#pragma once

#include "tracing/tracing.h"

#include <QCoreApplication>

namespace drawbridge {

// A field with its class, as assets are made from it.
struct AssetField
{
    FieldId field;
    QString dataClass;
    QString context; // words around it: schema, path of the operation
    bool inMany = false; // answers hand out many at once
};

// An asset with what belongs to it. Stored where a person edited it, else proposed.
struct AssetView
{
    DataAsset asset; // as a person left it; of a proposal only name, classes and subject
    bool stored = false;
    Sensitivity sensitivity = Sensitivity::Public; // in force: a person's word, else the greatest of its classes
    QString volume; // in force: a person's word, else bulk where an operation hands out many at once, else many
    QList<FieldId> fields; // sorted by id
    bool operator==(const AssetView &) const = default;
};

// Families of classes and the names of proposals.
struct AssetText
{
    Q_DECLARE_TR_FUNCTIONS(DataAssets)
public:
    // "contact" of pii.contact; empty for classes that make no asset of their own.
    static QString familyOf(const QString &dataClass);
    // "Contact data", or with a subject "Customers: contact data".
    static QString nameOf(const QString &family, const QString &subjectType);
    // Words for a subject type: "customer" → "Customers".
    static QString subjectWord(const QString &subjectType);
};

// Kinds of subjects, as lists of words in the lexicons: `subject_customer` …
QStringList subjectTypes();

// All assets: stored ones, then proposals for fields that no stored one covers; those set aside by a person (stored with
// `confirmed` false) take their fields along but are not listed. By sensitivity, most sensitive first, then by name and id.
// A stored asset covers a field whose class is among its classes and whose subject is its own; one without a subject covers
// what no other does.
QList<AssetView> assetsOf(const ThreatModel &model, const QList<AssetField> &fields, const Lexicons &lexicons);

// Sensitivity in force: a person's word, else the greatest of its classes.
Sensitivity sensitivityOf(const DataAsset &asset, const Lexicons &lexicons);

} // namespace drawbridge
