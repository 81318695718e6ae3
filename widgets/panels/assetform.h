// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "panels/entityform.h"
#include "panels/forms.h"

namespace drawbridge {

// A data asset: what it is worth and who answers for it. The first edit of a proposal stores it.
class AssetForm : public EntityForm<DataAsset>
{
    Q_OBJECT
public:
    AssetForm();
    void show(const DataAsset &asset, const FormContext &context);

private:
    SubjectHeader *m_header;
    QComboBox *m_sensitivity, *m_volume, *m_subject;
    QLabel *m_state, *m_classes, *m_moves;
    QLabel *m_fields;
};

} // namespace drawbridge
