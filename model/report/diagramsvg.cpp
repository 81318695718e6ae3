// SPDX-License-Identifier: Apache-2.0
#include "report/diagramsvg.h"

#include <QBuffer>
#include <QPainter>
#include <QSvgGenerator>

#include <cmath>

namespace drawbridge {

QByteArray svgOf(const DiagramPicture &picture, const DiagramPalette &palette, bool transparent)
{
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    QSvgGenerator svg;
    svg.setOutputDevice(&buffer);
    svg.setResolution(96);
    const QSizeF size = picture.bounds.size();
    svg.setSize(QSize(int(std::ceil(size.width())), int(std::ceil(size.height()))));
    svg.setViewBox(QRectF(QPointF(0, 0), size));
    svg.setTitle(picture.title);
    QPainter painter(&svg);
    painter.translate(-picture.bounds.topLeft());
    if (!transparent)
        painter.fillRect(picture.bounds, palette.background);
    paintDiagram(painter, picture, palette, notation::baseFont());
    painter.end();
    return bytes;
}

QByteArray inlineSvg(const DiagramPicture &picture, const QString &id, const QString &title, const QString &description)
{
    DiagramPicture untitled = picture;
    untitled.title.clear();
    const QByteArray whole = svgOf(untitled, DiagramPalette::paper(), true);
    // What comes before the first group is the document's own head: replaced by one that fits inside of a page.
    const qsizetype begin = whole.indexOf("<defs");
    const qsizetype end = whole.lastIndexOf("</svg>");
    if (begin < 0 || end < begin)
        return {};
    const QSizeF size = picture.bounds.size();
    const QString head = QStringLiteral("<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" aria-labelledby=\"%1-t %1-d\" viewBox=\"0 0 %2 %3\" "
                                        "style=\"max-width:%4px\"><title id=\"%1-t\">%5</title><desc id=\"%1-d\">%6</desc>")
                             .arg(id, QString::number(size.width(), 'f', 1), QString::number(size.height(), 'f', 1), QString::number(std::ceil(size.width())),
                                  title.toHtmlEscaped(), description.toHtmlEscaped());
    return head.toUtf8() + whole.mid(begin, end - begin) + "</svg>";
}

} // namespace drawbridge
