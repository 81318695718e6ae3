// SPDX-License-Identifier: Apache-2.0
#include "common/chip.h"
#include "common/factorbar.h"
#include "common/icons.h"
#include "common/messagebar.h"
#include "common/painting.h"
#include "common/plaintext.h"
#include "common/smallwidgets.h"
#include "common/theme.h"

#include <QApplication>
#include <QDir>
#include <QLabel>
#include <QPushButton>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>

using namespace drawbridge;
using namespace Qt::StringLiterals;

class TestTheme : public QObject
{
    Q_OBJECT
private slots:
    // Every text role keeps WCAG AA on every surface it stands on, in both themes.
    void textIsLegible_data()
    {
        QTest::addColumn<QColor>("text");
        QTest::addColumn<QColor>("surface");
        for (const ThemeColors *c : {&ThemeColors::lightTheme(), &ThemeColors::darkTheme(), &ThemeColors::highContrastTheme()}) {
            const QByteArray theme = c == &ThemeColors::highContrastTheme() ? "high contrast" : c->dark ? "dark" : "light";
            const auto row = [&](const char *name, const QColor &text, const QColor &surface) {
                QTest::newRow(theme + ' ' + name) << text << surface;
            };
            const std::pair<const char *, QColor> texts[] = {{"text", c->text}, {"secondary", c->textSecondary}, {"muted", c->textMuted}, {"accent", c->accent},
                                                             {"good", c->good}, {"warning", c->warning}, {"error", c->error}, {"data", c->data}};
            const std::pair<const char *, QColor> surfaces[] = {{"window", c->window}, {"surface", c->surface}, {"hover", c->hover}, {"selected", c->selected}};
            for (const auto &[textName, text] : texts) {
                for (const auto &[surfaceName, surface] : surfaces)
                    row(QByteArray(textName) + " on " + surfaceName, text, surface);
            }
            for (int i = 0; i < 5; ++i) {
                row("band " + QByteArray::number(i), c->onBand, c->band[i]);
                row("band as line " + QByteArray::number(i), c->band[i], c->surface);
            }
            row("on accent", c->onAccent, c->accentFill);
            row("on accent, hovered", c->onAccent, c->accentFillHover);
            row("chip", c->chipText, c->chip);
            row("code", c->text, c->code);
            row("marked code", c->text, c->codeMark);
            row("line numbers", c->textMuted, c->code);
            row("message good", c->text, c->goodFill);
            row("message warning", c->text, c->warningFill);
            row("message error", c->text, c->errorFill);
            row("message info", c->text, c->infoFill);
            row("sunken", c->textSecondary, c->sunken);
        }
    }
    void textIsLegible()
    {
        QFETCH(QColor, text);
        QFETCH(QColor, surface);
        const double ratio = contrastRatio(text, surface);
        QVERIFY2(ratio >= 4.5, qPrintable(u"%1 on %2 is %3"_s.arg(text.name(), surface.name()).arg(ratio)));
    }

    void contrastIsThatOfTheStandard()
    {
        QCOMPARE(contrastRatio(Qt::black, Qt::white), 21.0);
        QCOMPARE(contrastRatio(Qt::white, Qt::white), 1.0);
        QVERIFY(qAbs(contrastRatio(QColor(0x767676), Qt::white) - 4.54) < 0.01); // the well-known limit grey
    }

    void themeIsToldByThePalette()
    {
        QVERIFY(!ThemeColors::of(paletteFor(ThemeColors::lightTheme())).dark);
        QVERIFY(ThemeColors::of(paletteFor(ThemeColors::darkTheme())).dark);
        QCOMPARE(&ThemeColors::of(paletteFor(ThemeColors::highContrastTheme())), &ThemeColors::highContrastTheme());
    }

    void styleSheetNamesOnlyKnownTokens()
    {
        for (const ThemeColors *c : {&ThemeColors::lightTheme(), &ThemeColors::darkTheme()})
            QVERIFY(!styleSheetFor(*c).contains(u'$'));
        QVERIFY(styleSheetFor(ThemeColors::lightTheme()) != styleSheetFor(ThemeColors::darkTheme()));
    }

    void choiceSwitchesTheApplication()
    {
        Theme theme(*qApp);
        QSignalSpy changed(&theme, &Theme::changed);
        theme.setChoice(ThemeChoice::Dark);
        QVERIFY(theme.isDark());
        QVERIFY(ThemeColors::of(qApp->palette()).dark);
        QWidget widget;
        widget.show();
        QVERIFY(ThemeColors::of(widget.palette()).dark);
        theme.setChoice(ThemeChoice::Light);
        QVERIFY(!theme.isDark());
        QTRY_VERIFY(!ThemeColors::of(widget.palette()).dark);
        QCOMPARE(changed.count(), 2);
        theme.setChoice(ThemeChoice::Light);
        QCOMPARE(changed.count(), 2);
    }

