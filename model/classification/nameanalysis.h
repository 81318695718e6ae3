// SPDX-License-Identifier: Apache-2.0
// What the name of a field says by itself. Computed once per distinct name.
#pragma once

#include "classification/lexicontables.h"

#include <QVarLengthArray>

namespace drawbridge {

// A term found in a name.
struct NameHit
{
    int dataClass = -1;
    Tier tier = Tier::Nothing;
    bool pair = false;
    int language = -1;
    bool sure = true;
    qint16 start = 0, length = 0;
    double after = 0;      // bits for the words that follow it
    QString metaWord;      // the word that changed its subject
};

struct NameInfo
{
    QStringList tokens; // normalised; of the last part of a dotted name
    QStringList above;  // of the parts before it, in one property name ("airline.passenger.first_name")
    QVarLengthArray<NameHit, 4> hits;
    bool counts = false, flags = false, vendor = false;
    QString form; // empty: plain
    bool isPersonal = false; // a strong, undisturbed term of a personal class
};

NameInfo analyseName(const QString &name, const LexiconTables &tables);

} // namespace drawbridge
