// SPDX-License-Identifier: Apache-2.0
#include "canvas/canvasfixture.h"
#include "common/theme.h"

#include <QDir>
#include <QFontInfo>
#include <QImage>
#include <QSet>

#include <cmath>

using namespace drawbridge;
using namespace drawbridge::testing;
using namespace Qt::StringLiterals;

// The diagram as it should look, compared with stored pictures. Runs twice: at 100 % and, by QT_SCALE_FACTOR, at 200 %.
// DRAWBRIDGE_WRITE_GOLDEN=1 writes the pictures anew: look at them before they are committed.
class TestScreenshots : public QObject
{
    Q_OBJECT

    enum Colours { Light, Dark, Contrast };
    std::unique_ptr<Theme> m_theme;

    static DiagramPalette paletteOf(int theme)
    {
        return theme == Dark ? DiagramPalette::dark() : theme == Contrast ? DiagramPalette::highContrast() : DiagramPalette::light();
    }

    // The mean of each block of 4 × 4 pixels: hinting and antialiasing differ between versions of libraries, pictures do not.
    static QImage coarse(const QImage &image)
    {
        return image.convertToFormat(QImage::Format_RGB32).scaled(image.size() / 4, Qt::IgnoreAspectRatio, Qt::SmoothTransformation);
    }

    // How many of a thousand blocks look different. A symbol that is gone or that moved is more than `most` of them.
    static constexpr double most = 4;
    static double differing(const QImage &one, const QImage &other)
    {
        const QImage a = coarse(one), b = coarse(other);
        int count = 0;
        for (int y = 0; y < a.height(); ++y) {
            for (int x = 0; x < a.width(); ++x) {
                const QColor p = a.pixelColor(x, y), q = b.pixelColor(x, y);
                count += std::abs(p.red() - q.red()) + std::abs(p.green() - q.green()) + std::abs(p.blue() - q.blue()) > 24;
            }
        }
        return 1000.0 * count / std::max(1, a.width() * a.height());
    }

    // As the view looks once it has glided to its place.
    static QImage atRest(DiagramView &view)
    {
        QImage before;
        for (int i = 0; i < 50; ++i) {
            QTest::qWait(100);
            const QImage now = view.grab().toImage();
            if (now == before)
                return now;
            before = now;
        }
        return {};
    }
    static qsizetype colours(const QImage &image)
    {
        QSet<QRgb> seen;
        for (int y = 0; y < image.height(); ++y) {
            for (int x = 0; x < image.width(); ++x)
                seen.insert(image.pixel(x, y));
        }
        return seen.size();
    }

private slots:
    // Of the desktop's looks nothing may show.
    void initTestCase()
    {
        m_theme = std::make_unique<Theme>(*qApp);
        m_theme->setChoice(ThemeChoice::Light);
    }

