// SPDX-License-Identifier: Apache-2.0
#include "spec/parsespec.h"

#include "spec/readers.h"
#include "spec/specmessage.h"

#include <QStringDecoder>

namespace drawbridge {

namespace {

// Length of the well-formed UTF-8 sequence at `at`, 0 for an invalid one (RFC 3629).
int sequenceLength(const char *at, const char *end)
{
    const quint8 first = quint8(*at);
    const auto tail = [&](int i, quint8 low = 0x80, quint8 high = 0xbf) { return at + i < end && quint8(at[i]) >= low && quint8(at[i]) <= high; };
    if (first < 0x80)
        return 1;
    if (first >= 0xc2 && first <= 0xdf)
        return tail(1) ? 2 : 0;
    if (first >= 0xe0 && first <= 0xef)
        return tail(1, first == 0xe0 ? 0xa0 : 0x80, first == 0xed ? 0x9f : 0xbf) && tail(2) ? 3 : 0;
    if (first >= 0xf0 && first <= 0xf4)
        return tail(1, first == 0xf0 ? 0x90 : 0x80, first == 0xf4 ? 0x8f : 0xbf) && tail(2) && tail(3) ? 4 : 0;
    return 0;
}

// The same text with each invalid byte replaced by U+FFFD; `firstInvalid` is where the first stands, or -1.
QByteArray repairedUtf8(const QByteArray &bytes, qsizetype *firstInvalid)
{
    *firstInvalid = -1;
    const char *begin = bytes.constData();
    const char *end = begin + bytes.size();
    const char *at = begin;
    for (int length = 1; at < end && (length = sequenceLength(at, end)) > 0;)
        at += length;
    if (at == end)
        return bytes;
    *firstInvalid = at - begin;
    QByteArray out(begin, at - begin);
    while (at < end) {
        const int length = sequenceLength(at, end);
        if (length > 0) {
            out.append(at, length);
            at += length;
        } else {
            out.append("\xef\xbf\xbd");
            ++at;
        }
    }
    return out;
}

struct Decoded
{
    QByteArray utf8;
    qsizetype firstInvalid = -1;
};

Decoded decoded(const QByteArray &bytes)
{
    std::optional<QStringConverter::Encoding> wide;
    if (bytes.startsWith(QByteArrayView("\xff\xfe\0\0", 4)))
        wide = QStringConverter::Utf32LE;
    else if (bytes.startsWith(QByteArrayView("\0\0\xfe\xff", 4)))
        wide = QStringConverter::Utf32BE;
    else if (bytes.startsWith("\xff\xfe") || (bytes.size() >= 4 && bytes[0] != 0 && bytes[1] == 0 && bytes[2] != 0 && bytes[3] == 0))
        wide = QStringConverter::Utf16LE; // with a byte order mark, or with a zero in each second byte
    else if (bytes.startsWith("\xfe\xff") || (bytes.size() >= 4 && bytes[0] == 0 && bytes[1] != 0 && bytes[2] == 0 && bytes[3] != 0))
        wide = QStringConverter::Utf16BE;
    Decoded result;
    if (wide) {
        QStringDecoder decoder(*wide);
        const QString text = decoder.decode(bytes);
        result.utf8 = text.toUtf8();
        if (result.utf8.startsWith("\xef\xbb\xbf"))
            result.utf8.remove(0, 3);
        if (decoder.hasError())
            result.firstInvalid = 0;
        return result;
    }
    result.utf8 = bytes.startsWith("\xef\xbb\xbf") ? bytes.sliced(3) : bytes;
    result.utf8 = repairedUtf8(result.utf8, &result.firstInvalid);
    return result;
}

bool looksBinary(const QByteArray &bytes)
{
    const QByteArrayView head = QByteArrayView(bytes).first(qMin<qsizetype>(bytes.size(), 4096));
    const qsizetype control =
        std::count_if(head.begin(), head.end(), [](char c) { return quint8(c) < 0x20 && c != '\n' && c != '\r' && c != '\t' && c != '\f' && c != '\x1b'; });
    return control >= 8 && control * 50 > head.size() && head.contains('\0');
}

// One attempt at reading a text, with what came of it.
class SpecParser
{
public:
    SpecParser(const QString &fileName, const SpecLimits &limits) : m_fileName(fileName), m_limits(limits) {}

