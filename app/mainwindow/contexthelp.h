// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QList>

class QWidget;

namespace drawbridge {

class Catalogue;
struct Finding;

// Opens the manual at the page for the thing in focus. `looked` is the finding that is looked at, if any: its rule's page
// is the one where the focus is in one of `findingPanels`.
void showContextHelp(QWidget &window, const Catalogue *catalogue, const Finding *looked, const QList<const QWidget *> &findingPanels);

} // namespace drawbridge
