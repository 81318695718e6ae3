// SPDX-License-Identifier: Apache-2.0
#include "spec/jsonsyntax.h"

#include "spec/specmessage.h"

#include <vector>

namespace drawbridge {

namespace {

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

// Reads one token after the other and keeps the open brackets on a stack of its own.
class Checker
{
public:
    explicit Checker(std::string_view text) : m_text(text) {}

    std::optional<JsonProblem> run()
    {
        bool wantsValue = true;
        while (true) {
            skipSpace();
            if (wantsValue) {
                if (!value())
                    return m_problem;
                // An opened container has its first key or value next.
                if (m_opened) {
                    m_opened = false;
                    skipSpace();
                    if (peek() == (m_stack.back() == '{' ? '}' : ']')) {
                        ++m_at;
                        m_stack.pop_back();
                    } else {
                        if (m_stack.back() == '{' && !key())
                            return m_problem;
                        continue;
                    }
                }
            }
            skipSpace();
            if (m_stack.empty()) {
                if (m_at < m_text.size())
                    problem(m_at, SpecMessage::tr("There is more text after the end of the document; remove it, or put it into a file of its own."));
                return m_problem;
            }
            const bool object = m_stack.back() == '{';
            if (m_at >= m_text.size()) {
                problem(m_at, SpecMessage::tr("The file ends in the middle of the document; it seems to be cut off. Get a complete copy of it."));
                return m_problem;
            }
            if (peek() == ',') {
                const size_t comma = m_at++;
                skipSpace();
                if (peek() == '}' || peek() == ']') {
                    problem(comma, SpecMessage::tr("A comma stands after the last entry; remove it."));
                    return m_problem;
                }
                if (object && !key())
                    return m_problem;
                wantsValue = true;
            } else if (peek() == (object ? '}' : ']')) {
                ++m_at;
                m_stack.pop_back();
                wantsValue = false;
            } else {
                if (!comment()) {
                    problem(m_at, object ? SpecMessage::tr("A comma or a closing brace is missing here; add it.")
                                         : SpecMessage::tr("A comma or a closing bracket is missing here; add it."));
                }
                return m_problem;
            }
        }
    }

private:
    char peek() const { return m_at < m_text.size() ? m_text[m_at] : '\0'; }

    bool problem(size_t at, const QString &message)
    {
        if (!m_problem)
            m_problem = JsonProblem{quint32(at), message};
        return false;
    }

    void skipSpace()
    {
        while (m_at < m_text.size() && (m_text[m_at] == ' ' || m_text[m_at] == '\n' || m_text[m_at] == '\r' || m_text[m_at] == '\t'))
            ++m_at;
    }

    bool comment()
    {
        if (peek() != '/' && peek() != '#')
            return false;
        problem(m_at, SpecMessage::tr("JSON has no comments; remove it, or rename the file to .yaml and begin comments with “#”."));
        return true;
    }

    bool key()
    {
        if (m_at >= m_text.size())
            return problem(m_at, SpecMessage::tr("The file ends in the middle of the document; it seems to be cut off. Get a complete copy of it."));
        if (comment())
            return false;
        if (peek() != '"')
            return problem(m_at, SpecMessage::tr("A key in double quotes is expected here; write it as \"key\"."));
        if (!string())
            return false;
        skipSpace();
        if (m_at >= m_text.size())
            return problem(m_at, SpecMessage::tr("The file ends in the middle of the document; it seems to be cut off. Get a complete copy of it."));
        if (peek() != ':')
            return problem(m_at, SpecMessage::tr("A colon is missing between the key and its value; add it."));
        ++m_at;
        return true;
    }

    bool value()
    {
        if (m_at >= m_text.size())
            return problem(m_at, SpecMessage::tr("The file ends where a value is expected; it seems to be cut off. Get a complete copy of it."));
        const char c = peek();
        if (c == '{' || c == '[') {
            m_stack.push_back(c);
            m_opened = true;
            ++m_at;
            return true;
        }
        if (c == '"')
            return string();
        if (comment())
            return false;
        size_t end = m_at;
        while (end < m_text.size() && std::string_view(" \t\r\n,:]}[{\"").find(m_text[end]) == std::string_view::npos)
            ++end;
        const std::string_view word = m_text.substr(m_at, end - m_at);
        if (word == "true" || word == "false" || word == "null" || isJsonNumber(word)) {
            m_at = end;
            return true;
        }
        if (word.empty())
            return problem(m_at, SpecMessage::tr("A value is missing here; add one, or remove the key."));
        return problem(m_at, SpecMessage::tr("This is no JSON value; put text in double quotes, and write numbers in digits."));
    }

    bool string()
    {
        const size_t begin = m_at++;
        while (m_at < m_text.size() && m_text[m_at] != '"') {
            if (quint8(m_text[m_at]) < 0x20)
                return problem(m_at, SpecMessage::tr("A control character stands inside a text; remove it or write it as an escape like \\n."));
            if (m_text[m_at] == '\\' && !escape())
                return false;
            ++m_at;
        }
        if (m_at >= m_text.size())
            return problem(begin, SpecMessage::tr("This text has no closing quote; add it, or get a complete copy of the file."));
        ++m_at;
        return true;
    }

    bool escape()
    {
        const size_t begin = m_at++;
        if (peek() == 'u') {
            for (int i = 0; i < 4; ++i) {
                ++m_at;
                const char c = peek();
                if (!isDigit(c) && !(c >= 'a' && c <= 'f') && !(c >= 'A' && c <= 'F'))
                    return problem(begin, SpecMessage::tr("The escape \\u needs four hexadecimal digits; correct it."));
            }
            return true;
        }
        if (m_at < m_text.size() && std::string_view("\"\\/bfnrt").find(peek()) != std::string_view::npos)
            return true;
        return problem(begin, SpecMessage::tr("JSON does not know this escape; write a backslash as \\\\."));
    }

    std::string_view m_text;
    size_t m_at = 0;
    std::vector<char> m_stack;
    bool m_opened = false;
    std::optional<JsonProblem> m_problem;
};

} // namespace

bool isJsonNumber(std::string_view text)
{
    size_t i = 0;
    const auto digits = [&] {
        const size_t begin = i;
        while (i < text.size() && isDigit(text[i]))
            ++i;
        return i > begin;
    };
    if (i < text.size() && text[i] == '-')
        ++i;
    if (i < text.size() && text[i] == '0')
        ++i;
    else if (!digits())
        return false;
    if (i < text.size() && text[i] == '.') {
        ++i;
        if (!digits())
            return false;
    }
    if (i < text.size() && (text[i] == 'e' || text[i] == 'E')) {
        ++i;
        if (i < text.size() && (text[i] == '+' || text[i] == '-'))
            ++i;
        if (!digits())
            return false;
    }
    return i == text.size();
}

std::optional<JsonProblem> findJsonProblem(std::string_view text)
{
    return Checker(text).run();
}

} // namespace drawbridge
