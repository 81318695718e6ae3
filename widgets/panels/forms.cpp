// SPDX-License-Identifier: Apache-2.0
#include "panels/forms.h"

#include "common/rowbutton.h"
#include "common/smallwidgets.h"
#include "panels/sourcereader.h"
#include "panels/specexcerpt.h"
#include "tables/entityrows.h"
#include "tables/words.h"
#include "threatmodel/modelindex.h"

#include <QLocale>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace drawbridge {

namespace {

constexpr int findingsShown = 6;
constexpr int rowsShown = 12;

// A box whose rows are made anew on each fill().
void clear(QLayout *layout)
{
    while (QLayoutItem *item = layout->takeAt(0)) {
        if (item->widget()) {
            item->widget()->hide();
            item->widget()->deleteLater();
        }
        delete item;
    }
}

QVBoxLayout *rowsOf(QWidget *box)
{
    if (auto *layout = static_cast<QVBoxLayout *>(box->layout()))
        return layout;
    auto *layout = new QVBoxLayout(box);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    return layout;
}

// Zones by name, the first entry being none; `except` and what lies in it are left out.
void fillZones(QComboBox &box, const ThreatModel &model, BoundaryId present, BoundaryId except, const QString &none)
{
    QList<const TrustBoundary *> zones;
    for (const TrustBoundary &zone : model.boundaries) {
        bool inside = false;
        BoundaryId at = zone.id;
        for (int depth = 0; depth < 64 && !at.isNull() && !inside; ++depth) {
            inside = !except.isNull() && at == except;
            at = model.boundaries.value(at).parent;
        }
        if (!inside)
            zones.append(&zone);
    }
    std::sort(zones.begin(), zones.end(), [](const TrustBoundary *a, const TrustBoundary *b) { return std::tie(a->name, a->id) < std::tie(b->name, b->id); });
    box.clear();
    box.addItem(none, QUuid());
    for (const TrustBoundary *zone : zones)
        box.addItem(oneLine(zone->name, 80), zone->id.uuid());
    box.setCurrentIndex(std::max(0, box.findData(present.uuid())));
}

const Source *sourceOf(const ThreatModel &model, const Provenance &provenance)
{
    return model.sources.find(provenance.source);
}

void loadExcerpt(SpecExcerpt &excerpt, const FormContext &context, const Provenance &provenance)
{
    const Source *source = sourceOf(context.model, provenance);
    excerpt.setVisible(source && provenance.at.line > 0);
    if (!source || provenance.at.line <= 0)
        return;
    Source file = *source;
    // A reference may lie in another file than the document that it came in by.
    if (!provenance.at.file.isEmpty() && provenance.at.file != file.path) {
        for (const Source &other : context.model.sources) {
            if (other.path == provenance.at.file)
                file = other;
        }
    }
    excerpt.load(context.reader, file, {provenance.at.line});
}

bool concerns(const Finding &finding, const QUuid &id)
{
    if (finding.subject.id == id || finding.service.uuid() == id)
        return true;
    return std::any_of(finding.occurrences.begin(), finding.occurrences.end(), [&](const Occurrence &o) {
        return o.subject.id == id || o.operation.uuid() == id || o.field.uuid() == id;
    });
}

} // namespace

FindingList::FindingList(QWidget *parent) : QWidget(parent)
{
    m_layout = rowsOf(this);
}

