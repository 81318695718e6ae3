// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QObject>

#include <functional>

class QMainWindow;

namespace drawbridge {

class DiagramView;
class PictureOutput;
class Presentation;
class ShortcutStore;
struct WindowActions;

// What the View and File menus do with the diagram as a whole: pictures, paper, presenting, and the keys of all commands.
class ViewCommands : public QObject
{
    Q_OBJECT
public:
    // `title`: the project's, for names of files.
    ViewCommands(QMainWindow &window, DiagramView &diagram, WindowActions &actions, std::function<QString()> title);

    PictureOutput &pictures() const { return *m_pictures; }
    ShortcutStore &shortcuts() const { return *m_shortcuts; }
    Presentation &presentation() const { return *m_presentation; }

private:
    PictureOutput *m_pictures;
    Presentation *m_presentation;
    ShortcutStore *m_shortcuts;
};

} // namespace drawbridge
