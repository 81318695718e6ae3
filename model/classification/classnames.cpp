// SPDX-License-Identifier: Apache-2.0
#include "classification/classnames.h"

#include <QCoreApplication>
#include <QHash>

using namespace Qt::StringLiterals;

namespace drawbridge {

QString dataClassName(const QString &id)
{
    static const QHash<QString, const char *> names{
        {u"cred.password"_s, QT_TRANSLATE_NOOP("DataClasses", "Passwords")},
        {u"cred.otp"_s, QT_TRANSLATE_NOOP("DataClasses", "One-time codes")},
        {u"cred.pin"_s, QT_TRANSLATE_NOOP("DataClasses", "PINs")},
        {u"cred.security_answer"_s, QT_TRANSLATE_NOOP("DataClasses", "Security answers")},
        {u"token.auth"_s, QT_TRANSLATE_NOOP("DataClasses", "Access tokens")},
        {u"token.refresh"_s, QT_TRANSLATE_NOOP("DataClasses", "Refresh tokens")},
        {u"token.reset"_s, QT_TRANSLATE_NOOP("DataClasses", "Recovery tokens")},
        {u"token.csrf_nonce"_s, QT_TRANSLATE_NOOP("DataClasses", "Anti-forgery values")},
        {u"secret.api_key"_s, QT_TRANSLATE_NOOP("DataClasses", "API keys")},
        {u"secret.private_key"_s, QT_TRANSLATE_NOOP("DataClasses", "Private keys")},
        {u"secret.connection"_s, QT_TRANSLATE_NOOP("DataClasses", "Connection strings")},
        {u"secret.other"_s, QT_TRANSLATE_NOOP("DataClasses", "Other secrets")},
        {u"pci.pan"_s, QT_TRANSLATE_NOOP("DataClasses", "Card numbers")},
        {u"pci.sad"_s, QT_TRANSLATE_NOOP("DataClasses", "Card security codes")},
        {u"pci.cardholder"_s, QT_TRANSLATE_NOOP("DataClasses", "Card holder data")},
        {u"pay.token"_s, QT_TRANSLATE_NOOP("DataClasses", "Payment tokens")},
        {u"pay.partial"_s, QT_TRANSLATE_NOOP("DataClasses", "Partial card numbers")},
        {u"fin.account"_s, QT_TRANSLATE_NOOP("DataClasses", "Bank accounts")},
        {u"fin.personal"_s, QT_TRANSLATE_NOOP("DataClasses", "Personal finances")},
        {u"fin.transaction"_s, QT_TRANSLATE_NOOP("DataClasses", "Purchases and transfers")},
        {u"pii.name"_s, QT_TRANSLATE_NOOP("DataClasses", "Names of people")},
        {u"pii.contact"_s, QT_TRANSLATE_NOOP("DataClasses", "Contact data")},
        {u"pii.address"_s, QT_TRANSLATE_NOOP("DataClasses", "Postal addresses")},
        {u"pii.dob"_s, QT_TRANSLATE_NOOP("DataClasses", "Dates of birth")},
        {u"pii.govid"_s, QT_TRANSLATE_NOOP("DataClasses", "Government identifiers")},
        {u"pii.doc_image"_s, QT_TRANSLATE_NOOP("DataClasses", "Identity documents")},
        {u"pii.gender"_s, QT_TRANSLATE_NOOP("DataClasses", "Gender")},
        {u"pii.nationality"_s, QT_TRANSLATE_NOOP("DataClasses", "Nationality")},
        {u"pii.marital"_s, QT_TRANSLATE_NOOP("DataClasses", "Marital status")},
        {u"pii.employment"_s, QT_TRANSLATE_NOOP("DataClasses", "Employment")},
        {u"pii.education"_s, QT_TRANSLATE_NOOP("DataClasses", "Education")},
        {u"pii.vehicle"_s, QT_TRANSLATE_NOOP("DataClasses", "Vehicles of people")},
        {u"pii.online"_s, QT_TRANSLATE_NOOP("DataClasses", "Online identifiers")},
        {u"pii.photo"_s, QT_TRANSLATE_NOOP("DataClasses", "Pictures of people")},
        {u"pii.signature"_s, QT_TRANSLATE_NOOP("DataClasses", "Signatures")},
        {u"pii.user_content"_s, QT_TRANSLATE_NOOP("DataClasses", "What people write")},
        {u"health.record"_s, QT_TRANSLATE_NOOP("DataClasses", "Health data")},
        {u"health.insurance"_s, QT_TRANSLATE_NOOP("DataClasses", "Health insurance")},
        {u"health.vitals"_s, QT_TRANSLATE_NOOP("DataClasses", "Fitness and vital signs")},
        {u"genetic"_s, QT_TRANSLATE_NOOP("DataClasses", "Genetic data")},
        {u"biometric"_s, QT_TRANSLATE_NOOP("DataClasses", "Biometric data")},
        {u"ethnicity"_s, QT_TRANSLATE_NOOP("DataClasses", "Ethnic origin")},
        {u"religion"_s, QT_TRANSLATE_NOOP("DataClasses", "Religion")},
        {u"political"_s, QT_TRANSLATE_NOOP("DataClasses", "Political opinions")},
        {u"union"_s, QT_TRANSLATE_NOOP("DataClasses", "Union membership")},
        {u"sex_life"_s, QT_TRANSLATE_NOOP("DataClasses", "Sex life")},
        {u"criminal"_s, QT_TRANSLATE_NOOP("DataClasses", "Criminal records")},
        {u"loc.precise"_s, QT_TRANSLATE_NOOP("DataClasses", "Precise location")},
        {u"loc.coarse"_s, QT_TRANSLATE_NOOP("DataClasses", "Approximate location")},
        {u"behaviour"_s, QT_TRANSLATE_NOOP("DataClasses", "Behaviour")},
        {u"child.any"_s, QT_TRANSLATE_NOOP("DataClasses", "Data about children")},
        {u"org.confidential"_s, QT_TRANSLATE_NOOP("DataClasses", "Business secrets")},
        {u"org.security"_s, QT_TRANSLATE_NOOP("DataClasses", "Security internals")},
        {u"org.business_contact"_s, QT_TRANSLATE_NOOP("DataClasses", "Business contacts")},
        {u"id.internal"_s, QT_TRANSLATE_NOOP("DataClasses", "Internal identifiers")},
        {u"id.external"_s, QT_TRANSLATE_NOOP("DataClasses", "External identifiers")},
        {u"none.public"_s, QT_TRANSLATE_NOOP("DataClasses", "Public")}};
    const char *name = names.value(id);
    return name ? QCoreApplication::translate("DataClasses", name) : QString();
}

} // namespace drawbridge
