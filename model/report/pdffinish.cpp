// SPDX-License-Identifier: Apache-2.0
#include "report/pdffinish.h"

#include "report/reporttext.h"

#include <QCryptographicHash>

#include <qpdf/Pipeline.hh>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFEFStreamObjectHelper.hh>
#include <qpdf/QPDFEmbeddedFileDocumentHelper.hh>
#include <qpdf/QPDFFileSpecObjectHelper.hh>
#include <qpdf/QPDFPageDocumentHelper.hh>
#include <qpdf/QPDFWriter.hh>

#include <map>
#include <memory>
#include <set>

namespace drawbridge {

namespace {

QPDFObjectHandle textObject(const QString &text)
{
    return QPDFObjectHandle::newUnicodeString(text.toStdString());
}

QString pdfDate(const QDate &date)
{
    return QStringLiteral("D:") + date.toString(QStringLiteral("yyyyMMdd")) + QStringLiteral("000000Z");
}

// Writes the document's own structure into it.
class Finisher
{
public:
    Finisher(QPDF &pdf, const PdfPlan &plan) : m_pdf(pdf), m_plan(plan), m_pages(QPDFPageDocumentHelper(pdf).getAllPages()) {}

    // QPdfWriter gives each page its own copy of what pages have in common.
    void resources()
    {
        std::map<std::string, QPDFObjectHandle> known;
        for (QPDFPageObjectHelper &page : m_pages) {
            QPDFObjectHandle holder = page.getObjectHandle(), own = holder.getKey("/Resources");
            if (!own.isDictionary() || !own.isIndirect())
                continue;
            const auto [same, isNew] = known.try_emplace(own.unparseResolved(), own);
            if (isNew)
                continue;
            holder.replaceKey("/Resources", same->second);
            if (same->second.getObjGen() != own.getObjGen())
                m_pdf.replaceObject(own.getObjGen(), QPDFObjectHandle::newNull());
        }
    }

    void links()
    {
        // What all links have in common is there once; a report may have ten thousand of them.
        const QPDFObjectHandle type = QPDFObjectHandle::newName("/Annot"), subtype = QPDFObjectHandle::newName("/Link");
        const QPDFObjectHandle border = QPDFObjectHandle::parse("[0 0 0]"), printed = QPDFObjectHandle::newInteger(4); // like the rest
        QMap<int, QPDFObjectHandle> annotations;
        for (const PdfLink &link : m_plan.links) {
            if (!m_plan.anchors.contains(link.anchor) || link.page >= int(m_pages.size()))
                continue;
            const double height = m_plan.pages[link.page].height();
            QPDFObjectHandle annotation = QPDFObjectHandle::newDictionary();
            annotation.replaceKey("/Type", type);
            annotation.replaceKey("/Subtype", subtype);
            annotation.replaceKey("/Rect", QPDFObjectHandle::newArray({number(link.rect.left()), number(height - link.rect.bottom()),
                                                                       number(link.rect.right()), number(height - link.rect.top())}));
            annotation.replaceKey("/Border", border);
            annotation.replaceKey("/F", printed);
            annotation.replaceKey("/Dest", destination(link.anchor));
            if (!annotations.contains(link.page))
                annotations.insert(link.page, QPDFObjectHandle::newArray());
            annotations[link.page].appendItem(m_pdf.makeIndirectObject(annotation));
        }
        for (auto it = annotations.begin(); it != annotations.end(); ++it)
            m_pages[size_t(it.key())].getObjectHandle().replaceKey("/Annots", it.value());
    }

    void bookmarks()
    {
        QPDFObjectHandle root = m_pdf.makeIndirectObject(QPDFObjectHandle::newDictionary());
        root.replaceKey("/Type", QPDFObjectHandle::newName("/Outlines"));
        struct Level
        {
            QPDFObjectHandle parent, last;
            int count = 0;
        };
        Level top{root, {}, 0}, sub;
        const auto close = [&] {
            if (sub.count > 0)
                sub.parent.replaceKey("/Count", QPDFObjectHandle::newInteger(-sub.count)); // closed at first
        };
        for (const PdfBookmark &bookmark : m_plan.bookmarks) {
            if (!m_plan.anchors.contains(bookmark.anchor))
                continue;
            QPDFObjectHandle item = m_pdf.makeIndirectObject(QPDFObjectHandle::newDictionary());
            item.replaceKey("/Title", textObject(bookmark.title));
            item.replaceKey("/Dest", destination(bookmark.anchor));
            const bool below = bookmark.level > 0 && top.count > 0;
            if (!below)
                close();
            Level &level = below ? sub : top;
            item.replaceKey("/Parent", level.parent);
            if (level.count++ == 0) {
                level.parent.replaceKey("/First", item);
            } else {
                item.replaceKey("/Prev", level.last);
                level.last.replaceKey("/Next", item);
            }
            level.last = item;
            level.parent.replaceKey("/Last", item);
            if (!below)
                sub = {item, {}, 0};
        }
        close();
        root.replaceKey("/Count", QPDFObjectHandle::newInteger(top.count));
        m_pdf.getRoot().replaceKey("/Outlines", root);
        m_pdf.getRoot().replaceKey("/PageMode", QPDFObjectHandle::newName("/UseOutlines"));
    }

