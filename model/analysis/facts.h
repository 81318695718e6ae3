// SPDX-License-Identifier: Apache-2.0
// What is known about a model, in the form in which rules ask for it.
#pragma once

#include "analysis/analysis.h"
#include "analysis/rulevalue.h"
#include "base/progress.h"
#include "classification/classification.h"
#include "reach/coverage.h"
#include "reach/exposure.h"
#include "threatmodel/modelindex.h"
#include "tracing/assets.h"
#include "tracing/protection.h"

#include <QDate>

#include <array>
#include <map>
#include <memory>
#include <optional>

namespace drawbridge {

// A control on a subject as it stands after inheritance.
struct ControlFact
{
    ControlState state = ControlState::Unknown;
    ControlQuality quality = ControlQuality::Inferred;
};

struct ProjectFacts
{
    SymbolSet profiles;
    FactList services, stores, operations, flows, elements;
    FactList webhooks; // operations that the system calls itself: webhooks and callbacks
};

struct ZoneFacts
{
    const TrustBoundary *row = nullptr;
    FactList members;
};

struct ElementFacts
{
    const Element *row = nullptr;
    int zone = -1; // innermost
    int trust = TrustBoundary::unknownTrust; // of the innermost zone that states one
    FactList operations, flowsIn, flowsOut, schemes, documents;
    SymbolSet words; // of name, technology and subkind
    SymbolSet networks;
    bool published = false; // a port is published beyond the host
    ActorClass reach = ActorClass::NotAnActor; // most available actor class that can send it something; NotAnActor: nobody
    bool selfRegistration = false; // anybody may get an account
    FactList settings, secrets;
    FactList strangers; // others on one of its networks with which it has no flow
    int product = -1, access = -1; // symbols; -1: not known
    bool deployed = false; // a deployment file runs it
    // Filled on demand, because they need the fields of all operations.
    bool dataReady = false;
    SymbolSet classes;
    FactList dataIn, dataOut; // hops that end and begin here
    int sensitivity = 0;
    int accountSensitivity = 0; // what opening accounts of this service gives
};

struct FlowFacts
{
    const DataFlow *row = nullptr;
    quint32 source = 0, target = 0;
    FactList operations;
    int crosses = 0;
    bool internal = false; // both ends are attached to one network
    FactList enters, leaves; // zones that hold only its end, only its beginning
    bool dataReady = false;
    SymbolSet classes;
    int sensitivity = 0;
};

struct DocumentFacts
{
    const Source *row = nullptr;
    int service = -1;
    FactList operations, schemes;
    SymbolSet serverSchemes, serverWords; // of its server addresses: schemes; words of host and path
    int duplicateIds = 0; // operationIds that several operations share
    bool usesSecurity = false; // some operation states a requirement
    int undeclared = 0;        // operations about which it says nothing
};

struct SchemaFacts
{
    const Schema *row = nullptr;
    std::vector<quint32> fields;   // rows of its own fields
    bool expanded = false;
    std::vector<FactRef> closure;  // own fields and those of the schemas below, each once, with depth
    bool truncated = false;
};

struct FieldFacts
{
    const Field *row = nullptr;
    int schema = -1, operation = -1;
    const FieldMeaning *meaning = nullptr;
    int dataClass = -1, form = -1, semantic = -1; // symbols; class "none" when nothing is known
    int certainty = 0, semanticCertainty = 0;     // rank: 0 possible, 1 likely, 2 certain
    int sensitivity = 0;
    int type = -1, format = -1;
    double keyspace = -1; // log10 of the number of values that the contract permits; -1: not bounded
    SymbolSet words, classes, values, shapes;
};

struct ObjectRefFacts
{
    quint32 field = 0, operation = 0;
    int selects = -1;             // symbol of Domain::Selects
    Truth sequential = Truth::Unknown; // ids that can be counted up
    QString resource;
};

struct SchemeFacts
{
    const SecurityScheme *row = nullptr;
    int service = -1, document = -1;
    int strength = 0;
    FactList operations; // that accept it
    SymbolSet grants, scopes, urlSchemes, words;
    int type = -1, location = -1, httpScheme = -1;
    int usesWithoutScope = 0;
};

struct OperationFacts
{
    const Operation *row = nullptr;
    int service = -1, document = -1, collection = -1;
    QString name;     // METHOD path
    QString templated; // path with variables as {}, no query, no trailing slash
    QString resource; // the noun it works on
    QString version;  // "v2", or empty
    int method = -1, kind = -1, auth = -1, authDeclared = -1;
    int strength = 0, bestStrength = 0, alternatives = 0;
    bool hasEmptyAlternative = false;
    SymbolSet roles, scopes, errorCodes, successCodes, words, pathWords, segments, requestMedia, responseMedia, responseHeaders, tags;
    FactList schemes, params, objectRefs;
    bool sideEffect = false, mutatingName = false, returnsCollection = false, ownAccount = false, limitEvidence = false;
    QString errorText, prose;
    Truth hasBody = Truth::No, openBody = Truth::Unknown, untypedBody = Truth::No;
    ActorClass exposureClass = ActorClass::NotAnActor;
    Truth exposed = Truth::Unknown;
    double exposure = 0.1;
    std::vector<quint32> route; // links of the reach graph, from where requests begin
    bool fieldsReady = false;
    FactList bodyFields, requestFields, responseFields, errorFields;
    int requestSensitivity = 0, responseSensitivity = 0;
    bool siblingsReady = false;
    FactList newer, strongerNewer, collectionPeers;
    bool sourcesReady = false;
    FactList idSources; // operations that hand out the ids it takes
};

// Operations on one kind of resource of one service.
struct CollectionFacts
{
    QString name; // its path, variables as {}
    int service = -1;
    FactList operations, reads, writes;
    bool ready = false;
    FactList shown, written; // fields of its representation in responses; fields that its writes accept
};

// Data of one class on one flow in one direction (tracing.h), as rules ask about it.
struct DataHopFacts
{
    int hop = -1; // row in the trace
    quint32 flow = 0, from = 0, to = 0, origin = 0;
    int dataClass = -1, form = -1;
    int certainty = 0; // rank: 0 possible, 1 likely, 2 certain
    int sensitivity = 0;
    FactList way;        // hops up to this one, this one included
    FactList operations, fields; // that show it
};

// A fact about an element as a deployment file or a person states it: an image, a published port, a setting.
struct SettingFacts
{
    const StatedFact *row = nullptr;
    quint32 element = 0;
};

struct SecretFacts
{
    const Secret *row = nullptr;
    int element = -1; // that holds it
    int document = -1;
    quint32 first = 0; // least row with an equal value; itself where there is none
    FactList equals; // rows with an equal value, this one included; empty for a placeholder
    FactList holders, clients, stores; // elements that hold an equal one: all, processes (one a program), data stores
};

// Something that protects a thing less than at the last review (reviewed.h).
struct DriftFacts
{
    FactRef thing; // operation, flow, field, element, zone or the project
    QString name;  // of the thing
    QString what;  // authentication, scopes, callers, encryption, data, bounds, or the kind of a control
    QString before, after;
    QString since; // name of the reviewed version
    int sensitivity = 0;
};

// All facts about one model: cheap ones computed at once, costly ones on demand and once. Rows stand in the order of
// their ids, so equal models give equal rows. Not thread-safe; each analysis has its own.
class Facts
{
public:
    Facts(const ThreatModel &model, const Lexicons &lexicons, const SymbolPool &symbols, const QDate &date,
          ControlView controls = ControlView::AsModelled);
    Facts(const Facts &) = delete;

