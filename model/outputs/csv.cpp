// SPDX-License-Identifier: Apache-2.0
#include "outputs/tables.h"

#include <cmath>

namespace drawbridge {

using namespace Qt::StringLiterals;

QByteArray csvCell(QString text)
{
    // What a spreadsheet would run. A number may begin with a minus.
    static const QString risky = u"=+-@\t\r"_s;
    bool isNumber = false;
    text.toDouble(&isNumber);
    if (!text.isEmpty() && risky.contains(text.front()) && !isNumber)
        text.prepend(u'\'');
    text.removeIf([](QChar c) { return c.category() == QChar::Other_Control && c != u'\n' && c != u'\t'; });
    if (text.contains(u'"') || text.contains(u',') || text.contains(u'\n') || text.contains(u';'))
        text = u'"' + text.replace(u'"', u"\"\""_s) + u'"';
    return text.toUtf8();
}

QByteArray csvOf(const OutputTable &table)
{
    QByteArray bytes = "\xef\xbb\xbf";
    for (qsizetype i = 0; i < table.columns.size(); ++i)
        bytes += (i ? "," : "") + csvCell(table.columns[i]);
    bytes += "\r\n";
    for (const QList<OutputTable::Cell> &row : table.rows) {
        for (qsizetype i = 0; i < row.size(); ++i) {
            if (i > 0)
                bytes += ',';
            if (const auto *text = std::get_if<QString>(&row[i]))
                bytes += csvCell(*text);
            else if (const double value = std::get<double>(row[i]); std::trunc(value) == value)
                bytes += QByteArray::number(qint64(value));
            else
                bytes += QByteArray::number(value, 'f', 1);
        }
        bytes += "\r\n";
    }
    return bytes;
}

} // namespace drawbridge
