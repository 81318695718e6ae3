// SPDX-License-Identifier: Apache-2.0
#include "mainwindow/sourcememory.h"

#include "panels/sourcereader.h"

#include <QDir>
#include <QFileInfo>
#include <QSettings>

using namespace Qt::StringLiterals;

namespace drawbridge::sourcememory {

namespace {

constexpr int keptAtMost = 400;

// By content, not by name: two projects may each have an api.yaml.
QString keyOf(const Source &source)
{
    return u"sources/"_s + source.sha256.left(32);
}

} // namespace

void remember(const ThreatModel &imported, const QStringList &inputs)
{
    QSettings settings;
    settings.beginGroup(u"sources"_s);
    if (settings.childKeys().size() > keptAtMost)
        settings.remove(QString());
    settings.endGroup();
    for (const Source &source : imported.sources) {
        for (const QString &input : inputs) {
            const QFileInfo info(input);
            // Names may begin some folders above the file where two files would be called the same.
            QDir folder(info.isDir() ? info.absoluteFilePath() : info.absolutePath());
            for (int up = 0; up < 6; ++up) {
                if (const QString path = findSource(source, {folder.absolutePath()}); !path.isEmpty() && stateOf(path, source.sha256) == SourceState::Current) {
                    settings.setValue(keyOf(source), QStringList{folder.absolutePath(), info.absoluteFilePath()});
                    break;
                }
                if (!folder.cdUp())
                    break;
            }
        }
    }
}

QStringList foldersFor(const ThreatModel &model, const QString &projectPath)
{
    QSettings settings;
    QStringList folders;
    for (const Source &source : model.sources) {
        const QStringList kept = settings.value(keyOf(source)).toStringList();
        if (kept.size() == 2)
            folders.append(kept.first());
    }
    folders.sort();
    if (!projectPath.isEmpty())
        folders.append(QFileInfo(projectPath).absolutePath());
    folders.removeDuplicates();
    return folders;
}

QStringList inputsFor(const ThreatModel &model)
{
    QSettings settings;
    QStringList inputs;
    for (const Source &source : model.sources) {
        const QStringList kept = settings.value(keyOf(source)).toStringList();
        if (kept.size() == 2 && QFileInfo::exists(kept.last()))
            inputs.append(kept.last());
    }
    inputs.sort();
    inputs.removeDuplicates();
    return inputs;
}

} // namespace drawbridge::sourcememory
