// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "spec/specnode.h"

#include <QHash>
#include <QStringList>

namespace drawbridge {

// The variables that a collection and its folders define: "{{name}}" stands for their value.
class PostmanVariables
{
public:
    // A list of {key or id, value}; later ones win.
    void add(const SpecNode &list);
    // The text with all known variables replaced; unknown ones, and those that stand for themselves, stay.
    QString resolved(const QString &text) const;
    bool contains(const QString &name) const { return m_values.contains(name); }
    SpecNode value(const QString &name) const { return m_values.value(name); }
    int size() const { return int(m_values.size()); }

private:
    QHash<QString, SpecNode> m_values;
};

// The address of a request, taken apart.
struct PostmanUrl
{
    struct Parameter
    {
        QString name;
        SpecNode value; // Missing where the address was only a text
        QString text;
        SpecNode node; // where it is listed
        bool disabled = false;
    };

    QString server; // scheme, host and port, the collection's own variables replaced; no user and password
    QString path;   // as the collection writes it, variables included
    QList<Parameter> query;
    QHash<QString, SpecNode> pathVariables; // of ":name" segments: their entries
    bool hasCredentials = false; // user and password in the address
};

PostmanUrl parsePostmanUrl(const SpecNode &url, const PostmanVariables &variables);

// Names of "{{…}}" in a text, in order, each once; dynamic ones ("$guid") too.
QStringList postmanVariablesIn(const QString &text);

} // namespace drawbridge
