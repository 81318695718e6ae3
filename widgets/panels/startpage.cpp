// SPDX-License-Identifier: Apache-2.0
#include "panels/startpage.h"

#include "common/icons.h"
#include "common/plaintext.h"
#include "common/rowbutton.h"
#include "common/smallwidgets.h"

#include <QDragEnterEvent>
#include <QFileInfo>
#include <QMimeData>
#include <QPushButton>
#include <QScrollArea>
#include <QStyle>
#include <QUrl>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace drawbridge {

namespace {

void clear(QLayout *layout)
{
    while (QLayoutItem *item = layout->takeAt(0)) {
        if (item->widget())
            item->widget()->deleteLater();
        delete item;
    }
}

QWidget *listBox(const QString &title, QVBoxLayout *&rows)
{
    auto *box = new QWidget;
    auto *layout = new QVBoxLayout(box);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(4);
    layout->addWidget(new SectionHeader(title));
    rows = new QVBoxLayout;
    rows->setSpacing(2);
    layout->addLayout(rows);
    layout->addStretch(1);
    box->hide();
    return box;
}

} // namespace

QStringList droppedPaths(const QMimeData &data)
{
    QStringList paths;
    for (const QUrl &url : data.urls()) {
        if (url.isLocalFile())
            paths.append(url.toLocalFile());
    }
    return paths;
}

DropArea::DropArea(QWidget *parent) : QFrame(parent)
{
    setObjectName(u"dropArea"_s);
    setAcceptDrops(true);
    setMinimumHeight(220);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(24, 24, 24, 24);
    layout->setSpacing(8);
    layout->addStretch(1);
    auto *icon = new QLabel;
    icon->setPixmap(themedIcon(u"drop"_s, IconColor::Accent).pixmap(36, 36));
    icon->setAlignment(Qt::AlignCenter);
    auto *title = plainLabel(tr("Drop API specifications here"), "title");
    title->setAlignment(Qt::AlignCenter);
    auto *text = plainLabel(tr("OpenAPI, Swagger, Postman or Docker Compose; models of Threat Dragon, Open Threat Model or the Microsoft tool. One file, several, or a folder. Nothing leaves this computer."), "muted");
    text->setAlignment(Qt::AlignCenter);
    auto *row = new QHBoxLayout;
    row->addStretch(1);
    auto *files = new QPushButton(tr("Choose files…"));
    files->setObjectName(u"chooseFiles"_s);
    files->setProperty("role", u"primary"_s);
    auto *folder = new QPushButton(tr("Choose a folder…"));
    row->addWidget(files);
    row->addWidget(folder);
    row->addStretch(1);
    layout->addWidget(icon);
    layout->addWidget(title);
    layout->addWidget(text);
    layout->addSpacing(6);
    layout->addLayout(row);
    layout->addStretch(1);
    connect(files, &QPushButton::clicked, this, &DropArea::filesWanted);
    connect(folder, &QPushButton::clicked, this, &DropArea::folderWanted);
}

void DropArea::setHot(bool hot)
{
    setProperty("hot", hot);
    style()->unpolish(this);
    style()->polish(this);
}

void DropArea::dragEnterEvent(QDragEnterEvent *event)
{
    if (droppedPaths(*event->mimeData()).isEmpty())
        return;
    event->acceptProposedAction();
    setHot(true);
}

void DropArea::dragLeaveEvent(QDragLeaveEvent *)
{
    setHot(false);
}

void DropArea::dropEvent(QDropEvent *event)
{
    setHot(false);
    event->acceptProposedAction();
    emit dropped(droppedPaths(*event->mimeData()));
}

