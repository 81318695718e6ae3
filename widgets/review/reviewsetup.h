// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "threatmodel/threatmodel.h"
#include "workshop/agenda.h"

#include <QDialog>

class QComboBox;
class QLabel;
class QLineEdit;
class QListWidget;
class QPushButton;
class QSpinBox;
class QTableWidget;

namespace drawbridge {

// Prepares a review: what to look at and in which order, who is there, how long.
class ReviewSetup : public QDialog
{
    Q_OBJECT
public:
    using MakeAgenda = std::function<QList<AgendaItem>(AgendaOrder)>;

    // `people`: who is known from earlier; `agenda` is asked for each order.
    ReviewSetup(const QString &title, const QList<Person> &people, const QString &facilitator, MakeAgenda agenda, QWidget *parent = nullptr);

    // As filled in: agenda, participants, time box, order.
    Review review() const;
    QList<Person> people() const; // those written down, with their roles
    void accept() override;

protected:
    bool eventFilter(QObject *object, QEvent *event) override;

private:
    void nextPerson();
    void fillAgenda();
    void moveCurrent(int steps);
    void updateCount();
    void addPersonRow(const Person &person, bool takesPart);

    MakeAgenda m_agenda;
    QList<AgendaItem> m_items; // in the order of the list
    bool m_ownOrder = false;
    QLineEdit *m_title;
    QComboBox *m_order;
    QSpinBox *m_minutes;
    QComboBox *m_facilitator;
    QTableWidget *m_people;
    QListWidget *m_list;
    QLabel *m_count;
    QPushButton *m_start;
};

} // namespace drawbridge
