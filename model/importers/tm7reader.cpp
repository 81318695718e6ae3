// SPDX-License-Identifier: Apache-2.0
#include "importers/tm7reader.h"

#include "importers/importtext.h"

#include <QXmlStreamReader>

#include <algorithm>

namespace drawbridge {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype mostSymbols = 20'000, mostThreats = 50'000, mostProperties = 200, mostOptions = 200;
constexpr qsizetype longestText = 40'000;

class Tm7Reader
{
public:
    Tm7Reader(const QByteArray &bytes, const QString &fileName, Progress &progress) : m_xml(bytes), m_file(fileName), m_progress(progress)
    {
        m_xml.setNamespaceProcessing(true);
        m_xml.setEntityExpansionLimit(1);
    }

    Result<Tm7Document> read()
    {
        while (!m_xml.atEnd() && !m_xml.isStartElement()) {
            m_xml.readNext();
            if (m_xml.isDTD())
                return Error{ImportText::tr("The file declares a document type or entities, which models of this kind never do; it is not read."), here()};
        }
        if (m_xml.isStartElement() && m_xml.name() != u"ThreatModel")
            return Error{ImportText::tr("This is XML, but no threat model: it begins with “%1”.").arg(m_xml.name().left(60)), here()};
        children([&](QStringView name) {
            if (name == u"DrawingSurfaceList")
                children([&](QStringView) { surface(); });
            else if (name == u"MetaInformation")
                children([&](QStringView member) { m_document.information.insert(member.toString(), text()); });
            else if (name == u"Notes")
                children([&](QStringView) { note(); });
            else if (name == u"ThreatInstances")
                children([&](QStringView) { threat(); });
            else if (name == u"KnowledgeBase")
                children([&](QStringView part) { part == u"ThreatMetaData" ? threatProperties() : skip(); });
            else
                skip();
        });
        if (m_xml.hasError() || m_progress.isCancelled())
            return Error{ImportText::tr("The file is damaged: it is no complete XML (%1). Save it again in the tool that wrote it.").arg(m_xml.errorString()), here()};
        return m_document;
    }

private:
    SourceRef here() const { return {m_file, {}, int(std::max<qint64>(1, m_xml.lineNumber())), int(std::max<qint64>(1, m_xml.columnNumber()))}; }
    void skip() { m_xml.skipCurrentElement(); }

    // Calls visit(name) at each child element, which has to read it to its end. Depth is that of this code, not of the file.
    template <class Visit> void children(Visit &&visit)
    {
        while (m_xml.readNextStartElement()) {
            if (m_progress.isCancelled())
                return;
            visit(m_xml.name());
        }
    }

    QString text() { return m_xml.readElementText(QXmlStreamReader::IncludeChildElements).left(longestText); }
    double number() { return text().toDouble(); }

    QString typeOf() const
    {
        for (const QXmlStreamAttribute &attribute : m_xml.attributes()) {
            if (attribute.name() == u"type")
                return attribute.value().toString().section(u':', -1);
        }
        return {};
    }

    Tm7Property property()
    {
        Tm7Property property;
        property.at = here();
        const QString type = typeOf();
        property.isHeader = type.startsWith("Header"_L1);
        property.isStatic = type.startsWith("Static"_L1);
        children([&](QStringView name) {
            if (name == u"DisplayName") {
                property.title = text();
            } else if (name == u"SelectedIndex") {
                property.selected = text().toInt();
            } else if (name == u"Value") {
                if (!typeOf().contains("ArrayOf"_L1)) {
                    property.text = text();
                } else {
                    children([&](QStringView) {
                        const QString option = text();
                        if (property.options.size() < mostOptions)
                            property.options.append(option);
                    });
                }
            } else {
                skip();
            }
        });
        return property;
    }

    QList<Tm7Property> properties()
    {
        QList<Tm7Property> list;
        children([&](QStringView) {
            if (list.size() < mostProperties)
                list.append(property());
            else
                skip();
        });
        return list;
    }

    static Tm7Stencil::Kind stencilKind(const QString &type, const QString &generic)
    {
        using Kind = Tm7Stencil::Kind;
        static const QHash<QString, Kind> kinds{{u"StencilEllipse"_s, Kind::Process},           {u"StencilParallelLines"_s, Kind::Store}, {u"StencilRectangle"_s, Kind::External},
                                                {u"BorderBoundary"_s, Kind::Boundary},          {u"StencilAnnotation"_s, Kind::Annotation}, {u"GE.P"_s, Kind::Process},
                                                {u"GE.DS"_s, Kind::Store},                      {u"GE.EI"_s, Kind::External},             {u"GE.TB.B"_s, Kind::Boundary},
                                                {u"GE.A"_s, Kind::Annotation}};
        // The tool's own kinds first; templates have others, and say only how they look.
        return kinds.value(generic, kinds.value(type, Kind::Unknown));
    }

    void stencil(Tm7Surface &surface)
    {
        Tm7Stencil stencil;
        stencil.at = here();
        stencil.type = typeOf();
        QString generic;
        double left = 0, top = 0, width = 0, height = 0;
        children([&](QStringView name) {
            if (name == u"GenericTypeId")
                generic = text();
            else if (name == u"Guid")
                stencil.guid = text();
            else if (name == u"Properties")
                stencil.properties = properties();
            else if (name == u"Left")
                left = number();
            else if (name == u"Top")
                top = number();
            else if (name == u"Width")
                width = number();
            else if (name == u"Height")
                height = number();
            else
                skip();
        });
        stencil.kind = stencilKind(stencil.type, generic);
        stencil.rect = QRectF(left, top, width, height);
        if (++m_symbols <= mostSymbols)
            surface.stencils.append(stencil);
    }

