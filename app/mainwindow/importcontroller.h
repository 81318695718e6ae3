// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/progress.h"
#include "base/result.h"
#include "dialogs/importreview.h"
#include "document/document.h"

#include <QFutureWatcher>
#include <QObject>

#include <memory>

class QProgressDialog;

namespace drawbridge {

// An import as read and merged, before anybody has agreed to it.
struct ReadImport
{
    ThreatModel imported;
    MergeResult merge;
    ImportSummary summary;
    QString projectName; // for a new project: the folder's, or the first service's
};

// Reads the inputs and merges them into the project. Pure but for reading files; cancelled: an error with an empty message.
Result<ReadImport> readImport(const QStringList &inputs, const ThreatModel &project, Progress &progress);
// The whole change: the merge with a person's choices, and a place for everything new on each diagram.
Result<Delta> finishImport(const ThreatModel &project, const ReadImport &read, const QList<MergeSide> &choices, const QList<RenameOffer> &renames,
                           Progress &progress);

// Brings files into the open project: reading with progress and cancel, a review of what was read, one undo step.
class ImportController : public QObject
{
    Q_OBJECT
public:
    ImportController(Document &document, QWidget &window);
    ~ImportController() override;

    void start(const QStringList &inputs);
    bool isRunning() const { return m_running; }

signals:
    // `first`: the project was empty before.
    void imported(bool first, const drawbridge::ImportSummary &summary, const QStringList &inputs);
    void failed(const drawbridge::Error &error);
    // What was read is shown and waits for a person; for tests.
    void reviewing(QDialog *dialog);

private:
    template <class T, class Work, class Done> void run(const QString &title, Work work, Done done);
    void review(const ReadImport &read);

    Document &m_document;
    QWidget &m_window;
    std::shared_ptr<Progress> m_progress;
    QStringList m_inputs;
    bool m_running = false;
};

} // namespace drawbridge
