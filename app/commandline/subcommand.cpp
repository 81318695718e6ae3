// SPDX-License-Identifier: Apache-2.0
#include "commandline/subcommand.h"
#include "commandline/texts.h"


namespace drawbridge {

void Invocation::addInputOptions()
{
    parser.addOption({QStringLiteral("as"), CommandLine::tr("Read the inputs as this format instead of recognising it."), QStringLiteral("FORMAT")});
    parser.addOption({QStringLiteral("root"), CommandLine::tr("Follow references between files inside this folder only."), QStringLiteral("DIR")});
}

void Invocation::addDateOption()
{
    parser.addOption({QStringLiteral("date"), CommandLine::tr("Judge expiry against this day instead of today."), QStringLiteral("YYYY-MM-DD")});
}

void Invocation::addRulesOption()
{
    parser.addOption({QStringLiteral("rules"), CommandLine::tr("Add the rules of this file or folder; may be given several times."), QStringLiteral("PATH")});
    parser.addOption({QStringLiteral("no-project-rules"), CommandLine::tr("Leave out the rules that the project brings along.")});
}

bool Invocation::parse(ExitCode &exit)
{
    parser.addOption({{QStringLiteral("h"), QStringLiteral("help")}, CommandLine::tr("Show this help.")});
    parser.addOption({{QStringLiteral("q"), QStringLiteral("quiet")}, CommandLine::tr("Say nothing but errors.")});
    exit = ExitCode::Done;
    if (!parser.parse(QStringList{QStringLiteral("drawbridge")} + arguments)) {
        console.error({parser.errorText(), {}});
        exit = ExitCode::WrongUsage;
        return false;
    }
    if (parser.isSet(QStringLiteral("help"))) {
        console.out(parser.helpText());
        return false;
    }
    console.quiet = parser.isSet(QStringLiteral("quiet"));
    return true;
}

Result<QDate> Invocation::date() const
{
    if (!parser.isSet(QStringLiteral("date")))
        return QDate::currentDate();
    const QString text = parser.value(QStringLiteral("date"));
    const QDate date = QDate::fromString(text, Qt::ISODate);
    if (!date.isValid())
        return Error{CommandLine::tr("“%1” is not a day; write it as 2026-11-22.").arg(text), {}};
    return date;
}

} // namespace drawbridge
