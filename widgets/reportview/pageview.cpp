// SPDX-License-Identifier: Apache-2.0
#include "reportview/pageview.h"

#include "common/plaintext.h"
#include "common/smallwidgets.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPainter>
#include <QProgressBar>
#include <QPushButton>
#include <QScopedValueRollback>
#include <QSignalBlocker>
#include <QSpinBox>
#include <QTimer>
#include <QToolButton>
#include <QVBoxLayout>
#include <QWheelEvent>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace drawbridge {

namespace {

constexpr int ahead = 2;        // pages that are painted along with the one that is wanted
constexpr int resizeMs = 200;
constexpr qsizetype kept = 24;  // pictures
constexpr QColor edgeColor(0x9C, 0xA3, 0xAF); // of the paper, on light and on dark

} // namespace

PageView::PageView(QWidget *parent) : QFrame(parent), m_resized(new QTimer(this))
{
    setObjectName(u"reportPages"_s);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    m_picture = new QLabel;
    m_picture->setObjectName(u"reportPage"_s);
    m_picture->setAccessibleName(tr("Preview of the page"));
    m_picture->setAlignment(Qt::AlignCenter);
    m_picture->setMinimumSize(200, 220);
    m_picture->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Ignored);
    m_picture->setFocusPolicy(Qt::StrongFocus);
    m_picture->installEventFilter(this);
    m_message = plainLabel({}, "secondary");
    m_message->setAlignment(Qt::AlignCenter);
    m_message->hide();
    column->addWidget(m_picture, 1);
    column->addWidget(m_message);

    auto *row = new QHBoxLayout;
    const auto button = [&](const char *name, const QString &text, const QString &spoken) {
        auto *made = new QToolButton;
        made->setObjectName(QLatin1StringView(name));
        made->setText(text);
        made->setAccessibleName(spoken);
        made->setToolTip(spoken);
        return made;
    };
    m_previous = button("previousPage", u"‹"_s, tr("Previous page"));
    m_next = button("nextPage", u"›"_s, tr("Next page"));
    m_number = new QSpinBox;
    m_number->setObjectName(u"pageNumber"_s);
    m_number->setAccessibleName(tr("Page"));
    m_number->setButtonSymbols(QAbstractSpinBox::NoButtons);
    m_number->setAlignment(Qt::AlignRight);
    m_number->setKeyboardTracking(false);
    m_of = plainLabel({}, "small");
    m_of->setWordWrap(false);
    m_busy = new QWidget;
    auto *busy = new QHBoxLayout(m_busy);
    busy->setContentsMargins(0, 0, 0, 0);
    m_step = plainLabel({}, "small");
    m_step->setWordWrap(false);
    m_step->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred); // gives way first: a small screen has no room for all
    m_bar = new QProgressBar;
    m_bar->setObjectName(u"reportProgress"_s);
    m_bar->setMinimumWidth(60);
    m_bar->setMaximumWidth(140);
    m_bar->setTextVisible(false);
    m_cancel = new QPushButton(tr("Stop"));
    m_cancel->setObjectName(u"reportStop"_s);
    m_cancel->setAccessibleName(tr("Stop making the preview"));
    busy->addWidget(m_step, 1);
    busy->addWidget(m_bar);
    busy->addWidget(m_cancel);
    row->addWidget(m_previous);
    row->addWidget(m_number);
    row->addWidget(m_of);
    row->addWidget(m_next);
    row->addStretch(1);
    row->addWidget(m_busy);
    column->addLayout(row);

    connect(m_previous, &QToolButton::clicked, this, [this] { goTo(m_page - 1); });
    connect(m_next, &QToolButton::clicked, this, [this] { goTo(m_page + 1); });
    connect(m_number, &QSpinBox::valueChanged, this, [this](int number) { goTo(number - 1); });
    connect(m_cancel, &QPushButton::clicked, this, &PageView::cancelled);
    m_resized->setSingleShot(true);
    m_resized->setInterval(resizeMs);
    connect(m_resized, &QTimer::timeout, this, [this] {
        if (m_count > 0 && fit() != m_asked) {
            m_images.clear();
            ask();
        }
    });
    setIdle();
    show();
}

QSize PageView::fit() const
{
    return ((m_picture->size() - QSize(8, 8)) * devicePixelRatioF()).expandedTo({64, 64});
}

void PageView::setPages(int count)
{
    m_count = count;
    m_images.clear();
    m_message->hide();
    m_page = std::clamp(m_page, 0, std::max(0, count - 1));
    ask();
    show();
}

void PageView::setPage(int page, const QImage &image)
{
    if (m_images.size() >= kept)
        m_images.removeIf([&](const QHash<int, QImage>::iterator &it) { return std::abs(it.key() - m_page) > ahead; });
    m_images.insert(page, image);
    if (page == m_page)
        show();
}

void PageView::goTo(int page)
{
    page = std::clamp(page, 0, std::max(0, m_count - 1));
    if (page == m_page)
        return;
    m_page = page;
    if (!m_images.contains(page))
        ask();
    show();
}

void PageView::ask()
{
    m_asked = fit();
    if (m_count > 0)
        emit pagesWanted(m_page, std::min(m_count - 1, m_page + ahead));
}

void PageView::show()
{
    const QSignalBlocker quiet(m_number);
    m_number->setRange(m_count > 0 ? 1 : 0, m_count);
    m_number->setValue(m_count > 0 ? m_page + 1 : 0);
    m_number->setEnabled(m_count > 1);
    m_of->setText(tr("of %1").arg(m_count));
    m_previous->setEnabled(m_page > 0);
    m_next->setEnabled(m_page + 1 < m_count);
    const QImage image = m_images.value(m_page);
    if (image.isNull())
        return; // what was there stays until the new one has come
    QPixmap pixmap = QPixmap::fromImage(image);
    {
        QPainter painter(&pixmap);
        painter.setPen(edgeColor);
        painter.drawRect(QRect(QPoint(0, 0), pixmap.size() - QSize(1, 1)));
    }
    pixmap.setDevicePixelRatio(devicePixelRatioF());
    m_picture->setPixmap(pixmap);
    m_picture->setAccessibleDescription(tr("Page %1 of %2").arg(m_page + 1).arg(m_count));
}

void PageView::setBusy(int percent, const QString &step)
{
    m_busy->setVisible(true);
    m_bar->setValue(percent);
    m_step->setText(oneLine(step, 60));
}

void PageView::setIdle()
{
    m_busy->setVisible(false);
}

void PageView::setMessage(const QString &message)
{
    m_count = 0;
    m_images.clear();
    m_picture->setPixmap({});
    m_message->setText(message);
    m_message->show();
    show();
}

void PageView::resizeEvent(QResizeEvent *event)
{
    QFrame::resizeEvent(event);
    m_resized->start();
}

bool PageView::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::KeyPress) {
        switch (static_cast<QKeyEvent *>(event)->key()) {
        case Qt::Key_PageUp:
        case Qt::Key_Left:
        case Qt::Key_Up: goTo(m_page - 1); return true;
        case Qt::Key_PageDown:
        case Qt::Key_Right:
        case Qt::Key_Down: goTo(m_page + 1); return true;
        case Qt::Key_Home: goTo(0); return true;
        case Qt::Key_End: goTo(m_count - 1); return true;
        default: break;
        }
    } else if (event->type() == QEvent::Wheel) {
        const int turned = static_cast<QWheelEvent *>(event)->angleDelta().y();
        if (turned != 0)
            goTo(m_page + (turned < 0 ? 1 : -1));
        return true;
    }
    return QFrame::eventFilter(watched, event);
}

} // namespace drawbridge
