// SPDX-License-Identifier: Apache-2.0
// A system without weaknesses, changed in one place: exactly the named findings appear, and taking the change back makes
// them disappear, whatever else stands beside. The system and its changes are data: tests/data/analysis/reference.model
// and mutants.txt.
#include "analysis/analysis.h"
#include "analysis/catalogue.h"
#include "analysis/examplemodel.h"

#include <QFile>
#include <QTest>

using namespace drawbridge;

class TestSystemMutations : public QObject
{
    Q_OBJECT

private:
    std::shared_ptr<const Catalogue> m_catalogue;
    QString m_reference;
    QSet<QString> m_baseline;

    static QString textOf(const char *name)
    {
        QFile file(QStringLiteral(TEST_DATA "/analysis/") + QString::fromLatin1(name));
        if (!file.open(QIODevice::ReadOnly))
            qFatal("%s can't be read", name);
        return QString::fromUtf8(file.readAll());
    }

    AnalysisResult analysed(const QString &text)
    {
        const Result<ThreatModel> model = parseExampleModel(text);
        if (!model)
            qFatal("line %d: %s", model.error().where.line, qPrintable(model.error().message));
        Progress progress;
        return analyze(*model, *m_catalogue, {QDate(2026, 11, 22)}, progress);
    }
    static QSet<QString> found(const AnalysisResult &result)
    {
        QSet<QString> set;
        for (const Finding &f : result.findings)
            set.insert(nameOf(f.kind) + u' ' + f.rule + u' ' + f.fingerprint);
        return set;
    }
    // "weakness AUTHN-001, question OUT-001": what the first has and the second has not.
    static QString difference(const QSet<QString> &of, const QSet<QString> &without)
    {
        QStringList list;
        for (const QString &line : of) {
            if (!without.contains(line))
                list << line.section(u' ', 0, 1);
        }
        list.sort();
        list.removeDuplicates();
        return list.join(QStringLiteral(", "));
    }
    // The mutants as rows: name, what is replaced, by what, what appears.
    static QList<QStringList> mutants()
    {
        QList<QStringList> rows;
        const QStringList lines = textOf("mutants.txt").split(u'\n');
        for (const QString &line : lines) {
            if (line.trimmed().isEmpty() || line.startsWith(u'#'))
                continue;
            QStringList parts = line.split(QStringLiteral(" | "));
            if (parts.size() != 4)
                qFatal("a mutant needs four parts: %s", qPrintable(line));
            for (QString &part : parts)
                part = part.trimmed();
            rows << parts;
        }
        return rows;
    }
    // Lines of the reference that `from` names are replaced by `to`; an empty `from` appends.
    QString mutated(const QString &from, const QString &to) const
    {
        QStringList lines = m_reference.split(u'\n');
        if (from.isEmpty())
            return m_reference + QString(to).replace(QStringLiteral(" ; "), QStringLiteral("\n")) + u'\n';
        QString text = m_reference;
        return text.replace(text.indexOf(from), from.size(), QString(to).replace(QStringLiteral(" ; "), QStringLiteral("\n")));
    }

private slots:
    void initTestCase()
    {
        Diagnostics diagnostics;
        m_catalogue = loadCatalogue({}, diagnostics);
        m_reference = textOf("reference.model");
        m_baseline = found(analysed(m_reference));
    }

    void theReferenceIsClean()
    {
        const QString present = difference(m_baseline, {});
        QCOMPARE(present, QString());
    }

    void everyRuleHasAMutant()
    {
        QSet<QString> shown;
        const QList<QStringList> rows = mutants();
        for (const QStringList &row : rows) {
            const QStringList findings = row[3].split(QStringLiteral(", "));
            for (const QString &finding : findings)
                shown.insert(finding.section(u' ', 1));
        }
        QStringList missed;
        const QList<RuleInfo> rules = m_catalogue->rules();
        for (const RuleInfo &rule : rules) {
            if (!shown.remove(rule.id))
                missed << rule.id;
        }
        QCOMPARE(missed.join(u' '), QString());
        const QStringList unknown(shown.begin(), shown.end());
        QCOMPARE(unknown.join(u' '), QString());
    }

    void mutant_data()
    {
        QTest::addColumn<QString>("from");
        QTest::addColumn<QString>("to");
        QTest::addColumn<QString>("appears");
        const QList<QStringList> rows = mutants();
        for (const QStringList &row : rows)
            QTest::newRow(qPrintable(row[0])) << row[1] << row[2] << row[3];
    }
    void mutant()
    {
        QFETCH(QString, from);
        QFETCH(QString, to);
        QFETCH(QString, appears);
        QVERIFY2(from.isEmpty() || m_reference.count(from) == 1, qPrintable(QStringLiteral("%1 times in the reference: %2").arg(m_reference.count(from)).arg(from)));
        const QString changed = mutated(from, to);
        const QSet<QString> now = found(analysed(changed));
        QCOMPARE(difference(now, m_baseline), appears);
        QCOMPARE(difference(m_baseline, now), QString());
        // Beside things that have nothing to do with it the same findings appear, under the same fingerprints.
        const QString beside = QStringLiteral("service almanac in app\nop almanac GET /v1/almanac auth=accounts:token(posts) resp(day:string) codes(200, 403, 429)\n");
        const QSet<QString> withOthers = found(analysed(changed + beside));
        QCOMPARE(difference(now, withOthers), QString());
        QCOMPARE(difference(withOthers, now), QString());
    }
};

QTEST_GUILESS_MAIN(TestSystemMutations)
#include "tst_systemmutations.moc"
