// SPDX-License-Identifier: Apache-2.0
#include "analysis/catalogue.h"
#include "report/content.h"

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
    return vocabulary;
}

} // namespace drawbridge
