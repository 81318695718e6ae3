// SPDX-License-Identifier: Apache-2.0
#include "review/minuteswindow.h"

#include <QClipboard>
#include <QDialogButtonBox>
#include <QFileDialog>
#include <QGuiApplication>
#include <QPushButton>
#include <QSaveFile>
#include <QTextBlock>
#include <QTextBrowser>
#include <QTextCursor>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace drawbridge {

MinutesWindow::MinutesWindow(const Minutes &minutes, QWidget *parent) : QDialog(parent), m_text(minutesMarkdown(minutes))
{
    setObjectName(u"minutesWindow"_s);
    setWindowTitle(tr("Minutes"));
    resize(720, 640);
    auto *layout = new QVBoxLayout(this);
    m_view = new QTextBrowser;
    m_view->setObjectName(u"minutesText"_s);
    m_view->setOpenLinks(false); // what people write may look like a link
    m_view->document()->setMarkdown(m_text, QTextDocument::MarkdownNoHTML);
    m_view->document()->setDocumentMargin(18);
    for (QTextBlock block = m_view->document()->begin(); block.isValid(); block = block.next()) {
        QTextBlockFormat format = block.blockFormat();
        format.setTopMargin(block == m_view->document()->begin() ? 0 : format.headingLevel() > 0 ? 14 : 3);
        QTextCursor(block).setBlockFormat(format);
    }
    m_view->moveCursor(QTextCursor::Start); // reading text leaves the cursor, and with it the view, at the end
    layout->addWidget(m_view, 1);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    auto *copy = buttons->addButton(tr("Copy"), QDialogButtonBox::ActionRole);
    auto *saveButton = buttons->addButton(tr("Save as Markdown…"), QDialogButtonBox::ActionRole);
    layout->addWidget(buttons);
    connect(copy, &QPushButton::clicked, this, [this] { QGuiApplication::clipboard()->setText(m_text); });
    connect(saveButton, &QPushButton::clicked, this, &MinutesWindow::save);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
}

void MinutesWindow::save()
{
    const QString path = QFileDialog::getSaveFileName(this, tr("Save the minutes"), tr("minutes.md"), tr("Markdown (*.md)"));
    if (path.isEmpty())
        return;
    QSaveFile file(path);
    const QByteArray bytes = m_text.toUtf8();
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size() || !file.commit())
        emit failed(tr("The minutes could not be written to %1: %2").arg(path, file.errorString()));
}

} // namespace drawbridge
