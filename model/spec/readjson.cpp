// SPDX-License-Identifier: Apache-2.0
#include "spec/readers.h"

#include "spec/jsonsyntax.h"
#include "spec/specmessage.h"

// The header of simdjson is not written for -Wpedantic and -Wshadow.
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wpedantic"
#pragma GCC diagnostic ignored "-Wshadow"
#include <simdjson.h>
#pragma GCC diagnostic pop

namespace drawbridge {

const qsizetype jsonPadding = qsizetype(simdjson::SIMDJSON_PADDING);

namespace {

namespace od = simdjson::ondemand;

void appendUtf8(std::string &out, char32_t c)
{
    if (c < 0x80) {
        out += char(c);
    } else if (c < 0x800) {
        out += char(0xc0 | (c >> 6));
        out += char(0x80 | (c & 0x3f));
    } else if (c < 0x10000) {
        out += char(0xe0 | (c >> 12));
        out += char(0x80 | ((c >> 6) & 0x3f));
        out += char(0x80 | (c & 0x3f));
    } else {
        out += char(0xf0 | (c >> 18));
        out += char(0x80 | ((c >> 12) & 0x3f));
        out += char(0x80 | ((c >> 6) & 0x3f));
        out += char(0x80 | (c & 0x3f));
    }
}

std::optional<char32_t> hex4(std::string_view text, size_t at)
{
    if (at + 4 > text.size())
        return std::nullopt;
    char32_t value = 0;
    for (size_t i = at; i < at + 4; ++i) {
        const char c = text[i];
        const int digit = c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
        if (digit < 0)
            return std::nullopt;
        value = value * 16 + char32_t(digit);
    }
    return value;
}

// Resolves the escapes of a JSON string; halves of surrogate pairs, which JSON allows, become the replacement character.
bool unescape(std::string_view raw, std::string &out)
{
    out.clear();
    for (size_t i = 0; i < raw.size(); ++i) {
        if (raw[i] != '\\') {
            out += raw[i];
            continue;
        }
        if (++i >= raw.size())
            return false;
        switch (raw[i]) {
        case '"': out += '"'; break;
        case '\\': out += '\\'; break;
        case '/': out += '/'; break;
        case 'b': out += '\b'; break;
        case 'f': out += '\f'; break;
        case 'n': out += '\n'; break;
        case 'r': out += '\r'; break;
        case 't': out += '\t'; break;
        case 'u': {
            const std::optional<char32_t> first = hex4(raw, i + 1);
            if (!first)
                return false;
            i += 4;
            char32_t c = *first;
            if (c >= 0xd800 && c < 0xe000) {
                const std::optional<char32_t> second =
                    c < 0xdc00 && i + 2 < raw.size() && raw[i + 1] == '\\' && raw[i + 2] == 'u' ? hex4(raw, i + 3) : std::nullopt;
                if (second && *second >= 0xdc00 && *second < 0xe000) {
                    c = 0x10000 + ((c - 0xd800) << 10) + (*second - 0xdc00);
                    i += 6;
                } else {
                    c = 0xfffd;
                }
            }
            appendUtf8(out, c);
            break;
        }
        default: return false;
        }
    }
    return true;
}

// Walks the document once, in order, as On-Demand wants it; recursion ends at the builder's depth limit.
class Reader
{
public:
    Reader(const SpecText &text, TreeBuilder &builder) : m_text(text.view()), m_builder(builder) {}

