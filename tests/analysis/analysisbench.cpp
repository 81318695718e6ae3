// SPDX-License-Identifier: Apache-2.0
// Imports and analyses files and says how long each step took; with --json prints what rules found, for measuring them.
#include "analysis/analysis.h"
#include "analysis/catalogue.h"
#include "importers/importer.h"

#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTextStream>

#include <ctime>

using namespace drawbridge;

int main(int argc, char **argv)
{
    QStringList paths, own;
    bool json = false, quiet = false;
    ImportOptions options;
    for (int i = 1; i < argc; ++i) {
        const QString argument = QString::fromLocal8Bit(argv[i]);
        if (argument == u"--json" || argument == u"json")
            json = true;
        else if (argument == u"--times")
            quiet = true;
        else if (argument == u"--root" && i + 1 < argc)
            options.root = QString::fromLocal8Bit(argv[++i]);
        else if (argument == u"--rules" && i + 1 < argc)
            own << QString::fromLocal8Bit(argv[++i]);
        else if (argument != u"analyze" && argument != u"--format")
            paths << argument;
    }
    // Processor time: what else the machine does shall not count.
    std::clock_t last = std::clock();
    const auto lap = [&] {
        const std::clock_t now = std::clock();
        const qint64 ms = qint64(double(now - last) * 1000 / CLOCKS_PER_SEC);
        last = now;
        return ms;
    };
    Diagnostics diagnostics;
    const auto catalogue = loadCatalogue(own, diagnostics);
    const qint64 loaded = lap();
    Progress progress;
    const Result<ImportResult> imported = importInputs(paths, options, progress);
    if (!imported) {
        QTextStream(stderr) << imported.error().message << '\n';
        return 3;
    }
    const ThreatModel &model = imported->model;
    const qint64 read = lap();
    const AnalysisResult result = analyze(model, *catalogue, {QDate(2026, 11, 22)}, progress);
    const qint64 analysed = lap();

    qsizetype operations = 0;
    for (const Operation &operation : model.operations)
        operations += operation.kind == OperationKind::Operation;
    const auto operationName = [&](const OperationId &id) {
        const Operation *operation = model.operations.find(id);
        return operation ? operation->method + u' ' + operation->path : QString();
    };
    QTextStream out(stdout);
    if (json) {
        QJsonArray findings, data;
        for (const Finding &f : result.findings) {
            const RuleInfo *rule = catalogue->rule(f.rule);
            QJsonArray occurrences, cwe;
            for (const Occurrence &o : f.occurrences)
                occurrences.append(QJsonObject{{QStringLiteral("operation"), operationName(o.operation)}});
            for (const int id : rule->cwe)
                cwe.append(id);
            findings.append(QJsonObject{{QStringLiteral("rule"), f.rule}, {QStringLiteral("kind"), nameOf(f.kind)}, {QStringLiteral("fingerprint"), f.fingerprint},
                                        {QStringLiteral("confidence"), nameOf(f.confidence)}, {QStringLiteral("owaspApi"), QJsonArray::fromStringList(rule->owaspApi)},
                                        {QStringLiteral("cwe"), cwe}, {QStringLiteral("occurrences"), occurrences}});
        }
        for (const ClassifiedField &c : result.data)
            data.append(QJsonObject{{QStringLiteral("schema"), c.schemaName}, {QStringLiteral("field"), model.fields.value(c.field).path},
                                    {QStringLiteral("class"), c.dataClass}, {QStringLiteral("certainty"), nameOf(c.certainty)}});
        const QJsonObject root{{QStringLiteral("model"), QJsonObject{{QStringLiteral("operations"), operations}}},
                               {QStringLiteral("findings"), findings}, {QStringLiteral("data"), data}};
        out << QJsonDocument(root).toJson(QJsonDocument::Compact);
        return 0;
    }
    int counts[5] = {0, 0, 0, 0, 0};
    for (const Finding &f : result.findings) {
        ++counts[int(f.kind)];
        if (quiet)
            continue;
        out << nameOf(f.kind).left(8).leftJustified(9) << f.rule.leftJustified(10) << QString::number(f.risk, 'f', 1).rightJustified(5) << ' ' << nameOf(f.band).leftJustified(9)
            << f.subjectName << "  [" << f.occurrences.size() << "]";
        for (const Occurrence &o : f.occurrences.mid(0, 3))
            out << "\n             " << operationName(o.operation) << "  " << (o.evidence.isEmpty() ? QString() : o.evidence.first().say.toString());
        out << '\n';
    }
    out << operations << " operations, " << model.fields.size() << " fields; " << counts[0] << " weaknesses, " << counts[1] << " questions, " << counts[4]
        << " hygiene; catalogue " << loaded << " ms, import " << read << " ms, analysis " << analysed << " ms\n";
    for (const Diagnostic &d : diagnostics.list())
        QTextStream(stderr) << toText(d) << '\n';
    for (const Diagnostic &d : result.diagnostics.list())
        QTextStream(stderr) << toText(d) << '\n';
    return 0;
}
