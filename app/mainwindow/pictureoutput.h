// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QObject>
#include <QPointer>

class QPrintPreviewDialog;
class QWidget;

namespace drawbridge {

class DiagramView;
struct PictureOptions;

// The diagram as a file, on paper, or on the clipboard.
class PictureOutput : public QObject
{
    Q_OBJECT
public:
    // Both outlive it.
    PictureOutput(DiagramView &diagram, QWidget &window);

    // Asks for the form and the place; `name` is what is offered.
    void askExport(const QString &name);
    // Whole file or none.
    bool write(const QString &path, const PictureOptions &options);
    // Shows how the diagram lies on the paper; prints from there.
    void preview(const QString &name);
    // The selection, or all where nothing is selected.
    void copy();

signals:
    void written(const QString &path);
    void copied();
    void failed(const QString &message);

private:
    DiagramView &m_diagram;
    QWidget &m_window;
    QPointer<QPrintPreviewDialog> m_preview;
};

} // namespace drawbridge