    // False: the text is no JSON from here on, or the builder has had enough.
    bool value(od::value value)
    {
        const std::string_view token = value.raw_json_token();
        if (token.empty())
            return false;
        const quint32 begin = quint32(token.data() - m_text.data());
        const char first = token.front();
        if (first == '{' || first == '[') {
            if (m_builder.atDepthLimit()) {
                m_builder.tooDeep(begin); // the iterator outside skips what was not read
                return !m_builder.failed();
            }
            return first == '{' ? object(value, begin) : array(value, begin);
        }
        if (first == '"') {
            // Taken from the iterator, which would otherwise take a text before a colon for a key and skip what follows.
            od::raw_json_string taken;
            return !value.get_raw_json_string().get(taken) && string(begin, false);
        }
        std::string_view word = token;
        while (!word.empty() && std::string_view(" \t\r\n").find(word.back()) != std::string_view::npos)
            word.remove_suffix(1);
        TreeBuilder::Tag tag = TreeBuilder::Tag::Number;
        if (word == "true" || word == "false")
            tag = TreeBuilder::Tag::Bool;
        else if (word == "null")
            tag = TreeBuilder::Tag::Null;
        else if (!isJsonNumber(word))
            return false;
        m_builder.scalar(tag, begin, begin, quint32(word.size()));
        return !m_builder.failed();
    }

private:
    bool object(od::value &from, quint32 begin)
    {
        od::object object;
        if (from.get_object().get(object) || m_builder.beginContainer(TreeBuilder::Tag::Object, begin) == SpecTree::none)
            return false;
        for (auto entry : object) {
            od::field field;
            if (std::move(entry).get(field))
                return false;
            const quint32 key = quint32(field.key().raw() - m_text.data()) - 1; // raw() points behind the quote
            if (!string(key, true) || !value(field.value()))
                return false;
        }
        m_builder.endContainer();
        return !m_builder.failed();
    }

    bool array(od::value &from, quint32 begin)
    {
        od::array array;
        if (from.get_array().get(array) || m_builder.beginContainer(TreeBuilder::Tag::Array, begin) == SpecTree::none)
            return false;
        for (auto entry : array) {
            od::value element;
            if (std::move(entry).get(element) || !value(element))
                return false;
        }
        m_builder.endContainer();
        return !m_builder.failed();
    }

    // simdjson has made sure that the string ends and holds no control characters.
    bool string(quint32 begin, bool isKey)
    {
        const size_t first = begin + 1;
        bool escapes = false;
        size_t end = m_text.find_first_of("\"\\", first);
        while (end != std::string_view::npos && m_text[end] == '\\') {
            escapes = true;
            end = m_text.find_first_of("\"\\", end + 2);
        }
        if (end == std::string_view::npos)
            return false;
        const std::string_view raw = m_text.substr(first, end - first);
        if (escapes) {
            if (!unescape(raw, m_unescaped))
                return false;
            if (isKey)
                m_builder.keyCopy(begin, m_unescaped);
            else
                m_builder.scalarCopy(TreeBuilder::Tag::String, begin, m_unescaped);
        } else if (isKey) {
            m_builder.key(begin, quint32(first), quint32(raw.size()));
        } else {
            m_builder.scalar(TreeBuilder::Tag::String, begin, quint32(first), quint32(raw.size()));
        }
        return !m_builder.failed();
    }

    std::string_view m_text;
    TreeBuilder &m_builder;
    std::string m_unescaped;
};

} // namespace

std::optional<ReadProblem> readJson(const SpecText &text, TreeBuilder &builder)
{
    const QByteArray &bytes = text.bytes();
    od::parser parser;
    od::document document;
    od::value root;
    bool read = false;
    if (!parser.iterate(bytes.constData(), size_t(bytes.size()), size_t(bytes.size() + jsonPadding)).get(document) && !document.get_value().get(root)) {
        Reader reader(text, builder);
        // Nothing may follow the document.
        read = reader.value(root) && document.current_location().error() == simdjson::OUT_OF_BOUNDS;
    }
    if (builder.failed())
        return ReadProblem{builder.failedAt(), builder.failure()};
    if (read)
        return std::nullopt;
    if (const std::optional<JsonProblem> problem = findJsonProblem(text.view()))
        return ReadProblem{problem->offset, problem->message};
    return ReadProblem{0, SpecMessage::tr("The JSON in this file cannot be read; check it with a JSON validator.")};
}

} // namespace drawbridge
