// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "spec/specnode.h"

#include <QByteArrayView>

namespace drawbridge {

// What kind of document something is, judged by its content.
struct DetectedFormat
{
    QString id;      // swagger-2.0, openapi-3.0, openapi-3.1, openapi-3.2, postman-2.0, postman-2.1, asyncapi, graphql …; empty: not recognised
    QString name;    // for people: "OpenAPI 3.0"
    QString version; // as the document writes it
    bool imported = false;   // false: recognised, but not imported yet
    bool unsupported = false; // a version that is not known
    bool wrapped = false;    // the document is the member `collection` of the root (Postman's API and exports)

    bool isNull() const { return id.isEmpty(); }
};

// A parsed JSON or YAML document.
DetectedFormat detectFormat(const SpecNode &root);
// Anything else: XML, Protocol Buffers, GraphQL, HCL, Python … by name and first bytes; not recognised where it could be
// JSON or YAML.
DetectedFormat detectText(const QString &fileName, QByteArrayView bytes);
// A format by its name in --as (openapi, swagger, postman, or an exact id); not recognised: no such format.
DetectedFormat formatNamed(const QString &name);

} // namespace drawbridge
