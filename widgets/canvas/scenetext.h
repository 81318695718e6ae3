// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QCoreApplication>

namespace drawbridge {

// The translation context of what the diagram says of itself: SceneText::tr("…").
struct SceneText
{
    Q_DECLARE_TR_FUNCTIONS(DiagramScene)
};

} // namespace drawbridge
