// SPDX-License-Identifier: Apache-2.0
#include "analysis/threatfindings.h"

#include "analysis/decisions.h"
#include "threatmodel/threats.h"

#include <algorithm>

namespace drawbridge {

namespace {

// Where a threat's subject stands among the facts; the project where it has none (any more), or is of no kind that facts know.
FactRef factOf(const Facts &facts, const Subject &subject)
{
    const auto at = [](FactKind kind, int row) { return row < 0 ? FactRef{FactKind::Project, 1, 0} : FactRef{kind, 1, quint32(row)}; };
    switch (subject.kind) {
    case SubjectKind::Element: {
        // A part of a service stands for its service.
        const Element *element = facts.model().elements.find(ElementId(subject.id));
        return at(FactKind::Element, facts.rowOf(element && element->parent ? element->parent : ElementId(subject.id)));
    }
    case SubjectKind::Flow: return at(FactKind::Flow, facts.rowOf(FlowId(subject.id)));
    case SubjectKind::Operation: return at(FactKind::Operation, facts.rowOf(OperationId(subject.id)));
    case SubjectKind::Field: return at(FactKind::Field, facts.rowOf(FieldId(subject.id)));
    case SubjectKind::Boundary:
        for (quint32 i = 0; i < facts.zones.size(); ++i) {
            if (facts.zones[i].row->id.uuid() == subject.id)
                return {FactKind::Zone, 1, i};
        }
        break;
    case SubjectKind::Scheme:
        for (quint32 i = 0; i < facts.schemes.size(); ++i) {
            if (facts.schemes[i].row->id.uuid() == subject.id)
                return {FactKind::Scheme, 1, i};
        }
        break;
    default: break;
    }
    return {FactKind::Project, 1, 0};
}

// The most sensitive data that a thing holds, carries or handles.
Sensitivity sensitivityOf(Facts &facts, FactRef thing)
{
    int worst = int(Sensitivity::Internal);
    const auto take = [&](const FactList &fields) {
        for (const FactRef ref : fields) {
            if (facts.fields[ref.index].certainty >= 1)
                worst = std::max(worst, facts.fields[ref.index].sensitivity);
        }
    };
    const auto takeClasses = [&](const SymbolSet &classes) {
        for (const int symbol : classes)
            worst = std::max(worst, int(facts.lexicons().dataClass(facts.symbols().word(symbol)).sensitivity));
    };
    switch (thing.kind) {
    case FactKind::Field: take({thing}); break;
    case FactKind::Operation: {
        OperationFacts &operation = facts.operations[thing.index];
        facts.needFields(operation);
        take(operation.requestFields);
        take(operation.responseFields);
        break;
    }
    case FactKind::Element:
        facts.needData(facts.elements[thing.index]);
        takeClasses(facts.elements[thing.index].classes);
        break;
    case FactKind::Flow:
        facts.needData(facts.flows[thing.index]);
        takeClasses(facts.flows[thing.index].classes);
        break;
    default: break;
    }
    return Sensitivity(std::clamp(worst, int(Sensitivity::Public), int(Sensitivity::Critical)));
}

// What a threat of these letters harms (STRIDE: S and T integrity, R accountability, I confidentiality, D availability,
// E all that its data needs). Without letters: confidentiality and integrity.
Magnitudes harmOf(const QStringList &stride)
{
    Magnitudes harm;
    constexpr double much = 0.8;
    for (const QString &letter : stride) {
        if (letter == u"S" || letter == u"E")
            harm.confidentiality = harm.integrity = much;
        else if (letter == u"T")
            harm.integrity = much;
        else if (letter == u"R")
            harm.accountability = much;
        else if (letter == u"I")
            harm.confidentiality = much;
        else if (letter == u"D")
            harm.availability = much;
    }
    if (harm.confidentiality + harm.integrity + harm.availability + harm.accountability <= 0)
        harm.confidentiality = harm.integrity = much;
    return harm;
}

// The middle of a band, in tenths: what "high" says is no finer than that.
int middleOf(ThreatSeverity severity, const RiskSettings &settings)
{
    const auto tenths = [&](RiskFigure figure) { return int((settings[figure] + 500) / 1000); };
    switch (severity) {
    case ThreatSeverity::Critical: return (tenths(RiskFigure::BandCritical) + 1000) / 2;
    case ThreatSeverity::High: return (tenths(RiskFigure::BandHigh) + tenths(RiskFigure::BandCritical)) / 2;
    case ThreatSeverity::Medium: return (tenths(RiskFigure::BandMedium) + tenths(RiskFigure::BandHigh)) / 2;
    case ThreatSeverity::Low: return (tenths(RiskFigure::BandLow) + tenths(RiskFigure::BandMedium)) / 2;
    case ThreatSeverity::Note: return tenths(RiskFigure::BandLow) / 2;
    case ThreatSeverity::Unrated: break;
    }
    return 0;
}

Band bandOf(ThreatSeverity severity)
{
    switch (severity) {
    case ThreatSeverity::Critical: return Band::Critical;
    case ThreatSeverity::High: return Band::High;
    case ThreatSeverity::Medium: return Band::Medium;
    case ThreatSeverity::Low: return Band::Low;
    default: return Band::Note;
    }
}

Finding findingOf(const Threat &threat, Facts &facts, Judge &judge)
{
    const FactRef thing = factOf(facts, threat.subject);
    Finding f;
    f.fingerprint = threatFingerprint(threat.id);
    f.rule = QLatin1StringView(threatRule);
    f.kind = FindingKind::Weakness;
    f.own = {threat.title, threat.description, threat.mitigation, threat.stride, {}, threat.category};
    for (const QString &cwe : threat.cwe) {
        bool ok = false;
        const int number = QString(cwe).remove(QStringLiteral("CWE-"), Qt::CaseInsensitive).toInt(&ok);
        if (ok && number > 0 && !f.own.cwe.contains(number))
            f.own.cwe.append(number);
    }
    std::sort(f.own.cwe.begin(), f.own.cwe.end());
    f.subject = thing.kind == FactKind::Project ? Subject{} : threat.subject;
    f.subjectName = thing.kind == FactKind::Project ? QString() : facts.nameOf(thing);
    f.service = facts.serviceOf(thing);

    Firing firing;
    firing.subject = thing;
    judge.weighing().weighAs(firing, harmOf(threat.stride), sensitivityOf(facts, thing), Ease::Moderate);
    const RiskSettings &settings = judge.weighing().settings();
    const LateText within{QStringLiteral(QT_TRANSLATE_NOOP("Risk", "Part of the rating.")), {}};
    int tenths = firing.tenths;
    f.factors = firing.factors;
    f.confidence = Confidence::Possible;
    if (threat.severity != ThreatSeverity::Unrated) {
        tenths = middleOf(threat.severity, settings);
        f.confidence = Confidence::Likely;
        f.factors = {tenths / 100.0, 1, 1, {QStringLiteral(QT_TRANSLATE_NOOP("Risk", "A person rated it {1}; the figure is the middle of that band.")), {nameOf(threat.severity)}},
                     within, within};
        f.band = f.bandByRisk = bandOf(threat.severity);
    } else if (threat.likelihood > 0 && threat.impact > 0) {
        const int likelihood = std::clamp(threat.likelihood, 1, 5), impact = std::clamp(threat.impact, 1, 5);
        firing.impact = impact * 2 * wholePart;
        firing.exposure = wholePart;
        firing.likelihood = easeOf(Ease(likelihood - 1), settings);
        tenths = riskOf(firing.impact, firing.exposure, firing.likelihood);
        f.confidence = Confidence::Likely;
        f.factors = {fromParts(firing.impact), 1, fromParts(firing.likelihood),
                     {QStringLiteral(QT_TRANSLATE_NOOP("Risk", "A person estimated the impact at {1} of 5.")), {QString::number(impact)}}, within,
                     {QStringLiteral(QT_TRANSLATE_NOOP("Risk", "A person estimated the likelihood at {1} of 5.")), {QString::number(likelihood)}}};
        f.band = f.bandByRisk = bandOf(tenths, settings);
    } else {
        f.band = f.bandByRisk = bandOf(tenths, settings);
    }
    f.risk = tenths / 10.0;

    FindingContext context;
    context.sensitivity = firing.sensitivity;
    context.ease = firing.ease;
    context.actor = facts.actorOf(thing);
    f.contextDigest = context.digest();

    Occurrence o;
    o.subject = f.subject;
    o.key = QStringLiteral("subject");
    if (thing.kind == FactKind::Operation)
        o.operation = facts.operations[thing.index].row->id;
    else if (thing.kind == FactKind::Field)
        o.field = facts.fields[thing.index].row->id;
    o.route = facts.routeOf(thing);
    o.at = threat.provenance.at.isNull() ? facts.sourceOf(thing) : threat.provenance.at;
    o.risk = f.risk;
    f.occurrences.append(o);
    return f;
}

} // namespace

QList<Finding> threatFindings(const ThreatModel &model, Facts &facts, Judge &judge)
{
    QList<Finding> findings;
    for (const ThreatId &id : model.threats.sortedIds()) {
        const Threat &threat = *model.threats.find(id);
        findings.append(findingOf(threat, facts, judge));
    }
    return findings;
}

} // namespace drawbridge
