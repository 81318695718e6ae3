// SPDX-License-Identifier: Apache-2.0
// A diagram in words.
#include "report/reporttext.h"

#include <QMap>

namespace drawbridge {

using namespace reporttext;

namespace {

constexpr qsizetype flowsTold = 120;

QString kindTitle(ElementKind kind)
{
    return kind == ElementKind::Process ? Report::tr("service") : kind == ElementKind::DataStore ? Report::tr("store") : Report::tr("external part");
}

} // namespace

QStringList describe(const ThreatModel &model, const DiagramPicture &picture)
{
    QStringList said;
    QMap<QString, QStringList> members; // by zone
    for (const DiagramPicture::Shape &shape : picture.shapes) {
        const QString zone = plain(model.boundaries.value(shape.element.boundary).name, 100);
        members[zone].append(QStringLiteral("%1 (%2)").arg(plain(shape.element.name, 100), kindTitle(shape.element.kind)));
    }
    for (auto it = members.begin(); it != members.end(); ++it) {
        it->sort();
        said.append(it.key().isEmpty() ? Report::tr("Outside of zones: %1.").arg(it->join(QStringLiteral(", "))) : Report::tr("Zone %1: %2.").arg(it.key(), it->join(QStringLiteral(", "))));
    }
    QStringList flows;
    for (const DiagramPicture::Line &line : picture.lines) {
        const QString from = plain(model.elements.value(line.flow.source).name, 100), to = plain(model.elements.value(line.flow.target).name, 100);
        if (from.isEmpty() || to.isEmpty())
            continue;
        const QString label = plain(line.state.label.value_or(QString()), 100);
        flows.append(label.isEmpty() ? Report::tr("From %1 to %2.").arg(from, to) : Report::tr("From %1 to %2: %3.").arg(from, to, label));
    }
    flows.sort();
    flows.removeDuplicates();
    said += flows.mid(0, flowsTold);
    if (flows.size() > flowsTold)
        said.append(Report::tr("and %n more flow(s).", nullptr, int(flows.size() - flowsTold)));
    return said;
}

} // namespace drawbridge
