// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QAbstractTableModel>
#include <QHash>
#include <QSet>

namespace drawbridge {

// Roles that all tables share.
enum RowRole {
    KeyRole = Qt::UserRole, // QString, stable
    SortRole,               // what the column sorts by
    SearchRole,             // lower case text of the whole row (column 0)
    OpenRole,               // bool: still needs a person (column 0)
    GroupRole,              // QString: the service it belongs to (column 0)
    BandRole,               // int; with RiskRole: paint a badge; -1: a question
    RiskRole,               // double
    ChipsRole,              // QStringList
    ToneRole,               // Tone
    MonospaceRole,          // bool
};

enum class Tone { Plain, Muted, Good, Bad, Accent };

// A table over rows that are values with a `key`. setRows() turns the old rows into the new ones by removing, changing
// and appending, never by a reset, so that views keep their selection. Rows stand in no particular order: sort in a proxy.
template <class Row> class RowsModel : public QAbstractTableModel
{
public:
    using QAbstractTableModel::QAbstractTableModel;

    int rowCount(const QModelIndex &parent = {}) const override { return parent.isValid() ? 0 : int(m_rows.size()); }
    const Row &row(int i) const { return m_rows.at(i); }
    const QList<Row> &rows() const { return m_rows; }
    // The row with the key, or -1.
    int indexOf(const QString &key) const { return m_index.value(key, -1); }

    void setRows(QList<Row> rows)
    {
        QHash<QString, qsizetype> wanted;
        wanted.reserve(rows.size());
        for (qsizetype i = 0; i < rows.size(); ++i)
            wanted.insert(rows[i].key, i); // of equal keys the last one counts
        removeMissing(wanted);
        changeKept(wanted, rows);
        append(wanted, rows);
    }

private:
    void removeMissing(const QHash<QString, qsizetype> &wanted)
    {
        for (qsizetype last = m_rows.size() - 1; last >= 0; --last) {
            if (wanted.contains(m_rows[last].key))
                continue;
            qsizetype first = last;
            while (first > 0 && !wanted.contains(m_rows[first - 1].key))
                --first;
            this->beginRemoveRows({}, int(first), int(last));
            m_rows.remove(first, last - first + 1);
            reindex();
            this->endRemoveRows();
            last = first;
        }
    }

    void changeKept(const QHash<QString, qsizetype> &wanted, const QList<Row> &rows)
    {
        qsizetype first = -1, last = -1;
        for (qsizetype i = 0; i < m_rows.size(); ++i) {
            const Row &now = rows[wanted.value(m_rows[i].key)];
            if (m_rows[i] == now)
                continue;
            m_rows[i] = now;
            first = first < 0 ? i : first;
            last = i;
        }
        if (first >= 0)
            emit this->dataChanged(this->index(int(first), 0), this->index(int(last), this->columnCount({}) - 1));
    }

    void append(const QHash<QString, qsizetype> &wanted, const QList<Row> &rows)
    {
        QList<Row> fresh;
        for (qsizetype i = 0; i < rows.size(); ++i) {
            if (!m_index.contains(rows[i].key) && wanted.value(rows[i].key) == i)
                fresh.append(rows[i]);
        }
        if (fresh.isEmpty())
            return;
        this->beginInsertRows({}, int(m_rows.size()), int(m_rows.size() + fresh.size() - 1));
        m_rows += fresh;
        reindex();
        this->endInsertRows();
    }

    void reindex()
    {
        m_index.clear();
        m_index.reserve(m_rows.size());
        for (qsizetype i = 0; i < m_rows.size(); ++i)
            m_index.insert(m_rows[i].key, int(i));
    }

    QList<Row> m_rows;
    QHash<QString, int> m_index;
};

} // namespace drawbridge
