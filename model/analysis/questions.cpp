// SPDX-License-Identifier: Apache-2.0
#include "analysis/questions.h"

#include <QMap>

#include <algorithm>

namespace drawbridge {

namespace {

// Where a safeguard against the finding would stand: at the service or store, at the flow or zone that it is about.
Subject pointOf(const ThreatModel &model, const Finding &finding)
{
    switch (finding.subject.kind) {
    case SubjectKind::Flow:
    case SubjectKind::Boundary: return finding.subject;
    case SubjectKind::Element:
        if (model.elements.contains(ElementId(finding.subject.id)))
            return finding.subject;
        break;
    default: break;
    }
    return finding.service.isNull() ? Subject{} : Subject{SubjectKind::Element, finding.service.uuid()};
}

// The control to ask for: the one that alone would close it; of several the first among those that the rule asks about.
QString controlOf(const Finding &finding)
{
    for (const Remedy &remedy : finding.remedies) {
        if (remedy.closes && (finding.asks.isEmpty() || finding.asks.contains(remedy.control)))
            return remedy.control;
    }
    if (!finding.asks.isEmpty())
        return finding.asks.first();
    return finding.remedies.isEmpty() ? QString() : finding.remedies.first().control;
}

} // namespace

QList<Question> questionsOf(const ThreatModel &model, const AnalysisResult &result, const QDate &date)
{
    QMap<QString, Question> questions;
    for (const Finding &finding : result.findings) {
        if (finding.kind != FindingKind::Question || (finding.status != FindingStatus::Open && finding.status != FindingStatus::Reopened))
            continue;
        const QString control = controlOf(finding);
        if (control.isEmpty())
            continue;
        const Subject point = pointOf(model, finding);
        const QString key = control + u'|' + nameOf(point.kind) + u'|' + point.id.toString(QUuid::WithoutBraces);
        Question &question = questions[key];
        question.key = key;
        question.control = control;
        question.point = point;
        question.findings.append(finding.fingerprint);
        question.rules.insert(finding.rule);
        question.places += int(finding.occurrences.size());
        question.risk = std::max(question.risk, finding.risk);
        for (const QString &other : finding.asks) {
            if (other != control && !question.others.contains(other))
                question.others.append(other);
        }
    }
    QList<Question> list;
    for (Question &question : questions) {
        question.others.sort();
        for (const EffectiveControl &known : effectiveControls(model, question.point, date)) {
            if (known.control.kind == question.control && known.expired)
                question.ranOut = known;
        }
        list.append(question);
    }
    std::sort(list.begin(), list.end(), [](const Question &a, const Question &b) { return a.risk != b.risk ? a.risk > b.risk : a.key < b.key; });
    return list;
}

} // namespace drawbridge
