// SPDX-License-Identifier: Apache-2.0
#include "language/language.h"

#include <QDirIterator>
#include <QFile>
#include <QRegularExpression>
#include <QTest>
#include <QXmlStreamReader>

using namespace drawbridge;
using namespace Qt::StringLiterals;

namespace {

struct Message
{
    QString context, source;
    QStringList forms;
};

QList<Message> messagesOf(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    QList<Message> messages;
    QString context;
    QXmlStreamReader xml(&file);
    while (!xml.atEnd()) {
        if (xml.readNext() != QXmlStreamReader::StartElement)
            continue;
        if (xml.name() == "name"_L1)
            context = xml.readElementText();
        else if (xml.name() == "source"_L1)
            messages.append({context, xml.readElementText(), {}});
        else if (xml.name() == "numerusform"_L1 && !messages.isEmpty())
            messages.last().forms.append(xml.readElementText());
    }
    return xml.hasError() ? QList<Message>() : messages;
}

} // namespace

// The plural forms of the source language.
class TestEnglish : public QObject
{
    Q_OBJECT
private:
    QList<Message> m_messages;

private slots:
    void initTestCase()
    {
        installLanguage(*qApp);
        m_messages = messagesOf(QStringLiteral(PROJECT_ROOT "/translations/drawbridge_en.ts"));
        QVERIFY(m_messages.size() > 60);
    }

    // Every count reads as a sentence of English, for one and for many, in the program as in the file.
    void everyCountHasItsForms()
    {
        for (const Message &message : std::as_const(m_messages)) {
            QCOMPARE(message.forms.size(), 2);
            for (int i = 0; i < 2; ++i) {
                const QString &form = message.forms[i];
                QVERIFY2(!form.isEmpty() && !form.contains("(s)"_L1) && !form.contains("(es)"_L1), qPrintable(message.source));
                QCOMPARE(form.contains("%n"_L1), message.source.contains("%n"_L1));
                const int n = i == 0 ? 1 : 28;
                const QString shown = QCoreApplication::translate(message.context.toUtf8().constData(), message.source.toUtf8().constData(), nullptr, n);
                QCOMPARE(shown, QString(form).replace("%n"_L1, QString::number(n)));
            }
        }
        QCOMPARE(QCoreApplication::translate("AnalysisText", "%n operation(s)", nullptr, 1), u"1 operation"_s);
        QCOMPARE(QCoreApplication::translate("AnalysisText", "%n operation(s)", nullptr, 28), u"28 operations"_s);
    }

    // A count that was added to the code and not to the file is found here.
    void everyCountOfTheCodeIsInTheFile()
    {
        QSet<QString> known;
        for (const Message &message : std::as_const(m_messages))
            known.insert(message.source);
        static const QRegularExpression literal(u"\"((?:[^\"\\\\\n]|\\\\.)*%n(?:[^\"\\\\\n]|\\\\.)*)\""_s);
        QStringList missing;
        int found = 0;
        for (const QString &layer : {u"app"_s, u"widgets"_s, u"model"_s}) {
            QDirIterator files(QStringLiteral(PROJECT_ROOT "/") + layer, {u"*.cpp"_s, u"*.h"_s}, QDir::Files, QDirIterator::Subdirectories);
            while (files.hasNext()) {
                QFile file(files.next());
                QVERIFY(file.open(QIODevice::ReadOnly));
                auto matches = literal.globalMatch(QString::fromUtf8(file.readAll()));
                while (matches.hasNext()) {
                    const QString text = matches.next().captured(1);
                    if (text == "%n"_L1) // what stands for the number itself
                        continue;
                    ++found;
                    if (!known.contains(text))
                        missing.append(files.fileName() + u": "_s + text);
                }
            }
        }
        QVERIFY(found > 60);
        QCOMPARE(missing, QStringList());
    }
};

QTEST_GUILESS_MAIN(TestEnglish)
#include "tst_english.moc"