    // All icons render in the theme's colour and stay inside their frame.
    void icons_data()
    {
        QTest::addColumn<QString>("name");
        const QStringList names = QDir(u":/icons"_s).entryList({u"*.svg"_s});
        QVERIFY(names.size() > 30);
        for (const QString &name : names)
            QTest::newRow(qPrintable(name)) << name.chopped(4);
    }
    void icons()
    {
        QFETCH(QString, name);
        qApp->setPalette(paletteFor(ThemeColors::lightTheme()));
        const auto inked = [&](IconColor color) {
            const QImage image = themedIcon(name, color).pixmap(QSize(24, 24), 2.0).toImage();
            QHash<QRgb, int> counts;
            int pixels = 0;
            for (int y = 0; y < image.height(); ++y) {
                for (int x = 0; x < image.width(); ++x) {
                    if (image.pixelColor(x, y).alpha() == 255)
                        ++counts[image.pixel(x, y)];
                    pixels += image.pixelColor(x, y).alpha() > 20;
                }
            }
            const auto top = std::max_element(counts.begin(), counts.end());
            return std::pair(pixels, top == counts.end() ? QRgb(0) : top.key());
        };
        const auto [pixels, color] = inked(IconColor::Error);
        QVERIFY2(pixels > 10, "nothing is drawn");
        static const QSet<QString> ownColors{u"drawbridge"_s, u"control-down"_s, u"control-up"_s};
        if (!ownColors.contains(name))
            QCOMPARE(QColor(color).name(), ThemeColors::lightTheme().error.name());
    }
    void iconsFollowTheTheme()
    {
        const QIcon icon = themedIcon(u"external"_s);
        qApp->setPalette(paletteFor(ThemeColors::lightTheme()));
        const QImage light = icon.pixmap(24, 24).toImage();
        qApp->setPalette(paletteFor(ThemeColors::darkTheme()));
        const QImage dark = icon.pixmap(24, 24).toImage();
        QVERIFY(light != dark);
        qApp->setPalette(paletteFor(ThemeColors::lightTheme()));
    }

    void oneLineBoundsAndCleans_data()
    {
        QTest::addColumn<QString>("in");
        QTest::addColumn<QString>("out");
        QTest::newRow("plain") << u"User.email"_s << u"User.email"_s;
        QTest::newRow("breaks") << u"a\nb\tc\u2028d"_s << u"a b c d"_s;
        QTest::newRow("reversed") << u"sa\u202Egpj.exe"_s << u"sagpj.exe"_s;
        QTest::newRow("cut") << QString(20, u'x') << QString(10, u'x') + u'…';
        QTest::newRow("not inside a pair") << QString(9, u'x') + u"😀😀"_s << QString(9, u'x') + u'…';
    }
    void oneLineBoundsAndCleans()
    {
        QFETCH(QString, in);
        QTEST(oneLine(in, 10), "out");
    }
    void toolTipsAreNeverMarkup()
    {
        const QString tip = plainToolTip(u"<img src='http://x/'><b>a</b> & b"_s);
        QVERIFY(!tip.contains("<img"_L1));
        QVERIFY(tip.contains("&lt;img"_L1));
        QVERIFY(plainToolTip({}).isEmpty());
        QVERIFY(plainToolTip(QString(1'000'000, u'y')).size() < 2000);
        QCOMPARE(menuText(u"A & B"_s), u"A && B"_s);
    }

    void elidedLabelTellsTheRestInAToolTip()
    {
        ElidedLabel label(u"a rather long name that has no room"_s);
        label.resize(500, 20);
        QTest::qWait(0);
        QVERIFY(label.toolTip().isEmpty());
        label.resize(60, 20);
        label.show();
        QVERIFY(QTest::qWaitForWindowExposed(&label));
        QVERIFY(label.toolTip().contains("no room"_L1));
        QVERIFY(label.minimumSizeHint().width() <= 24);
        label.setText(QString(1'000'000, u'W'));
        QVERIFY(label.sizeHint().width() <= 480);
    }

    void badgeSaysItsRisk()
    {
        RiskBadge badge;
        badge.setRisk(68.6, 0);
        QVERIFY(badge.accessibleName().contains(riskText(68.6)));
        badge.setRisk(0, -1);
        QVERIFY(!badge.accessibleName().contains(u'0'));
        QCOMPARE(bandOfRisk(60), 0);
        QCOMPARE(bandOfRisk(59.9), 1);
        QCOMPARE(bandOfRisk(35), 1);
        QCOMPARE(bandOfRisk(15), 2);
        QCOMPARE(bandOfRisk(5), 3);
        QCOMPARE(bandOfRisk(4.9), 4);
    }

    void messageBarSpeaksAndCloses()
    {
        QWidget window;
        MessageBar bar(&window);
        QVERIFY(bar.isHidden());
        bar.say(MessageBar::Kind::Error, u"<b>api.yaml</b> could not be read."_s);
        window.show();
        QVERIFY(bar.isVisible());
        QCOMPARE(bar.text(), u"<b>api.yaml</b> could not be read."_s); // shown as written
        for (QLabel *label : bar.findChildren<QLabel *>())
            QVERIFY(label->text().isEmpty() || label->textFormat() == Qt::PlainText);
        QSignalSpy clicked(bar.addButton(u"Again"_s), &QPushButton::clicked);
        bar.say(MessageBar::Kind::Info, u"Later"_s);
        QCOMPARE(bar.text(), u"Later"_s);
        QTest::mouseClick(bar.findChildren<QPushButton *>().constFirst(), Qt::LeftButton);
        QVERIFY(bar.isHidden());
    }

    void factorBarGrowsWithItsReason()
    {
        FactorBar bar(u"Impact"_s);
        bar.setValue(0.8, u"8.0"_s, 0, {});
        const int plain = bar.heightForWidth(260);
        bar.setValue(0.8, u"8.0"_s, 0, u"Passwords of everyone who has an account are at stake, and they are stored in a form that can be read."_s);
        QVERIFY(bar.heightForWidth(260) > plain);
        QVERIFY(bar.heightForWidth(200) >= bar.heightForWidth(500));
    }
};

QTEST_MAIN(TestTheme)
#include "tst_theme.moc"
