// SPDX-License-Identifier: Apache-2.0
#include "exporters/threatdragoncells.h"

#include "base/id.h"

namespace drawbridge::threatdragon {

namespace {

constexpr int decimals = 4;

} // namespace

void writePlace(JsonWriter &json, const QRectF &r)
{
    json.key("position");
    json.beginObject();
    json.member("x", r.x(), decimals);
    json.member("y", r.y(), decimals);
    json.endObject();
    json.key("size");
    json.beginObject();
    json.member("width", r.width(), decimals);
    json.member("height", r.height(), decimals);
    json.endObject();
}

void writeStroke(JsonWriter &json, const char *name, bool open, bool inScope)
{
    json.key(name);
    json.beginObject();
    json.member("stroke", open ? "red" : "#333333");
    json.member("strokeWidth", open ? 2.5 : 1.0, 1);
    json.member("strokeDasharray", inScope ? "none" : "4 3");
    json.endObject();
}

void writeText(JsonWriter &json, const char *name, const QString &text)
{
    json.key(name);
    json.beginObject();
    json.member("text", text);
    json.endObject();
}

void writePorts(JsonWriter &json, const QString &cell)
{
    static const char *const sides[] = {"top", "right", "bottom", "left"};
    json.key("ports");
    json.beginObject();
    json.key("groups");
    json.beginObject();
    for (const char *side : sides) {
        json.key(side);
        json.beginObject();
        json.member("position", side);
        json.key("attrs");
        json.beginObject();
        json.key("circle");
        json.beginObject();
        json.member("r", 4);
        json.member("magnet", true);
        json.member("stroke", "#5F95FF");
        json.member("strokeWidth", 1);
        json.member("fill", "#fff");
        json.key("style");
        json.beginObject();
        json.member("visibility", "hidden");
        json.endObject();
        json.endObject();
        json.endObject();
        json.endObject();
    }
    json.endObject();
    json.key("items");
    json.beginArray();
    for (const char *side : sides) {
        json.beginObject();
        json.member("group", side);
        json.member("id", namedUuid(cell, QString::fromLatin1(side)).toString(QUuid::WithoutBraces));
        json.endObject();
    }
    json.endArray();
    json.endObject();
}

void writePoint(JsonWriter &json, const QPointF &p)
{
    json.beginObject();
    json.member("x", p.x(), decimals);
    json.member("y", p.y(), decimals);
    json.endObject();
}

void writeLabel(JsonWriter &json, const QString &name)
{
    json.key("labels");
    json.beginArray();
    json.beginObject();
    json.key("markup");
    json.beginArray();
    for (const auto &[tag, selector] : {std::pair("ellipse", "labelBody"), std::pair("text", "labelText")}) {
        json.beginObject();
        json.member("tagName", tag);
        json.member("selector", selector);
        json.endObject();
    }
    json.endArray();
    json.key("attrs");
    json.beginObject();
    json.key("labelText");
    json.beginObject();
    json.member("text", name);
    json.member("textAnchor", "middle");
    json.member("textVerticalAnchor", "middle");
    json.endObject();
    json.key("labelBody");
    json.beginObject();
    json.member("ref", "labelText");
    json.member("refRx", "50%");
    json.member("refRy", "60%");
    json.member("fill", "#fff");
    json.member("strokeWidth", 0);
    json.endObject();
    json.endObject();
    json.member("position", 0.5, 1);
    json.endObject();
    json.endArray();
}

void writeLine(JsonWriter &json, bool open, bool bidirectional, bool inScope)
{
    json.key("attrs");
    json.beginObject();
    json.key("line");
    json.beginObject();
    json.member("stroke", open ? "red" : "#333333");
    json.member("strokeWidth", open ? 2.5 : 1.0, 1);
    for (const auto &[marker, shown] : {std::pair("sourceMarker", bidirectional), std::pair("targetMarker", true)}) {
        json.key(marker);
        json.beginObject();
        json.member("name", shown ? "block" : "");
        json.endObject();
    }
    json.member("strokeDasharray", inScope ? "none" : "4 3");
    json.endObject();
    json.endObject();
}

} // namespace drawbridge::threatdragon
