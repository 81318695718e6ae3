// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "reportview/reportform.h"

#include <QDialog>

namespace drawbridge {

class PageView;

// Asks for the form of a report and shows its pages. Accepted: the report is to be written.
class ReportDialog : public QDialog
{
    Q_OBJECT
public:
    ReportDialog(const ReportSettings &settings, const ReportChoices &choices, QWidget *parent = nullptr);

    ReportSettings settings() const { return m_form->settings(); }
    PageView &pages() { return *m_pages; }

signals:
    void settingsChanged();
    void sectionChosen(const QString &anchor);

private:
    ReportForm *m_form;
    PageView *m_pages;
};

} // namespace drawbridge
