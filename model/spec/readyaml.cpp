// SPDX-License-Identifier: Apache-2.0
#include "spec/readers.h"
#include "spec/specmessage.h"

#include <QHash>

#include <yaml-cpp/depthguard.h>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include <algorithm>
#include <istream>
#include <streambuf>

namespace drawbridge {

namespace {

// Thrown through yaml-cpp to stop it; caught in readYaml.
struct Stop
{
};

// So is this, when yaml-cpp reports one thing after the other without reading on: it does that on some broken texts.
struct Stuck
{
    quint32 offset;
};

class MemoryBuffer : public std::streambuf
{
public:
    explicit MemoryBuffer(std::string_view text)
    {
        char *begin = const_cast<char *>(text.data()); // a stream buffer that is only read from
        setg(begin, begin, begin + text.size());
    }
};

bool isDigits(std::string_view text, size_t from, std::string_view digits)
{
    return from < text.size() && text.find_first_not_of(digits, from) == std::string_view::npos;
}

// Numbers of the YAML 1.2 core schema.
bool isYamlNumber(std::string_view text)
{
    constexpr std::string_view decimal = "0123456789";
    if (text.empty())
        return false;
    if (text.substr(0, 2) == "0x")
        return isDigits(text, 2, "0123456789abcdefABCDEF");
    if (text.substr(0, 2) == "0o")
        return isDigits(text, 2, "01234567");
    size_t i = text[0] == '-' || text[0] == '+' ? 1 : 0;
    const std::string_view unsignedPart = text.substr(i);
    if (unsignedPart == ".inf" || unsignedPart == ".Inf" || unsignedPart == ".INF" || text == ".nan" || text == ".NaN" || text == ".NAN")
        return true;
    const size_t whole = i;
    i = std::min(text.find_first_not_of(decimal, i), text.size());
    size_t digits = i - whole;
    if (i < text.size() && text[i] == '.') {
        const size_t fraction = ++i;
        i = std::min(text.find_first_not_of(decimal, i), text.size());
        digits += i - fraction;
    }
    if (digits == 0)
        return false;
    if (i < text.size() && (text[i] == 'e' || text[i] == 'E')) {
        ++i;
        if (i < text.size() && (text[i] == '-' || text[i] == '+'))
            ++i;
        return isDigits(text, i, decimal);
    }
    return i == text.size();
}

TreeBuilder::Tag plainTag(std::string_view text)
{
    if (text.empty() || text == "~" || text == "null" || text == "Null" || text == "NULL")
        return TreeBuilder::Tag::Null;
    if (text == "true" || text == "True" || text == "TRUE" || text == "false" || text == "False" || text == "FALSE")
        return TreeBuilder::Tag::Bool;
    return isYamlNumber(text) ? TreeBuilder::Tag::Number : TreeBuilder::Tag::String;
}

// Where a line is indented with a tab, whatever yaml-cpp makes of it is the tab's fault.
std::optional<quint32> tabInIndentation(std::string_view text, quint32 offset)
{
    const size_t before = offset == 0 ? std::string_view::npos : text.rfind('\n', offset - 1);
    for (size_t i = before == std::string_view::npos ? 0 : before + 1; i < text.size() && (text[i] == ' ' || text[i] == '\t'); ++i) {
        if (text[i] == '\t')
            return quint32(i);
    }
    return std::nullopt;
}

// yaml-cpp's own words are for its authors; the common mistakes get a sentence that says what to do.
QString explained(const std::string &message)
{
    const QString text = QString::fromStdString(message);
    const auto says = [&](const char *part) { return text.contains(QLatin1StringView(part)); };
    if (says("tab"))
        return SpecMessage::tr("A tab is used for indentation, which YAML does not allow; indent with spaces.");
    if (says("end of map") || says("end of sequence") || says("end of map flow") || says("end of sequence flow"))
        return SpecMessage::tr("The structure ends unexpectedly here: a bracket, a comma, a colon or the right indentation is missing. Correct this place, or get a complete copy of the file.");
    if (says("illegal map value"))
        return SpecMessage::tr("A value stands where none can: look for a second colon in an unquoted text, or wrong indentation. Put the text in quotes or indent it like its neighbours.");
    if (says("EOF in scalar") || says("end of file"))
        return SpecMessage::tr("The file ends in the middle of a text; a closing quote is missing, or the file is cut off.");
    if (says("unknown anchor") || says("the referenced anchor is not defined"))
        return SpecMessage::tr("An alias (*name) names an anchor (&name) that does not stand before it; define it first.");
    if (says("unknown token"))
        return SpecMessage::tr("A character stands here that cannot begin a YAML value; put the text in quotes.");
    return SpecMessage::tr("This is no valid YAML (%1); correct this place.").arg(text);
}

// A tag that is not of YAML's own schemas: !vendor, !!python/object:os.system …
bool isForeign(const std::string &tag)
{
    if (tag.empty() || tag == "?" || tag == "!")
        return false;
    return tag.rfind("tag:yaml.org,2002:", 0) != 0 || tag.find('/') != std::string::npos;
}

// The escapes \N and \_ of YAML come out of yaml-cpp as single bytes, which are no UTF-8.
std::string wellFormed(std::string_view text)
{
    std::string copy(text);
    if (std::all_of(text.begin(), text.end(), [](char c) { return quint8(c) < 0x80; }))
        return copy;
    const QByteArray repaired = QString::fromUtf8(text.data(), qsizetype(text.size())).toUtf8();
    return std::string(repaired.constData(), size_t(repaired.size()));
}

class Handler : public YAML::EventHandler
{
public:
    Handler(const SpecText &text, TreeBuilder &builder, Diagnostics &diagnostics, const QString &fileName)
        : m_text(text), m_builder(builder), m_diagnostics(diagnostics), m_fileName(fileName)
    {
    }

