// SPDX-License-Identifier: Apache-2.0
// Whatever a file holds: no crash, and a sound model or an error.
#include "importers/importer.h"
#include "threatmodel/validate.h"

#include <QFile>
#include <QTemporaryDir>

#include <cstdlib>

using namespace drawbridge;

extern "C" int LLVMFuzzerTestOneInput(const quint8 *data, size_t size)
{
    static const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("api.yaml"));
    {
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly))
            return 0;
        file.write(reinterpret_cast<const char *>(data), qint64(size));
    }
    Progress progress;
    const auto result = importInputs({path}, {}, progress);
    if (result ? !validate(result->model).isEmpty() : result.error().message.isEmpty())
        std::abort();
    return 0;
}
