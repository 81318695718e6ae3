// SPDX-License-Identifier: Apache-2.0
#include "reportview/logofield.h"

#include "common/smallwidgets.h"
#include "report/reportsettings.h"

#include <QFileDialog>
#include <QFutureWatcher>
#include <QGridLayout>
#include <QPixmap>
#include <QPushButton>
#include <QStandardPaths>
#include <QtConcurrentRun>

#include <memory>

using namespace Qt::StringLiterals;

namespace drawbridge {

LogoField::LogoField(QWidget *parent) : QWidget(parent)
{
    auto *layout = new QGridLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    m_picture = new QLabel;
    m_picture->setObjectName(u"logoPicture"_s);
    m_picture->setMinimumHeight(24);
    auto *pick = new QPushButton(tr("Choose…"));
    pick->setObjectName(u"logoChoose"_s);
    pick->setAccessibleName(tr("Choose a logo"));
    m_remove = new QPushButton(tr("Remove"));
    m_remove->setObjectName(u"logoRemove"_s);
    m_remove->setAccessibleName(tr("Remove the logo"));
    m_problem = plainLabel({}, "small");
    m_problem->setObjectName(u"logoProblem"_s);
    layout->addWidget(m_picture, 0, 0, 1, 3);
    layout->addWidget(pick, 1, 0);
    layout->addWidget(m_remove, 1, 1);
    layout->setColumnStretch(2, 1);
    layout->addWidget(m_problem, 2, 0, 1, 3);
    connect(pick, &QPushButton::clicked, this, &LogoField::choose);
    connect(m_remove, &QPushButton::clicked, this, [this] {
        setLogo({});
        emit changed();
    });
    show({});
}

void LogoField::setLogo(const QByteArray &png)
{
    m_png = png;
    show({});
}

void LogoField::choose()
{
    const QString path = QFileDialog::getOpenFileName(this, tr("Choose a logo"), QStandardPaths::writableLocation(QStandardPaths::PicturesLocation), tr("Pictures (*.png *.jpg *.jpeg *.webp *.gif *.bmp)"));
    if (!path.isEmpty())
        load(path);
}

void LogoField::load(const QString &path)
{
    // A large picture takes a moment to read.
    auto *watcher = new QFutureWatcher<std::shared_ptr<Result<QByteArray>>>(this);
    connect(watcher, &QFutureWatcherBase::finished, this, [this, watcher] {
        watcher->deleteLater();
        const Result<QByteArray> &read = *watcher->result();
        if (!read)
            return show(read.error().message);
        m_png = *read;
        show({});
        emit changed();
    });
    watcher->setFuture(QtConcurrent::run([path] { return std::make_shared<Result<QByteArray>>(logoFromFile(path)); }));
}

void LogoField::show(const QString &problem)
{
    const QImage image = logoImage(m_png);
    if (!image.isNull()) {
        QPixmap pixmap = QPixmap::fromImage(image.scaled(QSize(180, 56) * devicePixelRatioF(), Qt::KeepAspectRatio, Qt::SmoothTransformation));
        pixmap.setDevicePixelRatio(devicePixelRatioF());
        m_picture->setPixmap(pixmap);
    }
    m_picture->setVisible(!image.isNull());
    m_remove->setVisible(!image.isNull());
    m_problem->setText(problem);
    m_problem->setVisible(!problem.isEmpty());
}

} // namespace drawbridge
