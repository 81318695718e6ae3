// SPDX-License-Identifier: Apache-2.0
#include "dialogs/exportpicture.h"

#include "common/smallwidgets.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace drawbridge {

QString PictureOptions::suffix() const
{
    return format == Format::Svg ? u"svg"_s : format == Format::Pdf ? u"pdf"_s : u"png"_s;
}

ExportPicture::ExportPicture(const QSizeF &diagram, const QSizeF &selection, const PictureOptions &last, QWidget *parent)
    : QDialog(parent), m_diagram(diagram), m_selection(selection)
{
    setObjectName(u"exportPicture"_s);
    setWindowTitle(tr("Export the diagram as a picture"));
    auto *layout = new QVBoxLayout(this);
    auto *form = new QFormLayout;
    m_format = new QComboBox;
    m_format->setObjectName(u"format"_s);
    m_format->addItem(tr("SVG: sharp at any size, can be edited"), int(PictureOptions::Format::Svg));
    m_format->addItem(tr("PDF: one page as large as the diagram"), int(PictureOptions::Format::Pdf));
    m_format->addItem(tr("PNG: for slides, wikis and chats"), int(PictureOptions::Format::Png));
    m_format->setCurrentIndex(int(last.format));
    form->addRow(tr("Format"), m_format);
    m_scale = new QComboBox;
    m_scale->setObjectName(u"scale"_s);
    for (const int percent : {100, 150, 200, 300, 400})
        m_scale->addItem(tr("%1 %").arg(percent), percent / 100.0);
    m_scale->setCurrentIndex(std::max(0, m_scale->findData(last.scale)));
    form->addRow(tr("Size"), m_scale);
    m_scaleLabel = qobject_cast<QLabel *>(form->labelForField(m_scale));
    m_transparent = new QCheckBox(tr("Transparent background"));
    m_transparent->setObjectName(u"transparent"_s);
    m_transparent->setChecked(last.transparent);
    m_selectionOnly = new QCheckBox(tr("Only the selection, with the flows that join it"));
    m_selectionOnly->setObjectName(u"selectionOnly"_s);
    m_selectionOnly->setEnabled(!selection.isEmpty());
    m_selectionOnly->setChecked(!selection.isEmpty() && last.selectionOnly);
    form->addRow(QString(), m_transparent);
    form->addRow(QString(), m_selectionOnly);
    layout->addLayout(form);
    m_meaning = plainLabel({}, "small");
    layout->addWidget(m_meaning);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel);
    auto *go = buttons->addButton(tr("Export…"), QDialogButtonBox::AcceptRole);
    go->setProperty("role", u"primary"_s);
    go->setDefault(true);
    layout->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_format, &QComboBox::currentIndexChanged, this, [this] { update(); });
    connect(m_scale, &QComboBox::currentIndexChanged, this, [this] { update(); });
    connect(m_selectionOnly, &QCheckBox::toggled, this, [this] { update(); });
    update();
}

PictureOptions ExportPicture::options() const
{
    PictureOptions options;
    options.format = PictureOptions::Format(m_format->currentData().toInt());
    options.scale = m_scale->currentData().toDouble();
    options.transparent = m_transparent->isChecked() && options.format != PictureOptions::Format::Pdf;
    options.selectionOnly = m_selectionOnly->isChecked();
    return options;
}

void ExportPicture::update()
{
    const PictureOptions now = options();
    const bool png = now.format == PictureOptions::Format::Png;
    m_scale->setEnabled(png);
    m_scaleLabel->setEnabled(png);
    m_transparent->setEnabled(now.format != PictureOptions::Format::Pdf);
    const QSizeF size = now.selectionOnly ? m_selection : m_diagram;
    const QLocale locale;
    if (png)
        m_meaning->setText(tr("%1 × %2 pixels").arg(locale.toString(qRound(size.width() * now.scale)), locale.toString(qRound(size.height() * now.scale))));
    else
        m_meaning->setText(tr("%1 × %2 mm").arg(locale.toString(qRound(size.width() * 25.4 / 96)), locale.toString(qRound(size.height() * 25.4 / 96))));
}

} // namespace drawbridge
