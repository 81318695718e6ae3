// SPDX-License-Identifier: Apache-2.0
// A real specification without weaknesses, changed in one place: exactly the named finding appears, and taking the change
// back makes it disappear.
#include "analysis/analysis.h"
#include "analysis/catalogue.h"
#include "importers/importer.h"

#include <QFile>
#include <QJsonDocument>
#include <QMessageAuthenticationCode>
#include <QTemporaryDir>
#include <QTest>

using namespace drawbridge;

class TestMutations : public QObject
{
    Q_OBJECT

private:
    std::shared_ptr<const Catalogue> m_catalogue;
    QByteArray m_reference;
    QSet<QString> m_baseline;

    AnalysisResult analysed(const QByteArray &spec, const QString &folder = {})
    {
        QTemporaryDir dir;
        const QString path = (folder.isEmpty() ? dir.path() : folder) + QStringLiteral("/library.yaml");
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly) || file.write(spec) != spec.size())
            qFatal("the file can't be written");
        file.close();
        Progress progress;
        const Result<ImportResult> imported = importInputs({path}, {}, progress);
        if (!imported)
            qFatal("%s", qPrintable(imported.error().message));
        return analyze(imported->model, *m_catalogue, {QDate(2026, 11, 22)}, progress);
    }
    static QSet<QString> matches(const AnalysisResult &result)
    {
        QSet<QString> set;
        for (const Finding &f : result.findings)
            set.insert(nameOf(f.kind) + u' ' + f.rule);
        return set;
    }
    static QString sorted(const QSet<QString> &set)
    {
        QStringList list = set.values();
        list.sort();
        return list.join(QStringLiteral(", "));
    }
    static QByteArray weakToken()
    {
        const auto url = QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals;
        const QByteArray body = QByteArray(R"({"alg":"HS256","typ":"JWT"})").toBase64(url) + '.' + QByteArray(R"({"sub":"1"})").toBase64(url);
        return body + '.' + QMessageAuthenticationCode::hash(body, "secret", QCryptographicHash::Sha256).toBase64(url);
    }

