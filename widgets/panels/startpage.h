// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QFrame>
#include <QWidget>

class QMimeData;
class QVBoxLayout;

namespace drawbridge {

// The one big place to drop files on.
class DropArea : public QFrame
{
    Q_OBJECT
public:
    explicit DropArea(QWidget *parent = nullptr);

signals:
    void dropped(const QStringList &paths);
    void filesWanted();
    void folderWanted();

protected:
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dragLeaveEvent(QDragLeaveEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    void setHot(bool hot);
};

// Local files of a drop; empty where there are none.
QStringList droppedPaths(const QMimeData &data);

// What stands in the window before anything is open: drop area, recent projects, samples, work that can be recovered.
class StartPage : public QWidget
{
    Q_OBJECT
public:
    struct Recent
    {
        QString path;
        QString detail;
    };
    struct Recoverable
    {
        QString journal;
        QString title;
        QString detail;
    };
    struct Sample
    {
        QString name, detail, path;
    };

    explicit StartPage(QWidget *parent = nullptr);

    void setRecent(const QList<Recent> &recent);
    void setSamples(const QList<Sample> &samples);
    void setRecoverable(const QList<Recoverable> &recoverable);

signals:
    void importRequested(const QStringList &paths);
    void filesWanted();
    void folderWanted();
    void emptyWanted();
    void openWanted();
    void openRequested(const QString &path);
    void sampleRequested(const QString &path);
    // Its files are to be imported as one would import one's own.
    void sampleFilesRequested(const QString &path);
    void recoverRequested(const QString &journal);
    void discardRequested(const QString &journal);

private:
    QWidget *m_recoverBox;
    QVBoxLayout *m_recover;
    QWidget *m_recentBox;
    QVBoxLayout *m_recent;
    QWidget *m_sampleBox;
    QVBoxLayout *m_samples;
};

} // namespace drawbridge
