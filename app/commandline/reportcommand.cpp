// SPDX-License-Identifier: Apache-2.0
#include "analysis/analysis.h"
#include "analysis/catalogue.h"
#include "commandline/inputs.h"
#include "commandline/texts.h"
#include "layout/layout.h"
#include "outputs/reportfile.h"
#include "report/reportlanguage.h"
#include "report/reportsettings.h"

namespace drawbridge {

using namespace Qt::StringLiterals;

namespace {

template <class E> QStringList namesOf()
{
    QStringList names;
    for (const char *name : EnumNames<E>::names)
        names.append(QLatin1StringView(name));
    return names;
}

QStringList parts(const QStringList &values)
{
    QStringList all;
    for (const QString &value : values) {
        for (const QString &part : value.split(u',', Qt::SkipEmptyParts))
            all.append(part.trimmed());
    }
    return all;
}

// What the options say, on top of what the project remembers. An error names the value that is wrong.
class ReportArguments
{
public:
    explicit ReportArguments(const QCommandLineParser &parser) : m_parser(parser) {}

    static void add(QCommandLineParser &parser)
    {
        QStringList formats, sections;
        for (const ReportFormat &format : reportFormats())
            formats.append(format.id);
        for (const auto &[anchor, title] : reportSections())
            sections.append(anchor);
        parser.addOption({u"format"_s, CommandLine::tr("Write this format: %1.").arg(formats.join(u", "_s)), u"FORMAT"_s});
        parser.addOption({u"audience"_s, CommandLine::tr("The sections for these readers: %1.").arg(namesOf<ReportAudience>().join(u", "_s)), u"AUDIENCE"_s});
        parser.addOption({u"without"_s, CommandLine::tr("Leave these sections out, separated by commas: %1.").arg(sections.join(u", "_s)), u"SECTIONS"_s});
        parser.addOption({u"at-least"_s, CommandLine::tr("Only findings of this severity or worse: %1.").arg(namesOf<Band>().join(u", "_s)), u"SEVERITY"_s});
        parser.addOption({u"state"_s, CommandLine::tr("Only findings in these states, separated by commas: open, decided, dismissed."), u"STATES"_s});
        parser.addOption({u"service"_s, CommandLine::tr("Only findings of this service; may be given several times."), u"NAME"_s});
        parser.addOption({u"since"_s, CommandLine::tr("Show changes since the version with this name or number."), u"VERSION"_s});
        parser.addOption({u"title"_s, CommandLine::tr("The title, instead of “Threat model”."), u"TEXT"_s});
        parser.addOption({u"classification"_s, CommandLine::tr("A mark on every page, such as “Confidential”."), u"TEXT"_s});
        parser.addOption({u"logo"_s, CommandLine::tr("A picture for the first page: PNG, JPEG or WebP."), u"FILE"_s});
        parser.addOption({u"paper"_s, CommandLine::tr("The paper: a4 or letter."), u"PAPER"_s});
        parser.addOption({u"orientation"_s, CommandLine::tr("How it lies: portrait or landscape."), u"ORIENTATION"_s});
        parser.addOption({u"language"_s, CommandLine::tr("The language of the report: %1, or a form of it such as en-GB.").arg(reportLanguages().join(u", "_s)), u"TAG"_s});
        parser.addOption({u"table"_s, CommandLine::tr("Of CSV: %1.").arg(namesOf<ReportTableKind>().join(u", "_s)), u"TABLE"_s, u"findings"_s});
    }

    Result<ReportSettings> settings(const ThreatModel &model) const
    {
        ReportSettings settings = ReportSettings::from(model.project().reportSettings);
        if (const QString name = m_parser.value(u"audience"_s); !name.isEmpty()) {
            const auto audience = fromName<ReportAudience>(name);
            if (!audience)
                return wrong(name, namesOf<ReportAudience>());
            settings.setAudience(*audience);
        }
        QStringList known;
        for (const auto &[anchor, title] : reportSections())
            known.append(anchor);
        for (const QString &section : parts(m_parser.values(u"without"_s))) {
            if (!known.contains(section))
                return wrong(section, known);
            if (!settings.without.contains(section))
                settings.without.append(section);
        }
        settings.without.sort();
        if (const QString name = m_parser.value(u"at-least"_s); !name.isEmpty()) {
            const auto band = fromName<Band>(name);
            if (!band)
                return wrong(name, namesOf<Band>());
            settings.least = *band;
        }
        if (m_parser.isSet(u"state"_s)) {
            const QStringList states = parts(m_parser.values(u"state"_s)), all{u"open"_s, u"decided"_s, u"dismissed"_s};
            for (const QString &state : states) {
                if (!all.contains(state))
                    return wrong(state, all);
            }
            settings.open = states.contains(u"open"_s);
            settings.decided = states.contains(u"decided"_s);
            settings.dismissed = states.contains(u"dismissed"_s);
        }
        if (const auto error = services(model, settings))
            return *error;
        if (const auto error = version(model, settings))
            return *error;
        if (m_parser.isSet(u"title"_s))
            settings.title = m_parser.value(u"title"_s).left(200);
        if (m_parser.isSet(u"classification"_s))
            settings.classification = m_parser.value(u"classification"_s).left(60);
        if (const QString path = m_parser.value(u"logo"_s); !path.isEmpty()) {
            const Result<QByteArray> logo = logoFromFile(path);
            if (!logo)
                return logo.error();
            settings.logo = *logo;
        }
        if (const QString paper = m_parser.value(u"paper"_s).toLower(); !paper.isEmpty()) {
            if (paper != u"a4" && paper != u"letter")
                return wrong(paper, {u"a4"_s, u"letter"_s});
            settings.paper.letter = paper == u"letter";
        }
        if (const QString orientation = m_parser.value(u"orientation"_s).toLower(); !orientation.isEmpty()) {
            if (orientation != u"portrait" && orientation != u"landscape")
                return wrong(orientation, {u"portrait"_s, u"landscape"_s});
            settings.paper.landscape = orientation == u"landscape";
        }
        if (const QString language = m_parser.value(u"language"_s); !language.isEmpty()) {
            if (ReportSettings::from({{u"language"_s, language}}).language != language)
                return Error{CommandLine::tr("There are no texts of reports in the language “%1”; there are: %2.").arg(language, reportLanguages().join(u", "_s)), {}};
            settings.language = language;
        }
        return settings;
    }

private:
    static Error wrong(const QString &value, const QStringList &known)
    {
        return {CommandLine::tr("“%1” is not known here; use one of: %2.").arg(value, known.join(u", "_s)), {}};
    }

