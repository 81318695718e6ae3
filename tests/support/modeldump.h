// SPDX-License-Identifier: Apache-2.0
// A model as text, for golden files: everything an import says, sorted, names instead of ids.
#pragma once

#include "threatmodel/threatmodel.h"

#include <QTextStream>

namespace drawbridge::test {

inline QString place(const SourceRef &at)
{
    return QStringLiteral("%1:%2:%3").arg(at.file).arg(at.line).arg(at.column);
}

class ModelDump
{
public:
    explicit ModelDump(const ThreatModel &model) : m_model(model) {}

    QString text()
    {
        add([&](QTextStream &out) {
            for (const Source &s : m_model.sources) {
                line([&](QTextStream &o) {
                    o << "source " << s.path << ' ' << s.format << ' ' << s.formatVersion << " title=" << s.title << " version=" << s.version
                      << " default=" << nameOf(s.defaultSecurity) << " servers=" << s.servers.join(u' ');
                });
            }
            flush(out);
            for (const SecurityScheme &s : m_model.schemes) {
                line([&](QTextStream &o) {
                    o << "scheme " << s.name << ' ' << nameOf(s.type) << ' ' << s.location << ' ' << s.parameterName << ' ' << s.httpScheme;
                    for (const OAuthFlow &f : s.flows)
                        o << " flow=" << f.type << ' ' << f.authorizationUrl << ' ' << f.tokenUrl << ' ' << f.scopes.join(u',');
                    o << " @" << place(s.provenance.at);
                });
            }
            flush(out);
            for (const Operation &op : m_model.operations)
                line([&](QTextStream &o) { operation(o, op); });
            flush(out);
            for (const Schema &s : m_model.schemas)
                line([&](QTextStream &o) { schema(o, s); });
            flush(out);
            for (const Field &f : m_model.fields)
                line([&](QTextStream &o) { field(o, f); });
            flush(out);
            for (const TrustBoundary &b : m_model.boundaries)
                line([&](QTextStream &o) { o << "zone " << zone(b.id) << ' ' << nameOf(b.kind) << " trust=" << b.trust; });
            flush(out);
            for (const Element &e : m_model.elements) {
                line([&](QTextStream &o) {
                    o << "element " << element(e.id) << ' ' << nameOf(e.kind) << '/' << e.subkind << " in=" << zone(e.boundary) << " actor=" << nameOf(e.actorClass)
                      << (e.confirmed ? "" : " unconfirmed") << (e.technology.isEmpty() ? "" : " technology=") << e.technology << " @" << place(e.provenance.at);
                });
            }
            flush(out);
            for (const DataFlow &f : m_model.flows) {
                line([&](QTextStream &o) {
                    o << "flow " << element(f.source) << " -> " << element(f.target) << " \"" << f.name << "\" " << f.protocol
                      << " encrypted=" << nameOf(f.encrypted.value) << " authenticated=" << nameOf(f.authenticated.value) << " operations=" << f.operations.size();
                });
            }
            flush(out);
            for (const Element &e : m_model.elements) { // what deployment files state
                if (m_model.sources.value(e.provenance.source).format != QLatin1StringView("compose"))
                    continue;
                if (!e.networks.isEmpty())
                    line([&](QTextStream &o) { o << "networks " << element(e.id) << ": " << e.networks.join(u' '); });
                for (const StatedFact &f : e.facts)
                    line([&](QTextStream &o) { o << "fact " << element(e.id) << ' ' << f.name << '=' << f.value << " @" << place(f.at); });
            }
            flush(out);
            for (const DataFlow &d : m_model.flows) {
                if (m_model.sources.value(d.provenance.source).format != QLatin1StringView("compose"))
                    continue;
                for (const StatedFact &f : d.facts)
                    line([&](QTextStream &o) { o << "fact " << element(d.source) << " -> " << element(d.target) << ' ' << f.name << '=' << f.value << " @" << place(f.at); });
            }
            flush(out);
            for (const Secret &s : m_model.secrets) {
                line([&](QTextStream &o) {
                    o << "secret " << element(s.element) << ' ' << s.name << ' ' << s.kind << ' ' << s.fingerprint << ' ' << s.strength << (s.placeholder ? " placeholder" : "")
                      << " @" << place(s.provenance.at);
                });
            }
            flush(out);
            for (const Diagram &d : m_model.diagrams) {
                QStringList on;
                for (const Placement &p : m_model.placements) {
                    if (p.diagram == d.id)
                        on.append(element(p.element));
                }
                on.sort();
                line([&](QTextStream &o) { o << "diagram " << d.position << ' ' << d.name << ": " << on.join(QLatin1StringView(", ")); });
            }
            flush(out);
        });
        return m_text;
    }

private:
    template <class F> void add(F f)
    {
        QTextStream out(&m_text);
        f(out);
    }
    template <class F> void line(F f)
    {
        QString text;
        QTextStream out(&text);
        f(out);
        out.flush();
        m_lines.append(text.trimmed());
    }
    void flush(QTextStream &out)
    {
        m_lines.sort();
        for (const QString &text : std::as_const(m_lines))
            out << text << '\n';
        m_lines.clear();
    }

