// SPDX-License-Identifier: Apache-2.0
// Data assets, their protection and the way they go, as the data panel shows them.
#pragma once

#include "analysis/analysis.h"
#include "tables/rowsmodel.h"

namespace drawbridge {

// An asset, or a class of data, that can be followed.
struct AssetRow
{
    QString key;  // as the Data lens names its choices
    DataAssetId asset; // null for a class
    QString name, sensitivity, volume, owner, state;
    int level = 0; // of sensitivity
    int fields = 0, gaps = 0;
    QString search;
    bool operator==(const AssetRow &) const = default;
};

// One place that has the data, with a cell per kind of protection.
struct ProtectionTableRow
{
    QString key;
    Subject subject;
    int rank = 0;
    QString place, name, certainty;
    QString cells[protectionCount];
    Tone tones[protectionCount] = {};
    bool gap = false;
    QString search;
    bool operator==(const ProtectionTableRow &) const = default;
};

// One hop of the way.
struct HopRow
{
    QString key;
    int number = 0; // from 1
    int hop = -1;   // in the trace
    FlowId flow;
    QString way, data, form, certainty, why, place;
    SourceRef at;
    Subject evidence; // operation or field that shows it; the flow where nothing else does
    Tone tone = Tone::Plain;
    QString search;
    bool operator==(const HopRow &) const = default;
};

namespace datawords {
QString of(Sensitivity sensitivity);
QString volume(const QString &volume); // "bulk" → "In bulk"
QString form(const QString &form);
QString of(Protection what);
QString of(PlaceKind place);
// A cell in words, with a mark that needs no colour: "✓ https", "✕ none", "? not known", "–".
QString cell(const ProtectionCell &cell, Protection what);
// What a hop rests on, in a sentence.
QString reason(const ThreatModel &model, const DataHop &hop);
} // namespace datawords

// Assets, then classes; in the order of the lens's choices.
QList<AssetRow> assetRows(const AnalysisResult &analysis);
QList<ProtectionTableRow> protectionRows(const ThreatModel &model, const QList<ProtectionRow> &matrix);
QList<HopRow> hopRows(const ThreatModel &model, const DataTrace &trace, const QList<int> &hops);

class ProtectionModel : public RowsModel<ProtectionTableRow>
{
    Q_OBJECT
public:
    enum Column { Place, Name, FirstProtection, ColumnCount = FirstProtection + protectionCount };
    using RowsModel::RowsModel;
    int columnCount(const QModelIndex &parent = {}) const override { return parent.isValid() ? 0 : int(ColumnCount); }
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    QVariant data(const QModelIndex &index, int role) const override;
};

class HopsModel : public RowsModel<HopRow>
{
    Q_OBJECT
public:
    enum Column { Number, Way, Data, Form, Certainty, Why, Place, ColumnCount };
    using RowsModel::RowsModel;
    int columnCount(const QModelIndex &parent = {}) const override { return parent.isValid() ? 0 : ColumnCount; }
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    QVariant data(const QModelIndex &index, int role) const override;
};

} // namespace drawbridge