void FindingList::show(const FormContext &context, const std::function<bool(const Finding &)> &concerned)
{
    clear(m_layout);
    QList<const Finding *> open;
    int decided = 0;
    for (const Finding &finding : context.analysis.findings) {
        if (!concerned(finding))
            continue;
        if (finding.status == FindingStatus::Open || finding.status == FindingStatus::Reopened)
            open.append(&finding);
        else
            ++decided;
    }
    std::stable_sort(open.begin(), open.end(), [](const Finding *a, const Finding *b) {
        const bool qa = a->kind == FindingKind::Question, qb = b->kind == FindingKind::Question;
        return qa != qb ? qb : a->risk > b->risk;
    });
    setVisible(!open.isEmpty() || decided > 0);
    if (open.isEmpty() && decided == 0)
        return;
    auto *heading = new SectionHeader(tr("Findings here"));
    heading->setContentsMargins(0, 10, 0, 4);
    m_layout->addWidget(heading);
    for (qsizetype i = 0; i < std::min<qsizetype>(open.size(), findingsShown); ++i) {
        const Finding *finding = open[i];
        auto *row = new RowButton(context.rules.title(*finding));
        row->setBadge(finding->risk, finding->kind == FindingKind::Question ? -1 : int(finding->band));
        row->setWrapped(true);
        connect(row, &RowButton::clicked, this, [choose = context.chooseFinding, key = finding->fingerprint] { choose(key); });
        m_layout->addWidget(row);
    }
    QStringList rest;
    if (open.size() > findingsShown)
        rest.append(tr("%n more", nullptr, int(open.size() - findingsShown)));
    if (decided > 0)
        rest.append(tr("%n decided", nullptr, decided));
    if (!rest.isEmpty())
        m_layout->addWidget(plainLabel(rest.join(u" · "_s), "small"));
}

SubjectHeader::SubjectHeader(QWidget *parent) : QWidget(parent)
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 8);
    layout->setSpacing(4);
    m_kind = plainLabel({}, "section");
    m_title = plainLabel({}, "title");
    m_title->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_title->setMinimumWidth(40);
    m_origin = plainLabel({}, "small");
    m_inferred = new QWidget;
    auto *row = new QHBoxLayout(m_inferred);
    row->setContentsMargins(0, 2, 0, 0);
    row->addWidget(plainLabel(tr("Inferred. Is it really there?"), "secondary"), 1);
    auto *confirm = new QPushButton(tr("Confirm"));
    confirm->setObjectName(u"confirmInferred"_s);
    row->addWidget(confirm);
    layout->addWidget(m_kind);
    layout->addWidget(m_title);
    layout->addWidget(m_origin);
    layout->addWidget(m_inferred);
    connect(confirm, &QPushButton::clicked, this, &SubjectHeader::confirmed);
}

void SubjectHeader::show(const QString &kind, const QString &title, const Provenance &provenance, bool confirmed)
{
    m_kind->setText(kind.toUpper());
    m_kind->setAccessibleName(kind);
    m_title->setText(oneLine(title, 300));
    m_title->setVisible(!title.isEmpty());
    QString origin = words::of(provenance.origin);
    if (const QString place = words::place(provenance.at); !place.isEmpty())
        origin += u" · "_s + oneLine(place, 120);
    if (provenance.noLongerInSource)
        origin += u" · "_s + tr("no longer in the source");
    origin[0] = origin[0].toUpper();
    m_origin->setText(origin);
    m_origin->setVisible(provenance.origin != Origin::Person || provenance.noLongerInSource);
    m_inferred->setVisible(!confirmed);
}

ElementForm::ElementForm()
{
    m_header = new SubjectHeader;
    addWide(m_header);
    bindLine(&Element::name, tr("Name"), tr("Rename"))->setObjectName(u"elementName"_s);
    bindChoice(&Element::kind, 3, &words::of, tr("Kind"), tr("Change kind"));
    bindLine(&Element::technology, tr("Technology"), tr("Change technology"), tr("PostgreSQL 15, nginx…"))->setObjectName(u"elementTechnology"_s);
    m_zone = addChoice(tr("Zone"));
    connect(m_zone, &QComboBox::activated, this, [this] {
        change([&](Element &after) { after.boundary = BoundaryId(m_zone->currentData().toUuid()); }, tr("Change zone"));
    });
    m_actor = bindChoice(&Element::actorClass, 7, &words::of, tr("Who it is"), tr("Change who it is"));
    bindChoice(&Element::criticality, 4, &words::of, tr("Criticality"), tr("Change criticality"));
    bindLine(&Element::owner, tr("Owner"), tr("Change owner"), tr("Team or person"));
    bindList(&Element::tags, tr("Tags"), tr("Change tags"), tr("Separated by commas"));
    bindText(&Element::description, tr("Description"), tr("Change description"));
    bindCheck(&Element::inScope, tr("In scope of this review"), tr("Change scope"));
    m_findings = new FindingList;
    addWide(m_findings);
    connect(m_header, &SubjectHeader::confirmed, this, [this] { change([](Element &after) { after.confirmed = true; }, tr("Confirm")); });
}

