// SPDX-License-Identifier: Apache-2.0
#include "report/reportsettings.h"

#include "report/reportlanguage.h"
#include "report/reporttext.h"

#include <QBuffer>
#include <QFile>
#include <QFileInfo>
#include <QImageReader>
#include <QRegularExpression>

#include <algorithm>

namespace drawbridge {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 largestFile = 8 * 1024 * 1024;
constexpr int largestSide = 12000;          // of the picture as it is in the file, pixels
constexpr QSize logoSize(640, 240);         // that is kept
constexpr qsizetype largestLogo = 1024 * 1024; // bytes in the project

// Nothing where it is no picture of a bearable size.
QImage readBounded(QIODevice &device)
{
    QImageReader reader(&device);
    reader.setAutoTransform(true);
    // Only what the library of this program reads itself: no plugin for documents or movies.
    static const QByteArrayList formats = {"png", "jpeg", "jpg", "bmp", "gif", "webp"};
    if (!formats.contains(reader.format()))
        return {};
    const QSize size = reader.size();
    if (!size.isValid() || size.isEmpty() || size.width() > largestSide || size.height() > largestSide)
        return {};
    const QSize fitting = size.scaled(logoSize, Qt::KeepAspectRatio);
    if (fitting.width() < size.width())
        reader.setScaledSize(fitting.expandedTo({1, 1}));
    return reader.read().convertToFormat(QImage::Format_ARGB32);
}

} // namespace

QString audienceTitle(ReportAudience audience)
{
    switch (audience) {
    case ReportAudience::Everyone: return Report::tr("Everyone");
    case ReportAudience::Executive: return Report::tr("Executives");
    case ReportAudience::Engineers: return Report::tr("Engineers");
    case ReportAudience::Auditor: break;
    }
    return Report::tr("Auditors");
}

QStringList sectionsWithout(ReportAudience audience)
{
    switch (audience) {
    case ReportAudience::Executive:
        return {u"controls"_s, u"coverage"_s, u"data"_s, u"glossary"_s, u"hygiene"_s, u"minutes"_s, u"paths"_s, u"questions"_s, u"requirements"_s, u"sign-offs"_s, u"standards"_s};
    case ReportAudience::Engineers: return {u"coverage"_s, u"glossary"_s, u"minutes"_s, u"sign-offs"_s, u"standards"_s};
    case ReportAudience::Auditor: return {u"hygiene"_s};
    case ReportAudience::Everyone: break;
    }
    return {};
}

void ReportSettings::setAudience(ReportAudience wanted)
{
    audience = wanted;
    without = sectionsWithout(wanted);
    cases = wanted != ReportAudience::Executive;
}

ReportSettings ReportSettings::from(const QList<NamedValue> &values)
{
    ReportSettings settings;
    QHash<QString, QString> known;
    for (const NamedValue &value : values)
        known.insert(value.name, value.value);
    settings.setAudience(fromName<ReportAudience>(known.value(u"audience"_s)).value_or(ReportAudience::Everyone));
    if (known.contains(u"without"_s)) {
        settings.without.clear();
        const QList<QPair<QString, QString>> sections = reportSections();
        for (const QString &anchor : known.value(u"without"_s).split(u' ', Qt::SkipEmptyParts)) {
            if (std::any_of(sections.begin(), sections.end(), [&](const auto &section) { return section.first == anchor; }) && !settings.without.contains(anchor))
                settings.without.append(anchor);
        }
        settings.without.sort();
    }
    if (known.contains(u"cases"_s))
        settings.cases = known.value(u"cases"_s) != u"no";
    settings.title = known.value(u"title"_s).left(200);
    settings.least = fromName<Band>(known.value(u"least"_s)).value_or(Band::Note);
    settings.open = known.value(u"open"_s) != u"no";
    settings.decided = known.value(u"decided"_s) != u"no";
    settings.dismissed = known.value(u"dismissed"_s) != u"no";
    for (const QString &id : known.value(u"services"_s).split(u' ', Qt::SkipEmptyParts)) {
        if (const QUuid uuid = QUuid::fromString(id); !uuid.isNull() && !settings.services.contains(ElementId(uuid)))
            settings.services.append(ElementId(uuid));
    }
    std::sort(settings.services.begin(), settings.services.end());
    settings.paper.letter = known.value(u"paper"_s) == u"letter";
    settings.paper.landscape = known.value(u"orientation"_s) == u"landscape";
    static const QRegularExpression tag(u"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$"_s);
    // A project may come from a program that knows more languages: then in English.
    if (const QString language = known.value(u"language"_s); tag.match(language).hasMatch() && !reportTextsFor(language).isEmpty())
        settings.language = language;
    settings.classification = known.value(u"classification"_s).left(60);
    if (const QByteArray logo = QByteArray::fromBase64(known.value(u"logo"_s).left(2 * largestLogo).toLatin1()); !logoImage(logo).isNull())
        settings.logo = logo;
    settings.since = std::max(0, known.value(u"since"_s).toInt());
    return settings;
}

