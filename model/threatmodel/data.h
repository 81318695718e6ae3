// SPDX-License-Identifier: Apache-2.0
// What is worth protecting, and the secrets that open it.
#pragma once

#include "threatmodel/values.h"

namespace drawbridge {

// Data worth protecting: classes of data about one kind of subject ("customer contact data"). The analysis proposes
// assets; a row exists once a person edited one, or a source declared it.
struct DataAsset
{
    DataAssetId id;
    QString name;
    QString description;
    QStringList classes; // ids as in the lexicon of data classes; sorted
    QString subjectType; // whose data: customer, employee, child, patient, company …; empty: not said
    QString sensitivity; // public, internal, confidential, restricted, critical (ENGINE section 7); empty: as its classes say
    QString volume; // that one breach touches: one, many, bulk; empty: not known
    QString owner;
    QString legalBasis;
    QStringList purposes;
    QString retention; // in words; empty: not said
    bool confirmed = true;
    Provenance provenance;

    static constexpr auto fields()
    {
        return std::make_tuple(property("id", &DataAsset::id), property("name", &DataAsset::name),
                               property("description", &DataAsset::description), property("classes", &DataAsset::classes),
                               property("subject_type", &DataAsset::subjectType), property("sensitivity", &DataAsset::sensitivity),
                               property("volume", &DataAsset::volume), property("owner", &DataAsset::owner),
                               property("legal_basis", &DataAsset::legalBasis), property("purposes", &DataAsset::purposes),
                               property("retention", &DataAsset::retention), property("confirmed", &DataAsset::confirmed),
                               property("provenance", &DataAsset::provenance));
    }
    bool operator==(const DataAsset &) const = default;
};

// A key, password or token found in a deployment file. The value itself is never kept.
struct Secret
{
    SecretId id;
    ElementId element; // that holds it
    QString name; // of the variable, file or entry
    QString kind; // password, signing_key, api_key, private_key, connection_string, token
    QString fingerprint; // keyed: equal secrets of one project have equal ones; says nothing outside it
    QString strength; // dictionary, short, strong; empty: not judged
    bool placeholder = false; // a variable without a value, "changeme", "xxxx"
    Provenance provenance;

    static constexpr auto fields()
    {
        return std::make_tuple(property("id", &Secret::id), property("element", &Secret::element), property("name", &Secret::name),
                               property("kind", &Secret::kind), property("fingerprint", &Secret::fingerprint),
                               property("strength", &Secret::strength), property("placeholder", &Secret::placeholder),
                               property("provenance", &Secret::provenance));
    }
    bool operator==(const Secret &) const = default;
};

} // namespace drawbridge
