// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/result.h"

#include <QList>

namespace drawbridge::samples {

// A system that is shipped with the program, as a folder in its resources.
struct Sample
{
    QString name;
    QString description;
    QString resource; // ":/samples/harbour-market"
};

QList<Sample> shipped();
// What its people did with it, as a script (model/projectscript); empty: nothing.
QByteArray scriptOf(const QString &resource);
// Copies the sample's files to the person's data, so that they can be read, changed and imported again. The folder.
Result<QString> unpack(const QString &resource);

} // namespace drawbridge::samples
