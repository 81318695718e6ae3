// SPDX-License-Identifier: Apache-2.0
// What must hold between analyses of a random system and of the same system changed (ENGINE 10.3).
#include "analysis/analysis.h"
#include "analysis/catalogue.h"
#include "analysis/examplemodel.h"

#include <QRandomGenerator>
#include <QTest>

#include <algorithm>

using namespace drawbridge;

class TestMetamorphic : public QObject
{
    Q_OBJECT

private:
    std::shared_ptr<const Catalogue> m_catalogue;

    AnalysisResult analysed(const QStringList &lines)
    {
        const Result<ThreatModel> model = parseExampleModel(lines.join(u'\n'));
        if (!model)
            qFatal("line %d: %s", model.error().where.line, qPrintable(model.error().message));
        Progress progress;
        return analyze(*model, *m_catalogue, {QDate(2026, 11, 22)}, progress);
    }
    static QMap<QString, const Finding *> byFingerprint(const AnalysisResult &result)
    {
        QMap<QString, const Finding *> map;
        for (const Finding &f : result.findings)
            map.insert(f.fingerprint, &f);
        return map;
    }
    static QString told(const AnalysisResult &result)
    {
        QStringList lines;
        for (const Finding &f : result.findings)
            lines << QStringLiteral("%1 %2 %3 %4 %5").arg(f.fingerprint, nameOf(f.kind), f.rule, f.contextDigest).arg(f.risk);
        lines.sort();
        return lines.join(u'\n');
    }

    // A system of some services, operations and stores; the same seed gives the same one. `prefix` keeps systems apart.
    static QStringList system(quint32 seed, const QString &prefix)
    {
        QRandomGenerator random(seed);
        const auto pick = [&](std::initializer_list<const char *> words) { return QString::fromLatin1(*(words.begin() + random.bounded(int(words.size())))); };
        QStringList head, ops;
        head << QStringLiteral("zone %1net 0 kind=internet").arg(prefix) << QStringLiteral("zone %1app 3 kind=application").arg(prefix)
             << QStringLiteral("zone %1data 4 kind=data").arg(prefix) << QStringLiteral("actor %1visitor in %1net").arg(prefix);
        const int services = 1 + random.bounded(3);
        for (int s = 0; s < services; ++s) {
            const QString name = prefix + QStringLiteral("service%1").arg(s);
            head << QStringLiteral("service %1 in %2app").arg(name, prefix) << QStringLiteral("store %1db in %2data").arg(name, prefix);
            head << QStringLiteral("flow %1visitor -> %2 %3").arg(prefix, name, pick({"https", "http", "https auth"}));
            head << QStringLiteral("flow %1 -> %1db sql").arg(name);
            const int count = 2 + random.bounded(7);
            for (int o = 0; o < count; ++o) {
                const QString noun = pick({"orders", "letters", "notes", "cars", "people", "files"}) + QString::number(o);
                const QString method = pick({"GET", "POST", "PUT", "DELETE"});
                const bool one = random.bounded(2);
                QString op = QStringLiteral("op %1 %2 /v1/%3%4 auth=%5").arg(name, method, prefix.isEmpty() ? noun : prefix + u'/' + noun, one ? QStringLiteral("/{id}") : QString(), pick({"none", "bearer", "bearer", "key", "optional"}));
                if (one)
                    op += QStringLiteral(" ref(id:%1)").arg(pick({"integer", "string", "format=uuid"}));
                if (random.bounded(4) == 0)
                    op += QStringLiteral(" role=") + pick({"admin", "payment", "login", "password_change", "debug", "order"});
                if (method != u"GET" && method != u"DELETE")
                    op += QStringLiteral(" req(a:%1, b:%2)").arg(pick({"string", "role", "pii.contact", "amount/number", "fetch_url"}), pick({"string", "callback_url", "cred.otp/max4", "command"}));
                op += QStringLiteral(" resp%1(c:%2)").arg(QString::fromLatin1(random.bounded(3) ? "" : "[]"), pick({"string", "pii.contact", "pii.govid", "health.record", "cred.password"}));
                ops << op;
            }
        }
        return head + ops;
    }
    static void seeds(int many)
    {
        QTest::addColumn<quint32>("seed");
        for (int i = 1; i <= many; ++i)
            QTest::newRow(qPrintable(QString::number(i))) << quint32(i * 7919);
    }

private slots:
    void initTestCase()
    {
        Diagnostics diagnostics;
        m_catalogue = loadCatalogue({}, diagnostics);
    }

