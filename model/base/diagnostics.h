// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/sourceref.h"

#include <QList>

namespace drawbridge {

enum class Severity { Note, Warning, Error };

// Something to tell the person about an input: what is wrong and what to do about it, in one sentence each.
struct Diagnostic
{
    Severity severity = Severity::Warning;
    QString message;
    SourceRef where;

    bool operator==(const Diagnostic &) const = default;
};

// "FILE:LINE:COLUMN: warning: message", the form in which compilers and editors expect it.
QString toText(const Diagnostic &diagnostic);

// Collects diagnostics; bounded, so that a hostile file cannot fill memory with complaints.
class Diagnostics
{
public:
    static constexpr int limit = 200; // per severity; what comes after is counted, not kept

    void add(Severity severity, const QString &message, const SourceRef &where = {});
    void note(const QString &message, const SourceRef &where = {}) { add(Severity::Note, message, where); }
    void warn(const QString &message, const SourceRef &where = {}) { add(Severity::Warning, message, where); }
    void error(const QString &message, const SourceRef &where = {}) { add(Severity::Error, message, where); }
    void append(const Diagnostics &other);

    const QList<Diagnostic> &list() const { return m_list; }
    // How many were dropped beyond the limit.
    int dropped() const { return m_dropped; }
    bool hasErrors() const { return m_counts[int(Severity::Error)] > 0; }
    int count(Severity severity) const { return m_counts[int(severity)]; }

private:
    QList<Diagnostic> m_list;
    int m_counts[3] = {0, 0, 0};
    int m_dropped = 0;
};

} // namespace drawbridge
