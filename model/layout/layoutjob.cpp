// SPDX-License-Identifier: Apache-2.0
#include "layout/layout.h"

#include "layout/incrementalplacement.h"
#include "layout/layoutcodec.h"
#include "layout/layouttext.h"

#include <QCoreApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QFileInfo>
#include <QProcess>

namespace drawbridge {

namespace {

constexpr qint64 maxAnswerBytes = 64 << 20;

} // namespace

QString layoutWorkerPath()
{
    const QDir here(QCoreApplication::applicationDirPath());
    for (const QString &candidate : {QStringLiteral("drawbridge-layout"), QStringLiteral("../bin/drawbridge-layout")}) {
        if (QFileInfo(here.filePath(candidate)).isExecutable())
            return here.filePath(candidate);
    }
    return {};
}

Result<LayoutPositions> runLayout(const LayoutRequest &request, Progress &progress, int timeoutMs, const QString &worker)
{
    if (std::any_of(request.nodes.cbegin(), request.nodes.cend(), [](const LayoutRequest::Node &node) { return node.fixed; }))
        return placeIncrementally(request);
    if (worker.isEmpty())
        return Error{LayoutText::tr("The program drawbridge-layout is missing beside drawbridge; install it again."), {}};

    QElapsedTimer timer;
    timer.start();
    QProcess process;
    process.setStandardErrorFile(QProcess::nullDevice());
    process.start(worker, QStringList());
    if (!process.waitForStarted(timeoutMs))
        return Error{LayoutText::tr("The program drawbridge-layout cannot be started (%1).").arg(process.errorString()), {}};
    const auto stop = [&](const QString &message) -> Result<LayoutPositions> {
        process.kill();
        process.waitForFinished(1000);
        return Error{message, {}};
    };
    process.write(encodeRequest(request));
    process.closeWriteChannel();
    QByteArray answer;
    while (process.state() != QProcess::NotRunning) {
        process.waitForFinished(20);
        answer += process.readAllStandardOutput();
        if (progress.isCancelled())
            return stop(LayoutText::tr("The layout was cancelled; the diagram stays as it is."));
        if (timer.elapsed() > timeoutMs)
            return stop(LayoutText::tr("The layout took longer than %1 seconds and was stopped; the diagram stays as it is.").arg(timeoutMs / 1000));
        if (answer.size() > maxAnswerBytes)
            return stop(LayoutText::tr("The layout worker's answer is too large; the diagram stays as it is."));
        progress.report(qMin(95, int(100 * timer.elapsed() / timeoutMs)), LayoutText::tr("Laying out"));
    }
    answer += process.readAllStandardOutput();
    if (process.exitStatus() != QProcess::NormalExit || process.exitCode() != 0)
        return Error{LayoutText::tr("The layout worker failed; the diagram stays as it is."), {}};
    return decodePositions(answer, request);
}

} // namespace drawbridge
