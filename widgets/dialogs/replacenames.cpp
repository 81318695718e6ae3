// SPDX-License-Identifier: Apache-2.0
#include "dialogs/replacenames.h"

#include "common/plaintext.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalBlocker>
#include <QTableWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace drawbridge {

namespace {

constexpr int rowsShown = 1000; // more matches are replaced all the same

} // namespace

ReplaceNames::ReplaceNames(Document &document, DiagramId diagram, QWidget *parent) : QDialog(parent), m_document(document), m_diagram(diagram)
{
    setObjectName(u"replaceNames"_s);
    setWindowTitle(tr("Find and replace names"));
    resize(560, 460);
    auto *layout = new QVBoxLayout(this);
    auto *form = new QFormLayout;
    m_find = new QLineEdit;
    m_find->setObjectName(u"find"_s);
    m_with = new QLineEdit;
    m_with->setObjectName(u"replacement"_s);
    form->addRow(tr("&Find"), m_find);
    form->addRow(tr("&Replace with"), m_with);
    m_where = new QComboBox;
    m_where->setObjectName(u"where"_s);
    if (diagram)
        m_where->addItem(tr("On this diagram"));
    m_where->addItem(tr("In the whole model"));
    form->addRow(tr("&Where"), m_where);
    layout->addLayout(form);
    auto *options = new QHBoxLayout;
    m_case = new QCheckBox(tr("&Match case"));
    m_case->setObjectName(u"matchCase"_s);
    m_word = new QCheckBox(tr("Whole w&ords"));
    m_word->setObjectName(u"wholeWord"_s);
    options->addWidget(m_case);
    options->addWidget(m_word);
    options->addStretch(1);
    layout->addLayout(options);
    m_table = new QTableWidget(0, 3);
    m_table->setObjectName(u"matches"_s);
    m_table->setAccessibleName(tr("Names that are found"));
    m_table->setHorizontalHeaderLabels({tr("What"), tr("Name"), tr("Becomes")});
    m_table->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    m_table->horizontalHeader()->setSectionResizeMode(0, QHeaderView::ResizeToContents);
    m_table->verticalHeader()->hide();
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setTabKeyNavigation(false);
    layout->addWidget(m_table, 1);
    m_count = new QLabel;
    m_count->setObjectName(u"count"_s);
    layout->addWidget(m_count);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    m_replace = buttons->addButton(tr("Replace"), QDialogButtonBox::ActionRole);
    m_replace->setObjectName(u"replace"_s);
    m_replace->setAutoDefault(false); // Enter while typing must not replace yet
    buttons->button(QDialogButtonBox::Close)->setAutoDefault(false);
    layout->addWidget(buttons);

    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_replace, &QPushButton::clicked, this, &ReplaceNames::replace);
    for (QLineEdit *edit : {m_find, m_with})
        connect(edit, &QLineEdit::textChanged, this, &ReplaceNames::refresh);
    for (QCheckBox *box : {m_case, m_word})
        connect(box, &QCheckBox::toggled, this, &ReplaceNames::refresh);
    connect(m_where, &QComboBox::currentIndexChanged, this, &ReplaceNames::refresh);
    connect(m_table, &QTableWidget::itemChanged, this, &ReplaceNames::updateButton);
    connect(m_table, &QTableWidget::currentCellChanged, this, [this](int row) {
        if (row >= 0 && row < m_matches.size())
            emit subjectChosen(m_matches[row].subject);
    });
    connect(&m_document, &Document::changed, this, &ReplaceNames::refresh);
    connect(&m_document, &Document::resetDone, this, &QDialog::reject);
    refresh();
}

void ReplaceNames::refresh()
{
    NameSearch search{m_find->text(), m_with->text(), m_case->isChecked(), m_word->isChecked(), {}};
    if (m_diagram && m_where->currentIndex() == 0)
        search.diagram = m_diagram;
    m_matches = nameMatches(m_document.model(), search);
    const QSignalBlocker blocker(m_table);
    const int rows = int(std::min<qsizetype>(m_matches.size(), rowsShown));
    m_table->setRowCount(rows);
    const QString kinds[] = {tr("Element"), tr("Flow"), tr("Boundary")};
    for (int row = 0; row < rows; ++row) {
        const NameMatch &match = m_matches[row];
        const int kind = match.subject.kind == SubjectKind::Element ? 0 : match.subject.kind == SubjectKind::Flow ? 1 : 2;
        auto *what = new QTableWidgetItem(kinds[kind]);
        what->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable);
        what->setCheckState(Qt::Checked);
        m_table->setItem(row, 0, what);
        m_table->setItem(row, 1, new QTableWidgetItem(oneLine(match.before, 200)));
        m_table->setItem(row, 2, new QTableWidgetItem(oneLine(match.after, 200)));
    }
    updateButton();
}

void ReplaceNames::updateButton()
{
    int ticked = 0;
    for (int row = 0; row < m_matches.size(); ++row)
        ticked += row >= m_table->rowCount() || m_table->item(row, 0)->checkState() == Qt::Checked ? 1 : 0;
    m_count->setText(m_find->text().isEmpty() ? tr("Type what to find.") : m_matches.isEmpty() ? tr("No name contains this.") : tr("%n name(s) found", nullptr, int(m_matches.size())));
    m_replace->setText(ticked == 0 ? tr("Replace") : tr("Replace %n", nullptr, ticked));
    m_replace->setEnabled(ticked > 0);
}

void ReplaceNames::replace()
{
    QList<NameMatch> chosen;
    for (int row = 0; row < m_matches.size(); ++row) {
        if (row >= m_table->rowCount() || m_table->item(row, 0)->checkState() == Qt::Checked)
            chosen.append(m_matches[row]);
    }
    m_document.endMerge();
    m_document.push(tr("Replace %n name(s)", nullptr, int(chosen.size())), replaceNames(m_document.model(), chosen));
}

} // namespace drawbridge
