// SPDX-License-Identifier: Apache-2.0
#include "workshop/threads.h"

namespace drawbridge {

QUuid drawnFor(const ThreatModel &model, const Subject &subject)
{
    switch (subject.kind) {
    case SubjectKind::Element:
    case SubjectKind::Flow:
    case SubjectKind::Boundary: return subject.id;
    case SubjectKind::Operation: return model.operations.value(OperationId(subject.id)).service.uuid();
    case SubjectKind::Field: {
        const Field *field = model.fields.find(FieldId(subject.id));
        if (!field)
            return {};
        const Operation *operation = model.operations.find(field->operation);
        return operation ? operation->service.uuid() : model.sources.value(field->provenance.source).service.uuid();
    }
    case SubjectKind::Source: return model.sources.value(SourceId(subject.id)).service.uuid();
    default: return {};
    }
}

ThreadMarks threadMarks(const ThreatModel &model)
{
    ThreadMarks marks;
    for (const Comment &comment : model.comments) {
        if (!comment.thread.isNull())
            continue; // an answer
        const auto count = [&](ThreadMark &mark) { ++(comment.resolved ? mark.resolved : mark.open); };
        if (!comment.finding.isEmpty())
            count(marks.rows[comment.finding]);
        else if (!comment.subject.id.isNull())
            count(marks.rows[comment.subject.id.toString(QUuid::WithoutBraces)]);
        if (const QUuid drawn = drawnFor(model, comment.subject); !drawn.isNull())
            count(marks.drawn[drawn]);
        if (comment.at.line > 0)
            count(marks.lines[comment.at.file][comment.at.line]);
    }
    return marks;
}

} // namespace drawbridge