void ElementForm::show(const Element &element, const FormContext &context)
{
    setEntity(element);
    const QString kind = element.subkind.isEmpty() ? words::of(element.kind) : u"%1 · %2"_s.arg(words::of(element.kind), words::role(element.subkind));
    m_header->show(kind, element.name, element.provenance, element.confirmed);
    fillZones(*m_zone, context.model, element.boundary, {}, tr("None"));
    setRowVisible(m_actor, element.kind == ElementKind::ExternalEntity);
    m_findings->show(context, [&](const Finding &f) { return concerns(f, element.id.uuid()); });
}

FlowForm::FlowForm()
{
    m_header = new SubjectHeader;
    addWide(m_header);
    m_ends = addValue(tr("From, to"));
    bindLine(&DataFlow::name, tr("Name"), tr("Rename"), tr("Shown on the diagram"))->setObjectName(u"flowName"_s);
    bindLine(&DataFlow::protocol, tr("Protocol"), tr("Change protocol"), tr("https, grpc, sql, amqp…"))->setObjectName(u"flowProtocol"_s);
    bindFact(&DataFlow::encrypted, tr("Encrypted"), tr("Change encryption"), &words::of);
    bindFact(&DataFlow::authenticated, tr("Authenticated"), tr("Change authentication"), &words::of);
    bindList(&DataFlow::dataClasses, tr("Data"), tr("Change declared data"), tr("pii.contact, cred.password…"));
    m_carries = addValue(tr("Found in it"));
    bindText(&DataFlow::description, tr("Description"), tr("Change description"));
    bindCheck(&DataFlow::bidirectional, tr("In both directions"), tr("Change direction"));
    bindCheck(&DataFlow::inScope, tr("In scope of this review"), tr("Change scope"));
    m_operations = new QWidget;
    addWide(m_operations);
    m_findings = new FindingList;
    addWide(m_findings);
    connect(m_header, &SubjectHeader::confirmed, this, [this] { change([](DataFlow &after) { after.confirmed = true; }, tr("Confirm")); });
}

void FlowForm::show(const DataFlow &flow, const FormContext &context)
{
    setEntity(flow);
    m_header->show(tr("Data flow"), words::flowName(context.model, flow), flow.provenance, flow.confirmed);
    m_ends->setText(tr("%1 → %2").arg(oneLine(context.model.elements.value(flow.source).name, 80), oneLine(context.model.elements.value(flow.target).name, 80)));
    QStringList classes;
    for (const QString &id : context.analysis.flowClasses.value(flow.id))
        classes.append(words::dataClass(id));
    m_carries->setText(oneLine(classes.join(u", "_s), 300));
    setRowVisible(m_carries, !classes.isEmpty());

    QVBoxLayout *rows = rowsOf(m_operations);
    clear(rows);
    QList<const Operation *> operations;
    for (const OperationId id : flow.operations) {
        if (const Operation *operation = context.model.operations.find(id))
            operations.append(operation);
    }
    std::sort(operations.begin(), operations.end(), [](const Operation *a, const Operation *b) { return std::tie(a->path, a->method) < std::tie(b->path, b->method); });
    m_operations->setVisible(!operations.isEmpty());
    if (!operations.isEmpty()) {
        auto *heading = new SectionHeader(tr("%n operation(s)", nullptr, int(operations.size())));
        heading->setContentsMargins(0, 10, 0, 4);
        rows->addWidget(heading);
    }
    for (qsizetype i = 0; i < std::min<qsizetype>(operations.size(), rowsShown); ++i) {
        auto *row = new RowButton(operations[i]->path);
        row->setChip(operations[i]->method);
        row->setMonospace(true);
        connect(row, &RowButton::clicked, this, [choose = context.chooseSubject, id = operations[i]->id.uuid()] { choose({SubjectKind::Operation, id}); });
        rows->addWidget(row);
    }
    if (operations.size() > rowsShown)
        rows->addWidget(plainLabel(tr("and %n more", nullptr, int(operations.size() - rowsShown)), "small"));
    m_findings->show(context, [&](const Finding &f) { return concerns(f, flow.id.uuid()); });
}

