// SPDX-License-Identifier: Apache-2.0
#include "edits/subjects.h"

namespace drawbridge {

bool subjectExists(const ThreatModel &model, const Subject &subject)
{
    switch (subject.kind) {
    case SubjectKind::Project: return subject.id.isNull();
    case SubjectKind::Element: return model.elements.contains(ElementId(subject.id));
    case SubjectKind::Flow: return model.flows.contains(FlowId(subject.id));
    case SubjectKind::Boundary: return model.boundaries.contains(BoundaryId(subject.id));
    case SubjectKind::Operation: return model.operations.contains(OperationId(subject.id));
    case SubjectKind::Field: return model.fields.contains(FieldId(subject.id));
    case SubjectKind::Schema: return model.schemas.contains(SchemaId(subject.id));
    case SubjectKind::Scheme: return model.schemes.contains(SchemeId(subject.id));
    case SubjectKind::Source: return model.sources.contains(SourceId(subject.id));
    case SubjectKind::Asset: return model.assets.contains(DataAssetId(subject.id));
    }
    return false;
}

} // namespace drawbridge
