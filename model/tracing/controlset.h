// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tracing/tracing.h"

#include <QSet>

namespace drawbridge {

// What controls do to labels (ENGINE 5.3), asked only for kinds that the model mentions at all.
class ControlSet
{
public:
    explicit ControlSet(const TraceInput &input);

    struct Effect
    {
        QString form;        // as it is afterwards
        QStringList by;      // controls that changed it
        bool dropped = false; // goes no further
    };
    // A label in `form` that leaves `from`, passes a flow that carries an operation (or null), and comes to `to`.
    Effect onHop(const QString &dataClass, const QString &form, const DataFlow &flow, OperationId operation, const Element &from, const Element &to) const;
    // The form in which an element has what comes to it.
    QString atRest(const QString &dataClass, const QString &form, const Element &element) const;

private:
    bool appliesTo(const QString &kind, const QString &dataClass) const;
    bool isOn(const QUuid &subject, const QString &kind) const { return m_said.value({subject, kind}).present; }
    // What is said nearest: of the element itself, of a zone that it stands in, the inner one first, or of the project.
    bool isAround(const Element &element, const QString &kind) const;

    struct Word
    {
        bool present = false; // false: said to be absent, or only planned
        ControlQuality quality = ControlQuality::Inferred;
    };

    const TraceInput &m_input;
    QHash<std::pair<QUuid, QString>, Word> m_said; // null id: the project
    QStringList m_kinds; // kinds of changing controls that the model has, in the order in which they are tried
    bool m_minimisation = false;
    bool m_redaction = false;
};

} // namespace drawbridge
