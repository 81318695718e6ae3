// SPDX-License-Identifier: Apache-2.0
#include "classification/shippedlexicons.h"

#include <QTest>

using namespace drawbridge;
using namespace Qt::StringLiterals;

namespace {

// Fields of one named schema, classified together.
struct Object
{
    ThreatModel model;
    Schema schema;

    explicit Object(const QString &name)
    {
        schema.id = SchemaId::named(u"test", name);
        schema.name = name;
        schema.type = u"object"_s;
        model.schemas.insert(schema);
    }
    FieldId add(const QString &path, const QString &type = u"string"_s, const QString &format = {})
    {
        Field f;
        f.id = FieldId::named(u"test", schema.name + u'/' + path);
        f.schema = schema.id;
        f.path = path;
        f.name = path.section(u'.', -1);
        f.type = type;
        f.format = format;
        model.fields.insert(f);
        return f.id;
    }
    void change(const FieldId &id, const std::function<void(Field &)> &edit)
    {
        Field f = model.fields.value(id);
        edit(f);
        model.fields.insert(f);
    }
    FieldMeaning meaning(const FieldId &id, const Lexicons &lexicons) const
    {
        return classifyFields(model, ModelIndex(model), lexicons).value(id);
    }
};

bool isSure(const ClassMatch &m) { return m.certainty != Certainty::Possible; }

QString described(const FieldMeaning &meaning)
{
    QStringList out;
    for (const ClassMatch &m : meaning.classes)
        out << m.dataClass + u' ' + m.form + u' ' + nameOf(m.certainty) + u" ("_s + m.signalTexts.join(u"; "_s) + u')';
    return out.isEmpty() ? u"nothing"_s : out.join(u", "_s);
}

} // namespace