private slots:
    void initTestCase()
    {
        Diagnostics diagnostics;
        m_catalogue = loadCatalogue({}, diagnostics);
        QFile file(QStringLiteral(TEST_DATA "/analysis/library.yaml"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        m_reference = file.readAll();
        m_baseline = matches(analysed(m_reference));
    }

    void theReferenceIsClean()
    {
        for (const QString &match : std::as_const(m_baseline))
            QVERIFY2(!match.startsWith(u"weakness"), qPrintable(sorted(m_baseline)));
        // Questions remain: a contract cannot show ownership checks.
        QVERIFY(m_baseline.contains(QStringLiteral("question AUTHZ-001")));
    }

    void mutation_data()
    {
        QTest::addColumn<QByteArray>("from");
        QTest::addColumn<QByteArray>("to");
        QTest::addColumn<QString>("appears"); // findings, sorted, joined by ", "
        const auto row = [](const char *name, const QByteArray &from, const QByteArray &to, const char *appears) {
            QTest::newRow(name) << from << to << QString::fromLatin1(appears);
        };
        row("AUTHN-001 write without a credential", "      operationId: lend\n      security:\n        - login: [loans]\n", "      operationId: lend\n      security: []\n", "weakness AUTHN-001");
        row("AUTHN-002 read without a credential", "      operationId: readOwnProfile\n      security:\n        - login: [loans]\n", "      operationId: readOwnProfile\n      security: []\n",
            "weakness AUTHN-002");
        row("AUTHN-003 the empty alternative", "      operationId: lend\n      security:\n", "      operationId: lend\n      security:\n        - {}\n", "weakness AUTHN-003");
        row("AUTHN-004 the key in the query", "      in: header\n      name: X-Kiosk", "      in: query\n      name: kiosk", "weakness AUTHN-004");
        row("AUTHN-005 Basic", "      type: apiKey\n      in: header\n      name: X-Kiosk", "      type: http\n      scheme: basic", "weakness AUTHN-005");
        row("AUTHN-007 tries are not limited", "        \"401\": {description: Wrong name or password}\n        \"429\": {description: Too many tries}\n",
            "        \"401\": {description: Wrong name or password}\n", "question AUTHN-007");
        row("AUTHN-008 a short code", "        \"400\": {description: Not proved}\n        \"429\": {description: Too many tries}\n", "        \"400\": {description: Not proved}\n",
            "question AUTHN-007, weakness AUTHN-008");
        row("AUTHN-009 accounts are revealed", "{description: Wrong name or password}", "{description: This user name is not registered}", "weakness AUTHN-009");
        row("AUTHN-010 short passwords", "        new_password: {type: string, format: password, minLength: 12", "        new_password: {type: string, format: password, minLength: 4", "hygiene AUTHN-010");
        row("AUTHN-011 no second proof", "        current_password: {type: string, format: password, maxLength: 128, writeOnly: true}\n", "", "weakness AUTHN-011");
        row("AUTHN-013 the secret comes back", "        message: {type: string, maxLength: 100}", "        reset_token: {type: string, maxLength: 100}", "weakness AUTHN-013");
        row("AUTHN-015 an unused scheme", "    kiosk:\n      type: apiKey", "    forgotten: {type: http, scheme: bearer}\n    kiosk:\n      type: apiKey", "hygiene AUTHN-015");
        row("AUTHN-017 no way to log out", "    delete:\n      operationId: logOut\n      responses:\n        \"204\": {description: Ended}\n        \"429\": {description: Too many requests}\n", "", "question AUTHN-017");
        row("AUTHZ-003 staff scope gone", "        - login: [staff]", "        - login: [loans]", "path PATH-001, weakness AUTHZ-003");
        row("AUTHZ-008 role in the profile", "        nickname: {type: string, maxLength: 60}\n    Member:", "        nickname: {type: string, maxLength: 60}\n        role: {type: string, enum: [member, admin]}\n    Member:",
            "path PATH-001, weakness AUTHZ-008");
        row("AUTHZ-009 an open body", "    NewLoan:\n      type: object\n      additionalProperties: false\n", "    NewLoan:\n      type: object\n", "question AUTHZ-009");
        row("AUTHZ-011 an internal property", "    Loan:\n      type: object\n      properties:\n", "    Loan:\n      type: object\n      properties:\n        internal_path: {type: string, maxLength: 200}\n",
            "weakness AUTHZ-011");
        row("TOKEN-004 a weak signing key", "example: a-token", "example: " + weakToken(), "weakness TOKEN-004");
        row("TOKEN-006 implicit grant", "        authorizationCode:\n          authorizationUrl: https://id.library.example/authorize\n          tokenUrl: https://id.library.example/token\n",
            "        implicit:\n          authorizationUrl: https://id.library.example/authorize\n", "weakness TOKEN-006");
        row("TOKEN-008 cleartext token endpoint", "tokenUrl: https:", "tokenUrl: http:", "weakness TOKEN-008");
        row("TOKEN-009 a cookie", "      in: header\n      name: X-Kiosk", "      in: cookie\n      name: kiosk", "question TOKEN-009");
        row("TOKEN-010 a weak alternative", "      operationId: lend\n      security:\n", "      operationId: lend\n      security:\n        - kiosk: []\n", "weakness TOKEN-010");
        row("INV-002 deprecated", "      operationId: listLoans\n", "      operationId: listLoans\n      deprecated: true\n", "hygiene INV-002");
        row("INV-003 an older version is weaker", "  /v1/kiosk/door:", "  /v0/loans:\n    post:\n      security: [{kiosk: []}]\n      responses: {\"204\": {description: Lent}, \"429\": {description: Slow down}}\n  /v1/kiosk/door:",
            "weakness INV-003");
        row("INV-011 an older version", "  /v1/kiosk/door:", "  /v0/kiosk/door:\n    post:\n      security: [{kiosk: []}]\n      responses: {\"204\": {description: Open}, \"429\": {description: Slow down}}\n  /v1/kiosk/door:",
            "question INV-011");
    }
    void mutation()
    {
        QFETCH(QByteArray, from);
        QFETCH(QByteArray, to);
        QFETCH(QString, appears);
        QCOMPARE(m_reference.count(from), 1);
        const qsizetype at = m_reference.indexOf(from);
        QByteArray changed = m_reference;
        changed.replace(at, from.size(), to);
        const QSet<QString> found = matches(analysed(changed));
        QCOMPARE(sorted(found - m_baseline), appears);
        changed.replace(at, to.size(), from);
        QCOMPARE(matches(analysed(changed)), m_baseline);
    }

    // Paths in another order, in another folder, with a comment before: the same findings under the same fingerprints.
    void fingerprintsFollowTheCauseOnly()
    {
        QByteArray changed = m_reference;
        changed.replace("      operationId: lend\n      security:\n        - login: [loans]\n", "      operationId: lend\n      security: []\n");
        QSet<QString> first;
        for (const Finding &f : analysed(changed).findings)
            first.insert(f.fingerprint);
        QVERIFY(!first.isEmpty());
        const qsizetype loans = changed.indexOf("  /v1/loans:"), admin = changed.indexOf("  /v1/admin/members:"), kiosk = changed.indexOf("  /v1/kiosk/door:");
        QByteArray moved = "# another first line\n" + changed.left(loans) + changed.mid(admin, kiosk - admin) + changed.mid(loans, admin - loans) + changed.mid(kiosk);
        moved.replace("title: Lending library", "title: The library");
        QTemporaryDir elsewhere;
        QSet<QString> second;
        for (const Finding &f : analysed(moved, elsewhere.path()).findings)
            second.insert(f.fingerprint);
        QCOMPARE(second, first);
    }
};

QTEST_GUILESS_MAIN(TestMutations)
#include "tst_mutations.moc"
