// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "help/helppages.h"

#include <QDialog>

class QLineEdit;
class QListWidget;
class QTextBrowser;

namespace drawbridge {

// The manual: pages at the left with search, the chosen one at the right. Opens no address by itself.
class HelpWindow : public QDialog
{
    Q_OBJECT
public:
    explicit HelpWindow(QList<HelpPage> pages, QWidget *parent = nullptr);
    // Shows the page with this id; the first one where there is none.
    void showPage(const QString &id);

    // The page that a widget, or the nearest around it, names in its property `helpPage`; empty: none.
    static QString pageFor(const QWidget *widget);

protected:
    bool eventFilter(QObject *object, QEvent *event) override;

private:
    void fill(const QString &query);
    void showCurrent();

    QList<HelpPage> m_pages, m_shown;
    QLineEdit *m_query;
    QListWidget *m_list;
    QTextBrowser *m_text;
};

} // namespace drawbridge
