// SPDX-License-Identifier: Apache-2.0
#include "panels/assetform.h"

#include "tables/datarows.h"
#include "tables/words.h"

using namespace Qt::StringLiterals;

namespace drawbridge {

AssetForm::AssetForm()
{
    m_header = new SubjectHeader;
    addWide(m_header);
    m_state = addValue(tr("State"));
    bindLine(&DataAsset::name, tr("Name"), tr("Rename a data asset"))->setObjectName(u"assetName"_s);
    m_sensitivity = addChoice(tr("Sensitivity"));
    m_sensitivity->setObjectName(u"assetSensitivity"_s);
    connect(m_sensitivity, &QComboBox::activated, this, [this] {
        change([&](DataAsset &after) { after.sensitivity = m_sensitivity->currentData().toString(); }, tr("Change sensitivity"));
    });
    m_volume = addChoice(tr("One breach shows"));
    m_volume->setObjectName(u"assetVolume"_s);
    connect(m_volume, &QComboBox::activated, this, [this] {
        change([&](DataAsset &after) { after.volume = m_volume->currentData().toString(); }, tr("Change volume"));
    });
    m_subject = addChoice(tr("Whose data"));
    connect(m_subject, &QComboBox::activated, this, [this] {
        change([&](DataAsset &after) { after.subjectType = m_subject->currentData().toString(); }, tr("Change whose data it is"));
    });
    bindLine(&DataAsset::owner, tr("Owner"), tr("Change owner"), tr("Team or person"))->setObjectName(u"assetOwner"_s);
    bindLine(&DataAsset::legalBasis, tr("Legal basis"), tr("Change legal basis"), tr("Contract, consent…"));
    bindLine(&DataAsset::retention, tr("Kept for"), tr("Change retention"), tr("90 days, while the account exists…"));
    bindList(&DataAsset::purposes, tr("Purposes"), tr("Change purposes"), tr("Separated by commas"));
    bindText(&DataAsset::description, tr("Description"), tr("Change description"));
    m_classes = addValue(tr("Classes"));
    m_moves = addValue(tr("Goes to"));
    m_fields = addValue(tr("Fields"));
}

void AssetForm::show(const DataAsset &asset, const FormContext &context)
{
    setEntity(asset);
    AssetView view;
    for (const AssetView &other : context.analysis.assets) {
        if (other.asset.id == asset.id)
            view = other;
    }
    m_header->show(tr("Data asset"), asset.name, asset.provenance, false);
    const bool stored = context.model.assets.contains(asset.id);
    m_state->setText(stored ? tr("Described by a person; what stands here moves the risk of findings.")
                            : tr("Proposed from the classes of fields. The first change makes it yours."));
    Sensitivity byClass = Sensitivity::Public;
    for (const DataClass &info : context.analysis.classes) {
        if (asset.classes.contains(info.id))
            byClass = std::max(byClass, info.sensitivity);
    }
    m_sensitivity->clear();
    m_sensitivity->addItem(tr("As its classes: %1").arg(datawords::of(byClass)), QString());
    for (const Sensitivity level : {Sensitivity::Public, Sensitivity::Internal, Sensitivity::Confidential, Sensitivity::Restricted, Sensitivity::Critical})
        m_sensitivity->addItem(datawords::of(level), nameOf(level));
    m_sensitivity->setCurrentIndex(std::max(0, m_sensitivity->findData(asset.sensitivity)));
    m_volume->clear();
    m_volume->addItem(asset.volume.isEmpty() && !view.volume.isEmpty() ? tr("As seen: %1").arg(datawords::volume(view.volume)) : tr("As seen"), QString());
    for (const QString &volume : {u"one"_s, u"many"_s, u"bulk"_s})
        m_volume->addItem(datawords::volume(volume), volume);
    m_volume->setCurrentIndex(std::max(0, m_volume->findData(asset.volume)));
    m_subject->clear();
    m_subject->addItem(tr("Not said"), QString());
    QStringList subjects = subjectTypes();
    if (!asset.subjectType.isEmpty() && !subjects.contains(asset.subjectType))
        subjects.append(asset.subjectType);
    for (const QString &subject : std::as_const(subjects))
        m_subject->addItem(oneLine(AssetText::subjectWord(subject), 60), subject);
    m_subject->setCurrentIndex(std::max(0, m_subject->findData(asset.subjectType)));
    QStringList classes;
    for (const QString &dataClass : asset.classes)
        classes << words::dataClass(dataClass);
    m_classes->setText(oneLine(classes.join(u", "_s), 300));
    setRowVisible(m_classes, !classes.isEmpty());
    QStringList places;
    for (const ProtectionRow &place : context.analysis.protection.value(asset.id)) {
        if (place.place == PlaceKind::Store || place.place == PlaceKind::Sink || place.place == PlaceKind::ThirdParty)
            places << words::nameOf(context.model, place.subject);
    }
    places.removeDuplicates();
    m_moves->setText(oneLine(places.join(u", "_s), 300));
    setRowVisible(m_moves, !places.isEmpty());
    QStringList fields;
    for (const FieldId &id : view.fields)
        fields << words::fieldName(context.model, context.model.fields.value(id));
    fields.sort();
    fields.removeDuplicates();
    const qsizetype all = fields.size();
    fields = fields.mid(0, 12);
    if (all > fields.size())
        fields << tr("and %n more", nullptr, int(all - fields.size()));
    m_fields->setText(oneLine(fields.join(u", "_s), 600));
    setRowVisible(m_fields, !fields.isEmpty());
}

} // namespace drawbridge
