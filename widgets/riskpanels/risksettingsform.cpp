// SPDX-License-Identifier: Apache-2.0
#include "riskpanels/risksettingsform.h"

#include "common/icons.h"
#include "common/smallwidgets.h"
#include "tables/words.h"

#include <QCoreApplication>
#include <QDoubleSpinBox>
#include <QGridLayout>
#include <QPushButton>
#include <QScrollArea>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace drawbridge {

QString riskFigureGroupTitle(const QString &group)
{
    static const QHash<QString, const char *> titles{{u"need"_s, QT_TRANSLATE_NOOP("RiskFigures", "What data needs (0 to 10)")},
                                                     {u"volume"_s, QT_TRANSLATE_NOOP("RiskFigures", "How much one breach touches")},
                                                     {u"criticality"_s, QT_TRANSLATE_NOOP("RiskFigures", "How much the business depends on it")},
                                                     {u"context"_s, QT_TRANSLATE_NOOP("RiskFigures", "Compliance, audience and environment")},
                                                     {u"exposure"_s, QT_TRANSLATE_NOOP("RiskFigures", "Who can reach it")},
                                                     {u"ease"_s, QT_TRANSLATE_NOOP("RiskFigures", "How easy it is")},
                                                     {u"quality"_s, QT_TRANSLATE_NOOP("RiskFigures", "How much a control counts")},
                                                     {u"detection"_s, QT_TRANSLATE_NOOP("RiskFigures", "How much being seen lowers it")},
                                                     {u"heat"_s, QT_TRANSLATE_NOOP("RiskFigures", "Questions in the heat")},
                                                     {u"band"_s, QT_TRANSLATE_NOOP("RiskFigures", "Where the bands begin (0 to 100)")}};
    const char *title = titles.value(group);
    return title ? QCoreApplication::translate("RiskFigures", title) : group;
}

QString riskFigureTitle(RiskFigure figure)
{
    static const char *const titles[] = {
        QT_TRANSLATE_NOOP("RiskFigures", "Confidentiality of public data"), QT_TRANSLATE_NOOP("RiskFigures", "Confidentiality of internal data"),
        QT_TRANSLATE_NOOP("RiskFigures", "Confidentiality of confidential data"), QT_TRANSLATE_NOOP("RiskFigures", "Confidentiality of restricted data"),
        QT_TRANSLATE_NOOP("RiskFigures", "Confidentiality of critical data"), QT_TRANSLATE_NOOP("RiskFigures", "Integrity of public data"),
        QT_TRANSLATE_NOOP("RiskFigures", "Integrity of internal data"), QT_TRANSLATE_NOOP("RiskFigures", "Integrity of confidential data"),
        QT_TRANSLATE_NOOP("RiskFigures", "Integrity of restricted data"), QT_TRANSLATE_NOOP("RiskFigures", "Integrity of critical data"),
        QT_TRANSLATE_NOOP("RiskFigures", "Availability of public data"), QT_TRANSLATE_NOOP("RiskFigures", "Availability of internal data"),
        QT_TRANSLATE_NOOP("RiskFigures", "Availability of confidential data"), QT_TRANSLATE_NOOP("RiskFigures", "Availability of restricted data"),
        QT_TRANSLATE_NOOP("RiskFigures", "Availability of critical data"), QT_TRANSLATE_NOOP("RiskFigures", "Accountability, as a share of integrity"),
        QT_TRANSLATE_NOOP("RiskFigures", "One record"), QT_TRANSLATE_NOOP("RiskFigures", "Many records"), QT_TRANSLATE_NOOP("RiskFigures", "All records"),
        QT_TRANSLATE_NOOP("RiskFigures", "Low criticality"), QT_TRANSLATE_NOOP("RiskFigures", "Normal criticality"), QT_TRANSLATE_NOOP("RiskFigures", "High criticality"),
        QT_TRANSLATE_NOOP("RiskFigures", "Vital"), QT_TRANSLATE_NOOP("RiskFigures", "Added where a compliance profile covers the data"),
        QT_TRANSLATE_NOOP("RiskFigures", "Added where children use it"), QT_TRANSLATE_NOOP("RiskFigures", "Share outside of production"),
        QT_TRANSLATE_NOOP("RiskFigures", "Anybody on the internet"), QT_TRANSLATE_NOOP("RiskFigures", "Anybody who registers"),
        QT_TRANSLATE_NOOP("RiskFigures", "Customers with an account"), QT_TRANSLATE_NOOP("RiskFigures", "Partner systems"),
        QT_TRANSLATE_NOOP("RiskFigures", "Internal workloads and employees"), QT_TRANSLATE_NOOP("RiskFigures", "Privileged staff"),
        QT_TRANSLATE_NOOP("RiskFigures", "Nobody known"), QT_TRANSLATE_NOOP("RiskFigures", "Theoretical"), QT_TRANSLATE_NOOP("RiskFigures", "Hard"),
        QT_TRANSLATE_NOOP("RiskFigures", "Moderate"), QT_TRANSLATE_NOOP("RiskFigures", "Easy"), QT_TRANSLATE_NOOP("RiskFigures", "Trivial"),
        QT_TRANSLATE_NOOP("RiskFigures", "Concluded from other facts"), QT_TRANSLATE_NOOP("RiskFigures", "A person says so"),
        QT_TRANSLATE_NOOP("RiskFigures", "A specification declares it"), QT_TRANSLATE_NOOP("RiskFigures", "Seen in traffic"),
        QT_TRANSLATE_NOOP("RiskFigures", "Somebody is alerted"), QT_TRANSLATE_NOOP("RiskFigures", "It is logged"),
        QT_TRANSLATE_NOOP("RiskFigures", "An open question counts as this share"), QT_TRANSLATE_NOOP("RiskFigures", "Critical"), QT_TRANSLATE_NOOP("RiskFigures", "High"),
        QT_TRANSLATE_NOOP("RiskFigures", "Medium"), QT_TRANSLATE_NOOP("RiskFigures", "Low")};
    static_assert(std::size(titles) == size_t(riskFigureCount));
    return QCoreApplication::translate("RiskFigures", titles[size_t(figure)]);
}

