// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/sourceref.h"

#include <QHash>
#include <QMap>
#include <QObject>

namespace drawbridge {

// Which lines of specifications are talked about, for every excerpt that shows them; and the way from a line to what is
// said about it.
class LineNotes : public QObject
{
    Q_OBJECT
public:
    struct Note
    {
        int open = 0;
        int resolved = 0;
        bool operator==(const Note &) const = default;
    };
    using Lines = QHash<QString, QMap<int, Note>>; // by file, then line

    using QObject::QObject;
    void set(const Lines &lines)
    {
        if (lines == m_lines)
            return;
        m_lines = lines;
        emit changed();
    }
    Note at(const QString &file, int line) const { return m_lines.value(file).value(line); }

signals:
    void changed();
    // Somebody wants to read or to write about this line.
    void wanted(const drawbridge::SourceRef &at);

private:
    Lines m_lines;
};

} // namespace drawbridge
