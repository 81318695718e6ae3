// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

namespace drawbridge {

// A place in an imported file. Lines and columns count from 1, columns in characters; 0 means unknown.
struct SourceRef
{
    QString file;    // name relative to the folder that was opened, never absolute
    QString pointer; // JSON pointer (RFC 6901) where the file is a tree, else empty
    int line = 0;
    int column = 0;

    bool isNull() const { return file.isEmpty() && line == 0; }
    bool operator==(const SourceRef &) const = default;
};

} // namespace drawbridge
