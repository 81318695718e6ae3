// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QMap>
#include <QPlainTextEdit>

namespace drawbridge {

// A plain text editor with line numbers; lines can carry a mark whose words show beside the pointer.
class CodeEdit : public QPlainTextEdit
{
    Q_OBJECT
public:
    struct Mark
    {
        bool error = false; // else a remark
        QString text;
    };

    explicit CodeEdit(QWidget *parent = nullptr);

    // By line, from 1.
    void setMarks(const QMap<int, Mark> &marks);
    const QMap<int, Mark> &marks() const { return m_marks; }
    // Puts the cursor there, both from 1, and shows the line.
    void goTo(int line, int column);

protected:
    void resizeEvent(QResizeEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    bool viewportEvent(QEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    friend class LineNumbers;
    void paintNumbers(QPaintEvent *event);
    int numbersWidth() const;
    void place();
    void showMarks();

    QWidget *m_numbers;
    QMap<int, Mark> m_marks;
};

} // namespace drawbridge
