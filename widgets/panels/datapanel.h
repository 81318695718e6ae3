// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tables/datarows.h"

#include <QSet>
#include <QWidget>

#include <memory>

class QLabel;
class QListWidget;
class QPushButton;
class QStackedWidget;
class QTabBar;
class QTableView;
class QMenu;

namespace drawbridge {

class ElidedLabel;
class EmptyState;
class RowsFilter;

// Where data goes: assets and classes, how each place protects the chosen one, and the hops of its way to step along.
class DataPanel : public QWidget
{
    Q_OBJECT
public:
    explicit DataPanel(QWidget *parent = nullptr);

    void setAnalysis(std::shared_ptr<const ThreatModel> model, std::shared_ptr<const AnalysisResult> analysis);
    // By the key of the Data lens; an unknown one chooses nothing.
    void choose(const QString &key);
    QString chosen() const { return m_key; }
    // The next or previous hop; stops at the ends. False where there is none.
    bool step(int by);
    int currentHop() const { return m_hop; } // number from 0; -1: none
    QTableView *protectionTable() const { return m_protectionTable; }
    QTableView *hopsTable() const { return m_hopsTable; }
    QListWidget *list() const { return m_list; }

signals:
    void chosenChanged(const QString &key); // by a person
    // A hop is looked at: its flow, and the way to it from where the data starts (elements and flows in turn).
    void hopChosen(drawbridge::FlowId flow, const QList<QUuid> &way);
    void subjectChosen(const drawbridge::Subject &subject);
    void assetChosen(drawbridge::DataAssetId asset);
    void diagramWanted(const drawbridge::DataAsset &asset, const QSet<drawbridge::ElementId> &elements);
    void mergeWanted(const drawbridge::DataAsset &first, const QList<drawbridge::DataAsset> &others);
    void setAsideWanted(const drawbridge::DataAsset &asset);
    void removeWanted(drawbridge::DataAssetId asset);
    void addWanted();

private:
    void fillList();
    void fillTables();
    void fillMenu();
    void showHop(int number);
    const AssetView *view() const;
    QTableView *makeTable(QAbstractItemModel *model, const char *name, const QString &title);

    std::shared_ptr<const ThreatModel> m_model;
    std::shared_ptr<const AnalysisResult> m_analysis;
    QList<AssetRow> m_assets;
    QString m_key;
    int m_hop = -1;
    bool m_quiet = false;
    bool m_wayForced = false; // by a class, which has no matrix
    QListWidget *m_list;
    QTabBar *m_tabs;
    QStackedWidget *m_stack, *m_content;
    ProtectionModel *m_protection;
    HopsModel *m_hops;
    RowsFilter *m_protectionFilter, *m_hopsFilter;
    QTableView *m_protectionTable, *m_hopsTable;
    QLabel *m_title;
    ElidedLabel *m_where;
    QPushButton *m_previous, *m_next, *m_diagram, *m_more;
    QMenu *m_menu;
};

} // namespace drawbridge
