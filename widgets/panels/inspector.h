// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "analysis/analysis.h"
#include "analysis/riskprofile.h"
#include "analysis/ruleinfo.h"
#include "document/document.h"
#include "tables/findingrow.h"

#include <QScrollArea>

#include <memory>
#include <optional>

class QVBoxLayout;

namespace drawbridge {

class BoundaryForm;
class ControlsHere;
class ElementForm;
class FieldForm;
class FindingCase;
class FlowForm;
class OperationForm;
class ProjectForm;
class SourceForm;
class SourceReader;

// The right panel: what is selected, with editing; or the case for a finding.
class Inspector : public QScrollArea
{
    Q_OBJECT
public:
    // `reader` and the document outlive it.
    Inspector(Document &document, SourceReader &reader, QWidget *parent = nullptr);
    ~Inspector() override;

    // What the last analysis says; the model shown is always the document's present one.
    void setAnalysis(std::shared_ptr<const AnalysisResult> analysis, RuleTexts rules);
    void setRiskProfile(const RiskProfile &profile);
    void showSubject(const Subject &subject);
    // Several at once: what they have in common. One or none: as showSubject().
    void showSubjects(const QList<Subject> &subjects);
    // False where there is no such finding.
    bool showFinding(const QString &fingerprint);
    void showProject() { showSubject({}); }
    Subject subject() const { return m_subject; }
    QString fingerprint() const { return m_fingerprint; }
    // Takes over what is still being typed; before saving.
    void commitEditing();
    FindingCase *findingCase() const { return m_case; }
    ControlsHere *controlsHere() const { return m_controls; }

signals:
    void contextWanted(); // the form of the business context
    void subjectChosen(const drawbridge::Subject &subject);
    void findingChosen(const QString &fingerprint);
    void routeChosen(const QList<QUuid> &route);
    void pushed(const QString &text); // a decision or an answer was taken

private:
    struct Pages;
    void refresh();
    std::optional<DataAsset> assetNamed(DataAssetId id) const;
    void showPage(QWidget *page);
    const Finding *find(const QString &fingerprint) const;
    void push(const QString &text, const Delta &delta);

    Document &m_document;
    SourceReader &m_reader;
    std::shared_ptr<const AnalysisResult> m_analysis;
    RuleTexts m_rules;
    Subject m_subject;
    QList<Subject> m_several; // more than one
    QString m_fingerprint;
    std::unique_ptr<Pages> m_pages;
    QWidget *m_stack;
    QWidget *m_page = nullptr; // the one that is shown
    FindingCase *m_case;
    ControlsHere *m_controls;
    QWidget *m_contextButton;
    RiskProfile m_profile;
};

} // namespace drawbridge
