// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "threatmodel/workshop.h"

#include <functional>

class QWidget;

namespace drawbridge {

class AnalysisController;
class Document;

// Asks for title, order, time box, people and agenda of a review, and hands them over when somebody starts it.
void prepareReview(Document &document, AnalysisController &analysis, QWidget &window,
                   const std::function<void(const Review &plan, const QList<Person> &people)> &start);

} // namespace drawbridge