    // QPdfWriter names the subsets of fonts after object numbers, which follow the order of a hash, and leaves the name of
    // the font itself as it was: both have to be the same for a viewer to see that it is a subset. What is below a font
    // gets new numbers, in the order in which fonts are first used: equal reports are equal to the byte.
    void fonts()
    {
        std::set<QPDFObjGen> done;
        for (QPDFPageObjectHelper &page : m_pages) {
            QPDFObjectHandle resources = page.getObjectHandle().getKey("/Resources").getKey("/Font");
            if (!resources.isDictionary())
                continue;
            for (const std::string &name : resources.getKeys()) {
                QPDFObjectHandle font = resources.getKey(name);
                if (!done.insert(font.getObjGen()).second)
                    continue;
                const int number = int(done.size()) - 1;
                const std::string prefix{'/', char('A' + number / 26 % 26), char('A' + number % 26), 'A', 'A', 'A', 'A', '+'};
                rename(font, "/BaseFont", prefix);
                renumber(font, "/FontDescriptor");
                rename(font.getKey("/FontDescriptor"), "/FontName", prefix);
                QPDFObjectHandle descendants = font.getKey("/DescendantFonts");
                for (int i = 0; descendants.isArray() && i < descendants.getArrayNItems(); ++i) {
                    QPDFObjectHandle descendant = m_pdf.makeIndirectObject(descendants.getArrayItem(i).shallowCopy());
                    rename(descendant, "/BaseFont", prefix);
                    renumber(descendant, "/FontDescriptor");
                    rename(descendant.getKey("/FontDescriptor"), "/FontName", prefix);
                    descendants.setArrayItem(i, descendant);
                }
            }
        }
    }

    void attach(const ReportAttachment &file, const QDate &date)
    {
        if (file.isEmpty())
            return;
        QPDFObjectHandle stream = QPDFObjectHandle::newStream(&m_pdf);
        stream.replaceStreamData(std::string(file.deflated.constData(), size_t(file.deflated.size())), QPDFObjectHandle::newName("/FlateDecode"), QPDFObjectHandle::newNull());
        QPDFObjectHandle about = stream.getDict(), params = QPDFObjectHandle::newDictionary();
        about.replaceKey("/Type", QPDFObjectHandle::newName("/EmbeddedFile"));
        params.replaceKey("/Size", QPDFObjectHandle::newInteger(file.size));
        params.replaceKey("/CheckSum", QPDFObjectHandle::newString(file.checksum.toStdString()));
        about.replaceKey("/Params", params);
        QPDFEFStreamObjectHelper embedded(stream);
        const std::string when = pdfDate(date).toStdString();
        embedded.setSubtype(file.mimeType.toStdString()).setCreationDate(when).setModDate(when);
        QPDFFileSpecObjectHelper spec = QPDFFileSpecObjectHelper::createFileSpec(m_pdf, file.name.toStdString(), embedded);
        spec.setDescription(file.description.toStdString());
        spec.getObjectHandle().replaceKey("/AFRelationship", QPDFObjectHandle::newName("/Data"));
        QPDFEmbeddedFileDocumentHelper(m_pdf).replaceEmbeddedFile(file.name.toStdString(), spec);
        m_pdf.getRoot().replaceKey("/AF", QPDFObjectHandle::newArray({spec.getObjectHandle()}));
    }

    void metadata(const ReportContent &content)
    {
        QPDFObjectHandle root = m_pdf.getRoot();
        root.replaceKey("/Lang", textObject(content.language));
        root.replaceKey("/ViewerPreferences", QPDFObjectHandle::parse("<< /DisplayDocTitle true >>"));
        root.removeKey("/Metadata"); // says when and by what it was made
        const QString date = pdfDate(content.date);
        QPDFObjectHandle info = QPDFObjectHandle::newDictionary();
        info.replaceKey("/Title", textObject(content.title + QStringLiteral(": ") + content.system));
        info.replaceKey("/Creator", textObject(QStringLiteral("Drawbridge " DRAWBRIDGE_VERSION)));
        info.replaceKey("/Producer", textObject(QStringLiteral("Qt, qpdf")));
        info.replaceKey("/CreationDate", textObject(date));
        info.replaceKey("/ModDate", textObject(date));
        m_pdf.getTrailer().replaceKey("/Info", m_pdf.makeIndirectObject(info));
    }

private:
    static QPDFObjectHandle number(double units) { return QPDFObjectHandle::newReal(units / pt, 2); }

