// SPDX-License-Identifier: Apache-2.0
// Turns statements of an example into rows of a model.
#pragma once

#include "analysis/examplestatements.h"
#include "threatmodel/threatmodel.h"

namespace drawbridge {

class ExampleBuilder
{
public:
    ThreatModel model;
    void statement(const QString &line);
    // Flows that name no operations carry those of the service they lead to: leave them empty, the analysis reads so.
    void finish();

private:
    template <class Tag> Id<Tag> idOf(const QString &key) const { return Id<Tag>::named(u"example", key); }
    static QString takeName(QList<ExamplePiece> &words)
    {
        if (words.isEmpty())
            failExample(QStringLiteral("a name is missing"));
        return words.takeFirst().word;
    }
    template <class E> static E enumValue(const QString &text, const char *what)
    {
        if (const auto value = fromName<E>(text))
            return *value;
        failExample(QStringLiteral("'%1' is no %2").arg(text, QLatin1StringView(what)));
    }
    BoundaryId zoneNamed(const QString &name) const;
    ElementId elementNamed(const QString &name) const;
    void zone(QList<ExamplePiece> words);
    void element(QList<ExamplePiece> words, ElementKind kind);
    void flow(QList<ExamplePiece> words);
    SourceId sourceOf(const QString &service);
    void document(QList<ExamplePiece> words);
    SchemeId schemeOf(const QString &service, const QString &name, const ExamplePiece &kind, const QList<ExamplePiece> &more);
    void scheme(QList<ExamplePiece> words);
    // bearer, oauth(read), or the name of a scheme that was declared before
    SchemeUse use(const QString &service, const QString &text);
    Field fieldFrom(const QString &text);
    void parameter(const Operation &op, const QString &text, FieldLocation location);
    SchemaId schema(const Operation &op, const QString &service, const QString &name, const QString &fields, bool request, Truth closed);
    void operation(QList<ExamplePiece> words);
    void secret(QList<ExamplePiece> words);
    void control(QList<ExamplePiece> words);
    void review();
    void project(QList<ExamplePiece> words);
    QStringList m_services;
};

} // namespace drawbridge
