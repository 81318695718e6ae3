// SPDX-License-Identifier: Apache-2.0
#include "edits/projectedits.h"

#include "edits/draft.h"

namespace drawbridge {

Delta setProject(const ThreatModel &model, const ProjectInfo &after)
{
    Draft draft(model);
    ProjectInfo info = after;
    info.id = ProjectInfo::theId();
    info.complianceProfiles.sort();
    info.complianceProfiles.removeDuplicates();
    draft.put(info);
    return draft.delta();
}

} // namespace drawbridge
