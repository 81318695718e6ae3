// SPDX-License-Identifier: Apache-2.0
#include "importers/importcontext.h"

#include "samples/samples.h"

#include <algorithm>

namespace drawbridge {

namespace {

// Samples beyond this many, or longer than this, add nothing but time.
constexpr qsizetype samplesPerField = 5;
constexpr qsizetype sampleLength = 4096;

} // namespace

SourceId sourceIdFor(const ImportContext &context)
{
    return SourceId::named(context.file.name, u"source");
}

ElementId serviceIdFor(const ImportContext &context)
{
    return ElementId::named(context.file.name, u"service");
}

Source sourceFor(const ImportContext &context)
{
    Source source;
    source.id = sourceIdFor(context);
    source.path = context.file.name;
    source.format = context.format.id;
    source.formatVersion = context.format.version;
    source.sha256 = context.file.sha256;
    source.bytes = context.file.bytes;
    source.service = serviceIdFor(context);
    return source;
}

Provenance declaredAt(const ImportContext &context, const QString &key, const SourceRef &at)
{
    return {Origin::Declared, sourceIdFor(context), key, at, false};
}

QString shortened(const QString &text, int maxLength)
{
    // Only as much as can matter: descriptions may be megabytes long.
    QString line = text.left(qsizetype(maxLength) * 4 + 64).simplified();
    line.removeIf([](QChar c) { return c.category() == QChar::Other_Control || c == QChar(0xfffe) || c == QChar(0xffff); });
    if (line.size() <= maxLength && text.size() <= qsizetype(maxLength) * 4 + 64)
        return line;
    qsizetype cut = qMin<qsizetype>(line.size(), maxLength - 1);
    if (const qsizetype space = line.lastIndexOf(u' ', cut); space > cut - 24 && space > 0)
        cut = space;
    if (cut > 0 && cut < line.size() && line[cut].isLowSurrogate())
        --cut;
    return line.left(cut) + QChar(0x2026);
}

QString shortText(ImportContext &context, const SpecNode &node, int maxLength)
{
    const SpecNode text = SpecSet::isReference(node) ? context.files.resolve(node) : node;
    return text.isScalar() && text.kind() != SpecNode::Kind::Null ? shortened(text.text(), maxLength) : QString();
}

QStringList pathVariables(const QString &path)
{
    constexpr qsizetype longestName = 300;
    QStringList names;
    qsizetype open = -1;
    for (qsizetype i = 0; i < path.size(); ++i) {
        if (path[i] == u'{') {
            open = i;
        } else if (path[i] == u'/') {
            open = -1;
        } else if (path[i] == u'}' && open >= 0) {
            const QStringView name = QStringView(path).sliced(open + 1, i - open - 1);
            if (!name.isEmpty() && name.size() <= longestName && !names.contains(name))
                names.append(name.toString());
            open = -1;
        }
    }
    return names;
}

void addShapes(QStringList &shapes, const SpecNode &sample)
{
    QStringList found = shapes;
    const auto add = [&](const SpecNode &value) {
        if (value.isScalar() && value.kind() != SpecNode::Kind::Null)
            found += shapesOf(value.text().left(sampleLength));
    };
    if (sample.isArray()) {
        for (qsizetype i = 0; i < std::min(sample.size(), samplesPerField); ++i)
            add(sample.at(i));
    } else {
        add(sample);
    }
    found.sort();
    found.removeDuplicates();
    shapes = found;
}

} // namespace drawbridge
