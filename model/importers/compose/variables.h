// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/sourceref.h"

#include <QHash>
#include <QList>
#include <QStringList>

namespace drawbridge {

// One variable of an env file, with the line on which it stands.
struct EnvVariable
{
    QString name, value;
    int line = 0;
};

// Reads NAME=VALUE lines (.env, env_file): comments, `export`, quotes. What is no assignment is left out. Bounded.
QList<EnvVariable> parseEnvFile(QStringView text);

// Fills in ${NAME}, ${NAME:-default}, ${NAME?message} … as the Compose Specification says, from the values of the .env
// file beside the compose file: never from the environment of this program.
class ComposeVariables
{
public:
    struct Filled
    {
        QString text;
        bool open = false; // holds a variable without a value and without a default
    };

    void set(const QString &name, const QString &value) { m_values.insert(name, value); }
    Filled fill(QStringView text);
    // Names of variables that had neither value nor default, sorted.
    QStringList missing() const;

private:
    void fill(QStringView text, int depth, Filled &into);
    void substitute(QStringView inside, int depth, Filled &into);

    QHash<QString, QString> m_values;
    QStringList m_missing;
};

} // namespace drawbridge
