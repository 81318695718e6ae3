// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "document/document.h"
#include "edits/nameedits.h"

#include <QDialog>

class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QTableWidget;

namespace drawbridge {

// Finds names and replaces them: shows what would become of each, replaces those that are ticked in one step.
class ReplaceNames : public QDialog
{
    Q_OBJECT
public:
    // `diagram`: the one that is shown; null where none is. The document outlives the dialog.
    ReplaceNames(Document &document, DiagramId diagram, QWidget *parent = nullptr);

signals:
    // A row was chosen: shows the thing.
    void subjectChosen(const drawbridge::Subject &subject);

private:
    void refresh();
    void replace();
    void updateButton();

    Document &m_document;
    const DiagramId m_diagram;
    QLineEdit *m_find, *m_with;
    QCheckBox *m_case, *m_word;
    QComboBox *m_where;
    QTableWidget *m_table;
    QLabel *m_count;
    QPushButton *m_replace;
    QList<NameMatch> m_matches;
};

} // namespace drawbridge
