// SPDX-License-Identifier: Apache-2.0
#include "review/requirementspage.h"

#include "common/plaintext.h"
#include "common/smallwidgets.h"
#include "edits/workshopedits.h"
#include "review/reviewer.h"
#include "tables/words.h"
#include "workshop/requirements.h"

#include <QComboBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLineEdit>
#include <QPushButton>
#include <QTreeWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace drawbridge {

RequirementsPage::RequirementsPage(QWidget *parent) : WorkshopPage(parent)
{
    setObjectName(u"requirementsPage"_s);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 10, 12, 12);
    layout->setSpacing(8);
    auto *row = new QHBoxLayout;
    auto *derive = new QPushButton(tr("Derive from findings"));
    derive->setObjectName(u"requirementDerive"_s);
    derive->setToolTip(tr("One requirement per control and service that an open finding asks for; what you wrote stays as it is"));
    auto *add = new QPushButton(tr("Add"));
    add->setObjectName(u"requirementAdd"_s);
    row->addWidget(derive);
    row->addWidget(add);
    row->addStretch(1);
    layout->addLayout(row);
    m_list = new QTreeWidget;
    m_list->setObjectName(u"requirementList"_s);
    m_list->setAccessibleName(tr("Requirements"));
    m_list->setHeaderLabels({tr("Requirement"), tr("Findings"), tr("Test")});
    m_list->setRootIsDecorated(false);
    m_list->setWordWrap(true); // docks are narrow, requirements are sentences
    m_list->setTextElideMode(Qt::ElideNone);
    m_list->header()->setSectionResizeMode(0, QHeaderView::Stretch);
    m_list->header()->setStretchLastSection(false);
    layout->addWidget(m_list, 1);
    m_form = new QWidget;
    auto *form = new QFormLayout(m_form);
    form->setContentsMargins(0, 0, 0, 0);
    const auto line = [&](const QString &label, const char *name) {
        auto *edit = new QLineEdit;
        edit->setObjectName(QLatin1StringView(name));
        edit->setMaxLength(500);
        form->addRow(label, edit);
        connect(edit, &QLineEdit::editingFinished, this, &RequirementsPage::commit);
        return edit;
    };
    m_title = line(tr("&Title"), "requirementTitle");
    m_owner = line(tr("&Owner"), "requirementOwner");
    m_verification = line(tr("&Verified by"), "requirementVerification");
    m_verification->setPlaceholderText(tr("The test or check that shows it"));
    m_result = new QComboBox;
    m_result->addItem(tr("Not run"), int(TestResult::NotRun));
    m_result->addItem(tr("Passed"), int(TestResult::Passed));
    m_result->addItem(tr("Failed"), int(TestResult::Failed));
    form->addRow(tr("Last &result"), m_result);
    m_reference = line(tr("&Reference"), "requirementReference");
    m_trace = plainLabel({}, "small");
    m_trace->setObjectName(u"requirementTrace"_s);
    form->addRow(m_trace);
    auto *remove = new QPushButton(tr("Remove"));
    form->addRow(remove);
    layout->addWidget(m_form);
    connect(derive, &QPushButton::clicked, this, [this] {
        if (m_input.findings && m_controlsOf)
            emit edited(tr("Derive requirements"), deriveRequirements({m_input.model, *m_input.findings, [](const QString &control) { return words::control(control); }, m_controlsOf}));
    });
    connect(add, &QPushButton::clicked, this, [this] {
        Requirement requirement;
        requirement.title = tr("New requirement");
        requirement.subject = m_input.selected;
        if (!m_input.finding.isEmpty())
            requirement.findings = {m_input.finding};
        Requirement created;
        const Delta delta = addRequirement(m_input.model, requirement, &created);
        emit edited(tr("Add a requirement"), delta);
        for (int i = 0; i < m_list->topLevelItemCount(); ++i) {
            if (m_list->topLevelItem(i)->data(0, Qt::UserRole).toUuid() == created.id.uuid())
                m_list->setCurrentItem(m_list->topLevelItem(i));
        }
        m_title->setFocus();
        m_title->selectAll();
    });
    connect(remove, &QPushButton::clicked, this, [this] {
        if (const Requirement *requirement = current())
            emit edited(tr("Remove the requirement"), removeRequirement(m_input.model, requirement->id));
    });
    connect(m_list, &QTreeWidget::currentItemChanged, this, &RequirementsPage::showCurrent);
    connect(m_result, &QComboBox::activated, this, &RequirementsPage::commit);
}

