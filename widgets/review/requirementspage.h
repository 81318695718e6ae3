// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "review/workshoppage.h"

class QLabel;
class QLineEdit;
class QPushButton;
class QTreeWidget;
class QComboBox;

namespace drawbridge {

// Security requirements, derived from findings or written by hand, each with the chain from asset to test.
class RequirementsPage : public WorkshopPage
{
    Q_OBJECT
public:
    explicit RequirementsPage(QWidget *parent = nullptr);
    void show(const WorkshopInput &input) override;
    // Kinds of control that close a finding, best first.
    void setControls(std::function<QStringList(const Finding &)> controlsOf) { m_controlsOf = std::move(controlsOf); }

private:
    void showCurrent();
    void commit();
    const Requirement *current() const;

    WorkshopInput m_input;
    std::function<QStringList(const Finding &)> m_controlsOf;
    bool m_busy = false;
    QTreeWidget *m_list;
    QWidget *m_form;
    QLineEdit *m_title, *m_owner, *m_verification, *m_reference;
    QComboBox *m_result;
    QLabel *m_trace;
};

} // namespace drawbridge
