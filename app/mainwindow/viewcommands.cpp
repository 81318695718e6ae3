// SPDX-License-Identifier: Apache-2.0
#include "mainwindow/viewcommands.h"

#include "canvas/diagramview.h"
#include "mainwindow/pictureoutput.h"
#include "mainwindow/presentation.h"
#include "mainwindow/shortcutsdialog.h"
#include "mainwindow/shortcutstore.h"
#include "mainwindow/windowactions.h"

#include <QAction>
#include <QCoreApplication>
#include <QMainWindow>
#include <QMenu>
#include <QMessageBox>

namespace drawbridge {

namespace {

// Every command of the menus, once, in their order; those of menus within a menu under its name.
void collect(const QMenu &menu, const QString &group, QList<ShortcutStore::Command> &commands)
{
    for (QAction *action : menu.actions()) {
        if (action->isSeparator())
            continue;
        if (action->menu()) {
            collect(*action->menu(), action->text().remove(u'&'), commands);
            continue;
        }
        const bool known = std::any_of(commands.cbegin(), commands.cend(), [&](const ShortcutStore::Command &one) { return one.action == action; });
        if (!known)
            commands.append({action, group});
    }
}

} // namespace

ViewCommands::ViewCommands(QMainWindow &window, DiagramView &diagram, WindowActions &actions, std::function<QString()> title)
    : QObject(&window), m_pictures(new PictureOutput(diagram, window)), m_presentation(new Presentation(window, diagram))
{
    QList<ShortcutStore::Command> commands;
    for (const QMenu *menu : actions.menus())
        collect(*menu, menu->title().remove(u'&'), commands);
    m_shortcuts = new ShortcutStore(commands, this);
    const auto nameOf = [&diagram, title = std::move(title)] {
        const QString name = diagram.document()->model().diagrams.value(diagram.diagram()).name;
        return name.isEmpty() ? title() : title() + QStringLiteral(" - ") + name;
    };
    connect(actions.exportPicture, &QAction::triggered, this, [this, nameOf] { m_pictures->askExport(nameOf()); });
    connect(actions.print, &QAction::triggered, this, [this, nameOf] { m_pictures->preview(nameOf()); });
    connect(actions.copyPicture, &QAction::triggered, this, [this] { m_pictures->copy(); });
    connect(actions.present, &QAction::triggered, this, [this](bool on) { on ? m_presentation->start() : m_presentation->stop(); });
    connect(m_presentation, &Presentation::changed, actions.present, &QAction::setChecked);
    connect(actions.about, &QAction::triggered, this, [&window] {
        QMessageBox box(QMessageBox::NoIcon, tr("About Drawbridge"), tr("Drawbridge %1").arg(QCoreApplication::applicationVersion()), QMessageBox::Ok, &window);
        box.setTextFormat(Qt::PlainText);
        box.setInformativeText(tr("Turns API specifications into threat models. Free software under the Apache License 2.0; it comes without any warranty."));
        box.exec();
    });
    connect(actions.shortcuts, &QAction::triggered, this, [this, &window] {
        auto *dialog = new ShortcutsDialog(*m_shortcuts, &window);
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        dialog->open();
    });
}

} // namespace drawbridge
