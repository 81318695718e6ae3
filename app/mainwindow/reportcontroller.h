// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QString>

#include <functional>

namespace drawbridge {

class AnalysisController;
class MainWindow;
class ProjectSession;

namespace reports {

// Asks for a file and writes the report to it on another thread, with progress and cancel. `done` says what came of it;
// not called where the person cancelled.
void askAndWrite(MainWindow &window, ProjectSession &session, AnalysisController &analysis, std::function<void(bool ok, const QString &text)> done);

} // namespace reports

} // namespace drawbridge
