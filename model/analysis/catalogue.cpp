// SPDX-License-Identifier: Apache-2.0
#include "analysis/catalogue.h"

#include "analysis/analysis.h"

#include "analysis/examplemodel.h"
#include "analysis/judge.h"
#include "spec/parsespec.h"

#include <algorithm>

namespace drawbridge {

namespace {

QMap<QString, ControlInfo> readControls(const RuleFile &file, Diagnostics &diagnostics)
{
    QMap<QString, ControlInfo> controls;
    if (file.bytes.isEmpty())
        return controls;
    const auto tree = parseSpec(file.bytes, file.name, diagnostics);
    if (!tree) {
        diagnostics.error(tree.error().message, tree.error().where);
        return controls;
    }
    const SpecNode list = (*tree)->root()[u"controls"];
    for (qsizetype i = 0; i < list.size(); ++i) {
        ControlInfo info;
        info.id = list.keyAt(i);
        const SpecNode node = list.at(i);
        info.group = node[u"group"].text();
        info.effect = node[u"effect"].toNumber().value_or(0);
        info.barrier = node[u"barrier"].text();
        info.title = node[u"title"].text();
        info.cost = int(node[u"cost"].toNumber().value_or(info.cost));
        if (info.effect < 0 || info.effect > 1)
            diagnostics.error(QStringLiteral("the effect of control %1 is no number from 0 to 1").arg(info.id), node.ref());
        if (info.cost != 1 && info.cost != 3 && info.cost != 8)
            diagnostics.error(QStringLiteral("the cost of control %1 is none of 1, 3 and 8").arg(info.id), node.ref());
        controls.insert(info.id, info);
    }
    return controls;
}

} // namespace

std::shared_ptr<Catalogue> Catalogue::build(const CatalogueFiles &files, bool strict, Diagnostics &diagnostics)
{
    auto catalogue = std::make_shared<Catalogue>();
    catalogue->m_lexicons = Lexicons::load(files.lexicons, diagnostics);
    catalogue->m_controls = readControls(files.controls, diagnostics);
    catalogue->m_vocabulary.use(catalogue->m_lexicons);
    catalogue->m_vocabulary.useControls(catalogue->m_controls.keys());
    catalogue->m_standardsFile = files.standards;
    const CompileContext context{catalogue->m_vocabulary, catalogue->m_symbols, &catalogue->m_lexicons};
    const auto add = [&](const RuleFile &file, const Standards &standards, Diagnostics &into) {
        for (auto &rule : parseRuleFile(file, context, standards, into))
            catalogue->m_rules.push_back(std::move(rule));
    };
    // References to standards cost reading a large file: shipped rules are checked by the tests.
    static const Standards unchecked;
    for (const RuleFile &file : files.shipped) {
        if (strict) {
            add(file, catalogue->standards(), diagnostics);
            continue;
        }
        Diagnostics own;
        add(file, unchecked, own);
        // A mistake of ours must not keep anybody from working.
        for (const Diagnostic &d : own.list())
            diagnostics.warn(d.message, d.where);
    }
    for (const RuleFile &file : files.own)
        add(file, catalogue->standards(), diagnostics);
    std::sort(catalogue->m_rules.begin(), catalogue->m_rules.end(), [](const auto &a, const auto &b) { return a->info.id < b->info.id; });
    for (size_t i = 1; i < catalogue->m_rules.size(); ++i) {
        if (catalogue->m_rules[i]->info.id == catalogue->m_rules[i - 1]->info.id) {
            diagnostics.error(QStringLiteral("rule %1 also stands in %2; a namespace of your own keeps them apart")
                                  .arg(catalogue->m_rules[i]->info.id, catalogue->m_rules[i - 1]->at.file),
                              catalogue->m_rules[i]->at);
            catalogue->m_rules[i]->enabled = false;
        }
    }
    return catalogue;
}

std::shared_ptr<const Catalogue> Catalogue::load(const CatalogueFiles &files, Diagnostics &diagnostics)
{
    const std::shared_ptr<Catalogue> catalogue = build(files, false, diagnostics);
    QStringList own;
    for (const RuleFile &file : files.own)
        own << file.name;
    for (const auto &rule : catalogue->m_rules) {
        if (!own.contains(rule->at.file))
            continue;
        for (const Diagnostic &problem : failedExamples(*rule, *catalogue)) {
            rule->enabled = false;
            diagnostics.warn(problem.message + QStringLiteral("; the rule is switched off"), problem.where);
        }
    }
    return catalogue;
}

RuleTestSummary Catalogue::test(const CatalogueFiles &files, Diagnostics &diagnostics)
{
    const std::shared_ptr<Catalogue> catalogue = build(files, true, diagnostics);
    RuleTestSummary summary;
    for (const auto &rule : catalogue->m_rules) {
        ++summary.rules;
        const QList<Diagnostic> problems = failedExamples(*rule, *catalogue, &summary.examples);
        summary.failures += int(problems.size());
        for (const Diagnostic &problem : problems)
            diagnostics.error(problem.message, problem.where);
    }
    return summary;
}

QList<RuleInfo> Catalogue::rules() const
{
    QList<RuleInfo> list;
    for (const auto &rule : m_rules) {
        if (rule->enabled)
            list << rule->info;
    }
    return list;
}

const RuleInfo *Catalogue::rule(const QString &id) const
{
    for (const auto &rule : m_rules) {
        if (rule->info.id == id)
            return &rule->info;
    }
    return nullptr;
}

QString Catalogue::question(const QString &id) const
{
    for (const auto &rule : m_rules) {
        if (rule->info.id == id)
            return rule->ask.isEmpty() ? rule->info.title : rule->ask;
    }
    return {};
}

const ControlInfo *Catalogue::control(const QString &id) const
{
    const auto it = m_controls.constFind(id);
    return it == m_controls.constEnd() ? nullptr : &*it;
}

double Catalogue::effectOf(int control) const
{
    const ControlInfo *info = this->control(m_symbols.word(control));
    return info ? info->effect : 0;
}

const Standards &Catalogue::standards() const
{
    std::call_once(m_standardsOnce, [this] {
        if (m_standardsFile.bytes.isEmpty())
            return;
        Diagnostics ignored; // the tests read it with care
        m_standards.load(m_standardsFile.bytes, m_standardsFile.name, ignored);
    });
    return m_standards;
}

QList<Diagnostic> failedExamples(const Rule &rule, const Catalogue &catalogue, int *run)
{
    QList<Diagnostic> problems;
    QMap<QString, QString> texts;
    for (const RuleExample &example : rule.examples)
        texts.insert(example.name, example.model);
    for (const RuleExample &example : rule.examples) {
        if (run)
            ++*run;
        const Result<ThreatModel> model = parseExampleModel(example.model, texts);
        if (!model) {
            problems << Diagnostic{Severity::Error, QStringLiteral("example '%1' of %2: %3").arg(example.name, rule.info.id, model.error().message),
                                   SourceRef{example.at.file, {}, example.modelLine + model.error().where.line - 1, 1}};
            continue;
        }
        if (rule.chains) {
            // A path rests on the findings of all rules.
            Progress progress;
            const AnalysisResult result = analyze(*model, catalogue, {}, progress);
            QStringList found;
            for (const Finding &finding : result.findings) {
                if (finding.rule == rule.info.id)
                    found << finding.subjectName;
            }
            const QString wanted = example.cause.join(QStringLiteral(", "));
            if (found.size() != example.paths || (!wanted.isEmpty() && !found.contains(wanted)))
                problems << Diagnostic{Severity::Error,
                                       QStringLiteral("example '%1' expected path %2%3, got %4 (rule %5)")
                                           .arg(example.name)
                                           .arg(example.paths)
                                           .arg(wanted.isEmpty() ? QString() : QStringLiteral(" [%1]").arg(wanted))
                                           .arg(found.isEmpty() ? QStringLiteral("none") : QString::number(found.size()) + QStringLiteral(": ") + found.join(QStringLiteral("; ")))
                                           .arg(rule.info.id),
                                       example.at};
            continue;
        }
        Facts facts(*model, catalogue.lexicons(), catalogue.symbols(), QDate());
        Judge judge(facts, catalogue);
        std::vector<Firing> firings;
        QList<Suppression> suppressed;
        judge.run(rule, firings, suppressed);
        // Findings, not matches: what shares a cause counts once.
        QMap<QPair<int, QString>, QStringList> found;
        for (const Firing &firing : firings)
            found.insert({int(firing.kind), firing.anchor}, firing.causeNames);
        int counts[5] = {0, 0, 0, 0, 0};
        for (auto it = found.begin(); it != found.end(); ++it)
            ++counts[it.key().first];
        const int wanted[5] = {example.weaknesses, example.questions, example.paths, example.drifts, example.hygiene};
        const QString at = QStringLiteral("example '%1' expected %2 %3, got %4");
        bool failed = false;
        for (int kind = 0; kind < 5 && !failed; ++kind) {
            if (counts[kind] == wanted[kind])
                continue;
            QString message = at.arg(example.name, nameOf(FindingKind(kind))).arg(wanted[kind]).arg(counts[kind]);
            if (counts[kind] < wanted[kind]) {
                const QString leaf = judge.blockingLeaf(rule);
                if (!suppressed.isEmpty())
                    message += QStringLiteral("; suppressed by: %1").arg(suppressed.first().line);
                else if (!leaf.isEmpty())
                    message += QStringLiteral("; ") + leaf;
            } else if (!firings.empty()) {
                message += QStringLiteral("; matched: %1").arg(firings.front().causeNames.join(QStringLiteral(", ")));
            }
            problems << Diagnostic{Severity::Error, message + QStringLiteral(" (rule %1)").arg(rule.info.id), example.at};
            failed = true;
        }
        if (!failed && int(suppressed.size()) != example.suppressed) {
            problems << Diagnostic{Severity::Error,
                                   at.arg(example.name, QStringLiteral("suppressed")).arg(example.suppressed).arg(suppressed.size())
                                       + QStringLiteral(" (rule %1)").arg(rule.info.id),
                                   example.at};
            failed = true;
        }
        if (!failed && !example.cause.isEmpty() && !found.values().contains(example.cause)) {
            QStringList causes;
            for (const QStringList &names : found)
                causes << u'[' + names.join(QStringLiteral(", ")) + u']';
            problems << Diagnostic{Severity::Error,
                                   QStringLiteral("example '%1' expected the cause [%2], got %3 (rule %4)")
                                       .arg(example.name, example.cause.join(QStringLiteral(", ")), causes.join(QStringLiteral(" ")), rule.info.id),
                                   example.at};
        }
    }
    return problems;
}

} // namespace drawbridge
