// SPDX-License-Identifier: Apache-2.0
#include "mainwindow/statusline.h"

#include "common/smallwidgets.h"
#include "mainwindow/analysiscontroller.h"

#include <QLabel>
#include <QLocale>
#include <QStatusBar>

using namespace Qt::StringLiterals;

namespace drawbridge {

StatusLine::StatusLine(QStatusBar &bar) : QObject(&bar)
{
    bar.setSizeGripEnabled(false);
    const auto add = [&](const char *name, bool right) {
        auto *label = plainLabel({}, "status");
        label->setObjectName(QLatin1StringView(name));
        label->setWordWrap(false);
        right ? bar.addPermanentWidget(label) : bar.addWidget(label);
        return label;
    };
    m_model = add("statusModel", false);
    m_found = add("statusFound", false);
    m_time = add("statusTime", false);
    m_hint = add("statusHint", true);
    m_sources = add("statusSources", true);
    m_zoom = add("statusZoom", true);
}

void StatusLine::showOutcome(const AnalysisOutcome &o)
{
    m_model->setText(QStringList{tr("%n operation(s)", nullptr, o.operations), tr("%n element(s)", nullptr, o.elements), tr("%n flow(s)", nullptr, o.flows)}.join(u" · "_s));
    m_found->setText(QStringList{tr("%n weakness(es)", nullptr, o.weaknesses), tr("%n question(s)", nullptr, o.questions)}.join(u" · "_s));
    m_time->setText(tr("analysed in %1 ms").arg(QLocale().toString(o.milliseconds)));
}

void StatusLine::setHint(const QString &hint)
{
    m_hint->setText(hint);
}

void StatusLine::setSources(const QString &text)
{
    m_sources->setText(text);
}

void StatusLine::setZoom(double zoom)
{
    m_zoom->setText(tr("%1 %").arg(QLocale().toString(qRound(zoom * 100))));
}

void StatusLine::clear()
{
    for (QLabel *label : {m_model, m_found, m_time, m_hint, m_sources, m_zoom})
        label->clear();
}

} // namespace drawbridge
