// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QIcon>

namespace drawbridge {

// Our own line icons (resources/icons), drawn in the colour of the theme at the moment of painting: text when enabled,
// muted when disabled, accent when checked. `role` overrides that colour.
enum class IconColor { Automatic, Muted, Accent, OnAccent, Good, Warning, Error };
QIcon themedIcon(const QString &name, IconColor color = IconColor::Automatic);

} // namespace drawbridge