    void OnDocumentStart(const YAML::Mark &mark) override
    {
        m_anchors.clear();
        moved(mark);
    }
    void OnDocumentEnd() override {}

    void OnNull(const YAML::Mark &mark, YAML::anchor_t anchor) override
    {
        moved(mark);
        const quint32 begin = offset(mark);
        const std::string_view at = m_text.view().substr(begin);
        quint32 size = 0;
        for (const std::string_view word : {"~", "null", "Null", "NULL"}) {
            if (at.substr(0, word.size()) == word)
                size = quint32(word.size());
        }
        scalar(TreeBuilder::Tag::Null, begin, anchor, at.substr(0, size));
    }

    void OnScalar(const YAML::Mark &mark, const std::string &tag, YAML::anchor_t anchor, const std::string &value) override
    {
        moved(mark);
        TreeBuilder::Tag kind = TreeBuilder::Tag::String;
        if (tag == "?" || tag.empty()) {
            kind = plainTag(value);
        } else if (tag != "!" && tag != "tag:yaml.org,2002:str") {
            if (isForeign(tag))
                foreignTag(mark);
            else
                kind = plainTag(value);
        }
        scalar(kind, offset(mark), anchor, value);
    }

    void OnAlias(const YAML::Mark &mark, YAML::anchor_t anchor) override
    {
        moved(mark);
        if (m_skipped > 0 || dropped())
            return;
        const quint32 target = m_anchors.value(anchor, SpecTree::none);
        if (expectsKey()) {
            // An alias as a key stands for its text.
            m_builder.keyCopy(offset(mark), std::string(target == SpecTree::none ? std::string_view() : m_builder.textOf(target)));
            m_frames.back().haveKey = true;
            return;
        }
        m_builder.alias(offset(mark), target);
        valueDone();
    }

    void OnSequenceStart(const YAML::Mark &mark, const std::string &tag, YAML::anchor_t anchor, YAML::EmitterStyle::value) override
    {
        begin(TreeBuilder::Tag::Array, mark, tag, anchor);
    }
    void OnSequenceEnd() override { end(); }
    void OnMapStart(const YAML::Mark &mark, const std::string &tag, YAML::anchor_t anchor, YAML::EmitterStyle::value) override
    {
        begin(TreeBuilder::Tag::Object, mark, tag, anchor);
    }
    void OnMapEnd() override { end(); }

private:
    struct Frame
    {
        bool isObject;
        bool haveKey = false;
        bool dropValue = false; // its key was no text
    };

    quint32 offset(const YAML::Mark &mark) const { return quint32(qBound(0, mark.pos, int(m_text.bytes().size()))); }
    bool expectsKey() const { return !m_frames.empty() && m_frames.back().isObject && !m_frames.back().haveKey; }

    void moved(const YAML::Mark &mark)
    {
        constexpr int patience = 1000;
        if (const quint32 at = offset(mark); at > m_furthest) {
            m_furthest = at;
            m_still = 0;
        } else if (++m_still > patience) {
            throw Stuck{at};
        }
    }

    // The value of a key that was no text goes with it.
    bool dropped()
    {
        if (m_frames.empty() || !m_frames.back().dropValue)
            return false;
        valueDone();
        return true;
    }

    SourceRef at(const YAML::Mark &mark) const { return {m_fileName, {}, m_text.lineAt(offset(mark)), m_text.columnAt(offset(mark))}; }

    void foreignTag(const YAML::Mark &mark)
    {
        if (!m_tagReported)
            m_diagnostics.warn(SpecMessage::tr("Tags of a programming language or a vendor are not interpreted; the value is read as plain data."), at(mark));
        m_tagReported = true;
    }

    // Where the text stands in the file as it is (plain, or quoted without escapes), it is not copied.
    bool inFile(std::string_view value, quint32 begin, quint32 *where) const
    {
        const std::string_view text = m_text.view();
        for (const quint32 skip : {0u, 1u}) {
            const bool quoted = skip == 1 && begin < text.size() && (text[begin] == '"' || text[begin] == '\'');
            if (skip == 1 && !quoted)
                break;
            if (begin + skip + value.size() <= text.size() && text.substr(begin + skip, value.size()) == value) {
                *where = begin + skip;
                return true;
            }
        }
        return false;
    }

