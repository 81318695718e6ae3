// SPDX-License-Identifier: Apache-2.0
#include "riskpanels/controlform.h"

#include "common/smallwidgets.h"
#include "edits/controledits.h"
#include "riskpanels/subjectchooser.h"
#include "tables/words.h"

#include <QCheckBox>
#include <QCoreApplication>
#include <QDate>
#include <QDateEdit>
#include <QFormLayout>
#include <QLineEdit>
#include <QListWidget>
#include <QLocale>
#include <QPushButton>
#include <QVBoxLayout>

#include <tuple>

using namespace Qt::StringLiterals;

namespace drawbridge {

QString controlGroupTitle(const QString &group)
{
    static const QHash<QString, const char *> titles{
        {u"identity"_s, QT_TRANSLATE_NOOP("ControlGroups", "Identity")}, {u"authorization"_s, QT_TRANSLATE_NOOP("ControlGroups", "Authorization")},
        {u"input"_s, QT_TRANSLATE_NOOP("ControlGroups", "Input")},       {u"resources"_s, QT_TRANSLATE_NOOP("ControlGroups", "Limits")},
        {u"abuse"_s, QT_TRANSLATE_NOOP("ControlGroups", "Abuse")},       {u"egress"_s, QT_TRANSLATE_NOOP("ControlGroups", "Calls to others")},
        {u"transport"_s, QT_TRANSLATE_NOOP("ControlGroups", "Transport")}, {u"data"_s, QT_TRANSLATE_NOOP("ControlGroups", "Data")},
        {u"privacy"_s, QT_TRANSLATE_NOOP("ControlGroups", "Privacy")},   {u"detect"_s, QT_TRANSLATE_NOOP("ControlGroups", "Detection")},
        {u"network"_s, QT_TRANSLATE_NOOP("ControlGroups", "Network")},   {u"platform"_s, QT_TRANSLATE_NOOP("ControlGroups", "Platform")},
        {u"inventory"_s, QT_TRANSLATE_NOOP("ControlGroups", "Inventory")}};
    const char *title = titles.value(group);
    return title ? QCoreApplication::translate("ControlGroups", title) : group;
}

QString previewText(const WhatIf &preview)
{
    using Kind = WhatIfChange::Kind;
    if (preview.isNothing())
        return ControlForm::tr("This changes no finding.");
    QStringList parts;
    const auto say = [&](int count, const QString &text) {
        if (count > 0)
            parts << text;
    };
    say(preview.count(Kind::Closed), ControlForm::tr("closes %n finding(s)", nullptr, preview.count(Kind::Closed)));
    say(preview.count(Kind::Lowered), ControlForm::tr("lowers %n finding(s)", nullptr, preview.count(Kind::Lowered)));
    say(preview.count(Kind::Raised), ControlForm::tr("raises %n finding(s)", nullptr, preview.count(Kind::Raised)));
    say(preview.count(Kind::Appeared), ControlForm::tr("opens %n finding(s)", nullptr, preview.count(Kind::Appeared)));
    const QLocale locale;
    return ControlForm::tr("This %1; the heat of the project goes from %2 to %3.")
        .arg(parts.join(u", "_s), locale.toString(preview.heatBefore, 'f', 1), locale.toString(preview.heatAfter, 'f', 1));
}

ControlForm::ControlForm(const ThreatModel &model, const Catalogue &catalogue, const Control &control, QWidget *parent)
    : QDialog(parent), m_model(model), m_control(control)
{
    const bool isNew = control.id.isNull();
    setObjectName(u"controlForm"_s);
    setWindowTitle(isNew ? tr("Add a control") : tr("Change the control"));
    setMinimumWidth(520);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 16, 20, 16);
    layout->setSpacing(10);
    for (const ControlInfo &info : catalogue.controls()) {
        const QString title = words::control(info.id), group = controlGroupTitle(info.group);
        m_kinds.append({info.id, title, group, u"%1 %2 %3"_s.arg(title, group, info.id).toLower()});
    }
    std::sort(m_kinds.begin(), m_kinds.end(), [](const Kind &a, const Kind &b) { return std::tie(a.title, a.id) < std::tie(b.title, b.id); });

    m_find = new QLineEdit;
    m_find->setObjectName(u"controlFind"_s);
    m_find->setPlaceholderText(tr("Find a control by its name"));
    m_find->setClearButtonEnabled(true);
    m_list = new QListWidget;
    m_list->setObjectName(u"controlKinds"_s);
    m_list->setAccessibleName(tr("Controls of the catalogue"));
    m_list->setMinimumHeight(72);
    layout->addWidget(m_find);
    layout->addWidget(m_list, 1);
    m_find->setVisible(isNew);
    m_list->setVisible(isNew);
    if (!isNew)
        layout->addWidget(plainLabel(words::control(control.kind), "title"));

