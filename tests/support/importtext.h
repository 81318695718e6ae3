// SPDX-License-Identifier: Apache-2.0
// Imports a specification that a test writes as text.
#pragma once

#include "importers/importer.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>

namespace drawbridge::test {

class ImportText
{
public:
    QString write(const QString &name, const QByteArray &bytes)
    {
        const QString path = m_dir.filePath(name);
        QDir().mkpath(QFileInfo(path).path());
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            qFatal("cannot write a test file");
        return path;
    }

    Result<ImportResult> run(const QStringList &paths, const ImportOptions &options = {})
    {
        Progress progress;
        return importInputs(paths, options, progress);
    }

    // The result of one document; aborts the test where it cannot be imported.
    ImportResult import(const QByteArray &text, const QString &name = QStringLiteral("api.yaml"))
    {
        Result<ImportResult> result = run({write(name, text)});
        if (!result)
            qFatal("not imported: %s", qPrintable(result.error().message));
        return *result;
    }

    QString path(const QString &name) const { return m_dir.filePath(name); }

private:
    QTemporaryDir m_dir;
};

inline Operation operationOf(const ThreatModel &model, const QString &method, const QString &path)
{
    for (const Operation &operation : model.operations) {
        if (operation.method == method && operation.path == path)
            return operation;
    }
    return {};
}

inline Schema schemaOf(const ThreatModel &model, const QString &name)
{
    for (const Schema &schema : model.schemas) {
        if (schema.name == name)
            return schema;
    }
    return {};
}

// A property of a named schema, or a parameter of "METHOD path".
inline Field fieldOf(const ThreatModel &model, const QString &owner, const QString &path)
{
    for (const Field &field : model.fields) {
        const Operation operation = model.operations.value(field.operation);
        const QString name = field.schema ? model.schemas.value(field.schema).name : operation.method + u' ' + operation.path;
        if (name == owner && field.path == path)
            return field;
    }
    return {};
}

inline Element elementOf(const ThreatModel &model, const QString &name)
{
    for (const Element &element : model.elements) {
        if (element.name == name)
            return element;
    }
    return {};
}

inline DataFlow flowOf(const ThreatModel &model, const QString &from, const QString &to)
{
    for (const DataFlow &flow : model.flows) {
        if (model.elements.value(flow.source).name == from && model.elements.value(flow.target).name == to)
            return flow;
    }
    return {};
}

} // namespace drawbridge::test
