// SPDX-License-Identifier: Apache-2.0
#include "common/theme.h"
#include "dialogs/finder.h"
#include "dialogs/importreview.h"
#include "mainwindow/analysiscontroller.h"
#include "mainwindow/importcontroller.h"
#include "mainwindow/mainwindow.h"
#include "mainwindow/selectionlink.h"
#include "panels/findingspanel.h"
#include "support/pseudolanguage.h"

#include <QAction>
#include <QApplication>
#include <QPushButton>
#include <QRegularExpression>
#include <QSettings>
#include <QSignalSpy>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>

using namespace drawbridge;
using namespace Qt::StringLiterals;

namespace {

const QString dataMark = u"¤"_s;

// Every name that a person chose holds the mark of data; everything else that the window shows must be translated.
constexpr const char *spec = R"(openapi: 3.0.3
info: {title: Accounts¤, version: "1¤", description: All accounts¤}
servers: [{url: https://accounts¤.example.com}]
components:
  securitySchemes:
    bearer¤: {type: http, scheme: bearer}
  schemas:
    User¤:
      type: object
      properties:
        id¤: {type: integer}
        role¤: {type: string}
        email¤: {type: string, format: email}
        password¤: {type: string}
        picture_url¤: {type: string, format: uri}
security: [{bearer¤: []}]
tags: [{name: users¤}]
paths:
  /users¤:
    get:
      summary: List¤
      tags: [users¤]
      security: []
      responses: {"200": {description: ok¤, content: {application/json: {schema: {type: array, items: {$ref: "#/components/schemas/User¤"}}}}}}
    post:
      tags: [users¤]
      requestBody: {content: {application/json: {schema: {$ref: "#/components/schemas/User¤"}}}}
      responses: {"201": {description: made¤}}
  /users¤/{id¤}/password:
    put:
      tags: [users¤]
      parameters: [{name: id¤, in: path, required: true, schema: {type: integer}}]
      requestBody: {content: {application/json: {schema: {$ref: "#/components/schemas/User¤"}}}}
      responses: {"204": {description: done¤}}
  /users¤/{id¤}:
    delete:
      tags: [users¤]
      parameters: [{name: id¤, in: path, required: true, schema: {type: string}}]
      responses: {"204": {description: done¤}}
)";

// What reads the same in every language: identifiers of standards, methods, names of products, formats and samples; and
// what Qt itself writes on its own buttons, which Qt translates.
bool isNeutral(const QString &text)
{
    static const QRegularExpression neutral(
        u"^((✓ |https?|Common Weakness Enumeration|CIS Critical Security Controls|General Data Protection Regulation|NIST SP 800-53|OWASP A|PCI Data Security Standard|Broken |Improper Inventory|Security Misconfiguration|Server Side Request|Unrestricted |Unsafe Consumption).*|(GET|PUT|POST|DELETE|PATCH|HEAD|OPTIONS|TRACE|QUERY|HTTPS?|OpenAPI( 3\\.0\\.3)?|openapi-3\\.0 \\(3\\.0\\.3\\)|JSON|YAML|PDF|Drawbridge|"
        "(<p style='white-space:pre-wrap'>)?(Harbour market|Reading room|Tidewater payments|[0-9a-f]{16}…|[0-9a-f]{64})(</p>)?|[\\d.]+ KiB|string|integer|email|uri|"
        "(name|path|format|type|schema): [a-z_]+|format [a-z]+|" // signals of a classification, which stand in the project as they were found
        "(API|CWE-|A|V)\\d+(:\\d{4})?|STRIDE [STRIDE]|LINDDUN [A-Za-z]+|(ASVS|CIS|GDPR|NIST|OWASP|PCI DSS) [A-Z]*[-\\d.:]+[\\d.]*|"
        "DB-[A-Z]+-\\d+|[A-Z]{3,}-\\d{3}|"
        "(Ctrl|Shift|Alt|Esc|Del|F\\d+|[A-Z0-9+,.])(\\+(Ctrl|Shift|Alt|Esc|Del|F\\d+|[A-Z0-9+,.]))*)(, )?)+$"_s);
    static const QStringList ofQt{u"Cancel"_s, u"Close"_s, u"Float"_s, u"Scroll Left"_s, u"Scroll Right"_s};
    if (ofQt.contains(text))
        return true;
    return neutral.match(text.trimmed()).hasMatch();
}

} // namespace

// Everything that the window shows is made in the pseudo-language; what comes out without its mark was not sent through
// translation.
class TestPseudoLanguage : public QObject
{
    Q_OBJECT
private:
    QTemporaryDir m_dir;
    std::unique_ptr<Theme> m_theme;
    testing::PseudoTranslator m_translator;
    QStringList m_missed;

    // Notes what is not translated in `widget` now, and where it was first seen.
    void look(const QWidget &widget, const QString &state)
    {
        for (const QString &text : testing::unmarkedTexts(widget, dataMark)) {
            if (isNeutral(text.section(u"): "_s, 1)) || std::any_of(m_missed.cbegin(), m_missed.cend(), [&](const QString &known) { return known.endsWith(text); }))
                continue;
            m_missed.append(state + u": "_s + text);
        }
    }

private slots:
    void initTestCase()
    {
        QVERIFY(m_dir.isValid());
        QApplication::setApplicationName(u"drawbridge-test"_s);
        QApplication::setOrganizationName(u"drawbridge-test"_s);
        QSettings().clear();
        QVERIFY(QCoreApplication::installTranslator(&m_translator));
        m_theme = std::make_unique<Theme>(*qApp);
    }

