// SPDX-License-Identifier: Apache-2.0
#include "canvas/legend.h"

#include "canvas/diagramscene.h"
#include "canvas/scenepainter.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QSignalBlocker>

using namespace Qt::StringLiterals;

namespace drawbridge {

namespace {

constexpr int margin = 12;
constexpr int gap = 14;
constexpr int rowHeight = 20;
constexpr int swatchWidth = 36;
constexpr int narrowestView = 360;

} // namespace

// The lines of the legend: each a piece of line and a mark as they are drawn in the diagram, and what they mean.
class Legend::Key : public QWidget
{
public:
    Key(const DiagramScene &scene, QWidget *parent) : QWidget(parent), m_scene(scene) { setAttribute(Qt::WA_TransparentForMouseEvents); }

    void setEntries(const QList<LegendEntry> &entries)
    {
        m_entries = entries;
        QStringList spoken;
        for (const LegendEntry &entry : entries)
            spoken.append(entry.symbol.isEmpty() ? entry.text : entry.symbol + u": "_s + entry.text);
        setAccessibleName(spoken.join(u", "_s));
        setVisible(!entries.isEmpty());
    }
    // Entries follow each other in lines as wide as there is room.
    void setRoom(int width)
    {
        m_places.clear();
        int x = 0, y = 0, widestLine = 0;
        for (const LegendEntry &entry : m_entries) {
            const int wanted = std::min(width, swatchWidth + fontMetrics().horizontalAdvance(entry.text) + gap);
            if (x > 0 && x + wanted > width) {
                x = 0;
                y += rowHeight;
            }
            m_places.append(QRect(x, y, wanted, rowHeight));
            x += wanted;
            widestLine = std::max(widestLine, x);
        }
        setFixedSize(std::max(1, widestLine), m_entries.isEmpty() ? 1 : y + rowHeight);
        update();
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        const SceneStyle &style = m_scene.style();
        for (qsizetype i = 0; i < m_entries.size() && i < m_places.size(); ++i) {
            const LegendEntry &entry = m_entries[i];
            const QRectF place = m_places[i];
            const double y = place.center().y();
            const QColor color = entry.band >= 0 ? style.palette.band[std::min(entry.band, 4)] : toneColor(style.palette, entry.tone);
            if (entry.band < 0) {
                painter.setPen(tonePen(style.palette, entry.tone));
                painter.drawLine(QPointF(place.left() + 2, y), QPointF(place.left() + swatchWidth - 8, y));
            }
            if (!entry.symbol.isEmpty())
                paintLensSymbol(painter, entry.symbol, QPointF(place.left() + swatchWidth / 2.0 - 3, y), color, style);
            painter.setPen(palette().color(QPalette::WindowText));
            painter.setFont(font());
            const QRectF room = place.adjusted(swatchWidth, 0, 0, 0);
            painter.drawText(room, Qt::AlignVCenter | Qt::AlignLeft, fontMetrics().elidedText(entry.text, Qt::ElideRight, int(room.width())));
        }
    }

private:
    const DiagramScene &m_scene;
    QList<LegendEntry> m_entries;
    QList<QRect> m_places;
};

Legend::Legend(const DiagramScene &scene, QWidget *parent) : QFrame(parent)
{
    setObjectName(u"canvas.legend"_s);
    setAccessibleName(tr("Legend"));
    setProperty("role", u"card"_s);
    setAutoFillBackground(true);
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(10, 5, 8, 5);
    layout->setSpacing(8);
    m_title = new QLabel(this);
    m_title->setProperty("role", u"small"_s);
    m_title->setTextFormat(Qt::PlainText);
    m_choice = new QComboBox(this);
    m_choice->setObjectName(u"canvas.legend.choice"_s);
    m_choice->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_choice->setMinimumContentsLength(18);
    m_title->setBuddy(m_choice);
    m_key = new Key(scene, this);
    m_remark = new QLabel(this);
    m_remark->setProperty("role", u"small"_s);
    m_remark->setTextFormat(Qt::PlainText);
    layout->addWidget(m_title);
    layout->addWidget(m_choice);
    layout->addWidget(m_key);
    layout->addWidget(m_remark);
    connect(m_choice, &QComboBox::activated, this, [this](int row) { emit choiceMade(m_choice->itemData(row).toString()); });
    setChoices({}, {}, {});
    setEntries({}, {});
}

void Legend::setChoices(const QString &title, const QList<LensChoice> &choices, const QString &current)
{
    const QSignalBlocker quiet(m_choice);
    m_choice->clear();
    for (const LensChoice &choice : choices)
        m_choice->addItem(choice.text, choice.id);
    m_choice->setCurrentIndex(std::max(0, m_choice->findData(current)));
    m_choice->setAccessibleName(title);
    m_title->setText(title);
    m_title->setVisible(!choices.isEmpty());
    m_choice->setVisible(!choices.isEmpty());
    follow();
}

void Legend::setEntries(const QList<LegendEntry> &entries, const QString &remark)
{
    m_key->setEntries(entries);
    // Beside entries a remark would take the room of the diagram: it is told on request, and to screen readers.
    m_remark->setText(remark);
    m_remark->setVisible(!remark.isEmpty() && entries.isEmpty());
    setToolTip(remark.isEmpty() ? QString() : remark.toHtmlEscaped());
    setAccessibleDescription(remark);
    follow();
}

int Legend::heightTaken() const { return isHidden() ? 0 : height() + margin; }

void Legend::follow()
{
    const bool hasSomething = !m_choice->isHidden() || !m_key->isHidden() || !m_remark->isHidden();
    const int room = parentWidget()->width() - 2 * margin;
    const bool show = hasSomething && parentWidget()->width() >= narrowestView;
    if (show) {
        int taken = 10 + 8;
        for (const QWidget *widget : {static_cast<QWidget *>(m_title), static_cast<QWidget *>(m_choice)})
            taken += widget->isHidden() ? 0 : widget->sizeHint().width() + 8;
        m_key->setRoom(std::max(140, room - taken));
        layout()->invalidate();
        layout()->activate();
        const QSize size = sizeHint().boundedTo(QSize(room, parentWidget()->height() / 2));
        setGeometry(margin, parentWidget()->height() - size.height() - margin, size.width(), size.height());
    }
    setVisible(show);
}

} // namespace drawbridge
