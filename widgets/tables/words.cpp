// SPDX-License-Identifier: Apache-2.0
#include "tables/words.h"

#include "classification/classnames.h"

#include <QCoreApplication>
#include <QHash>

using namespace Qt::StringLiterals;

namespace drawbridge::words {

namespace {

// Context of this file's texts.
struct WordsText
{
    Q_DECLARE_TR_FUNCTIONS(Words)
};

template <class E, std::size_t N> QString pick(const char *const (&names)[N], E value)
{
    const int i = int(value);
    return i >= 0 && i < int(N) ? WordsText::tr(names[i]) : QString();
}

// "some_kind-of.thing" → "Some kind of thing".
QString humanised(QString id)
{
    for (QChar &c : id) {
        if (c == u'_' || c == u'-' || c == u'.')
            c = u' ';
    }
    if (!id.isEmpty())
        id[0] = id[0].toUpper();
    return id;
}

// Of a name that is made from an identifier of the catalogues; of one that a user's catalogue adds, the name itself.
QString translated(const QString &name)
{
    return name.isEmpty() ? name : WordsText::tr(name.toUtf8().constData());
}

const QHash<QString, const char *> &controlNames()
{
    static const QHash<QString, const char *> names{
        {u"authn_user"_s, QT_TRANSLATE_NOOP("Words", "Sign-in required")},
        {u"authn_service"_s, QT_TRANSLATE_NOOP("Words", "Service authentication")},
        {u"mtls"_s, QT_TRANSLATE_NOOP("Words", "Mutual TLS")},
        {u"mfa"_s, QT_TRANSLATE_NOOP("Words", "Second factor")},
        {u"step_up"_s, QT_TRANSLATE_NOOP("Words", "Step-up authentication")},
        {u"reauth_current_secret"_s, QT_TRANSLATE_NOOP("Words", "Current password asked for")},
        {u"brute_force_protection"_s, QT_TRANSLATE_NOOP("Words", "Brute-force protection")},
        {u"attempt_limit"_s, QT_TRANSLATE_NOOP("Words", "Limit on attempts")},
        {u"generic_auth_errors"_s, QT_TRANSLATE_NOOP("Words", "Same error for every failed sign-in")},
        {u"password_policy"_s, QT_TRANSLATE_NOOP("Words", "Password policy")},
        {u"otp_binding"_s, QT_TRANSLATE_NOOP("Words", "One-time code bound to its request")},
        {u"out_of_band_delivery"_s, QT_TRANSLATE_NOOP("Words", "Secret delivered another way")},
        {u"subject_from_token"_s, QT_TRANSLATE_NOOP("Words", "Account taken from the token")},
        {u"token_short_lived"_s, QT_TRANSLATE_NOOP("Words", "Short-lived tokens")},
        {u"token_audience"_s, QT_TRANSLATE_NOOP("Words", "Token audience checked")},
        {u"token_signature_asym"_s, QT_TRANSLATE_NOOP("Words", "Asymmetric token signatures")},
        {u"token_revocation"_s, QT_TRANSLATE_NOOP("Words", "Token revocation")},
        {u"token_sender_constrained"_s, QT_TRANSLATE_NOOP("Words", "Tokens bound to their sender")},
        {u"token_in_header"_s, QT_TRANSLATE_NOOP("Words", "Token in a header")},
        {u"pkce"_s, QT_TRANSLATE_NOOP("Words", "PKCE")},
        {u"csrf_protection"_s, QT_TRANSLATE_NOOP("Words", "Protection against cross-site requests")},
        {u"object_authz"_s, QT_TRANSLATE_NOOP("Words", "Object-level authorization")},
        {u"function_authz"_s, QT_TRANSLATE_NOOP("Words", "Function-level authorization")},
        {u"property_authz"_s, QT_TRANSLATE_NOOP("Words", "Property-level authorization")},
        {u"strict_binding"_s, QT_TRANSLATE_NOOP("Words", "Only declared properties accepted")},
        {u"tenant_isolation"_s, QT_TRANSLATE_NOOP("Words", "Tenant isolation")},
        {u"least_scope"_s, QT_TRANSLATE_NOOP("Words", "Scopes per resource")},
        {u"least_privilege"_s, QT_TRANSLATE_NOOP("Words", "Least privilege")},
        {u"unpredictable_ids"_s, QT_TRANSLATE_NOOP("Words", "Random identifiers")},
        {u"gateway_enforced"_s, QT_TRANSLATE_NOOP("Words", "Enforced at the gateway")},
        {u"admin_separation"_s, QT_TRANSLATE_NOOP("Words", "Separate way in for administrators")},
        {u"input_validation"_s, QT_TRANSLATE_NOOP("Words", "Input validation")},
        {u"strict_schema"_s, QT_TRANSLATE_NOOP("Words", "Closed schemas with bounds")},
        {u"parameterised_queries"_s, QT_TRANSLATE_NOOP("Words", "Parameterised queries")},
        {u"upload_limits"_s, QT_TRANSLATE_NOOP("Words", "Upload limits")},
        {u"upload_scanning"_s, QT_TRANSLATE_NOOP("Words", "Upload scanning")},
        {u"rate_limit"_s, QT_TRANSLATE_NOOP("Words", "Rate limit")},
        {u"quota_per_principal"_s, QT_TRANSLATE_NOOP("Words", "Quota per caller")},
        {u"pagination_cap"_s, QT_TRANSLATE_NOOP("Words", "Largest page size")},
        {u"body_size_limit"_s, QT_TRANSLATE_NOOP("Words", "Limit on body size")},
        {u"anti_automation"_s, QT_TRANSLATE_NOOP("Words", "Protection against automation")},
        {u"server_side_pricing"_s, QT_TRANSLATE_NOOP("Words", "Prices computed by the server")},
        {u"tls"_s, QT_TRANSLATE_NOOP("Words", "TLS")},
        {u"hsts"_s, QT_TRANSLATE_NOOP("Words", "Strict transport security")},
    };
    return names;
}

QString fieldLabel(const ThreatModel &model, const Field &field)
{
    if (!field.operation.isNull())
        return WordsText::tr("%1 (%2)").arg(field.name, of(field.location));
    const Schema *schema = model.schemas.find(field.schema);
    return schema ? schema->name + u'.' + field.path : field.path;
}

} // namespace

QString of(Band band)
{
    static constexpr const char *names[] = {QT_TRANSLATE_NOOP("Words", "Critical"), QT_TRANSLATE_NOOP("Words", "High"), QT_TRANSLATE_NOOP("Words", "Medium"),
                                            QT_TRANSLATE_NOOP("Words", "Low"), QT_TRANSLATE_NOOP("Words", "Note")};
    return pick(names, band);
}

QString of(Confidence confidence)
{
    static constexpr const char *names[] = {QT_TRANSLATE_NOOP("Words", "confirmed"), QT_TRANSLATE_NOOP("Words", "likely"), QT_TRANSLATE_NOOP("Words", "possible")};
    return pick(names, confidence);
}

QString of(Certainty certainty)
{
    static constexpr const char *names[] = {QT_TRANSLATE_NOOP("Words", "certain"), QT_TRANSLATE_NOOP("Words", "likely"), QT_TRANSLATE_NOOP("Words", "possible")};
    return pick(names, certainty);
}

QString of(FindingKind kind)
{
    static constexpr const char *names[] = {QT_TRANSLATE_NOOP("Words", "Weakness"), QT_TRANSLATE_NOOP("Words", "Question"), QT_TRANSLATE_NOOP("Words", "Attack path"),
                                            QT_TRANSLATE_NOOP("Words", "Drift"), QT_TRANSLATE_NOOP("Words", "Hygiene")};
    return pick(names, kind);
}

QString of(FindingStatus status)
{
    static constexpr const char *names[] = {QT_TRANSLATE_NOOP("Words", "open"), QT_TRANSLATE_NOOP("Words", "mitigated"), QT_TRANSLATE_NOOP("Words", "accepted"),
                                            QT_TRANSLATE_NOOP("Words", "transferred"), QT_TRANSLATE_NOOP("Words", "not a threat"),
                                            QT_TRANSLATE_NOOP("Words", "duplicate"), QT_TRANSLATE_NOOP("Words", "answered"),
                                            QT_TRANSLATE_NOOP("Words", "reopened"), QT_TRANSLATE_NOOP("Words", "gone")};
    return pick(names, status);
}

QString of(Truth truth)
{
    static constexpr const char *names[] = {QT_TRANSLATE_NOOP("Words", "Not known"), QT_TRANSLATE_NOOP("Words", "No"), QT_TRANSLATE_NOOP("Words", "Yes")};
    return pick(names, truth);
}

QString of(ElementKind kind)
{
    static constexpr const char *names[] = {QT_TRANSLATE_NOOP("Words", "External entity"), QT_TRANSLATE_NOOP("Words", "Process"),
                                            QT_TRANSLATE_NOOP("Words", "Data store")};
    return pick(names, kind);
}

QString of(ActorClass actor)
{
    static constexpr const char *names[] = {QT_TRANSLATE_NOOP("Words", "Not an actor"), QT_TRANSLATE_NOOP("Words", "Anyone on the internet"),
                                            QT_TRANSLATE_NOOP("Words", "Anyone who registers"), QT_TRANSLATE_NOOP("Words", "Customers"),
                                            QT_TRANSLATE_NOOP("Words", "Partner systems"), QT_TRANSLATE_NOOP("Words", "People or systems inside"),
                                            QT_TRANSLATE_NOOP("Words", "Administrators")};
    return pick(names, actor);
}

QString of(Criticality criticality)
{
    static constexpr const char *names[] = {QT_TRANSLATE_NOOP("Words", "Low"), QT_TRANSLATE_NOOP("Words", "Normal"), QT_TRANSLATE_NOOP("Words", "High"),
                                            QT_TRANSLATE_NOOP("Words", "Vital")};
    return pick(names, criticality);
}

QString of(ZoneKind kind)
{
    static constexpr const char *names[] = {QT_TRANSLATE_NOOP("Words", "Other"), QT_TRANSLATE_NOOP("Words", "Internet"), QT_TRANSLATE_NOOP("Words", "Client device"),
                                            QT_TRANSLATE_NOOP("Words", "Partner"), QT_TRANSLATE_NOOP("Words", "Third party"), QT_TRANSLATE_NOOP("Words", "Edge"),
                                            QT_TRANSLATE_NOOP("Words", "Application"), QT_TRANSLATE_NOOP("Words", "Data"),
                                            QT_TRANSLATE_NOOP("Words", "Management"), QT_TRANSLATE_NOOP("Words", "Cardholder data"),
                                            QT_TRANSLATE_NOOP("Words", "Non-production")};
    return pick(names, kind);
}

QString of(ControlState state)
{
    static constexpr const char *names[] = {QT_TRANSLATE_NOOP("Words", "Not known"), QT_TRANSLATE_NOOP("Words", "Absent"), QT_TRANSLATE_NOOP("Words", "Planned"),
                                            QT_TRANSLATE_NOOP("Words", "Present")};
    return pick(names, state);
}

QString of(Notation notation)
{
    static constexpr const char *names[] = {QT_TRANSLATE_NOOP("Words", "Rounded"), QT_TRANSLATE_NOOP("Words", "Yourdon circles"),
                                            QT_TRANSLATE_NOOP("Words", "Gane-Sarson")};
    return pick(names, notation);
}

QString of(Audience audience)
{
    static constexpr const char *names[] = {QT_TRANSLATE_NOOP("Words", "Everybody"), QT_TRANSLATE_NOOP("Words", "Businesses"), QT_TRANSLATE_NOOP("Words", "Children")};
    return pick(names, audience);
}

QString of(Origin origin)
{
    static constexpr const char *names[] = {QT_TRANSLATE_NOOP("Words", "declared by the specification"), QT_TRANSLATE_NOOP("Words", "inferred"),
                                            QT_TRANSLATE_NOOP("Words", "seen in traffic"), QT_TRANSLATE_NOOP("Words", "said by a person")};
    return pick(names, origin);
}

QString of(FieldLocation location)
{
    static constexpr const char *names[] = {QT_TRANSLATE_NOOP("Words", "body"), QT_TRANSLATE_NOOP("Words", "path"), QT_TRANSLATE_NOOP("Words", "query"),
                                            QT_TRANSLATE_NOOP("Words", "header"), QT_TRANSLATE_NOOP("Words", "cookie"), QT_TRANSLATE_NOOP("Words", "form"),
                                            QT_TRANSLATE_NOOP("Words", "response header")};
    return pick(names, location);
}

QString trust(int level)
{
    static constexpr const char *names[] = {QT_TRANSLATE_NOOP("Words", "0, anyone"), QT_TRANSLATE_NOOP("Words", "1, outside, known"),
                                            QT_TRANSLATE_NOOP("Words", "2, our own"), QT_TRANSLATE_NOOP("Words", "3, protected"),
                                            QT_TRANSLATE_NOOP("Words", "4, restricted")};
    return level < 0 ? WordsText::tr("Not known") : pick(names, level);
}

QString strideLetter(const QString &letter)
{
    static const QHash<QString, const char *> names{{u"S"_s, QT_TRANSLATE_NOOP("Words", "Spoofing")},
                                                    {u"T"_s, QT_TRANSLATE_NOOP("Words", "Tampering")},
                                                    {u"R"_s, QT_TRANSLATE_NOOP("Words", "Repudiation")},
                                                    {u"I"_s, QT_TRANSLATE_NOOP("Words", "Information disclosure")},
                                                    {u"D"_s, QT_TRANSLATE_NOOP("Words", "Denial of service")},
                                                    {u"E"_s, QT_TRANSLATE_NOOP("Words", "Elevation of privilege")}};
    const char *name = names.value(letter);
    return name ? WordsText::tr(name) : letter;
}

QString control(const QString &kind)
{
    const char *name = controlNames().value(kind);
    return name ? WordsText::tr(name) : translated(humanised(kind));
}

QString dataClass(const QString &id)
{
    const QString name = dataClassName(id);
    return name.isEmpty() ? translated(humanised(id.section(u'.', -1))) : name;
}

QString role(const QString &role)
{
    return translated(QString(role).replace(u'_', u' '));
}

QString operationName(const Operation &operation)
{
    return operation.method.isEmpty() ? operation.path : operation.method + u' ' + operation.path;
}

QString flowName(const ThreatModel &model, const DataFlow &flow)
{
    return flow.name.isEmpty() ? flowEnds(model, flow) : flow.name;
}

QString flowEnds(const ThreatModel &model, const DataFlow &flow)
{
    return WordsText::tr("%1 → %2").arg(model.elements.value(flow.source).name, model.elements.value(flow.target).name);
}

QString fieldName(const ThreatModel &model, const Field &field)
{
    return fieldLabel(model, field);
}

QString nameOf(const ThreatModel &model, const Subject &subject)
{
    switch (subject.kind) {
    case SubjectKind::Project:
        return model.project().name;
    case SubjectKind::Element:
        return model.elements.value(ElementId(subject.id)).name;
    case SubjectKind::Flow:
        if (const DataFlow *flow = model.flows.find(FlowId(subject.id)))
            return flowName(model, *flow);
        return {};
    case SubjectKind::Boundary:
        return model.boundaries.value(BoundaryId(subject.id)).name;
    case SubjectKind::Operation:
        if (const Operation *operation = model.operations.find(OperationId(subject.id)))
            return operationName(*operation);
        return {};
    case SubjectKind::Field:
        if (const Field *field = model.fields.find(FieldId(subject.id)))
            return fieldName(model, *field);
        return {};
    case SubjectKind::Schema:
        return model.schemas.value(SchemaId(subject.id)).name;
    case SubjectKind::Scheme:
        return model.schemes.value(SchemeId(subject.id)).name;
    case SubjectKind::Source:
        return model.sources.value(SourceId(subject.id)).path;
    case SubjectKind::Asset:
        return model.assets.value(DataAssetId(subject.id)).name;
    }
    return {};
}

QString place(const SourceRef &at)
{
    if (at.isNull())
        return {};
    return at.line > 0 ? at.file + u':' + QString::number(at.line) : at.file;
}

} // namespace drawbridge::words
