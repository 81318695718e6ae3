// SPDX-License-Identifier: Apache-2.0
#include "outputs/outputs.h"

#include "exporters/interchange.h"
#include "outputs/outputtext.h"
#include "outputs/pictures.h"
#include "outputs/tables.h"

#include <algorithm>
#include <tuple>

namespace drawbridge {

using namespace Qt::StringLiterals;

QList<OutputFormat> outputFormats()
{
    return {{u"threat-dragon"_s, OutputText::tr("Threat Dragon 2 model"), u"json"_s, false},
            {u"otm"_s, OutputText::tr("Open Threat Model 0.2"), u"otm"_s, false},
            {u"svg"_s, OutputText::tr("Diagram as SVG"), u"svg"_s, true},
            {u"png"_s, OutputText::tr("Diagram as PNG"), u"png"_s, true},
            {u"csv"_s, OutputText::tr("Findings as CSV"), u"csv"_s, false}};
}

std::optional<OutputFormat> outputFormat(const QString &id)
{
    for (const OutputFormat &format : outputFormats()) {
        if (format.id == id.toLower())
            return format;
    }
    return std::nullopt;
}

std::optional<OutputFormat> outputFormatOfFile(const QString &fileName)
{
    const QString name = fileName.toLower();
    if (name.endsWith(".otm.json"_L1))
        return outputFormat(u"otm"_s);
    for (const OutputFormat &format : outputFormats()) {
        if (name.endsWith(u'.' + format.suffix))
            return format;
    }
    return std::nullopt;
}

Result<QByteArray> makeOutput(const ThreatModel &model, const AnalysisResult &result, const Catalogue &catalogue, const OutputRequest &request)
{
    const std::optional<OutputFormat> format = outputFormat(request.format);
    if (!format) {
        QStringList known;
        for (const OutputFormat &offered : outputFormats())
            known.append(offered.id);
        return Error{OutputText::tr("“%1” is no format of export in this version; use one of: %2.").arg(request.format, known.join(u", "_s)), {}};
    }
    if (format->id == u"threat-dragon")
        return threatDragonJson(model, &result, &catalogue, {request.questions});
    if (format->id == u"otm")
        return otmJson(model, &result, &catalogue, {request.questions});
    if (format->id == u"csv")
        return findingsCsv(model, result, catalogue);
    DiagramId diagram = request.diagram;
    if (!diagram) {
        const QList<Diagram> all = diagramsInOrder(model);
        if (!all.isEmpty())
            diagram = all.first().id;
    }
    if (!model.diagrams.contains(diagram))
        return Error{OutputText::tr("There is no diagram to draw; import a specification or draw one first."), {}};
    return format->id == u"svg" ? diagramSvg(model, result, diagram, request.transparent) : diagramPng(model, result, diagram, request.scale, request.transparent);
}

} // namespace drawbridge
