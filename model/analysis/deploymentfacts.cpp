// SPDX-License-Identifier: Apache-2.0
// What deployment files state: settings of elements, secrets and which of them are equal, who shares a network.
#include "analysis/facts.h"

#include <QSet>

#include <algorithm>

namespace drawbridge {

namespace {

// What an element runs: two of one image or of one build are the same program, as a service and its worker.
QString programOf(const Element &element)
{
    for (const StatedFact &fact : element.facts) {
        if (fact.name == u"built" && fact.value != u"yes")
            return QStringLiteral("build ") + fact.value;
        if (fact.name == u"image")
            return fact.value.section(u'@', 0, 0).section(u':', 0, -2);
    }
    return element.id.toString();
}

} // namespace

void Facts::readDeployment()
{
    for (quint32 i = 0; i < elements.size(); ++i) {
        ElementFacts &element = elements[i];
        for (const StatedFact &fact : element.row->facts) {
            element.settings.push_back({FactKind::Setting, 1, quint32(settings.size())});
            settings.push_back({&fact, i});
            if (fact.name == u"product")
                element.product = symbol(fact.value.toLower());
            else if (fact.name == u"access")
                element.access = symbol(fact.value);
            else if (fact.name == u"image" || fact.name == u"built")
                element.deployed = true;
        }
    }

    QHash<QString, std::vector<quint32>> equal; // by fingerprint
    for (const SecretId &id : m_model.secrets.sortedIds()) {
        const quint32 i = quint32(secrets.size());
        SecretFacts facts;
        facts.row = m_model.secrets.find(id);
        facts.element = rowOf(facts.row->element);
        facts.document = m_documentRows.value(facts.row->provenance.source, -1);
        facts.first = i;
        if (facts.element >= 0)
            elements[size_t(facts.element)].secrets.push_back({FactKind::Secret, 1, i});
        if (!facts.row->placeholder && !facts.row->fingerprint.isEmpty())
            equal[facts.row->fingerprint].push_back(i);
        secrets.push_back(std::move(facts));
    }
    for (const std::vector<quint32> &rows : std::as_const(equal)) {
        FactList equals, holders, clients, stores;
        QSet<QString> programs;
        for (const quint32 row : rows) {
            equals.push_back({FactKind::Secret, 1, row});
            const int element = secrets[row].element;
            const FactRef holder{FactKind::Element, 1, quint32(element)};
            if (element < 0 || std::find(holders.begin(), holders.end(), holder) != holders.end())
                continue;
            holders.push_back(holder);
            const Element &at = *elements[size_t(element)].row;
            if (at.kind == ElementKind::DataStore)
                stores.push_back(holder);
            else if (const QString program = programOf(at); !programs.contains(program)) {
                programs.insert(program);
                clients.push_back(holder);
            }
        }
        std::sort(holders.begin(), holders.end());
        std::sort(clients.begin(), clients.end());
        std::sort(stores.begin(), stores.end());
        for (const quint32 row : rows) {
            SecretFacts &facts = secrets[row];
            facts.first = rows.front();
            facts.equals = equals;
            facts.holders = holders;
            facts.clients = clients;
            facts.stores = stores;
        }
    }

    for (FlowFacts &flow : flows) {
        const QStringList &here = elements[flow.source].row->networks, &there = elements[flow.target].row->networks;
        flow.internal = std::any_of(here.begin(), here.end(), [&](const QString &network) { return there.contains(network); });
    }

    // Only stores are asked about; for them the list is what could go wrong beside what is meant to happen.
    for (quint32 i = 0; i < elements.size(); ++i) {
        ElementFacts &store = elements[i];
        if (store.row->kind != ElementKind::DataStore || store.row->networks.isEmpty())
            continue;
        const auto meets = [&](const FactList &list) {
            return [&, this](quint32 other) {
                return std::any_of(list.begin(), list.end(), [&](FactRef flow) { return flows[flow.index].source == other || flows[flow.index].target == other; });
            };
        };
        for (quint32 other = 0; other < elements.size(); ++other) {
            const Element &row = *elements[other].row;
            if (other == i || row.kind != ElementKind::Process || meets(store.flowsIn)(other) || meets(store.flowsOut)(other))
                continue;
            if (std::any_of(row.networks.begin(), row.networks.end(), [&](const QString &network) { return store.row->networks.contains(network); }))
                store.strangers.push_back({FactKind::Element, 1, other});
        }
    }
}

} // namespace drawbridge
