// SPDX-License-Identifier: Apache-2.0
#include "analysis/rulepacks.h"

#include "analysis/rulelint.h"

#include <algorithm>

namespace drawbridge {

QList<RuleFile> rulePackFiles(const ThreatModel &model, Diagnostics &diagnostics)
{
    QList<RulePack> packs;
    for (const RulePackId &id : model.rulePacks.sortedIds()) {
        const RulePack pack = model.rulePacks.value(id);
        if (pack.enabled && !pack.text.trimmed().isEmpty())
            packs << pack;
    }
    std::stable_sort(packs.begin(), packs.end(), [](const RulePack &a, const RulePack &b) { return a.position < b.position; });
    QList<RuleFile> files;
    QStringList names;
    for (const RulePack &pack : std::as_const(packs)) {
        QString name = pack.name.simplified().left(120);
        if (name.isEmpty())
            name = QStringLiteral("rules");
        for (int i = 2; names.contains(name); ++i)
            name = QStringLiteral("%1 (%2)").arg(pack.name.simplified().left(120)).arg(i);
        const QByteArray bytes = pack.text.toUtf8();
        if (bytes.size() > largestRulePack || files.size() >= mostRulePacks) {
            diagnostics.error(bytes.size() > largestRulePack ? QStringLiteral("this pack of rules is too large; split it")
                                                             : QStringLiteral("the project has too many packs of rules; this one is left out"),
                              SourceRef{name, {}, 1, 1});
            continue;
        }
        names << name;
        files << RuleFile{name, bytes};
    }
    return files;
}

RulePackReport checkRulePack(const QString &name, const QString &text)
{
    RulePackReport report;
    const QByteArray bytes = text.toUtf8();
    if (bytes.size() > largestRulePack) {
        report.diagnostics.error(QStringLiteral("this pack of rules is too large; split it"), SourceRef{name, {}, 1, 1});
        return report;
    }
    if (text.trimmed().isEmpty())
        return report;
    CatalogueFiles files = shippedCatalogueFiles();
    files.shipped.clear(); // the program's own rules need no check here
    files.own = {RuleFile{name, bytes}};
    report.summary = Catalogue::test(files, report.diagnostics);
    if (report.summary.rules > 0) // even beside a failing example: the linter may say why it fails
        lintRules(files, report.diagnostics);
    return report;
}

QString rulePackTemplate(const QString &name)
{
    QString space;
    for (const QChar c : name.toLower()) {
        if ((c >= u'a' && c <= u'z') || (c >= u'0' && c <= u'9'))
            space += c;
    }
    if (space.isEmpty() || space[0].isDigit() || space == u"core")
        space = QStringLiteral("own");
    return QStringLiteral("drawbridge-rules: 1\n"
                          "namespace: %1\n"
                          "rules:\n"
                          "- id: PAY-001\n"
                          "  revision: 1.0\n"
                          "  title: Payment without an idempotency key\n"
                          "  kind: weakness\n"
                          "  subject: operation as op\n"
                          "  where:\n"
                          "  - op.roles intersects {payment, transfer}\n"
                          "  - none f in op.request_fields: f.semantic == idempotency_key\n"
                          "  unless:\n"
                          "  - has(op, idempotency)\n"
                          "  cause: [op.service, op]\n"
                          "  evidence:\n"
                          "  - {say: '{it.name} moves money and takes no key that would mark a repetition'}\n"
                          "  effect: {of: confidential, I: 0.6, volume: one}\n"
                          "  ease: moderate\n"
                          "  controls: [idempotency]\n"
                          "  maps: {stride: [T], owasp: [API6], cwe: [837]}\n"
                          "  why: What this lets somebody do, in a sentence or two.\n"
                          "  fix: What to change, and where.\n"
                          "  examples:\n"
                          "  - name: paid twice\n"
                          "    expect: {weakness: 1}\n"
                          "    model: |\n"
                          "      zone internet 0; zone app 3\n"
                          "      actor visitor in internet\n"
                          "      service shop in app\n"
                          "      flow visitor -> shop https\n"
                          "      op shop POST /payments auth=bearer role=payment req(amount:amount)\n"
                          "  - name: a key marks the repetition\n"
                          "    expect: {}\n"
                          "    model: |\n"
                          "      zone internet 0; zone app 3\n"
                          "      actor visitor in internet\n"
                          "      service shop in app\n"
                          "      flow visitor -> shop https\n"
                          "      op shop POST /payments auth=bearer role=payment req(amount:amount, key:idempotency_key)\n")
        .arg(space);
}

RuleEffectReport compareFindings(const QList<Finding> &before, const QList<Finding> &after)
{
    const auto weight = [](const Finding &f) { return QStringLiteral("%1 %2 %3").arg(nameOf(f.kind), nameOf(f.band)).arg(f.risk, 0, 'f', 1); };
    const auto listed = [](const QList<Finding> &findings) {
        QMap<QString, const Finding *> map;
        for (const Finding &f : findings) {
            if (f.status != FindingStatus::Gone)
                map.insert(f.fingerprint, &f);
        }
        return map;
    };
    const QMap<QString, const Finding *> old = listed(before), now = listed(after);
    RuleEffectReport report;
    for (auto it = now.constBegin(); it != now.constEnd(); ++it) {
        const Finding *was = old.value(it.key());
        const QString here = weight(**it), there = was ? weight(*was) : QString();
        if (!was)
            report.appeared.append({(*it)->rule, (*it)->subjectName, {}, here});
        else if (here != there)
            report.changed.append({(*it)->rule, (*it)->subjectName, there, here});
    }
    for (auto it = old.constBegin(); it != old.constEnd(); ++it) {
        if (!now.contains(it.key()))
            report.gone.append({(*it)->rule, (*it)->subjectName, weight(**it), {}});
    }
    for (QList<RuleEffectReport::Line> *list : {&report.appeared, &report.gone, &report.changed}) {
        std::sort(list->begin(), list->end(), [](const auto &a, const auto &b) {
            return std::tie(a.rule, a.subject, a.before, a.after) < std::tie(b.rule, b.subject, b.before, b.after);
        });
    }
    return report;
}

} // namespace drawbridge
