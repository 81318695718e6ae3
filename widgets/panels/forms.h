// SPDX-License-Identifier: Apache-2.0
// The pages of the inspector: one form per kind of thing.
#pragma once

#include "analysis/analysis.h"
#include "analysis/ruleinfo.h"
#include "panels/entityform.h"
#include "tables/findingrow.h"

class QPushButton;
class QVBoxLayout;

namespace drawbridge {

class SourceReader;
class SpecExcerpt;

// What forms show beyond the entity itself.
struct FormContext
{
    const ThreatModel &model;
    const AnalysisResult &analysis;
    const RuleTexts &rules;
    SourceReader &reader;
    std::function<void(const Subject &)> chooseSubject;
    std::function<void(const QString &fingerprint)> chooseFinding;
};

// Lists the findings that concern a thing, worst first; each leads to its case.
class FindingList : public QWidget
{
    Q_OBJECT
public:
    explicit FindingList(QWidget *parent = nullptr);
    // Findings for which concerns() holds.
    void show(const FormContext &context, const std::function<bool(const Finding &)> &concerns);

private:
    QVBoxLayout *m_layout;
};

// A heading with the kind of thing, where it comes from, and the word of a person where it was only inferred.
class SubjectHeader : public QWidget
{
    Q_OBJECT
public:
    explicit SubjectHeader(QWidget *parent = nullptr);
    void show(const QString &kind, const QString &title, const Provenance &provenance, bool confirmed);

signals:
    void confirmed();

private:
    QLabel *m_kind, *m_title, *m_origin;
    QWidget *m_inferred;
};

class ElementForm : public EntityForm<Element>
{
    Q_OBJECT
public:
    ElementForm();
    void show(const Element &element, const FormContext &context);

private:
    SubjectHeader *m_header;
    QComboBox *m_zone, *m_actor;
    FindingList *m_findings;
};

class FlowForm : public EntityForm<DataFlow>
{
    Q_OBJECT
public:
    FlowForm();
    void show(const DataFlow &flow, const FormContext &context);

private:
    SubjectHeader *m_header;
    QLabel *m_ends, *m_carries;
    QWidget *m_operations;
    FindingList *m_findings;
};

class BoundaryForm : public EntityForm<TrustBoundary>
{
    Q_OBJECT
public:
    BoundaryForm();
    void show(const TrustBoundary &boundary, const FormContext &context);

private:
    SubjectHeader *m_header;
    QComboBox *m_parent;
    FindingList *m_findings;
};

class OperationForm : public EntityForm<Operation>
{
    Q_OBJECT
public:
    OperationForm();
    void show(const Operation &operation, const FormContext &context);

private:
    SubjectHeader *m_header;
    QLabel *m_summary, *m_callers, *m_inferredRoles;
    QLineEdit *m_roles;
    SpecExcerpt *m_excerpt;
    QWidget *m_fields;
    FindingList *m_findings;
};

class FieldForm : public EntityForm<Field>
{
    Q_OBJECT
public:
    FieldForm();
    void show(const Field &field, const FormContext &context);

private:
    SubjectHeader *m_header;
    QLabel *m_type, *m_limits, *m_class;
    QComboBox *m_override;
    SpecExcerpt *m_excerpt;
    FindingList *m_findings;
};

class ProjectForm : public EntityForm<ProjectInfo>
{
    Q_OBJECT
public:
    ProjectForm();
    void show(const ProjectInfo &project, const FormContext &context);

private:
    QLabel *m_counts;
    FindingList *m_findings;
};

class SourceForm : public FormPage
{
    Q_OBJECT
public:
    SourceForm();
    void show(const Source &source, const FormContext &context);

private:
    SubjectHeader *m_header;
    QLabel *m_format, *m_document, *m_size, *m_servers, *m_state, *m_sha;
};

} // namespace drawbridge
