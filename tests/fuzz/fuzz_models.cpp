// SPDX-License-Identifier: Apache-2.0
// Models of other tools, by the first byte: tm7, else Threat Dragon and Open Threat Model. No crash; a sound model or an
// error; and whatever was read can be written for other tools.
#include "exporters/interchange.h"
#include "importers/importer.h"
#include "threatmodel/validate.h"

#include <QFile>
#include <QTemporaryDir>

#include <cstdlib>

using namespace drawbridge;

extern "C" int LLVMFuzzerTestOneInput(const quint8 *data, size_t size)
{
    static const QTemporaryDir folder;
    const bool isXml = size > 0 && data[0] == '<';
    const QString path = folder.filePath(isXml ? QStringLiteral("model.tm7") : QStringLiteral("model.json"));
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
    if (result && (threatDragonJson(result->model, nullptr, nullptr).isEmpty() || otmJson(result->model, nullptr, nullptr).isEmpty()))
        std::abort();
    return 0;
}
