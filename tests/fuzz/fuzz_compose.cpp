// SPDX-License-Identifier: Apache-2.0
// Whatever a compose file holds, alone and joined with a specification: no crash, a sound model, no value of a secret in it.
#include "importers/importer.h"
#include "importers/joining.h"
#include "threatmodel/validate.h"

#include <QFile>
#include <QTemporaryDir>

#include <cstdlib>

using namespace drawbridge;

static void write(const QString &path, const char *data, qint64 size)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(data, size) != size)
        std::abort();
}

extern "C" int LLVMFuzzerTestOneInput(const quint8 *data, size_t size)
{
    static const QTemporaryDir folder;
    static const QByteArray spec = "openapi: 3.0.3\ninfo: {title: a, version: '1'}\nservers: [{url: 'http://localhost:80'}]\npaths:\n"
                                   "  /a/x: {get: {responses: {}}}\n  /b/{id}: {post: {responses: {}}}\n";
    const QString compose = folder.filePath(QStringLiteral("compose.yaml")), api = folder.filePath(QStringLiteral("api.yaml"));
    write(compose, reinterpret_cast<const char *>(data), qint64(size));
    write(api, spec.constData(), spec.size());
    ImportOptions options;
    options.format = QStringLiteral("compose");
    for (const QStringList &paths : {QStringList{compose}, QStringList{compose, api}}) {
        Progress progress;
        const auto result = importInputs(paths, paths.size() == 1 ? options : ImportOptions{}, progress);
        if (result ? !validate(result->model).isEmpty() : result.error().message.isEmpty())
            std::abort();
        if (!result)
            continue;
        for (const Secret &secret : result->model.secrets) {
            if (secret.fingerprint.size() != 16)
                std::abort();
        }
    }
    return 0;
}