    void looks_data()
    {
        QTest::addColumn<int>("theme");
        QTest::addColumn<int>("lens");
        QTest::addColumn<int>("notation");
        QTest::newRow("structure-light") << int(Light) << int(Lens::Structure) << int(Notation::Rounded);
        QTest::newRow("threats-dark") << int(Dark) << int(Lens::Threats) << int(Notation::Rounded);
        QTest::newRow("exposure-light") << int(Light) << int(Lens::Exposure) << int(Notation::Rounded);
        QTest::newRow("exposure-contrast") << int(Contrast) << int(Lens::Exposure) << int(Notation::Rounded);
        QTest::newRow("yourdon-dark") << int(Dark) << int(Lens::Structure) << int(Notation::Yourdon);
        QTest::newRow("gane-sarson-light") << int(Light) << int(Lens::Threats) << int(Notation::GaneSarson);
    }
    void looks()
    {
        if (QFontInfo(notation::baseFont()).family() != "Inter"_L1)
            QSKIP("The pictures are drawn in Inter: install fonts-inter (packaging/packages.txt).");
        QFETCH(int, theme);
        QFETCH(int, lens);
        QFETCH(int, notation);
        ThreatModel model = ShopModel().model;
        ProjectInfo info = model.project();
        info.id = ProjectInfo::theId();
        info.notation = Notation(notation);
        model.info.insert(info);
        m_theme->setChoice(theme == Dark ? ThemeChoice::Dark : theme == Contrast ? ThemeChoice::HighContrast : ThemeChoice::Light);
        Bench b(model);
        b.view.resize(560, 380);
        b.view.setMinimapVisible(false);
        b.view.setDiagramPalette(paletteOf(theme));
        const auto id = [&](const QString &name) { return b.element(name).id.uuid(); };
        b.view.setFindings({{id(u"identity"_s), {14, 0}}, {id(u"Web"_s), {2, 2}}, {id(u"workshop"_s), {17, 1}}, {id(u"postgresdb"_s), {3, 3}}});
        LensPicture picture;
        using Tone = Emphasis::Tone;
        picture.marks = {{id(u"Customer app"_s), {Tone::Neutral, u"starts here"_s, u"2"_s}},
                         {id(u"Web"_s), {Tone::Bad, u"3 of 9 open"_s, u"!"_s}},
                         {id(u"identity"_s), {Tone::Doubtful, {}, u"→"_s}},
                         {b.flow(u"Customer app"_s, u"Web"_s).id.uuid(), {Tone::Bad, {}, {}}},
                         {b.flow(u"Web"_s, u"identity"_s).id.uuid(), {Tone::Doubtful, {}, {}}}};
        picture.legend = {{Tone::Neutral, u"2"_s, u"Anybody who registers"_s}, {Tone::Bad, u"!"_s, u"Open to them"_s}, {Tone::Doubtful, u"→"_s, u"Behind it"_s}};
        b.view.setLensPicture(Lens::Exposure, picture);
        b.view.setLens(Lens(lens));
        b.view.zoomToFit();
        QTRY_VERIFY_WITH_TIMEOUT(!b.view.scene().routes().isBusy(), 5000);
        const QImage now = atRest(b.view);
        QVERIFY(colours(now) > 40); // something is drawn
        const int percent = qRound(100 * b.view.devicePixelRatioF());
        const QString path = QStringLiteral(TEST_DATA "/screenshots/%1-%2.png").arg(QString::fromLatin1(QTest::currentDataTag())).arg(percent);
        if (qEnvironmentVariableIsSet("DRAWBRIDGE_WRITE_GOLDEN")) {
            QDir().mkpath(QStringLiteral(TEST_DATA "/screenshots"));
            QVERIFY(now.convertToFormat(QImage::Format_RGB888).save(path, "PNG", 0));
            return;
        }
        const QImage before(path);
        QVERIFY2(!before.isNull(), qPrintable(path));
        QCOMPARE(now.size(), before.size());
        const double different = differing(now, before);
        if (different > most)
            now.save(QDir::temp().filePath(QFileInfo(path).fileName()));
        QVERIFY2(different <= most, qPrintable(u"%1 of 1000 blocks differ; see %2"_s.arg(different).arg(QDir::temp().filePath(QFileInfo(path).fileName()))));
    }

    // The comparison itself notices a symbol that is gone, and a colour that changed.
    void theComparisonSees()
    {
        Bench b;
        b.view.resize(560, 380);
        b.view.zoomToFit();
        const QImage all = atRest(b.view);
        QCOMPARE(differing(all, all), 0.0);
        b.view.setFindings({{b.element(u"identity"_s).id.uuid(), {14, 0}}});
        b.view.setLens(Lens::Threats);
        QCOMPARE_GT(differing(all, atRest(b.view)), most);
        b.view.setLens(Lens::Structure);
        QVERIFY(differing(all, atRest(b.view)) < 1);
        b.document.push(u"Delete"_s, removeElements(b.model(), {b.element(u"mailhog"_s).id}));
        QCOMPARE_GT(differing(all, atRest(b.view)), most);
        b.document.undoStack()->undo();
        QVERIFY(differing(all, atRest(b.view)) < 1);
        b.document.push(u"Move"_s, moveSelection(b.model(), b.view.diagram(), {{b.element(u"workshop"_s).id}, {}, {}}, {0, 24}));
        QCOMPARE_GT(differing(all, atRest(b.view)), most);
    }
};

QTEST_MAIN(TestScreenshots)
#include "tst_screenshots.moc"
