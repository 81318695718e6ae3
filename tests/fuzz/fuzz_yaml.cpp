// SPDX-License-Identifier: Apache-2.0
#include "spec/parsespec.h"
#include "walk.h"

using namespace drawbridge;

extern "C" int LLVMFuzzerTestOneInput(const quint8 *data, size_t size)
{
    Diagnostics diagnostics;
    const auto tree = parseSpec(QByteArray(reinterpret_cast<const char *>(data), qsizetype(size)), QStringLiteral("fuzz.yaml"), diagnostics);
    if (tree)
        fuzz::walkAll(**tree);
    else
        fuzz::require(!tree.error().message.isEmpty());
    return 0;
}
