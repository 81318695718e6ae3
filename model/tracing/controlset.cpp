// SPDX-License-Identifier: Apache-2.0
#include "tracing/controlset.h"

#include <algorithm>

namespace drawbridge {

using namespace Qt::StringLiterals;

namespace {

struct Change
{
    const char16_t *kind;
    const char16_t *form;
};

// From the change that reveals least: of several controls the strongest decides.
constexpr Change changes[] = {{u"anonymisation", u"anonymised"},   {u"tokenisation", u"tokenised"},     {u"field_encryption", u"encrypted"},
                              {u"pseudonymisation", u"pseudonymised"}, {u"hashing_password", u"password_hash"}, {u"masking", u"masked"}};

bool isSecret(const QString &dataClass)
{
    return dataClass.startsWith(u"cred.") || dataClass.startsWith(u"secret.") || dataClass.startsWith(u"token.");
}

QString formOf(const QString &kind)
{
    for (const Change &change : changes) {
        if (kind == QStringView(change.kind))
            return QString::fromUtf16(change.form);
    }
    return {};
}

// A protected form stays as it is: masking a token does not make it plainer.
bool isPlain(const QString &form) { return form.isEmpty() || form == u"plain"; }

} // namespace

ControlSet::ControlSet(const TraceInput &input) : m_input(input)
{
    QSet<QString> kinds;
    for (const Control &control : input.model.controls) {
        if (control.state == ControlState::Unknown)
            continue;
        const QDate expires = QDate::fromString(control.expires.left(10), Qt::ISODate);
        if (input.date.isValid() && expires.isValid() && expires < input.date)
            continue;
        // A plan protects nobody yet. Of two words on the same subject the surer one counts, and of equals the safe one.
        const Word word{control.state == ControlState::Present, control.quality};
        const auto key = std::make_pair(control.subject.id, control.kind);
        const auto known = m_said.constFind(key);
        if (known == m_said.constEnd() || std::pair(int(word.quality), !word.present) > std::pair(int(known->quality), !known->present))
            m_said.insert(key, word);
        if (word.present)
            kinds.insert(control.kind);
    }
    for (const Change &change : changes) {
        if (const QString kind = QString::fromUtf16(change.kind); kinds.contains(kind))
            m_kinds << kind;
    }
    m_minimisation = kinds.contains(u"minimisation"_s);
    m_redaction = kinds.contains(u"log_redaction"_s);
}

bool ControlSet::isAround(const Element &element, const QString &kind) const
{
    if (const auto own = m_said.constFind({element.id.uuid(), kind}); own != m_said.constEnd())
        return own->present;
    for (const BoundaryId &zone : boundaryChain(m_input.model, element.boundary)) {
        if (const auto around = m_said.constFind({zone.uuid(), kind}); around != m_said.constEnd())
            return around->present;
    }
    return isOn(QUuid(), kind);
}

// Which classes a control means where it does not name any.
bool ControlSet::appliesTo(const QString &kind, const QString &dataClass) const
{
    const DataClass info = m_input.lexicons.dataClass(dataClass);
    if (kind == u"tokenisation")
        return dataClass.startsWith(u"pci.") || dataClass == u"fin.account" || dataClass == u"pii.govid";
    if (kind == u"hashing_password")
        return dataClass == u"cred.password" || dataClass == u"cred.pin" || dataClass == u"cred.security_answer";
    if (kind == u"masking")
        return !isSecret(dataClass) && info.sensitivity >= Sensitivity::Confidential;
    if (kind == u"field_encryption")
        return info.sensitivity >= Sensitivity::Confidential;
    return info.personal; // pseudonymisation, anonymisation
}

ControlSet::Effect ControlSet::onHop(const QString &dataClass, const QString &form, const DataFlow &flow, OperationId operation, const Element &from,
                                     const Element &to) const
{
    Effect effect;
    effect.form = form;
    // A flow with a declared projection lets nothing else pass.
    if (m_minimisation && !flow.dataClasses.isEmpty() && !flow.dataClasses.contains(dataClass) && isOn(flow.id.uuid(), u"minimisation"_s)) {
        effect.dropped = true;
        effect.by << u"minimisation"_s;
        return effect;
    }
    if (m_redaction && isSink(to) && (isSecret(dataClass) || m_input.lexicons.sensitivity(dataClass) >= Sensitivity::Confidential)
        && (isOn(flow.id.uuid(), u"log_redaction"_s) || isAround(from, u"log_redaction"_s))) {
        effect.dropped = true;
        effect.by << u"log_redaction"_s;
        return effect;
    }
    if (!isPlain(form))
        return effect;
    for (const QString &kind : m_kinds) {
        if (!appliesTo(kind, dataClass))
            continue;
        const bool here = isOn(flow.id.uuid(), kind) || (from.kind == ElementKind::Process && isAround(from, kind))
                          || (!operation.isNull() && isOn(operation.uuid(), kind));
        if (here) {
            effect.form = formOf(kind);
            effect.by << kind;
            break;
        }
    }
    return effect;
}

QString ControlSet::atRest(const QString &dataClass, const QString &form, const Element &element) const
{
    for (const StatedFact &fact : element.facts) {
        // A vault or key client turns data back inside; leaving it again takes a new control.
        if (fact.name == u"detokenises" && fact.value == u"yes" && (form == u"tokenised" || form == u"encrypted"))
            return u"plain"_s;
    }
    if (element.kind != ElementKind::DataStore || !isPlain(form))
        return form;
    for (const QString &kind : m_kinds) {
        if (appliesTo(kind, dataClass) && isAround(element, kind))
            return formOf(kind);
    }
    return form;
}

} // namespace drawbridge
