// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "review/workshoppage.h"

class QComboBox;
class QDateEdit;
class QCheckBox;
class QLabel;
class QLineEdit;
class QPlainTextEdit;
class QPushButton;
class QTreeWidget;

namespace drawbridge {

// Actions with owner, date, state and how they are verified; overdue ones stand out. The chosen one is edited below.
class ActionsPage : public WorkshopPage
{
    Q_OBJECT
public:
    explicit ActionsPage(QWidget *parent = nullptr);
    void show(const WorkshopInput &input) override;

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void showCurrent();
    void commit();
    const Action *current() const;

    WorkshopInput m_input;
    bool m_busy = false;
    QTreeWidget *m_list;
    QWidget *m_form;
    QLineEdit *m_title, *m_owner, *m_verification, *m_reference;
    QPlainTextEdit *m_description;
    QComboBox *m_state, *m_result;
    QCheckBox *m_hasDue;
    QDateEdit *m_due;
    QLabel *m_findings;
    QPushButton *m_remove;
};

} // namespace drawbridge
