// SPDX-License-Identifier: Apache-2.0
#include "review/versionspage.h"

#include "common/flowlayout.h"
#include "common/plaintext.h"
#include "common/smallwidgets.h"
#include "history/versions.h"

#include <QDateTime>
#include <QInputDialog>
#include <QListWidget>
#include <QLocale>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace drawbridge {

namespace {

QString whyText(const QString &why)
{
    if (why == "review-start"_L1)
        return VersionsPage::tr("before a review");
    if (why == "review-end"_L1)
        return VersionsPage::tr("after a review");
    if (why == "sign-off"_L1)
        return VersionsPage::tr("signed off");
    if (why == "import"_L1)
        return VersionsPage::tr("before an update from specifications");
    return VersionsPage::tr("taken by hand");
}

} // namespace

VersionsPage::VersionsPage(QWidget *parent) : WorkshopPage(parent)
{
    setObjectName(u"versionsPage"_s);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 10, 12, 12);
    layout->setSpacing(8);
    auto *take = new QPushButton(tr("Take a version…"));
    take->setObjectName(u"versionTake"_s);
    layout->addWidget(take, 0, Qt::AlignLeft);
    m_list = new QListWidget;
    m_list->setObjectName(u"versionList"_s);
    m_list->setAccessibleName(tr("Versions"));
    m_list->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_list->setWordWrap(true);
    m_list->setSpacing(4);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    layout->addWidget(m_list, 1);
    layout->addWidget(plainLabel(tr("One chosen version is compared with the project as it is now, two with each other."), "small"));
    auto *row = new FlowLayout(nullptr, 8);
    const auto add = [&](const QString &text, const char *name) {
        auto *button = new QPushButton(text);
        button->setObjectName(QLatin1StringView(name));
        row->addWidget(button);
        return button;
    };
    m_compare = add(tr("Compare"), "versionCompare");
    m_open = add(tr("Look at it"), "versionOpen");
    m_rename = add(tr("Name…"), "versionRename");
    m_remove = add(tr("Remove"), "versionRemove");
    layout->addLayout(row);
    connect(take, &QPushButton::clicked, this, [this] {
        bool ok = false;
        const QString name = QInputDialog::getText(this, tr("Take a version"), tr("What is it called?"), QLineEdit::Normal, {}, &ok);
        if (ok)
            emit versionWanted(name.simplified());
    });
    connect(m_list, &QListWidget::itemSelectionChanged, this, &VersionsPage::updateButtons);
    connect(m_list, &QListWidget::itemActivated, this, [this] { m_compare->click(); });
    connect(m_compare, &QPushButton::clicked, this, [this] {
        const QList<VersionId> ids = chosen();
        if (!ids.isEmpty())
            emit comparisonWanted(ids.constFirst(), ids.size() > 1 ? ids.constLast() : VersionId());
    });
    connect(m_open, &QPushButton::clicked, this, [this] {
        if (const QList<VersionId> ids = chosen(); ids.size() == 1)
            emit openWanted(ids.constFirst());
    });
    connect(m_rename, &QPushButton::clicked, this, [this] {
        const QList<VersionId> ids = chosen();
        if (ids.size() != 1)
            return;
        bool ok = false;
        const QString name = QInputDialog::getText(this, tr("Name the version"), tr("Name"), QLineEdit::Normal, m_input.model.versions.value(ids.constFirst()).name, &ok);
        if (ok)
            emit edited(tr("Name the version"), renameVersion(m_input.model, ids.constFirst(), name));
    });
    connect(m_remove, &QPushButton::clicked, this, [this] {
        if (const QList<VersionId> ids = chosen(); ids.size() == 1)
            emit edited(tr("Remove the version"), removeVersion(m_input.model, ids.constFirst()));
    });
    updateButtons();
}

void VersionsPage::show(const WorkshopInput &input)
{
    const QList<VersionId> kept = chosen();
    m_input = input;
    const QSignalBlocker blocker(m_list);
    m_list->clear();
    for (const Version &version : versionsOf(m_input.model)) {
        const QDateTime at = QDateTime::fromString(version.takenAt, Qt::ISODate);
        QStringList parts{whyText(version.why)};
        if (at.isValid())
            parts.append(QLocale().toString(at.toLocalTime(), QLocale::ShortFormat));
        if (!version.takenBy.isEmpty())
            parts.append(oneLine(version.takenBy, 40));
        const QString name = version.name.isEmpty() ? tr("Version %1").arg(version.number) : oneLine(version.name, 80);
        auto *item = new QListWidgetItem(name + u'\n' + parts.join(u" · "_s));
        item->setData(Qt::UserRole, version.id.uuid());
        m_list->addItem(item);
        item->setSelected(kept.contains(version.id));
    }
    updateButtons();
}

QList<VersionId> VersionsPage::chosen() const
{
    QList<VersionId> ids;
    for (int i = m_list->count() - 1; i >= 0; --i) { // the newest stands first
        if (m_list->item(i)->isSelected())
            ids.append(VersionId(m_list->item(i)->data(Qt::UserRole).toUuid()));
    }
    return ids;
}

void VersionsPage::updateButtons()
{
    const qsizetype count = chosen().size();
    m_compare->setEnabled(count == 1 || count == 2);
    for (QPushButton *button : {m_open, m_rename, m_remove})
        button->setEnabled(count == 1);
}

} // namespace drawbridge
