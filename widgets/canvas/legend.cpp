// SPDX-License-Identifier: Apache-2.0
#include "canvas/legend.h"

#include "canvas/diagramscene.h"
#include "canvas/picturelegend.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QSignalBlocker>

using namespace Qt::StringLiterals;

namespace drawbridge {

namespace {

constexpr int margin = 12;
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
    void setRoom(int width)
    {
        m_places = legendPlaces(m_entries, width, font());
        QSizeF size(1, 1);
        for (const QRectF &place : std::as_const(m_places))
            size = size.expandedTo(QSizeF(place.right(), place.bottom()));
        setFixedSize(size.toSize());
        update();
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        for (qsizetype i = 0; i < m_entries.size() && i < m_places.size(); ++i)
            paintLegendEntry(painter, m_entries[i], m_places[i], m_scene.style(), font(), palette().color(QPalette::WindowText));
    }

private:
    const DiagramScene &m_scene;
    QList<LegendEntry> m_entries;
    QList<QRectF> m_places;
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