    auto *form = new QFormLayout;
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    form->setVerticalSpacing(8);
    m_subject = new SubjectChooser;
    m_subject->setObjectName(u"controlSubject"_s);
    m_subject->fill(model, control.subject);
    m_subject->setEnabled(isNew);
    form->addRow(tr("On"), m_subject);
    m_state = new QComboBox;
    m_state->setObjectName(u"controlState"_s);
    for (const ControlState state : {ControlState::Present, ControlState::Planned, ControlState::Absent, ControlState::Unknown})
        m_state->addItem(words::of(state), int(state));
    m_state->setCurrentIndex(isNew && control.state == ControlState::Unknown ? 0 : m_state->findData(int(control.state)));
    form->addRow(tr("State"), m_state);
    m_owner = new QLineEdit(control.owner);
    m_owner->setObjectName(u"controlOwner"_s);
    m_owner->setPlaceholderText(tr("Who stands for it"));
    form->addRow(tr("Owner"), m_owner);
    m_evidence = new QLineEdit(control.evidence);
    m_evidence->setObjectName(u"controlEvidence"_s);
    m_evidence->setPlaceholderText(tr("What shows it: a test, a ticket, a sentence"));
    form->addRow(tr("Evidence"), m_evidence);
    m_date = new QDateEdit;
    m_date->setCalendarPopup(true);
    const QDate given = QDate::fromString(control.date.left(10), Qt::ISODate);
    m_date->setDate(given.isValid() ? given : QDate::currentDate());
    form->addRow(tr("Date"), m_date);
    auto *until = new QWidget;
    auto *row = new QHBoxLayout(until);
    row->setContentsMargins(0, 0, 0, 0);
    m_hasExpiry = new QCheckBox(tr("Ends on"));
    m_expires = new QDateEdit;
    m_expires->setAccessibleName(tr("Ends on"));
    m_expires->setCalendarPopup(true);
    const QDate ends = QDate::fromString(control.expires.left(10), Qt::ISODate);
    m_expires->setDate(ends.isValid() ? ends : QDate::currentDate().addDays(365));
    m_hasExpiry->setChecked(isNew || ends.isValid());
    m_expires->setEnabled(m_hasExpiry->isChecked());
    connect(m_hasExpiry, &QCheckBox::toggled, m_expires, &QWidget::setEnabled);
    row->addWidget(m_hasExpiry);
    row->addWidget(m_expires, 1);
    form->addRow(QString(), until);
    layout->addLayout(form);
    m_preview = plainLabel(tr("Choose a control to see what it would change."), "secondary");
    m_preview->setObjectName(u"controlPreview"_s);
    m_preview->setMinimumHeight(36);
    layout->addWidget(m_preview);

    auto *buttons = new QHBoxLayout;
    buttons->addStretch();
    auto *cancel = new QPushButton(tr("Cancel"));
    cancel->setAutoDefault(false);
    m_submit = new QPushButton(isNew ? tr("Add") : tr("Change"));
    m_submit->setObjectName(u"controlSubmit"_s);
    m_submit->setProperty("role", u"primary"_s);
    m_submit->setDefault(true);
    buttons->addWidget(cancel);
    buttons->addWidget(m_submit);
    layout->addLayout(buttons);

    fillKinds({});
    connect(m_find, &QLineEdit::textChanged, this, &ControlForm::fillKinds);
    connect(m_list, &QListWidget::currentItemChanged, this, &ControlForm::askPreview);
    connect(m_subject, &QComboBox::currentIndexChanged, this, &ControlForm::askPreview);
    connect(m_state, &QComboBox::currentIndexChanged, this, &ControlForm::askPreview);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_submit, &QPushButton::clicked, this, [this] {
        emit submitted(written());
        accept();
    });
    // After the caller has connected.
    QMetaObject::invokeMethod(this, &ControlForm::askPreview, Qt::QueuedConnection);
    isNew && control.kind.isEmpty() ? m_find->setFocus() : m_state->setFocus();
}

void ControlForm::fillKinds(const QString &text)
{
    const QString chosen = m_list->currentItem() ? m_list->currentItem()->data(Qt::UserRole).toString() : m_control.kind;
    const QSignalBlocker blocker(m_list);
    m_list->clear();
    const QStringList wanted = text.toLower().split(u' ', Qt::SkipEmptyParts);
    for (const Kind &kind : std::as_const(m_kinds)) {
        if (!std::all_of(wanted.begin(), wanted.end(), [&](const QString &word) { return kind.search.contains(word); }))
            continue;
        auto *item = new QListWidgetItem(u"%1  ·  %2"_s.arg(kind.title, kind.group), m_list);
        item->setData(Qt::UserRole, kind.id);
        if (kind.id == chosen)
            m_list->setCurrentItem(item);
    }
    if (!m_list->currentItem() && !wanted.isEmpty() && m_list->count() > 0)
        m_list->setCurrentRow(0);
    if (m_list->currentItem())
        m_list->scrollToItem(m_list->currentItem());
    askPreview();
}

Control ControlForm::written() const
{
    Control control = m_control;
    if (control.id.isNull()) {
        control.kind = m_list->currentItem() ? m_list->currentItem()->data(Qt::UserRole).toString() : QString();
        control.subject = m_subject->subject();
        control.quality = ControlQuality::Asserted;
    }
    control.state = ControlState(m_state->currentData().toInt());
    control.owner = m_owner->text().trimmed();
    control.evidence = m_evidence->text().simplified();
    control.date = m_date->date().toString(Qt::ISODate);
    control.expires = m_hasExpiry->isChecked() ? m_expires->date().toString(Qt::ISODate) : QString();
    return control;
}

void ControlForm::askPreview()
{
    const Control control = written();
    m_submit->setEnabled(!control.kind.isEmpty());
    if (control.kind.isEmpty())
        return m_preview->setText(tr("Choose a control to see what it would change."));
    m_preview->setText(tr("Working out what this changes…"));
    emit previewWanted(++m_asked, setControl(m_model, control));
}

void ControlForm::showPreview(int number, const WhatIf &preview)
{
    if (number == m_asked)
        m_preview->setText(previewText(preview));
}

} // namespace drawbridge
