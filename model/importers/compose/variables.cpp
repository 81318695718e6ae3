// SPDX-License-Identifier: Apache-2.0
#include "importers/compose/variables.h"

namespace drawbridge {

using namespace Qt::StringLiterals;

namespace {

constexpr int deepestNesting = 16; // of defaults within defaults
constexpr qsizetype longestText = 16'384;
constexpr qsizetype mostVariables = 4096;

bool startsName(QChar c) { return c == u'_' || (c.unicode() < 128 && c.isLetter()); }
bool continuesName(QChar c) { return startsName(c) || (c.unicode() < 128 && c.isDigit()); }

qsizetype nameLength(QStringView text)
{
    if (text.isEmpty() || !startsName(text[0]))
        return 0;
    qsizetype size = 1;
    while (size < text.size() && continuesName(text[size]))
        ++size;
    return size;
}

} // namespace

QList<EnvVariable> parseEnvFile(QStringView text)
{
    QList<EnvVariable> variables;
    int number = 0;
    for (QStringView line : text.split(u'\n')) {
        ++number;
        if (variables.size() >= mostVariables)
            break;
        line = line.trimmed();
        if (line.startsWith(u"export "))
            line = line.sliced(7).trimmed();
        const qsizetype equals = line.indexOf(u'=');
        if (line.startsWith(u'#') || equals <= 0)
            continue;
        const QStringView name = line.first(equals).trimmed();
        QStringView value = line.sliced(equals + 1).trimmed();
        if (name.size() > 300)
            continue;
        const QChar quote = value.isEmpty() ? QChar() : value[0];
        if (quote == u'"' || quote == u'\'') {
            const qsizetype end = value.indexOf(quote, 1);
            value = end > 0 ? value.sliced(1, end - 1) : value.sliced(1);
        } else if (const qsizetype comment = value.indexOf(u" #"); comment >= 0) {
            value = value.first(comment).trimmed();
        }
        variables.append({name.toString(), value.first(qMin(value.size(), longestText)).toString(), number});
    }
    return variables;
}

ComposeVariables::Filled ComposeVariables::fill(QStringView text)
{
    Filled filled;
    fill(text.first(qMin(text.size(), longestText)), 0, filled);
    return filled;
}

void ComposeVariables::fill(QStringView text, int depth, Filled &into)
{
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (into.text.size() >= longestText)
            return;
        if (text[i] != u'$' || i + 1 >= text.size()) {
            into.text += text[i];
            continue;
        }
        const QStringView rest = text.sliced(i + 1);
        if (rest[0] == u'$') { // an escaped dollar sign
            into.text += u'$';
            ++i;
        } else if (rest[0] == u'{') {
            int open = 1;
            qsizetype end = 1;
            for (; end < rest.size(); ++end) {
                if (rest[end] == u'{' && rest[end - 1] == u'$')
                    ++open;
                else if (rest[end] == u'}' && --open == 0)
                    break;
            }
            if (end >= rest.size()) { // never closed: as written
                into.text += text[i];
                continue;
            }
            if (depth < deepestNesting)
                substitute(rest.sliced(1, end - 1), depth, into);
            i += end + 1;
        } else if (const qsizetype size = nameLength(rest); size > 0) {
            substitute(rest.first(size), depth, into);
            i += size;
        } else {
            into.text += text[i];
        }
    }
}

// `inside`: NAME, NAME:-default, NAME-default, NAME:?message, NAME?message, NAME:+other, NAME+other.
void ComposeVariables::substitute(QStringView inside, int depth, Filled &into)
{
    const qsizetype size = nameLength(inside);
    const QString name = inside.first(size).toString();
    QStringView operation = inside.sliced(size);
    const bool emptyCounts = operation.startsWith(u':'); // an empty value is like none
    if (emptyCounts)
        operation = operation.sliced(1);
    const auto known = m_values.constFind(name);
    const bool present = known != m_values.constEnd() && !(emptyCounts && known->isEmpty());
    const QChar kind = operation.isEmpty() ? QChar() : operation[0];
    const QStringView other = operation.isEmpty() ? QStringView() : operation.sliced(1);
    if (kind == u'+') {
        if (present)
            fill(other, depth + 1, into);
    } else if (present) {
        into.text += *known;
    } else if (kind == u'-') {
        fill(other, depth + 1, into);
    } else {
        into.open = true;
        if (!name.isEmpty() && m_missing.size() < 100 && !m_missing.contains(name))
            m_missing.append(name);
    }
}

QStringList ComposeVariables::missing() const
{
    QStringList names = m_missing;
    names.sort();
    return names;
}

} // namespace drawbridge
