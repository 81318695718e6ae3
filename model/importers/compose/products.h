// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "threatmodel/enums.h"

#include <QHash>
#include <QStringList>

#include <optional>

namespace drawbridge {

// A well-known product that an image runs (resources/lexicons/products.yaml).
struct Product
{
    QString name;
    bool several = false; // a sort of products: each is shown under the name of its image
    QStringList images; // last part of the image's name, or its last two parts
    ElementKind kind = ElementKind::Process;
    QString subkind;
    ZoneKind zone = ZoneKind::Application;
    QString protocol;
    QHash<int, QString> ports; // what is spoken at each port of the container
    QList<int> adminPorts;
    QString access; // open, closed: whether it asks its clients for a credential; empty: not known
    QStringList setBy, offBy;
    int openBelow = 0;     // major versions below start open
    int supportedFrom = 0; // major versions below are mended no longer; 0: not known
};

// A service elsewhere that a variable opens.
struct ServiceElsewhere
{
    QString name, host, subkind;
    QStringList variables;
};

// What is known about images, names and variables of deployments.
class Products
{
public:
    static const Products &shipped();
    explicit Products(const QByteArray &yaml);

    // Of an image "registry/space/name:tag@digest".
    const Product *ofImage(const QString &image) const;
    // Of a store that is built here: by the whole name of its service.
    const Product *ofServiceName(const QString &name) const;
    // Finer kind by whole words of a name; empty when no word says it.
    QString roleOf(const QString &name) const;
    const ServiceElsewhere *ofVariable(const QString &name) const;
    // Words that make no secret.
    const QStringList &weakWords() const { return m_weakWords; }
    bool isEmpty() const { return m_products.isEmpty(); }

private:
    QList<Product> m_products, m_stores;
    QHash<QString, qsizetype> m_byImage; // row in m_products
    QList<std::pair<QString, QStringList>> m_roles;
    QStringList m_notTheProduct, m_weakWords;
    QList<ServiceElsewhere> m_elsewhere;
};

// Parts of an image's name.
struct ImageName
{
    QString repository; // without registry, tag and digest: "bitnami/redis"
    QString tag;        // empty: none
    bool digest = false;
    int majorVersion() const; // of the tag; -1 when it names none
};
ImageName parseImage(const QString &image);

// Words of a name in lower case: "crapi-web" → crapi, web; "orderService" → order, service.
QStringList wordsOf(const QString &name);

} // namespace drawbridge
