// SPDX-License-Identifier: Apache-2.0
#include "help/helpwindow.h"

#include "common/plaintext.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListWidget>
#include <QTextBrowser>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace drawbridge {

HelpWindow::HelpWindow(QList<HelpPage> pages, QWidget *parent) : QDialog(parent), m_pages(std::move(pages))
{
    setObjectName(u"helpWindow"_s);
    setWindowTitle(tr("Help"));
    resize(940, 660);
    auto *layout = new QHBoxLayout(this);
    auto *left = new QVBoxLayout;
    m_query = new QLineEdit;
    m_query->setObjectName(u"helpQuery"_s);
    m_query->setPlaceholderText(tr("Search"));
    m_query->setAccessibleName(tr("Search the help"));
    m_query->setClearButtonEnabled(true);
    m_query->installEventFilter(this);
    left->addWidget(m_query);
    m_list = new QListWidget;
    m_list->setObjectName(u"helpPages"_s);
    m_list->setAccessibleName(tr("Pages"));
    m_list->setTextElideMode(Qt::ElideRight);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    left->addWidget(m_list, 1);
    layout->addLayout(left, 2);
    m_text = new QTextBrowser;
    m_text->setObjectName(u"helpText"_s);
    m_text->setOpenLinks(false);
    m_text->document()->setDocumentMargin(20);
    layout->addWidget(m_text, 5);
    connect(m_query, &QLineEdit::textChanged, this, &HelpWindow::fill);
    connect(m_list, &QListWidget::currentRowChanged, this, &HelpWindow::showCurrent);
    fill({});
}

void HelpWindow::fill(const QString &query)
{
    m_shown = findPages(m_pages, query);
    const QSignalBlocker blocker(m_list);
    m_list->clear();
    for (const HelpPage &page : std::as_const(m_shown)) {
        auto *item = new QListWidgetItem(oneLine(page.title, 120));
        item->setToolTip(plainToolTip(page.title));
        m_list->addItem(item);
    }
    m_list->setCurrentRow(m_shown.isEmpty() ? -1 : 0);
    showCurrent();
}

void HelpWindow::showCurrent()
{
    const HelpPage page = m_shown.value(m_list->currentRow());
    if (page.id.isEmpty())
        m_text->setPlainText(tr("No page has these words."));
    else
        m_text->document()->setMarkdown(page.markdown, QTextDocument::MarkdownFeatures(QTextDocument::MarkdownDialectGitHub) | QTextDocument::MarkdownNoHTML);
}

void HelpWindow::showPage(const QString &id)
{
    m_query->clear();
    for (qsizetype i = 0; i < m_shown.size(); ++i) {
        if (m_shown[i].id == id)
            m_list->setCurrentRow(int(i));
    }
    m_list->scrollToItem(m_list->currentItem());
    m_query->setFocus();
}

QString HelpWindow::pageFor(const QWidget *widget)
{
    for (; widget; widget = widget->parentWidget()) {
        if (const QString page = widget->property("helpPage").toString(); !page.isEmpty())
            return page;
    }
    return {};
}

bool HelpWindow::eventFilter(QObject *object, QEvent *event)
{
    if (object == m_query && event->type() == QEvent::KeyPress) {
        const auto *key = static_cast<QKeyEvent *>(event);
        if (key->key() == Qt::Key_Down || key->key() == Qt::Key_Up) { // through the pages without leaving the search
            m_list->setCurrentRow(qBound(0, m_list->currentRow() + (key->key() == Qt::Key_Down ? 1 : -1), m_list->count() - 1));
            return true;
        }
    }
    return QDialog::eventFilter(object, event);
}

} // namespace drawbridge
