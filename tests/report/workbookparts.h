// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QDomDocument>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>

namespace drawbridge::test {

// The parts of a workbook (.xlsx): files in a ZIP archive, unpacked by another program than the one that packed them.
class WorkbookParts
{
public:
    explicit WorkbookParts(const QByteArray &workbook) : m_path(m_dir.filePath(QStringLiteral("book.xlsx")))
    {
        QFile file(m_path);
        m_isWritten = file.open(QIODevice::WriteOnly) && file.write(workbook) == workbook.size();
    }

    bool isWritten() const { return m_isWritten; }
    // Empty where there is no such part.
    QDomDocument part(const QString &name) const
    {
        QProcess unzip;
        unzip.start(QStringLiteral("unzip"), {QStringLiteral("-p"), m_path, name});
        QDomDocument document;
        if (unzip.waitForFinished())
            document.setContent(unzip.readAllStandardOutput());
        return document;
    }

private:
    const QTemporaryDir m_dir;
    const QString m_path;
    bool m_isWritten = false;
};

} // namespace drawbridge::test