class TestClassifier : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        Diagnostics diagnostics;
        m_lexicons = test::shippedLexicons(&diagnostics);
        for (const Diagnostic &d : diagnostics.list())
            qWarning("%s", qPrintable(toText(d)));
        QVERIFY(diagnostics.list().isEmpty());
    }

    // Names that must reach likely, each alone in an object that says nothing.
    void positives_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("type");
        QTest::addColumn<QString>("format");
        QTest::addColumn<QString>("dataClass");
        QTest::addColumn<QString>("form");
        const auto row = [](const char *name, const char *dataClass, const char *form = "plain", const char *type = "string", const char *format = "") {
            QTest::newRow(name) << QString::fromUtf8(name) << QString::fromLatin1(type) << QString::fromLatin1(format) << QString::fromLatin1(dataClass)
                                << QString::fromLatin1(form);
        };
        row("cardholderName", "pci.cardholder");
        row("passengerName", "pii.name");
        row("contactPersonName", "pii.name");
        row("address_line2", "pii.address");
        row("auth_key", "secret.api_key");
        row("bgp_auth_key", "secret.other");
        row("eapClientKey", "secret.private_key");
        row("encryptionKey", "secret.private_key");
        row("adminMenuPin", "cred.pin");
        row("nationality", "pii.nationality");
        row("macAddress", "pii.online");
        row("emails", "pii.contact", "plain", "array");
        row("oneTimePasscode", "cred.otp");
        row("encryptedCardNumber", "pci.pan", "encrypted");
        row("maskedTelephoneNumber", "pii.contact", "masked");
        row("username", "pii.contact", "plain", "string", "email");
        row("kundentelefonnummer", "pii.contact");
        row("mot_de_passe", "cred.password");
        row("geburtsdatum", "pii.dob");
        row("codice_fiscale", "pii.govid");
        row("cpf", "pii.govid");
        row("fechaNacimiento", "pii.dob");
        row("data_nascita", "pii.dob");
        row("personnummer", "pii.govid");
        row("walletOwnerTaxId", "pii.govid");
        // Ours, seen in no list.
        row("contraseña", "cred.password");
        row("straße", "pii.address");
        row("hausnummer", "pii.address");
        row("numéroDeTéléphone", "pii.contact");
        row("dateOfBirth", "pii.dob", "plain", "string", "date");
        row("birth_dt_date", "pii.dob");
        row("DATEOFBIRTH", "pii.dob");
        row("CustomerEmailAddress", "pii.contact");
        row("emp_ssn", "pii.govid");
        row("passport_no", "pii.govid");
        row("password_hash", "cred.password", "password_hash");
        row("newPassword", "cred.password");
        row("confirm-password", "cred.password");
        row("userPwd", "cred.password");
        row("access_token", "token.auth");
        row("RefreshToken", "token.refresh");
        row("passwordResetToken", "token.reset");
        row("clientSecret", "secret.api_key");
        row("aws_secret_access_key", "secret.api_key");
        row("rsaPrivateKey", "secret.private_key");
        row("dbConnectionString", "secret.connection");
        row("cc_num", "pci.pan");
        row("cvv2", "pci.sad", "plain", "integer");
        row("track2Data", "pci.sad");
        row("iban", "fin.account");
        row("bank_account_number", "fin.account");
        row("annualIncome", "fin.personal", "plain", "number");
        row("diagnosis_code", "health.record");
        row("bloodType", "health.record");
        row("sexualOrientation", "sex_life");
        row("ethnicity", "ethnicity");
        row("fingerprintTemplate", "biometric");
        row("dnaSequence", "genetic");
        row("criminal_record", "criminal");
        row("latitude", "loc.precise", "plain", "number");
        row("last_name", "pii.name");
        row("surname", "pii.name");
        row("Nachname", "pii.name");
        row("sobrenome", "pii.name");
        row("imie", "pii.name");
        row("wachtwoord", "cred.password");
        row("licensePlate", "pii.vehicle");
        row("clientIp", "pii.online");
        row("hashed_access_token", "token.auth", "hashed");
    }
    void positives()
    {
        QFETCH(QString, name);
        QFETCH(QString, type);
        QFETCH(QString, format);
        QFETCH(QString, dataClass);
        QFETCH(QString, form);
        Object object(u"Thing"_s);
        const FieldMeaning meaning = object.meaning(object.add(name, type, format), m_lexicons);
        QVERIFY2(!meaning.classes.isEmpty() && meaning.classes[0].dataClass == dataClass && isSure(meaning.classes[0]), qPrintable(described(meaning)));
        QCOMPARE(meaning.classes[0].form, form);
        QVERIFY(meaning.classes[0].certainty != Certainty::Certain);
        QVERIFY(!meaning.classes[0].signalTexts.isEmpty());
    }

    // Names that must not reach likely for any sensitive class.
    void negatives_data()
    {
        QTest::addColumn<QString>("type");
        const auto row = [](const char *name, const char *type = "string") { QTest::newRow(name) << QString::fromLatin1(type); };
        for (const char *name :
             {"stop_token", "page_token", "passwordChangeIndicator", "passwordChangeDate", "accountType", "accountAgeIndicator", "bankAccountType",
              "deliveryAddressIndicator", "addressMatch", "headerLine1", "health_check", "local_router_ip", "ip_range", "api_key_uuid", "hmacKeyCheckValue", "publicApiKey",
              "access_key", "ibanPrefixes", "countryOfGoverningLaw", "mastercard", "supportEmail", "merchantCity", "nationalIdExempt", "idempotency_key", "certificate_expires_at",
              "cardRegion", "keyAlias", "email_template_id", "phone_type", "secretName", "token_type", "nextPageToken", "stopTokens", "passwordPolicy", "emailDomain",
              "file_name", "hostname", "productName", "planName", "displayMode", "mapPin", "pinned", "nameserver", "webAddress", "walletAddress", "zipFile", "race_condition_id",
              "promoCode", "statusCode", "countryCode", "sortKey", "objectKey", "publicKey", "sshKey", "birthdayEmailTemplate", "cardBrand", "lastNameMatch",
              "panType", "loadBalancer", "balanceSheetUrl", "company_tax_id", "vatNumber", "genderBreakdownUrl", "latency", "language", "latestVersion", "location_header", "minor_version", "childNodes"})
            row(name);
        for (const char *name : {"cached_tokens", "max_output_tokens", "completion_tokens", "healthy_threshold", "innodb_ft_min_token_size", "max_seeks_for_key", "pass_count", "email_count",
                                 "password_length", "address_count", "phones_total", "ssn_length"})
            row(name, "integer");
        row("threads_created_rate", "number");
        for (const char *name : {"hasPassword", "email_verified", "allowBankAccountFormatSelection", "disable_email_obfuscation", "password", "use_iban", "savePhoneNumber", "ssn"})
            row(name, "boolean");
        row("email", "object");
    }
    void negatives()
    {
        QFETCH(QString, type);
        Object object(u"Thing"_s);
        const FieldMeaning meaning = object.meaning(object.add(QString::fromLatin1(QTest::currentDataTag()), type), m_lexicons);
        for (const ClassMatch &match : meaning.classes) {
            const bool harmless = match.dataClass.startsWith("org."_L1) || match.dataClass.startsWith("id."_L1) || match.dataClass.startsWith("none."_L1)
                || match.form == "public"_L1 || m_lexicons.sensitivity(match.dataClass) <= Sensitivity::Internal;
            QVERIFY2(!isSure(match) || harmless, qPrintable(described(meaning)));
        }
    }

    // One word, two objects.
    void surroundings_data()
    {
        QTest::addColumn<QString>("schema");
        QTest::addColumn<QString>("field");
        QTest::addColumn<QString>("dataClass"); // empty: nothing at likely
        QTest::newRow("name of a customer") << u"CustomerDetails"_s << u"name"_s << u"pii.name"_s;
        QTest::newRow("name of a bucket") << u"Bucket"_s << u"name"_s << QString();
        QTest::newRow("name of an author below a commit") << u"Commit"_s << u"author.name"_s << u"pii.name"_s;
        QTest::newRow("name of a group of users") << u"UserGroup"_s << u"name"_s << QString();
        QTest::newRow("number of a card") << u"CardDetails"_s << u"number"_s << u"pci.pan"_s;
        QTest::newRow("number of a page") << u"Page"_s << u"number"_s << QString();
        QTest::newRow("number of a phone") << u"PhoneNumber"_s << u"number"_s << u"pii.contact"_s;
        QTest::newRow("number of an identity document") << u"IdentificationData"_s << u"number"_s << u"pii.govid"_s;
        QTest::newRow("secret of a webhook") << u"WebhookConfig"_s << u"secret"_s << u"secret.api_key"_s;
        QTest::newRow("token of an authorization") << u"Authorization"_s << u"token"_s << u"token.auth"_s;
        QTest::newRow("token of a lexer") << u"ParseResult"_s << u"token"_s << QString();
        QTest::newRow("key of a TLS certificate") << u"Settings"_s << u"ssl.key"_s << u"secret.private_key"_s;
        QTest::newRow("key of a licence") << u"License"_s << u"key"_s << QString();
        QTest::newRow("address of a mail server") << u"Smtp"_s << u"address"_s << QString();
        QTest::newRow("city of a billing address") << u"BillingAddress"_s << u"city"_s << u"pii.address"_s;
        QTest::newRow("name of a company") << u"Company"_s << u"name"_s << QString();
        QTest::newRow("legal name of an organisation") << u"Organization"_s << u"legalName"_s << QString();
        QTest::newRow("pin of a card") << u"CardSettings"_s << u"pin"_s << u"cred.pin"_s;
        QTest::newRow("pin code of a device") << u"Device"_s << u"pinCode"_s << u"cred.pin"_s;
        QTest::newRow("pin code of an address") << u"DeliveryAddress"_s << u"pinCode"_s << u"pii.address"_s;
        QTest::newRow("pin of a comment") << u"IssueComment"_s << u"pin"_s << QString();
    }
    void surroundings()
    {
        QFETCH(QString, schema);
        QFETCH(QString, field);
        QFETCH(QString, dataClass);
        Object object(schema);
        const FieldMeaning meaning = object.meaning(object.add(field), m_lexicons);
        const QString got = !meaning.classes.isEmpty() && isSure(meaning.classes[0]) ? meaning.classes[0].dataClass : QString();
        QVERIFY2(got == dataClass, qPrintable(described(meaning)));
    }

    void siblingsTurnANameIntoAPersons()
    {
        Object object(u"Record"_s);
        const FieldId name = object.add(u"name"_s);
        QVERIFY(object.meaning(name, m_lexicons).classes.isEmpty());
        object.add(u"email"_s);
        object.add(u"phone"_s);
        const FieldMeaning meaning = object.meaning(name, m_lexicons);
        QVERIFY2(!meaning.classes.isEmpty() && meaning.classes[0].dataClass == "pii.name"_L1 && isSure(meaning.classes[0]), qPrintable(described(meaning)));
    }

    void aSecurityCodeMakesTheNumberACards()
    {
        Object object(u"Membership"_s);
        const FieldId number = object.add(u"number"_s);
        QVERIFY(object.meaning(number, m_lexicons).classes.isEmpty());
        object.add(u"cvc"_s);
        const FieldMeaning meaning = object.meaning(number, m_lexicons);
        QVERIFY2(!meaning.classes.isEmpty() && meaning.classes[0].dataClass == "pci.pan"_L1 && isSure(meaning.classes[0]), qPrintable(described(meaning)));
    }

    void anExpiryTooWhateverTheTypeIsCalled()
    {
        Object object(u"CardIdentification"_s);
        object.add(u"expiryMonth"_s);
        const FieldMeaning meaning = object.meaning(object.add(u"number"_s), m_lexicons);
        QVERIFY2(!meaning.classes.isEmpty() && meaning.classes[0].dataClass == "pci.pan"_L1 && isSure(meaning.classes[0]), qPrintable(described(meaning)));
    }

    void wordsDecideFirst()
    {
        Object object(u"Thing"_s);
        const FieldId id = object.add(u"colour"_s);
        object.change(id, [](Field &f) { f.annotation = u"pii.contact"_s; });
        QCOMPARE(object.meaning(id, m_lexicons).classes.value(0).certainty, Certainty::Certain);
        QCOMPARE(object.meaning(id, m_lexicons).classes.value(0).dataClass, u"pii.contact"_s);
        object.change(id, [](Field &f) { f.dataClass = u"none.public"_s; });
        QCOMPARE(object.meaning(id, m_lexicons).classes.size(), 1);
        QCOMPARE(object.meaning(id, m_lexicons).classes[0].dataClass, u"none.public"_s);
        const FieldId mail = object.add(u"email"_s);
        object.change(mail, [](Field &f) { f.annotation = u"x-pii=true"_s; });
        QCOMPARE(object.meaning(mail, m_lexicons).classes.value(0).certainty, Certainty::Certain);
    }

    void samplesAndPatternsCount()
    {
        Object object(u"Thing"_s);
        const FieldId reference = object.add(u"reference"_s);
        QVERIFY(object.meaning(reference, m_lexicons).classes.isEmpty());
        object.change(reference, [](Field &f) { f.exampleShapes = {u"iban"_s}; });
        QCOMPARE(object.meaning(reference, m_lexicons).classes.value(0).dataClass, u"fin.account"_s);
        const FieldId digits = object.add(u"tin"_s);
        object.change(digits, [](Field &f) { f.pattern = u"^\\d{3}-\\d{2}-\\d{4}$"_s; });
        QCOMPARE(object.meaning(digits, m_lexicons).classes.value(0).dataClass, u"pii.govid"_s);
    }

    void anEnumerationOfWordsHoldsNoSecret()
    {
        Object object(u"AppPermissions"_s);
        const FieldId id = object.add(u"secrets"_s);
        object.change(id, [](Field &f) { f.enumValues = {u"read"_s, u"write"_s}; });
        for (const ClassMatch &m : object.meaning(id, m_lexicons).classes)
            QVERIFY(!isSure(m));
        const FieldId gender = object.add(u"gender"_s);
        object.change(gender, [](Field &f) { f.enumValues = {u"female"_s, u"male"_s, u"other"_s}; });
        QCOMPARE(object.meaning(gender, m_lexicons).classes.value(0).dataClass, u"pii.gender"_s);
    }

    void spokenLanguageWakesItsWords()
    {
        Object object(u"Adresse"_s);
        const FieldId place = object.add(u"plz"_s);
        const FieldId town = object.add(u"ort"_s);
        QVERIFY(object.meaning(town, m_lexicons).classes.isEmpty());
        for (int i = 0; i < 6; ++i) {
            const FieldId id = object.add(u"feld%1"_s.arg(i));
            object.change(id, [](Field &f) { f.description = u"Die Nummer, mit der der Kunde und die Bestellung nicht für das Konto werden"_s; });
        }
        QCOMPARE(object.meaning(town, m_lexicons).classes.value(0).dataClass, u"pii.address"_s);
        QCOMPARE(object.meaning(place, m_lexicons).classes.value(0).dataClass, u"pii.address"_s);
    }

    void semantics_data()
    {
        QTest::addColumn<QString>("schema");
        QTest::addColumn<QString>("field");
        QTest::addColumn<QString>("type");
        QTest::addColumn<QString>("semantic");
        const auto row = [](const char *schema, const char *field, const char *type, const char *semantic) {
            QTest::addRow("%s.%s", schema, field) << QString::fromLatin1(schema) << QString::fromLatin1(field) << QString::fromLatin1(type) << QString::fromLatin1(semantic);
        };
        row("PasswordForm", "currentPassword", "string", "current_secret");
        row("PasswordForm", "newPassword", "string", "new_secret");
        row("OtpForm", "otp", "string", "otp");
        row("Hook", "callbackUrl", "string", "callback_url");
        row("WebhookConfig", "url", "string", "callback_url");
        row("Product", "homepage", "string", "url");
        row("Import", "sourceUrl", "string", "fetch_url");
        row("Login", "redirect_uri", "string", "redirect_target");
        row("Order", "quantity", "integer", "quantity");
        row("Order", "number_of_repeats", "integer", "repeat_count");
        row("Cart", "couponCode", "string", "coupon_code");
        row("User", "role", "string", "role");
        row("User", "isAdmin", "boolean", "role");
        row("Order", "status", "string", "lifecycle_state");
        row("Video", "conversion_params", "string", "conversion_params");
        row("Job", "command", "string", "command");
        row("Job", "shellCommandId", "string", "");
        row("Thing", "statusUrlCount", "integer", "");
        row("Email", "templateId", "string", "");
    }
    void semantics()
    {
        QFETCH(QString, schema);
        QFETCH(QString, field);
        QFETCH(QString, type);
        QFETCH(QString, semantic);
        Object object(schema);
        QCOMPARE(object.meaning(object.add(field, type), m_lexicons).semantic, semantic);
    }

    void equalModelsGiveEqualMeanings()
    {
        Object a(u"Person"_s), b(u"Person"_s);
        const QStringList names = {u"firstName"_s, u"email"_s, u"token"_s, u"iban"_s, u"city"_s, u"notes"_s};
        for (const QString &name : names)
            a.add(name);
        for (auto it = names.rbegin(); it != names.rend(); ++it)
            b.add(*it);
        QCOMPARE(classifyFields(a.model, ModelIndex(a.model), m_lexicons), classifyFields(b.model, ModelIndex(b.model), m_lexicons));
    }

private:
    Lexicons m_lexicons;
};

QTEST_GUILESS_MAIN(TestClassifier)
#include "tst_classifier.moc"
