// SPDX-License-Identifier: Apache-2.0
#include "outputs/outputtext.h"
#include "outputs/tables.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTimeZone>

#include <xlsxwriter.h>

#include <algorithm>

namespace drawbridge {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype longestCell = 32000; // the format's limit is 32,767
constexpr int longestName = 31;
constexpr int widest = 60, narrowest = 8; // columns, characters

// Text that the format can hold: its XML has no place for control characters.
QByteArray cellText(QString text)
{
    text.removeIf([](QChar c) { return (c.category() == QChar::Other_Control && c != u'\n' && c != u'\t') || c.unicode() >= 0xFFFE; });
    text.truncate(longestCell);
    if (!text.isEmpty() && text.back().isHighSurrogate())
        text.chop(1);
    return text.toUtf8();
}

QByteArray sheetName(QString name)
{
    name.removeIf([](QChar c) { return u"[]:*?/\\'"_s.contains(c); });
    return name.left(longestName).toUtf8();
}

void fill(lxw_workbook *book, const OutputTable &table, lxw_format *head, lxw_format *plain)
{
    lxw_worksheet *sheet = workbook_add_worksheet(book, sheetName(table.name).constData());
    const int columns = int(table.columns.size());
    for (int column = 0; column < columns; ++column) {
        qsizetype width = table.columns[column].size() + 3; // with the filter's mark
        for (const QList<OutputTable::Cell> &row : table.rows) {
            if (const auto *text = std::get_if<QString>(&row[column]))
                width = std::max(width, text->size() + 1);
        }
        worksheet_set_column(sheet, lxw_col_t(column), lxw_col_t(column), double(std::clamp<qsizetype>(width, narrowest, widest)), nullptr);
        worksheet_write_string(sheet, 0, lxw_col_t(column), cellText(table.columns[column]).constData(), head);
    }
    lxw_row_t at = 1;
    for (const QList<OutputTable::Cell> &row : table.rows) {
        for (int column = 0; column < columns; ++column) {
            if (const auto *number = std::get_if<double>(&row[column]))
                worksheet_write_number(sheet, at, lxw_col_t(column), *number, plain);
            else if (const QByteArray text = cellText(std::get<QString>(row[column])); !text.isEmpty())
                worksheet_write_string(sheet, at, lxw_col_t(column), text.constData(), plain); // never a formula
        }
        ++at;
    }
    worksheet_freeze_panes(sheet, 1, 0);
    worksheet_repeat_rows(sheet, 0, 0);
    worksheet_set_landscape(sheet);
    worksheet_fit_to_pages(sheet, 1, 0);
    if (columns > 0)
        worksheet_autofilter(sheet, 0, 0, lxw_row_t(table.rows.size()), lxw_col_t(columns - 1));
}

} // namespace

Result<QByteArray> xlsxOf(const QList<OutputTable> &tables, const QString &title, const QDate &date)
{
    const auto failed = [] { return Error{OutputText::tr("The workbook could not be made; free some space in the folder for temporary files."), {}}; };
    QTemporaryDir folder;
    if (!folder.isValid())
        return failed();
    const QByteArray path = QFile::encodeName(folder.filePath(u"book.xlsx"_s)), temporary = QFile::encodeName(folder.path());
    lxw_workbook_options options = {};
    QByteArray temporaryName = temporary;
    options.tmpdir = temporaryName.data();
    lxw_workbook *book = workbook_new_opt(path.constData(), &options);
    if (!book)
        return failed();
    QByteArray titleText = cellText(title), program("Drawbridge " DRAWBRIDGE_VERSION);
    lxw_doc_properties properties = {};
    properties.title = titleText.data();
    properties.author = program.data();
    properties.created = time_t(QDateTime(date, QTime(0, 0), QTimeZone::utc()).toSecsSinceEpoch());
    workbook_set_properties(book, &properties);
    lxw_format *head = workbook_add_format(book), *plain = workbook_add_format(book);
    format_set_bold(head);
    format_set_bottom(head, LXW_BORDER_THIN);
    format_set_text_wrap(head);
    format_set_align(plain, LXW_ALIGN_VERTICAL_TOP);
    for (const OutputTable &table : tables)
        fill(book, table, head, plain);
    if (workbook_close(book) != LXW_NO_ERROR)
        return failed();
    QFile file(folder.filePath(u"book.xlsx"_s));
    if (!file.open(QIODevice::ReadOnly))
        return failed();
    return file.readAll();
}

} // namespace drawbridge