    const ThreatModel &model() const { return m_model; }
    const ModelIndex &index() const { return m_index; }
    const Lexicons &lexicons() const { return m_lexicons; }
    SymbolPool &symbols() { return m_symbols; }
    const QHash<FieldId, FieldMeaning> &meanings() const { return m_meanings; }
    const QHash<OperationId, QList<RoleMatch>> &roleMatches() const { return m_roleMatches; }

    // All things of a kind, in a fixed order.
    const FactList &all(FactKind kind) const { return m_all[int(kind)]; }

    ProjectFacts project;
    std::vector<ZoneFacts> zones;
    std::vector<ElementFacts> elements;
    std::vector<FlowFacts> flows;
    std::vector<DocumentFacts> documents;
    std::vector<OperationFacts> operations;
    std::vector<FieldFacts> fields;
    std::vector<SchemaFacts> schemas;
    std::vector<SchemeFacts> schemes;
    std::vector<ObjectRefFacts> objectRefs;
    std::vector<CollectionFacts> collections;
    std::vector<DataHopFacts> dataHops; // filled by needTrace()
    std::vector<SettingFacts> settings; // of elements, by row of the element and name
    std::vector<SecretFacts> secrets;
    std::vector<DriftFacts> drifts; // filled by needDrifts()

    // Facts on demand.
    void needFields(OperationFacts &operation);
    void needSiblings(quint32 operation);
    void needData(ElementFacts &element);
    void needData(FlowFacts &flow);
    void needFields(CollectionFacts &collection);
    // Follows the data of the whole model, once.
    void needTrace();
    // Compares with the last reviewed version, once.
    void needDrifts();
    const DataTrace &trace() { return needTrace(), m_trace; }
    const QList<AssetView> &assets() { return needTrace(), m_assets; }
    // The asset that a person described and that the data of a thing belongs to; the most sensitive one. Null: none.
    const AssetView *statedAsset(FactRef of);
    QList<ProtectionRow> protectionOf(const AssetView &asset);
    const std::vector<FactRef> &closureOf(quint32 schema);

    // State of a control on a thing: its own, else that of its service, zones and the project, else what the facts
    // themselves show. `kind` is a symbol of Domain::Control.
    ControlFact control(FactRef of, int kind);
    // Controls that a person calls Present on this thing while what was imported shows that they are absent.
    const SymbolSet &contradicted(FactRef of);
    // Whether a person said so about the thing itself or what it stands in, apart from what facts show.
    const Control *statedControl(FactRef of, int kind) const;

