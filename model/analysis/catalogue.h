// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "analysis/rule.h"
#include "analysis/standards.h"
#include "classification/classification.h"

#include <memory>
#include <mutex>

namespace drawbridge {

// A safeguard that rules know: how much it lowers the likelihood when present, and how strong a barrier it is.
struct ControlInfo
{
    QString id;
    QString group;
    double effect = 0;   // 0 to 1
    QString barrier;     // weak, medium, strong
    QString title;       // in words for people; source language
    int cost = 3;        // class of effort: 1 a setting, 3 code, 8 a change of the architecture (ENGINE 6.2)
};

// Files that make up a catalogue, as bytes.
struct CatalogueFiles
{
    QList<RuleFile> shipped; // rules of the program; their examples are run by the tests, not at each start
    QList<RuleFile> own;     // rules of the user; their examples are run now
    RuleFile controls;
    RuleFile standards;
    QList<LexiconFile> lexicons;
};

struct RuleTestSummary
{
    int rules = 0;
    int examples = 0;
    int failures = 0;
};

// Rules, lexicons, controls and standards, loaded and checked. Never changed after loading; thread-safe.
class Catalogue
{
public:
    // Mistakes in rules of the user are errors; a file with one gives no rules, a rule whose examples fail is disabled.
    static std::shared_ptr<const Catalogue> load(const CatalogueFiles &files, Diagnostics &diagnostics);
    // Runs the examples of all rules, shipped ones too; every failure is an error at its place.
    // Rules as they stand in the files, no example run: for remarks about them.
    static std::shared_ptr<const Catalogue> forLint(const CatalogueFiles &files, Diagnostics &diagnostics) { return build(files, false, diagnostics); }
    static RuleTestSummary test(const CatalogueFiles &files, Diagnostics &diagnostics);

    // Sorted by id; without disabled ones.
    QList<RuleInfo> rules() const;
    // nullptr when there is none.
    const RuleInfo *rule(const QString &id) const;
    // What to ask about a finding of kind question, in one sentence in the source language.
    QString question(const QString &id) const;

    QList<ControlInfo> controls() const { return m_controls.values(); }
    const ControlInfo *control(const QString &id) const;
    const Lexicons &lexicons() const { return m_lexicons; }
    const Vocabulary &vocabulary() const { return m_vocabulary; }
    // Read from the file on first use.
    const Standards &standards() const;

    // For the engine.
    const std::vector<std::shared_ptr<Rule>> &compiledRules() const { return m_rules; }
    const SymbolPool &symbols() const { return m_symbols; }
    double effectOf(int control) const;

private:
    static std::shared_ptr<Catalogue> build(const CatalogueFiles &files, bool strict, Diagnostics &diagnostics);

    std::vector<std::shared_ptr<Rule>> m_rules; // by id
    QMap<QString, ControlInfo> m_controls;
    Lexicons m_lexicons;
    Vocabulary m_vocabulary;
    SymbolPool m_symbols;
    RuleFile m_standardsFile;
    mutable std::once_flag m_standardsOnce;
    mutable Standards m_standards;
};

// What is wrong with the examples of one rule; empty: nothing. Each message names the leaf and what it was.
QList<Diagnostic> failedExamples(const Rule &rule, const Catalogue &catalogue, int *run = nullptr);

// The catalogue of the program (from its resources) with rule files or folders of the user.
std::shared_ptr<const Catalogue> loadCatalogue(const QStringList &userPaths, Diagnostics &diagnostics);
// Runs all examples: of the program's rules, or of the given files and folders.
RuleTestSummary testRules(const QStringList &paths, Diagnostics &diagnostics);
// Reads rule files and the rule files of folders; what cannot be read, or is too large, is an error.
void readRuleFiles(const QStringList &paths, QList<RuleFile> &into, Diagnostics &diagnostics);
// The program's own files.
CatalogueFiles shippedCatalogueFiles();

} // namespace drawbridge
