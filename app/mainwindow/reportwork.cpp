// SPDX-License-Identifier: Apache-2.0
#include "mainwindow/reportwork.h"

#include "analysis/catalogue.h"
#include "layout/layout.h"

#include <QCoreApplication>
#include <QFutureWatcher>
#include <QPointer>
#include <QtConcurrentRun>

namespace drawbridge {

ReportWork::ReportWork(const ThreatModel &model, std::shared_ptr<const Catalogue> catalogue, QObject *parent)
    : QObject(parent), m_model(model), m_catalogue(std::move(catalogue))
{
}

ReportWork::~ReportWork()
{
    if (m_progress)
        m_progress->cancel();
}

std::shared_ptr<Progress> ReportWork::begin()
{
    if (m_progress)
        m_progress->cancel();
    ++m_run;
    m_progress = std::make_shared<Progress>([self = QPointer(this), run = m_run](int percent, const QString &step) {
        QMetaObject::invokeMethod(
            qApp,
            [self, run, percent, step] {
                if (self && self->m_run == run)
                    emit self->progressed(percent, step);
            },
            Qt::QueuedConnection);
    });
    return m_progress;
}

template <class T> void ReportWork::run(std::function<std::shared_ptr<T>(Progress &)> work, std::function<void(std::shared_ptr<T>)> done)
{
    const std::shared_ptr<Progress> progress = begin();
    auto *watcher = new QFutureWatcher<std::shared_ptr<T>>(this);
    connect(watcher, &QFutureWatcherBase::finished, this, [this, watcher, done, number = m_run] {
        watcher->deleteLater();
        if (number != m_run)
            return;
        m_progress.reset();
        emit idle();
        if (const std::shared_ptr<T> made = watcher->result())
            done(made);
    });
    watcher->setFuture(QtConcurrent::run([work, progress] { return work(*progress); }));
}

void ReportWork::setSettings(const ReportSettings &settings)
{
    m_settings = settings;
    if (m_basis && m_basis->language == settings.language)
        layOut();
    else if (!m_progress || m_basis)
        analyse();
}

void ReportWork::stop()
{
    if (!m_progress)
        return;
    m_progress->cancel();
    m_progress.reset();
    ++m_run;
    emit idle();
}

void ReportWork::analyse()
{
    const ReportOptions options = m_settings.options(QDate::currentDate());
    run<ReportBasis>(
        [model = m_model, catalogue = m_catalogue, options](Progress &progress) mutable -> std::shared_ptr<ReportBasis> {
            // What has no place yet would be missing from the diagrams.
            if (const Result<Delta> placed = layoutUnplaced(model, progress); placed)
                apply(model, *placed);
            const AnalysisResult result = analyze(model, *catalogue, {options.date}, progress);
            auto basis = std::make_shared<ReportBasis>(reportBasis(model, result, *catalogue, options, progress));
            return progress.isCancelled() ? nullptr : basis;
        },
        [this](std::shared_ptr<ReportBasis> basis) {
            m_basis = basis;
            layOut();
        });
}

void ReportWork::layOut()
{
    run<ReportPages>(
        [basis = m_basis, catalogue = m_catalogue, options = m_settings.options(m_basis->date)](Progress &progress) -> std::shared_ptr<ReportPages> {
            const std::optional<ReportPages> pages = ReportPages::of(buildReport(*basis, *catalogue, options), progress);
            return pages ? std::make_shared<ReportPages>(*pages) : nullptr;
        },
        [this](std::shared_ptr<ReportPages> pages) {
            m_pages = pages;
            emit laidOut(pages->count());
        });
}

void ReportWork::paint(int first, int last, const QSize &fit)
{
    if (!m_pages)
        return;
    run<QList<QImage>>(
        [pages = m_pages, first, last, fit](Progress &progress) { return std::make_shared<QList<QImage>>(pages->paint(first, last, fit, progress)); },
        [this, first](std::shared_ptr<QList<QImage>> images) {
            for (qsizetype i = 0; i < images->size(); ++i)
                emit painted(first + int(i), images->at(i));
        });
}

} // namespace drawbridge
