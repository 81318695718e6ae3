// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "analysis/questions.h"
#include "tables/findingrow.h"
#include "tables/rowdelegate.h"

#include <QWidget>

class QLabel;
class QLineEdit;
class QScrollArea;
class QVBoxLayout;

namespace drawbridge {

class EmptyState;

// An answer to a question, as the person gave it.
struct QuestionAnswer
{
    enum class Word { Yes, No, Planned, NotApplicable };
    Question question;
    Word word = Word::Yes;
    QString evidence, owner;
};

// The open questions, one for each control and place, each answered by one click; evidence and owner go with the click.
class QuestionsPanel : public QWidget
{
    Q_OBJECT
public:
    explicit QuestionsPanel(QWidget *parent = nullptr);

    void setQuestions(const QList<Question> &questions, const ThreatModel &model, const RuleTexts &rules);
    // Brings the question into view that a finding waits for.
    void showFinding(const QString &fingerprint);
    // Marks questions that are talked about, by fingerprint of their findings.
    void setThreads(const QHash<QString, RowThreads> &threads);
    int count() const { return int(m_questions.size()); }

signals:
    void answered(const drawbridge::QuestionAnswer &answer);
    void findingChosen(const QString &fingerprint);
    // What is said about the finding.
    void threadsWanted(const QString &fingerprint);
    void countChanged(int count);

private:
    void rebuild();
    QWidget *rowFor(const Question &question);
    QString titleOf(const Question &question) const;

    QList<Question> m_questions;
    ThreatModel m_model;
    RuleTexts m_rules;
    QHash<QString, QWidget *> m_rows; // by key
    QHash<QString, RowThreads> m_threads;
    QLineEdit *m_search, *m_evidence, *m_owner;
    QScrollArea *m_area;
    QWidget *m_list = nullptr;
    EmptyState *m_empty;
};

} // namespace drawbridge
