// SPDX-License-Identifier: Apache-2.0
// Reads the catalogue's files: from the program's resources and from the user's folders. The engine itself reads nothing.
#include "analysis/catalogue.h"
#include "analysis/rulepacks.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

namespace drawbridge {

namespace {

constexpr qint64 largestRuleFile = 4 << 20;

QByteArray bytesOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

void readRuleFiles(const QStringList &paths, QList<RuleFile> &into, Diagnostics &diagnostics)
{
    for (const QString &path : paths) {
        const QFileInfo info(path);
        if (info.isDir()) {
            QStringList inside;
            for (const QString &name : QDir(path).entryList({QStringLiteral("*.yaml"), QStringLiteral("*.yml")}, QDir::Files, QDir::Name))
                inside << QDir(path).filePath(name);
            if (inside.isEmpty())
                diagnostics.warn(QStringLiteral("there are no rule files (*.yaml) in this folder"), SourceRef{path, {}, 0, 0});
            readRuleFiles(inside, into, diagnostics);
            continue;
        }
        QFile file(path);
        if (!file.open(QIODevice::ReadOnly)) {
            diagnostics.error(QStringLiteral("this rule file can't be read: %1").arg(file.errorString()), SourceRef{path, {}, 0, 0});
            continue;
        }
        if (file.size() > largestRuleFile) {
            diagnostics.error(QStringLiteral("this file is too large for a rule file; split it"), SourceRef{path, {}, 0, 0});
            continue;
        }
        into << RuleFile{path, file.readAll()};
    }
}

CatalogueFiles shippedCatalogueFiles()
{
    CatalogueFiles files;
    for (const QString &name : QDir(QStringLiteral(":/rules")).entryList(QDir::Files, QDir::Name)) {
        if (name == u"controls.yaml")
            files.controls = {QStringLiteral("rules/controls.yaml"), bytesOf(QStringLiteral(":/rules/") + name)};
        else if (name.endsWith(QStringLiteral(".yaml")))
            files.shipped << RuleFile{QStringLiteral("rules/") + name, bytesOf(QStringLiteral(":/rules/") + name)};
    }
    for (const QString &name : QDir(QStringLiteral(":/lexicons")).entryList(QDir::Files, QDir::Name))
        files.lexicons << LexiconFile{QStringLiteral("lexicons/") + name, bytesOf(QStringLiteral(":/lexicons/") + name)};
    files.standards = {QStringLiteral("standards/standards.yaml"), bytesOf(QStringLiteral(":/standards/standards.yaml"))};
    return files;
}

std::shared_ptr<const Catalogue> loadCatalogue(const QStringList &userPaths, const QList<RuleFile> &packs, Diagnostics &diagnostics)
{
    CatalogueFiles files = shippedCatalogueFiles();
    readRuleFiles(userPaths, files.own, diagnostics);
    files.own += packs;
    return Catalogue::load(files, diagnostics);
}

std::shared_ptr<const Catalogue> loadCatalogue(const QStringList &userPaths, Diagnostics &diagnostics)
{
    return loadCatalogue(userPaths, {}, diagnostics);
}

RuleTestSummary testRules(const QStringList &paths, Diagnostics &diagnostics)
{
    CatalogueFiles files = shippedCatalogueFiles();
    if (!paths.isEmpty()) {
        files.shipped.clear();
        readRuleFiles(paths, files.own, diagnostics);
    }
    return Catalogue::test(files, diagnostics);
}

} // namespace drawbridge
