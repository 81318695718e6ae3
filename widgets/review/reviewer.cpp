// SPDX-License-Identifier: Apache-2.0
#include "review/reviewer.h"

#include <QSettings>

using namespace Qt::StringLiterals;

namespace drawbridge {

QString reviewerName()
{
    const QString known = QSettings().value(u"review/name"_s).toString();
    return known.isEmpty() ? qEnvironmentVariable("USER") : known;
}

void setReviewerName(const QString &name)
{
    QSettings().setValue(u"review/name"_s, name.simplified());
}

} // namespace drawbridge
