// SPDX-License-Identifier: Apache-2.0
// JSON: what Qt accepts without reservation is accepted here too, and whatever is accepted can be walked.
#include "spec/jsonsyntax.h"
#include "spec/parsespec.h"
#include "walk.h"

using namespace drawbridge;

extern "C" int LLVMFuzzerTestOneInput(const quint8 *data, size_t size)
{
    const QByteArray bytes(reinterpret_cast<const char *>(data), qsizetype(size));
    Diagnostics diagnostics;
    const auto tree = parseSpec(bytes, QStringLiteral("fuzz.json"), diagnostics);
    const std::string_view text(bytes.constData(), size_t(bytes.size()));
    const size_t first = text.find_first_not_of(" \t\r\n");
    const bool container = first != std::string_view::npos && (text[first] == '{' || text[first] == '[');
    const bool ascii = std::all_of(text.begin(), text.end(), [](char c) { return quint8(c) < 0x80 && c != '\0'; });
    if (container && ascii) {
        const bool valid = !findJsonProblem(text).has_value();
        fuzz::require(!valid || tree.isOk());
        // The fast parser may not take what the strict one refuses. Beyond the depth limit it does not look.
        if (tree && (*tree)->isJson() && diagnostics.list().isEmpty())
            fuzz::require(valid);
    }
    if (tree)
        fuzz::walkAll(**tree);
    else
        fuzz::require(!tree.error().message.isEmpty());
    return 0;
}