    std::shared_ptr<SpecTree> tree;
    Diagnostics diagnostics;
    std::optional<Error> error;
    bool tooDeep = false;
    bool refused = false; // a limit was passed

    void read(const SpecText &text, bool asJson)
    {
        tree = std::make_shared<SpecTree>();
        TreeBuilder::prepare(*tree, m_fileName, text, asJson);
        TreeBuilder builder(*tree, m_limits, diagnostics);
        const std::optional<ReadProblem> problem = asJson ? readJson(text, builder) : readYaml(text, builder, diagnostics, m_fileName, &tooDeep);
        if (problem)
            error = Error{problem->message, SourceRef{m_fileName, {}, text.lineAt(problem->offset), text.columnAt(problem->offset)}};
        refused = builder.failed();
        builder.finish();
    }

private:
    const QString m_fileName;
    const SpecLimits m_limits;
};

} // namespace

Result<std::shared_ptr<const SpecTree>> parseSpec(const QByteArray &bytes, const QString &fileName, Diagnostics &diagnostics, const SpecLimits &limits)
{
    const SourceRef start{fileName, {}, 1, 1};
    if (bytes.size() > limits.bytes) {
        return Error{SpecMessage::tr("The file is larger than %L1 MB, which is more than is read; split it, or open only the part that matters.")
                         .arg(limits.bytes / (1024 * 1024)),
                     SourceRef{fileName, {}, 0, 0}};
    }
    Decoded input = decoded(bytes);
    if (looksBinary(input.utf8))
        return Error{SpecMessage::tr("This is a binary file, not JSON or YAML; choose the specification itself."), start};
    const std::string_view content(input.utf8.constData(), size_t(input.utf8.size()));
    const size_t first = content.find_first_not_of(" \t\r\n");
    if (first == std::string_view::npos)
        return Error{SpecMessage::tr("The file is empty; choose a file that holds a specification."), start};
    const bool looksLikeJson = content[first] == '{' || content[first] == '[';

    // Room behind the text for simdjson, without being part of it; the text must then never be copied.
    const qsizetype size = input.utf8.size();
    input.utf8.resize(size + jsonPadding);
    std::fill(input.utf8.begin() + size, input.utf8.end(), '\0');
    input.utf8.resize(size);
    const SpecText text(std::move(input.utf8));
    if (input.firstInvalid >= 0) {
        diagnostics.warn(SpecMessage::tr("The file is not valid UTF-8; each byte that cannot be read is replaced by �. Save it as UTF-8."),
                         {fileName, {}, text.lineAt(quint32(input.firstInvalid)), text.columnAt(quint32(input.firstInvalid))});
    }

    SpecParser json(fileName, limits);
    if (looksLikeJson) {
        json.read(text, true);
        if (!json.error) {
            diagnostics.append(json.diagnostics);
            return std::shared_ptr<const SpecTree>(json.tree);
        }
    }
    // YAML's flow style takes what is nearly JSON: trailing commas, unquoted keys, comments after #.
    constexpr qsizetype secondTry = 16 * 1024 * 1024;
    const bool isYamlFile = fileName.endsWith(QLatin1StringView(".yaml"), Qt::CaseInsensitive) || fileName.endsWith(QLatin1StringView(".yml"), Qt::CaseInsensitive);
    if (looksLikeJson && size > secondTry && !isYamlFile)
        return *json.error;
    SpecParser yaml(fileName, limits);
    yaml.read(text, false);
    if (yaml.error && !yaml.refused && yaml.tree->documentCount() > 1) {
        // What comes before the broken document is whole.
        diagnostics.warn(SpecMessage::tr("Of several documents in this file only the first is read, because a later one is broken: %1").arg(yaml.error->message),
                         yaml.error->where);
        TreeBuilder::keepFirstDocument(*yaml.tree);
        yaml.error.reset();
    }
    if (yaml.error)
        return looksLikeJson && !isYamlFile && !yaml.tooDeep ? *json.error : *yaml.error;
    if (looksLikeJson && !isYamlFile)
        diagnostics.warn(SpecMessage::tr("The file is not valid JSON and was read as YAML. %1").arg(json.error->message), json.error->where);
    diagnostics.append(yaml.diagnostics);
    return std::shared_ptr<const SpecTree>(yaml.tree);
}

} // namespace drawbridge
