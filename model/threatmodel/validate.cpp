// SPDX-License-Identifier: Apache-2.0
#include "threatmodel/validate.h"

#include "threatmodel/modelindex.h"

#include <QSet>

namespace drawbridge {

namespace {

// Collects problems and, at the same time, the repaired model.
class Check
{
public:
    explicit Check(const ThreatModel &model) : m_model(model), m_fixed(model) {}

    void run()
    {
        boundaries();
        elements();
        operations();
        flows();
        schemas();
        fields();
        sources();
        words();
        placements();
        std::sort(m_problems.begin(), m_problems.end());
    }

    QStringList problems() const { return m_problems; }
    const ThreatModel &fixed() const { return m_fixed; }

private:
    template <class T> void problem(const T &entity, const char *what)
    {
        m_problems.append(QStringLiteral("%1: %2").arg(entity.id.toString(), QString::fromLatin1(what)));
    }

    void boundaries()
    {
        for (const TrustBoundary &boundary : m_model.boundaries) {
            TrustBoundary sound = boundary;
            if (boundary.parent && !m_model.boundaries.contains(boundary.parent)) {
                problem(boundary, "boundary lies in a boundary that does not exist");
                sound.parent = {};
            } else if (inItself(boundary)) {
                problem(boundary, "boundary lies inside itself, or too deep inside others");
                sound.parent = {};
            }
            if (boundary.trust < TrustBoundary::unknownTrust || boundary.trust > 4) {
                problem(boundary, "trust level is outside 0 to 4");
                sound.trust = TrustBoundary::unknownTrust;
            }
            m_fixed.boundaries.insert(sound);
        }
    }

    // Follows each chain of parents once, whatever its length: files come from strangers.
    bool inItself(const TrustBoundary &boundary)
    {
        QSet<BoundaryId> chain;
        QList<BoundaryId> order;
        BoundaryId id = boundary.id;
        while (id && !m_nesting.contains(id) && !chain.contains(id)) {
            chain.insert(id);
            order.append(id);
            id = m_model.boundaries.value(id).parent;
        }
        // Where the walk met itself, the members of the circle lie in themselves; those that lead to it do not.
        const qsizetype circle = chain.contains(id) ? order.indexOf(id) : order.size();
        const int outer = circle < order.size() ? 0 : m_nesting.value(id, 0);
        int depth = outer == circular ? 1 : outer; // a circle is taken apart
        for (qsizetype i = order.size() - 1; i >= 0; --i)
            m_nesting.insert(order[i], i >= circle ? circular : (depth = qMin(depth, maxNesting) + 1));
        const int nesting = m_nesting.value(boundary.id);
        return nesting == circular || nesting > maxNesting;
    }

    void elements()
    {
        for (const Element &element : m_model.elements) {
            Element sound = element;
            if (element.boundary && !m_model.boundaries.contains(element.boundary)) {
                problem(element, "element stands in a boundary that does not exist");
                sound.boundary = {};
            }
            const Element *parent = element.parent ? m_model.elements.find(element.parent) : nullptr;
            if (element.parent && (!parent || parent->parent || element.parent == element.id)) {
                problem(element, "element is a part of nothing, or of another part");
                m_fixed.elements.remove(element.id);
                continue;
            }
            m_fixed.elements.insert(sound);
        }
    }

    void operations()
    {
        for (const SecurityScheme &scheme : m_model.schemes) {
            if (!m_fixed.elements.contains(scheme.service)) {
                problem(scheme, "security scheme belongs to no service");
                m_fixed.schemes.remove(scheme.id);
            }
        }
        for (const Operation &operation : m_model.operations) {
            if (!m_fixed.elements.contains(operation.service)) {
                problem(operation, "operation belongs to no service");
                m_fixed.operations.remove(operation.id);
                continue;
            }
            Operation sound = operation;
            for (Body &body : sound.bodies) {
                if (body.schema && !m_model.schemas.contains(body.schema))
                    body.schema = {};
            }
            for (SecurityAlternative &alternative : sound.security) {
                for (SchemeUse &use : alternative.uses) {
                    if (use.scheme && !m_fixed.schemes.contains(use.scheme))
                        use.scheme = {};
                }
            }
            if (!(sound == operation)) {
                problem(operation, "operation refers to a schema or security scheme that does not exist");
                m_fixed.operations.insert(sound);
            }
        }
    }

    void flows()
    {
        for (const DataFlow &flow : m_model.flows) {
            if (!m_fixed.elements.contains(flow.source) || !m_fixed.elements.contains(flow.target)) {
                problem(flow, "flow has an end that does not exist");
                m_fixed.flows.remove(flow.id);
                continue;
            }
            DataFlow sound = flow;
            sound.operations.removeIf([&](const OperationId &id) { return !m_fixed.operations.contains(id); });
            if (sound.operations.size() != flow.operations.size()) {
                problem(flow, "flow carries an operation that does not exist");
                m_fixed.flows.insert(sound);
            }
        }
    }

    void schemas()
    {
        const auto missing = [&](const SchemaId &id) { return !m_model.schemas.contains(id); };
        for (const Schema &schema : m_model.schemas) {
            Schema sound = schema;
            sound.includes.removeIf(missing);
            sound.variants.removeIf(missing);
            if (schema.operation && !m_fixed.operations.contains(schema.operation))
                sound.operation = {};
            if (!(sound == schema)) {
                problem(schema, "schema refers to a schema or operation that does not exist");
                m_fixed.schemas.insert(sound);
            }
        }
    }

