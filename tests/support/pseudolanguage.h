// SPDX-License-Identifier: Apache-2.0
// A language that marks every translated text, to find what was not sent through translation.
#pragma once

#include <QAbstractButton>
#include <QAbstractItemView>
#include <QAction>
#include <QComboBox>
#include <QGroupBox>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QTabBar>
#include <QTranslator>
#include <QWidget>

#include <algorithm>

namespace drawbridge::testing {

class PseudoTranslator : public QTranslator
{
public:
    QString translate(const char *context, const char *sourceText, const char *, int n) const override
    {
        // Qt's own texts (dialog buttons, shortcuts) are Qt's to translate.
        if (qstrncmp(context, "Q", 1) == 0 || !sourceText || !*sourceText)
            return {};
        QString text = QString::fromUtf8(sourceText);
        if (n >= 0)
            text.replace(QLatin1String("%n"), QString::number(n));
        return QStringLiteral("⟦") + text + QStringLiteral("⟧");
    }
    bool isEmpty() const override { return false; }
};

// Texts of a window and all that is in it, menus, headers and rows of lists included, that hold a letter but no mark of the
// pseudo-language and, for data, no `dataMark`. Sorted, without repetitions.
inline QStringList unmarkedTexts(const QWidget &window, const QString &dataMark)
{
    QStringList found;
    const auto look = [&](const QString &text, const QObject *where) {
        const bool hasLetter = std::any_of(text.cbegin(), text.cend(), [](QChar c) { return c.isLetter(); });
        if (hasLetter && !text.contains(QStringLiteral("⟦")) && !text.contains(dataMark))
            found += QStringLiteral("%1 (%2): %3").arg(QString::fromLatin1(where->metaObject()->className()), where->objectName(), text);
    };
    const auto lookAtRows = [&](const QAbstractItemView *view, const QModelIndex &parent, const auto &self, int depth) -> void {
        const QAbstractItemModel *model = view->model();
        for (int row = 0; row < std::min(model->rowCount(parent), 1000); ++row) {
            for (int column = 0; column < model->columnCount(parent); ++column)
                look(model->index(row, column, parent).data().toString(), view);
            if (depth < 20)
                self(view, model->index(row, 0, parent), self, depth + 1);
        }
    };
    const QList<QObject *> objects = window.findChildren<QObject *>();
    for (const QObject *object : objects) {
        if (const auto *label = qobject_cast<const QLabel *>(object))
            look(label->text(), label);
        else if (const auto *button = qobject_cast<const QAbstractButton *>(object))
            look(button->text(), button);
        else if (const auto *edit = qobject_cast<const QLineEdit *>(object))
            look(edit->placeholderText(), edit);
        else if (const auto *group = qobject_cast<const QGroupBox *>(object))
            look(group->title(), group);
        else if (const auto *menu = qobject_cast<const QMenu *>(object))
            look(menu->title(), menu);
        else if (const auto *action = qobject_cast<const QAction *>(object))
            look(action->text(), action);
        else if (const auto *combo = qobject_cast<const QComboBox *>(object)) {
            for (int i = 0; i < combo->count(); ++i)
                look(combo->itemText(i), combo);
        } else if (const auto *tabs = qobject_cast<const QTabBar *>(object)) {
            for (int i = 0; i < tabs->count(); ++i)
                look(tabs->tabText(i), tabs);
        } else if (const auto *header = qobject_cast<const QHeaderView *>(object)) {
            if (const QAbstractItemModel *model = header->model(); model && header->orientation() == Qt::Horizontal && !header->isHidden()) {
                for (int i = 0; i < model->columnCount(); ++i)
                    look(model->headerData(i, Qt::Horizontal).toString(), header);
            }
        } else if (const auto *view = qobject_cast<const QAbstractItemView *>(object); view && view->model())
            lookAtRows(view, {}, lookAtRows, 0);
        if (const auto *widget = qobject_cast<const QWidget *>(object)) {
            look(widget->toolTip(), widget);
            look(widget->accessibleName(), widget);
        }
    }
    found.sort();
    found.removeDuplicates();
    return found;
}

} // namespace drawbridge::testing
