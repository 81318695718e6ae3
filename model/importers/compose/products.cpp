// SPDX-License-Identifier: Apache-2.0
#include "importers/compose/products.h"

#include "spec/parsespec.h"

#include <QFile>

#include <algorithm>

// Outside any namespace, as the macro wants it.
static void useProductsResource()
{
    Q_INIT_RESOURCE(products);
}

namespace drawbridge {

using namespace Qt::StringLiterals;

namespace {

QStringList textsOf(const SpecNode &list)
{
    QStringList texts;
    for (qsizetype i = 0; i < list.size(); ++i)
        texts.append(list.at(i).text());
    return texts;
}

Product productFrom(const SpecNode &node)
{
    Product product;
    product.name = node[u"name"].text();
    product.several = node[u"several"].text() == u"true";
    product.images = textsOf(node[u"images"]);
    product.kind = fromName<ElementKind>(node[u"kind"].text()).value_or(ElementKind::Process);
    product.subkind = node[u"subkind"].text();
    product.zone = fromName<ZoneKind>(node[u"zone"].text()).value_or(ZoneKind::Application);
    product.protocol = node[u"protocol"].text();
    const SpecNode ports = node[u"ports"];
    for (qsizetype i = 0; i < ports.size(); ++i)
        product.ports.insert(ports.keyAt(i).toInt(), ports.at(i).text());
    for (const QString &port : textsOf(node[u"admin-ports"]))
        product.adminPorts.append(port.toInt());
    product.access = node[u"access"].text();
    product.setBy = textsOf(node[u"set-by"]);
    product.offBy = textsOf(node[u"off-by"]);
    product.openBelow = node[u"open-below"].text().toInt();
    product.supportedFrom = node[u"supported-from"].text().toInt();
    return product;
}

} // namespace

const Products &Products::shipped()
{
    static const Products products = [] {
        useProductsResource();
        QFile file(u":/products/products.yaml"_s);
        return Products(file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray());
    }();
    return products;
}

Products::Products(const QByteArray &yaml)
{
    Diagnostics ignored;
    const Result<std::shared_ptr<const SpecTree>> tree = parseSpec(yaml, u"products.yaml"_s, ignored);
    if (!tree)
        return;
    const SpecNode root = (*tree)->root();
    const SpecNode products = root[u"products"];
    for (qsizetype i = 0; i < products.size(); ++i) {
        m_products.append(productFrom(products.at(i)));
        for (const QString &image : std::as_const(m_products.last().images))
            m_byImage.insert(image, m_products.size() - 1);
    }
    const SpecNode roles = root[u"roles"];
    for (qsizetype i = 0; i < roles.size(); ++i)
        m_roles.append({roles.at(i)[u"subkind"].text(), textsOf(roles.at(i)[u"words"])});
    const SpecNode stores = root[u"stores"];
    for (qsizetype i = 0; i < stores.size(); ++i) {
        Product store;
        store.name = stores.at(i)[u"name"].text();
        store.images = textsOf(stores.at(i)[u"words"]);
        store.kind = ElementKind::DataStore;
        store.subkind = stores.at(i)[u"subkind"].text();
        store.zone = ZoneKind::Data;
        m_stores.append(store);
    }
    m_notTheProduct = textsOf(root[u"not-the-product"]);
    m_weakWords = textsOf(root[u"weak-words"]);
    const SpecNode elsewhere = root[u"elsewhere"];
    for (qsizetype i = 0; i < elsewhere.size(); ++i) {
        const SpecNode node = elsewhere.at(i);
        m_elsewhere.append({node[u"name"].text(), node[u"host"].text(), node[u"subkind"].text(), textsOf(node[u"variables"])});
    }
}

const Product *Products::ofImage(const QString &image) const
{
    const QString repository = parseImage(image).repository.toLower();
    const auto named = [&](const QString &name) -> const Product * {
        const auto it = m_byImage.constFind(name);
        return it == m_byImage.constEnd() ? nullptr : &m_products[*it];
    };
    if (const Product *product = named(repository.section(u'/', -2)))
        return product;
    const QString last = repository.section(u'/', -1);
    if (const Product *product = named(last))
        return product;
    // "acme-postgres": still the product, unless another word says that it only belongs to it.
    const QStringList words = wordsOf(last);
    if (std::any_of(words.begin(), words.end(), [&](const QString &word) { return m_notTheProduct.contains(word); }))
        return nullptr;
    for (const QString &word : words) {
        if (const Product *product = word.size() > 3 ? named(word) : nullptr)
            return product;
    }
    return nullptr;
}

const Product *Products::ofServiceName(const QString &name) const
{
    for (const Product &store : m_stores) {
        if (store.images.contains(name.toLower()))
            return &store;
    }
    return nullptr;
}

QString Products::roleOf(const QString &name) const
{
    const QStringList words = wordsOf(name);
    for (const std::pair<QString, QStringList> &role : m_roles) {
        if (std::any_of(words.begin(), words.end(), [&](const QString &word) { return role.second.contains(word); }))
            return role.first;
    }
    return {};
}

const ServiceElsewhere *Products::ofVariable(const QString &name) const
{
    for (const ServiceElsewhere &service : m_elsewhere) {
        if (service.variables.contains(name.toUpper()))
            return &service;
    }
    return nullptr;
}

ImageName parseImage(const QString &image)
{
    ImageName name;
    QString rest = image.trimmed();
    if (const qsizetype at = rest.indexOf(u'@'); at >= 0) {
        name.digest = true;
        rest = rest.left(at);
    }
    const qsizetype colon = rest.lastIndexOf(u':');
    if (colon > rest.lastIndexOf(u'/')) {
        name.tag = rest.mid(colon + 1);
        rest = rest.left(colon);
    }
    // A first part with a dot or a port, or localhost, is the registry.
    const QString first = rest.section(u'/', 0, 0);
    if (rest.contains(u'/') && (first.contains(u'.') || first.contains(u':') || first == u"localhost"))
        rest = rest.section(u'/', 1);
    name.repository = rest;
    return name;
}

int ImageName::majorVersion() const
{
    QStringView digits(tag);
    if (digits.startsWith(u'v'))
        digits = digits.sliced(1);
    qsizetype size = 0;
    while (size < digits.size() && digits[size].isDigit())
        ++size;
    // Not a date or a commit.
    return size > 0 && size < 4 && (size == digits.size() || !digits[size].isLetter()) ? digits.left(size).toInt() : -1;
}

QStringList wordsOf(const QString &name)
{
    QStringList words;
    QString word;
    for (qsizetype i = 0; i < name.size() && i < 300; ++i) {
        const QChar c = name[i];
        const bool hump = c.isUpper() && i > 0 && name[i - 1].isLower();
        if (!c.isLetterOrNumber() || hump) {
            if (!word.isEmpty())
                words.append(word);
            word.clear();
        }
        if (c.isLetterOrNumber())
            word += c.toLower();
    }
    if (!word.isEmpty())
        words.append(word);
    return words;
}

} // namespace drawbridge
