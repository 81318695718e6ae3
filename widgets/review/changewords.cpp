// SPDX-License-Identifier: Apache-2.0
#include "review/changewords.h"

#include <QCoreApplication>

namespace drawbridge::changewords {

namespace {

struct ChangeText
{
    Q_DECLARE_TR_FUNCTIONS(ChangeWords)
};

} // namespace

QString of(ChangeKind kind)
{
    switch (kind) {
    case ChangeKind::Added: return ChangeText::tr("added");
    case ChangeKind::Removed: return ChangeText::tr("removed");
    case ChangeKind::Changed: break;
    }
    return ChangeText::tr("changed");
}

QString of(FindingChange::What what)
{
    switch (what) {
    case FindingChange::Appeared: return ChangeText::tr("new");
    case FindingChange::Gone: return ChangeText::tr("gone");
    case FindingChange::Worse: return ChangeText::tr("worse");
    case FindingChange::Better: return ChangeText::tr("better");
    case FindingChange::Decided: break;
    }
    return ChangeText::tr("decided");
}

} // namespace drawbridge::changewords
