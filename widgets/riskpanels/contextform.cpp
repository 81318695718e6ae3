// SPDX-License-Identifier: Apache-2.0
#include "riskpanels/contextform.h"

#include "common/smallwidgets.h"
#include "tables/words.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFormLayout>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace drawbridge {

namespace {

// Words separated by commas, each once, sorted.
QStringList wordsOf(const QString &text, bool upper)
{
    QStringList list;
    for (const QString &part : text.split(u',', Qt::SkipEmptyParts)) {
        const QString word = upper ? part.trimmed().toUpper() : part.trimmed().toLower();
        if (!word.isEmpty() && !list.contains(word))
            list.append(word);
    }
    list.sort();
    return list;
}

} // namespace

ContextForm::ContextForm(const ProjectInfo &project, QWidget *parent) : QDialog(parent), m_project(project)
{
    setObjectName(u"contextForm"_s);
    setWindowTitle(tr("Business context"));
    setMinimumWidth(520);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 16, 20, 16);
    layout->setSpacing(10);
    layout->addWidget(plainLabel(tr("What is said here moves the ranking of findings; the explanation of each score names it."), "secondary"));
    auto *form = new QFormLayout;
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    form->setVerticalSpacing(8);
    m_criticality = new QComboBox;
    m_criticality->setObjectName(u"contextCriticality"_s);
    for (int i = 0; i < 4; ++i)
        m_criticality->addItem(words::of(Criticality(i)), i);
    m_criticality->setCurrentIndex(int(project.criticality));
    m_criticality->setToolTip(tr("Counts for every element about which nothing else is said."));
    form->addRow(tr("Criticality"), m_criticality);
    m_audience = new QComboBox;
    m_audience->setObjectName(u"contextAudience"_s);
    for (int i = 0; i < 3; ++i)
        m_audience->addItem(words::of(Audience(i)), i);
    m_audience->setCurrentIndex(int(project.audience));
    form->addRow(tr("Who uses it"), m_audience);
    m_environment = new QComboBox;
    m_environment->setObjectName(u"contextEnvironment"_s);
    m_environment->setEditable(true);
    m_environment->addItem(tr("production"), QString());
    m_environment->addItem(tr("staging"), u"staging"_s);
    m_environment->addItem(tr("test"), u"test"_s);
    m_environment->addItem(tr("development"), u"development"_s);
    if (const int row = m_environment->findData(project.environment); row >= 0)
        m_environment->setCurrentIndex(row);
    else
        m_environment->setEditText(project.environment);
    form->addRow(tr("Environment"), m_environment);

    auto *profiles = new QWidget;
    auto *row = new QHBoxLayout(profiles);
    row->setContentsMargins(0, 0, 0, 0);
    QStringList others = project.complianceProfiles;
    for (const auto &[id, name] : {std::pair(u"gdpr"_s, u"GDPR"_s), std::pair(u"pci"_s, u"PCI DSS"_s), std::pair(u"hipaa"_s, u"HIPAA"_s)}) {
        auto *box = new QCheckBox(name);
        box->setObjectName(u"profile_"_s + id);
        box->setChecked(others.removeAll(id) > 0);
        row->addWidget(box);
        m_profiles.append({box, id});
    }
    m_others = new QLineEdit(others.join(u", "_s));
    m_others->setPlaceholderText(tr("others, separated by commas"));
    m_others->setAccessibleName(tr("Other compliance profiles"));
    row->addWidget(m_others, 1);
    form->addRow(tr("Compliance"), profiles);
    m_jurisdictions = new QLineEdit(project.jurisdictions.join(u", "_s));
    m_jurisdictions->setObjectName(u"contextJurisdictions"_s);
    m_jurisdictions->setPlaceholderText(tr("Country codes, or EU: DE, FR, US"));
    form->addRow(tr("Jurisdictions"), m_jurisdictions);
    m_owner = new QLineEdit(project.owner);
    m_owner->setObjectName(u"contextOwner"_s);
    form->addRow(tr("Owner"), m_owner);
    const auto text = [&](const QString &value, const QString &placeholder) {
        auto *editor = new QPlainTextEdit(value);
        editor->setPlaceholderText(placeholder);
        editor->setTabChangesFocus(true);
        editor->setFixedHeight(64);
        return editor;
    };
    m_scope = text(project.scope, tr("What is in, and what is out"));
    m_scope->setObjectName(u"contextScope"_s);
    form->addRow(tr("Scope"), m_scope);
    m_assumptions = text(project.assumptions, tr("One a line"));
    m_assumptions->setObjectName(u"contextAssumptions"_s);
    form->addRow(tr("Assumptions"), m_assumptions);
    layout->addLayout(form);
    auto *buttons = new QHBoxLayout;
    buttons->addStretch();
    auto *cancel = new QPushButton(tr("Cancel"));
    cancel->setAutoDefault(false);
    auto *submit = new QPushButton(tr("Save"));
    submit->setObjectName(u"contextSubmit"_s);
    submit->setProperty("role", u"primary"_s);
    submit->setDefault(true);
    buttons->addWidget(cancel);
    buttons->addWidget(submit);
    layout->addLayout(buttons);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(submit, &QPushButton::clicked, this, [this] {
        emit submitted(written());
        accept();
    });
}

ProjectInfo ContextForm::written() const
{
    ProjectInfo project = m_project;
    project.criticality = Criticality(m_criticality->currentData().toInt());
    project.audience = Audience(m_audience->currentData().toInt());
    const int known = m_environment->findText(m_environment->currentText());
    project.environment = known >= 0 ? m_environment->itemData(known).toString() : m_environment->currentText().simplified();
    project.complianceProfiles = wordsOf(m_others->text(), false);
    for (const auto &[box, id] : m_profiles) {
        if (box->isChecked() && !project.complianceProfiles.contains(id))
            project.complianceProfiles.append(id);
    }
    project.complianceProfiles.sort();
    project.jurisdictions = wordsOf(m_jurisdictions->text(), true);
    project.owner = m_owner->text().simplified();
    project.scope = m_scope->toPlainText().trimmed();
    project.assumptions = m_assumptions->toPlainText().trimmed();
    return project;
}

} // namespace drawbridge
