// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/result.h"
#include "threatmodel/threatmodel.h"

#include <QMap>

namespace drawbridge {

// A small system written down in a few lines, for the examples of rules. One statement a line, or several joined by `;`:
//   project audience=children profiles(pci, gdpr) jurisdictions(EU)
//   zone NAME TRUST [kind=data] [in ZONE]
//   actor NAME [in ZONE] [class=partner]         service NAME [in ZONE] [kind=gateway] [criticality=high]         store NAME …
//      any of these also: [networks(front, back)] [published(8080:80)] [set(access=open, privileged)] [owner=team]
//   secret ELEMENT NAME [kind=signing_key] [strength=dictionary] [same=WORD, for equal ones] [placeholder]
//   flow A -> B [https|http|sql|…] [auth|noauth] [encrypted|plain] [carries(pii.contact, …)]
//   doc SERVICE [servers(http://a, …)] [format=postman-2.1] [default=undeclared]
//   scheme SERVICE NAME bearer|basic|key-header|key-query|key-cookie|mtls|oidc|oauth(grant, …) [scopes(a, b)] [url=http://…]
//   op SERVICE METHOD /path [auth=none|undeclared|optional|bearer|key|query-key|cookie|basic|mtls|oauth(scope, …)[|…]] [role=a,b]
//      a scheme that was declared before is named, one of another service as SERVICE:SCHEME
//      [id=operationId] [summary("…")] [tags(a, b)] [deprecated] [kind=webhook|callback] [ref(id:integer)] [param(limit:integer/<=100)]
//      [header(X-Signature)] [cookie(session)] [req Name(field:what, …)] [closed|open] [req[](…)] [resp Name(…)] [resp[] Name(…)]
//      [codes(401, 429)] [headers(Retry-After)] [error(404 "text")] [media(application/xml)]
//   control KIND on NAME|project [absent|planned|asserted|declared|observed|inferred] [expires=2020-01-01]
//   reviewed      what stands above was reviewed so; later statements about the same thing replace what is said there
//   include "name of another example of the rule"
// What a field is follows its name, parts joined by `/`: a data class (pii.contact), a semantic (current_secret), a type
// (integer), a format (format=uuid), limits (<=100, >=1, max4, min8), readonly, writeonly, required, array, synthesised
// (the specification forgot to declare it), says="what its description says",
// enum=a|b, shape=jwt:weak-key, pattern=^x$ (without spaces, commas and slashes).
// A field path may be dotted: resp(author.email:pii.contact). The error's line counts from 1 within the text.
Result<ThreatModel> parseExampleModel(const QString &text, const QMap<QString, QString> &otherExamples = {});

} // namespace drawbridge
