// SPDX-License-Identifier: Apache-2.0
#include "analysis/standards.h"

#include "spec/parsespec.h"

namespace drawbridge {

void Standards::load(const QByteArray &bytes, const QString &fileName, Diagnostics &diagnostics)
{
    const auto tree = parseSpec(bytes, fileName, diagnostics);
    if (!tree) {
        diagnostics.error(tree.error().message, tree.error().where);
        return;
    }
    const SpecNode frameworks = (*tree)->root()[u"frameworks"];
    for (qsizetype i = 0; i < frameworks.size(); ++i) {
        const SpecNode node = frameworks.at(i);
        Framework framework;
        framework.key = frameworks.keyAt(i);
        framework.title = node[u"title"].text();
        framework.version = node[u"version"].text();
        framework.publisher = node[u"publisher"].text();
        framework.licence = node[u"licence"].text();
        const SpecNode entries = node[u"entries"];
        for (qsizetype j = 0; j < entries.size(); ++j) {
            const SpecNode entry = entries.at(j);
            const QString id = entry[u"id"].text();
            framework.entries.insert(id, {id, entry[u"title"].text(), entry[u"gist"].text()});
        }
        m_frameworks.insert(framework.key, framework);
    }
}

const Standards::Framework *Standards::framework(const QString &key) const
{
    const auto it = m_frameworks.constFind(key);
    return it == m_frameworks.constEnd() ? nullptr : &*it;
}

const Standards::Entry *Standards::entry(const QString &frameworkKey, const QString &id) const
{
    const Framework *found = framework(frameworkKey);
    if (!found)
        return nullptr;
    const auto it = found->entries.constFind(id);
    return it == found->entries.constEnd() ? nullptr : &*it;
}

} // namespace drawbridge
