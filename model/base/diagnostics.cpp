// SPDX-License-Identifier: Apache-2.0
#include "base/diagnostics.h"

namespace drawbridge {

QString toText(const Diagnostic &diagnostic)
{
    QString text;
    if (!diagnostic.where.file.isEmpty()) {
        text += diagnostic.where.file;
        if (diagnostic.where.line > 0)
            text += QStringLiteral(":%1:%2").arg(diagnostic.where.line).arg(qMax(1, diagnostic.where.column));
        text += QStringLiteral(": ");
    }
    switch (diagnostic.severity) {
    case Severity::Note: text += QStringLiteral("note: "); break;
    case Severity::Warning: text += QStringLiteral("warning: "); break;
    case Severity::Error: text += QStringLiteral("error: "); break;
    }
    return text + diagnostic.message;
}

void Diagnostics::add(Severity severity, const QString &message, const SourceRef &where)
{
    if (m_counts[int(severity)]++ < limit)
        m_list.append({severity, message, where});
    else
        ++m_dropped;
}

void Diagnostics::append(const Diagnostics &other)
{
    for (const Diagnostic &diagnostic : other.m_list)
        add(diagnostic.severity, diagnostic.message, diagnostic.where);
    m_dropped += other.m_dropped;
}

} // namespace drawbridge
