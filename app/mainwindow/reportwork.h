// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "report/pagepreview.h"
#include "report/reportsettings.h"

#include <QObject>

#include <functional>
#include <memory>

namespace drawbridge {

// Makes the pages of a report on other threads: analyses once, sets the pages anew whenever the choices change, paints
// those that are wanted. Later choices cancel work on earlier ones.
class ReportWork : public QObject
{
    Q_OBJECT
public:
    ReportWork(const ThreatModel &model, std::shared_ptr<const Catalogue> catalogue, QObject *parent = nullptr);
    ~ReportWork() override;

    void setSettings(const ReportSettings &settings);
    void paint(int first, int last, const QSize &fit);
    void stop();
    // What is known so far, for writing; null: not yet.
    std::shared_ptr<const ReportBasis> basis() const { return m_basis; }
    // Page (from 0) where a section begins; -1: not known.
    int pageOf(const QString &anchor) const { return m_pages ? m_pages->pageOf(anchor) : -1; }

signals:
    void progressed(int percent, const QString &step);
    void laidOut(int pages);
    void painted(int page, const QImage &image);
    void idle();

private:
    std::shared_ptr<Progress> begin();
    template <class T> void run(std::function<std::shared_ptr<T>(Progress &)> work, std::function<void(std::shared_ptr<T>)> done);
    void analyse();
    void layOut();

    ThreatModel m_model;
    std::shared_ptr<const Catalogue> m_catalogue;
    ReportSettings m_settings;
    std::shared_ptr<const ReportBasis> m_basis;
    std::shared_ptr<const ReportPages> m_pages;
    std::shared_ptr<Progress> m_progress; // of what runs
    int m_run = 0; // number of the last work that was begun: results of earlier ones are dropped
};

} // namespace drawbridge