QList<NamedValue> ReportSettings::values() const
{
    QList<NamedValue> values;
    ReportSettings preset;
    preset.setAudience(audience);
    const auto add = [&](const QString &name, bool differs, const QString &value) {
        if (differs)
            values.append({name, value});
    };
    const auto word = [](bool yes) { return yes ? u"yes"_s : u"no"_s; };
    QStringList ids;
    for (const ElementId &id : services)
        ids.append(id.toString());
    add(u"audience"_s, audience != ReportAudience::Everyone, nameOf(audience));
    add(u"cases"_s, cases != preset.cases, word(cases));
    add(u"classification"_s, !classification.isEmpty(), classification);
    add(u"decided"_s, !decided, word(decided));
    add(u"dismissed"_s, !dismissed, word(dismissed));
    add(u"language"_s, language != u"en", language);
    add(u"least"_s, least != Band::Note, nameOf(least));
    add(u"logo"_s, !logo.isEmpty(), QString::fromLatin1(logo.toBase64()));
    add(u"open"_s, !open, word(open));
    add(u"orientation"_s, paper.landscape, u"landscape"_s);
    add(u"paper"_s, paper.letter, u"letter"_s);
    add(u"services"_s, !services.isEmpty(), ids.join(u' '));
    add(u"since"_s, since > 0, QString::number(since));
    add(u"title"_s, !title.isEmpty(), title);
    add(u"without"_s, without != preset.without, without.join(u' '));
    return values;
}

ReportOptions ReportSettings::options(const QDate &date) const
{
    const ReportLanguageScope words(language);
    ReportOptions options;
    options.date = date;
    options.title = title;
    options.without = without;
    options.cases = cases;
    options.tiles = audience != ReportAudience::Executive;
    options.least = least;
    options.open = open;
    options.decided = decided;
    options.dismissed = dismissed;
    options.services = QSet<ElementId>(services.begin(), services.end());
    options.since = since;
    if (audience != ReportAudience::Everyone)
        options.audience = Report::tr("For %1", "an audience, e.g. “For auditors”").arg(audienceTitle(audience).toLower());
    options.classification = classification;
    options.language = language;
    options.logo = logoImage(logo);
    options.paper = paper;
    return options;
}

QImage logoImage(const QByteArray &png)
{
    if (png.isEmpty() || png.size() > largestLogo)
        return {};
    QBuffer buffer;
    buffer.setData(png);
    buffer.open(QIODevice::ReadOnly);
    return readBounded(buffer);
}

Result<QByteArray> logoFromFile(const QString &path)
{
    const QString name = QFileInfo(path).fileName();
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return Error{Report::tr("“%1” could not be read: %2.").arg(name, file.errorString()), {}};
    if (file.size() > largestFile)
        return Error{Report::tr("“%1” is larger than 8 MB; choose a smaller picture for the logo.").arg(name), {}};
    QBuffer bytes;
    bytes.setData(file.read(largestFile));
    bytes.open(QIODevice::ReadOnly);
    const QImage image = readBounded(bytes);
    if (image.isNull())
        return Error{Report::tr("“%1” is no picture that can be a logo; choose a PNG, JPEG or WebP file.").arg(name), {}};
    QByteArray png;
    QBuffer out(&png);
    out.open(QIODevice::WriteOnly);
    if (!image.save(&out, "PNG") || png.size() > largestLogo)
        return Error{Report::tr("“%1” could not be made fit for a logo; choose another picture.").arg(name), {}};
    return png;
}

} // namespace drawbridge
