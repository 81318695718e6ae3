// SPDX-License-Identifier: Apache-2.0
#include "mainwindow/contexthelp.h"

#include "analysis/catalogue.h"
#include "analysis/finding.h"
#include "help/helpwindow.h"

#include <QApplication>

#include <algorithm>

namespace drawbridge {

void showContextHelp(QWidget &window, const Catalogue *catalogue, const Finding *looked, const QList<const QWidget *> &findingPanels)
{
    QList<HelpPage> pages = writtenPages();
    if (catalogue) {
        for (const RuleInfo &rule : catalogue->rules())
            pages.append(pageOf(rule));
    }
    const QWidget *focus = QApplication::focusWidget();
    QString page = HelpWindow::pageFor(focus);
    if (looked && std::any_of(findingPanels.begin(), findingPanels.end(), [&](const QWidget *panel) { return panel->isAncestorOf(focus); }))
        page = QStringLiteral("rule/") + looked->rule;
    auto *help = new HelpWindow(pages, &window);
    help->setAttribute(Qt::WA_DeleteOnClose);
    help->showPage(page);
    help->show();
}

} // namespace drawbridge