    static void rename(QPDFObjectHandle holder, const std::string &key, const std::string &prefix)
    {
        if (!holder.isDictionary() || !holder.getKey(key).isName())
            return;
        const std::string name = holder.getKey(key).getName(); // with the slash
        const size_t plus = name.find('+');
        holder.replaceKey(key, QPDFObjectHandle::newName(prefix + name.substr(plus == std::string::npos ? 1 : plus + 1)));
    }

    void renumber(QPDFObjectHandle &holder, const std::string &key)
    {
        if (QPDFObjectHandle value = holder.getKey(key); value.isDictionary())
            holder.replaceKey(key, m_pdf.makeIndirectObject(value.shallowCopy()));
    }

    // Of an anchor that there is.
    QPDFObjectHandle destination(const QString &anchor)
    {
        QPDFObjectHandle &known = m_destinations[anchor];
        if (!known.isInitialized()) {
            const PdfPlace place = m_plan.anchors.value(anchor);
            const int page = qMin(place.page, int(m_pages.size()) - 1);
            const double top = m_plan.pages[page].height() - qMax(0.0, place.y - 8 * pt);
            known = QPDFObjectHandle::newArray({m_pages[size_t(page)].getObjectHandle(), QPDFObjectHandle::newName("/XYZ"), m_null, number(top), m_null});
        }
        return known;
    }

    QPDF &m_pdf;
    const PdfPlan &m_plan;
    std::vector<QPDFPageObjectHelper> m_pages;
    QHash<QString, QPDFObjectHandle> m_destinations; // by anchor
    const QPDFObjectHandle m_null = QPDFObjectHandle::newNull();
};

// Thrown through libqpdf.
struct Cancelled
{
};

// Where the finished file goes: into memory that grows by no more than it needs.
class Bytes : public Pipeline
{
public:
    Bytes(qsizetype expected, Progress &progress) : Pipeline("report", nullptr), m_progress(progress) { bytes.reserve(expected); }
    void write(unsigned char const *data, size_t length) override
    {
        if (m_progress.isCancelled())
            throw Cancelled();
        if (const qsizetype needed = bytes.size() + qsizetype(length); needed > bytes.capacity())
            bytes.reserve(needed + needed / 8);
        bytes.append(reinterpret_cast<const char *>(data), qsizetype(length));
    }
    void finish() override {}

    QByteArray bytes;

private:
    Progress &m_progress;
};

} // namespace

ReportAttachment attachmentOf(const QString &name, const QString &description, const QString &mimeType, const QByteArray &bytes)
{
    constexpr qsizetype length = 4; // that qCompress() puts in front
    return {name, description, mimeType, bytes.size(), QCryptographicHash::hash(bytes, QCryptographicHash::Md5), qCompress(bytes).sliced(length)};
}

Result<QByteArray> finishPdf(QList<QByteArray> parts, const PdfPlan &plan, const ReportContent &content, Progress &progress)
{
    try {
        QPDF pdf;
        std::vector<std::unique_ptr<QPDF>> others; // read from while the whole is written
        qsizetype size = content.findings.deflated.size();
        for (const QByteArray &part : std::as_const(parts)) {
            size += part.size() + part.size() / 16;
            QPDF &file = &part == &parts.constFirst() ? pdf : *others.emplace_back(std::make_unique<QPDF>());
            file.setSuppressWarnings(true);
            file.processMemoryFile("report", part.constData(), size_t(part.size()));
            if (&file == &pdf)
                continue;
            QPDFPageDocumentHelper all(pdf);
            for (const QPDFPageObjectHelper &page : QPDFPageDocumentHelper(file).getAllPages())
                all.addPage(page, false);
        }
        Finisher finisher(pdf, plan);
        finisher.resources();
        finisher.fonts();
        finisher.links();
        finisher.bookmarks();
        finisher.metadata(content);
        finisher.attach(content.findings, content.date);
        progress.report(94, Report::tr("Adding bookmarks and links"));
        Bytes out(size, progress);
        QPDFWriter writer(pdf);
        writer.setOutputPipeline(&out);
        writer.setDeterministicID(true);
        writer.setObjectStreamMode(qpdf_o_generate);
        writer.write();
        return std::move(out.bytes);
    } catch (const Cancelled &) {
        return Error{Report::tr("The report was cancelled."), {}};
    } catch (const std::exception &e) {
        return Error{Report::tr("The report could not be completed: %1.").arg(QString::fromUtf8(e.what())), {}};
    }
}

} // namespace drawbridge
