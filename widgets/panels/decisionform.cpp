// SPDX-License-Identifier: Apache-2.0
#include "panels/decisionform.h"

#include "analysis/decisions.h"
#include "base/moment.h"
#include "common/plaintext.h"
#include "common/smallwidgets.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDateEdit>
#include <QDateTime>
#include <QGridLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTimeZone>

namespace drawbridge {

namespace {

bool needsExpiry(DecisionState state)
{
    return state == DecisionState::Accepted || state == DecisionState::Transferred;
}

// How long a word holds unless somebody says otherwise, in days (ENGINE section 9).
int usualDays(DecisionState state, Band band)
{
    return needsExpiry(state) && band == Band::Critical ? 90 : 365;
}

constexpr qsizetype placesListed = 20;

} // namespace

DecisionForm::DecisionForm(QWidget *parent) : QFrame(parent)
{
    setObjectName(QStringLiteral("decisionForm"));
    setProperty("role", QStringLiteral("card"));
    auto *grid = new QGridLayout(this);
    grid->setContentsMargins(12, 10, 12, 12);
    grid->setVerticalSpacing(6);
    grid->setColumnStretch(1, 1);
    m_heading = plainLabel({}, "heading");
    m_help = plainLabel({}, "small");
    m_reason = new QPlainTextEdit;
    m_reason->setObjectName(QStringLiteral("decisionReason"));
    m_reason->setAccessibleName(tr("Reason"));
    m_reason->setPlaceholderText(tr("One sentence: why?"));
    m_reason->setTabChangesFocus(true);
    m_reason->setFixedHeight(56);
    m_reason->installEventFilter(this);
    m_owner = new QLineEdit;
    m_owner->setObjectName(QStringLiteral("decisionOwner"));
    m_owner->setAccessibleName(tr("Owner"));
    m_owner->setPlaceholderText(tr("Who stands for it"));
    m_reference = new QLineEdit;
    m_reference->setAccessibleName(tr("Reference"));
    m_reference->setPlaceholderText(tr("Ticket, contract, link"));
    m_scope = new QComboBox;
    m_scope->setObjectName(QStringLiteral("decisionScope"));
    m_scope->setAccessibleName(tr("For"));
    m_scope->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_scope->setMinimumContentsLength(12);
    m_hasExpiry = new QCheckBox(tr("Until"));
    m_expires = new QDateEdit;
    m_expires->setAccessibleName(tr("Until"));
    m_expires->setCalendarPopup(true);
    m_expires->setMinimumDate(QDate::currentDate());
    auto *cancel = new QPushButton(tr("Cancel"));
    m_submit = new QPushButton;
    m_submit->setObjectName(QStringLiteral("decisionSubmit"));
    m_submit->setProperty("role", QStringLiteral("primary"));
    auto *buttons = new QHBoxLayout;
    buttons->addStretch();
    buttons->addWidget(cancel);
    buttons->addWidget(m_submit);

    grid->addWidget(m_heading, 0, 0, 1, 2);
    grid->addWidget(m_help, 1, 0, 1, 2);
    grid->addWidget(m_reason, 2, 0, 1, 2);
    grid->addWidget(plainLabel(tr("Owner"), "secondary"), 3, 0);
    grid->addWidget(m_owner, 3, 1);
    grid->addWidget(plainLabel(tr("Reference"), "secondary"), 4, 0);
    grid->addWidget(m_reference, 4, 1);
    grid->addWidget(m_hasExpiry, 5, 0);
    grid->addWidget(m_expires, 5, 1);
    grid->addWidget(plainLabel(tr("For"), "secondary"), 6, 0);
    grid->addWidget(m_scope, 6, 1);
    grid->addLayout(buttons, 7, 0, 1, 2);
    connect(m_reason, &QPlainTextEdit::textChanged, this, &DecisionForm::updateSubmit);
    connect(m_hasExpiry, &QCheckBox::toggled, m_expires, &QWidget::setEnabled);
    connect(m_submit, &QPushButton::clicked, this, &DecisionForm::submit);
    connect(cancel, &QPushButton::clicked, this, [this] {
        hide();
        emit cancelled();
    });
    hide();
}

void DecisionForm::fillScopes(const Finding &finding, const QStringList &placeNames, const QString &elementName)
{
    m_scope->clear();
    const auto add = [&](const QString &text, DecisionScope scope, const QString &occurrence = {}) {
        m_scope->addItem(text, QVariant::fromValue(QPair<int, QString>(int(scope), occurrence)));
        m_scope->setItemData(m_scope->count() - 1, plainToolTip(text), Qt::ToolTipRole);
    };
    add(tr("This cause, wherever it shows"), DecisionScope::Cause);
    if (finding.occurrences.size() > 1) {
        for (qsizetype i = 0; i < std::min(finding.occurrences.size(), placesListed); ++i) {
            if (!finding.occurrences[i].key.isEmpty() && !placeNames.value(i).isEmpty())
                add(tr("Only at %1").arg(oneLine(placeNames[i], 80)), DecisionScope::Occurrence, finding.occurrences[i].key);
        }
    }
    // A threat by hand has no rule that could speak elsewhere.
    if (finding.own.title.isEmpty()) {
        if (!elementName.isEmpty())
            add(tr("Rule %1 on all of %2").arg(finding.rule, oneLine(elementName, 60)), DecisionScope::RuleOnElement);
        add(tr("Rule %1 everywhere").arg(finding.rule), DecisionScope::RuleEverywhere);
    }
}

void DecisionForm::ask(DecisionState state, const Finding &finding, const QString &title, const QStringList &placeNames, const QString &elementName)
{
    m_finding = finding;
    fillScopes(finding, placeNames, elementName);
    m_decision = {};
    m_decision.state = state;
    m_decision.fingerprint = finding.fingerprint;
    m_decision.rule = finding.rule;
    m_decision.findingTitle = title;
    m_decision.contextDigest = finding.contextDigest;
    QString heading, help, submit;
    switch (state) {
    case DecisionState::Mitigated:
        heading = tr("Mitigate");
        help = tr("Say what is done against it. It comes back if the evidence gets worse.");
        submit = tr("Mitigate");
        break;
    case DecisionState::Accepted:
        heading = tr("Accept the risk");
        help = tr("It stays in the report as accepted, and opens again on the day you set.");
        submit = tr("Accept");
        break;
    case DecisionState::Transferred:
        heading = tr("Transfer the risk");
        help = tr("Say who carries it: a supplier, an insurer, another team.");
        submit = tr("Transfer");
        break;
    default:
        heading = tr("Not a threat");
        help = tr("Say what the analysis gets wrong here. It comes back if the evidence changes.");
        submit = tr("Not a threat");
        break;
    }
    m_heading->setText(heading);
    m_help->setText(help);
    m_submit->setText(submit);
    m_reason->clear();
    m_reference->clear();
    m_hasExpiry->setChecked(needsExpiry(state));
    m_hasExpiry->setEnabled(!needsExpiry(state)); // these two always end some day
    const int days = usualDays(state, finding.band);
    m_expires->setMaximumDate(needsExpiry(state) ? QDate::currentDate().addDays(days) : QDate(9999, 12, 31));
    m_expires->setDate(QDate::currentDate().addDays(days));
    m_expires->setEnabled(m_hasExpiry->isChecked());
    updateSubmit();
    show();
    m_reason->setFocus(Qt::OtherFocusReason);
}

void DecisionForm::updateSubmit()
{
    m_submit->setEnabled(!m_reason->toPlainText().trimmed().isEmpty());
    m_submit->setToolTip(m_submit->isEnabled() ? tr("Ctrl+Enter") : tr("A decision needs a reason."));
}

void DecisionForm::submit()
{
    Decision decision = m_decision;
    decision.reason = m_reason->toPlainText().simplified();
    if (decision.reason.isEmpty())
        return;
    const auto [scope, occurrence] = m_scope->currentData().value<QPair<int, QString>>();
    decision.scope = DecisionScope(scope);
    decision.fingerprint = decisionFingerprint(m_finding, decision.scope, occurrence);
    decision.owner = m_owner->text().trimmed();
    decision.reference = m_reference->text().trimmed();
    decision.expires = m_hasExpiry->isChecked() ? m_expires->date().toString(Qt::ISODate) : QString();
    decision.decidedAt = isoNow();
    hide();
    emit decided(decision);
}

bool DecisionForm::eventFilter(QObject *object, QEvent *event)
{
    if (object == m_reason && event->type() == QEvent::KeyPress) {
        const auto *key = static_cast<QKeyEvent *>(event);
        if ((key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter) && (key->modifiers() & Qt::ControlModifier)) {
            submit();
            return true;
        }
    }
    return QFrame::eventFilter(object, event);
}

void DecisionForm::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape) {
        hide();
        emit cancelled();
        return;
    }
    QFrame::keyPressEvent(event);
}

} // namespace drawbridge
