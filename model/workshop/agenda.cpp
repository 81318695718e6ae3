// SPDX-License-Identifier: Apache-2.0
#include "workshop/agenda.h"

namespace drawbridge {

namespace {

bool isOpen(const Finding &finding)
{
    return finding.status == FindingStatus::Open || finding.status == FindingStatus::Reopened;
}

qsizetype indexOf(const Review &review, const QString &key)
{
    for (qsizetype i = 0; i < review.agenda.size(); ++i) {
        if (review.agenda[i].key == key)
            return i;
    }
    return -1;
}

} // namespace

QList<AgendaItem> makeAgenda(const AgendaInput &input, AgendaOrder order)
{
    QList<const Finding *> list;
    for (const Finding &finding : input.findings) {
        if (isOpen(finding) && finding.kind != FindingKind::Hygiene)
            list.append(&finding);
    }
    const auto serviceOf = [&](const Finding *finding) { return input.model.elements.value(finding->service).name; };
    std::stable_sort(list.begin(), list.end(), [&](const Finding *a, const Finding *b) {
        if (order == AgendaOrder::Changes && input.changed.contains(a->fingerprint) != input.changed.contains(b->fingerprint))
            return input.changed.contains(a->fingerprint);
        if (order == AgendaOrder::Service) {
            const QString x = serviceOf(a), y = serviceOf(b);
            if (x != y)
                return x < y;
        }
        const bool questionA = a->kind == FindingKind::Question, questionB = b->kind == FindingKind::Question;
        if (questionA != questionB)
            return questionB;
        return std::tie(b->risk, a->rule, a->fingerprint) < std::tie(a->risk, b->rule, b->fingerprint);
    });
    QList<AgendaItem> items;
    for (const Finding *finding : std::as_const(list)) {
        if (items.size() >= input.atMost)
            break;
        items.append({finding->fingerprint, finding->fingerprint, finding->subject, input.titleOf(*finding), AgendaState::Waiting});
    }
    return items;
}

QStringList sameCause(const QList<Finding> &findings, const QString &fingerprint)
{
    const auto self = std::find_if(findings.cbegin(), findings.cend(), [&](const Finding &f) { return f.fingerprint == fingerprint; });
    QStringList same;
    if (self == findings.cend())
        return same;
    for (const Finding &finding : findings) {
        if (finding.fingerprint != fingerprint && finding.rule == self->rule && finding.service == self->service && finding.kind == self->kind && isOpen(finding))
            same.append(finding.fingerprint);
    }
    return same;
}

QString nextItem(const Review &review, const QString &key)
{
    const qsizetype at = indexOf(review, key), size = review.agenda.size();
    for (const AgendaState wanted : {AgendaState::Waiting, AgendaState::Parked}) {
        for (qsizetype i = 1; i <= size; ++i) {
            const AgendaItem &item = review.agenda[(at + i + size) % size];
            if (item.state == wanted && item.key != key)
                return item.key;
        }
    }
    return {};
}

QString previousItem(const Review &review, const QString &key)
{
    const qsizetype at = indexOf(review, key);
    return at > 0 ? review.agenda[at - 1].key : QString();
}

} // namespace drawbridge
