// SPDX-License-Identifier: Apache-2.0
#include "review/reviewspage.h"

#include "common/flowlayout.h"
#include "common/plaintext.h"
#include "common/smallwidgets.h"
#include "workshop/minutes.h"

#include <QDateTime>
#include <QListWidget>
#include <QLocale>
#include <QPushButton>
#include <QStackedWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace drawbridge {

ReviewsPage::ReviewsPage(QWidget *parent) : WorkshopPage(parent)
{
    setObjectName(u"reviewsPage"_s);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 10, 12, 12);
    layout->setSpacing(8);
    m_list = new QListWidget;
    m_list->setObjectName(u"reviewList"_s);
    m_list->setAccessibleName(tr("Reviews"));
    m_list->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_list->setWordWrap(true);
    m_list->setSpacing(4);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    layout->addWidget(m_list, 1);
    layout->addWidget(plainLabel(tr("Choose one to read its minutes, two (with Ctrl or Shift) to compare them."), "small"));
    auto *row = new FlowLayout(nullptr, 8);
    const auto add = [&](const QString &text, const char *name, const QString &tip) {
        auto *button = new QPushButton(text);
        button->setObjectName(QLatin1StringView(name));
        button->setToolTip(tip);
        row->addWidget(button);
        return button;
    };
    m_minutes = add(tr("Minutes"), "heldMinutes", tr("What was said and decided"));
    m_compare = add(tr("Compare"), "heldCompare", tr("What was settled differently, what stayed open, time, people; one alone is compared with the one before it"));
    m_changes = add(tr("What it changed"), "heldChanges", tr("The system before and after it"));
    layout->addLayout(row);
    connect(m_list, &QListWidget::itemSelectionChanged, this, &ReviewsPage::updateButtons);
    connect(m_list, &QListWidget::itemActivated, this, [this] { (chosen().size() == 2 ? m_compare : m_minutes)->click(); });
    connect(m_minutes, &QPushButton::clicked, this, [this] {
        if (const QList<ReviewId> ids = chosen(); ids.size() == 1)
            emit minutesWanted(ids.constFirst());
    });
    connect(m_compare, &QPushButton::clicked, this, [this] {
        const QList<ReviewId> ids = chosen();
        if (ids.size() == 2)
            return emit comparisonWanted(ids[1], ids[0]);
        for (int i = 0; i + 1 < m_list->count() && ids.size() == 1; ++i) {
            if (ReviewId(m_list->item(i)->data(Qt::UserRole).toUuid()) == ids.constFirst())
                emit comparisonWanted(ReviewId(m_list->item(i + 1)->data(Qt::UserRole).toUuid()), ids.constFirst());
        }
    });
    connect(m_changes, &QPushButton::clicked, this, [this] {
        if (const QList<ReviewId> ids = chosen(); ids.size() == 1) {
            const Review review = m_input.model.reviews.value(ids.constFirst());
            emit changesWanted(review.before, review.after);
        }
    });
    updateButtons();
}

void ReviewsPage::show(const WorkshopInput &input)
{
    const QList<ReviewId> kept = chosen();
    m_input = input;
    QList<Review> reviews;
    for (const Review &review : m_input.model.reviews) {
        if (!review.startedAt.isEmpty())
            reviews.append(review);
    }
    std::sort(reviews.begin(), reviews.end(), [](const Review &a, const Review &b) { return std::tie(b.number, b.id) < std::tie(a.number, a.id); });
    const QSignalBlocker blocker(m_list);
    m_list->clear();
    for (const Review &review : std::as_const(reviews)) {
        const Minutes minutes = minutesOf(m_input.model, review);
        QStringList parts;
        if (const QDateTime at = QDateTime::fromString(review.startedAt, Qt::ISODate); at.isValid())
            parts.append(QLocale().toString(at.toLocalTime(), QLocale::ShortFormat));
        if (review.endedAt.isEmpty())
            parts.append(tr("goes on"));
        parts.append(tr("%1 decided, %2 answered, %3 left open").arg(minutes.decided).arg(minutes.answered).arg(minutes.parked + minutes.skipped + minutes.open));
        parts.append(tr("%1 of %2 minutes").arg(minutes.minutesUsed()).arg(minutes.minutesPlanned));
        if (!review.participants.isEmpty())
            parts.append(oneLine(review.participants.join(u", "_s), 120));
        auto *item = new QListWidgetItem(oneLine(review.title.isEmpty() ? tr("Review %1").arg(review.number) : review.title, 80) + u'\n' + parts.join(u" · "_s));
        item->setData(Qt::UserRole, review.id.uuid());
        m_list->addItem(item);
        item->setSelected(kept.contains(review.id));
    }
    if (reviews.isEmpty()) {
        auto *none = new QListWidgetItem(tr("No review was held yet. Ctrl+Shift+R starts one."));
        none->setFlags(Qt::NoItemFlags);
        m_list->addItem(none);
    }
    updateButtons();
}

QList<ReviewId> ReviewsPage::chosen() const
{
    QList<ReviewId> ids;
    for (int i = 0; i < m_list->count(); ++i) {
        if (m_list->item(i)->isSelected())
            ids.append(ReviewId(m_list->item(i)->data(Qt::UserRole).toUuid()));
    }
    return ids;
}

void ReviewsPage::updateButtons()
{
    const QList<ReviewId> ids = chosen();
    const Review *one = ids.size() == 1 ? m_input.model.reviews.find(ids.constFirst()) : nullptr;
    m_minutes->setEnabled(one);
    m_changes->setEnabled(one && m_input.model.versions.contains(one->before) && (one->after.isNull() || m_input.model.versions.contains(one->after)));
    const bool hasEarlier = one && m_list->count() > 1 && m_list->item(m_list->count() - 1)->data(Qt::UserRole).toUuid() != one->id.uuid();
    m_compare->setEnabled(ids.size() == 2 || hasEarlier);
}

} // namespace drawbridge
