// SPDX-License-Identifier: Apache-2.0
// The rows of a model that a compose file gives: compose.cpp elements, zones and what callers reach; workload.cpp facts
// about one service; connections.cpp what talks to what; secrets.h secrets.
#pragma once

#include "importers/compose/composefile.h"
#include "importers/compose/products.h"

namespace drawbridge {

// One service with the element that stands for it.
struct Workload
{
    const ComposeService *service = nullptr;
    const Product *product = nullptr; // null: nobody's product
    Element element;
    bool published = false; // on an address that others than this machine reach
    bool onLoopback = false; // on the machine itself
    bool standsIn = false; // named like a host of the internet: plays a service elsewhere
};

struct Deployment
{
    ImportContext &context;
    const ComposeFile &file;
    const Products &products;
    QMap<QString, Workload> workloads; // by service
    QHash<QString, QString> serviceOfHost; // lower case host name → service
    QStringList names; // of project, services and products: no secret should be one
    QList<DataFlow> flows;

    Provenance declared(const QString &key, const SourceRef &at) const { return declaredAt(context, key, at); }
    Provenance inferred(const QString &key, const SourceRef &at) const
    {
        Provenance provenance = declaredAt(context, key, at);
        provenance.origin = Origin::Inferred;
        return provenance;
    }
};

// Facts about one service beyond the members of its element: image, ports, privileges, settings. Sorted.
QList<StatedFact> workloadFacts(const Workload &workload);
// Whether clients have to show a credential to the product; empty: not known.
QString accessOf(const Workload &workload, SourceRef *at = nullptr);

// Adds flows between services, to services elsewhere, and the secrets that settings hold.
void addConnections(Deployment &deployment);

// The protocol of a port of a workload; empty: not known.
QString protocolOf(const Workload &workload, int port);
// Yes or No where the name of the protocol says it.
Truth encryptionOf(const QString &protocol);

} // namespace drawbridge
