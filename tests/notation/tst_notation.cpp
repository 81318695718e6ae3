// SPDX-License-Identifier: Apache-2.0
#include "notation/notation.h"
#include "notation/symboltext.h"
#include "notation/technologyicon.h"

#include <QImage>
#include <QPainter>
#include <QTest>

#include <cmath>

using namespace drawbridge;
using namespace Qt::StringLiterals;

namespace {

double luminance(const QColor &color)
{
    const auto linear = [](double c) { return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4); };
    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) + 0.0722 * linear(color.blueF());
}

// Contrast ratio of WCAG 2.1.
double contrast(const QColor &a, const QColor &b)
{
    const double la = luminance(a), lb = luminance(b);
    return (std::max(la, lb) + 0.05) / (std::min(la, lb) + 0.05);
}

DiagramPalette paletteNamed(const QString &name)
{
    return name == u"dark"_s ? DiagramPalette::dark() : name == u"high contrast"_s ? DiagramPalette::highContrast() : name == u"paper"_s ? DiagramPalette::paper() : DiagramPalette::light();
}

Element element(ElementKind kind, const QString &name, const QString &technology = {})
{
    Element e;
    e.kind = kind;
    e.name = name;
    e.technology = technology;
    return e;
}

QImage painted(const QSize &size, const QColor &background, const std::function<void(QPainter &)> &paint)
{
    QImage image(size, QImage::Format_RGB32);
    image.fill(background);
    QPainter painter(&image);
    painter.setRenderHint(QPainter::Antialiasing);
    paint(painter);
    return image;
}

int differingPixels(const QImage &image, const QColor &from)
{
    int count = 0;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x)
            count += image.pixelColor(x, y) != from;
    }
    return count;
}

} // namespace

class TestNotation : public QObject
{
    Q_OBJECT

private slots:
    void palettesPassAA_data()
    {
        QTest::addColumn<QString>("name");
        for (const char *name : {"light", "dark", "high contrast", "paper"})
            QTest::newRow(name) << QString::fromLatin1(name);
    }
    void palettesPassAA()
    {
        QFETCH(QString, name);
        const DiagramPalette p = paletteNamed(name);
        QList<QColor> grounds{p.background, p.shapeFill, p.unknownZoneFill};
        for (int i = 0; i < 5; ++i) {
            grounds.append(p.zoneFill[i]);
            QVERIFY2(contrast(p.zoneText[i], p.zoneFill[i]) >= 4.5, qPrintable(QString::number(i)));
            QVERIFY2(contrast(p.zoneLine[i], p.background) >= 3.0, qPrintable(QString::number(i)));
            QVERIFY2(contrast(p.onBand, p.band[i]) >= 4.5, qPrintable(QString::number(i)));
            QVERIFY2(contrast(p.band[i], p.background) >= 4.5, qPrintable(QString::number(i))); // labels of hot flows
        }
        QVERIFY(contrast(p.unknownZoneText, p.unknownZoneFill) >= 4.5);
        QVERIFY(contrast(p.unknownZoneLine, p.background) >= 3.0);
        for (const QColor &ground : std::as_const(grounds)) {
            const QByteArray where = ground.name().toLatin1();
            QVERIFY2(contrast(p.text, ground) >= 4.5, where.constData());
            QVERIFY2(contrast(p.mutedText, ground) >= 4.5, where.constData());
            QVERIFY2(contrast(p.shapeLine, ground) >= 3.0, where.constData());
            QVERIFY2(contrast(p.flowLine, ground) >= 3.0, where.constData());
            QVERIFY2(contrast(p.selection, ground) >= 3.0, where.constData());
        }
    }

