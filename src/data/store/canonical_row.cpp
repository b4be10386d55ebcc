#include "data/store/canonical_row.h"

#include "data/sources/text_encoding.h"
#include "data/workspace/gpkg_blob.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdint>

namespace tuban::data {

namespace {

constexpr std::string_view kLowerDigits = "0123456789abcdef";
constexpr std::string_view kUpperDigits = "0123456789ABCDEF";

/// \u and four digits: `high` and the byte.
void appendEscape(std::string& json, std::string_view high, std::uint8_t byte) {
    json += "\\u";
    json += high;
    json += kLowerDigits[byte >> 4U];
    json += kLowerDigits[byte & 0x0FU];
}

void appendAscii(std::string& json, char c) {
    constexpr std::string_view kEscaped = "\"\\\b\f\n\r\t";
    constexpr std::string_view kLetters = "\"\\bfnrt";
    if (const std::size_t i = kEscaped.find(c); i != std::string_view::npos) {
        json += '\\';
        json += kLetters[i];
    } else if (static_cast<std::uint8_t>(c) < 0x20) {
        appendEscape(json, "00", static_cast<std::uint8_t>(c));
    } else {
        json += c;
    }
}

template <typename Number> void appendDigits(std::string& json, Number number) {
    char digits[32]; // of a double: sign, 17 digits, point, exponent of 5 characters
    json.append(digits, std::to_chars(std::begin(digits), std::end(digits), number).ptr);
}

void appendNumber(std::string& json, double number) {
    if (std::isnan(number)) {
        json += "null";
    } else if (std::isinf(number)) {
        json += number > 0.0 ? "1e999" : "-1e999";
    } else {
        appendDigits(json, number);
    }
}

void appendValue(std::string& json, const FieldValue& value) {
    if (const auto* integer = std::get_if<std::int64_t>(&value)) {
        appendDigits(json, *integer);
    } else if (const auto* real = std::get_if<double>(&value)) {
        appendNumber(json, *real);
    } else if (const auto* text = std::get_if<std::string>(&value)) {
        appendCanonicalText(json, *text);
    }
}

/// Writes the bytes first and then widens them from their end, so nothing else is allocated.
void appendHexWkb(std::string& json, const GridGeometry& geometry, GeometryKind kind) {
    const std::size_t start = json.size();
    appendGridWkb(json, geometry, kind);
    const std::size_t length = json.size() - start;
    json.resize(start + 2 * length);
    for (std::size_t i = length; i-- > 0;) {
        const auto byte = static_cast<std::uint8_t>(json[start + i]);
        json[start + 2 * i + 1] = kUpperDigits[byte & 0x0FU];
        json[start + 2 * i] = kUpperDigits[byte >> 4U];
    }
}

} // namespace

void appendCanonicalText(std::string& json, std::string_view text) {
    json += '"';
    for (std::size_t i = 0; i < text.size();) {
        const std::size_t length = utf8Length(text, i);
        if (length == 0) {
            appendEscape(json, "dc", static_cast<std::uint8_t>(text[i]));
        } else if (length == 1) {
            appendAscii(json, text[i]);
        } else {
            json += text.substr(i, length);
        }
        i += std::max<std::size_t>(length, 1);
    }
    json += '"';
}

CanonicalRowWriter::CanonicalRowWriter(const LayerSchema& schema)
    : m_kind(schema.geometry), m_start("{\"layer\":") {
    appendCanonicalText(m_start, schema.name);
    m_start += ",\"id\":\"";
    std::vector<std::size_t> places(schema.fields.size());
    for (std::size_t i = 0; i < places.size(); ++i) {
        places[i] = i;
    }
    std::sort(places.begin(), places.end(), [&](std::size_t a, std::size_t b) {
        return schema.fields[a].name < schema.fields[b].name;
    });
    for (const std::size_t place : places) {
        Column column{{}, place};
        appendCanonicalText(column.name, schema.fields[place].name);
        column.name += ':';
        m_columns.push_back(std::move(column));
    }
}

void CanonicalRowWriter::append(std::string& lines, const StoredRow& row) const {
    lines += m_start;
    lines += row.id.text();
    lines += "\",\"geometry\":";
    if (m_kind == GeometryKind::None || row.content.geometry.parts.empty()) {
        lines += "null";
    } else {
        lines += '"';
        appendHexWkb(lines, row.content.geometry, m_kind);
        lines += '"';
    }
    lines += ",\"values\":{";
    const char* separator = "";
    for (const Column& column : m_columns) {
        if (column.place >= row.content.values.size() ||
            std::holds_alternative<std::monostate>(row.content.values[column.place])) {
            continue;
        }
        lines += separator;
        lines += column.name;
        appendValue(lines, row.content.values[column.place]);
        separator = ",";
    }
    lines += "}}\n";
}

} // namespace tuban::data
