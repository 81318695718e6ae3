// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "threatmodel/delta.h"

#include <QObject>
#include <QUndoStack>

namespace drawbridge {

// Merges consecutive edits of one thing (typing, nudging) into one undo step: equal keys merge, an empty one never does.
using MergeKey = QString;

// The open project: the current model and its undo history; the only place where the model changes.
class Document : public QObject
{
    Q_OBJECT
public:
    explicit Document(ThreatModel model = {}, QObject *parent = nullptr);

    // Copy it (microseconds) to work on another thread.
    const ThreatModel &model() const { return m_model; }
    // Grows with each change; results computed for an older revision are stale.
    quint64 revision() const { return m_revision; }

    // Applies the delta as one undo step named `text` (imperative, translated). An empty delta does nothing.
    void push(const QString &text, const Delta &delta, const MergeKey &key = {});
    // The next push starts a new undo step even with an equal key: call it when selection or focus changes.
    void endMerge() { ++m_mergeEpoch; }

    QUndoStack *undoStack() { return &m_undoStack; }
    // Replaces everything, without undo: open, new.
    void reset(ThreatModel model);
    bool isClean() const { return m_undoStack.isClean(); }
    void setClean() { m_undoStack.setClean(); }

signals:
    // After each change, also by undo and redo. Handlers read; they do not edit.
    void changed(const drawbridge::Delta &delta);
    // After reset(): views build themselves anew.
    void resetDone();

private:
    friend class EditCommand;
    void applyNow(const Delta &delta);

    ThreatModel m_model;
    quint64 m_revision = 0;
    int m_mergeEpoch = 0;
    QUndoStack m_undoStack;
};

} // namespace drawbridge
