// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/result.h"
#include "report/content.h"

namespace drawbridge {

// For whom a report is: a choice of sections to begin with.
enum class ReportAudience { Everyone, Executive, Engineers, Auditor };
DRAWBRIDGE_NAMES(ReportAudience, "everyone", "executive", "engineers", "auditor");

QString audienceTitle(ReportAudience audience);
// Sections that are left out for an audience; sorted.
QStringList sectionsWithout(ReportAudience audience);

// What people choose about a report, as it is kept in the project (ProjectInfo::reportSettings).
struct ReportSettings
{
    QString title; // empty: "Threat model"
    ReportAudience audience = ReportAudience::Everyone;
    QStringList without; // anchors of sections; sorted
    bool cases = true;   // findings in full
    Band least = Band::Note;
    bool open = true, decided = true, dismissed = true;
    QList<ElementId> services; // empty: all; sorted
    ReportPaper paper;
    QString language = QStringLiteral("en"); // BCP 47
    QString classification;
    QByteArray logo; // PNG; empty: none
    int since = 0;   // number of a version; 0: the newest that differs

    // The preset of an audience: sections and detail.
    void setAudience(ReportAudience wanted);
    // What is not known or out of bounds is left as it usually is: the values come from a file.
    static ReportSettings from(const QList<NamedValue> &values);
    QList<NamedValue> values() const; // only what differs from the usual; sorted by name
    ReportOptions options(const QDate &date) const;
    bool operator==(const ReportSettings &) const = default;
};

// A picture file made fit to be a logo: read within bounds, made small, written anew as PNG. An error in words where it is
// no picture or too large.
Result<QByteArray> logoFromFile(const QString &path);
// The same from bytes; a null image where they are none.
QImage logoImage(const QByteArray &png);

} // namespace drawbridge
