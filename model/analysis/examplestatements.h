// SPDX-License-Identifier: Apache-2.0
// The text of an example model, cut into statements and their words.
#pragma once

#include <QList>
#include <QString>
#include <QStringList>

#include <utility>

namespace drawbridge {

// What is wrong with an example; thrown while one is read, and caught where its line is known.
struct ExampleProblem
{
    QString message;
};

[[noreturn]] void failExample(const QString &message);

// One word of a statement: `word`, `key=value`, `name(arguments)` or `"text"`.
struct ExamplePiece
{
    QString word;      // before = or (
    QString value;     // after =
    QString arguments; // between parentheses
    bool hasArguments = false;
    bool quoted = false;
};

// "a, b(c, d)" at its commas, apart from those in parentheses and quotes.
QStringList splitExampleList(const QString &text);
QList<ExamplePiece> examplePieces(const QString &line);
// Statements with the line on which each begins; `;` separates outside of quotes and parentheses.
QList<std::pair<int, QString>> exampleStatements(const QString &text);

} // namespace drawbridge
