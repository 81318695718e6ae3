// SPDX-License-Identifier: Apache-2.0
// A large specification made up for benchmarks: many resources with five operations each, shared and inline schemas.
#pragma once

#include <QByteArray>
#include <QString>

namespace drawbridge::testing {

// OpenAPI 3.0 as JSON: `operations` operations (five a resource), about 40 fields a resource and as much prose as real
// specifications have. 1,000 operations give between 4 and 5 MB.
inline QByteArray bigSpecJson(int operations)
{
    const QString prose = QStringLiteral("Reads or changes one thing of its kind and says in passing, at the length that is usual in public "
                                         "specifications, what the caller may expect, which conditions hold and where to read more about it. ")
                              .repeated(3);
    static const char *const names[] = {"email", "fullName", "phoneNumber", "status", "amount", "currency", "createdAt", "note", "ownerId", "country"};
    QString paths, schemas;
    const int resources = (operations + 4) / 5;
    for (int r = 0; r < resources; ++r) {
        const QString name = QStringLiteral("thing%1").arg(r);
        QString properties;
        for (int f = 0; f < 40; ++f) {
            properties += QStringLiteral(",\n        \"%1%2\": {\n          \"type\": \"string\",\n          \"maxLength\": 200,\n          \"description\": \"%3\"\n        }")
                              .arg(QString::fromLatin1(names[f % 10]), f < 10 ? QString() : QString::number(f), prose.left(160));
        }
        schemas += QStringLiteral("%1\n    \"%2\": {\n      \"type\": \"object\",\n      \"properties\": {\n        \"id\": {\"type\": \"string\", \"format\": \"uuid\"}%3\n      }\n    }")
                       .arg(r ? QStringLiteral(",") : QString(), name, properties);
        const QString reference = QStringLiteral("{\"$ref\": \"#/components/schemas/%1\"}").arg(name);
        const auto operation = [&](const QString &method, bool body) {
            QString text = QStringLiteral("      \"%1\": {\n        \"operationId\": \"%1%2%3\",\n        \"tags\": [\"group%4\"],\n        \"summary\": \"%1 %2\",\n        \"description\": \"%5\",\n")
                               .arg(method, name, body ? QStringLiteral("Body") : QString()).arg(r % 20).arg(prose);
            text += QStringLiteral("        \"parameters\": [{\"name\": \"verbose\", \"in\": \"query\", \"description\": \"%1\", \"schema\": {\"type\": \"boolean\"}}],\n").arg(prose.left(200));
            if (body)
                text += QStringLiteral("        \"requestBody\": {\"content\": {\"application/json\": {\"schema\": %1}}},\n").arg(reference);
            return text + QStringLiteral("        \"responses\": {\"200\": {\"description\": \"%1\", \"content\": {\"application/json\": {\"schema\": %2}}}, \"404\": {\"description\": \"%1\"}}\n      }")
                              .arg(prose.left(300), reference);
        };
        paths += QStringLiteral("%1\n    \"/%2s\": {\n%3,\n%4\n    },\n    \"/%2s/{id}\": {\n%5,\n%6,\n%7\n    }")
                     .arg(r ? QStringLiteral(",") : QString(), name, operation(QStringLiteral("get"), false), operation(QStringLiteral("post"), true),
                          operation(QStringLiteral("get"), false), operation(QStringLiteral("put"), true), operation(QStringLiteral("delete"), false));
    }
    return (QStringLiteral("{\n  \"openapi\": \"3.0.3\",\n  \"info\": {\"title\": \"Big\", \"version\": \"1\"},\n  \"servers\": [{\"url\": \"https://big.example\"}],\n"
                           "  \"security\": [{\"bearer\": []}],\n  \"paths\": {%1\n  },\n  \"components\": {\n    \"securitySchemes\": {\"bearer\": {\"type\": \"http\", \"scheme\": \"bearer\"}},\n    \"schemas\": {%2\n  }}\n}\n")
                .arg(paths, schemas))
        .toUtf8();
}

} // namespace drawbridge::testing
