#include "change_samples.h"
#include "data/store/canonical_row.h"

#include <nlohmann/json.hpp>

#include <cmath>
#include <gtest/gtest.h>
#include <limits>
#include <map>

namespace tuban::data {

namespace {

const Uuid kId = *Uuid::parse("017f22e2-79b0-7cc3-98c4-dc0c0c07398f");

LayerSchema layer(GeometryKind kind, const std::vector<std::string>& names) {
    LayerSchema schema;
    schema.name = "parcel";
    schema.geometry = kind;
    for (const std::string& name : names) {
        FieldSchema field;
        field.name = name;
        schema.fields.push_back(field);
    }
    return schema;
}

std::string lineOf(const LayerSchema& schema, const LayerRow& content) {
    std::string lines;
    CanonicalRowWriter(schema).append(lines, {kId, EntryNumber{5}, content});
    return lines;
}

std::string lineOf(const FieldValue& value) {
    return lineOf(layer(GeometryKind::None, {"v"}), {{}, {value}});
}

/// The value as it stands between the braces of the line.
std::string written(const FieldValue& value) {
    const std::string line = lineOf(value);
    const std::string start =
        "{\"layer\":\"parcel\",\"id\":\"" + kId.text() + "\",\"geometry\":null,\"values\":{\"v\":";
    EXPECT_EQ(line.substr(0, start.size()), start);
    EXPECT_EQ(line.substr(line.size() - 3), "}}\n");
    return line.substr(start.size(), line.size() - start.size() - 3);
}

} // namespace

// The WKB by hand from ISO 19125-1, clause 8: 1.0 is 3FF0…, 2.0 is 4000….
TEST(CanonicalRow, IsTheLineThatTheHeaderDescribes) {
    EXPECT_EQ(lineOf(layer(GeometryKind::Point, {"storeys", "far", "parcel_no"}),
                     {{{{{{10'000, 20'000}}}}}, {std::int64_t{5}, 1.5, "甲-1"}}),
              "{\"layer\":\"parcel\",\"id\":\"017f22e2-79b0-7cc3-98c4-dc0c0c07398f\","
              "\"geometry\":\"0101000000000000000000F03F0000000000000040\","
              "\"values\":{\"far\":1.5,\"parcel_no\":\"甲-1\",\"storeys\":5}}\n");
}

TEST(CanonicalRow, WritesEachKindOfGeometryAsWkb) {
    const std::string zero(16, '0');
    const std::string one = "000000000000F03F";
    const GridGeometry line{{{{{0, 0}, {10'000, 0}}}}};
    const auto hex = [](GeometryKind kind, const GridGeometry& geometry) {
        return nlohmann::json::parse(lineOf(layer(kind, {}), {geometry, {}}))
            .at("geometry")
            .get<std::string>();
    };
    EXPECT_EQ(hex(GeometryKind::LineString, line), "010200000002000000" + zero + zero + one + zero);
    const GridGeometry ring{{{{{0, 0}, {10'000, 0}, {0, 10'000}, {0, 0}}}}};
    const std::string polygon =
        "01030000000100000004000000" + zero + zero + one + zero + zero + one + zero + zero;
    EXPECT_EQ(hex(GeometryKind::Polygon, ring), polygon);
    EXPECT_EQ(hex(GeometryKind::MultiPolygon, ring), "010600000001000000" + polygon);
}

TEST(CanonicalRow, LeavesOutWhatIsNull) {
    const std::string empty = lineOf(layer(GeometryKind::Polygon, {"b", "a"}), {{}, {}});
    EXPECT_NE(empty.find("\"geometry\":null,\"values\":{}}"), std::string::npos);
    EXPECT_EQ(empty, lineOf(layer(GeometryKind::Polygon, {"b", "a"}), {{}, {{}, {}}}));
    const std::string one = lineOf(layer(GeometryKind::None, {"b", "a"}), {{}, {{}, "x"}});
    EXPECT_NE(one.find("\"values\":{\"a\":\"x\"}}"), std::string::npos);
}

TEST(CanonicalRow, SaysNothingOfVersionsAndOfTheOrderOfFields) {
    std::string first;
    CanonicalRowWriter(layer(GeometryKind::None, {"a", "b"}))
        .append(first, {kId, EntryNumber{1}, {{}, {"x", "y"}}});
    std::string second;
    CanonicalRowWriter(layer(GeometryKind::None, {"b", "a"}))
        .append(second, {kId, EntryNumber{2}, {{}, {"y", "x"}}});
    EXPECT_EQ(first, second);
}

TEST(CanonicalRow, WritesNumbersAsBrieflyAsTheyReadBack) {
    EXPECT_EQ(written(0.1), "0.1");
    EXPECT_EQ(written(1234567.5), "1234567.5");
    EXPECT_EQ(written(std::int64_t{-42}), "-42");
    EXPECT_EQ(written(std::numeric_limits<std::int64_t>::min()), "-9223372036854775808");
    EXPECT_EQ(written(std::numeric_limits<std::int64_t>::max()), "9223372036854775807");
    testing::ChangeSamples samples(1);
    for (int i = 0; i < 10'000; ++i) {
        const FieldValue value = samples.value();
        const double* number = std::get_if<double>(&value);
        if (number != nullptr && std::isfinite(*number)) {
            ASSERT_EQ(nlohmann::json::parse(written(value)).get<double>(), *number);
        }
    }
}

TEST(CanonicalRow, WritesWhatJsonHasNoNumberFor) {
    const double infinity = std::numeric_limits<double>::infinity();
    EXPECT_EQ(written(infinity), "1e999");
    EXPECT_EQ(written(-infinity), "-1e999");
    EXPECT_EQ(std::strtod("1e999", nullptr), infinity);
    EXPECT_EQ(written(std::numeric_limits<double>::quiet_NaN()), "null");
}

TEST(CanonicalRow, EscapesWhatJsonDemandsAndNothingElse) {
    EXPECT_EQ(written("a\"b\\c/d"), R"("a\"b\\c/d")");
    EXPECT_EQ(written("\b\f\n\r\t"), R"("\b\f\n\r\t")");
    EXPECT_EQ(written(std::string("\0\x01\x1f\x7f", 4)), "\"\\u0000\\u0001\\u001f\x7f\"");
    EXPECT_EQ(written("é 工业用地 𠮷"), "\"é 工业用地 𠮷\"");
    for (int c = 0; c < 0x80; ++c) {
        const std::string text(3, static_cast<char>(c));
        EXPECT_EQ(nlohmann::json::parse(written(text)).get<std::string>(), text) << c;
    }
}

// RFC 3629, section 4, and its limits; Python's json and 'surrogateescape' give the bytes back.
TEST(CanonicalRow, BytesThatAreNotUtf8AreWrittenAsLoneSurrogates) {
    EXPECT_EQ(written("\xff"), R"("\udcff")");
    EXPECT_EQ(written("a\x80z"), R"("a\udc80z")");
    EXPECT_EQ(written("\xc0\x80"), R"("\udcc0\udc80")");                     // overlong
    EXPECT_EQ(written("\xe0\x9f\xbf"), R"("\udce0\udc9f\udcbf")");           // overlong
    EXPECT_EQ(written("\xed\xb2\x80"), R"("\udced\udcb2\udc80")");           // U+DC80 itself
    EXPECT_EQ(written("\xf4\x90\x80\x80"), R"("\udcf4\udc90\udc80\udc80")"); // U+110000
    EXPECT_EQ(written("\xe5\xb7"), R"("\udce5\udcb7")");                     // cut off
    EXPECT_EQ(written("\xe5\xb7\""), R"("\udce5\udcb7\"")");
    EXPECT_EQ(written("\xe5\xe5\xb7\xa5"), "\"\\udce5工\"");
    EXPECT_EQ(written("\xf4\x8f\xbf\xbf"), "\"\xf4\x8f\xbf\xbf\"");
}

TEST(CanonicalRow, DifferentTextsGiveDifferentLines) {
    std::map<std::string, std::string> textOf;
    const std::string alphabet("\x00\"\\u\x80\xdc\xc3\xa9\xff", 9);
    std::vector<std::string> texts{""};
    for (std::size_t i = 0; i < texts.size() && texts[i].size() < 4; ++i) {
        for (const char c : alphabet) {
            texts.push_back(texts[i] + c);
        }
    }
    texts.emplace_back("\\udc80");
    texts.emplace_back("\\u0000");
    for (const std::string& text : texts) {
        const auto [it, isNew] = textOf.try_emplace(lineOf(text), text);
        EXPECT_TRUE(isNew) << it->first;
    }
}

TEST(CanonicalRow, TextsAreNotNumbers) {
    EXPECT_NE(lineOf("5"), lineOf(std::int64_t{5}));
    EXPECT_NE(lineOf("1e999"), lineOf(std::numeric_limits<double>::infinity()));
    EXPECT_NE(lineOf("null"), lineOf(std::numeric_limits<double>::quiet_NaN()));
}

TEST(CanonicalRow, AppendsToTheLinesBefore) {
    const CanonicalRowWriter writer(layer(GeometryKind::Point, {"v"}));
    std::string lines;
    const StoredRow row{kId, EntryNumber{1}, {{{{{{1, 2}}}}}, {"x"}}};
    writer.append(lines, row);
    const std::string first = lines;
    writer.append(lines, row);
    EXPECT_EQ(lines, first + first);
}

} // namespace tuban::data
