// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

namespace drawbridge {

// What a field of an entity is called, translated: fieldTitle("in_scope") = "In scope". A field
// without a title of its own is called by its words ("data_class" → "Data class").
QString fieldTitle(const char *field);
// What the things of a table are called, in the plural: "Elements".
QString tableTitle(const char *table);

} // namespace drawbridge
