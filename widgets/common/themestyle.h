// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QProxyStyle>

namespace drawbridge {

// Fusion, with check boxes and radio buttons in the theme's colours: an empty box is seen on every surface, dark ones too.
class ThemeStyle : public QProxyStyle
{
    Q_OBJECT
public:
    ThemeStyle();

    void drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter, const QWidget *widget) const override;
};

} // namespace drawbridge
