// SPDX-License-Identifier: Apache-2.0
#include "review/checkpointspage.h"

#include "common/plaintext.h"
#include "common/smallwidgets.h"
#include "edits/workshopedits.h"
#include "review/reviewer.h"

#include <QCheckBox>
#include <QDateTime>
#include <QHBoxLayout>
#include <QInputDialog>
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace drawbridge {

CheckpointsPage::CheckpointsPage(QWidget *parent) : WorkshopPage(parent)
{
    setObjectName(u"checkpointsPage"_s);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 10, 12, 12);
    m_scroll = new QScrollArea;
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setProperty("role", u"panel"_s);
    layout->addWidget(m_scroll);
}

void CheckpointsPage::show(const WorkshopInput &input)
{
    m_input = input;
    QList<Checkpoint> list;
    for (const Checkpoint &checkpoint : m_input.model.checkpoints)
        list.append(checkpoint);
    std::sort(list.begin(), list.end(), [](const Checkpoint &a, const Checkpoint &b) { return std::tie(a.position, a.id) < std::tie(b.position, b.id); });
    auto *page = new QWidget;
    page->setProperty("role", u"page"_s);
    auto *layout = new QVBoxLayout(page);
    layout->setContentsMargins(0, 0, 6, 0);
    layout->setSpacing(10);
    if (list.isEmpty()) {
        layout->addWidget(plainLabel(tr("Checkpoints are gates on the way: design, before merge, before release."), "muted"));
        auto *usual = new QPushButton(tr("Add the usual three"));
        usual->setObjectName(u"checkpointsUsual"_s);
        connect(usual, &QPushButton::clicked, this, [this] { emit edited(tr("Add checkpoints"), addUsualCheckpoints(m_input.model)); });
        layout->addWidget(usual, 0, Qt::AlignLeft);
    }
    for (const Checkpoint &checkpoint : std::as_const(list))
        layout->addWidget(card(checkpoint));
    if (!list.isEmpty()) {
        auto *add = new QPushButton(tr("Add a checkpoint…"));
        connect(add, &QPushButton::clicked, this, [this] {
            const QString name = QInputDialog::getText(this, tr("Add a checkpoint"), tr("Name"));
            Checkpoint checkpoint;
            checkpoint.name = name.simplified();
            const Delta delta = putCheckpoint(m_input.model, checkpoint);
            if (!delta.isEmpty())
                emit edited(tr("Add a checkpoint"), delta);
        });
        layout->addWidget(add, 0, Qt::AlignLeft);
    }
    layout->addStretch(1);
    m_scroll->setWidget(page);
}

QWidget *CheckpointsPage::card(const Checkpoint &checkpoint)
{
    auto *frame = new QFrame;
    frame->setProperty("role", u"card"_s);
    auto *layout = new QVBoxLayout(frame);
    layout->setContentsMargins(12, 10, 12, 10);
    layout->setSpacing(5);
    int done = 0;
    for (const ChecklistItem &item : checkpoint.checklist)
        done += item.done;
    layout->addWidget(plainLabel(oneLine(checkpoint.name, 120), "heading"));
    layout->addWidget(plainLabel(tr("%1 of %2 checked").arg(done).arg(checkpoint.checklist.size()), "small"));
    for (qsizetype i = 0; i < checkpoint.checklist.size(); ++i) {
        const ChecklistItem &item = checkpoint.checklist[i];
        auto *row = new QHBoxLayout;
        auto *box = new QCheckBox;
        box->setChecked(item.done);
        box->setAccessibleName(oneLine(item.text, 200));
        row->addWidget(box, 0, Qt::AlignTop);
        row->addWidget(plainLabel(item.text.left(500), item.done ? "muted" : "secondary"), 1);
        layout->addLayout(row);
        if (item.done && !item.doneBy.isEmpty())
            box->setToolTip(plainToolTip(item.doneBy));
        connect(box, &QCheckBox::clicked, this, [this, id = checkpoint.id, i](bool on) {
            emit edited(on ? tr("Check an item") : tr("Clear an item"), tick(m_input.model, id, int(i), on, reviewerName(), isoNow()));
        });
    }
    auto *entry = new QLineEdit;
    entry->setPlaceholderText(tr("Add a line and press Enter"));
    entry->setAccessibleName(tr("Add a line"));
    entry->setMaxLength(500);
    connect(entry, &QLineEdit::returnPressed, this, [this, entry, id = checkpoint.id] {
        Checkpoint after = m_input.model.checkpoints.value(id);
        if (entry->text().simplified().isEmpty())
            return;
        after.checklist.append({entry->text().simplified(), false, {}, {}});
        emit edited(tr("Add a line to the checklist"), putCheckpoint(m_input.model, after));
    });
    layout->addWidget(entry);
    QHash<VersionId, QString> versions;
    for (const Version &version : m_input.model.versions)
        versions.insert(version.id, version.name.isEmpty() ? tr("version %1").arg(version.number) : version.name);
    for (const SignOff &signature : checkpoint.signOffs) {
        const QDateTime at = QDateTime::fromString(signature.signedAt, Qt::ISODate);
        QStringList parts{signature.section.isEmpty() ? tr("Signed by %1").arg(oneLine(signature.signedBy, 60)) : tr("%1 signed by %2").arg(oneLine(signature.section, 60), oneLine(signature.signedBy, 60))};
        if (at.isValid())
            parts.append(QLocale().toString(at.toLocalTime(), QLocale::ShortFormat));
        if (versions.contains(signature.version))
            parts.append(tr("on %1").arg(oneLine(versions.value(signature.version), 60)));
        layout->addWidget(plainLabel(parts.join(u" · "_s), "good"));
    }
    auto *row = new QHBoxLayout;
    auto *sign = new QPushButton(tr("Sign off…"));
    sign->setObjectName(u"checkpointSign"_s);
    connect(sign, &QPushButton::clicked, this, [this, id = checkpoint.id] {
        bool ok = false;
        const QString section = QInputDialog::getText(this, tr("Sign off"), tr("Which part do you sign as %1? Empty: the whole.").arg(reviewerName()), QLineEdit::Normal, {}, &ok);
        if (ok)
            emit signWanted(id, section.simplified());
    });
    auto *remove = new QPushButton(tr("Remove"));
    remove->setProperty("role", u"link"_s);
    connect(remove, &QPushButton::clicked, this, [this, id = checkpoint.id] { emit edited(tr("Remove the checkpoint"), removeCheckpoint(m_input.model, id)); });
    row->addWidget(sign);
    row->addStretch(1);
    row->addWidget(remove);
    layout->addLayout(row);
    return frame;
}

} // namespace drawbridge
