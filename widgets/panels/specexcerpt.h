// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "panels/sourcereader.h"

#include <QPointer>
#include <QWidget>

namespace drawbridge {

// A few lines of a specification with their numbers, those that matter marked; or a sentence on why they are
// not there. A line that is talked about has a mark; a click on the mark or on a number, or C on the line that the arrow
// keys have reached, leads to what is said about it.
class SpecExcerpt : public QWidget
{
    Q_OBJECT
public:
    explicit SpecExcerpt(QWidget *parent = nullptr);

    // Reads the lines around the marked ones of one file and shows them when they are there.
    void load(SourceReader &reader, const Source &source, const QList<int> &marked);
    void setExcerpt(const Excerpt &excerpt, const QString &file, const QList<int> &marked);
    QString text() const; // what is shown, for tests and the clipboard
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return {80, sizeHint().height()}; }

protected:
    void paintEvent(QPaintEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;

private:
    struct Line
    {
        int number = 0;
        QString text;
        bool marked = false;
    };
    int lineAt(const QPoint &position) const; // index; -1: none
    int notedAt(const QPoint &position) const; // line that a click there talks about; -1: none
    void wantNotes(int index);

    QPointer<LineNotes> m_notes;
    QString m_file;
    int m_hovered = -1, m_current = -1;
    QList<Line> m_lines;
    QString m_sentence;
};

} // namespace drawbridge
