// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "review/workshoppage.h"

class QComboBox;
class QLineEdit;
class QLabel;
class QPlainTextEdit;
class QPushButton;
class QScrollArea;
class QVBoxLayout;

namespace drawbridge {

class MentionCompleter;

// Threads of comments and questions: about what is selected, open ones, questions, those that mention the person at the
// keyboard, those with certain words.
class CommentsPage : public WorkshopPage
{
    Q_OBJECT
public:
    enum Filter { Open, Selected, Questions, Mine, Resolved, All };

    explicit CommentsPage(QWidget *parent = nullptr);
    void show(const WorkshopInput &input) override;
    void setFilter(Filter filter);
    // To write about what is selected.
    void focusEntry();

private:
    void rebuild();
    void submit(bool question);
    QWidget *threadCard(const QList<Comment> &thread);

    WorkshopInput m_input;
    CommentId m_answering; // null: a new thread
    bool isAbout(const Comment &first) const;
    QComboBox *m_filter;
    QLineEdit *m_search;
    MentionCompleter *m_mentions;
    QScrollArea *m_scroll;
    QLabel *m_about;
    QPlainTextEdit *m_text;
    QPushButton *m_send, *m_ask;
};

} // namespace drawbridge
