// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "classification/classification.h"

#include <QDir>
#include <QFile>

namespace drawbridge::test {

// The lexicons as they ship, read from the source tree.
inline QList<LexiconFile> shippedLexiconFiles()
{
    QList<LexiconFile> files;
    const QDir folder(QStringLiteral(PROJECT_ROOT "/resources/lexicons"));
    for (const QString &name : folder.entryList({QStringLiteral("*.yaml")}, QDir::Files, QDir::Name)) {
        if (name == QStringLiteral("products.yaml"))
            continue; // of the deployment importer, in a form of its own
        QFile file(folder.filePath(name));
        if (file.open(QIODevice::ReadOnly))
            files << LexiconFile{name, file.readAll()};
    }
    return files;
}

inline Lexicons shippedLexicons(Diagnostics *diagnostics = nullptr)
{
    Diagnostics own;
    return Lexicons::load(shippedLexiconFiles(), diagnostics ? *diagnostics : own);
}

} // namespace drawbridge::test