BoundaryForm::BoundaryForm()
{
    m_header = new SubjectHeader;
    addWide(m_header);
    bindLine(&TrustBoundary::name, tr("Name"), tr("Rename"))->setObjectName(u"boundaryName"_s);
    bindChoice(&TrustBoundary::kind, 11, &words::of, tr("Kind"), tr("Change kind"));
    bindChoice(&TrustBoundary::trust, 6, &words::trust, tr("Trust"), tr("Change trust"), TrustBoundary::unknownTrust);
    m_parent = addChoice(tr("Inside"));
    connect(m_parent, &QComboBox::activated, this, [this] {
        change([&](TrustBoundary &after) { after.parent = BoundaryId(m_parent->currentData().toUuid()); }, tr("Move zone"));
    });
    bindLine(&TrustBoundary::owner, tr("Owner"), tr("Change owner"), tr("Team or person"));
    bindText(&TrustBoundary::description, tr("Description"), tr("Change description"));
    m_findings = new FindingList;
    addWide(m_findings);
}

void BoundaryForm::show(const TrustBoundary &boundary, const FormContext &context)
{
    setEntity(boundary);
    m_header->show(tr("Zone"), boundary.name, boundary.provenance, true);
    fillZones(*m_parent, context.model, boundary.parent, boundary.id, tr("None"));
    m_findings->show(context, [&](const Finding &f) { return concerns(f, boundary.id.uuid()); });
}

OperationForm::OperationForm()
{
    m_header = new SubjectHeader;
    addWide(m_header);
    m_summary = addValue(tr("Summary"));
    m_callers = addValue(tr("Who may call"));
    m_inferredRoles = addValue(tr("Does"));
    m_roles = bindList(&Operation::roles, tr("Roles, by you"), tr("Change roles"), tr("Empty: as inferred"));
    m_roles->setObjectName(u"operationRoles"_s);
    m_excerpt = new SpecExcerpt;
    addWide(m_excerpt);
    m_fields = new QWidget;
    addWide(m_fields);
    m_findings = new FindingList;
    addWide(m_findings);
}

void OperationForm::show(const Operation &operation, const FormContext &context)
{
    const bool same = operation == entity();
    setEntity(operation);
    m_header->show(operation.kind == OperationKind::Operation ? tr("Operation") : operation.kind == OperationKind::Webhook ? tr("Webhook") : tr("Callback"),
                   words::operationName(operation), operation.provenance, true);
    m_summary->setText(oneLine(operation.summary.isEmpty() ? operation.description : operation.summary, 400));
    setRowVisible(m_summary, !m_summary->text().isEmpty());
    m_callers->setText(callersOf(context.model, operation));
    QStringList roles;
    for (const QString &role : context.analysis.roles.value(operation.id))
        roles.append(words::role(role));
    m_inferredRoles->setText(roles.join(u", "_s));
    setRowVisible(m_inferredRoles, !roles.isEmpty());
    if (!same)
        loadExcerpt(*m_excerpt, context, operation.provenance);

    QHash<FieldId, QString> classes;
    for (const ClassifiedField &classified : context.analysis.data)
        classes.insert(classified.field, classified.dataClass);
    QSet<SchemaId> schemas;
    for (const Body &body : operation.bodies)
        schemas.insert(body.schema);
    schemas.remove(SchemaId());
    QList<const Field *> fields;
    for (const Field &field : context.model.fields) {
        if (field.operation == operation.id || (field.operation.isNull() && schemas.contains(field.schema)))
            fields.append(&field);
    }
    std::sort(fields.begin(), fields.end(), [&](const Field *a, const Field *b) {
        const auto rank = [&](const Field *f) { return std::tuple(f->operation.isNull(), !classes.contains(f->id), f->path, f->id); };
        return rank(a) < rank(b);
    });
    QVBoxLayout *rows = rowsOf(m_fields);
    clear(rows);
    m_fields->setVisible(!fields.isEmpty());
    if (!fields.isEmpty()) {
        auto *heading = new SectionHeader(tr("%n field(s)", nullptr, int(fields.size())));
        heading->setContentsMargins(0, 10, 0, 4);
        rows->addWidget(heading);
    }
    for (qsizetype i = 0; i < std::min<qsizetype>(fields.size(), rowsShown); ++i) {
        auto *row = new RowButton(words::fieldName(context.model, *fields[i]));
        row->setMonospace(true);
        const QString dataClass = classes.value(fields[i]->id);
        row->setDetail(dataClass.isEmpty() ? fields[i]->type : words::dataClass(dataClass));
        connect(row, &RowButton::clicked, this, [choose = context.chooseSubject, id = fields[i]->id.uuid()] { choose({SubjectKind::Field, id}); });
        rows->addWidget(row);
    }
    if (fields.size() > rowsShown)
        rows->addWidget(plainLabel(tr("and %n more", nullptr, int(fields.size() - rowsShown)), "small"));
    m_findings->show(context, [&](const Finding &f) { return concerns(f, operation.id.uuid()); });
}

