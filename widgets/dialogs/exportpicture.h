// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QDialog>
#include <QSizeF>

class QCheckBox;
class QComboBox;
class QLabel;

namespace drawbridge {

// How a diagram leaves the window as a picture.
struct PictureOptions
{
    enum class Format { Svg, Pdf, Png };
    Format format = Format::Svg;
    double scale = 2; // of a PNG: pixels per unit
    bool transparent = false;
    bool selectionOnly = false;

    QString suffix() const;
    bool operator==(const PictureOptions &) const = default;
};

// Asks for the form of a picture. Says what the choice means: pixels, sharpness, background.
class ExportPicture : public QDialog
{
    Q_OBJECT
public:
    // Sizes in scene units; an empty `selection` cannot be chosen.
    ExportPicture(const QSizeF &diagram, const QSizeF &selection, const PictureOptions &last, QWidget *parent = nullptr);

    PictureOptions options() const;

private:
    void update();

    QSizeF m_diagram, m_selection;
    QComboBox *m_format;
    QComboBox *m_scale;
    QLabel *m_scaleLabel;
    QCheckBox *m_transparent;
    QCheckBox *m_selectionOnly;
    QLabel *m_meaning;
};

} // namespace drawbridge
