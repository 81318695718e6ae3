// SPDX-License-Identifier: Apache-2.0
#include "panels/threatform.h"

#include "base/moment.h"
#include "common/plaintext.h"
#include "common/smallwidgets.h"
#include "tables/words.h"

#include <QComboBox>
#include <QCompleter>
#include <QFormLayout>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace drawbridge {

namespace {

constexpr int operationsListed = 2000; // more than that nobody scrolls; the one selected is always there

QString titleOf(const ThreatModel &model, const Subject &subject)
{
    if (subject.kind == SubjectKind::Project)
        return ThreatForm::tr("The whole project");
    return oneLine(words::nameOf(model, subject), 120);
}

} // namespace

ThreatForm::ThreatForm(const ThreatModel &model, const Threat &threat, QWidget *parent) : QDialog(parent), m_threat(threat)
{
    const bool isNew = threat.title.isEmpty();
    setObjectName(u"threatForm"_s);
    setWindowTitle(isNew ? tr("Add a threat") : tr("Change the threat"));
    setMinimumWidth(480);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(20, 16, 20, 16);
    layout->setSpacing(10);
    auto *form = new QFormLayout;
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    form->setVerticalSpacing(8);

    m_title = new QLineEdit(threat.title);
    m_title->setObjectName(u"threatTitle"_s);
    m_title->setPlaceholderText(tr("What could go wrong, in one sentence"));
    m_title->setMaxLength(400);
    form->addRow(tr("Threat"), m_title);

    m_subject = new QComboBox;
    m_subject->setObjectName(u"threatSubject"_s);
    m_subject->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_subject->setMinimumContentsLength(24);
    m_subject->setEditable(true); // typing finds one of many
    m_subject->setInsertPolicy(QComboBox::NoInsert);
    fillSubjects(model);
    m_subject->completer()->setFilterMode(Qt::MatchContains);
    m_subject->completer()->setCompletionMode(QCompleter::PopupCompletion);
    form->addRow(tr("About"), m_subject);

    auto *letters = new QWidget;
    auto *row = new QHBoxLayout(letters);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(4);
    for (const QString &letter : {u"S"_s, u"T"_s, u"R"_s, u"I"_s, u"D"_s, u"E"_s}) {
        auto *button = new QToolButton;
        button->setObjectName(u"stride"_s + letter);
        button->setText(letter);
        button->setCheckable(true);
        button->setChecked(threat.stride.contains(letter));
        button->setToolTip(words::strideLetter(letter));
        button->setAccessibleName(words::strideLetter(letter));
        button->setFocusPolicy(Qt::StrongFocus);
        row->addWidget(button);
        m_letters.append(button);
    }
    auto *chosen = plainLabel({}, "small");
    chosen->setObjectName(u"strideWords"_s);
    row->addWidget(chosen, 1);
    const auto say = [this, chosen] {
        QStringList names;
        for (const QToolButton *button : std::as_const(m_letters)) {
            if (button->isChecked())
                names << button->toolTip();
        }
        chosen->setText(names.join(u", "_s));
    };
    for (QToolButton *button : std::as_const(m_letters))
        connect(button, &QToolButton::toggled, this, say);
    say();
    form->addRow(tr("STRIDE"), letters);

    m_severity = new QComboBox;
    m_severity->setObjectName(u"threatSeverity"_s);
    m_severity->addItem(tr("Estimate it from what is known"), int(ThreatSeverity::Unrated));
    static constexpr std::pair<ThreatSeverity, Band> severities[] = {{ThreatSeverity::Critical, Band::Critical}, {ThreatSeverity::High, Band::High},
                                                                     {ThreatSeverity::Medium, Band::Medium}, {ThreatSeverity::Low, Band::Low},
                                                                     {ThreatSeverity::Note, Band::Note}};
    for (const auto &[severity, band] : severities)
        m_severity->addItem(words::of(band), int(severity));
    m_severity->setCurrentIndex(std::max(0, m_severity->findData(int(threat.severity))));
    form->addRow(tr("Severity"), m_severity);

    const auto text = [&](const QString &value, const QString &placeholder, const char *name) {
        auto *editor = new QPlainTextEdit(value);
        editor->setObjectName(QLatin1StringView(name));
        editor->setPlaceholderText(placeholder);
        editor->setTabChangesFocus(true);
        editor->setFixedHeight(60);
        return editor;
    };
    m_description = text(threat.description, tr("How it could happen (may stay empty)"), "threatDescription");
    form->addRow(tr("Description"), m_description);
    m_mitigation = text(threat.mitigation, tr("What would stop it (may stay empty)"), "threatMitigation");
    form->addRow(tr("Mitigation"), m_mitigation);
    layout->addLayout(form);

    auto *buttons = new QHBoxLayout;
    buttons->addStretch();
    auto *cancel = new QPushButton(tr("Cancel"));
    cancel->setAutoDefault(false);
    buttons->addWidget(cancel);
    if (isNew) {
        m_another = new QPushButton(tr("Add, then another"));
        m_another->setObjectName(u"threatAnother"_s);
        m_another->setAutoDefault(false);
        m_another->setToolTip(tr("Ctrl+Enter"));
        m_another->setShortcut(QKeySequence(Qt::CTRL | Qt::Key_Return));
        buttons->addWidget(m_another);
        connect(m_another, &QPushButton::clicked, this, [this] { submit(true); });
    }
    m_submit = new QPushButton(isNew ? tr("Add") : tr("Change"));
    m_submit->setObjectName(u"threatSubmit"_s);
    m_submit->setProperty("role", u"primary"_s);
    m_submit->setDefault(true);
    buttons->addWidget(m_submit);
    layout->addLayout(buttons);
    connect(m_title, &QLineEdit::textChanged, this, &ThreatForm::updateSubmit);
    connect(m_submit, &QPushButton::clicked, this, [this] { submit(false); });
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    updateSubmit();
    m_title->setFocus();
}

