// SPDX-License-Identifier: Apache-2.0
#include "importers/importer.h"

#include "importers/compose/secrets.h"
#include "importers/importcontext.h"
#include "importers/importtext.h"
#include "importers/joining.h"
#include "importers/systembuilder.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QFileInfo>

#include <algorithm>

namespace drawbridge {

using namespace Qt::StringLiterals;

namespace {

constexpr int mostFiles = 20'000;

struct FormatImporter
{
    QLatin1StringView family;
    ImportFunction run;
};
constexpr FormatImporter importers[] = {{"openapi"_L1, importOpenApi}, {"swagger"_L1, importOpenApi}, {"postman"_L1, importPostman}, {"threat-dragon"_L1, importThreatDragon}, {"otm"_L1, importOtm}, {"tm7"_L1, importTm7},
                                        {"compose"_L1, importCompose}};

ImportFunction importerFor(const DetectedFormat &format)
{
    for (const FormatImporter &importer : importers) {
        if (format.imported && format.id.startsWith(importer.family))
            return importer.run;
    }
    return nullptr;
}

QString accepted()
{
    return ImportText::tr("Drawbridge reads OpenAPI 3.0 and 3.1, Swagger 2.0, Postman collections v2.0 and v2.1, Docker Compose files, and models of Threat Dragon, Open Threat Model and the Microsoft Threat Modeling Tool (tm7).");
}

// A file that is to be read, below the root that its references may use.
struct Input
{
    QString path; // absolute
    QString root; // absolute
    bool named = true; // by the person; false: found in a folder that they named
};

bool worthReading(const QString &name)
{
    static const QStringList suffixes = {u".json"_s, u".yaml"_s,    u".yml"_s, u".proto"_s, u".graphql"_s, u".graphqls"_s, u".gql"_s, u".har"_s,
                                         u".tm7"_s,  u".drawio"_s, u".hcl"_s, u".otm"_s,   u".py"_s,      u".xml"_s};
    return std::any_of(suffixes.begin(), suffixes.end(), [&](const QString &suffix) { return name.endsWith(suffix, Qt::CaseInsensitive); });
}

class Import
{
public:
    Import(const ImportOptions &options, Progress &progress) : m_options(options), m_progress(progress) {}

    Result<ImportResult> run(const QStringList &paths)
    {
        if (const std::optional<Error> error = collect(paths))
            return *error;
        nameRoots();
        for (qsizetype i = 0; i < m_inputs.size(); ++i) {
            if (m_progress.isCancelled())
                return Error{ImportText::tr("The import was cancelled; nothing was changed."), {}};
            m_progress.report(int(i * 30 / m_inputs.size()), ImportText::tr("Reading %1").arg(QFileInfo(m_inputs[i].path).fileName()));
            if (const std::optional<Error> error = recognise(m_inputs[i]))
                return *error;
        }
        if (m_documents.empty())
            return nothingFound(paths);
        if (const std::optional<Error> error = importDocuments())
            return *error;
        if (m_progress.isCancelled())
            return Error{ImportText::tr("The import was cancelled; nothing was changed."), {}};
        m_progress.report(90, ImportText::tr("Drawing the system"));
        nameEqualSecrets(m_result.model);
        keepAlone(m_result.model);
        joinDeployments(m_result.model, m_result.diagnostics);
        addDiagrams(m_result.model);
        sortDiagnostics();
        m_progress.report(100, ImportText::tr("Done"));
        return std::move(m_result);
    }

private:
    struct Document
    {
        SpecSet *files;
        const SpecFile *file;
        DetectedFormat format;
        SpecNode root;
        bool named;
        QList<const SpecFile *> overlays = {};
        bool laidOver = false;
    };

