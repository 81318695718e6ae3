// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QLatin1StringView>

namespace drawbridge::test {

// A small API with a hole that no analysis should miss: anybody may set anybody's password.
constexpr QLatin1StringView accountsSpec(R"(openapi: 3.0.3
info: {title: Accounts, version: "1"}
servers: [{url: https://accounts.example.com}]
components:
  securitySchemes:
    bearer: {type: http, scheme: bearer}
  schemas:
    User:
      type: object
      properties:
        id: {type: integer}
        email: {type: string, format: email}
        password: {type: string}
security: [{bearer: []}]
paths:
  /users:
    get:
      security: []
      responses: {"200": {description: ok, content: {application/json: {schema: {type: array, items: {$ref: "#/components/schemas/User"}}}}}}
  /users/{id}/password:
    put:
      parameters: [{name: id, in: path, required: true, schema: {type: integer}}]
      requestBody: {content: {application/json: {schema: {$ref: "#/components/schemas/User"}}}}
      responses: {"204": {description: done}}
)");

} // namespace drawbridge::test
