// SPDX-License-Identifier: Apache-2.0
#include "mainwindow/samples.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QStandardPaths>

using namespace Qt::StringLiterals;

namespace drawbridge::samples {

namespace {

// Context of this file's texts.
struct SamplesText
{
    Q_DECLARE_TR_FUNCTIONS(Samples)
};

// "harbour-market" → "Harbour market".
QString nameOf(const QString &folder)
{
    QString name = QString(folder).replace(u'-', u' ');
    if (!name.isEmpty())
        name[0] = name[0].toUpper();
    return name;
}

} // namespace

QList<Sample> shipped()
{
    QList<Sample> samples;
    const QDir root(u":/samples"_s);
    QStringList folders = root.entryList(QDir::Dirs | QDir::NoDotAndDotDot, QDir::Name);
    // The small one for the first minute comes first.
    std::stable_sort(folders.begin(), folders.end(), [&](const QString &a, const QString &b) {
        const auto size = [&](const QString &folder) { return QDir(root.filePath(folder)).entryList(QDir::Files).size(); };
        return size(a) < size(b);
    });
    for (const QString &folder : std::as_const(folders)) {
        const int files = int(QDir(root.filePath(folder)).entryList({u"*.yaml"_s, u"*.yml"_s, u"*.json"_s}, QDir::Files).size());
        const QString detail = SamplesText::tr("%n specification(s)", nullptr, files);
        samples.append({nameOf(folder), scriptOf(root.filePath(folder)).isEmpty() ? detail : SamplesText::tr("%1, reviewed").arg(detail), root.filePath(folder)});
    }
    return samples;
}

QByteArray scriptOf(const QString &resource)
{
    QFile file(resource + u"/project.script"_s);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

Result<QString> unpack(const QString &resource)
{
    const QDir from(resource);
    const QString to = QStandardPaths::writableLocation(QStandardPaths::AppLocalDataLocation) + u"/samples/"_s + from.dirName();
    const Error failed{SamplesText::tr("The sample can't be copied to %1. Check that there is room and that you may write there.").arg(to), {}};
    if (!QDir().mkpath(to))
        return failed;
    for (const QString &name : from.entryList({u"*.yaml"_s, u"*.yml"_s, u"*.json"_s}, QDir::Files, QDir::Name)) {
        const QString target = to + u'/' + name;
        if (QFileInfo::exists(target))
            continue; // a person may have changed it
        if (!QFile::copy(from.filePath(name), target))
            return failed;
        QFile::setPermissions(target, QFile::ReadOwner | QFile::WriteOwner | QFile::ReadGroup | QFile::ReadOther);
    }
    return to;
}

} // namespace drawbridge::samples