void ThreatForm::fillSubjects(const ThreatModel &model)
{
    struct Entry
    {
        int group;
        QString name;
        Subject subject;
    };
    QList<Entry> entries;
    for (const Element &element : model.elements) {
        if (!element.parent)
            entries.append({1, oneLine(element.name, 120), {SubjectKind::Element, element.id.uuid()}});
    }
    for (const DataFlow &flow : model.flows)
        entries.append({2, oneLine(words::flowName(model, flow), 120), {SubjectKind::Flow, flow.id.uuid()}});
    for (const TrustBoundary &zone : model.boundaries)
        entries.append({3, oneLine(zone.name, 120), {SubjectKind::Boundary, zone.id.uuid()}});
    for (const Operation &operation : model.operations)
        entries.append({4, oneLine(words::operationName(operation), 120), {SubjectKind::Operation, operation.id.uuid()}});
    std::sort(entries.begin(), entries.end(), [](const Entry &a, const Entry &b) {
        return std::tie(a.group, a.name, a.subject.id) < std::tie(b.group, b.name, b.subject.id);
    });
    m_subject->addItem(titleOf(model, {}), QVariant::fromValue(QPair<int, QUuid>(int(SubjectKind::Project), QUuid())));
    int current = 0, listed = 0;
    for (const Entry &entry : std::as_const(entries)) {
        const bool wanted = entry.subject == m_threat.subject;
        if (!wanted && entry.group == 4 && ++listed > operationsListed)
            continue;
        m_subject->addItem(entry.name, QVariant::fromValue(QPair<int, QUuid>(int(entry.subject.kind), entry.subject.id)));
        if (wanted)
            current = m_subject->count() - 1;
    }
    if (current == 0 && m_threat.subject.kind != SubjectKind::Project) { // a field, a scheme
        m_subject->insertItem(1, titleOf(model, m_threat.subject), QVariant::fromValue(QPair<int, QUuid>(int(m_threat.subject.kind), m_threat.subject.id)));
        current = 1;
    }
    m_subject->setCurrentIndex(current);
}

void ThreatForm::updateSubmit()
{
    const bool ready = !m_title->text().trimmed().isEmpty();
    m_submit->setEnabled(ready);
    if (m_another)
        m_another->setEnabled(ready);
}

void ThreatForm::submit(bool another)
{
    Threat threat = m_threat;
    threat.title = m_title->text().simplified();
    if (threat.title.isEmpty())
        return;
    // What was typed without choosing a row names the row of that text, if there is one.
    const int row = m_subject->findText(m_subject->currentText());
    const auto [kind, id] = m_subject->itemData(row < 0 ? m_subject->currentIndex() : row).value<QPair<int, QUuid>>();
    threat.subject = {SubjectKind(kind), id};
    threat.stride.clear();
    for (const QToolButton *button : std::as_const(m_letters)) {
        if (button->isChecked())
            threat.stride.append(button->text());
    }
    threat.stride.sort();
    threat.severity = ThreatSeverity(m_severity->currentData().toInt());
    threat.description = m_description->toPlainText().trimmed();
    threat.mitigation = m_mitigation->toPlainText().trimmed();
    if (threat.writtenAt.isEmpty()) {
        threat.writtenAt = isoNow();
        threat.author = qEnvironmentVariable("USER");
    }
    emit submitted(threat);
    if (!another)
        return accept();
    m_title->clear();
    m_description->clear();
    m_mitigation->clear();
    for (QToolButton *button : std::as_const(m_letters))
        button->setChecked(false);
    m_severity->setCurrentIndex(0);
    m_title->setFocus();
}

} // namespace drawbridge
