// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "threatmodel/delta.h"
#include "threatmodel/threatmodel.h"

#include <QObject>

#include <functional>

namespace drawbridge {

class Document;

// The first and the last word of a review: each keeps a version of the project, taken off the GUI thread, in the same step.
class ReviewBounds : public QObject
{
    Q_OBJECT
public:
    // Both outlive it; `window` is the parent of dialogs.
    ReviewBounds(Document &document, QWidget &window);

    // A version is being taken: nothing begins or ends meanwhile.
    bool isWorking() const { return m_working; }
    void begin(const Review &plan, const QList<Person> &people);
    // Ends it, after a question where something was left.
    void askEnd(ReviewId review, int secondsUsed);
    void showMinutes(ReviewId review);

signals:
    void begun(drawbridge::ReviewId review);
    void ended();
    void failed(const QString &message);

private:
    void end(ReviewId review, int secondsUsed);
    void keepVersion(const QString &why, std::function<void(const Version &)> done);
    void push(const QString &text, const Delta &delta);

    Document &m_document;
    QWidget &m_window;
    bool m_working = false;
};

} // namespace drawbridge
