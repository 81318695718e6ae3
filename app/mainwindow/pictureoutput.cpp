// SPDX-License-Identifier: Apache-2.0
#include "mainwindow/pictureoutput.h"

#include "canvas/diagramprinting.h"
#include "canvas/diagramview.h"
#include "dialogs/exportpicture.h"

#include <QBuffer>
#include <QClipboard>
#include <QComboBox>
#include <QFileDialog>
#include <QFileInfo>
#include <QGuiApplication>
#include <QImage>
#include <QLabel>
#include <QMimeData>
#include <QPrintPreviewDialog>
#include <QPrintPreviewWidget>
#include <QPrinter>
#include <QSaveFile>
#include <QSettings>
#include <QTemporaryFile>
#include <QToolBar>

using namespace Qt::StringLiterals;

namespace drawbridge {

namespace {

// A name that every file system takes.
QString fileNameOf(const QString &name)
{
    QString safe;
    for (const QChar c : name.simplified().left(80))
        safe.append(c.isLetterOrNumber() || c == u'-' || c == u'_' || c == u' ' ? c : u'-');
    return safe.isEmpty() ? u"diagram"_s : safe;
}

// Drawing takes a moment on large diagrams.
class Busy
{
public:
    Busy() { QGuiApplication::setOverrideCursor(Qt::WaitCursor); }
    ~Busy() { QGuiApplication::restoreOverrideCursor(); }
    Busy(const Busy &) = delete;
    Busy &operator=(const Busy &) = delete;
};

} // namespace

PictureOutput::PictureOutput(DiagramView &diagram, QWidget &window) : QObject(&window), m_diagram(diagram), m_window(window) {}

void PictureOutput::askExport(const QString &name)
{
    const QRectF all = m_diagram.pictureArea();
    if (all.isNull()) {
        emit failed(tr("There is nothing on this diagram to export."));
        return;
    }
    QSettings settings;
    PictureOptions last;
    last.format = PictureOptions::Format(std::clamp(settings.value(u"picture/format"_s, 0).toInt(), 0, 2));
    last.scale = settings.value(u"picture/scale"_s, 2.0).toDouble();
    last.transparent = settings.value(u"picture/transparent"_s, false).toBool();
    ExportPicture dialog(all.size(), m_diagram.selection().isEmpty() ? QSizeF() : m_diagram.pictureArea(true).size(), last, &m_window);
    if (dialog.exec() != QDialog::Accepted)
        return;
    const PictureOptions options = dialog.options();
    settings.setValue(u"picture/format"_s, int(options.format));
    settings.setValue(u"picture/scale"_s, options.scale);
    settings.setValue(u"picture/transparent"_s, options.transparent);
    const QString suffix = options.suffix();
    const QString folder = settings.value(u"picture/folder"_s).toString();
    QString path = QFileDialog::getSaveFileName(&m_window, tr("Export the diagram"), (folder.isEmpty() ? QString() : folder + u'/') + fileNameOf(name) + u'.' + suffix,
                                                tr("Pictures (*.%1)").arg(suffix));
    if (path.isEmpty())
        return;
    if (QFileInfo(path).suffix().compare(suffix, Qt::CaseInsensitive) != 0)
        path += u'.' + suffix;
    settings.setValue(u"picture/folder"_s, QFileInfo(path).absolutePath());
    write(path, options);
}

bool PictureOutput::write(const QString &path, const PictureOptions &options)
{
    const Busy busy;
    bool drawn = false;
    QByteArray bytes;
    if (options.format == PictureOptions::Format::Svg) {
        bytes = m_diagram.toSvg(options.selectionOnly, options.transparent);
        drawn = !bytes.isEmpty();
    } else if (options.format == PictureOptions::Format::Png) {
        QBuffer buffer(&bytes);
        buffer.open(QIODevice::WriteOnly);
        drawn = m_diagram.toImage(options.scale, options.transparent, options.selectionOnly).save(&buffer, "PNG");
    } else {
        // Through a file of its own, so that what was there stays whole if the disk is full.
        QTemporaryFile temporary;
        if (temporary.open() && writeDiagramPdf(m_diagram, temporary.fileName(), options.selectionOnly, DiagramPalette::paper())) {
            QFile pdf(temporary.fileName());
            if (pdf.open(QIODevice::ReadOnly))
                bytes = pdf.readAll();
        }
        drawn = !bytes.isEmpty();
    }
    QSaveFile file(path);
    if (!drawn) {
        emit failed(tr("There is nothing on this diagram to export."));
        return false;
    }
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size() || !file.commit()) {
        emit failed(tr("%1 could not be written: %2").arg(path, file.errorString()));
        return false;
    }
    emit written(path);
    return true;
}

void PictureOutput::preview(const QString &name)
{
    if (m_diagram.pictureArea().isNull()) {
        emit failed(tr("There is nothing on this diagram to print."));
        return;
    }
    if (m_preview)
        return;
    QPrinter printer(QPrinter::HighResolution);
    printer.setDocName(name);
    const QSizeF area = m_diagram.pictureArea().size();
    printer.setPageOrientation(area.width() > area.height() ? QPageLayout::Landscape : QPageLayout::Portrait);
    QPrintPreviewDialog dialog(&printer, &m_window);
    m_preview = &dialog;
    dialog.setObjectName(u"printPreview"_s);
    dialog.setWindowTitle(tr("Print the diagram"));
    dialog.resize(m_window.size() * 0.8);
    auto *sheets = new QComboBox;
    sheets->setObjectName(u"sheets"_s);
    sheets->addItem(tr("On one sheet"), 1);
    for (const int wide : {2, 3, 4, 6})
        sheets->addItem(tr("%n sheet(s) wide, to be joined", nullptr, wide), wide);
    sheets->addItem(tr("In full size"), 0);
    sheets->setAccessibleName(tr("How large"));
    if (auto *bar = dialog.findChild<QToolBar *>()) {
        bar->addSeparator();
        bar->addWidget(sheets);
    }
    connect(&dialog, &QPrintPreviewDialog::paintRequested, this, [this, sheets](QPrinter *paper) {
        printDiagram(m_diagram, *paper, sheets->currentData().toInt(), DiagramPalette::paper());
    });
    connect(sheets, &QComboBox::currentIndexChanged, &dialog, [&dialog] {
        if (auto *shown = dialog.findChild<QPrintPreviewWidget *>())
            shown->updatePreview();
    });
    dialog.exec();
}

void PictureOutput::copy()
{
    const bool selectionOnly = !m_diagram.selection().isEmpty();
    if (m_diagram.pictureArea(selectionOnly).isNull()) {
        emit failed(tr("There is nothing on this diagram to copy."));
        return;
    }
    const Busy busy;
    auto *data = new QMimeData;
    data->setData(u"image/svg+xml"_s, m_diagram.toSvg(selectionOnly));
    data->setImageData(m_diagram.toImage(2, false, selectionOnly));
    QGuiApplication::clipboard()->setMimeData(data);
    emit copied();
}

} // namespace drawbridge