    // "docker-compose.prod.yml" varies "docker-compose.yml" beside it. What the person named is laid over it, as is the
    // usual override; any other would run everything twice.
    void layOver()
    {
        const auto stemOf = [](const Document &document) { return QFileInfo(document.file->name).path() + u'/' + QFileInfo(document.file->name).completeBaseName(); };
        for (Document &document : m_documents) {
            if (document.format.id != u"compose")
                continue;
            const QString stem = stemOf(document);
            for (Document &base : m_documents) {
                const QString before = stemOf(base);
                if (&base == &document || base.laidOver || base.format.id != u"compose" || !before.contains("compose"_L1, Qt::CaseInsensitive) || !stem.startsWith(before) || stem.size() == before.size()
                    || !QStringLiteral("._-").contains(stem[before.size()]))
                    continue;
                document.laidOver = true;
                if ((document.named && base.named) || stem.endsWith("override"_L1))
                    base.overlays.append(document.file);
                else
                    m_result.diagnostics.note(ImportText::tr("This file varies %1, which is imported; name both to lay it over the other.").arg(base.file->name), {document.file->name, {}, 1, 1});
                break;
            }
        }
    }

    std::optional<Error> collect(const QStringList &paths)
    {
        const QString chosenRoot = m_options.root.isEmpty() ? QString() : QDir::cleanPath(QFileInfo(m_options.root).absoluteFilePath());
        if (!chosenRoot.isEmpty() && !QFileInfo(chosenRoot).isDir())
            return Error{ImportText::tr("The root is not a folder; choose the folder that holds the specifications."), {m_options.root, {}, 0, 0}};
        for (const QString &path : paths) {
            const QFileInfo info(path);
            const QString absolute = QDir::cleanPath(info.absoluteFilePath());
            if (!info.exists())
                return Error{ImportText::tr("The file does not exist; check its name and folder."), {path, {}, 0, 0}};
            if (!info.isDir()) {
                m_inputs.append({absolute, chosenRoot.isEmpty() ? QFileInfo(absolute).path() : chosenRoot});
                continue;
            }
            // Not through symbolic links: they may lead out of the folder.
            QDirIterator files(absolute, QDir::Files | QDir::Readable | QDir::NoSymLinks, QDirIterator::Subdirectories);
            while (files.hasNext()) {
                if (m_progress.isCancelled())
                    return Error{ImportText::tr("The import was cancelled; nothing was changed."), {}};
                const QString file = files.next();
                const QString relative = QDir(absolute).relativeFilePath(file);
                if (!worthReading(file) || relative.startsWith(u'.') || relative.contains("/."_L1) || relative.contains("node_modules/"_L1))
                    continue;
                if (m_inputs.size() >= mostFiles)
                    return Error{ImportText::tr("The folder holds more than %L1 files; choose a smaller one.").arg(mostFiles), {path, {}, 0, 0}};
                m_inputs.append({file, chosenRoot.isEmpty() ? absolute : chosenRoot, false});
            }
        }
        // Whatever the order of the arguments, the result is the same.
        std::sort(m_inputs.begin(), m_inputs.end(), [](const Input &a, const Input &b) { return std::tie(a.path, b.named) < std::tie(b.path, a.named); });
        m_inputs.erase(std::unique(m_inputs.begin(), m_inputs.end(), [](const Input &a, const Input &b) { return a.path == b.path; }), m_inputs.end());
        return std::nullopt;
    }

    // Names are relative to the root; where files of different roots would have equal names, these take parent folders
    // until they differ.
    void nameRoots()
    {
        QMap<QString, int> levels;
        for (const Input &input : std::as_const(m_inputs))
            levels.insert(input.root, 0);
        const auto prefix = [&](const QString &root) {
            const int count = levels.value(root);
            return count == 0 ? QString() : root.split(u'/', Qt::SkipEmptyParts).last(qMin<qsizetype>(count, root.count(u'/'))).join(u'/') + u'/';
        };
        for (int round = 0; round < 16; ++round) {
            QHash<QString, QSet<QString>> rootsOfName;
            for (const Input &input : std::as_const(m_inputs))
                rootsOfName[prefix(input.root) + QDir(input.root).relativeFilePath(input.path)].insert(input.root);
            QSet<QString> clashing;
            for (const QSet<QString> &roots : std::as_const(rootsOfName)) {
                if (roots.size() > 1)
                    clashing += roots;
            }
            if (clashing.isEmpty())
                break;
            for (const QString &root : std::as_const(clashing))
                ++levels[root];
        }
        for (auto it = levels.constBegin(); it != levels.constEnd(); ++it)
            m_sets.emplace(it.key(), std::make_unique<SpecSet>(it.key(), prefix(it.key())));
    }

