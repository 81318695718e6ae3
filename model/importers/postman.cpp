// SPDX-License-Identifier: Apache-2.0
#include "importers/importcontext.h"

#include <QCoreApplication>

namespace drawbridge {

Result<void> importPostman(ImportContext &context)
{
    return Error{QCoreApplication::translate("Import", "Postman collections are recognised but not imported yet."), context.root.ref()};
}

} // namespace drawbridge
