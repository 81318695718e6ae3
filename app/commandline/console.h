// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/diagnostics.h"
#include "base/result.h"

#include <QByteArray>

namespace drawbridge {

// Exit codes of the command line; scripts rely on them.
enum class ExitCode { Done = 0, GateFailed = 1, Conflicts = 1, WrongUsage = 2, InputFailed = 3, OutputFailed = 4 };

// Standard output for results, standard error for everything else.
class Console
{
public:
    bool quiet = false; // only errors on standard error

    void out(const QByteArray &bytes) const;
    void out(const QString &text) const { out(text.toUtf8()); }
    // "drawbridge: FILE:LINE:COLUMN: error: message"
    void report(const Diagnostic &diagnostic) const;
    void report(const Diagnostics &diagnostics) const;
    void error(const Error &error) const { report({Severity::Error, error.message, error.where}); }

    // To `path` in one step (what was there stays intact on failure), or to standard output where it is empty.
    ExitCode write(const QString &path, const QByteArray &bytes) const;
};

} // namespace drawbridge
