// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "base/diagnostics.h"
#include "base/result.h"
#include "spec/spectree.h"

#include <QHash>
#include <QSet>

namespace drawbridge {

struct SpecFile
{
    std::shared_ptr<const SpecTree> tree;
    QString name;   // relative to the root, "/" between folders
    QString sha256; // hex, of the bytes as read
    qint64 bytes = 0;
    QByteArray text; // of a file that is neither JSON nor YAML (XML …): `tree` is then empty
};

// The files of one folder, opened once each, and the references between them. Follows `$ref` inside the file and to
// other files below the root only; what lies outside, is absolute, is a URL or is missing gets a warning and is never
// touched. Not thread-safe: one set per import. Nodes stay valid as long as the set.
class SpecSet
{
public:
    // `root`: the folder. `namePrefix` goes before the names of all files, where several folders are opened at once.
    explicit SpecSet(const QString &root, const QString &namePrefix = {});

    // A file that the person named or that lies in the folder that they named; may be a symbolic link.
    Result<const SpecFile *> open(const QString &path);
    // The same for a file that is no tree of values: only its bytes are read.
    Result<const SpecFile *> openText(const QString &path);

    static bool isReference(const SpecNode &node);
    // What the node stands for: the node itself, or the end of its chain of references; Missing where there is none
    // (reported once for each reference).
    SpecNode resolve(const SpecNode &node);
    // One step of the chain.
    SpecNode target(const SpecNode &reference);

    // A path that a file names, seen from that file: absolute where there is such a file inside the root, else empty.
    QString pathInside(const SpecTree *from, const QString &relative) const;
    // The name under which a file of the set is known: relative to the root, after the prefix.
    QString nameOf(const QString &absolutePath) const;

    // Names of files that other files refer to.
    const QSet<QString> &referencedFiles() const { return m_referenced; }
    Diagnostics &diagnostics() { return m_diagnostics; }
    const QString &root() const { return m_root; }

private:
    struct Loaded
    {
        SpecFile file;
        std::optional<Error> error;
    };

    const Loaded &load(const QString &absolutePath, const QString &name, bool isTree = true);
    SpecNode lookUp(const SpecNode &reference);
    const SpecTree *otherFile(const SpecNode &reference, const QString &path);
    SpecNode byAnchor(const SpecTree *tree, const QString &anchor);
    SpecNode byId(const SpecTree *tree, const QString &id);
    void complain(const SpecNode &reference, const QString &message);

    QString m_root;          // as opened, absolute
    QString m_canonicalRoot; // without symbolic links
    QString m_prefix;
    QHash<QString, std::shared_ptr<Loaded>> m_files; // by absolute path without symbolic links
    QHash<const SpecTree *, QString> m_paths;        // absolute, as it was reached
    QHash<SpecNode, SpecNode> m_targets;
    QHash<const SpecTree *, QHash<QString, SpecNode>> m_anchors;
    QSet<QString> m_referenced;
    QSet<QString> m_complaints;
    Diagnostics m_diagnostics;
    qint64 m_totalBytes = 0;
};

// The node at a JSON pointer (RFC 6901, already without %-escapes) below `root`; Missing where there is none.
SpecNode nodeAt(const SpecNode &root, QStringView pointer);

} // namespace drawbridge