FieldForm::FieldForm()
{
    m_header = new SubjectHeader;
    addWide(m_header);
    m_type = addValue(tr("Type"));
    m_limits = addValue(tr("Limits"));
    m_class = addValue(tr("Data"));
    m_override = addChoice(tr("Data, by you"));
    m_override->setObjectName(u"fieldClass"_s);
    connect(m_override, &QComboBox::activated, this, [this] {
        change([&](Field &after) { after.dataClass = m_override->currentData().toString(); }, tr("Change class of data"));
    });
    bindLine(&Field::semantic, tr("Meaning"), tr("Change meaning"), tr("Empty: as inferred"));
    m_excerpt = new SpecExcerpt;
    addWide(m_excerpt);
    m_findings = new FindingList;
    addWide(m_findings);
}

void FieldForm::show(const Field &field, const FormContext &context)
{
    const bool same = field == entity();
    setEntity(field);
    m_header->show(field.operation.isNull() ? tr("Field") : tr("Parameter"), words::fieldName(context.model, field), field.provenance, true);
    QStringList type{field.type, field.format};
    if (field.required)
        type.append(tr("required"));
    if (field.readOnly)
        type.append(tr("read only"));
    if (field.writeOnly)
        type.append(tr("write only"));
    type.removeAll(QString());
    m_type->setText(oneLine(type.join(u", "_s), 200));
    setRowVisible(m_type, !type.isEmpty());
    QStringList limits;
    if (field.minimum || field.maximum)
        limits.append(tr("%1 to %2").arg(field.minimum ? QLocale().toString(*field.minimum) : u"…"_s, field.maximum ? QLocale().toString(*field.maximum) : u"…"_s));
    if (field.minLength || field.maxLength)
        limits.append(tr("%1 to %2 characters").arg(field.minLength ? QLocale().toString(*field.minLength) : u"0"_s, field.maxLength ? QLocale().toString(*field.maxLength) : u"…"_s));
    if (!field.pattern.isEmpty())
        limits.append(tr("pattern %1").arg(field.pattern));
    if (!field.enumValues.isEmpty())
        limits.append(tr("one of %1").arg(field.enumValues.join(u", "_s)));
    m_limits->setText(oneLine(limits.join(u"; "_s), 300));
    setRowVisible(m_limits, !limits.isEmpty());

    QString classText;
    QStringList ids{u"none.public"_s};
    for (const DataClass &known : context.analysis.classes) {
        if (!ids.contains(known.id))
            ids.append(known.id);
    }
    for (const ClassifiedField &classified : context.analysis.data) {
        if (!ids.contains(classified.dataClass))
            ids.append(classified.dataClass);
        if (classified.field == field.id) {
            classText = u"%1, %2"_s.arg(words::dataClass(classified.dataClass), words::of(classified.certainty));
            if (!classified.signalTexts.isEmpty())
                classText += u": "_s + classified.signalTexts.join(u", "_s);
        }
    }
    m_class->setText(classText.isEmpty() ? tr("Nothing sensitive seen") : oneLine(classText, 300));
    if (!field.dataClass.isEmpty() && !ids.contains(field.dataClass))
        ids.append(field.dataClass);
    std::sort(ids.begin() + 1, ids.end());
    m_override->clear();
    m_override->addItem(tr("As the analysis says"), QString());
    for (const QString &id : std::as_const(ids))
        m_override->addItem(id == "none.public"_L1 ? tr("Nothing sensitive") : u"%1 (%2)"_s.arg(words::dataClass(id), id), id);
    m_override->setCurrentIndex(std::max(0, m_override->findData(field.dataClass)));
    if (!same)
        loadExcerpt(*m_excerpt, context, field.provenance);
    m_findings->show(context, [&](const Finding &f) { return concerns(f, field.id.uuid()); });
}

