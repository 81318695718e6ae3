// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/diagnostics.h"
#include "merge/merge.h"
#include "threatmodel/threatmodel.h"

#include <QDialog>

class QCheckBox;
class QTableWidget;
class QVBoxLayout;

namespace drawbridge {

// What an import read, and what it would change in the project that is open.
struct ImportSummary
{
    struct Service
    {
        QString name, file, format;
        int operations = 0, fields = 0;
    };
    QList<Service> services;
    QStringList stores, callers;
    int operations = 0, webhooks = 0, schemas = 0, fields = 0, zones = 0, flows = 0;
    Diagnostics diagnostics;

    bool intoProject = false; // something was there before
    MergeCounts counts;
    QList<MergeConflict> conflicts;
    QList<RenameOffer> renames;
    QStringList renameTexts; // "GET /a → GET /b", in the order of renames
    bool nothingNew = false;
};

ImportSummary summarise(const ThreatModel &imported, const Diagnostics &diagnostics);

// Shows what was read before anything changes. For a re-import also what would change, and lets a person choose in
// conflicts and accept renames.
class ImportReview : public QDialog
{
    Q_OBJECT
public:
    explicit ImportReview(const ImportSummary &summary, QWidget *parent = nullptr);

    // One per conflict, in their order.
    QList<MergeSide> choices() const;
    QList<RenameOffer> acceptedRenames() const;

private:
    void addNumbers(QVBoxLayout &layout);
    void addServices(QVBoxLayout &layout);
    void addChanges(QVBoxLayout &layout);
    void addRenames(QVBoxLayout &layout);
    void addConflicts(QVBoxLayout &layout);
    void addNotes(QVBoxLayout &layout);

    ImportSummary m_summary;
    QTableWidget *m_conflicts = nullptr;
    QList<QCheckBox *> m_renames;
};

} // namespace drawbridge
