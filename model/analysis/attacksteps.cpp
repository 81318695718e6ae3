// SPDX-License-Identifier: Apache-2.0
#include "analysis/attacksteps.h"

#include <QMap>
#include <QSet>

#include <algorithm>

namespace drawbridge {

// How findings of a rule serve an attacker.
struct AttackSteps::Kind
{
    const char *rule;
    StepKind kind;
    Capability gives;
    const char *say;
};

namespace {

constexpr Chance chanceOf(double value) { return Chance(value * double(certainChance) + 0.5); }
constexpr Chance questionChance = chanceOf(0.35); // an open question counts as an uncertain step
constexpr Chance easyChance = chanceOf(0.95);
constexpr Chance privilegeChance = chanceOf(0.75); // privileges of one function seldom open everything at once
constexpr Chance lateralChance = chanceOf(0.90);
constexpr Chance barrierChance = chanceOf(0.25); // that a strong barrier fails: hard

const char connectText[] = QT_TRANSLATE_NOOP("Risk", "Send requests to {1}.");
const char throughText[] = QT_TRANSLATE_NOOP("Risk", "Have {2} pass requests on to {1}.");
const char signInText[] = QT_TRANSLATE_NOOP("Risk", "Use an account on {1}.");
const char registerText[] = QT_TRANSLATE_NOOP("Risk", "Open an account with `{2}` on {1}.");
const char useText[] = QT_TRANSLATE_NOOP("Risk", "Use the privileges on {1} to read what it holds.");
const char ownText[] = QT_TRANSLATE_NOOP("Risk", "Read {1} with what {2} may do.");
const char lateralText[] = QT_TRANSLATE_NOOP("Risk", "Connect from {2} to {1}: nothing keeps them apart.");
const char harvestText[] = QT_TRANSLATE_NOOP("Risk", "Collect ids of others' records from `{2}` on {1}.");
const char barrierText[] = QT_TRANSLATE_NOOP("Risk", "Get past {2}, the only barrier before {1}.");

// Credentials and tokens are what accounts are made of.
QString accountsGroup() { return QStringLiteral("accounts"); }
QString groupOf(const QString &dataClass)
{
    const QString first = dataClass.section(u'.', 0, 0);
    return first == u"cred" || first == u"secret" || first == u"token" ? accountsGroup() : first;
}

std::vector<quint32> onlyLink(quint32 link) { return {link}; }

} // namespace

int costOf(const Catalogue &catalogue, const QString &control)
{
    // Settings of what is there already; everything else of these groups, and of all others, is work on code.
    static const QStringList settings = {QStringLiteral("authn_service"),  QStringLiteral("brute_force_protection"), QStringLiteral("cors_allowlist"),
                                         QStringLiteral("rate_limit"),     QStringLiteral("anti_automation"),        QStringLiteral("waf")};
    static const QStringList designs = {QStringLiteral("mtls"),         QStringLiteral("network_segmentation"), QStringLiteral("tenant_isolation"),
                                        QStringLiteral("tokenisation"), QStringLiteral("token_exchange"),       QStringLiteral("token_signature_asym"),
                                        QStringLiteral("admin_separation"), QStringLiteral("identity_propagation")};
    if (designs.contains(control))
        return 8;
    const ControlInfo *info = catalogue.control(control);
    static const QStringList configured = {QStringLiteral("transport"), QStringLiteral("network"), QStringLiteral("platform"), QStringLiteral("egress")};
    return settings.contains(control) || (info && configured.contains(info->group)) ? 1 : 3;
}

AttackSteps::AttackSteps(Facts &facts, const Catalogue &catalogue, const QList<Finding> &findings) : m_facts(facts), m_catalogue(catalogue)
{
    m_outside.resize(facts.elements.size());
    for (quint32 i = 0; i < facts.elements.size(); ++i) {
        const ActorClass actor = facts.elements[i].reach;
        m_outside[i] = actor != ActorClass::NotAnActor && !moreAvailable(ActorClass::Partner, actor) && facts.elements[i].row->kind != ElementKind::ExternalEntity;
    }
    connect();
    holdData();
    registerAccounts();
    moveAround();
    readFindings(findings);
    passBarriers();
}

quint32 AttackSteps::node(Capability capability, quint32 element, const QString &detail)
{
    return m_graph.node({capability, m_facts.elements[element].row->id, detail});
}

quint32 AttackSteps::change(const QString &control, const Subject &at) { return m_graph.change({control, at, costOf(m_catalogue, control)}); }

void AttackSteps::add(quint32 from, quint32 to, StepKind kind, Chance chance, Tag tag, std::vector<quint32> changes, int barriers, bool evident)
{
    AttackStep step;
    step.from = from;
    step.to = to;
    step.kind = kind;
    step.chance = chance;
    step.changes = std::move(changes);
    step.strongBarriers = barriers;
    step.evident = evident;
    step.tag = quint32(m_tags.size());
    m_tags.push_back(std::move(tag));
    m_graph.add(std::move(step));
}

LateText AttackSteps::words(const char *text, quint32 element, const QString &second) const
{
    LateText say{QString::fromUtf8(text), {m_facts.elements[element].row->name}};
    if (!second.isEmpty())
        say.arguments << second;
    return say;
}

// Actors, what they are connected to, and proxies that pass requests on.
void AttackSteps::connect()
{
    const ReachGraph &reach = m_facts.reach();
    const auto start = [&](ActorClass actor) { return m_graph.node({Capability::Start, {}, nameOf(actor)}); };
    QList<ActorClass> classes;
    const auto begin = [&](ActorClass actor, quint32 to, std::vector<quint32> route, QList<Evidence> evidence) {
        Tag tag{words(connectText, to), m_facts.elements[to].row->id, {}, route, nullptr, -1, evidence, false};
        add(start(actor), node(Capability::Deliver, to), StepKind::Connect, certainChance, tag);
        if (actor != ActorClass::Anonymous) {
            tag.say = words(signInText, to);
            add(start(actor), node(Capability::Account, to), StepKind::SignIn, certainChance, tag);
        }
        if (!classes.contains(actor))
            classes << actor;
    };
    for (quint32 row = 0; row < reach.links().size(); ++row) {
        const ReachLink &link = reach.links()[row];
        const ReachNode &from = reach.nodes()[link.from];
        if (link.to >= reach.elementCount() || reach.nodes()[link.to].external || link.certainty == Certainty::Possible)
            continue;
        QList<Evidence> evidence;
        if (!link.at.isNull() || !link.evidence.isEmpty())
            evidence.append({link.kind == LinkKind::PublishedPort ? LateText{QStringLiteral(QT_TRANSLATE_NOOP("Risk", "the port is published: {1}")), {link.evidence}}
                                                                  : LateText{QStringLiteral(QT_TRANSLATE_NOOP("Risk", "the flow is drawn or declared")), {}},
                             link.at});
        if (from.actor != ActorClass::NotAnActor && !moreAvailable(ActorClass::Partner, from.actor)) {
            begin(from.actor, link.to, onlyLink(row), evidence);
        } else if (from.kind == ReachNode::Element && from.passes) {
            Tag tag{words(throughText, link.to, from.name), m_facts.elements[link.to].row->id, {}, onlyLink(row), nullptr, -1, evidence, false};
            const int user = m_facts.symbols().find(QStringLiteral("authn_user"));
            const bool asks = user >= 0 && m_facts.control({FactKind::Element, 1, link.from}, user).state == ControlState::Present;
            const Capability needs = asks ? Capability::Account : Capability::Deliver;
            add(node(needs, link.from), node(Capability::Deliver, link.to), StepKind::Connect, certainChance, tag);
            tag.say = words(signInText, link.to);
            add(node(Capability::Account, link.from), node(Capability::Account, link.to), StepKind::SignIn, certainChance, tag);
        }
    }
    // A contract that nobody is drawn to call: its address invites everybody.
    for (const FactRef ref : m_facts.project.services) {
        if (m_facts.elements[ref.index].reach == ActorClass::NotAnActor && m_facts.actorOf(ref) == ActorClass::Anonymous) {
            m_outside[ref.index] = true;
            begin(ActorClass::Anonymous, ref.index, {}, {});
        }
    }
    std::sort(classes.begin(), classes.end());
    for (const ActorClass actor : classes)
        m_starts.append({actor, start(actor)});
}

// What is worth protecting, and those who may read it by their nature.
void AttackSteps::holdData()
{
    for (const FactRef ref : m_facts.project.elements) {
        ElementFacts &element = m_facts.elements[ref.index];
        if (element.row->kind == ElementKind::ExternalEntity)
            continue;
        m_facts.needData(element);
        const bool accounts = !element.operations.empty() && element.accountSensitivity >= int(Sensitivity::Critical);
        const bool critical = int(element.row->criticality) >= int(Criticality::High);
        QMap<QString, CrownJewel> groups;
        for (const int symbol : element.classes) {
            const QString dataClass = m_facts.symbols().word(symbol);
            const Sensitivity sensitivity = m_facts.lexicons().sensitivity(dataClass);
            if (sensitivity < Sensitivity::Restricted)
                continue;
            CrownJewel &jewel = groups[groupOf(dataClass)];
            jewel.classes << dataClass;
            jewel.sensitivity = std::max(jewel.sensitivity, int(sensitivity));
        }
        if (accounts)
            groups[accountsGroup()].sensitivity = int(Sensitivity::Critical);
        else if (element.row->kind == ElementKind::Process)
            groups.remove(accountsGroup()); // credentials that merely pass through open nothing here
        if (critical && groups.isEmpty())
            groups[QString()].sensitivity = int(Sensitivity::Restricted);
        for (auto it = groups.begin(); it != groups.end(); ++it) {
            CrownJewel &jewel = *it;
            jewel.element = ref.index;
            jewel.group = it.key();
            jewel.node = node(Capability::Data, ref.index, it.key());
            jewel.classes.sort();
            jewel.name = element.row->name;
            if (it.key() != accountsGroup() && !jewel.classes.isEmpty()) {
                QStringList titles;
                for (const QString &dataClass : jewel.classes.mid(0, 3)) {
                    const QString title = m_facts.lexicons().dataClass(dataClass).title;
                    titles << (title.isEmpty() ? dataClass : title);
                }
                jewel.name += QStringLiteral(": ") + titles.join(QStringLiteral(", "));
            }
            m_jewels.append(jewel);
            Tag tag{words(useText, ref.index), element.row->id, {}, {}, nullptr, -1, {}, true};
            for (const Capability held : {Capability::Privileges, Capability::Control})
                add(node(held, ref.index), jewel.node, StepKind::UsePrivileges, held == Capability::Control ? easyChance : privilegeChance, tag);
        }
    }
    // A process that is controlled reads the stores that it uses.
    for (quint32 row = 0; row < m_facts.flows.size(); ++row) {
        const FlowFacts &flow = m_facts.flows[row];
        const ElementFacts &to = m_facts.elements[flow.target];
        if (to.row->kind != ElementKind::DataStore || m_facts.elements[flow.source].row->kind != ElementKind::Process)
            continue;
        Tag tag{words(ownText, flow.target, m_facts.elements[flow.source].row->name), to.row->id, {}, m_facts.reach().connection(flow.source, flow.target, Certainty::Likely),
                nullptr, -1, {}, true};
        const quint32 least = change(QStringLiteral("least_privilege"), {SubjectKind::Element, to.row->id.uuid()});
        for (const quint32 jewel : jewelsOf(flow.target))
            add(node(Capability::Control, flow.source), jewel, StepKind::UsePrivileges, easyChance, tag, {least});
    }
}

// Anybody may open an account, which other services of the system accept as well.
void AttackSteps::registerAccounts()
{
    const int registers = m_facts.symbols().find(QStringLiteral("register")), required = m_facts.symbols().find(QStringLiteral("required"));
    const quint32 account = m_graph.node({Capability::Account, {}, QStringLiteral("registered")});
    bool any = false;
    for (const FactRef ref : m_facts.project.operations) {
        const OperationFacts &op = m_facts.operations[ref.index];
        if (op.service < 0 || op.auth == required || !std::binary_search(op.roles.begin(), op.roles.end(), registers))
            continue;
        any = true;
        const quint32 service = quint32(op.service);
        Tag tag{words(registerText, service, op.name), m_facts.elements[service].row->id, op.row->id, {}, nullptr, -1,
                {{{QStringLiteral(QT_TRANSLATE_NOOP("Risk", "anybody may register")), {}}, op.row->provenance.at}}, false};
        add(node(Capability::Deliver, service), account, StepKind::Register, easyChance, tag);
    }
    if (!any)
        return;
    for (const FactRef ref : m_facts.project.elements) {
        if (!m_outside[ref.index] || m_facts.elements[ref.index].row->kind != ElementKind::Process)
            continue;
        Tag tag{words(signInText, ref.index), m_facts.elements[ref.index].row->id, {}, m_facts.exposureOfElement(ref.index).route, nullptr, -1, {}, false};
        add(account, node(Capability::Account, ref.index), StepKind::SignIn, certainChance, tag);
    }
}

// From a process under control to its neighbours.
void AttackSteps::moveAround()
{
    for (const FactRef ref : m_facts.project.elements) {
        if (m_facts.elements[ref.index].row->kind != ElementKind::Process)
            continue;
        for (const FactRef to : m_facts.neighbours(ref.index)) {
            const ElementFacts &target = m_facts.elements[to.index];
            if (target.row->kind == ElementKind::ExternalEntity)
                continue;
            Tag tag{words(lateralText, to.index, m_facts.elements[ref.index].row->name), target.row->id, {},
                    m_facts.reach().connection(ref.index, to.index, Certainty::Likely), nullptr, -1, {}, false};
            const quint32 policy = change(QStringLiteral("network_policy"), {SubjectKind::Element, target.row->id.uuid()});
            add(node(Capability::Control, ref.index), node(Capability::Deliver, to.index), StepKind::Lateral, lateralChance, tag, {policy});
        }
    }
}

// Steps past a strong barrier that is known to stand: they serve only to find what a single one protects.
void AttackSteps::passBarriers()
{
    const auto present = [&](FactRef of, const char *control) {
        const int symbol = m_facts.symbols().find(QString::fromLatin1(control));
        return symbol >= 0 && m_facts.control(of, symbol).state == ControlState::Present;
    };
    const QList<CrownJewel> jewels = m_jewels;
    for (const CrownJewel &jewel : jewels) {
        const FactRef ref{FactKind::Element, 1, jewel.element};
        const ElementFacts &element = m_facts.elements[jewel.element];
        const auto past = [&](quint32 from, const QString &barrier, std::vector<quint32> route) {
            Tag tag{words(barrierText, jewel.element, barrier), element.row->id, {}, std::move(route), nullptr, -1, {}, true};
            const quint32 second = change(element.row->kind == ElementKind::DataStore ? QStringLiteral("private_exposure") : QStringLiteral("function_authz"),
                                          {SubjectKind::Element, element.row->id.uuid()});
            add(from, jewel.node, StepKind::Guess, barrierChance, tag, {second}, 1);
        };
        // A store that strangers can connect to and that asks for a password.
        if (element.row->kind == ElementKind::DataStore && m_outside[jewel.element]
            && (present(ref, "authn_service") || present(ref, "authn_user") || present(ref, "mtls")))
            past(node(Capability::Deliver, jewel.element), QStringLiteral("service authentication"), {});
        // A service that leaves all questions to a gateway.
        if (element.operations.empty() || present(ref, "authn_user") || present(ref, "mtls"))
            continue;
        const int required = m_facts.symbols().find(QStringLiteral("required"));
        const bool asks = std::any_of(element.operations.begin(), element.operations.end(), [&](FactRef op) { return m_facts.operations[op.index].auth == required; });
        const int user = m_facts.symbols().find(QStringLiteral("authn_user"));
        if (asks || user < 0 || m_facts.coverage(user).guarded(jewel.element) != Truth::Yes)
            continue;
        const std::vector<quint32> route = m_facts.coverage(user).guardedRoute(jewel.element);
        if (route.empty())
            continue;
        const ReachNode &gateway = m_facts.reach().nodes()[m_facts.reach().links()[route.back()].from];
        if (const int row = m_facts.rowOf(gateway.element); row >= 0)
            past(node(Capability::Deliver, quint32(row)), gateway.name, {route.back()});
    }
}

bool AttackSteps::isAttack(quint32 row) const
{
    const StepKind kind = m_graph.steps()[row].kind;
    return kind != StepKind::Connect && kind != StepKind::SignIn && kind != StepKind::UsePrivileges;
}

bool AttackSteps::opensAll(quint32 row) const { return m_tags[m_graph.steps()[row].tag].bulk; }

std::vector<quint32> AttackSteps::jewelsOf(quint32 element, int operation)
{
    QSet<QString> handled;
    if (operation >= 0) {
        OperationFacts &op = m_facts.operations[size_t(operation)];
        m_facts.needFields(op);
        const auto take = [&](const FactList &fields) {
            for (const FactRef ref : fields) {
                const FieldFacts &field = m_facts.fields[ref.index];
                if (field.certainty >= 1 && field.sensitivity >= int(Sensitivity::Restricted))
                    handled.insert(groupOf(m_facts.symbols().word(field.dataClass)));
            }
        };
        take(op.responseFields);
        if (op.sideEffect)
            take(op.requestFields);
    }
    std::vector<quint32> nodes;
    for (const CrownJewel &jewel : std::as_const(m_jewels)) {
        if (jewel.element == element && (operation < 0 || handled.contains(jewel.group)))
            nodes.push_back(jewel.node);
    }
    return nodes;
}

// A process under control, privileges … are on the element; what an operation asks for decides where one begins.
quint32 AttackSteps::entryOf(quint32 operation, quint32 service)
{
    const OperationFacts &op = m_facts.operations[operation];
    const bool asks = op.auth == m_facts.symbols().find(QStringLiteral("required"));
    return node(asks ? Capability::Account : Capability::Deliver, service);
}

void AttackSteps::readFindings(const QList<Finding> &findings)
{
    static const Kind kinds[] = {
        {"AUTHN-001", StepKind::NoProof, Capability::Data, QT_TRANSLATE_NOOP("Risk", "Change data with `{2}` on {1}, which asks for no proof of identity.")},
        {"AUTHN-002", StepKind::NoProof, Capability::Data, QT_TRANSLATE_NOOP("Risk", "Read data with `{2}` on {1}, which asks for no proof of identity.")},
        {"AUTHN-003", StepKind::NoProof, Capability::Data, QT_TRANSLATE_NOOP("Risk", "Call `{2}` on {1} without the proof that it merely offers to take.")},
        {"AUTHN-007", StepKind::Guess, Capability::Account, QT_TRANSLATE_NOOP("Risk", "Guess credentials at `{2}` on {1}.")},
        {"AUTHN-008", StepKind::Guess, Capability::Account, QT_TRANSLATE_NOOP("Risk", "Guess the one-time code at `{2}` on {1}.")},
        {"AUTHN-012", StepKind::Takeover, Capability::Data, QT_TRANSLATE_NOOP("Risk", "Take over another account with `{2}` on {1}.")},
        {"AUTHN-013", StepKind::Takeover, Capability::Data, QT_TRANSLATE_NOOP("Risk", "Have `{2}` on {1} hand out another account's recovery secret.")},
        {"AUTHN-016", StepKind::StolenCredential, Capability::Privileges, QT_TRANSLATE_NOOP("Risk", "Use the credential that {1} shares with others.")},
        {"AUTHZ-001", StepKind::ObjectReference, Capability::Data, QT_TRANSLATE_NOOP("Risk", "Name another's record in `{2}` on {1}.")},
        {"AUTHZ-002", StepKind::ObjectReference, Capability::Data, QT_TRANSLATE_NOOP("Risk", "Name another acting user in `{2}` on {1}.")},
        {"AUTHZ-003", StepKind::Escalate, Capability::Privileges, QT_TRANSLATE_NOOP("Risk", "Call the administrative `{2}` on {1} as an ordinary user.")},
        {"AUTHZ-008", StepKind::Escalate, Capability::Privileges, QT_TRANSLATE_NOOP("Risk", "Give oneself privileges with `{2}` on {1}.")},
        {"AUTHZ-009", StepKind::Escalate, Capability::Privileges, QT_TRANSLATE_NOOP("Risk", "Send a privileged property along with `{2}` on {1}.")},
        {"AUTHZ-014", StepKind::Neighbour, Capability::Data, QT_TRANSLATE_NOOP("Risk", "Talk to the store {1} directly.")},
        {"CONF-005", StepKind::NoProof, Capability::Data, QT_TRANSLATE_NOOP("Risk", "Use the debug operation `{2}` on {1}.")},
        {"CONF-010", StepKind::StolenCredential, Capability::Privileges, QT_TRANSLATE_NOOP("Risk", "Sign in to {1} with its default or dictionary credential.")},
        {"CONF-014", StepKind::Neighbour, Capability::Data, QT_TRANSLATE_NOOP("Risk", "Use {1}, which asks nobody for a credential.")},
        {"INPUT-003", StepKind::Injection, Capability::Data, QT_TRANSLATE_NOOP("Risk", "Send a query of one's own through {1}.")},
        {"INPUT-004", StepKind::Injection, Capability::Data, QT_TRANSLATE_NOOP("Risk", "Inject into the lookups that {1} builds from request text.")},
        {"INPUT-006", StepKind::Injection, Capability::Control, QT_TRANSLATE_NOOP("Risk", "Have {1} run text of `{2}` as a command or expression.")},
        {"INPUT-009", StepKind::Injection, Capability::Control, QT_TRANSLATE_NOOP("Risk", "Send {1} a serialized object that runs code.")},
        {"INPUT-013", StepKind::Escalate, Capability::Privileges, QT_TRANSLATE_NOOP("Risk", "Send {1} a header that it trusts as the infrastructure's.")},
        {"OUT-001", StepKind::RequestForgery, Capability::Deliver, QT_TRANSLATE_NOOP("Risk", "Have {1} fetch an address of one's choice with `{2}`.")},
        {"OUT-003", StepKind::RequestForgery, Capability::Deliver, QT_TRANSLATE_NOOP("Risk", "Register an address of one's choice for calls from {1} with `{2}`.")},
        {"PATH-010", StepKind::ObjectReference, Capability::Data, QT_TRANSLATE_NOOP("Risk", "Open the records with `{2}` on {1}, which asks for no ownership.")},
        {"RPC-001", StepKind::Neighbour, Capability::Data, QT_TRANSLATE_NOOP("Risk", "Call procedures of {1} without proof of identity.")},
        {"TOKEN-001", StepKind::Neighbour, Capability::Data, QT_TRANSLATE_NOOP("Risk", "Have {1} ask its neighbour, which no longer knows for whom.")},
        {"TOKEN-004", StepKind::ForgeToken, Capability::Privileges, QT_TRANSLATE_NOOP("Risk", "Forge a token that {1} accepts.")},
    };
    for (const Finding &finding : findings) {
        if (finding.kind != FindingKind::Weakness && finding.kind != FindingKind::Question)
            continue;
        const FindingStatus status = finding.status;
        if (status == FindingStatus::FalsePositive || status == FindingStatus::Duplicate || status == FindingStatus::Answered || status == FindingStatus::Gone)
            continue;
        for (const Kind &kind : kinds) {
            if (finding.rule == QLatin1StringView(kind.rule))
                fromFinding(finding, kind);
        }
    }
}

void AttackSteps::fromFinding(const Finding &finding, const Kind &kind)
{
    for (qsizetype i = 0; i < finding.occurrences.size(); ++i)
        fromOccurrence(finding, kind, i);
}

void AttackSteps::fromOccurrence(const Finding &finding, const Kind &kind, qsizetype occurrence)
{
    const Occurrence &place = finding.occurrences[occurrence];
    const int operation = place.operation ? m_facts.rowOf(place.operation) : -1;
    int service = operation >= 0 ? m_facts.operations[size_t(operation)].service : m_facts.rowOf(finding.service);
    int flow = -1;
    if (place.subject.kind == SubjectKind::Element)
        service = m_facts.rowOf(ElementId(place.subject.id));
    else if (place.subject.kind == SubjectKind::Flow)
        flow = m_facts.rowOf(FlowId(place.subject.id));
    if (flow >= 0)
        service = int(kind.kind == StepKind::Neighbour && kind.gives == Capability::Data && finding.rule != u"TOKEN-001" ? m_facts.flows[size_t(flow)].target
                                                                                                                         : m_facts.flows[size_t(flow)].source);
    if (service < 0)
        return;
    const quint32 at = quint32(service);

    Chance chance = chanceOf(finding.factors.likelihood);
    if (finding.kind == FindingKind::Question)
        chance = inSequence(chance, questionChance);
    const Subject where = place.operation ? Subject{SubjectKind::Operation, place.operation.uuid()} : place.subject;
    std::vector<quint32> changes;
    for (const Remedy &remedy : finding.remedies) {
        if (remedy.closes)
            changes.push_back(change(remedy.control, kind.kind == StepKind::Injection || kind.kind == StepKind::ForgeToken
                                                         ? Subject{SubjectKind::Element, m_facts.elements[at].row->id.uuid()}
                                                         : where));
    }
    Tag tag{words(kind.say, at, operation >= 0 ? m_facts.operations[size_t(operation)].name : QString()), m_facts.elements[at].row->id, place.operation, {},
            &finding, occurrence, place.evidence, true};
    const bool evident = finding.kind == FindingKind::Weakness;
    const quint32 entry = operation >= 0 ? entryOf(quint32(operation), at) : node(kind.kind == StepKind::Injection || kind.kind == StepKind::Escalate ? Capability::Account : Capability::Deliver, at);

    const auto reach = [&](quint32 from, const std::vector<quint32> &to) {
        for (const quint32 jewel : to)
            add(from, jewel, kind.kind, chance, tag, changes, 0, evident);
    };
    switch (kind.kind) {
    case StepKind::NoProof:
        // What strangers may call directly is a weakness of its own; a chain tells more only where it first has to get there.
        if (!m_outside[at])
            reach(entry, jewelsOf(at, operation));
        break;
    case StepKind::ObjectReference: {
        const std::vector<quint32> opened = jewelsOf(at, operation);
        if (opened.empty())
            break;
        const FactList *sources = finding.rule == u"PATH-010" && operation >= 0 ? &m_facts.idSources(quint32(operation)) : nullptr;
        if (!sources || sources->empty()) {
            OperationFacts &op = m_facts.operations[size_t(std::max(operation, 0))];
            tag.bulk = operation >= 0 && std::any_of(op.objectRefs.begin(), op.objectRefs.end(), [&](FactRef r) { return m_facts.objectRefs[r.index].sequential == Truth::Yes; });
            reach(entry, opened);
            break;
        }
        const quint32 ids = node(Capability::Harvest, at, place.operation.toString());
        for (const FactRef source : *sources) {
            const OperationFacts &from = m_facts.operations[source.index];
            if (from.service < 0)
                continue;
            Tag collect{words(harvestText, quint32(from.service), from.name), m_facts.elements[size_t(from.service)].row->id, from.row->id, {}, &finding, occurrence,
                        {{{QStringLiteral(QT_TRANSLATE_NOOP("Risk", "its answers hold ids that the other operation takes")), {}}, from.row->provenance.at}}, true};
            const quint32 minimise = change(QStringLiteral("minimisation"), {SubjectKind::Operation, from.row->id.uuid()});
            add(entryOf(source.index, quint32(from.service)), ids, StepKind::Harvest, easyChance, collect, {minimise}, 0, evident);
        }
        reach(ids, opened);
        break;
    }
    case StepKind::RequestForgery:
        for (const FactRef to : m_facts.neighbours(at)) {
            if (m_facts.elements[to.index].row->kind == ElementKind::ExternalEntity)
                continue;
            tag.route = m_facts.reach().connection(at, to.index, Certainty::Likely);
            add(entry, node(Capability::Deliver, to.index), kind.kind, chance, tag, changes, 0, evident);
        }
        break;
    case StepKind::Injection:
        if (kind.gives == Capability::Control) {
            add(entry, node(Capability::Control, at), kind.kind, chance, tag, changes, 0, evident);
            break;
        }
        for (const FactRef ref : m_facts.elements[at].flowsOut) {
            const quint32 store = m_facts.flows[ref.index].target;
            if (m_facts.elements[store].row->kind != ElementKind::DataStore || (flow >= 0 && int(ref.index) != flow))
                continue;
            tag.route = m_facts.reach().connection(at, store, Certainty::Likely);
            reach(entry, jewelsOf(store));
        }
        reach(entry, jewelsOf(at));
        break;
    case StepKind::Neighbour:
        if (finding.rule == u"TOKEN-001" && flow >= 0) {
            const quint32 to = m_facts.flows[size_t(flow)].target;
            tag.route = m_facts.reach().connection(at, to, Certainty::Likely);
            reach(node(Capability::Account, at), jewelsOf(to));
        } else {
            reach(entry, jewelsOf(at));
        }
        break;
    case StepKind::StolenCredential:
    case StepKind::ForgeToken:
        add(node(Capability::Deliver, at), node(kind.gives, at), kind.kind, chance, tag, changes, 0, evident);
        break;
    case StepKind::Takeover:
        reach(entry, jewelsOf(at)); // somebody's account opens everything that accounts open
        break;
    default:
        add(entry, node(kind.gives, at), kind.kind, chance, tag, changes, 0, evident);
        break;
    }
}

PathStep AttackSteps::tell(quint32 row, ActorClass actor) const
{
    const AttackStep &step = m_graph.steps()[row];
    const Tag &tag = m_tags[step.tag];
    PathStep told;
    told.kind = step.kind;
    told.say = tag.say;
    told.element = tag.element;
    told.operation = tag.operation;
    told.route = m_facts.reach().drawn(tag.route);
    if (told.route.isEmpty() || (told.route.last() != tag.element.uuid() && step.kind != StepKind::RequestForgery))
        told.route.append(tag.element.uuid());
    told.chance = double(step.chance) / double(certainChance);
    told.evidence = tag.evidence;
    if (tag.finding && step.kind != StepKind::Harvest) {
        told.rule = tag.finding->rule;
        told.fingerprint = tag.finding->fingerprint;
        told.kindOfFinding = tag.finding->kind;
    }
    // What each step is called in ATT&CK.
    static constexpr const char *techniques[] = {"T1190", "T1136", "T1078", "T1110", "T1190", "T1213", "T1098", "T1068", "T1078", "T1606",
                                                 "T1090", "T1059", "T1210", "T1552", "T1210", "T1040", "T1087"};
    told.technique = QString::fromLatin1(techniques[int(step.kind)]);
    if (step.kind == StepKind::Connect && actor == ActorClass::Partner)
        told.technique = QStringLiteral("T1199");
    return told;
}

} // namespace drawbridge
