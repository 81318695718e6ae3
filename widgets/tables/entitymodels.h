// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tables/entityrows.h"

namespace drawbridge {

// Every operation with who may call it and the worst that is known about it.
class OperationsModel : public RowsModel<OperationRow>
{
    Q_OBJECT
public:
    enum Column { Method, Path, Service, Callers, Roles, Findings, ColumnCount };
    using RowsModel::RowsModel;
    int columnCount(const QModelIndex &parent = {}) const override { return parent.isValid() ? 0 : ColumnCount; }
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    QVariant data(const QModelIndex &index, int role) const override;
};

// Every field that holds data worth protecting, with its class and why it is believed.
class DataModel : public RowsModel<DataRow>
{
    Q_OBJECT
public:
    enum Column { Class, Field, Certainty, Form, Why, Place, ColumnCount };
    using RowsModel::RowsModel;
    int columnCount(const QModelIndex &parent = {}) const override { return parent.isValid() ? 0 : ColumnCount; }
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    QVariant data(const QModelIndex &index, int role) const override;
};

// What could not be read, or looked wrong, with its place.
class NotesModel : public RowsModel<NoteRow>
{
    Q_OBJECT
public:
    enum Column { Kind, Message, Place, ColumnCount };
    using RowsModel::RowsModel;
    int columnCount(const QModelIndex &parent = {}) const override { return parent.isValid() ? 0 : ColumnCount; }
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    QVariant data(const QModelIndex &index, int role) const override;
};

} // namespace drawbridge