    // The graph of possible connections. Its first nodes are the rows of `elements`.
    const ReachGraph &reach() const { return *m_reach; }
    const Exposure &exposureOfElement(quint32 element) const { return m_exposures[element]; }
    // Which elements a control guards; with `assumed`, gaps (or, for Present, everything) are taken to have that state.
    const Coverage &coverage(int control, std::optional<ControlState> assumed = {});
    // Elements to which it can connect at likely or above: at once, and over other workloads. Elements that stand on
    // every route from any actor to it.
    const FactList &neighbours(quint32 element);
    const FactList &reachable(quint32 element);
    const FactList &dominators(quint32 element);
    // Gateways and other proxies that stand on some route from outside to it but not on all, and the two routes in words.
    const FactList &bypassed(quint32 element);
    const QString &routeText(quint32 element, bool around);
    // Elements that can connect to it at once.
    const FactList &callers(quint32 element);
    // The same method and path offered by other services: other doors to one resource.
    const FactList &twins(quint32 operation);
    // Operations that list, beside other people's data, ids by which the operation selects objects.
    const FactList &idSources(quint32 operation);

    // Names and places, for messages and evidence.
    QString nameOf(FactRef of) const;
    SourceRef sourceOf(FactRef of) const;
    Subject subjectOf(FactRef of) const;
    ElementId serviceOf(FactRef of) const; // null: the project as a whole
    // Text that stays equal through re-imports, moved files and renamed titles.
    QString anchorOf(FactRef of) const;
    QList<QUuid> routeOf(FactRef of) const;
    double exposureOf(FactRef of) const;
    ActorClass actorOf(FactRef of) const;

    int rowOf(const ElementId &id) const { return m_elementRows.value(id, -1); }
    int rowOf(const OperationId &id) const { return m_operationRows.value(id, -1); }
    int rowOf(const FieldId &id) const { return m_fieldRows.value(id, -1); }
    int rowOf(const FlowId &id) const { return m_flowRows.value(id, -1); }

private:
    void readSystem();
    void readDeployment();
    void readInterfaces();
    void readFields();
    void readOperations();
    void readOperation(quint32 row);
    void readObjectRefs(quint32 row);
    void readCollections();
    void readControls(const QDate &date);
    void spreadExposure();
    void exposeOperation(OperationFacts &operation);
    ControlFact derivedControl(FactRef of, int kind);
    void rateByAssets();
    FactRef refTo(const Subject &subject) const; // kind None: it is not there
    int sensitivityOf(FactRef of);
    QString contextOf(const FieldFacts &field) const;
    int symbol(const QString &word) { return m_symbols.intern(word); }

    const ThreatModel &m_model;
    const Lexicons &m_lexicons;
    ModelIndex m_index;
    SymbolPool m_symbols;
    QHash<FieldId, FieldMeaning> m_meanings;
    QHash<OperationId, QList<RoleMatch>> m_roleMatches;
    std::array<FactList, factKindCount> m_all;
    QHash<BoundaryId, int> m_zoneRows;
    QHash<ElementId, int> m_elementRows;
    QHash<FlowId, int> m_flowRows;
    QHash<SourceId, int> m_documentRows;
    QHash<OperationId, int> m_operationRows;
    QHash<SchemaId, int> m_schemaRows;
    QHash<FieldId, int> m_fieldRows;
    QHash<SchemeId, int> m_schemeRows;
    const QList<QUuid> &holdersOf(FactRef of) const;

    const ControlView m_controlView;
    mutable QHash<std::pair<int, quint32>, QList<QUuid>> m_holders; // by kind and row: where a control counts for it, nearest first
    QHash<std::pair<QUuid, int>, const Control *> m_controls; // by subject (null: project) and symbol of the kind
    std::unique_ptr<ReachGraph> m_reach;
    std::vector<Exposure> m_exposures;
    std::vector<ActorClass> m_passedOn; // by node: the class as which its requests arrive at the next
    std::map<std::pair<int, int>, std::unique_ptr<Coverage>> m_coverages; // by control and assumed state
    std::vector<std::optional<FactList>> m_neighbours, m_reachable;
    QDate m_date;
    bool m_traced = false;
    bool m_drifted = false;
    DataTrace m_trace;
    QList<AssetView> m_assets;
    QHash<FieldId, qsizetype> m_statedAssets; // row of the stored asset that a field belongs to
    std::vector<FactList> m_dominators, m_callers, m_bypassed;
    std::map<std::pair<quint32, bool>, QString> m_routeTexts;
    std::vector<FactList> m_twins;
    QHash<QString, FactList> m_idLists; // operations that hand out ids beside other people's data, by the ids' names
    bool m_idListsReady = false;
    std::map<quint64, SymbolSet> m_contradicted; // by kind and row
    QHash<QString, std::vector<quint32>> m_versions; // operations by service, method and template without version
};

// E of the exposure table (ENGINE section 4).
double exposureValue(ActorClass actor);
// The words of a risk explanation: "anybody on the internet" …
LateText exposureText(ActorClass actor);

} // namespace drawbridge
