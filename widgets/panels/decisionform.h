// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "analysis/finding.h"

#include <QFrame>

class QCheckBox;
class QComboBox;
class QDateEdit;
class QLabel;
class QLineEdit;
class QPlainTextEdit;
class QPushButton;

namespace drawbridge {

// Asks for what a decision needs: one sentence on why, who stands for it, until when.
class DecisionForm : public QFrame
{
    Q_OBJECT
public:
    explicit DecisionForm(QWidget *parent = nullptr);

    // Opens for a decision on this finding; what was typed for another one is gone.
    // `placeNames` are those of its occurrences, `elementName` that of the element whose rule could be decided.
    void ask(DecisionState state, const Finding &finding, const QString &title, const QStringList &placeNames = {}, const QString &elementName = {});
    QString fingerprint() const { return m_finding.fingerprint; }

signals:
    // Complete but for id and number.
    void decided(const drawbridge::Decision &decision);
    void cancelled();

protected:
    bool eventFilter(QObject *object, QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void submit();
    void updateSubmit();

    void fillScopes(const Finding &finding, const QStringList &placeNames, const QString &elementName);

    Decision m_decision;
    Finding m_finding;
    QComboBox *m_scope;
    QLabel *m_heading;
    QLabel *m_help;
    QPlainTextEdit *m_reason;
    QLineEdit *m_owner;
    QLineEdit *m_reference;
    QCheckBox *m_hasExpiry;
    QDateEdit *m_expires;
    QPushButton *m_submit;
};

} // namespace drawbridge