StartPage::StartPage(QWidget *parent) : QWidget(parent)
{
    setObjectName(u"startPage"_s);
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    auto *scroll = new QScrollArea;
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    outer->addWidget(scroll);
    auto *page = new QWidget;
    auto *center = new QHBoxLayout(page);
    auto *column = new QWidget;
    column->setMaximumWidth(760);
    column->setMinimumWidth(420);
    auto *layout = new QVBoxLayout(column);
    layout->setContentsMargins(24, 48, 24, 32);
    layout->setSpacing(24);
    center->addStretch(1);
    center->addWidget(column, 100);
    center->addStretch(1);
    scroll->setWidget(page);

    auto *head = new QVBoxLayout;
    head->setSpacing(4);
    auto *welcome = plainLabel(tr("Start with what you have"), "pageTitle");
    welcome->setWordWrap(false);
    welcome->setMinimumHeight(36);
    head->addWidget(welcome);
    head->addWidget(plainLabel(tr("A specification becomes a diagram, the diagram is analysed as you edit it, and what you decide is kept."), "secondary"));
    layout->addLayout(head);
    m_recoverBox = listBox(tr("Not saved when the program ended"), m_recover);
    layout->addWidget(m_recoverBox);
    auto *drop = new DropArea;
    layout->addWidget(drop);
    auto *lists = new QHBoxLayout;
    lists->setSpacing(32);
    m_recentBox = listBox(tr("Recent projects"), m_recent);
    m_sampleBox = listBox(tr("Look at a sample"), m_samples);
    lists->addWidget(m_recentBox, 1);
    lists->addWidget(m_sampleBox, 1);
    layout->addLayout(lists);
    auto *row = new QHBoxLayout;
    auto *open = new QPushButton(themedIcon(u"folder"_s), tr("Open a project…"));
    auto *empty = new QPushButton(themedIcon(u"new"_s), tr("Draw from scratch"));
    empty->setObjectName(u"drawFromScratch"_s);
    row->addWidget(open);
    row->addWidget(empty);
    row->addStretch(1);
    layout->addLayout(row);
    layout->addStretch(1);

    connect(drop, &DropArea::dropped, this, &StartPage::importRequested);
    connect(drop, &DropArea::filesWanted, this, &StartPage::filesWanted);
    connect(drop, &DropArea::folderWanted, this, &StartPage::folderWanted);
    connect(open, &QPushButton::clicked, this, &StartPage::openWanted);
    connect(empty, &QPushButton::clicked, this, &StartPage::emptyWanted);
}

void StartPage::setRecent(const QList<Recent> &recent)
{
    clear(m_recent);
    for (const Recent &entry : recent) {
        auto *row = new RowButton(QFileInfo(entry.path).completeBaseName());
        row->setSecondLine(entry.detail);
        row->setToolTip(plainToolTip(entry.path));
        connect(row, &RowButton::clicked, this, [this, path = entry.path] { emit openRequested(path); });
        m_recent->addWidget(row);
    }
    m_recentBox->setVisible(!recent.isEmpty());
}

void StartPage::setSamples(const QList<Sample> &samples)
{
    clear(m_samples);
    for (const Sample &sample : samples) {
        auto *row = new RowButton(sample.name);
        row->setObjectName(u"sample"_s);
        row->setSecondLine(sample.detail);
        connect(row, &RowButton::clicked, this, [this, path = sample.path] { emit sampleRequested(path); });
        auto *files = new QPushButton(tr("From its files"));
        files->setObjectName(u"sampleFiles"_s);
        files->setProperty("role", u"link"_s);
        files->setToolTip(tr("Import the specifications alone, as you would import your own"));
        files->setAccessibleName(tr("%1, from its files").arg(sample.name));
        connect(files, &QPushButton::clicked, this, [this, path = sample.path] { emit sampleFilesRequested(path); });
        auto *box = new QWidget;
        auto *line = new QHBoxLayout(box);
        line->setContentsMargins(0, 0, 0, 0);
        line->addWidget(row, 1);
        line->addWidget(files);
        m_samples->addWidget(box);
    }
    m_sampleBox->setVisible(!samples.isEmpty());
}

void StartPage::setRecoverable(const QList<Recoverable> &recoverable)
{
    clear(m_recover);
    for (const Recoverable &entry : recoverable) {
        auto *card = new QFrame;
        card->setProperty("role", u"card"_s);
        auto *line = new QHBoxLayout(card);
        line->setContentsMargins(12, 8, 12, 8);
        auto *texts = new QVBoxLayout;
        texts->setSpacing(0);
        texts->addWidget(plainLabel(oneLine(entry.title, 120), "heading"));
        texts->addWidget(plainLabel(oneLine(entry.detail, 200), "small"));
        line->addLayout(texts, 1);
        auto *discard = new QPushButton(tr("Throw away"));
        auto *recover = new QPushButton(tr("Recover"));
        recover->setObjectName(u"recover"_s);
        recover->setProperty("role", u"primary"_s);
        line->addWidget(discard);
        line->addWidget(recover);
        connect(recover, &QPushButton::clicked, this, [this, journal = entry.journal] { emit recoverRequested(journal); });
        connect(discard, &QPushButton::clicked, this, [this, journal = entry.journal] { emit discardRequested(journal); });
        m_recover->addWidget(card);
    }
    m_recoverBox->setVisible(!recoverable.isEmpty());
}

} // namespace drawbridge