    void theSameTwice_data() { seeds(20); }
    void theSameTwice()
    {
        QFETCH(quint32, seed);
        const QStringList lines = system(seed, QString());
        QCOMPARE(told(analysed(lines)), told(analysed(lines)));
    }

    void orderChangesNothing_data() { seeds(60); }
    void orderChangesNothing()
    {
        QFETCH(quint32, seed);
        const QStringList lines = system(seed, QString());
        QStringList moved;
        QStringList ops;
        for (const QString &line : lines)
            (line.startsWith(QStringLiteral("op ")) ? ops : moved) << line;
        QRandomGenerator random(seed + 1);
        std::shuffle(ops.begin(), ops.end(), random);
        QCOMPARE(told(analysed(moved + ops)), told(analysed(lines)));
    }

    void anIsolatedElementChangesNothing_data() { seeds(60); }
    void anIsolatedElementChangesNothing()
    {
        QFETCH(quint32, seed);
        const QStringList lines = system(seed, QString());
        QCOMPARE(told(analysed(lines + QStringList{QStringLiteral("service island in app"), QStringLiteral("store pond in data")})), told(analysed(lines)));
    }

    void titlesEnterNoFingerprint_data() { seeds(30); }
    void titlesEnterNoFingerprint()
    {
        QFETCH(quint32, seed);
        const QStringList lines = system(seed, QString());
        const Result<ThreatModel> model = parseExampleModel(lines.join(u'\n'));
        QVERIFY(model);
        ThreatModel renamed = *model;
        for (const SourceId &id : model->sources.sortedIds()) {
            Source source = renamed.sources.value(id);
            source.title += QStringLiteral(" (renamed)");
            source.path = QStringLiteral("elsewhere/") + source.path;
            renamed.sources.insert(source);
        }
        for (const ElementId &id : model->elements.sortedIds()) {
            Element element = renamed.elements.value(id);
            element.description += QStringLiteral("more words");
            renamed.elements.insert(element);
        }
        Progress progress;
        const AnalysisResult after = analyze(renamed, *m_catalogue, {QDate(2026, 11, 22)}, progress);
        QStringList was = byFingerprint(analysed(lines)).keys(), is = byFingerprint(after).keys();
        QCOMPARE(is, was);
    }

    // What a control suppresses may have stood for something weaker, which then shows itself: nothing else is new.
    void aControlOnlyHelps_data() { seeds(60); }
    void aControlOnlyHelps()
    {
        QFETCH(quint32, seed);
        const QStringList lines = system(seed, QString());
        QRandomGenerator random(seed + 2);
        static const char *kinds[] = {"object_authz", "authn_user", "rate_limit", "property_authz", "function_authz", "url_allowlist", "tls", "step_up", "audit_log", "mfa"};
        const QString kind = QString::fromLatin1(kinds[random.bounded(10)]);
        const AnalysisResult before = analysed(lines), after = analysed(lines + QStringList{QStringLiteral("control %1 on service0 asserted").arg(kind)});
        const auto old = byFingerprint(before);
        QSet<QString> absorbed, rules;
        for (const Finding &f : before.findings) {
            absorbed.unite(QSet<QString>(f.absorbed.begin(), f.absorbed.end()));
            if (f.occurrences.size() > 5)
                rules.insert(f.rule);
        }
        for (const Finding &f : after.findings) {
            if (f.rule.startsWith(u"MODEL-"))
                continue; // the control contradicts the contract: that is new, and has to be
            const Finding *was = old.value(f.fingerprint);
            // Fewer causes than the limit stand alone where they were one finding before.
            QVERIFY2(was || absorbed.contains(f.rule) || rules.contains(f.rule), qPrintable(QStringLiteral("%1 appears with %2").arg(f.rule, kind)));
            // What stood for some of its occurrences may be gone.
            if (was && f.absorbed == was->absorbed && f.occurrences.size() <= was->occurrences.size())
                QVERIFY2(f.risk <= was->risk, qPrintable(QStringLiteral("%1 rises from %2 to %3 with %4").arg(f.rule).arg(was->risk).arg(f.risk).arg(kind)));
        }
    }