RiskSettingsForm::RiskSettingsForm(const QList<NamedValue> &changed, QWidget *parent) : QDialog(parent)
{
    setObjectName(u"riskSettingsForm"_s);
    setWindowTitle(tr("Risk formula"));
    resize(560, 620);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 16, 20, 16);
    layout->addWidget(plainLabel(tr("Risk = 100 × impact / 10 × exposure × likelihood. What is changed here is named in each explanation's figures and in the report."), "secondary"));
    auto *area = new QScrollArea;
    area->setWidgetResizable(true);
    area->setFrameShape(QFrame::NoFrame);
    auto *page = new QWidget;
    page->setProperty("role", u"page"_s);
    auto *grid = new QGridLayout(page);
    grid->setColumnStretch(0, 1);
    grid->setVerticalSpacing(4);
    const RiskSettings settings = RiskSettings::from(changed);
    QString group;
    int row = 0;
    for (int i = 0; i < riskFigureCount; ++i) {
        const RiskFigureInfo &info = riskFigureInfo(RiskFigure(i));
        if (group != QLatin1StringView(info.group)) {
            group = QString::fromLatin1(info.group);
            auto *heading = new SectionHeader(riskFigureGroupTitle(group));
            heading->setContentsMargins(0, row == 0 ? 0 : 10, 0, 2);
            grid->addWidget(heading, row++, 0, 1, 3);
        }
        auto *label = plainLabel(riskFigureTitle(RiskFigure(i)), "secondary");
        auto *value = new QDoubleSpinBox;
        value->setObjectName(QString::fromLatin1(info.name));
        value->setRange(info.least, info.most);
        value->setDecimals(info.most > 10 ? 1 : 2);
        value->setSingleStep(info.most > 2 ? 1 : 0.05);
        value->setValue(settings.value(RiskFigure(i)));
        value->setAccessibleName(label->text());
        auto *reset = new QToolButton;
        reset->setIcon(themedIcon(u"undo"_s));
        reset->setAutoRaise(true);
        reset->setToolTip(tr("Back to %1").arg(value->textFromValue(info.usual)));
        reset->setAccessibleName(tr("Reset %1").arg(label->text()));
        grid->addWidget(label, row, 0);
        grid->addWidget(value, row, 1);
        grid->addWidget(reset, row++, 2);
        m_values.append(value);
        m_resets.append(reset);
        connect(value, &QDoubleSpinBox::valueChanged, this, [this, i] { updateReset(i); });
        connect(reset, &QToolButton::clicked, this, [this, i] { m_values[i]->setValue(riskFigureInfo(RiskFigure(i)).usual); });
        updateReset(i);
    }
    area->setWidget(page);
    layout->addWidget(area, 1);
    auto *buttons = new QHBoxLayout;
    auto *all = new QPushButton(tr("Reset all"));
    all->setObjectName(u"riskResetAll"_s);
    auto *cancel = new QPushButton(tr("Cancel"));
    auto *submit = new QPushButton(tr("Use these"));
    submit->setObjectName(u"riskSubmit"_s);
    submit->setProperty("role", u"primary"_s);
    submit->setDefault(true);
    all->setAutoDefault(false);
    cancel->setAutoDefault(false);
    buttons->addWidget(all);
    buttons->addStretch();
    buttons->addWidget(cancel);
    buttons->addWidget(submit);
    layout->addLayout(buttons);
    connect(all, &QPushButton::clicked, this, [this] {
        for (int i = 0; i < riskFigureCount; ++i)
            m_values[i]->setValue(riskFigureInfo(RiskFigure(i)).usual);
    });
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(submit, &QPushButton::clicked, this, [this] {
        emit submitted(this->settings().changed());
        accept();
    });
}

RiskSettings RiskSettingsForm::settings() const
{
    RiskSettings settings;
    for (int i = 0; i < riskFigureCount; ++i)
        settings.set(RiskFigure(i), m_values[i]->value());
    return settings;
}

void RiskSettingsForm::updateReset(int figure)
{
    m_resets[figure]->setEnabled(std::abs(m_values[figure]->value() - riskFigureInfo(RiskFigure(figure)).usual) > 1e-6);
}

} // namespace drawbridge
