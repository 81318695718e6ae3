// SPDX-License-Identifier: Apache-2.0
#include "document/document.h"

#include "threatmodel/validate.h"

#include <QUndoCommand>

namespace drawbridge {

// The one command class: redo applies, undo applies the inverse, mergeWith composes.
class EditCommand : public QUndoCommand
{
public:
    EditCommand(Document &document, const QString &text, Delta delta, MergeKey key, int epoch)
        : QUndoCommand(text), m_document(document), m_delta(std::move(delta)), m_key(std::move(key)), m_epoch(epoch)
    {
    }

    int id() const override { return m_key.isEmpty() ? -1 : 1; }
    void redo() override { m_document.applyNow(m_delta); }
    void undo() override { m_document.applyNow(inverse(m_delta)); }
    bool mergeWith(const QUndoCommand *other) override
    {
        const auto *next = static_cast<const EditCommand *>(other);
        if (next->m_key != m_key || next->m_epoch != m_epoch)
            return false;
        m_delta = compose(m_delta, next->m_delta);
        setObsolete(m_delta.isEmpty());
        return true;
    }

private:
    Document &m_document;
    Delta m_delta;
    MergeKey m_key;
    int m_epoch;
};

Document::Document(ThreatModel model, QObject *parent) : QObject(parent), m_model(std::move(model)) {}

void Document::push(const QString &text, const Delta &delta, const MergeKey &key)
{
    if (!delta.isEmpty())
        m_undoStack.push(new EditCommand(*this, text, delta, key, m_mergeEpoch));
}

void Document::reset(ThreatModel model)
{
    m_undoStack.clear();
    m_model = std::move(model);
    ++m_revision;
    emit resetDone();
}

void Document::applyNow(const Delta &delta)
{
    apply(m_model, delta);
    ++m_revision;
#ifndef NDEBUG
    const QStringList problems = validate(m_model);
    Q_ASSERT_X(problems.isEmpty(), "Document", qPrintable(problems.value(0)));
#endif
    emit changed(delta);
}

} // namespace drawbridge
