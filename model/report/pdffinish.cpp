// SPDX-License-Identifier: Apache-2.0
#include "report/pdffinish.h"

#include "report/reporttext.h"

#include <qpdf/QPDF.hh>
#include <qpdf/QPDFEFStreamObjectHelper.hh>
#include <qpdf/QPDFEmbeddedFileDocumentHelper.hh>
#include <qpdf/QPDFFileSpecObjectHelper.hh>
#include <qpdf/QPDFPageDocumentHelper.hh>
#include <qpdf/QPDFWriter.hh>

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

    void links()
    {
        QMap<int, QPDFObjectHandle> annotations;
        for (const PdfLink &link : m_plan.links) {
            const auto target = m_plan.anchors.constFind(link.anchor);
            if (target == m_plan.anchors.constEnd() || link.page >= int(m_pages.size()))
                continue;
            const double height = m_plan.pages[link.page].height();
            QPDFObjectHandle annotation = QPDFObjectHandle::newDictionary();
            annotation.replaceKey("/Type", QPDFObjectHandle::newName("/Annot"));
            annotation.replaceKey("/Subtype", QPDFObjectHandle::newName("/Link"));
            annotation.replaceKey("/Rect", QPDFObjectHandle::newArray({number(link.rect.left()), number(height - link.rect.bottom()),
                                                                       number(link.rect.right()), number(height - link.rect.top())}));
            annotation.replaceKey("/Border", QPDFObjectHandle::parse("[0 0 0]"));
            annotation.replaceKey("/F", QPDFObjectHandle::newInteger(4)); // printed like the rest
            annotation.replaceKey("/Dest", destination(*target));
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
            const auto target = m_plan.anchors.constFind(bookmark.anchor);
            if (target == m_plan.anchors.constEnd())
                continue;
            QPDFObjectHandle item = m_pdf.makeIndirectObject(QPDFObjectHandle::newDictionary());
            item.replaceKey("/Title", textObject(bookmark.title));
            item.replaceKey("/Dest", destination(*target));
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

    // QPdfWriter names the subsets of fonts after object numbers, which follow the order of a hash.
    void fontNames()
    {
        QSet<int> done;
        for (QPDFPageObjectHelper &page : m_pages) {
            QPDFObjectHandle fonts = page.getObjectHandle().getKey("/Resources").getKey("/Font");
            if (!fonts.isDictionary())
                continue;
            for (auto [name, font] : fonts.getDictAsMap()) {
                if (done.contains(font.getObjectID()))
                    continue;
                done.insert(font.getObjectID());
                const int number = int(done.size()) - 1;
                const std::string prefix{'/', char('A' + number / 26 % 26), char('A' + number % 26), 'A', 'A', 'A', 'A', '+'};
                rename(font, "/BaseFont", prefix);
                rename(font.getKey("/FontDescriptor"), "/FontName", prefix);
                QPDFObjectHandle descendants = font.getKey("/DescendantFonts");
                for (int i = 0; descendants.isArray() && i < descendants.getArrayNItems(); ++i) {
                    rename(descendants.getArrayItem(i), "/BaseFont", prefix);
                    rename(descendants.getArrayItem(i).getKey("/FontDescriptor"), "/FontName", prefix);
                }
            }
        }
    }

    void attach(const ReportAttachment &file, const QDate &date)
    {
        if (file.isEmpty())
            return;
        QPDFEFStreamObjectHelper stream = QPDFEFStreamObjectHelper::createEFStream(m_pdf, std::string(file.bytes.constData(), size_t(file.bytes.size())));
        const std::string when = pdfDate(date).toStdString();
        stream.setSubtype(file.mimeType.toStdString()).setCreationDate(when).setModDate(when);
        QPDFFileSpecObjectHelper spec = QPDFFileSpecObjectHelper::createFileSpec(m_pdf, file.name.toStdString(), stream);
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
        const std::string name = holder.getKey(key).getName();
        const size_t plus = name.find('+');
        if (plus != std::string::npos)
            holder.replaceKey(key, QPDFObjectHandle::newName(prefix + name.substr(plus + 1)));
    }

    QPDFObjectHandle destination(const PdfPlace &place)
    {
        const int page = qMin(place.page, int(m_pages.size()) - 1);
        const double top = m_plan.pages[page].height() - qMax(0.0, place.y - 8 * pt);
        return QPDFObjectHandle::newArray({m_pages[size_t(page)].getObjectHandle(), QPDFObjectHandle::newName("/XYZ"), QPDFObjectHandle::newNull(),
                                           number(top), QPDFObjectHandle::newNull()});
    }

    QPDF &m_pdf;
    const PdfPlan &m_plan;
    std::vector<QPDFPageObjectHelper> m_pages;
};

std::shared_ptr<Buffer> written(QPDF &pdf, qpdf_object_stream_e streams)
{
    QPDFWriter writer(pdf);
    writer.setOutputMemory();
    writer.setDeterministicID(true);
    writer.setObjectStreamMode(streams);
    writer.write();
    return writer.getBufferSharedPointer();
}

} // namespace

Result<QByteArray> finishPdf(QByteArray pages, const PdfPlan &plan, const ReportContent &content)
{
    try {
        // A large report is there twice at most: what is done with is let go at once.
        std::shared_ptr<Buffer> bytes;
        {
            QPDF pdf;
            pdf.setSuppressWarnings(true);
            pdf.processMemoryFile("report", pages.constData(), size_t(pages.size()));
            Finisher finisher(pdf, plan);
            finisher.fontNames();
            finisher.links();
            finisher.bookmarks();
            finisher.metadata(content);
            finisher.attach(content.findings, content.date);
            // First without object streams, which numbers objects as they are reached from the root: those streams are
            // filled in the order of numbers, and QPdfWriter's follow a hash.
            bytes = written(pdf, qpdf_o_disable);
        }
        pages = QByteArray();
        std::shared_ptr<Buffer> compact;
        {
            QPDF again;
            again.setSuppressWarnings(true);
            again.processMemoryFile("report", reinterpret_cast<const char *>(bytes->getBuffer()), bytes->getSize());
            compact = written(again, qpdf_o_generate);
        }
        bytes.reset();
        return QByteArray(reinterpret_cast<const char *>(compact->getBuffer()), qsizetype(compact->getSize()));
    } catch (const std::exception &e) {
        return Error{Report::tr("The report could not be completed: %1.").arg(QString::fromUtf8(e.what())), {}};
    }
}

} // namespace drawbridge
