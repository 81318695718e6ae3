// SPDX-License-Identifier: Apache-2.0
#include "canvas/legend.h"

#include "canvas/diagramscene.h"
#include "canvas/scenepainter.h"

#include <QComboBox>
#include <QLabel>
#include <QPainter>
#include <QSignalBlocker>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace drawbridge {

namespace {

constexpr int margin = 12;
constexpr int widest = 300;
constexpr int rowHeight = 20;
constexpr int swatchWidth = 42;
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
        updateGeometry();
        update();
    }
    QSize sizeHint() const override
    {
        int width = 0;
        for (const LegendEntry &entry : m_entries)
            width = std::max(width, fontMetrics().horizontalAdvance(entry.text));
        return {std::min(widest, swatchWidth + width + 4), rowHeight * int(m_entries.size())};
    }
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        const SceneStyle &style = m_scene.style();
        double y = rowHeight / 2.0;
        for (const LegendEntry &entry : m_entries) {
            const QColor color = entry.band >= 0 ? style.palette.band[std::min(entry.band, 4)] : toneColor(style.palette, entry.tone);
            if (entry.band < 0) {
                painter.setPen(tonePen(style.palette, entry.tone));
                painter.drawLine(QPointF(2, y), QPointF(swatchWidth - 10, y));
            }
            if (!entry.symbol.isEmpty())
                paintLensSymbol(painter, entry.symbol, QPointF(swatchWidth / 2.0 - 4, y), color, style);
            painter.setPen(palette().color(QPalette::WindowText));
            painter.setFont(font());
            const QRectF room(swatchWidth, y - rowHeight / 2.0, width() - swatchWidth, rowHeight);
            painter.drawText(room, Qt::AlignVCenter | Qt::AlignLeft, fontMetrics().elidedText(entry.text, Qt::ElideRight, int(room.width())));
            y += rowHeight;
        }
    }

private:
    const DiagramScene &m_scene;
    QList<LegendEntry> m_entries;
};

Legend::Legend(const DiagramScene &scene, QWidget *parent) : QFrame(parent)
{
    setObjectName(u"canvas.legend"_s);
    setAccessibleName(tr("Legend"));
    setProperty("role", u"card"_s);
    setAutoFillBackground(true);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(10, 8, 10, 8);
    layout->setSpacing(4);
    m_title = new QLabel(this);
    m_title->setProperty("role", u"small"_s);
    m_title->setTextFormat(Qt::PlainText);
    m_choice = new QComboBox(this);
    m_choice->setObjectName(u"canvas.legend.choice"_s);
    m_choice->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_choice->setMinimumContentsLength(22);
    m_title->setBuddy(m_choice);
    m_key = new Key(scene, this);
    m_remark = new QLabel(this);
    m_remark->setProperty("role", u"small"_s);
    m_remark->setTextFormat(Qt::PlainText);
    m_remark->setWordWrap(true);
    m_remark->setMaximumWidth(widest);
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
    m_remark->setText(remark);
    m_remark->setVisible(!remark.isEmpty());
    follow();
}

void Legend::follow()
{
    const bool hasSomething = !m_choice->isHidden() || !m_key->isHidden() || !m_remark->isHidden();
    const bool show = hasSomething && parentWidget()->width() >= narrowestView;
    if (show) {
        layout()->invalidate();
        layout()->activate();
        QSize size = sizeHint();
        if (hasHeightForWidth())
            size.setHeight(heightForWidth(size.width()));
        resize(size);
        move(margin, parentWidget()->height() - height() - margin);
    }
    setVisible(show);
}

} // namespace drawbridge
