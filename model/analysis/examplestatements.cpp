// SPDX-License-Identifier: Apache-2.0
#include "analysis/examplestatements.h"

namespace drawbridge {

void failExample(const QString &message) { throw ExampleProblem{message}; }

QStringList splitExampleList(const QString &text)
{
    QStringList parts;
    int depth = 0;
    bool quoted = false;
    QString current;
    for (const QChar c : text) {
        if (c == u'"')
            quoted = !quoted;
        if (!quoted && c == u'(')
            ++depth;
        if (!quoted && c == u')')
            --depth;
        if (c == u',' && depth == 0 && !quoted) {
            parts << current.trimmed();
            current.clear();
        } else {
            current += c;
        }
    }
    if (!current.trimmed().isEmpty())
        parts << current.trimmed();
    return parts;
}

QList<ExamplePiece> examplePieces(const QString &line)
{
    QList<ExamplePiece> list;
    qsizetype i = 0;
    while (i < line.size()) {
        if (line[i].isSpace()) {
            ++i;
            continue;
        }
        ExamplePiece piece;
        if (line[i] == u'"') {
            const qsizetype end = line.indexOf(u'"', i + 1);
            if (end < 0)
                failExample(QStringLiteral("a string has no end"));
            piece.word = line.mid(i + 1, end - i - 1);
            piece.quoted = true;
            i = end + 1;
            list << piece;
            continue;
        }
        QString *into = &piece.word;
        while (i < line.size() && !line[i].isSpace()) {
            if (line[i] == u'=' && into == &piece.word && !piece.word.startsWith(u'/')) {
                into = &piece.value;
                ++i;
                continue;
            }
            if (line[i] == u'(' && !piece.word.startsWith(u'/')) {
                int depth = 0;
                bool quoted = false;
                const qsizetype begin = i;
                for (; i < line.size(); ++i) {
                    if (line[i] == u'"')
                        quoted = !quoted;
                    if (quoted)
                        continue;
                    if (line[i] == u'(')
                        ++depth;
                    if (line[i] == u')' && --depth == 0)
                        break;
                }
                if (i >= line.size())
                    failExample(QStringLiteral("a parenthesis has no end"));
                const QString inner = line.mid(begin + 1, i - begin - 1);
                ++i;
                if (into == &piece.value) {
                    piece.value += u'(' + inner + u')'; // auth=oauth(read)|key
                    continue;
                }
                piece.arguments = inner;
                piece.hasArguments = true;
                continue;
            }
            *into += line[i++];
        }
        list << piece;
    }
    return list;
}

QList<std::pair<int, QString>> exampleStatements(const QString &text)
{
    QList<std::pair<int, QString>> list;
    int line = 1, begins = 1, depth = 0;
    bool quoted = false;
    QString current;
    const auto end = [&] {
        if (!current.trimmed().isEmpty() && !current.trimmed().startsWith(u'#'))
            list.append({begins, current.trimmed()});
        current.clear();
    };
    for (const QChar c : text) {
        if (c == u'"')
            quoted = !quoted;
        if (!quoted && c == u'(')
            ++depth;
        if (!quoted && c == u')')
            --depth;
        const bool newline = c == u'\n';
        if (newline || (c == u';' && !quoted && depth <= 0)) {
            end();
            quoted = false;
            depth = 0;
            line += newline;
            begins = line;
        } else {
            current += c;
        }
    }
    end();
    return list;
}

} // namespace drawbridge
