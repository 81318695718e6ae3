// SPDX-License-Identifier: Apache-2.0
#include "importers/sharedparts.h"

#include "importers/importtext.h"

namespace drawbridge {

using namespace Qt::StringLiterals;

namespace {

const QString noFile;

struct SharedZone
{
    ZoneKind kind;
    const char16_t *key;
    const char *name; // translated where it is used
    int trust;
    ZoneKind parent; // Internet: none
};

constexpr SharedZone zones[] = {{ZoneKind::Internet, u"zone:internet", QT_TRANSLATE_NOOP("Import", "Internet"), 0, ZoneKind::Internet},
                                {ZoneKind::Edge, u"zone:edge", QT_TRANSLATE_NOOP("Import", "Edge"), 1, ZoneKind::Internet},
                                {ZoneKind::Application, u"zone:application", QT_TRANSLATE_NOOP("Import", "Application"), 2, ZoneKind::Internet},
                                {ZoneKind::Data, u"zone:data", QT_TRANSLATE_NOOP("Import", "Data"), 3, ZoneKind::Application},
                                {ZoneKind::Management, u"zone:management", QT_TRANSLATE_NOOP("Import", "Management"), 3, ZoneKind::Internet},
                                {ZoneKind::ThirdParty, u"zone:third-parties", QT_TRANSLATE_NOOP("Import", "Third parties"), 1, ZoneKind::Internet},
                                {ZoneKind::Custom, u"zone:host", QT_TRANSLATE_NOOP("Import", "Container host"), 2, ZoneKind::Internet}};

ElementId external(ThreatModel &model, const QString &key, const QString &name, const QString &subkind, ActorClass actor, ZoneKind zone, const SourceRef &at)
{
    Element element;
    element.id = ElementId::named(noFile, key);
    if (model.elements.contains(element.id))
        return element.id;
    element.kind = ElementKind::ExternalEntity;
    element.name = name;
    element.subkind = subkind;
    element.actorClass = actor;
    element.boundary = sharedZone(model, zone, at);
    element.provenance = {Origin::Inferred, {}, key, at, false};
    model.elements.insert(element);
    return element.id;
}

} // namespace

BoundaryId sharedZone(ThreatModel &model, ZoneKind kind, const SourceRef &at)
{
    for (const SharedZone &zone : zones) {
        if (zone.kind != kind)
            continue;
        TrustBoundary boundary;
        const QString key = QString::fromUtf16(zone.key);
        boundary.id = BoundaryId::named(noFile, key);
        if (model.boundaries.contains(boundary.id))
            return boundary.id;
        boundary.name = ImportText::tr(zone.name);
        boundary.kind = kind;
        boundary.trust = zone.trust;
        if (zone.parent != ZoneKind::Internet)
            boundary.parent = sharedZone(model, zone.parent, at);
        boundary.provenance = {Origin::Inferred, {}, key, at, false};
        model.boundaries.insert(boundary);
        return boundary.id;
    }
    return {};
}

ElementId anonymousCallers(ThreatModel &model, const SourceRef &at)
{
    return external(model, u"actor:anonymous"_s, ImportText::tr("Anonymous callers"), u"browser"_s, ActorClass::Anonymous, ZoneKind::Internet, at);
}

ElementId hostUsers(ThreatModel &model, const SourceRef &at)
{
    return external(model, u"actor:host"_s, ImportText::tr("Users of the container host"), u"person_admin"_s, ActorClass::Internal, ZoneKind::Custom, at);
}

ElementId thirdParty(ThreatModel &model, const QString &host, const QString &name, const QString &subkind, const SourceRef &at)
{
    return external(model, u"third-party:"_s + host, name, subkind, ActorClass::NotAnActor, ZoneKind::ThirdParty, at);
}

} // namespace drawbridge