    void technologyIcons_data()
    {
        QTest::addColumn<QString>("subkind");
        QTest::addColumn<QString>("technology");
        QTest::addColumn<QString>("icon");
        QTest::newRow("kind") << u"load_balancer"_s << QString() << u"gateway"_s;
        QTest::newRow("technology") << QString() << u"PostgreSQL 15"_s << u"database"_s;
        QTest::newRow("technology says more than a database") << u"database"_s << u"Redis 7"_s << u"cache"_s;
        QTest::newRow("words of a kind") << u"database_document"_s << QString() << u"database"_s;
        QTest::newRow("inside other words") << QString() << u"Sessions"_s << QString();
        QTest::newRow("plain service") << u"service"_s << QString() << QString();
        QTest::newRow("identity") << u"identity_provider"_s << u"Keycloak"_s << u"identity"_s;
        QTest::newRow("images with tags") << QString() << u"registry.example/library/rabbitmq:3.12"_s << u"queue"_s;
    }
    void technologyIcons()
    {
        QFETCH(QString, subkind);
        QFETCH(QString, technology);
        QFETCH(QString, icon);
        Element one = element(ElementKind::Process, u"One"_s, technology);
        one.subkind = subkind;
        QCOMPARE(notation::technologyIcon(one), icon);
        if (icon.isEmpty())
            return;
        // The icon is carried, fits its grid, is drawn beside the name, and is left out where the picture is small.
        const QPainterPath path = notation::technologyIconPath(icon);
        QVERIFY(!path.isEmpty());
        QVERIFY(QRectF(0, 0, 24, 24).contains(path.boundingRect()));
        QVERIFY(!path.boundingRect().isEmpty());
        Element plain = one;
        plain.subkind.clear();
        plain.technology.clear();
        QVERIFY(notation::preferredSize(one, Notation::Rounded, notation::baseFont()).width() >= notation::preferredSize(plain, Notation::Rounded, notation::baseFont()).width());
        const auto inked = [&](const Element &shown, double detail) {
            const QImage image = painted({200, 100}, DiagramPalette::light().shapeFill, [&](QPainter &painter) {
                SymbolState state;
                state.detail = detail;
                notation::paintElement(painter, shown, QRectF(10, 10, 180, 80), Notation::Rounded, DiagramPalette::light(), notation::baseFont(), state);
            });
            return differingPixels(image.copy(28, 38, 20, 24), DiagramPalette::light().shapeFill); // where the icon stands
        };
        QVERIFY(inked(one, 1) > 20);
        QCOMPARE(inked(plain, 1), 0);
        QCOMPARE(inked(one, 0.3), 0);
    }

    void linesOfPictures()
    {
        QVERIFY(notation::linesOfSvg("").isEmpty());
        QVERIFY(notation::linesOfSvg("<svg><path d='10 10'/><path d='M1 nonsense'/><path d='Q1 2 3 4'/></svg>").isEmpty());
        QCOMPARE(notation::linesOfSvg("<svg><path d='M1 2h3v4l-1-.5.5.5z'/></svg>").boundingRect(), QRectF(1, 2, 3, 4));
        QCOMPARE(notation::linesOfSvg("<svg><rect x='1' y='2' width='3' height='4'/><circle cx='10' cy='10' r='2'/></svg>").boundingRect(), QRectF(1, 2, 11, 10));
    }

