// SPDX-License-Identifier: Apache-2.0
#include "mainwindow/importcontroller.h"

#include "base/moment.h"
#include "carryover/carryover.h"
#include "importers/importer.h"
#include "importers/joining.h"
#include "layout/layout.h"
#include "mainwindow/progresswindow.h"
#include "mainwindow/sourcememory.h"
#include "tables/words.h"
#include "threatmodel/validate.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QProgressDialog>
#include <QtConcurrentRun>

using namespace Qt::StringLiterals;

namespace drawbridge {

namespace {

// Ids that a field of a row names.
template <class V> void namedIn(const V &, QSet<QUuid> &) {}
template <class T> void namedIn(const Id<T> &id, QSet<QUuid> &ids) { ids.insert(id.uuid()); }
template <class T> void namedIn(const QList<Id<T>> &list, QSet<QUuid> &ids)
{
    for (const Id<T> &id : list)
        ids.insert(id.uuid());
}
void namedIn(const Subject &subject, QSet<QUuid> &ids) { ids.insert(subject.id); }

// A thing that comes back brings what stood on it: rows of the source that name it (operations, their fields, flows …) and
// are missing here too, and what those name in turn.
void restoreWith(ThreatModel &to, const ThreatModel &source, const QUuid &restored)
{
    QSet<QUuid> back = {restored};
    for (qsizetype before = -1; before != back.size();) {
        before = back.size();
        forEachTable([&](const auto &t) {
            using T = typename std::decay_t<decltype(t)>::Entity;
            for (const T &row : source.*(t.table)) {
                if ((to.*(t.table)).contains(row.id))
                    continue;
                QSet<QUuid> named;
                forEachField<T>([&](const auto &p) {
                    if (QLatin1StringView(p.name) != "id"_L1)
                        namedIn(row.*(p.member), named);
                });
                if (!named.intersects(back))
                    continue;
                (to.*(t.table)).insert(row);
                back.insert(row.id.uuid());
            }
        });
    }
}

// Copies one field, named as in the file, from an entity of `from` to the same one of `to`. True where that brought back
// an entity that was missing.
bool takeField(ThreatModel &to, const ThreatModel &from, const MergeConflict &conflict)
{
    bool broughtBack = false;
    forEachTable([&](const auto &t) {
        using T = typename std::decay_t<decltype(t)>::Entity;
        if (conflict.table != QLatin1StringView(t.name))
            return;
        const typename Table<T>::Key id(conflict.subject.id);
        const T *theirs = (from.*(t.table)).find(id);
        const T *mine = (to.*(t.table)).find(id);
        if (conflict.field.isEmpty() || !mine || !theirs) { // one side removed it
            if (theirs) {
                broughtBack = !mine;
                (to.*(t.table)).insert(*theirs);
            } else {
                (to.*(t.table)).remove(id);
            }
            return;
        }
        T merged = *mine;
        forEachField<T>([&](const auto &p) {
            if (conflict.field == QLatin1StringView(p.name))
                merged.*(p.member) = theirs->*(p.member);
        });
        (to.*(t.table)).insert(merged);
    });
    return broughtBack;
}

ThreatModel merged(const ThreatModel &project, const ReadImport &read, const QList<MergeSide> &choices, const QList<RenameOffer> &renames)
{
    const MergeResult mine = renames.isEmpty() ? read.merge : reimport(project, read.imported, MergeSide::Mine, renames);
    ThreatModel model = project;
    apply(model, mine.delta);
    if (!choices.contains(MergeSide::Theirs))
        return model;
    ThreatModel theirs = project;
    apply(theirs, reimport(project, read.imported, MergeSide::Theirs, renames).delta);
    for (qsizetype i = 0; i < choices.size() && i < read.merge.conflicts.size(); ++i) {
        if (choices[i] == MergeSide::Theirs && takeField(model, theirs, read.merge.conflicts[i]))
            restoreWith(model, read.imported, read.merge.conflicts[i].subject.id);
    }
    apply(model, repair(model)); // a thing taken away may leave others hanging
    return model;
}

} // namespace

// A folder of several services is called after the folder ("harbour-market": "Harbour market"), anything else after its
// first service.
static QString nameFor(const QStringList &inputs, const ImportSummary &summary)
{
    if (summary.services.isEmpty())
        return {};
    const QFileInfo input(inputs.value(0));
    if (inputs.size() != 1 || summary.services.size() == 1 || !input.isDir())
        return summary.services.first().name;
    QString name = QDir(input.absoluteFilePath()).dirName();
    name.replace(QLatin1Char('-'), QLatin1Char(' ')).replace(QLatin1Char('_'), QLatin1Char(' '));
    return name.left(1).toUpper() + name.mid(1);
}

Result<ReadImport> readImport(const QStringList &inputs, const ThreatModel &project, Progress &progress)
{
    Result<ImportResult> imported = importInputs(inputs, {}, progress);
    if (progress.isCancelled())
        return Error{};
    if (!imported)
        return imported.error();
    joinWithProject(imported->model, project, imported->diagnostics);
    ReadImport read;
    ThreatModel ready = project;
    apply(ready, moveToHeirs(project, imported->model));
    read.merge = reimport(ready, imported->model);
    read.summary = summarise(imported->model, imported->diagnostics);
    read.summary.intoProject = !project.elements.isEmpty() || !project.sources.isEmpty();
    read.summary.counts = read.merge.counts;
    read.summary.conflicts = read.merge.conflicts;
    read.summary.renames = read.merge.renames;
    for (const RenameOffer &rename : std::as_const(read.merge.renames)) {
        read.summary.renameTexts.append(QCoreApplication::translate("ImportController", "%1 → %2")
                                            .arg(words::operationName(project.operations.value(rename.gone)),
                                                 words::operationName(imported->model.operations.value(rename.appeared))));
    }
    read.summary.nothingNew = read.merge.delta.isEmpty();
    read.projectName = nameFor(inputs, read.summary);
    read.imported = std::move(imported->model);
    return read;
}

Result<Delta> finishImport(const ThreatModel &project, const ReadImport &read, const QList<MergeSide> &choices, const QList<RenameOffer> &renames,
                           Progress &progress)
{
    ThreatModel ready = project;
    apply(ready, moveToHeirs(project, read.imported));
    ThreatModel model = merged(ready, read, choices, renames);
    if (model.project().name.isEmpty() && !read.projectName.isEmpty()) {
        ProjectInfo info = model.project();
        info.id = ProjectInfo::theId();
        info.name = read.projectName;
        model.info.insert(info);
    }
    const Result<Delta> layout = layoutUnplaced(model, progress);
    if (progress.isCancelled())
        return Error{};
    if (!layout)
        return layout.error();
    apply(model, *layout);
    apply(model, carryOver(project, model, isoNow(), progress));
    if (progress.isCancelled())
        return Error{};
    return diff(project, model);
}

ImportController::ImportController(Document &document, QWidget &window) : QObject(&window), m_document(document), m_window(window) {}

ImportController::~ImportController()
{
    if (m_progress)
        m_progress->cancel();
}

// Runs `work(Progress &)` on another thread, with a progress dialog once it takes a while, then `done(result)` here.
template <class T, class Work, class Done> void ImportController::run(const QString &title, Work work, Done done)
{
    const ProgressWindow window = openProgress(title, m_window);
    QProgressDialog *dialog = window.dialog;
    dialog->setObjectName(u"importProgress"_s);
    const std::shared_ptr<Progress> progress = m_progress = window.progress;
    auto *watcher = new QFutureWatcher<std::shared_ptr<T>>(this);
    connect(watcher, &QFutureWatcherBase::finished, this, [watcher, dialog, done] {
        watcher->deleteLater();
        dialog->hide();
        dialog->deleteLater();
        done(*watcher->result());
    });
    watcher->setFuture(QtConcurrent::run([work, progress] { return std::make_shared<T>(work(*progress)); }));
}

void ImportController::start(const QStringList &inputs)
{
    if (m_running || inputs.isEmpty())
        return;
    m_running = true;
    m_inputs = inputs;
    const QString title = inputs.size() == 1 ? tr("Reading %1…").arg(QFileInfo(inputs.first()).fileName()) : tr("Reading %n file(s)…", nullptr, int(inputs.size()));
    run<Result<ReadImport>>(
        title, [inputs, project = m_document.model()](Progress &progress) { return readImport(inputs, project, progress); },
        [this, revision = m_document.revision()](const Result<ReadImport> &read) {
            if (read && m_document.revision() == revision)
                return review(*read);
            m_running = false;
            if (read) // what was merged no longer is the project
                return emit failed({tr("The project changed while the files were read, so nothing was taken in. Import again."), {}});
            if (!read.error().message.isEmpty())
                emit failed(read.error());
        });
}

void ImportController::review(const ReadImport &read)
{
    auto *dialog = new ImportReview(read.summary, &m_window);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowModality(Qt::WindowModal);
    connect(dialog, &QDialog::rejected, this, [this] { m_running = false; });
    connect(dialog, &QDialog::accepted, this, [this, dialog, read] {
        const QList<MergeSide> choices = dialog->choices();
        const QList<RenameOffer> renames = dialog->acceptedRenames();
        const quint64 revision = m_document.revision();
        run<Result<Delta>>(
            tr("Laying out the diagram…"),
            [project = m_document.model(), read, choices, renames](Progress &progress) { return finishImport(project, read, choices, renames, progress); },
            [this, read, revision](const Result<Delta> &delta) {
                m_running = false;
                if (!delta) {
                    if (!delta.error().message.isEmpty())
                        emit failed(delta.error());
                    return;
                }
                if (m_document.revision() != revision) {
                    emit failed({tr("The project changed while the import was laid out, so nothing was taken in. Import again."), {}});
                    return;
                }
                const bool first = m_document.model().elements.isEmpty();
                const QString what = m_inputs.size() == 1 ? QFileInfo(m_inputs.first()).fileName() : tr("%n file(s)", nullptr, int(m_inputs.size()));
                m_document.endMerge();
                m_document.push(tr("Import %1").arg(what), *delta);
                sourcememory::remember(read.imported, m_inputs);
                emit imported(first, read.summary, m_inputs);
            });
    });
    dialog->open();
    emit reviewing(dialog);
}

} // namespace drawbridge