    void line(Tm7Surface &surface)
    {
        Tm7Line line;
        line.at = here();
        const QString type = typeOf();
        QString generic;
        children([&](QStringView name) {
            if (name == u"GenericTypeId")
                generic = text();
            else if (name == u"Guid")
                line.guid = text();
            else if (name == u"Properties")
                line.properties = properties();
            else if (name == u"SourceGuid")
                line.source = text();
            else if (name == u"TargetGuid")
                line.target = text();
            else if (name == u"SourceX")
                line.from.setX(number());
            else if (name == u"SourceY")
                line.from.setY(number());
            else if (name == u"TargetX")
                line.to.setX(number());
            else if (name == u"TargetY")
                line.to.setY(number());
            else if (name == u"HandleX")
                line.handle.setX(number());
            else if (name == u"HandleY")
                line.handle.setY(number());
            else
                skip();
        });
        line.isBoundary = type == u"LineBoundary" || generic == u"GE.TB.L";
        if (++m_symbols <= mostSymbols)
            surface.lines.append(line);
    }

    // Entries of a dictionary: a key and a value each.
    template <class Visit> void values(Visit &&visit)
    {
        children([&](QStringView) {
            children([&](QStringView name) {
                if (name == u"Value")
                    visit();
                else
                    skip();
            });
        });
    }

    void surface()
    {
        Tm7Surface surface;
        surface.at = here();
        children([&](QStringView name) {
            if (name == u"Guid") {
                surface.guid = text();
            } else if (name == u"Header") {
                const QString header = text();
                if (surface.name.isEmpty())
                    surface.name = header;
            } else if (name == u"Properties") {
                for (const Tm7Property &property : properties()) {
                    if (property.title == u"Name" && !property.text.isEmpty())
                        surface.name = property.text;
                }
            } else if (name == u"Borders") {
                values([&] { stencil(surface); });
            } else if (name == u"Lines") {
                values([&] { line(surface); });
            } else {
                skip();
            }
        });
        m_document.surfaces.append(surface);
    }

    void threat()
    {
        Tm7Threat threat;
        threat.at = here();
        children([&](QStringView name) {
            if (name == u"Key")
                threat.key = text();
            else if (name == u"Value")
                threatValue(threat);
            else
                skip();
        });
        if (m_document.threats.size() < mostThreats)
            m_document.threats.append(threat);
    }

    void threatValue(Tm7Threat &threat)
    {
        const QHash<QString, QString *> members{{u"Id"_s, &threat.id},
                                                {u"Title"_s, &threat.title},
                                                {u"UserThreatCategory"_s, &threat.category},
                                                {u"UserThreatDescription"_s, &threat.description},
                                                {u"Priority"_s, &threat.priority},
                                                {u"State"_s, &threat.state},
                                                {u"StateInformation"_s, &threat.justification},
                                                {u"ChangedBy"_s, &threat.changedBy},
                                                {u"ModifiedAt"_s, &threat.modifiedAt},
                                                {u"SourceGuid"_s, &threat.source},
                                                {u"FlowGuid"_s, &threat.flow},
                                                {u"TargetGuid"_s, &threat.target}};
        children([&](QStringView name) {
            if (QString *member = members.value(name.toString())) {
                *member = text();
            } else if (name == u"Properties") {
                children([&](QStringView) {
                    QString key, value;
                    children([&](QStringView part) {
                        if (part == u"Key")
                            key = text();
                        else if (part == u"Value")
                            value = text();
                        else
                            skip();
                    });
                    if (threat.properties.size() < mostProperties)
                        threat.properties.insert(key, value);
                });
            } else {
                skip();
            }
        });
    }

    void note()
    {
        Tm7Note note;
        note.at = here();
        children([&](QStringView name) {
            if (name == u"Id")
                note.id = text();
            else if (name == u"Message")
                note.text = text();
            else if (name == u"AddedBy")
                note.author = text();
            else if (name == u"Date")
                note.date = text();
            else
                skip();
        });
        if (m_document.notes.size() < mostProperties * 10)
            m_document.notes.append(note);
    }

    // Their titles: templates name them by a guid.
    void threatProperties()
    {
        children([&](QStringView name) {
            if (name != u"PropertiesMetaData") {
                skip();
                return;
            }
            children([&](QStringView) {
                QString key, label;
                children([&](QStringView part) {
                    if (part == u"Name")
                        key = text();
                    else if (part == u"Label")
                        label = text();
                    else
                        skip();
                });
                if (m_document.threatProperties.size() < mostProperties)
                    m_document.threatProperties.insert(key, label);
            });
        });
    }

    QXmlStreamReader m_xml;
    const QString m_file;
    Progress &m_progress;
    Tm7Document m_document;
    qsizetype m_symbols = 0;
};

} // namespace

Result<Tm7Document> readTm7(const QByteArray &bytes, const QString &fileName, Progress &progress)
{
    return Tm7Reader(bytes, fileName, progress).read();
}

} // namespace drawbridge
