// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "panels/entityform.h"
#include "threatmodel/delta.h"

namespace drawbridge {

// The page of the inspector for several selected things: shows what they have in common, and sets it for all of them in
// one step.
class MultiForm : public FormPage
{
    Q_OBJECT
public:
    using Edit = std::function<Delta(const ThreatModel &)>;
    MultiForm();
    // Elements, flows and boundaries; the model is only read here.
    void show(const QList<Subject> &subjects, const ThreatModel &model);

signals:
    // Wants the step; `edit` makes it of the model as it is then.
    void edited(const QString &text, const drawbridge::MultiForm::Edit &edit);

private:
    template <class T> QList<T> chosen() const;
    template <class T> void change(const QString &text, const std::function<void(T &)> &edit);
    template <class T, class V> void addLineFor(V T::*member, const QString &label, const QString &text, const char *name);
    template <class T, class E> void addChoiceFor(E T::*member, int first, int count, QString (*word)(E), const QString &label, const QString &text, const char *name);
    template <class T> void addFlagFor(bool T::*member, const QString &label, const QString &yes, const QString &no, const QString &text, const char *name);
    void addFactFor(Fact DataFlow::*member, const QString &label, const QString &text, const char *name);
    void addZone();

    QLabel *m_title;
    QList<Element> m_elements;
    QList<DataFlow> m_flows;
    QList<TrustBoundary> m_boundaries;
    QList<std::pair<QUuid, QString>> m_zones; // by name
    QList<std::function<void()>> m_fill;
};

} // namespace drawbridge
