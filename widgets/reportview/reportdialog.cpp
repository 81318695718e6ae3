// SPDX-License-Identifier: Apache-2.0
#include "reportview/reportdialog.h"

#include "common/smallwidgets.h"
#include "reportview/pageview.h"

#include <QDialogButtonBox>
#include <QHBoxLayout>
#include <QPushButton>
#include <QScreen>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace drawbridge {

ReportDialog::ReportDialog(const ReportSettings &settings, const ReportChoices &choices, QWidget *parent)
    : QDialog(parent), m_form(new ReportForm(settings, choices)), m_pages(new PageView)
{
    setObjectName(u"reportDialog"_s);
    setWindowTitle(tr("Report"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(20, 16, 20, 16);
    column->setSpacing(12);
    auto *row = new QHBoxLayout;
    row->setSpacing(16);
    row->addWidget(m_form);
    row->addWidget(verticalRule());
    row->addWidget(m_pages, 1);
    column->addLayout(row, 1);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel);
    auto *write = buttons->addButton(tr("Write…"), QDialogButtonBox::AcceptRole);
    write->setObjectName(u"reportWrite"_s);
    write->setProperty("role", u"primary"_s);
    write->setToolTip(tr("Writes a PDF, a web page, Markdown, a workbook or CSV; the choices are kept in the project."));
    column->addWidget(buttons);
    // Enter writes, wherever in the form it is pressed: no button of the form takes it.
    for (QWidget *part : {static_cast<QWidget *>(m_form), static_cast<QWidget *>(m_pages)}) {
        for (QPushButton *button : part->findChildren<QPushButton *>())
            button->setAutoDefault(false);
    }
    write->setDefault(true);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_form, &ReportForm::changed, this, &ReportDialog::settingsChanged);
    connect(m_form, &ReportForm::sectionChosen, this, &ReportDialog::sectionChosen);
    const QSize room = screen() ? screen()->availableSize() * 0.9 : QSize(1100, 800);
    resize(QSize(1120, 820).boundedTo(room));
}

} // namespace drawbridge
