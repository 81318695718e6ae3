// SPDX-License-Identifier: Apache-2.0
#include "canvas/canvasfixture.h"
#include "canvas/diagramprinting.h"

#include <QBuffer>
#include <QPainter>
#include <QPdfWriter>
#include <QSvgRenderer>
#include <QTemporaryDir>

using namespace drawbridge;
using namespace drawbridge::testing;
using namespace Qt::StringLiterals;

// Pictures that leave the program: sheets that cover a diagram, PDF, SVG, PNG.
class TestCanvasOutput : public QObject
{
    Q_OBJECT

    static int inked(const QImage &image)
    {
        const QRgb ground = image.pixel(0, 0);
        int count = 0;
        for (int y = 0; y < image.height(); ++y) {
            for (int x = 0; x < image.width(); ++x)
                count += image.pixel(x, y) != ground;
        }
        return count;
    }

private slots:
    void tiling_data()
    {
        QTest::addColumn<QRectF>("area");
        QTest::addColumn<int>("wide");
        QTest::newRow("one sheet") << QRectF(-50, 20, 3000, 1000) << 1;
        QTest::newRow("two wide") << QRectF(0, 0, 3000, 1000) << 2;
        QTest::newRow("four wide, tall") << QRectF(10, 10, 1000, 4000) << 4;
        QTest::newRow("full size") << QRectF(0, 0, 2600, 1900) << 0;
        QTest::newRow("small in full size") << QRectF(0, 0, 100, 80) << 0;
        QTest::newRow("huge") << QRectF(0, 0, 1e6, 1e6) << 0;
    }
    void tiling()
    {
        QFETCH(QRectF, area);
        QFETCH(int, wide);
        const QSizeF page(540, 760);
        const Tiling tiling = tilingOf(area, page, wide, 0.75, 28);
        QVERIFY(!tiling.tiles.isEmpty());
        QVERIFY(tiling.tiles.size() <= 400);
        if (wide > 0)
            QVERIFY(tiling.columns <= wide);
        if (wide == 1)
            QCOMPARE(tiling.tiles.size(), 1);
        // Every point of the diagram is on some sheet; neighbours share the overlap; sheets are as large as the paper.
        for (double x = 0; x <= 1; x += 0.05) {
            for (double y = 0; y <= 1; y += 0.05) {
                const QPointF at = area.topLeft() + QPointF(x * area.width(), y * area.height());
                QVERIFY(std::any_of(tiling.tiles.begin(), tiling.tiles.end(), [&](const PrintTile &tile) { return tile.area.adjusted(-1e-6, -1e-6, 1e-6, 1e-6).contains(at); }));
            }
        }
        for (const PrintTile &tile : tiling.tiles) {
            QVERIFY(std::abs(tile.area.width() * tiling.scale - page.width()) < 1e-6);
            for (const PrintTile &next : tiling.tiles) {
                if (next.row == tile.row && next.column == tile.column + 1)
                    QVERIFY(std::abs((tile.area.right() - next.area.left()) * tiling.scale - 28) < 1e-6);
            }
        }
    }

    void emptySheetsAreLeftOut()
    {
        const Tiling tiling = tilingOf(QRectF(0, 0, 2000, 2000), {540, 760}, 0, 0.75, 28, {QRectF(0, 0, 10, 10), QRectF(1990, 1990, 10, 10)});
        QCOMPARE(tiling.tiles.size(), 2);
        QVERIFY(tilingOf({}, {540, 760}, 0, 0.75, 28).tiles.isEmpty());
    }

    void printsOverSheets()
    {
        Bench b;
        QByteArray bytes;
        QBuffer buffer(&bytes);
        QVERIFY(buffer.open(QIODevice::WriteOnly));
        QPdfWriter pdf(&buffer);
        pdf.setPageSize(QPageSize(QPageSize::A5));
        pdf.setPageMargins(QMarginsF(10, 10, 10, 10));
        QVERIFY(printDiagram(b.view, pdf, 3, DiagramPalette::paper()));
        const QRectF full = pdf.pageLayout().paintRect(QPageLayout::Point);
        const Tiling tiling = tilingOf(b.view.pictureArea(), QSizeF(full.width(), full.height() - 14), 3, 0.75, 28);
        QCOMPARE(tiling.columns, 3);
        const int pages = int(bytes.count("/Type /Page\n"));
        QVERIFY2(pages >= 3 && pages <= tiling.tiles.size(), qPrintable(QString::number(pages)));
    }

    // Colours that mean something are explained on the picture itself.
    void picturesCarryTheLegend()
    {
        Bench b;
        const QRectF plain = b.view.pictureArea();
        QVERIFY(b.view.pictureLegendArea().isNull());
        b.view.setFindings({{b.element(u"identity"_s).id.uuid(), {14, 0}}, {b.element(u"Web"_s).id.uuid(), {2, 2}}});
        b.view.setLens(Lens::Threats);
        const QRectF area = b.view.pictureArea(), legend = b.view.pictureLegendArea();
        QVERIFY(area.height() > plain.height() + 20);
        QVERIFY(area.contains(legend));
        QVERIFY(legend.top() >= plain.bottom() - 24);
        const QImage picture = b.view.toImage(1, false);
        QCOMPARE(picture.size(), area.size().toSize());
        const QImage part = picture.copy(legend.translated(-area.topLeft()).toRect());
        int critical = 0;
        for (int y = 0; y < part.height(); ++y) {
            for (int x = 0; x < part.width(); ++x)
                critical += part.pixelColor(x, y) == b.view.diagramPalette().band[0];
        }
        QVERIFY(critical > 50);
        QVERIFY(b.view.toSvg().contains("Critical"));
        b.view.select(subjectOf(b.element(u"identity"_s).id));
        QVERIFY(b.view.pictureArea(true).width() > b.rect(u"identity"_s).width() + 48); // no line of it is cut
        b.view.setLens(Lens::Structure);
        QCOMPARE(b.view.pictureArea(), plain);
    }

    void files()
    {
        Bench b;
        QTemporaryDir dir;
        const QString path = dir.filePath(u"shop.pdf"_s);
        QVERIFY(writeDiagramPdf(b.view, path, false, DiagramPalette::paper()));
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY(file.readAll().startsWith("%PDF"));
        QVERIFY(!writeDiagramPdf(b.view, dir.filePath(u"none.pdf"_s), true, DiagramPalette::paper())); // nothing is selected

        // The SVG drawn again looks like the picture.
        QSvgRenderer svg(b.view.toSvg());
        QVERIFY(svg.isValid());
        const QSize size = b.view.pictureArea().size().toSize();
        QCOMPARE(svg.viewBox().size(), size); // the size itself is in millimetres
        QImage again(size, QImage::Format_RGB32);
        again.fill(b.view.diagramPalette().background);
        QPainter painter(&again);
        painter.setRenderHint(QPainter::Antialiasing);
        svg.render(&painter);
        painter.end();
        const QImage picture = b.view.toImage(1, false);
        QVERIFY(std::abs(inked(again) - inked(picture)) < inked(picture) / 4);

        const QImage clear = b.view.toImage(2, true);
        QCOMPARE(clear.size(), (b.view.pictureArea().size() * 2).toSize());
        QCOMPARE(qAlpha(clear.pixel(1, 1)), 0);
        QCOMPARE(qAlpha(b.view.toImage(2, false).pixel(1, 1)), 255);
    }
};

QTEST_MAIN(TestCanvasOutput)
#include "tst_canvasoutput.moc"
