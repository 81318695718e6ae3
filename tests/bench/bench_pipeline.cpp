// SPDX-License-Identifier: Apache-2.0
// How long reading, analysing and saving a large specification takes. Prints a table; asserts nothing.
//   bench_pipeline [FILE...]    default: a made-up specification of 1,000 operations, as JSON
#include "analysis/analysis.h"
#include "analysis/catalogue.h"
#include "importers/importer.h"
#include "merge/merge.h"
#include "storage/projectfile.h"
#include "support/bigspec.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QTemporaryDir>

#include <cstdio>
#include <sys/resource.h>

using namespace drawbridge;

namespace {

template <class Work> double milliseconds(Work work)
{
    double best = 1e9;
    for (int i = 0; i < 5; ++i) {
        QElapsedTimer timer;
        timer.start();
        work();
        best = qMin(best, double(timer.nsecsElapsed()) / 1e6);
    }
    return best;
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    QTemporaryDir folder;
    QStringList files = application.arguments().mid(1);
    if (files.isEmpty()) {
        QFile file(folder.filePath(QStringLiteral("big.json")));
        if (!file.open(QIODevice::WriteOnly))
            return 1;
        file.write(testing::bigSpecJson(1000));
        files += file.fileName();
    }
    Diagnostics diagnostics;
    const auto catalogue = loadCatalogue({}, diagnostics);
    std::printf("loading the catalogue: %.0f ms\n", milliseconds([&] { loadCatalogue({}, diagnostics); }));
    std::printf("%-40s %8s %8s %8s %10s %10s %10s %8s\n", "file", "MB", "ops", "fields", "import ms", "analyse ms", "reimport", "save ms");
    for (const QString &path : std::as_const(files)) {
        Progress progress;
        ThreatModel model;
        const double import = milliseconds([&] {
            const Result<ImportResult> result = importInputs({path}, {}, progress);
            model = result ? result->model : ThreatModel{};
        });
        const double analysis = milliseconds([&] { analyze(model, *catalogue, {QDate(2026, 1, 1)}, progress); });
        const double merge = milliseconds([&] { reimport({}, model); });
        const QString project = folder.filePath(QStringLiteral("p.drawbridge"));
        const double save = milliseconds([&] { saveProject(project, model).isOk(); });
        std::printf("%-40s %8.1f %8lld %8lld %10.0f %10.0f %10.0f %8.0f\n", qPrintable(QFileInfo(path).fileName()), double(QFileInfo(path).size()) / 1e6,
                    qlonglong(model.operations.size()), qlonglong(model.fields.size()), import, analysis, merge, save);
    }
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    std::printf("peak memory: %ld MB\n", usage.ru_maxrss / 1024);
    return 0;
}