    void wrapping_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<double>("width");
        QTest::addColumn<int>("lines");
        QTest::newRow("empty") << QString() << 100.0 << 3;
        QTest::newRow("one line") << u"identity"_s << 100.0 << 3;
        QTest::newRow("words") << u"a very long name that does not fit on one line of a symbol and goes on"_s << 100.0 << 3;
        QTest::newRow("path") << u"/identity/api/v2/vehicle/{vehicleId}/location"_s << 110.0 << 3;
        QTest::newRow("camel") << u"CustomerAccountAuthorizationServiceFacade"_s << 120.0 << 3;
        QTest::newRow("one endless word") << QString(300, u'x') << 90.0 << 3;
        QTest::newRow("newlines") << u"one\n\ntwo\tthree"_s << 60.0 << 3;
        QTest::newRow("surrogates") << QString::fromUcs4(U"😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀") << 40.0 << 2;
        QTest::newRow("too narrow") << u"identity"_s << 4.0 << 3;
    }
    void wrapping()
    {
        QFETCH(QString, text);
        QFETCH(double, width);
        QFETCH(int, lines);
        const notation::TextMeasure measure(notation::font(notation::baseFont(), notation::nameSize, true));
        const QStringList result = notation::wrapped(text, width, lines, measure);
        QVERIFY(result.size() <= lines);
        QCOMPARE(result.isEmpty(), text.isEmpty());
        for (const QString &line : result) {
            if (width > 30)
                QVERIFY2(measure.width(line) <= width + 0.01, qPrintable(line));
            QVERIFY(!line.front().isLowSurrogate());
            QVERIFY(!line.back().isHighSurrogate());
            QVERIFY(!line.contains(u'\n'));
        }
        // Nothing is left out unless the last line says so.
        if (!result.isEmpty() && !result.last().endsWith(QChar(0x2026)))
            QCOMPARE(result.join(QString()).remove(u' '), text.simplified().remove(u' '));
    }
    void longTextIsElidedInsideItsLimit()
    {
        const notation::TextMeasure measure(notation::font(notation::baseFont(), notation::detailSize));
        const QString shown = notation::elided(QString(5000, u'w'), 80, measure);
        QVERIFY(shown.endsWith(QChar(0x2026)));
        QVERIFY(measure.width(shown) <= 80);
        QCOMPARE(notation::elided(u"short"_s, 80, measure), u"short"_s);
    }

    void preferredSizeShowsTheName_data()
    {
        QTest::addColumn<int>("notation");
        QTest::addColumn<int>("kind");
        for (int n = 0; n < 3; ++n) {
            for (int k = 0; k < 3; ++k)
                QTest::addRow("notation %d kind %d", n, k) << n << k;
        }
    }
    void preferredSizeShowsTheName()
    {
        QFETCH(int, notation);
        QFETCH(int, kind);
        const QFont base = notation::baseFont();
        const QStringList names{u"db"_s, u"Customer app"_s, u"Orders and shipping management"_s, u"GET /identity/api/v2/vehicle/{vehicleId}/location"_s};
        for (const QString &name : names) {
            const Element e = element(ElementKind(kind), name, u"PostgreSQL 15"_s);
            const QSizeF size = notation::preferredSize(e, Notation(notation), base);
            QVERIFY(size.width() >= 100 && size.width() <= 320);
            QVERIFY(size.height() >= 56 && size.height() <= 200);
            QCOMPARE(std::fmod(size.width(), 8.0), 0.0);
            QCOMPARE(std::fmod(size.height(), 8.0), 0.0);
            // The whole name fits in as many lines: laid out in a room of that size it is not shortened.
            const auto block = notation::layOutBlock(name, e.technology, size - QSizeF(40, 0), base);
            QVERIFY2(!block.nameLines.last().endsWith(QChar(0x2026)), qPrintable(block.nameLines.join(u'|')));
            const QPainterPath outline = notation::outline(e, QRectF(QPointF(10, 10), size), Notation(notation));
            QVERIFY(outline.contains(QRectF(QPointF(10, 10), size).center()));
            QCOMPARE(outline.boundingRect().toAlignedRect(), QRectF(QPointF(10, 10), size).toAlignedRect());
        }
    }

    void ellipsesAreNotHitInTheirCorners()
    {
        const Element e = element(ElementKind::Process, u"identity"_s);
        QVERIFY(!notation::outline(e, QRectF(0, 0, 120, 120), Notation::Yourdon).contains(QPointF(4, 4)));
        QVERIFY(notation::outline(element(ElementKind::ExternalEntity, u"x"_s), QRectF(0, 0, 120, 120), Notation::Yourdon).contains(QPointF(4, 4)));
    }

    void detailSaysWhatColourAndDashesSay()
    {
        Element e = element(ElementKind::ExternalEntity, u"Customer"_s);
        e.actorClass = ActorClass::SelfRegistered;
        QCOMPARE(notation::detailText(e), u"anyone who registers"_s);
        e.confirmed = false;
        e.inScope = false;
        QCOMPARE(notation::detailText(e), u"anyone who registers · inferred · out of scope"_s);
        Element store = element(ElementKind::DataStore, u"db"_s);
        store.subkind = u"database_sql"_s;
        QCOMPARE(notation::detailText(store), u"database SQL"_s);
        store.technology = u"PostgreSQL 15"_s;
        QCOMPARE(notation::detailText(store), u"PostgreSQL 15"_s);
        store.technology = u"DB"_s; // says nothing that the name does not
        QCOMPARE(notation::detailText(store), u"database SQL"_s);
    }

    void stateChangesWhatIsSeen()
    {
        const DiagramPalette palette = DiagramPalette::light();
        const QFont base = notation::baseFont();
        const QRectF rect(20, 20, 152, 64);
        Element e = element(ElementKind::Process, u"identity"_s, u"Spring Boot"_s);
        const auto image = [&](const Element &shown, const SymbolState &state) {
            return painted(QSize(200, 110), palette.background,
                           [&](QPainter &p) { notation::paintElement(p, shown, rect, Notation::Rounded, palette, base, state); });
        };
        const QImage plain = image(e, {});
        QList<QImage> seen{plain};
        const auto isNew = [&](const QImage &one) {
            const bool found = seen.contains(one);
            seen.append(one);
            return !found;
        };
        SymbolState state;
        state.selected = true;
        QVERIFY(isNew(image(e, state)));
        state = {};
        state.hovered = true;
        QVERIFY(isNew(image(e, state)));
        state = {};
        state.focused = true;
        QVERIFY(isNew(image(e, state)));
        state = {};
        state.badge = 14;
        state.badgeBand = 0;
        const QImage withBadge = image(e, state);
        QVERIFY(isNew(withBadge));
        QCOMPARE(withBadge.pixelColor(int(rect.right()) + 4, int(rect.top()) + 5), palette.band[0]);
        // Heat is seen in grey too: a hot line is wider.
        state = {};
        state.heatBand = 0;
        const QImage hot = image(e, state);
        QVERIFY(isNew(hot));
        const auto lineThickness = [&](const QImage &from) {
            int dark = 0;
            for (int y = 10; y < 30; ++y)
                dark += qGray(from.pixel(96, y)) < 190;
            return dark;
        };
        QVERIFY(lineThickness(hot) > lineThickness(plain));
        e.confirmed = false;
        QVERIFY(isNew(image(e, {})));
        e.confirmed = true;
        e.inScope = false;
        QVERIFY(isNew(image(e, {})));
    }

    void paintStaysInsideItsMargin()
    {
        const DiagramPalette palette = DiagramPalette::dark();
        SymbolState state;
        state.selected = state.focused = true;
        state.badge = 12345;
        state.badgeBand = 1;
        state.heatBand = 0;
        const QRectF rect(40, 40, 136, 64);
        for (int kind = 0; kind < 3; ++kind) {
            for (int n = 0; n < 3; ++n) {
                const Element e = element(ElementKind(kind), QString(500, u'W'), QString(500, u'M'));
                QImage image = painted(QSize(220, 150), palette.background, [&](QPainter &p) {
                    notation::paintElement(p, e, rect, Notation(n), palette, notation::baseFont(), state);
                });
                QVERIFY(differingPixels(image, palette.background) > 1000);
                QPainter eraser(&image);
                const double m = notation::symbolMargin;
                eraser.fillRect(rect.adjusted(-m, -m, m, m), palette.background);
                eraser.end();
                QCOMPARE(differingPixels(image, palette.background), 0);
            }
        }
    }

    void levelOfDetail()
    {
        const DiagramPalette palette = DiagramPalette::light();
        DataFlow flow;
        flow.name = u"orders"_s;
        const auto image = [&](double detail) {
            SymbolState state;
            state.detail = detail;
            return painted(QSize(200, 60), palette.background, [&](QPainter &p) {
                notation::paintFlow(p, flow, {QPointF(10, 30), QPointF(190, 30)}, QPointF(100, 30), palette, notation::baseFont(), state);
            });
        };
        // The label's box interrupts the line; without a label the line goes through.
        const int inBox = int(100 - notation::flowLabelSize(flow.name, notation::baseFont()).width() / 2) + 3;
        QCOMPARE(image(1.0).pixelColor(inBox, 30), palette.background.toRgb());
        QVERIFY(image(0.3).pixelColor(inBox, 30) != palette.background);
        QVERIFY(differingPixels(image(0.3), palette.background) > differingPixels(image(0.1), palette.background)); // arrow head
        DataFlow both = flow;
        both.bidirectional = true;
        QVERIFY(painted(QSize(200, 60), palette.background,
                        [&](QPainter &p) { notation::paintFlow(p, both, {QPointF(10, 30), QPointF(190, 30)}, QPointF(100, 30), palette, QFont(), {}); })
                != painted(QSize(200, 60), palette.background, [&](QPainter &p) {
                       notation::paintFlow(p, flow, {QPointF(10, 30), QPointF(190, 30)}, QPointF(100, 30), palette, QFont(), {});
                   }));
    }

    void farLabelIsTiedToItsLine()
    {
        const DiagramPalette palette = DiagramPalette::light();
        DataFlow flow;
        flow.name = u"orders"_s;
        const auto between = [&](double y) { // whatever is drawn in the column between the line at 150 and a label at `y`
            const QImage image = painted(QSize(200, 200), palette.background, [&](QPainter &p) {
                notation::paintFlow(p, flow, {QPointF(10, 150), QPointF(190, 150)}, QPointF(100, y), palette, notation::baseFont(), {});
            });
            return differingPixels(image.copy(96, int(y) + 12, 8, 150 - int(y) - 16), palette.background);
        };
        QCOMPARE(between(126), 0); // beside its line
        QVERIFY(between(60) > 10);
    }

    void flowLabels()
    {
        DataFlow flow;
        QCOMPARE(notation::flowLabel(flow), QString());
        QVERIFY(notation::flowLabelSize(QString(), notation::baseFont()).isEmpty());
        flow.protocol = u"sql"_s;
        QCOMPARE(notation::flowLabel(flow), u"SQL"_s);
        flow.protocol = u"https"_s;
        flow.operations = {OperationId::create()};
        QCOMPARE(notation::flowLabel(flow), u"https · 1 op"_s);
        flow.operations.append(OperationId::create());
        QCOMPARE(notation::flowLabel(flow), u"https · 2 ops"_s);
        flow.name = u"place order"_s;
        QCOMPARE(notation::flowLabel(flow), u"place order"_s);
        QVERIFY(notation::flowLabelSize(QString(1000, u'x'), notation::baseFont()).width() <= 180);
    }

    // A symbol as small as other tools make them: its name is not cut inside of a word to make room for an icon.
    void narrowSymbolsKeepWholeWords()
    {
        Element element;
        element.name = u"Main Application"_s;
        const DiagramPalette palette = DiagramPalette::paper();
        const auto image = [&] {
            return painted(QSize(120, 120), palette.background, [&](QPainter &p) {
                notation::paintElement(p, element, QRectF(10, 10, 100, 100), Notation::Rounded, palette, notation::baseFont(), {});
            });
        };
        element.technology = u"browser"_s;
        const QImage with = image();
        element.name = u"Main Applicatio n"_s; // what it looked like with a cut word
        QVERIFY(with != image());
        // Two lines of name and one of detail: no ink where a third line of the name would be.
        int inked = 0;
        for (int y = 84; y < 94; ++y) {
            for (int x = 34; x < 86; ++x)
                inked += with.pixelColor(x, y).lightness() < 128;
        }
        QCOMPARE(inked, 0);
    }

    void flowsAreHitAroundTheirLine()
    {
        const QPainterPath hit = notation::flowHitShape({QPointF(0, 0), QPointF(100, 0), QPointF(100, 100)});
        QVERIFY(hit.contains(QPointF(50, 4.9)));
        QVERIFY(hit.contains(QPointF(104.9, 50)));
        QVERIFY(!hit.contains(QPointF(50, 50)));
        QVERIFY(notation::flowHitShape({}).isEmpty());
    }

    void boundaries()
    {
        TrustBoundary zone;
        zone.name = u"Payment network of a company with a long name"_s;
        const DiagramPalette palette = DiagramPalette::paper();
        const QSizeF minimum = notation::boundaryMinimumSize(zone, notation::baseFont());
        QVERIFY(minimum.width() > 200);
        const QRectF title = notation::boundaryTitleArea(QRectF(0, 0, 300, 200));
        QVERIFY(title.height() >= 24 && title.height() < 60 && title.width() <= 300);
        QList<QImage> seen;
        for (int trust = TrustBoundary::unknownTrust; trust <= 4; ++trust) {
            zone.trust = trust;
            const QImage image = painted(QSize(320, 120), palette.background, [&](QPainter &p) {
                notation::paintBoundary(p, zone, QRectF(10, 10, 300, 100), palette, notation::baseFont(), {});
            });
            QVERIFY(!seen.contains(image));
            seen.append(image);
        }
    }
};

QTEST_MAIN(TestNotation)
#include "tst_notation.moc"
