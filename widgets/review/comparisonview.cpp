// SPDX-License-Identifier: Apache-2.0
#include "review/comparisonview.h"

#include "common/plaintext.h"
#include "common/smallwidgets.h"
#include "common/theme.h"
#include "review/changewords.h"
#include "review/modellook.h"

#include <QDialogButtonBox>
#include <QHeaderView>
#include <QLocale>
#include <QSplitter>
#include <QTabWidget>
#include <QTreeWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace drawbridge {

namespace {

constexpr int linesShown = 5000;

} // namespace

ComparisonView::ComparisonView(const QString &title, const Comparison &comparison, const ThreatModel &before, const ThreatModel &after, QWidget *parent) : QDialog(parent)
{
    setObjectName(u"comparisonView"_s);
    setWindowTitle(title);
    resize(1240, 760);
    auto *layout = new QVBoxLayout(this);
    auto *list = new QTreeWidget;
    list->setObjectName(u"comparisonList"_s);
    list->setAccessibleName(tr("Changes"));
    list->setHeaderLabels({tr("What"), tr("Change"), tr("Before"), tr("After")});
    list->header()->setSectionResizeMode(0, QHeaderView::Stretch);
    list->header()->setSectionResizeMode(2, QHeaderView::Stretch);
    list->header()->setSectionResizeMode(3, QHeaderView::Stretch);
    list->header()->setStretchLastSection(false);
    const ThemeColors &colors = ThemeColors::of(palette());
    int lines = 0;
    QHash<QString, QTreeWidgetItem *> groups;
    const auto groupFor = [&](const QString &name) {
        QTreeWidgetItem *&group = groups[name];
        if (!group) {
            group = new QTreeWidgetItem({name});
            QFont bold = font();
            bold.setWeight(QFont::DemiBold);
            group->setFont(0, bold);
            list->addTopLevelItem(group);
        }
        return group;
    };
    const QLocale locale;
    for (const FindingChange &change : comparison.findings) {
        if (++lines > linesShown)
            break;
        const auto risk = [&](double value, FindingStatus status) { return status == FindingStatus::Gone ? QString() : locale.toString(value, 'f', 1); };
        auto *item = new QTreeWidgetItem({oneLine(change.title, 200), changewords::of(change.what), change.what == FindingChange::Appeared ? QString() : risk(change.riskBefore, change.before),
                                          risk(change.riskAfter, change.after)});
        item->setData(0, Qt::UserRole, change.fingerprint);
        item->setForeground(1, change.what == FindingChange::Appeared || change.what == FindingChange::Worse ? colors.error : colors.good);
        groupFor(tr("Findings"))->addChild(item);
    }
    for (const ThingChange &change : comparison.things) {
        if (++lines > linesShown)
            break;
        auto *item = new QTreeWidgetItem({oneLine(change.name, 200), changewords::of(change.kind)});
        item->setData(0, Qt::UserRole + 1, QVariant::fromValue(change.subject));
        item->setForeground(1, change.kind == ChangeKind::Added ? colors.good : change.kind == ChangeKind::Removed ? colors.error : colors.warning);
        for (const FieldChange &field : change.fields) {
            auto *detail = new QTreeWidgetItem({field.title, QString(), oneLine(field.before, 400), oneLine(field.after, 400)});
            detail->setToolTip(2, plainToolTip(field.before));
            detail->setToolTip(3, plainToolTip(field.after));
            item->addChild(detail);
        }
        groupFor(change.group)->addChild(item);
    }
    for (QTreeWidgetItem *group : std::as_const(groups))
        group->setText(0, u"%1 · %2"_s.arg(group->text(0)).arg(group->childCount()));
    list->expandToDepth(0);
    list->resizeColumnToContents(1);
    if (comparison.isEmpty())
        layout->addWidget(new EmptyState(u"check"_s, tr("Nothing differs"), tr("Both say the same: the same system, controls, findings and decisions.")), 1);
    else
    {
        // In words above, where it is drawn below: both sides, the later one in front.
        auto *sides = new QTabWidget;
        sides->setObjectName(u"comparisonSides"_s);
        auto *then = new ModelLook(before), *now = new ModelLook(after);
        then->setMarks(changePicture(before, comparison, false));
        now->setMarks(changePicture(after, comparison, true));
        sides->addTab(then, tr("Before"));
        sides->addTab(now, tr("After"));
        sides->setCurrentIndex(1);
        auto *splitter = new QSplitter(Qt::Vertical);
        splitter->addWidget(list);
        splitter->addWidget(sides);
        splitter->setSizes({320, 400});
        layout->addWidget(splitter, 1);
        connect(list, &QTreeWidget::currentItemChanged, this, [sides, then, now](QTreeWidgetItem *item) {
            while (item && item->parent() && item->parent()->parent())
                item = item->parent();
            const QVariant subject = item ? item->data(0, Qt::UserRole + 1) : QVariant();
            // On the side that is shown; what is only on the other brings that one forward.
            ModelLook *shown = sides->currentIndex() == 0 ? then : now, *other = sides->currentIndex() == 0 ? now : then;
            if (subject.isValid() && !shown->select(subject.value<Subject>()) && other->select(subject.value<Subject>()))
                sides->setCurrentWidget(other);
        });
    }
    if (lines > linesShown)
        layout->addWidget(plainLabel(tr("Only the first %1 changes are listed.").arg(linesShown), "small"));
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    layout->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(list, &QTreeWidget::itemActivated, this, [this](QTreeWidgetItem *item) {
        while (item->parent() && item->parent()->parent())
            item = item->parent();
        if (const QString fingerprint = item->data(0, Qt::UserRole).toString(); !fingerprint.isEmpty())
            emit findingChosen(fingerprint);
        else if (const QVariant subject = item->data(0, Qt::UserRole + 1); subject.isValid())
            emit subjectChosen(subject.value<Subject>());
    });
    if (comparison.isEmpty())
        delete list;
}

} // namespace drawbridge
