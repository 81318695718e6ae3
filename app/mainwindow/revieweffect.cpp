// SPDX-License-Identifier: Apache-2.0
#include "mainwindow/revieweffect.h"

#include <QCoreApplication>
#include <QSet>

using namespace Qt::StringLiterals;

namespace drawbridge {

namespace {

constexpr int named = 2; // by their titles; others are counted

struct EffectText
{
    Q_DECLARE_TR_FUNCTIONS(ReviewEffect)
};

bool counts(const Finding &finding)
{
    return finding.kind != FindingKind::Hygiene && (finding.status == FindingStatus::Open || finding.status == FindingStatus::Reopened);
}

QString names(QStringList titles)
{
    titles.sort();
    const qsizetype more = titles.size() - named;
    const QString text = titles.mid(0, named).join(u"; "_s);
    return more > 0 ? text + EffectText::tr(" and %n more", nullptr, int(more)) : text;
}

} // namespace

void ReviewEffect::expect(const QList<Finding> &findings, const RuleTexts &rules, const QStringList &expected)
{
    m_sentence.clear();
    m_before.clear();
    for (const Finding &each : findings) {
        if (counts(each) && !expected.contains(each.fingerprint))
            m_before.insert(each.fingerprint, rules.title(each));
    }
    for (const QString &fingerprint : expected)
        m_before.insert(fingerprint, QString());
    m_pending = true;
}

void ReviewEffect::tell(const QList<Finding> &findings, const RuleTexts &rules)
{
    m_pending = false;
    QStringList appeared, closed;
    QSet<QString> open;
    for (const Finding &each : findings) {
        if (!counts(each))
            continue;
        open.insert(each.fingerprint);
        if (!m_before.contains(each.fingerprint))
            appeared.append(rules.title(each));
    }
    for (auto it = m_before.cbegin(); it != m_before.cend(); ++it) {
        if (!open.contains(it.key()) && !it.value().isEmpty())
            closed.append(it.value());
    }
    QStringList parts;
    if (!closed.isEmpty())
        parts.append(EffectText::tr("That settled: %1.").arg(names(closed)));
    if (!appeared.isEmpty())
        parts.append(EffectText::tr("It brought up: %1.").arg(names(appeared)));
    m_sentence = parts.join(u' ');
}

} // namespace drawbridge
