// SPDX-License-Identifier: Apache-2.0
#include "analysis/examplemodel.h"

#include "analysis/examplebuilder.h"

namespace drawbridge {

namespace {

void build(ExampleBuilder &builder, const QString &text, const QMap<QString, QString> &others, int depth, int &line)
{
    for (const auto &[at, statement] : exampleStatements(text)) {
        if (depth == 0)
            line = at;
        if (statement.startsWith(QStringLiteral("include "))) {
            const QString name = statement.section(u'"', 1, 1);
            if (!others.contains(name))
                failExample(QStringLiteral("there is no example '%1'").arg(name));
            if (depth > 4)
                failExample(QStringLiteral("examples include each other"));
            build(builder, others.value(name), others, depth + 1, line);
        } else {
            builder.statement(statement);
        }
    }
}

} // namespace

Result<ThreatModel> parseExampleModel(const QString &text, const QMap<QString, QString> &otherExamples)
{
    ExampleBuilder builder;
    int line = 1;
    try {
        build(builder, text, otherExamples, 0, line);
        builder.finish();
        return builder.model;
    } catch (const ExampleProblem &problem) {
        return Error{problem.message, SourceRef{QString(), QString(), line, 1}};
    }
}

} // namespace drawbridge
