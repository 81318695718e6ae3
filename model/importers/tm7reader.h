// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/progress.h"
#include "base/result.h"

#include <QByteArray>
#include <QHash>
#include <QList>
#include <QMap>
#include <QPointF>
#include <QRectF>
#include <QStringList>

namespace drawbridge {

// A tm7 file as values, in the file's own terms: what it draws and says, without the knowledge base that each file carries.

struct Tm7Property
{
    QString title; // as shown: "Name", "Source Authenticated"
    QString text; // of a text or a switch
    QStringList options; // of a list
    int selected = 0; // index into them
    bool isHeader = false; // a title between properties; the first one names the kind of symbol
    bool isStatic = false; // a list that nobody can choose from
    SourceRef at;

    QString value() const { return options.isEmpty() ? text : options.value(selected); }
};

struct Tm7Stencil
{
    enum class Kind { Unknown, Process, Store, External, Boundary, Annotation };
    Kind kind = Kind::Unknown;
    QString type; // as the file calls it
    QString guid;
    QRectF rect;
    QList<Tm7Property> properties;
    SourceRef at;
};

struct Tm7Line
{
    bool isBoundary = false;
    QString guid, source, target; // ends are guids of stencils, all zeros where they are loose
    QPointF from, handle, to;
    QList<Tm7Property> properties;
    SourceRef at;
};

struct Tm7Surface
{
    QString guid, name;
    QList<Tm7Stencil> stencils;
    QList<Tm7Line> lines;
    SourceRef at;
};

struct Tm7Threat
{
    QString key, id, title, category, description, priority, state, justification, changedBy, modifiedAt;
    QString source, flow, target; // guids
    QMap<QString, QString> properties; // by name
    SourceRef at;
};

struct Tm7Note
{
    QString id, text, author, date;
    SourceRef at;
};

struct Tm7Document
{
    QList<Tm7Surface> surfaces;
    QList<Tm7Threat> threats;
    QList<Tm7Note> notes;
    QHash<QString, QString> information; // MetaInformation, by element name
    QHash<QString, QString> threatProperties; // titles of the properties of threats, by name
};

// Reads it in one pass. Refuses what declares entities; bounded in depth and number. Errors name line and column.
Result<Tm7Document> readTm7(const QByteArray &bytes, const QString &fileName, Progress &progress);

} // namespace drawbridge
