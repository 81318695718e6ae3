// SPDX-License-Identifier: Apache-2.0
#pragma once

class QCoreApplication;

namespace drawbridge {

// Loads the texts of the program's language, owned by the application: English plural forms always, on top of them the
// system's language where there is a finished translation.
void installLanguage(QCoreApplication &application);

} // namespace drawbridge
