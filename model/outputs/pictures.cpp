// SPDX-License-Identifier: Apache-2.0
#include "outputs/pictures.h"

#include "outputs/outputtext.h"
#include "report/diagrampicture.h"
#include "report/diagramsvg.h"

#include <QBuffer>
#include <QImage>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace drawbridge {

namespace {

constexpr double mostPixels = 100e6;
constexpr qint64 routingBudget = 100'000'000; // RoutingRequest::budget: far more than usual diagrams need

// Open weaknesses as marks on the elements.
QHash<ElementId, SymbolState> marksOf(const AnalysisResult &result)
{
    QHash<ElementId, SymbolState> states;
    for (const Finding &finding : result.findings) {
        const bool open = finding.status == FindingStatus::Open || finding.status == FindingStatus::Reopened;
        if (!open || finding.kind != FindingKind::Weakness || !finding.service)
            continue;
        SymbolState &state = states[finding.service];
        state.badgeBand = state.badge == 0 ? int(finding.band) : std::min(state.badgeBand, int(finding.band));
        ++state.badge;
    }
    return states;
}

Result<DiagramPicture> pictureOf(const ThreatModel &model, const AnalysisResult &result, DiagramId diagram)
{
    DiagramPicture picture = diagramPicture(model, diagram, marksOf(result), routingBudget);
    if (picture.isEmpty())
        return Error{OutputText::tr("Nothing stands on the diagram “%1”; place elements on it, or choose another one.").arg(picture.title), {}};
    return picture;
}

void paint(QPainter &painter, const DiagramPicture &picture, bool transparent)
{
    const DiagramPalette palette = DiagramPalette::light();
    painter.translate(-picture.bounds.topLeft());
    if (!transparent)
        painter.fillRect(picture.bounds, palette.background);
    paintDiagram(painter, picture, palette, notation::baseFont());
}

} // namespace

Result<QByteArray> diagramSvg(const ThreatModel &model, const AnalysisResult &result, DiagramId diagram, bool transparent)
{
    const Result<DiagramPicture> picture = pictureOf(model, result, diagram);
    if (!picture)
        return picture.error();
    return svgOf(*picture, DiagramPalette::light(), transparent);
}

Result<QByteArray> diagramPng(const ThreatModel &model, const AnalysisResult &result, DiagramId diagram, double scale, bool transparent)
{
    const Result<DiagramPicture> picture = pictureOf(model, result, diagram);
    if (!picture)
        return picture.error();
    const QSizeF size = picture->bounds.size();
    const double fitting = std::min(std::clamp(scale, 0.1, 10.0), std::sqrt(mostPixels / std::max(1.0, size.width() * size.height())));
    QImage image(QSize(std::max(1, int(std::ceil(size.width() * fitting))), std::max(1, int(std::ceil(size.height() * fitting)))), QImage::Format_ARGB32_Premultiplied);
    if (image.isNull())
        return Error{OutputText::tr("There is not enough memory for a picture of this size; choose a smaller scale."), {}};
    image.fill(Qt::transparent);
    QPainter painter(&image);
    painter.scale(fitting, fitting);
    paint(painter, *picture, transparent);
    painter.end();
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    if (!image.save(&buffer, "PNG"))
        return Error{OutputText::tr("The picture could not be written as PNG."), {}};
    return bytes;
}

} // namespace drawbridge