    std::optional<Error> services(const ThreatModel &model, ReportSettings &settings) const
    {
        const QStringList wanted = m_parser.values(u"service"_s);
        if (wanted.isEmpty())
            return std::nullopt;
        settings.services.clear();
        for (const QString &name : wanted) {
            bool found = false;
            for (const ElementId &id : model.elements.sortedIds()) {
                const Element element = model.elements.value(id);
                if (element.kind == ElementKind::Process && element.parent.isNull() && element.name.compare(name, Qt::CaseInsensitive) == 0 && !settings.services.contains(id)) {
                    settings.services.append(id);
                    found = true;
                }
            }
            if (!found)
                return Error{CommandLine::tr("There is no service “%1”.").arg(name), {}};
        }
        std::sort(settings.services.begin(), settings.services.end());
        return std::nullopt;
    }

    std::optional<Error> version(const ThreatModel &model, ReportSettings &settings) const
    {
        const QString wanted = m_parser.value(u"since"_s);
        if (wanted.isEmpty())
            return std::nullopt;
        settings.since = 0;
        for (const Version &version : model.versions) {
            if (version.number == wanted.toInt() || (!version.name.isEmpty() && version.name.compare(wanted, Qt::CaseInsensitive) == 0))
                settings.since = std::max(settings.since, version.number);
        }
        if (settings.since == 0)
            return Error{CommandLine::tr("The project keeps no version “%1”.").arg(wanted), {}};
        return std::nullopt;
    }

    const QCommandLineParser &m_parser;
};

} // namespace

// drawbridge report PROJECT|INPUT... -o FILE.pdf|.html|.md|.xlsx|.csv
ExitCode reportCommand(Invocation &invocation)
{
    QCommandLineParser &parser = invocation.parser;
    parser.addPositionalArgument(u"input"_s, CommandLine::tr("A project, specifications or folders."), u"PROJECT|INPUT..."_s);
    parser.addOption({{u"o"_s, u"output"_s}, CommandLine::tr("The report to write; its ending says the format, unless --format does."), u"FILE"_s});
    ReportArguments::add(parser);
    invocation.addInputOptions();
    invocation.addDateOption();
    invocation.addRulesOption();
    ExitCode exit;
    if (!invocation.parse(exit))
        return exit;
    const auto wrong = [&](const Error &error) {
        invocation.console.error(error);
        return ExitCode::WrongUsage;
    };
    const QString path = parser.value(u"output"_s), named = parser.value(u"format"_s);
    QStringList known;
    for (const ReportFormat &format : reportFormats())
        known.append(format.id);
    if (path.isEmpty() && named.isEmpty())
        return wrong({CommandLine::tr("No report is named; name it with -o FILE.pdf."), {}});
    const std::optional<ReportFormat> format = named.isEmpty() ? reportFormatOfFile(path) : reportFormat(named);
    if (!format)
        return wrong({CommandLine::tr("A report is written as one of: %1; name one by the ending of the file or with --format.").arg(known.join(u", "_s)), {}});
    const auto table = fromName<ReportTableKind>(parser.value(u"table"_s));
    if (!table)
        return wrong({CommandLine::tr("“%1” is not known here; use one of: %2.").arg(parser.value(u"table"_s), namesOf<ReportTableKind>().join(u", "_s)), {}});
    const Result<QDate> date = invocation.date();
    if (!date)
        return wrong(date.error());
    // What does not need the inputs is judged before they are read.
    if (parser.value(u"service"_s).isEmpty() && parser.value(u"since"_s).isEmpty()) {
        if (const Result<ReportSettings> settings = ReportArguments(parser).settings({}); !settings)
            return wrong(settings.error());
    }

    RulesReading rules(invocation);
    std::optional<LoadedInputs> inputs = loadInputs(invocation, exit);
    if (!inputs)
        return exit;
    const Result<ReportSettings> settings = ReportArguments(parser).settings(inputs->model);
    if (!settings)
        return wrong(settings.error());
    const std::shared_ptr<const Catalogue> catalogue = rules.finish(exit, &inputs->model);
    if (!catalogue)
        return exit;
    Progress progress;
    if (const Result<Delta> placed = layoutUnplaced(inputs->model, progress); placed)
        apply(inputs->model, *placed);
    else
        invocation.console.report(Diagnostic{Severity::Warning, placed.error().message, {}});
    const AnalysisResult result = analyze(inputs->model, *catalogue, {*date}, progress);
    const ReportOptions options = settings->options(*date);
    const ReportBasis basis = reportBasis(inputs->model, result, *catalogue, options, progress);
    const Result<QByteArray> bytes = makeReport(basis, *catalogue, options, format->id, *table, progress);
    if (!bytes) {
        invocation.console.error(bytes.error());
        return ExitCode::OutputFailed;
    }
    return invocation.console.write(path, *bytes);
}

} // namespace drawbridge