    // The test's own instrument: it finds what is not marked, and lets pass what is.
    void findsWhatIsMissed()
    {
        QWidget window;
        QLabel missed(u"Missed"_s, &window), translated(QCoreApplication::translate("Any", "Translated"), &window), data(u"Name¤"_s, &window), number(u"42"_s, &window);
        QCOMPARE(testing::unmarkedTexts(window, dataMark), QStringList{u"QLabel (): Missed"_s});
        QVERIFY(isNeutral(u"CWE-639"_s) && isNeutral(u"GET"_s) && isNeutral(u"Ctrl+K"_s) && !isNeutral(u"Open"_s));
    }

    void everyTextIsTranslated()
    {
        QFile file(m_dir.filePath(u"accounts¤.yaml"_s));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(spec) > 0);
        file.close();
        ProjectSession session(m_dir.filePath(u"journals"_s));
        MainWindow window(session, *m_theme);
        window.resize(1280, 860);
        window.show();
        QVERIFY(QTest::qWaitForWindowExposed(&window));
        const auto settled = [&] { return QTest::qWaitFor([&] { return window.analysis().isIdle(); }, 20000); };
        QVERIFY(settled());
        look(window, u"start page"_s);

        QSignalSpy reviewing(&window.imports(), &ImportController::reviewing);
        QSignalSpy imported(&window.imports(), &ImportController::imported);
        window.openInputs({file.fileName()});
        QTRY_COMPARE_WITH_TIMEOUT(reviewing.count(), 1, 20000);
        auto *review = window.findChild<ImportReview *>(u"importReview"_s);
        QVERIFY(review && QTest::qWaitForWindowExposed(review));
        look(*review, u"import review"_s);
        QTest::mouseClick(review->findChild<QPushButton *>(u"importAccept"_s), Qt::LeftButton);
        QTRY_COMPARE_WITH_TIMEOUT(imported.count(), 1, 40000);
        QVERIFY(settled());
        look(window, u"after the import"_s);

        // Every kind of thing in the inspector.
        const ThreatModel &model = session.document()->model();
        QList<Subject> subjects{{SubjectKind::Project, {}}};
        const auto add = [&](SubjectKind kind, const auto &table) {
            for (const auto &id : table.sortedIds())
                subjects.append({kind, id.uuid()});
        };
        add(SubjectKind::Element, model.elements);
        add(SubjectKind::Flow, model.flows);
        add(SubjectKind::Boundary, model.boundaries);
        add(SubjectKind::Operation, model.operations);
        add(SubjectKind::Field, model.fields);
        add(SubjectKind::Source, model.sources);
        QVERIFY(model.elements.size() >= 2 && model.flows.size() >= 1 && model.boundaries.size() >= 2 && model.operations.size() == 4 && model.fields.size() >= 5);
        for (const Subject &subject : std::as_const(subjects)) {
            window.selection().selectSubject(subject);
            look(window, u"inspector"_s);
        }

        // Every finding and question, and the form of every decision.
        auto *panel = window.findChild<FindingsPanel *>();
        QVERIFY(panel);
        int cases = 0;
        for (const auto tab : {FindingsPanel::Findings, FindingsPanel::Questions}) {
            panel->showTab(tab);
            const QAbstractItemModel *rows = panel->table(tab)->model();
            QStringList keys;
            for (int row = 0; row < rows->rowCount(); ++row)
                keys.append(rows->index(row, 0).data(Qt::UserRole).toString());
            for (const QString &key : std::as_const(keys)) {
                window.selection().selectFinding(key);
                look(window, u"finding"_s);
                ++cases;
            }
        }
        QVERIFY(cases > 5);
        panel->showTab(FindingsPanel::Findings);
        const QString first = panel->table(FindingsPanel::Findings)->model()->index(0, 0).data(Qt::UserRole).toString();
        for (const char *decision : {"decideMitigate", "decideAccept", "decideTransfer", "decideFalsePositive"}) {
            window.selection().selectFinding({});
            window.selection().selectFinding(first);
            auto *button = window.findChild<QPushButton *>(QLatin1StringView(decision));
            QVERIFY2(button, decision);
            QTest::mouseClick(button, Qt::LeftButton);
            look(window, QLatin1StringView(decision));
        }
        for (const auto tab : {FindingsPanel::Operations, FindingsPanel::Data, FindingsPanel::Notes}) {
            panel->showTab(tab);
            look(window, u"tables"_s);
        }

        auto *find = window.findChild<QAction *>(u"find"_s);
        QVERIFY(find);
        find->trigger();
        auto *finder = window.findChild<Finder *>();
        QVERIFY(finder);
        look(*finder, u"finder"_s);
        finder->close();

        QFile broken(m_dir.filePath(u"broken¤.json"_s));
        QVERIFY(broken.open(QIODevice::WriteOnly) && broken.write("{\"openapi\": ") > 0);
        broken.close();
        QSignalSpy failed(&window.imports(), &ImportController::failed);
        window.openInputs({broken.fileName()});
        QTRY_COMPARE_WITH_TIMEOUT(failed.count(), 1, 20000);
        look(window, u"message"_s);
        session.close();

        for (const QString &text : std::as_const(m_missed))
            qWarning("not translated: %s", qPrintable(text));
        QCOMPARE(m_missed.size(), 0);
    }
};

QTEST_MAIN(TestPseudoLanguage)
#include "tst_pseudolanguage.moc"