    // Opens the file and decides what it is. An error only where the person named the file.
    std::optional<Error> recognise(const Input &input)
    {
        SpecSet &files = *m_sets.at(input.root);
        QByteArray head;
        if (QFile file(input.path); QFileInfo(input.path).isFile() && file.open(QIODevice::ReadOnly))
            head = file.read(8192);
        const QString fileName = QFileInfo(input.path).fileName();
        const DetectedFormat byText = detectText(fileName, head);
        // A folder's programs and pages are not read as YAML, which complains about them at length.
        if (!input.named && byText.isNull() && (fileName.endsWith(".py"_L1, Qt::CaseInsensitive) || fileName.endsWith(".xml"_L1, Qt::CaseInsensitive)))
            return std::nullopt;
        const Result<const SpecFile *> opened = byText.isNull() || fileName.endsWith(".har"_L1, Qt::CaseInsensitive) || fileName.endsWith(".otm"_L1, Qt::CaseInsensitive)
                                                    ? files.open(input.path)
                                                    : Result<const SpecFile *>(Error{});
        if (!byText.isNull() && byText.imported && !opened) {
            const Result<const SpecFile *> text = files.openText(input.path);
            if (text) {
                m_documents.push_back({&files, *text, byText, {}, input.named});
                return std::nullopt;
            }
            if (input.named)
                return text.error();
            m_result.diagnostics.warn(text.error().message, text.error().where);
            return std::nullopt;
        }
        if (!opened) {
            if (!byText.isNull())
                return notImported(byText, input, SourceRef{QDir(input.root).relativeFilePath(input.path), {}, 0, 0});
            if (input.named)
                return opened.error();
            m_result.diagnostics.warn(opened.error().message, opened.error().where);
            return std::nullopt;
        }
        const SpecFile *file = *opened;
        DetectedFormat format = detectFormat(file->tree->root());
        const SourceRef start{file->name, {}, 1, 1};
        if (input.named && !m_options.format.isEmpty()) {
            const DetectedFormat wanted = formatNamed(m_options.format);
            if (wanted.isNull())
                return Error{ImportText::tr("The format “%1” is not known. %2").arg(m_options.format, accepted()), start};
            if (format.id.section(u'-', 0, 0) != wanted.id.section(u'-', 0, 0))
                format = wanted;
            format.unsupported = false;
        }
        if (format.isNull()) {
            if (!input.named)
                return std::nullopt; // folders hold all sorts of files
            if (!byText.isNull())
                return notImported(byText, input, start);
            return Error{ImportText::tr("The file is valid %1, but no specification that is known. %2").arg(file->tree->isJson() ? u"JSON"_s : u"YAML"_s, accepted()), start};
        }
        if (format.unsupported) {
            const Error error{ImportText::tr("The version “%1” of this document is not supported. %2").arg(format.version.left(40), accepted()), start};
            if (input.named)
                return error;
            m_result.diagnostics.warn(error.message, error.where);
            return std::nullopt;
        }
        if (!importerFor(format))
            return notImported(format, input, start);
        if (file->tree->documentCount() > 1)
            m_result.diagnostics.warn(ImportText::tr("This file holds %1 documents; only the first is imported. Put the others into files of their own.").arg(file->tree->documentCount()),
                                      file->tree->document(1).ref());
        const SpecNode root = file->tree->root();
        m_documents.push_back({&files, file, format, format.wrapped ? root[u"collection"] : root, input.named});
        return std::nullopt;
    }

