// SPDX-License-Identifier: Apache-2.0
#include "commandline/console.h"
#include "commandline/texts.h"

#include <QSaveFile>

#include <cstdio>

namespace drawbridge {

void Console::out(const QByteArray &bytes) const
{
    std::fwrite(bytes.constData(), 1, size_t(bytes.size()), stdout);
    std::fflush(stdout);
}

void Console::report(const Diagnostic &diagnostic) const
{
    if (quiet && diagnostic.severity != Severity::Error)
        return;
    QString line = QStringLiteral("drawbridge: ") + toText(diagnostic);
    // One line each, whatever a file's text holds.
    for (QChar &c : line) {
        if (!c.isPrint())
            c = QLatin1Char(' ');
    }
    const QByteArray bytes = line.toUtf8() + '\n';
    std::fwrite(bytes.constData(), 1, size_t(bytes.size()), stderr);
}

void Console::report(const Diagnostics &diagnostics) const
{
    for (const Diagnostic &diagnostic : diagnostics.list())
        report(diagnostic);
    if (diagnostics.dropped() > 0)
        report({Severity::Note, CommandLine::tr("%n more message(s) of this kind are not shown.", nullptr, diagnostics.dropped()), {}});
}

ExitCode Console::write(const QString &path, const QByteArray &bytes) const
{
    if (path.isEmpty()) {
        out(bytes);
        return ExitCode::Done;
    }
    QSaveFile file(path);
    if (file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() && file.commit())
        return ExitCode::Done;
    error({CommandLine::tr("The file cannot be written (%1); choose another place.").arg(file.errorString()), {path, {}, 0, 0}});
    return ExitCode::OutputFailed;
}

} // namespace drawbridge