    void scalar(TreeBuilder::Tag tag, quint32 begin, YAML::anchor_t anchor, std::string_view value)
    {
        if (m_skipped > 0 || dropped())
            return;
        quint32 where = 0;
        const bool view = inFile(value, begin, &where);
        if (expectsKey()) {
            const bool merge = value == "<<" && tag == TreeBuilder::Tag::String && view && where == begin;
            if (view)
                m_builder.key(begin, where, quint32(value.size()), merge);
            else
                m_builder.keyCopy(begin, wellFormed(value));
            m_frames.back().haveKey = true;
            // An anchored key can be aliased as a key only; such texts are so rare that they are not kept.
            return;
        }
        const quint32 index = view ? m_builder.scalar(tag, begin, where, quint32(value.size())) : m_builder.scalarCopy(tag, begin, wellFormed(value));
        remember(anchor, index);
        valueDone();
    }

    void remember(YAML::anchor_t anchor, quint32 index)
    {
        if (anchor != YAML::NullAnchor && index != SpecTree::none)
            m_anchors.insert(anchor, index);
    }

    void begin(TreeBuilder::Tag tag, const YAML::Mark &mark, const std::string &yamlTag, YAML::anchor_t anchor)
    {
        moved(mark);
        if (m_skipped > 0) {
            ++m_skipped;
            return;
        }
        if (isForeign(yamlTag))
            foreignTag(mark);
        if (expectsKey()) {
            m_diagnostics.warn(SpecMessage::tr("A list or an object is used as a key; the entry is left out. Use a text as the key."), at(mark));
            m_frames.back().haveKey = true;
            m_frames.back().dropValue = true;
            m_keySkipped = true;
            m_skipped = 1;
            return;
        }
        if (!m_frames.empty() && m_frames.back().dropValue) {
            m_skipped = 1;
            return;
        }
        if (m_builder.atDepthLimit()) {
            m_builder.tooDeep(offset(mark));
            m_skipped = 1;
            check();
            return;
        }
        remember(anchor, m_builder.beginContainer(tag, offset(mark), anchor != YAML::NullAnchor));
        check();
        m_frames.push_back({tag == TreeBuilder::Tag::Object});
    }

    void end()
    {
        if (m_skipped > 0) {
            if (--m_skipped == 0) {
                if (m_keySkipped)
                    m_keySkipped = false; // its value comes next and is dropped as well
                else
                    valueDone();
            }
            return;
        }
        m_frames.pop_back();
        m_builder.endContainer();
        valueDone();
    }

    void valueDone()
    {
        check();
        if (!m_frames.empty()) {
            m_frames.back().haveKey = false;
            m_frames.back().dropValue = false;
        }
    }

    void check() const
    {
        if (m_builder.failed())
            throw Stop();
    }

    const SpecText &m_text;
    TreeBuilder &m_builder;
    Diagnostics &m_diagnostics;
    const QString m_fileName;
    std::vector<Frame> m_frames;
    QHash<YAML::anchor_t, quint32> m_anchors;
    int m_skipped = 0; // containers open inside something that is left out
    bool m_keySkipped = false;
    bool m_tagReported = false;
    quint32 m_furthest = 0;
    int m_still = 0; // events since that place was reached
};

} // namespace

std::optional<ReadProblem> readYaml(const SpecText &text, TreeBuilder &builder, Diagnostics &diagnostics, const QString &fileName, bool *tooDeep)
{
    *tooDeep = false;
    MemoryBuffer buffer(text.view());
    std::istream stream(&buffer);
    Handler handler(text, builder, diagnostics, fileName);
    const quint32 size = quint32(text.bytes().size());
    const auto place = [&](const YAML::Mark &mark) { return mark.is_null() ? 0 : std::min(quint32(mark.pos), size); };
    try {
        YAML::Parser parser(stream);
        while (parser.HandleNextDocument(handler)) { }
    } catch (const Stop &) {
        return ReadProblem{builder.failedAt(), builder.failure()};
    } catch (const Stuck &stuck) {
        return ReadProblem{std::min(stuck.offset, size), SpecMessage::tr("This is no valid YAML from here on; correct this place.")};
    } catch (const YAML::DeepRecursion &problem) {
        *tooDeep = true;
        return ReadProblem{place(problem.mark), SpecMessage::tr("The file is nested too deep to be read; make it flatter.")};
    } catch (const YAML::Exception &problem) {
        if (const std::optional<quint32> tab = tabInIndentation(text.view(), place(problem.mark)))
            return ReadProblem{*tab, explained("tab")};
        return ReadProblem{place(problem.mark), explained(problem.msg)};
    } catch (const std::exception &) {
        return ReadProblem{0, SpecMessage::tr("This YAML cannot be read; check it with a YAML validator.")};
    }
    return std::nullopt;
}

} // namespace drawbridge