    std::optional<Error> notImported(const DetectedFormat &format, const Input &input, const SourceRef &where)
    {
        const QString message = ImportText::tr("This is recognised as %1, which is not imported yet. %2").arg(format.name, accepted());
        m_recognised = true;
        if (input.named)
            return Error{message, where};
        m_result.diagnostics.warn(message, where);
        return std::nullopt;
    }

    Error nothingFound(const QStringList &paths) const
    {
        const SourceRef where{paths.size() == 1 ? QFileInfo(paths.first()).fileName() : QString(), {}, 0, 0};
        if (m_recognised) {
            for (const Diagnostic &diagnostic : m_result.diagnostics.list()) {
                if (paths.size() == 1)
                    return Error{diagnostic.message, diagnostic.where};
            }
        }
        return Error{ImportText::tr("No specification was found here. %1").arg(accepted()), where};
    }

    // A document without operations that others refer to is their library of definitions, no system of its own.
    std::optional<Error> importDocuments()
    {
        const auto offersSomething = [](const Document &document) {
            return document.named || !document.file->tree || document.root[u"paths"].size() > 0 || document.root[u"webhooks"].size() > 0 || document.root[u"item"].isArray() || document.format.id == u"compose";
        };
        // By name: where the folder lies on this machine must not matter.
        std::sort(m_documents.begin(), m_documents.end(), [](const Document &a, const Document &b) { return a.file->name < b.file->name; });
        std::stable_partition(m_documents.begin(), m_documents.end(), offersSomething);
        layOver();
        int done = 0;
        for (const Document &document : m_documents) {
            if (m_progress.isCancelled())
                return std::nullopt;
            m_progress.report(30 + 60 * done++ / int(m_documents.size()), ImportText::tr("Importing %1").arg(document.file->name));
            if (document.laidOver)
                continue;
            if (!offersSomething(document) && document.files->referencedFiles().contains(document.file->name))
                continue;
            ImportContext context{*document.files, *document.file, document.format, document.root, m_result.model, m_result.diagnostics, m_progress, document.overlays};
            const Result<void> result = importerFor(document.format)(context);
            if (!result && document.named)
                return result.error();
            if (!result)
                m_result.diagnostics.warn(result.error().message, result.error().where);
        }
        if (m_result.model.sources.isEmpty())
            return Error{ImportText::tr("No specification was found here. %1").arg(accepted()), {m_documents.front().file->name, {}, 0, 0}};
        return std::nullopt;
    }

    // What was found while reading and what while importing, in the order of the files.
    void sortDiagnostics()
    {
        for (const auto &[root, set] : m_sets)
            m_result.diagnostics.append(set->diagnostics());
        QList<Diagnostic> all = m_result.diagnostics.list();
        std::stable_sort(all.begin(), all.end(), [](const Diagnostic &a, const Diagnostic &b) {
            return std::tie(a.where.file, a.where.line, a.where.column) < std::tie(b.where.file, b.where.line, b.where.column);
        });
        Diagnostics sorted;
        for (const Diagnostic &diagnostic : std::as_const(all))
            sorted.add(diagnostic.severity, diagnostic.message, diagnostic.where);
        if (const int dropped = m_result.diagnostics.dropped())
            sorted.note(ImportText::tr("%L1 further messages are not shown.").arg(dropped));
        m_result.diagnostics = sorted;
    }

    const ImportOptions m_options;
    Progress &m_progress;
    QList<Input> m_inputs;
    std::map<QString, std::unique_ptr<SpecSet>> m_sets; // by root
    std::vector<Document> m_documents;
    ImportResult m_result;
    bool m_recognised = false; // something that is not imported yet
};

} // namespace

Result<ImportResult> importInputs(const QStringList &paths, const ImportOptions &options, Progress &progress)
{
    return Import(options, progress).run(paths);
}

} // namespace drawbridge
