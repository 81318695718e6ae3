// SPDX-License-Identifier: Apache-2.0
// drawbridge-layout: a layout request on standard input, positions on standard output (model/layout/layoutcodec.h).
// Exit status 0: done; 1: the request is no layout request.
#include "graphvizplacer.h"
#include "layout/layoutcodec.h"
#include "wholegraph.h"

#include <QFile>

#include <cstdio>

int main()
{
    QFile input;
    if (!input.open(stdin, QIODevice::ReadOnly))
        return 1;
    constexpr qint64 maxRequestBytes = 64 << 20;
    const drawbridge::Result<drawbridge::LayoutRequest> request = drawbridge::decodeRequest(input.read(maxRequestBytes));
    if (!request)
        return 1;
    const QByteArray answer = drawbridge::encodePositions(drawbridge::arrange(*request, drawbridge::placeWithGraphviz, drawbridge::placeWholeWithGraphviz));
    std::fwrite(answer.constData(), 1, size_t(answer.size()), stdout);
    std::fflush(stdout);
    std::_Exit(0); // without Graphviz's clean-up
}