    void fields()
    {
        for (const Field &field : m_model.fields) {
            const bool property = field.schema && m_model.schemas.contains(field.schema);
            const bool parameter = !field.schema && field.operation && m_fixed.operations.contains(field.operation);
            if (!property && !parameter) {
                problem(field, "field belongs to no schema and no operation");
                m_fixed.fields.remove(field.id);
                continue;
            }
            Field sound = field;
            if (field.schemaRef && !m_model.schemas.contains(field.schemaRef))
                sound.schemaRef = {};
            if (field.operation && !m_fixed.operations.contains(field.operation))
                sound.operation = {};
            if (!(sound == field)) {
                problem(field, "field refers to a schema or operation that does not exist");
                m_fixed.fields.insert(sound);
            }
        }
    }

    void sources()
    {
        for (const Source &source : m_model.sources) {
            if (source.service && !m_fixed.elements.contains(source.service)) {
                problem(source, "source stands for a service that does not exist");
                Source sound = source;
                sound.service = {};
                m_fixed.sources.insert(sound);
            }
        }
        for (const ImportBaseline &baseline : m_model.baselines) {
            if (!m_model.sources.contains(baseline.source)) {
                problem(baseline, "import baseline of a source that does not exist");
                m_fixed.baselines.remove(baseline.id);
            }
        }
    }

    // A reference of a record that names nothing is cleared; a secret or an event of nothing goes.
    template <class T> void clear(const char *what, const Table<T> &rows, Table<T> &fixed, auto &&mend)
    {
        for (const T &row : rows) {
            T sound = row;
            mend(sound);
            if (!(sound == row)) {
                problem(row, what);
                fixed.insert(sound);
            }
        }
    }

    void words()
    {
        for (const Secret &secret : m_model.secrets) {
            if (!m_fixed.elements.contains(secret.element)) {
                problem(secret, "secret of an element that does not exist");
                m_fixed.secrets.remove(secret.id);
            }
        }
        for (const LogEntry &entry : m_model.log) {
            if (entry.review && !m_model.reviews.contains(entry.review)) {
                problem(entry, "event of a review that does not exist");
                m_fixed.log.remove(entry.id);
            }
        }
        clear("comment answers one that does not exist", m_model.comments, m_fixed.comments, [&](Comment &comment) {
            const Comment *first = m_model.comments.find(comment.thread);
            if (comment.thread && (!first || first->thread || comment.thread == comment.id))
                comment.thread = {};
        });
        clear("review names a version that does not exist", m_model.reviews, m_fixed.reviews, [&](Review &review) {
            for (VersionId *version : {&review.before, &review.after}) {
                if (!m_model.versions.contains(*version))
                    *version = {};
            }
        });
        clear("action fulfils a requirement that does not exist", m_model.actions, m_fixed.actions, [&](Action &action) {
            action.requirements.removeIf([&](const RequirementId &id) { return !m_model.requirements.contains(id); });
        });
        clear("requirement protects an asset that does not exist", m_model.requirements, m_fixed.requirements, [&](Requirement &requirement) {
            requirement.assets.removeIf([&](const DataAssetId &id) { return !m_model.assets.contains(id); });
        });
    }

    void placements()
    {
        for (const Diagram &diagram : m_model.diagrams) {
            if (diagram.subject && !m_fixed.elements.contains(diagram.subject)) {
                problem(diagram, "diagram details a service that does not exist");
                Diagram sound = diagram;
                sound.subject = {};
                m_fixed.diagrams.insert(sound);
            }
            if (diagram.asset && !m_model.assets.contains(diagram.asset)) {
                problem(diagram, "diagram follows an asset that does not exist");
                Diagram sound = m_fixed.diagrams.value(diagram.id);
                sound.asset = {};
                m_fixed.diagrams.insert(sound);
            }
        }
        for (const Placement &placement : m_model.placements) {
            if (!m_model.diagrams.contains(placement.diagram) || !m_fixed.elements.contains(placement.element)
                || placement.id != Placement::idFor(placement.diagram, placement.element)) {
                problem(placement, "placement of nothing");
                m_fixed.placements.remove(placement.id);
            }
        }
        for (const BoundaryPlacement &placement : m_model.boundaryPlacements) {
            if (!m_model.diagrams.contains(placement.diagram) || !m_model.boundaries.contains(placement.boundary)
                || placement.id != BoundaryPlacement::idFor(placement.diagram, placement.boundary)) {
                problem(placement, "placement of a boundary that does not exist");
                m_fixed.boundaryPlacements.remove(placement.id);
            }
        }
        for (const FlowPlacement &placement : m_model.flowPlacements) {
            if (!m_model.diagrams.contains(placement.diagram) || !m_fixed.flows.contains(placement.flow)
                || placement.id != FlowPlacement::idFor(placement.diagram, placement.flow)) {
                problem(placement, "placement of a flow that does not exist");
                m_fixed.flowPlacements.remove(placement.id);
            }
        }
    }

    // Deeper zones than this are no design, and everything that walks them downwards would need as deep a stack.
    static constexpr int maxNesting = 100;
    static constexpr int circular = maxNesting + 10;

    const ThreatModel &m_model;
    ThreatModel m_fixed;
    QStringList m_problems;
    QHash<BoundaryId, int> m_nesting; // 1: outermost
};

} // namespace

QStringList validate(const ThreatModel &model)
{
    Check check(model);
    check.run();
    return check.problems();
}

Delta repair(const ThreatModel &model)
{
    Check check(model);
    check.run();
    Delta delta = diff(model, check.fixed());
    // Clearing one reference may leave another thing without its own; a second look settles it.
    ThreatModel next = check.fixed();
    while (true) {
        Check again(next);
        again.run();
        const Delta more = diff(next, again.fixed());
        if (more.isEmpty())
            return delta;
        delta = compose(delta, more);
        next = again.fixed();
    }
}

} // namespace drawbridge
