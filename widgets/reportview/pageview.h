// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QFrame>
#include <QHash>
#include <QImage>

class QLabel;
class QProgressBar;
class QPushButton;
class QSpinBox;
class QStackedWidget;
class QToolButton;

namespace drawbridge {

// Shows one page of a report at a time, as large as fits. It asks for the pages that it has not got.
class PageView : public QFrame
{
    Q_OBJECT
public:
    explicit PageView(QWidget *parent = nullptr);

    // A new report of that many pages; stays on the page where it was.
    void setPages(int count);
    void setPage(int page, const QImage &image);
    void goTo(int page);
    int page() const { return m_page; }
    int count() const { return m_count; }
    bool isShown() const { return m_images.contains(m_page); }
    // In device pixels: what a picture of a page should fit.
    QSize fit() const;

    void setBusy(int percent, const QString &step);
    void setIdle();
    // Instead of pages.
    void setMessage(const QString &message);

signals:
    void pagesWanted(int first, int last);
    void cancelled();

protected:
    void resizeEvent(QResizeEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void show();
    void ask();

    int m_page = 0, m_count = 0;
    QSize m_asked;
    QHash<int, QImage> m_images;
    QLabel *m_picture, *m_of, *m_message, *m_step;
    QToolButton *m_previous, *m_next;
    QSpinBox *m_number;
    QProgressBar *m_bar;
    QPushButton *m_cancel;
    QWidget *m_busy;
    class QTimer *m_resized;
};

} // namespace drawbridge
