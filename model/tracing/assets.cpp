// SPDX-License-Identifier: Apache-2.0
#include "tracing/assets.h"

#include <algorithm>

namespace drawbridge {

using namespace Qt::StringLiterals;

namespace {

struct Family
{
    const char16_t *id;
    std::initializer_list<const char16_t *> prefixes;
    const char *name;
};

const Family families[] = {
    {u"credentials", {u"cred."}, QT_TRANSLATE_NOOP("DataAssets", "Passwords and codes")},
    {u"tokens", {u"token."}, QT_TRANSLATE_NOOP("DataAssets", "Tokens and sessions")},
    {u"keys", {u"secret."}, QT_TRANSLATE_NOOP("DataAssets", "Keys and secrets")},
    {u"cards", {u"pci.", u"pay."}, QT_TRANSLATE_NOOP("DataAssets", "Payment cards")},
    {u"financial", {u"fin."}, QT_TRANSLATE_NOOP("DataAssets", "Financial data")},
    {u"identity", {u"pii.govid", u"pii.doc_image", u"pii.signature"}, QT_TRANSLATE_NOOP("DataAssets", "Identity documents")},
    {u"vehicle", {u"pii.vehicle"}, QT_TRANSLATE_NOOP("DataAssets", "Vehicle data")},
    {u"online", {u"pii.online", u"behaviour"}, QT_TRANSLATE_NOOP("DataAssets", "Online identifiers and behaviour")},
    {u"content", {u"pii.photo", u"pii.user_content"}, QT_TRANSLATE_NOOP("DataAssets", "Content written by people")},
    {u"profile", {u"pii.dob", u"pii.gender", u"pii.nationality", u"pii.marital", u"pii.employment", u"pii.education"},
     QT_TRANSLATE_NOOP("DataAssets", "Personal details")},
    {u"contact", {u"pii."}, QT_TRANSLATE_NOOP("DataAssets", "Contact data")},
    {u"health", {u"health."}, QT_TRANSLATE_NOOP("DataAssets", "Health data")},
    {u"body", {u"genetic", u"biometric"}, QT_TRANSLATE_NOOP("DataAssets", "Biometric and genetic data")},
    {u"beliefs", {u"ethnicity", u"religion", u"political", u"union", u"sex_life"}, QT_TRANSLATE_NOOP("DataAssets", "Origin and beliefs")},
    {u"criminal", {u"criminal"}, QT_TRANSLATE_NOOP("DataAssets", "Criminal records")},
    {u"location", {u"loc."}, QT_TRANSLATE_NOOP("DataAssets", "Location data")},
    {u"children", {u"child."}, QT_TRANSLATE_NOOP("DataAssets", "Data about children")},
    {u"organisation", {u"org."}, QT_TRANSLATE_NOOP("DataAssets", "Confidential business data")},
};

struct SubjectWord
{
    const char16_t *id;
    const char *name;
};

constexpr SubjectWord subjects[] = {
    {u"child", QT_TRANSLATE_NOOP("DataAssets", "Children")},   {u"patient", QT_TRANSLATE_NOOP("DataAssets", "Patients")},
    {u"student", QT_TRANSLATE_NOOP("DataAssets", "Students")}, {u"employee", QT_TRANSLATE_NOOP("DataAssets", "Employees")},
    {u"supplier", QT_TRANSLATE_NOOP("DataAssets", "Suppliers")}, {u"traveller", QT_TRANSLATE_NOOP("DataAssets", "Travellers")},
    {u"customer", QT_TRANSLATE_NOOP("DataAssets", "Customers")}, {u"company", QT_TRANSLATE_NOOP("DataAssets", "Companies")},
    {u"user", QT_TRANSLATE_NOOP("DataAssets", "Users")},
};

// Secrets belong to the system or to an account, whoever that is.
bool hasSubject(const QString &family)
{
    return family != u"keys" && family != u"tokens" && family != u"credentials" && family != u"organisation" && family != u"children";
}

QString subjectOf(const QString &context, const Lexicons &lexicons)
{
    for (const SubjectWord &subject : subjects) {
        if (lexicons.matches(u"subject_"_s + QString::fromUtf16(subject.id), context))
            return QString::fromUtf16(subject.id);
    }
    return {};
}

Sensitivity sensitivityNamed(const QString &name, Sensitivity otherwise)
{
    return fromName<Sensitivity>(name).value_or(otherwise);
}

} // namespace

QStringList subjectTypes()
{
    QStringList types;
    for (const SubjectWord &subject : subjects)
        types << QString::fromUtf16(subject.id);
    types.sort();
    return types;
}

QString AssetText::familyOf(const QString &dataClass)
{
    for (const Family &family : families) {
        for (const char16_t *prefix : family.prefixes) {
            if (dataClass.startsWith(QStringView(prefix)))
                return QString::fromUtf16(family.id);
        }
    }
    return {};
}

QString AssetText::subjectWord(const QString &subjectType)
{
    for (const SubjectWord &subject : subjects) {
        if (subjectType == QStringView(subject.id))
            return tr(subject.name);
    }
    return subjectType;
}

QString AssetText::nameOf(const QString &family, const QString &subjectType)
{
    QString name = family;
    for (const Family &known : families) {
        if (family == QStringView(known.id))
            name = tr(known.name);
    }
    return subjectType.isEmpty() ? name : tr("%1: %2", "whose data: what data").arg(subjectWord(subjectType), name);
}

Sensitivity sensitivityOf(const DataAsset &asset, const Lexicons &lexicons)
{
    Sensitivity greatest = Sensitivity::Public;
    for (const QString &dataClass : asset.classes)
        greatest = std::max(greatest, lexicons.sensitivity(dataClass));
    return sensitivityNamed(asset.sensitivity, greatest);
}

QList<AssetView> assetsOf(const ThreatModel &model, const QList<AssetField> &fields, const Lexicons &lexicons)
{
    QList<AssetView> stored;
    for (const DataAssetId &id : model.assets.sortedIds())
        stored.append({*model.assets.find(id), true, Sensitivity::Public, {}, {}});
    struct Proposal
    {
        QSet<QString> classes;
        QList<FieldId> fields;
        bool many = false;
    };
    QMap<std::pair<QString, QString>, Proposal> proposals; // by family and subject
    QSet<qsizetype> many;
    QHash<QString, QString> subjectOfContext; // contexts repeat: one per schema
    for (const AssetField &field : fields) {
        auto known = subjectOfContext.constFind(field.context);
        if (known == subjectOfContext.constEnd())
            known = subjectOfContext.insert(field.context, subjectOf(field.context, lexicons));
        const QString family = AssetText::familyOf(field.dataClass);
        const QString subject = hasSubject(family) ? *known : QString();
        qsizetype owner = -1;
        for (qsizetype i = 0; i < stored.size(); ++i) {
            const DataAsset &asset = stored[i].asset;
            if (!asset.classes.contains(field.dataClass))
                continue;
            if (asset.subjectType == subject) {
                owner = i;
                break;
            }
            if (asset.subjectType.isEmpty() && owner < 0)
                owner = i;
        }
        if (owner >= 0) {
            stored[owner].fields.append(field.field);
            if (field.inMany)
                many.insert(owner);
            continue;
        }
        if (family.isEmpty() || lexicons.sensitivity(field.dataClass) < Sensitivity::Confidential)
            continue;
        Proposal &proposal = proposals[{family, subject}];
        proposal.classes.insert(field.dataClass);
        proposal.fields.append(field.field);
        proposal.many = proposal.many || field.inMany;
    }
    QList<AssetView> all;
    const auto finish = [&](AssetView view, bool inMany) {
        std::sort(view.fields.begin(), view.fields.end());
        view.fields.erase(std::unique(view.fields.begin(), view.fields.end()), view.fields.end());
        view.sensitivity = sensitivityOf(view.asset, lexicons);
        view.volume = !view.asset.volume.isEmpty() ? view.asset.volume : inMany ? u"bulk"_s : u"many"_s;
        all.append(view);
    };
    for (qsizetype i = 0; i < stored.size(); ++i) {
        const bool setAside = !stored[i].asset.confirmed && stored[i].asset.provenance.origin == Origin::Person;
        if (!setAside)
            finish(stored[i], many.contains(i));
    }
    for (auto it = proposals.constBegin(); it != proposals.constEnd(); ++it) {
        const auto &[family, subject] = it.key();
        AssetView view;
        view.asset.id = DataAssetId::named(QString(), u"asset:%1:%2"_s.arg(family, subject));
        view.asset.name = AssetText::nameOf(family, subject);
        view.asset.classes = it->classes.values();
        view.asset.classes.sort();
        view.asset.subjectType = subject;
        view.asset.provenance.origin = Origin::Inferred;
        view.fields = it->fields;
        finish(view, it->many);
    }
    std::sort(all.begin(), all.end(), [](const AssetView &a, const AssetView &b) {
        return a.sensitivity != b.sensitivity ? a.sensitivity > b.sensitivity : std::tie(a.asset.name, a.asset.id) < std::tie(b.asset.name, b.asset.id);
    });
    return all;
}

} // namespace drawbridge
