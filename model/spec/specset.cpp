// SPDX-License-Identifier: Apache-2.0
#include "spec/specset.h"

#include "spec/parsespec.h"
#include "spec/specmessage.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QUrl>

#include <future>

namespace drawbridge {

using namespace Qt::StringLiterals;

namespace {

// Longer chains of references serve nobody; specifications have two or three links.
constexpr int longestChain = 64;
constexpr qint64 bytesOfAllFiles = 512LL * 1024 * 1024;

bool isInside(const QString &path, const QString &folder)
{
    return path == folder || path.startsWith(folder.endsWith(u'/') ? folder : folder + u'/');
}

// "http:", "file:", "C:" …
bool hasScheme(QStringView path)
{
    for (qsizetype i = 0; i < path.size(); ++i) {
        const char16_t c = path[i].unicode();
        if (c == u':')
            return i > 0;
        const bool letter = (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z');
        const bool more = (c >= u'0' && c <= u'9') || c == u'+' || c == u'-' || c == u'.';
        if (!letter && !(more && i > 0))
            return false;
    }
    return false;
}

} // namespace

SpecNode nodeAt(const SpecNode &root, QStringView pointer)
{
    if (pointer.isEmpty())
        return root;
    if (!pointer.startsWith(u'/'))
        return {};
    SpecNode node = root;
    for (const QStringView raw : pointer.sliced(1).split(u'/')) {
        if (node.isArray()) {
            bool ok = false;
            const int i = raw.toInt(&ok);
            node = ok ? node.at(i) : SpecNode();
        } else {
            QString part = raw.toString();
            part.replace("~1"_L1, "/"_L1).replace("~0"_L1, "~"_L1);
            node = node[part];
        }
        if (!node.exists())
            return {};
    }
    return node;
}

SpecSet::SpecSet(const QString &root, const QString &namePrefix)
    : m_root(QDir::cleanPath(QDir(root).absolutePath())), m_canonicalRoot(QDir(root).canonicalPath()), m_prefix(namePrefix)
{
}

bool SpecSet::isReference(const SpecNode &node)
{
    return node[u"$ref"].isString();
}

Result<const SpecFile *> SpecSet::open(const QString &path)
{
    const QString absolute = QDir::cleanPath(QFileInfo(path).absoluteFilePath());
    const QString name = isInside(absolute, m_root) ? QDir(m_root).relativeFilePath(absolute) : QFileInfo(absolute).fileName();
    const Loaded &loaded = load(absolute, m_prefix + name);
    if (loaded.error)
        return *loaded.error;
    return &loaded.file;
}

Result<const SpecFile *> SpecSet::openText(const QString &path)
{
    const QString absolute = QDir::cleanPath(QFileInfo(path).absoluteFilePath());
    const QString name = isInside(absolute, m_root) ? QDir(m_root).relativeFilePath(absolute) : QFileInfo(absolute).fileName();
    const Loaded &loaded = load(absolute, m_prefix + name, false);
    if (loaded.error)
        return *loaded.error;
    return &loaded.file;
}

const SpecSet::Loaded &SpecSet::load(const QString &absolutePath, const QString &name, bool isTree)
{
    const QFileInfo info(absolutePath);
    const QString canonical = info.canonicalFilePath();
    const QString key = canonical.isEmpty() ? absolutePath : canonical;
    if (const auto known = m_files.constFind(key); known != m_files.constEnd())
        return **known;
    auto loaded = std::make_shared<Loaded>();
    m_files.insert(key, loaded);
    loaded->file.name = name;
    const SourceRef where{name, {}, 0, 0};
    if (!info.exists()) {
        loaded->error = Error{SpecMessage::tr("The file does not exist; check its name and folder."), where};
        return *loaded;
    }
    if (!info.isFile()) {
        loaded->error = Error{SpecMessage::tr("This is no regular file; choose a file that holds a specification."), where};
        return *loaded;
    }
    QFile file(absolutePath);
    if (!file.open(QIODevice::ReadOnly)) {
        loaded->error = Error{SpecMessage::tr("The file cannot be read (%1); check its permissions.").arg(file.errorString()), where};
        return *loaded;
    }
    const SpecLimits limits;
    QByteArray bytes = file.read(limits.bytes + 1); // one more than is allowed, so that the parser sees it
    loaded->file.bytes = bytes.size();
    m_totalBytes += bytes.size();
    if (m_totalBytes > bytesOfAllFiles) {
        loaded->error = Error{SpecMessage::tr("The files of this import are larger than %L1 MB together, which is more than is read; open a smaller folder.")
                                  .arg(bytesOfAllFiles / (1024 * 1024)),
                              where};
        return *loaded;
    }
    // Worked out beside the parsing: for a large file the one takes about as long as the other.
    std::future<QByteArray> digest = std::async([bytes] { return QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex(); });
    if (isTree) {
        if (const auto tree = parseSpec(bytes, name, m_diagnostics, limits)) {
            loaded->file.tree = *tree;
            m_paths.insert(tree->get(), absolutePath);
        } else {
            loaded->error = tree.error();
        }
    } else if (bytes.size() > limits.bytes) {
        loaded->error = Error{SpecMessage::tr("The file is larger than %L1 MB, which is more than is read.").arg(limits.bytes / (1024 * 1024)), where};
    } else {
        loaded->file.text = bytes;
    }
    loaded->file.sha256 = QString::fromLatin1(digest.get());
    return *loaded;
}

QString SpecSet::pathInside(const SpecTree *from, const QString &relative) const
{
    if (relative.isEmpty() || !m_paths.contains(from))
        return {};
    const QString path = QDir::cleanPath(QFileInfo(m_paths.value(from)).dir().absoluteFilePath(relative));
    const QString canonical = QFileInfo(path).canonicalFilePath();
    return !canonical.isEmpty() && isInside(canonical, m_canonicalRoot) ? path : QString();
}

QString SpecSet::nameOf(const QString &absolutePath) const
{
    return m_prefix + QDir(m_root).relativeFilePath(absolutePath);
}

SpecNode SpecSet::resolve(const SpecNode &node)
{
    SpecNode at = node;
    QList<SpecNode> seen;
    while (isReference(at)) {
        if (seen.contains(at)) {
            complain(node, SpecMessage::tr("This reference leads back to itself; it is left out. Let it name something that is defined."));
            return {};
        }
        if (seen.size() >= longestChain) {
            complain(node, SpecMessage::tr("This reference goes through more than %1 others; it is left out. Let it name the definition itself.").arg(longestChain));
            return {};
        }
        seen.append(at);
        at = target(at);
    }
    return at;
}

SpecNode SpecSet::target(const SpecNode &reference)
{
    if (const auto known = m_targets.constFind(reference); known != m_targets.constEnd())
        return *known;
    const SpecNode found = lookUp(reference);
    m_targets.insert(reference, found);
    return found;
}

SpecNode SpecSet::lookUp(const SpecNode &reference)
{
    const QString text = reference[u"$ref"].text().trimmed();
    const qsizetype hash = text.indexOf(u'#');
    const QString path = hash < 0 ? text : text.left(hash);
    const QString fragment = hash < 0 ? QString() : QUrl::fromPercentEncoding(text.sliced(hash + 1).toUtf8());
    const SpecTree *tree = reference.tree();
    if (!path.isEmpty()) {
        if (const SpecNode named = byId(tree, path); named.exists())
            return nodeAt(named, fragment);
        tree = otherFile(reference, path);
        if (!tree)
            return {};
    }
    SpecNode found = fragment.isEmpty() || fragment.startsWith(u'/') ? nodeAt(tree->root(), fragment) : byAnchor(tree, fragment);
    // Some writers escape the pointer twice, or not at all.
    if (!found.exists() && hash >= 0)
        found = nodeAt(tree->root(), text.sliced(hash + 1));
    if (!found.exists()) {
        complain(reference, SpecMessage::tr("The reference “%1” names something that does not exist; it is left out. Define it, or correct the reference.").arg(text.left(200)));
    }
    return found;
}

const SpecTree *SpecSet::otherFile(const SpecNode &reference, const QString &path)
{
    const QString shown = path.left(200);
    const QString decoded = QUrl::fromPercentEncoding(path.toUtf8());
    if (hasScheme(path) || hasScheme(decoded) || path.startsWith("//"_L1)) {
        complain(reference, SpecMessage::tr("The reference “%1” is an address of its own and is not followed; copy the file into the opened folder and refer to the copy.").arg(shown));
        return nullptr;
    }
    const bool absolute = decoded.startsWith(u'/') || decoded.startsWith(u'\\');
    const QString folder = QFileInfo(m_paths.value(reference.tree())).path();
    const QString wanted = QDir::cleanPath(folder + u'/' + decoded);
    // By its name first, so that nothing outside is even looked at; then without symbolic links.
    if (absolute || decoded.contains(QChar(0)) || !isInside(wanted, m_root)) {
        complain(reference, SpecMessage::tr("The reference “%1” leads outside the opened folder and is not followed; open the folder that holds both files, or allow it with --root.").arg(shown));
        return nullptr;
    }
    const QString canonical = QFileInfo(wanted).canonicalFilePath();
    if (canonical.isEmpty()) {
        complain(reference, SpecMessage::tr("The reference “%1” names a file that does not exist; it is left out. Add the file, or correct the reference.").arg(shown));
        return nullptr;
    }
    if (!isInside(canonical, m_canonicalRoot)) {
        complain(reference, SpecMessage::tr("The reference “%1” leads through a symbolic link out of the opened folder and is not followed; copy the file into the folder.").arg(shown));
        return nullptr;
    }
    const Loaded &loaded = load(wanted, m_prefix + QDir(m_root).relativeFilePath(wanted));
    if (loaded.error) {
        const SourceRef &where = loaded.error->where;
        complain(reference, SpecMessage::tr("The file of the reference “%1” cannot be used (line %2): %3").arg(shown).arg(where.line).arg(loaded.error->message));
        return nullptr;
    }
    m_referenced.insert(loaded.file.name);
    return loaded.file.tree.get();
}

// Anchors and ids of a file are looked for once, over all its nodes.
SpecNode SpecSet::byAnchor(const SpecTree *tree, const QString &anchor)
{
    auto known = m_anchors.find(tree);
    if (known == m_anchors.end()) {
        QHash<QString, SpecNode> names;
        for (quint32 i = 0; i < tree->nodeCount(); ++i) {
            const SpecNode node(tree, i);
            for (const char16_t *key : {u"$anchor", u"$dynamicAnchor"}) {
                if (const SpecNode name = node[key]; name.isString() && !names.contains(u'#' + name.text()))
                    names.insert(u'#' + name.text(), node);
            }
            if (const SpecNode name = node[u"$id"]; name.isString() && !names.contains(name.text()))
                names.insert(name.text(), node);
        }
        known = m_anchors.insert(tree, names);
    }
    return known->value(u'#' + anchor);
}

SpecNode SpecSet::byId(const SpecTree *tree, const QString &id)
{
    byAnchor(tree, {});
    return m_anchors[tree].value(id);
}

void SpecSet::complain(const SpecNode &reference, const QString &message)
{
    const SpecNode place = reference[u"$ref"];
    const QString key = place.text() + u'\n' + reference.tree()->fileName();
    if (m_complaints.contains(key))
        return;
    m_complaints.insert(key);
    m_diagnostics.warn(message, place.ref());
}

} // namespace drawbridge
