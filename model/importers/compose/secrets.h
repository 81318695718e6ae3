// SPDX-License-Identifier: Apache-2.0
// Recognises secrets in settings and judges them. Values are looked at and dropped.
#pragma once

#include "threatmodel/threatmodel.h"

namespace drawbridge {

// What is said of a value that is a secret.
struct JudgedSecret
{
    QString kind; // as Secret::kind
    QString fingerprint; // of this process: comparable until nameEqualSecrets() has run
    QString strength;
    bool placeholder = false;
};

// Whether the setting holds a secret, by the words of its name and the look of its value; nothing where it holds none.
// `open`: a variable without a value stands in it. `names`: of product, project, services and accounts, which no secret
// should be.
std::optional<JudgedSecret> judgeSecret(const QString &name, const QString &value, bool open, const QStringList &names);

// Replaces the fingerprints of this process by lasting ones: the place of the first holder of the same value, hashed.
// They tell which secrets are equal and nothing else: not even a guess can be tried on them, so a project may be mailed.
// Secrets are compared where they are imported together; each keeps its place in the order, so importing again gives
// the same fingerprints.
void nameEqualSecrets(ThreatModel &model);

} // namespace drawbridge