ProjectForm::ProjectForm()
{
    auto *kind = new SectionHeader(tr("Project"));
    addWide(kind);
    bindLine(&ProjectInfo::name, tr("Name"), tr("Rename the project"))->setObjectName(u"projectName"_s);
    bindLine(&ProjectInfo::owner, tr("Owner"), tr("Change owner"), tr("Team or person"));
    bindChoice(&ProjectInfo::audience, 3, &words::of, tr("Used by"), tr("Change who uses it"));
    bindList(&ProjectInfo::complianceProfiles, tr("Compliance"), tr("Change compliance profiles"), tr("pci, gdpr, hipaa…"));
    bindChoice(&ProjectInfo::notation, 3, &words::of, tr("Symbols"), tr("Change symbols"));
    bindText(&ProjectInfo::description, tr("Description"), tr("Change description"), tr("What is reviewed, and why now"));
    m_counts = addValue(tr("Contains"));
    m_findings = new FindingList;
    addWide(m_findings);
}

void ProjectForm::show(const ProjectInfo &project, const FormContext &context)
{
    setEntity(project);
    // As the status line counts: the parts of services and the flows between them are details of what is counted.
    int operations = 0, elements = 0, flows = 0;
    for (const Operation &operation : context.model.operations)
        operations += operation.kind == OperationKind::Operation;
    for (const Element &element : context.model.elements)
        elements += element.parent.isNull();
    for (const DataFlow &flow : context.model.flows)
        flows += !isDetail(context.model, flow);
    m_counts->setText(QStringList{tr("%n operation(s)", nullptr, operations), tr("%n element(s)", nullptr, elements), tr("%n flow(s)", nullptr, flows),
                                  tr("%n field(s)", nullptr, int(context.model.fields.size()))}
                          .join(u", "_s));
    m_findings->show(context, [](const Finding &f) { return f.kind != FindingKind::Question; });
}

SourceForm::SourceForm() : FormPage(nullptr)
{
    m_header = new SubjectHeader;
    addWide(m_header);
    m_document = addValue(tr("Document"));
    m_format = addValue(tr("Format"));
    m_state = addValue(tr("On disk"));
    m_size = addValue(tr("Size"));
    m_servers = addValue(tr("Servers"));
    m_sha = addValue(tr("SHA-256"));
}

void SourceForm::show(const Source &source, const FormContext &context)
{
    m_header->show(tr("Source"), source.path, {}, true);
    m_document->setText(oneLine(source.version.isEmpty() ? source.title : tr("%1, version %2").arg(source.title, source.version), 300));
    m_format->setText(oneLine(source.formatVersion.isEmpty() ? source.format : u"%1 (%2)"_s.arg(source.format, source.formatVersion), 80));
    const QString path = context.reader.pathOf(source.id);
    switch (context.reader.state(source.id)) {
    case SourceState::Current:
        m_state->setText(tr("As imported: %1").arg(path));
        break;
    case SourceState::Changed:
        m_state->setText(tr("Changed since the import: %1. Update from specs to take the changes in.").arg(path));
        break;
    case SourceState::Missing:
        m_state->setText(tr("Not found where it was imported from."));
        break;
    case SourceState::Unknown:
        m_state->setText(tr("Being looked for…"));
        break;
    }
    m_size->setText(QLocale().formattedDataSize(source.bytes));
    m_servers->setText(oneLine(source.servers.join(u", "_s), 400));
    setRowVisible(m_servers, !source.servers.isEmpty());
    m_sha->setText(source.sha256.left(16) + (source.sha256.size() > 16 ? u"…"_s : QString()));
    m_sha->setToolTip(plainToolTip(source.sha256));
}

} // namespace drawbridge