    // Two systems that know nothing of each other are judged as each alone, apart from what is asked of the whole project.
    void aUnionIsAUnion_data() { seeds(40); }
    void aUnionIsAUnion()
    {
        QFETCH(quint32, seed);
        const QStringList a = system(seed, QStringLiteral("a")), b = system(seed + 3, QStringLiteral("b"));
        const auto local = [](const AnalysisResult &result) {
            QStringList list;
            for (const Finding &f : result.findings) {
                if (!f.service.isNull())
                    list << f.rule + u' ' + f.fingerprint;
            }
            return list;
        };
        QStringList apart = local(analysed(a)) + local(analysed(b)), together = local(analysed(a + b));
        apart.sort();
        together.sort();
        const QSet<QString> one(together.begin(), together.end()), two(apart.begin(), apart.end());
        QCOMPARE((one - two).values().join(u'\n'), QString());
        QCOMPARE((two - one).values().join(u'\n'), QString());
        QCOMPARE(together, apart);
    }

    // A cause that somebody decided about keeps its own finding and status; one decision about the whole holds below the limit too.
    void decisionsSurviveFolding()
    {
        QStringList lines = {QStringLiteral("zone internet 0; zone app 3"), QStringLiteral("actor visitor in internet"), QStringLiteral("service shop in app"),
                             QStringLiteral("flow visitor -> shop https"), QStringLiteral("op shop GET /a auth=bearer")};
        for (int i = 0; i < 4; ++i)
            lines << QStringLiteral("op shop POST /things%1 auth=none").arg(i);
        const auto judged = [&](const QList<Decision> &decisions) {
            ThreatModel model = *parseExampleModel(lines.join(u'\n'));
            for (const Decision &d : decisions)
                model.decisions.insert(d);
            Progress progress;
            QList<Finding> list;
            for (const Finding &f : analyze(model, *m_catalogue, {QDate(2026, 11, 22)}, progress).findings) {
                if (f.rule == u"AUTHN-001")
                    list << f;
            }
            return list;
        };
        const auto accept = [](const Finding &f) {
            Decision d;
            d.id = DecisionId::create();
            d.number = 1;
            d.fingerprint = f.fingerprint;
            d.rule = f.rule;
            d.state = DecisionState::Accepted;
            d.contextDigest = f.contextDigest;
            return d;
        };
        const QList<Finding> four = judged({});
        QCOMPARE(four.size(), 4);
        const Decision one = accept(four.first());
        for (int i = 4; i < 8; ++i)
            lines << QStringLiteral("op shop POST /things%1 auth=none").arg(i);
        const QList<Finding> folded = judged({one});
        QCOMPARE(folded.size(), 2);
        const auto own = std::find_if(folded.begin(), folded.end(), [&](const Finding &f) { return f.fingerprint == one.fingerprint; });
        const auto rest = std::find_if(folded.begin(), folded.end(), [&](const Finding &f) { return f.fingerprint != one.fingerprint; });
        QVERIFY(own != folded.end() && rest != folded.end());
        QCOMPARE(own->status, FindingStatus::Accepted);
        QCOMPARE(rest->occurrences.size(), 7);
        const Decision all = accept(*rest);
        lines = lines.mid(0, 7); // two causes are left
        const QList<Finding> few = judged({all});
        QCOMPARE(few.size(), 1);
        QCOMPARE(few.first().fingerprint, all.fingerprint);
        QCOMPARE(few.first().status, FindingStatus::Accepted);
    }
};

QTEST_GUILESS_MAIN(TestMetamorphic)
#include "tst_metamorphic.moc"
