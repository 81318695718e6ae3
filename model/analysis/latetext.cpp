// SPDX-License-Identifier: Apache-2.0
#include "analysis/finding.h"
#include "analysis/ruleinfo.h"

#include <QCoreApplication>

namespace drawbridge {

QString ruleText(const QString &sourceText) { return QCoreApplication::translate("Rules", sourceText.toUtf8().constData()); }

QString LateText::toString() const
{
    if (text.isEmpty())
        return {};
    // Sentences come from rules or from the explanation of risk and decisions.
    const QByteArray source = text.toUtf8();
    QString translated = QCoreApplication::translate("Rules", source.constData());
    if (translated == text)
        translated = QCoreApplication::translate("Risk", source.constData());
    QString out;
    qsizetype i = 0;
    while (i < translated.size()) {
        const qsizetype open = translated.indexOf(u'{', i);
        const qsizetype close = open < 0 ? -1 : translated.indexOf(u'}', open);
        if (close < 0)
            break;
        out += QStringView(translated).mid(i, open - i);
        bool number = false;
        const int n = QStringView(translated).mid(open + 1, close - open - 1).toInt(&number);
        if (number && n >= 1 && n <= arguments.size())
            out += arguments.at(n - 1);
        else
            out += QStringView(translated).mid(open, close - open + 1);
        i = close + 1;
    }
    return out + translated.mid(i);
}

RuleInfo wordsOf(const Finding &finding, const RuleInfo *rule)
{
    RuleInfo info = rule ? *rule : RuleInfo{};
    if (!rule) {
        info.id = finding.rule;
        info.kind = finding.kind;
    }
    if (!finding.own.title.isEmpty()) {
        info.title = finding.own.title;
        info.why = finding.own.why;
        info.fix = finding.own.fix;
        info.stride = finding.own.stride;
        info.cwe = finding.own.cwe;
    }
    return info;
}

} // namespace drawbridge