const Requirement *RequirementsPage::current() const
{
    const QTreeWidgetItem *item = m_list->currentItem();
    return item ? m_input.model.requirements.find(RequirementId(item->data(0, Qt::UserRole).toUuid())) : nullptr;
}

void RequirementsPage::show(const WorkshopInput &input)
{
    const Requirement *before = current();
    const QUuid kept = before ? before->id.uuid() : QUuid();
    m_input = input;
    QList<Requirement> rows;
    for (const Requirement &requirement : m_input.model.requirements)
        rows.append(requirement);
    std::sort(rows.begin(), rows.end(), [](const Requirement &a, const Requirement &b) { return std::tie(a.number, a.id) < std::tie(b.number, b.id); });
    const QSignalBlocker blocker(m_list);
    m_list->clear();
    for (const Requirement &requirement : std::as_const(rows)) {
        const QString test = requirement.lastResult == TestResult::Passed ? tr("passed") : requirement.lastResult == TestResult::Failed ? tr("failed")
                             : requirement.verification.isEmpty()         ? tr("none named")
                                                                          : tr("not run");
        auto *item = new QTreeWidgetItem({u"R-%1 %2"_s.arg(requirement.number).arg(oneLine(requirement.title, 160)), QString::number(requirement.findings.size()), test});
        item->setData(0, Qt::UserRole, requirement.id.uuid());
        item->setToolTip(0, plainToolTip(requirement.title));
        m_list->addTopLevelItem(item);
        if (requirement.id.uuid() == kept)
            m_list->setCurrentItem(item);
    }
    m_list->resizeColumnToContents(1);
    m_list->resizeColumnToContents(2);
    showCurrent();
}

void RequirementsPage::showCurrent()
{
    const Requirement *requirement = current();
    m_form->setVisible(requirement);
    if (!requirement)
        return;
    m_busy = true;
    for (const auto &[edit, text] : {std::pair(m_title, requirement->title), std::pair(m_owner, requirement->owner), std::pair(m_verification, requirement->verification),
                                     std::pair(m_reference, requirement->reference)}) {
        if (edit->text() != text)
            edit->setText(text);
    }
    m_result->setCurrentIndex(m_result->findData(int(requirement->lastResult)));
    const Trace trace = traceOf(m_input.model, *requirement);
    QStringList lines;
    if (!trace.assets.isEmpty())
        lines.append(tr("Protects: %1").arg(oneLine(trace.assets.join(u", "_s), 200)));
    QStringList titles;
    for (const Finding &finding : m_input.findings ? *m_input.findings : QList<Finding>()) {
        if (trace.findings.contains(finding.fingerprint) && m_input.titleOf)
            titles.append(oneLine(m_input.titleOf(finding), 100));
    }
    if (!titles.isEmpty())
        lines.append(tr("Answers: %1").arg(titles.join(u"; "_s)));
    if (!requirement->control.isEmpty()) {
        const QString state = trace.controls.isEmpty() ? tr("nothing known") : words::of(trace.controls.constFirst().state);
        lines.append(tr("Control: %1, %2").arg(words::control(requirement->control), state));
    }
    QStringList actions;
    for (const Action &action : trace.actions)
        actions.append(u"A-%1 %2"_s.arg(action.number).arg(oneLine(action.title, 80)));
    if (!actions.isEmpty())
        lines.append(tr("Brought by: %1").arg(actions.join(u"; "_s)));
    m_trace->setText(lines.join(u'\n'));
    m_busy = false;
}

void RequirementsPage::commit()
{
    const Requirement *before = current();
    if (!before || m_busy)
        return;
    Requirement after = *before;
    after.title = m_title->text().simplified();
    after.owner = m_owner->text().simplified();
    after.verification = m_verification->text().simplified();
    after.reference = m_reference->text().simplified();
    after.lastResult = TestResult(m_result->currentData().toInt());
    if (after.lastResult != before->lastResult)
        after.lastResultAt = isoNow();
    const Delta delta = changeRequirement(m_input.model, after);
    if (!delta.isEmpty())
        emit edited(tr("Change the requirement"), delta);
}

} // namespace drawbridge
