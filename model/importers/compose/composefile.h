// SPDX-License-Identifier: Apache-2.0
// What a compose file says, before anything is concluded from it.
#pragma once

#include "importers/importcontext.h"

#include <QMap>

namespace drawbridge {

// A text of the file with variables filled in, and where it stands.
struct ComposeText
{
    QString text;
    SourceRef at;
    bool open = false; // holds a variable without a value

    bool isEmpty() const { return text.isEmpty(); }
};

// A port of a container that the host offers.
struct ComposePort
{
    QString address; // of the host; empty: all
    QString published; // port or range of the host; empty: any free one
    int target = 0; // port of the container; of a range its first
    QString protocol; // tcp, udp
    SourceRef at;

    bool isLoopback() const;
};

struct ComposeVariable
{
    QString name;
    ComposeText value;
};

struct ComposeDependency
{
    QString service;
    QString condition; // service_started …; empty: not said
    SourceRef at;
};

struct ComposeMount
{
    QString source; // path of the host or name of a volume; empty: anonymous
    QString target;
    bool readOnly = false;
    SourceRef at;
};

// One service, with what it extends and what further files say of it.
struct ComposeService
{
    QString name;
    SourceRef at;
    ComposeText image;
    bool built = false;
    QString buildContext; // folder, and the Dockerfile where one is named
    QStringList hostNames; // further names under which other containers reach it
    QList<ComposePort> ports;
    QList<ComposeText> expose;
    QList<ComposeVariable> environment;
    QList<ComposeDependency> dependsOn;
    QList<ComposeDependency> links;
    QMap<QString, SourceRef> networks; // by key in the file
    QString networkMode;
    QList<ComposeMount> mounts;
    QList<ComposeText> secrets; // names of secrets that are mounted
    QList<ComposeText> labels; // "name=value"
    ComposeText command; // with the entry point before it
    QMap<QString, ComposeText> settings; // privileged, user, read_only, healthcheck, memory, cpus, pid, cap_add …
    QStringList profiles;
};

struct ComposeSecretFile
{
    QString file; // path as written; empty: from elsewhere
    SourceRef at;
};

struct ComposeFile
{
    QString name; // of the project; empty: not said
    QMap<QString, ComposeService> services;
    QMap<QString, QString> networks; // key → name as deployed where one is given, else empty
    QMap<QString, ComposeSecretFile> secrets;
};

// Reads the document of the context and its overlays (context.overlays), follows `extends` and `include` inside the
// root, fills in variables. Tells in diagnostics what it left out. Bounded work whatever the file.
ComposeFile readCompose(ImportContext &context);

} // namespace drawbridge