    QString zone(BoundaryId id) const
    {
        const TrustBoundary zone = m_model.boundaries.value(id);
        return zone.parent ? m_model.boundaries.value(zone.parent).name + u'/' + zone.name : zone.name;
    }
    QString element(ElementId id) const
    {
        const Element element = m_model.elements.value(id);
        return element.parent ? m_model.elements.value(element.parent).name + u'/' + element.name : element.name;
    }
    QString name(SchemaId id) const { return m_model.schemas.value(id).name; }
    QString names(const QList<SchemaId> &ids) const
    {
        QStringList list;
        for (const SchemaId &id : ids)
            list.append(name(id));
        return list.join(u',');
    }

    void operation(QTextStream &o, const Operation &op) const
    {
        o << nameOf(op.kind) << ' ' << op.method << ' ' << op.path << " id=" << op.operationId << " tags=" << op.tags.join(u',') << (op.deprecated ? " deprecated" : "")
          << " auth=" << nameOf(op.authDeclaration);
        for (const SecurityAlternative &a : op.security) {
            QStringList uses;
            for (const SchemeUse &use : a.uses)
                uses.append(use.name + (use.scheme ? QString() : QString(u'?')) + (use.scopes.isEmpty() ? QString() : u'(' + use.scopes.join(u',') + u')'));
            o << " [" << uses.join(u'+') << ']';
        }
        for (const Body &b : op.bodies) {
            o << (b.isRequest ? " request" : " response ") << b.status << '<' << b.mediaType << ' ' << name(b.schema) << (b.isArray ? "[]" : "")
              << (b.required ? " required" : "") << '>';
        }
        for (const Response &r : op.responses) {
            o << " {" << r.status << ' ' << r.headers.join(u',');
            for (const QString &text : r.exampleTexts)
                o << " \"" << text << '"';
            o << '}';
        }
        if (!op.servers.isEmpty())
            o << " servers=" << op.servers.join(u' ');
        o << " @" << place(op.provenance.at);
    }

    void schema(QTextStream &o, const Schema &s) const
    {
        o << "schema " << s.name << ' ' << nameOf(s.kind) << ' ' << s.type << " closed=" << nameOf(s.closed);
        if (!s.includes.isEmpty())
            o << " includes=" << names(s.includes);
        if (!s.variants.isEmpty())
            o << " variants=" << names(s.variants);
        o << " key=" << s.provenance.key << " @" << place(s.provenance.at);
    }

    void field(QTextStream &o, const Field &f) const
    {
        const Operation op = m_model.operations.value(f.operation);
        o << "field " << (f.schema ? name(f.schema) : op.method + u' ' + op.path) << " : " << f.path << ' ' << nameOf(f.location) << ' ' << f.type;
        if (f.isArray)
            o << "[]";
        if (!f.format.isEmpty())
            o << " format=" << f.format;
        if (f.schemaRef)
            o << " ->" << name(f.schemaRef);
        o << (f.required ? " required" : "") << (f.readOnly ? " readOnly" : "") << (f.writeOnly ? " writeOnly" : "") << (f.nullable ? " nullable" : "")
          << (f.deprecated ? " deprecated" : "") << (f.synthesised ? " synthesised" : "");
        if (!f.enumValues.isEmpty())
            o << " enum=" << f.enumValues.join(u',');
        if (!f.pattern.isEmpty())
            o << " pattern=" << f.pattern;
        const auto number = [&](const char *what, const auto &value) {
            if (value)
                o << ' ' << what << '=' << *value;
        };
        number("min", f.minimum);
        number("max", f.maximum);
        number("minLength", f.minLength);
        number("maxLength", f.maxLength);
        number("minItems", f.minItems);
        number("maxItems", f.maxItems);
        if (!f.exampleShapes.isEmpty())
            o << " shapes=" << f.exampleShapes.join(u',');
        if (!f.annotation.isEmpty())
            o << " annotation=" << f.annotation;
        o << " @" << place(f.provenance.at);
    }

    const ThreatModel &m_model;
    QString m_text;
    QStringList m_lines;
};

} // namespace drawbridge::test
