// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "canvas/canvascontext.h"

#include <QLineEdit>

namespace drawbridge {

// Renames an element, flow or boundary where it stands. Enter, Tab or leaving it keeps the new name, Escape the old one.
class NameEditor : public QLineEdit
{
    Q_OBJECT
public:
    NameEditor(CanvasContext &context, QWidget *parent);

    // An equal `key` joins the name to the undo step that added the subject.
    void open(const Subject &subject, const MergeKey &key);
    bool isOpen() const { return isVisible(); }
    void commit();
    void discard();
    // Keeps to its subject when the view moves; closes when that is gone.
    void follow();

protected:
    bool event(QEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;

private:
    void close();

    CanvasContext &c;
    Subject m_subject;
    MergeKey m_key;
    bool m_closing = false;
};

} // namespace drawbridge
