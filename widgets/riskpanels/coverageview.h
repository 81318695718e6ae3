// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "coverage/coverage.h"
#include "tables/findingrow.h"

#include <QAbstractTableModel>
#include <QWidget>

class QComboBox;
class QLabel;
class QTableView;
class QVBoxLayout;

namespace drawbridge {

// The matrix as a table: things down, categories across; cells say a symbol and a word.
class CoverageModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    using QAbstractTableModel::QAbstractTableModel;
    void setCoverage(const CoverageMatrix &coverage);
    const CoverageMatrix &coverage() const { return m_coverage; }
    int rowCount(const QModelIndex &parent = {}) const override { return parent.isValid() ? 0 : int(m_coverage.rows.size()); }
    int columnCount(const QModelIndex &parent = {}) const override { return parent.isValid() ? 0 : 1 + int(m_coverage.categories.size()); }
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    QVariant data(const QModelIndex &index, int role) const override;

private:
    CoverageMatrix m_coverage;
};

// What was looked at: elements, operations, flows and boundaries against STRIDE or the OWASP API list; a cell leads to
// what stands behind it.
class CoverageView : public QWidget
{
    Q_OBJECT
public:
    explicit CoverageView(QWidget *parent = nullptr);
    void setCoverage(const CoverageMatrix &stride, const CoverageMatrix &owasp, const QList<Finding> &findings, const RuleTexts &rules);
    QTableView *table() const { return m_table; }

signals:
    void findingChosen(const QString &fingerprint);
    void subjectChosen(const drawbridge::Subject &subject);

private:
    void refresh();
    void showCell(const QModelIndex &index);

    CoverageMatrix m_coverage[2];
    QHash<QString, Finding> m_findings;
    RuleTexts m_rules;
    CoverageModel *m_model;
    QComboBox *m_scheme;
    QLabel *m_summary;
    QTableView *m_table;
    QVBoxLayout *m_detail;
    QWidget *m_detailBody = nullptr;
};

QString coverageStateWord(CoverageState state);
QString coverageCategoryTitle(const QString &category);

} // namespace drawbridge
