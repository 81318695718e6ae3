// SPDX-License-Identifier: Apache-2.0
#include "analysis/catalogue.h"
#include "report/coveragecontent.h"

namespace drawbridge {

ReportVocabulary vocabularyOf(const Catalogue &catalogue)
{
    ReportVocabulary vocabulary;
    vocabulary.rule = [&catalogue](const QString &id) { return catalogue.rule(id); };
    vocabulary.question = [&catalogue](const QString &id) { return catalogue.question(id); };
    vocabulary.controlTitle = [&catalogue](const QString &id) {
        const ControlInfo *control = catalogue.control(id);
        return control ? control->title : QString();
    };
    vocabulary.dataClass = [&catalogue](const QString &id) { return catalogue.lexicons().dataClass(id); };
    vocabulary.frameworkTitle = [&catalogue](const QString &key) {
        const Standards::Framework *framework = catalogue.standards().framework(key);
        return framework ? framework->title + QLatin1Char(' ') + framework->version : key;
    };
    vocabulary.standardTitle = [&catalogue](const QString &key, const QString &id) {
        const Standards::Entry *entry = catalogue.standards().entry(key, id);
        return !entry ? QString() : entry->title.isEmpty() ? entry->gist : entry->title;
    };
    return vocabulary;
}

ReportContent buildReport(const ThreatModel &model, const AnalysisResult &result, const Catalogue &catalogue, const ReportOptions &options)
{
    const ReportVocabulary vocabulary = vocabularyOf(catalogue);
    ReportContent content = buildReport(model, result, vocabulary, options);
    const ModelIndex index(model);
    ReportInput input{model, result, vocabulary, options, index, {}, {}};
    numberFindings(input);
    addCoverage(content, input, catalogue);
    return content;
}

} // namespace drawbridge
