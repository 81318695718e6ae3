// SPDX-License-Identifier: Apache-2.0
// Edits and saves a project without end, and says on standard output what is done: "e N" when edit N is committed,
// "s N" when the project with N edits is saved. Made to be killed, by its parent or at a named step by itself.
//   kill_victim FOLDER PROJECT [STEP COUNT]
#include "replay.h"
#include "storage/journal.h"
#include "storage/projectfile.h"
#include "storage/steps.h"

#include <QCoreApplication>
#include <QFile>

#include <csignal>
#include <cstdio>
#include <unistd.h>

using namespace drawbridge;

namespace {

QByteArray crashStep;
int crashCount = 0;

void crashAtStep(const char *step)
{
    if (crashStep == step && --crashCount == 0)
        raise(SIGKILL);
}

void say(char what, int n)
{
    const QByteArray line = QByteArray(1, what) + ' ' + QByteArray::number(n) + '\n';
    if (write(STDOUT_FILENO, line.constData(), size_t(line.size())) != line.size())
        _exit(3);
}

int fail(const Error &error)
{
    std::fputs(qPrintable(error.message), stderr);
    return 2;
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication app(argc, argv);
    const QString folder = app.arguments().value(1), project = app.arguments().value(2);
    crashStep = app.arguments().value(3).toLatin1();
    crashCount = app.arguments().value(4).toInt();
    setStepListener(crashAtStep);

    ThreatModel model;
    std::unique_ptr<Journal> journal;
    ProjectLock lock;
    const QList<RecoverableJournal> left = Journal::recoverable(folder);
    QByteArray content;
    if (QFile::exists(project)) {
        Result<LoadedProject> loaded = loadProject(project, &lock);
        if (!loaded)
            return fail(loaded.error());
        model = loaded->model;
        content = loaded->content;
    }
    if (!left.isEmpty()) {
        Result<Journal::Resumed> resumed = Journal::resume(left.constFirst().journalPath);
        if (!resumed)
            return fail(resumed.error());
        model = resumed->model;
        journal = std::move(resumed->journal);
    } else {
        Result<std::unique_ptr<Journal>> created = content.isEmpty() ? Journal::create(folder, project, model) : Journal::create(folder, project, content);
        if (!created)
            return fail(created.error());
        journal = std::move(*created);
    }
    for (int n = testing::editsOf(model) + 1;; ++n) {
        const Delta delta = testing::edit(model, n);
        if (const Result<void> appended = journal->append(delta); !appended)
            return fail(appended.error());
        apply(model, delta);
        say('e', n);
        if (n % 7 == 0) {
            if (const Result<void> saved = saveProject(project, model, &lock, &content); !saved)
                return fail(saved.error());
            say('s', n);
            if (const Result<void> rebased = journal->rebase(project, content); !rebased)
                return fail(rebased.error());
        }
    }
}
