// SPDX-License-Identifier: Apache-2.0
#include "review/reviewcomparisonview.h"

#include "common/plaintext.h"
#include "common/smallwidgets.h"
#include "common/theme.h"

#include <QClipboard>
#include <QDateTime>
#include <QDialogButtonBox>
#include <QGridLayout>
#include <QGuiApplication>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QTreeWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace drawbridge {

namespace {

QColor colorOf(ItemChange change, const ThemeColors &colors)
{
    switch (change) {
    case ItemChange::SettledSince: return colors.good;
    case ItemChange::SaidOtherwise:
    case ItemChange::Reopened: return colors.warning;
    default: return colors.textMuted;
    }
}

} // namespace

ReviewComparisonView::ReviewComparisonView(const ReviewComparison &comparison, QWidget *parent) : QDialog(parent)
{
    setObjectName(u"reviewComparison"_s);
    setWindowTitle(tr("Two reviews"));
    resize(1080, 700);
    auto *layout = new QVBoxLayout(this);

    auto *facts = new QGridLayout;
    facts->setHorizontalSpacing(18);
    facts->setVerticalSpacing(3);
    facts->setColumnStretch(1, 1);
    facts->setColumnStretch(2, 1);
    const QLocale locale;
    const auto line = [&](const QString &name, const QString &before, const QString &after, const char *role = "secondary") {
        const int row = facts->rowCount();
        facts->addWidget(plainLabel(name, "small"), row, 0, Qt::AlignTop);
        facts->addWidget(plainLabel(before, role), row, 1, Qt::AlignTop);
        facts->addWidget(plainLabel(after, role), row, 2, Qt::AlignTop);
    };
    const Minutes &a = comparison.before, &b = comparison.after;
    const auto title = [](const Minutes &m) { return m.title.isEmpty() ? tr("Review") : oneLine(m.title, 160); };
    const auto when = [&](const Minutes &m) {
        const QDateTime at = QDateTime::fromString(m.startedAt, Qt::ISODate);
        const QString text = at.isValid() ? locale.toString(at.toLocalTime(), QLocale::ShortFormat) : m.startedAt;
        return m.endedAt.isEmpty() ? tr("%1, goes on").arg(text) : text;
    };
    const auto time = [](const Minutes &m) { return tr("%1 of %2 minutes").arg(m.minutesUsed()).arg(m.minutesPlanned); };
    const auto people = [](const Minutes &m, const QStringList &only) {
        QStringList names;
        for (const QString &name : m.participants)
            names.append(only.contains(name) ? tr("%1 (only here)").arg(oneLine(name, 60)) : oneLine(name, 60));
        return names.isEmpty() ? tr("Nobody is written down.") : names.join(u", "_s);
    };
    const auto counts = [](const Minutes &m) {
        return tr("%1 decided, %2 answered, %3 parked, %4 skipped, %5 not come to").arg(m.decided).arg(m.answered).arg(m.parked).arg(m.skipped).arg(m.open);
    };
    line({}, title(a), title(b), "strong");
    line(tr("When"), when(a), when(b));
    line(tr("Time"), time(a), time(b));
    line(tr("Led by"), oneLine(a.facilitator, 80), oneLine(b.facilitator, 80));
    line(tr("People"), people(a, comparison.left), people(b, comparison.joined));
    line(tr("Result"), counts(a), counts(b));
    const auto beside = [](const Minutes &m) { return tr("Comments %1, threats %2, actions %3").arg(m.comments).arg(m.threats).arg(m.actions.size()); };
    line(tr("Beside"), beside(a), beside(b));
    layout->addLayout(facts);

    if (comparison.items.isEmpty()) {
        layout->addWidget(new EmptyState(u"check"_s, tr("Nothing to compare"), tr("Neither review had anything on its agenda.")), 1);
    } else {
        auto *list = new QTreeWidget;
        list->setObjectName(u"reviewComparisonList"_s);
        list->setAccessibleName(tr("Items"));
        list->setHeaderLabels({tr("Item"), tr("Then: %1").arg(oneLine(title(a), 60)), tr("Later: %1").arg(oneLine(title(b), 60))});
        list->header()->setSectionResizeMode(QHeaderView::Stretch);
        list->setWordWrap(true); // a reason is worth its lines
        list->setTextElideMode(Qt::ElideMiddle);
        list->setStyleSheet(u"QTreeView::item { padding: 3px 6px 3px 0; }"_s);
        const ThemeColors &colors = ThemeColors::of(palette());
        QTreeWidgetItem *group = nullptr;
        std::optional<ItemChange> last;
        for (const ItemComparison &each : comparison.items) {
            if (last != each.change) {
                group = new QTreeWidgetItem(list, {changeText(each.change)});
                QFont bold = font();
                bold.setWeight(QFont::DemiBold);
                group->setFont(0, bold);
                group->setForeground(0, colorOf(each.change, colors));
                group->setFirstColumnSpanned(true);
                last = each.change;
            }
            auto *item = new QTreeWidgetItem(group, {oneLine(each.title, 200), oneLine(sideText(each.before), 300), oneLine(sideText(each.after), 300)});
            item->setToolTip(0, plainToolTip(each.title));
            item->setToolTip(1, plainToolTip(sideText(each.before)));
            item->setToolTip(2, plainToolTip(sideText(each.after)));
            item->setData(0, Qt::UserRole, each.finding);
            item->setData(0, Qt::UserRole + 1, QVariant::fromValue(each.subject));
        }
        // What was settled the same way twice is the least news.
        for (int i = 0; i < list->topLevelItemCount(); ++i) {
            QTreeWidgetItem *top = list->topLevelItem(i);
            top->setExpanded(top->text(0) != changeText(ItemChange::SaidAgain) || list->topLevelItemCount() == 1);
            top->setText(0, u"%1 · %2"_s.arg(top->text(0)).arg(top->childCount()));
        }
        layout->addSpacing(6);
        layout->addWidget(list, 1);
        connect(list, &QTreeWidget::itemActivated, this, [this](const QTreeWidgetItem *item) {
            if (!item->parent())
                return;
            if (const QString fingerprint = item->data(0, Qt::UserRole).toString(); !fingerprint.isEmpty())
                emit findingChosen(fingerprint);
            else
                emit subjectChosen(item->data(0, Qt::UserRole + 1).value<Subject>());
        });
    }
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    auto *copy = buttons->addButton(tr("Copy"), QDialogButtonBox::ActionRole);
    layout->addWidget(buttons);
    connect(copy, &QPushButton::clicked, this, [text = comparisonMarkdown(comparison)] { QGuiApplication::clipboard()->setText(text); });
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
}

} // namespace drawbridge
