#include "data/tables_reader/catalog_reader.h"
#include "data/tables_reader/schema_rules.h"
#include "support/product_folders.h"

#include <filesystem>
#include <fstream>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

namespace tuban::data {

namespace fs = std::filesystem;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsSupersetOf;

namespace {

const std::string kHead = "format = \"tuban-layer\"\nversion = 1\nname = \"lot\"\n"
                          "title = { zh = \"地块\", en = \"Lots\" }\ngeometry = \"Polygon\"\n";

/// A field of this type; its table begins in line 6.
std::string field(const std::string& type, const std::string& more, const std::string& name = "f") {
    return "[[field]]\nname = \"" + name + "\"\ntype = \"" + type + "\"\ntitle = { zh = \"字段" +
           name + "\", en = \"Field\" }\n" + more;
}

class Catalog : public ::testing::Test {
protected:
    Catalog()
        : m_folder(fs::temp_directory_path() / ("tuban_catalog_" + std::to_string(::getpid()))) {
        fs::remove_all(m_folder);
        fs::create_directories(m_folder);
    }
    ~Catalog() override { fs::remove_all(m_folder); }

    void write(const std::string& file, const std::string& text) const {
        std::ofstream(m_folder / file, std::ios::binary) << text;
    }
    Result<LayerSchema> read(const std::string& text) const {
        write("lot.toml", text);
        return readLayerSchema("lot", m_folder);
    }
    FieldSchema readField(const std::string& type, const std::string& more) const {
        const auto schema = read(kHead + field(type, more));
        EXPECT_TRUE(schema) << schema.error().detail << " " << more;
        return schema ? schema->fields.at(0) : FieldSchema();
    }
    void expectFault(const std::string& text, const std::string& detail, const char* where) const {
        const auto schema = read(text);
        ASSERT_FALSE(schema) << text;
        EXPECT_EQ(schema.error().code, ErrorCode::TableMalformed) << text;
        EXPECT_THAT(schema.error().detail, HasSubstr(detail));
        EXPECT_EQ(schema.error().where, where) << text;
    }

    fs::path m_folder;
};

} // namespace

TEST_F(Catalog, ReadsWhatAFieldIs) {
    const FieldSchema state = readField(
        "text",
        "required = true\nindexed = true\ndefault = \"b\"\nsplit = \"copy\"\nmerge = \"largest\"\n"
        "unit = \"m\"\ncodes = [\n  { value = \"a\", zh = \"甲\", en = \"A\" },\n"
        "  { value = \"b\", zh = \"乙\", en = \"B\" },\n]\n");
    EXPECT_EQ(state,
              (FieldSchema{.name = "f",
                           .title = {"字段f", "Field"},
                           .unit = "m",
                           .required = true,
                           .indexed = true,
                           .initial = "b",
                           .codes = {{"a", {"甲", "A"}}, {"b", {"乙", "B"}}},
                           .merge = MergePolicy::Largest}));
}

TEST_F(Catalog, GivesDefaultsAndCodesTheTypeOfTheirField) {
    EXPECT_EQ(readField("integer", "default = 0\n").initial, FieldValue(std::int64_t{0}));
    EXPECT_EQ(readField("real", "default = 1\n").initial, FieldValue(1.0));
    EXPECT_EQ(readField("real", "default = 0.25\n").initial, FieldValue(0.25));
    EXPECT_EQ(readField("date", "default = 2026-02-03\n").initial, FieldValue("2026-02-03"));
    EXPECT_EQ(readField("text", "").initial, FieldValue());
    const auto codes =
        readField("integer", "codes = [ { value = 1, zh = \"是\", en = \"yes\" } ]\n").codes;
    EXPECT_THAT(codes, ElementsAre(CodeEntry{std::int64_t{1}, {"是", "yes"}}));
}

TEST_F(Catalog, ReadsEveryPolicy) {
    EXPECT_EQ(readField("real", "split = \"copy\"\n").split, SplitPolicy::Copy);
    EXPECT_EQ(readField("real", "split = \"area_share\"\n").split, SplitPolicy::AreaShare);
    EXPECT_EQ(readField("real", "split = \"blank\"\n").split, SplitPolicy::Blank);
    EXPECT_EQ(readField("real", "split = \"new\"\n").split, SplitPolicy::New);
    EXPECT_EQ(readField("real", "merge = \"same_or_blank\"\n").merge, MergePolicy::SameOrBlank);
    EXPECT_EQ(readField("real", "merge = \"largest\"\n").merge, MergePolicy::Largest);
    EXPECT_EQ(readField("integer", "merge = \"sum\"\n").merge, MergePolicy::Sum);
    EXPECT_EQ(readField("real", "merge = \"area_mean\"\n").merge, MergePolicy::AreaMean);
    EXPECT_EQ(readField("real", "merge = \"blank\"\n").merge, MergePolicy::Blank);
    EXPECT_EQ(readField("real", "merge = \"new\"\n").merge, MergePolicy::New);
}

TEST_F(Catalog, PoliciesFollowFromWhatTheFieldIs) {
    const FieldSchema key = readField("text", "key = true\n");
    EXPECT_EQ(key.split, SplitPolicy::New);
    EXPECT_EQ(key.merge, MergePolicy::New);
    const FieldSchema required = readField("text", "required = true\n");
    EXPECT_EQ(required.split, SplitPolicy::Copy);
    EXPECT_EQ(required.merge, MergePolicy::Largest);
    const FieldSchema any = readField("text", "");
    EXPECT_EQ(any.split, SplitPolicy::Copy);
    EXPECT_EQ(any.merge, MergePolicy::SameOrBlank);
}

TEST_F(Catalog, ReadsTheStyleOfALayer) {
    const auto schema = read(kHead + "style = \"parcel\"\ncoverage = true\n" + field("text", ""));
    ASSERT_TRUE(schema) << schema.error().detail;
    EXPECT_EQ(schema->style, "parcel");
    EXPECT_TRUE(schema->coverage);
    expectFault(kHead + "style = \"../parcel\"\n" + field("text", ""), "style", "line 1");
    expectFault(kHead + "style = 5\n" + field("text", ""), "style", "line 1");
    expectFault(kHead + "coverage = 1\n" + field("text", ""), "coverage is not", "line 6");
}

TEST_F(Catalog, FaultsNameTheirLine) {
    const std::vector<std::tuple<std::string, std::string, const char*>> kFaults{
        {field("text", "required = 1\n"), "required is not", "line 10"},
        {field("text", "indexed = \"yes\"\n"), "indexed is not", "line 10"},
        {field("text", "key = 1\n"), "key is not", "line 10"},
        {field("integer", "default = 0.5\n"), "default of f", "line 10"},
        {field("text", "default = 5\n"), "default of f", "line 10"},
        {field("date", "default = \"2026-01-01\"\n"), "default of f", "line 10"},
        {field("real", "default = nan\n"), "default of f", "line 10"},
        {field("text", "key = true\ndefault = \"a\"\n"), "default of a key", "line 11"},
        {field("text", "codes = \"a\"\n"), "codes of f", "line 10"},
        {field("text", "codes = []\n"), "codes of f", "line 10"},
        {field("text", "codes = [ 1 ]\n"), "not a table", "line 10"},
        {field("text", "codes = [\n{ value = \"a\", zh = \"甲\" } ]\n"), "a code of f", "line 11"},
        {field("text", "codes = [\n{ value = 1, zh = \"甲\", en = \"A\" } ]\n"), "type", "line 11"},
        {field("text", "codes = [\n{ zh = \"甲\", en = \"A\" } ]\n"), "a code of f", "line 11"},
        {field("text",
               "codes = [ { value = \"a\", zh = \"甲\", en = \"A\" },\n"
               "{ value = \"a\", zh = \"乙\", en = \"B\" } ]\n"),
         "code 2 of f is listed twice",
         "line 11"},
        {field("text", "codes = [ { value = \"a\", zh = \"甲\", en = \"A\" } ]\ndefault = \"b\"\n"),
         "not one of its codes",
         "line 11"},
        {field("text", "requried = true\n"), "unknown key: requried", "line 10"},
        {field("text", "codes = [\n{ value = \"a\", zh = \"甲\", en = \"A\", de = \"A\" } ]\n"),
         "unknown key: de",
         "line 11"},
        {"colour = 1\n" + field("text", ""), "unknown key: colour", "line 6"},
        {field("text", "split = \"half\"\n"), "split: no such policy", "line 10"},
        {field("text", "merge = 1\n"), "merge: no such policy", "line 10"},
    };
    for (const auto& [text, detail, line] : kFaults) {
        expectFault(kHead + text, detail, line);
    }
}

TEST_F(Catalog, RefusesPoliciesThatCannotBe) {
    for (const char* policy : {"split = \"area_share\"",
                               "merge = \"sum\"",
                               "merge = \"area_mean\"",
                               "key = true\nsplit = \"copy\"",
                               "key = true\nmerge = \"blank\"",
                               "key = true\nmerge = \"same_or_blank\"",
                               "required = true\nsplit = \"blank\"",
                               "required = true\nmerge = \"same_or_blank\""}) {
        expectFault(kHead + field("text", policy), " of f", "line 6");
    }
    std::string table = kHead;
    table.replace(table.find("Polygon"), 7, "None");
    expectFault(table + field("real", "split = \"area_share\""), "split of f", "line 6");
    expectFault(table + field("real", "merge = \"area_mean\""), "merge of f", "line 6");
    EXPECT_TRUE(read(table + field("real", "merge = \"sum\"")));
}

TEST_F(Catalog, RefusesReservedNames) {
    for (const char* name : {"fid", "geom", "tuban_id", "tuban_version", "tuban_x", "a-b", "9a"}) {
        expectFault(kHead + field("text", "", name), "not a field name", "line 6");
    }
    EXPECT_TRUE(read(kHead + field("text", "", "tuban")));
    for (const char* name : {"tuban_entry",
                             "gpkg_contents",
                             "rtree_a",
                             "sqlite_a",
                             "layer_styles",
                             "../lot",
                             "",
                             "Lot"}) {
        const auto schema = readLayerSchema(name, m_folder);
        ASSERT_FALSE(schema) << name;
        EXPECT_EQ(schema.error().code, ErrorCode::TableMalformed);
    }
}

TEST_F(Catalog, NamesItsLayersInOrder) {
    EXPECT_TRUE(catalogNames(m_folder).empty());
    write("lot.toml", kHead + field("text", ""));
    write("area.toml", "not = toml = at all");
    write("names.toml", "format = \"tuban-field-names\"\nversion = 1\n");
    write("README.md", "# Text");
    EXPECT_THAT(catalogNames(m_folder), ElementsAre("area", "lot"));
    const auto damaged = readCatalog(m_folder);
    ASSERT_FALSE(damaged);
    EXPECT_EQ(damaged.error().code, ErrorCode::TableMalformed);
    fs::remove(m_folder / "area.toml");
    const auto schemas = readCatalog(m_folder);
    ASSERT_TRUE(schemas) << schemas.error().detail;
    ASSERT_EQ(schemas->size(), 1U);
    EXPECT_EQ(schemas->front().title.en, "Lots");
}

TEST(ProductCatalog, HasTheLayersOfAZone) {
    const fs::path folder = test::sourceFolder() / "layers" / "catalog";
    EXPECT_THAT(catalogNames(folder),
                IsSupersetOf({"parcel",
                              "district",
                              "plan_area",
                              "control_line",
                              "road",
                              "river",
                              "facility",
                              "project_site",
                              "contract",
                              "holder",
                              "project",
                              "idle_case",
                              "change_record",
                              "lineage",
                              "raster_reference"}));
    const auto schemas = readCatalog(folder);
    ASSERT_TRUE(schemas) << schemas.error().subject << schemas.error().detail;
    for (const LayerSchema& schema : *schemas) {
        EXPECT_EQ(schema.style.empty(), schema.geometry == GeometryKind::None) << schema.name;
        EXPECT_TRUE(schema.name == "lineage" || schema.keyField() != nullptr) << schema.name;
    }
}

TEST(ProductCatalog, SharesWhatHasAnAreaAndAveragesRatios) {
    const auto parcel =
        readLayerSchema("parcel", test::sourceFolder() / "layers" / "catalog");
    ASSERT_TRUE(parcel);
    const auto field = [&](const char* name) {
        return parcel->fields.at(parcel->fieldIndex(name).value());
    };
    EXPECT_EQ(field("parcel_no").split, SplitPolicy::New);
    EXPECT_EQ(field("parcel_no").merge, MergePolicy::New);
    for (const char* name : {"registered_area_m2", "floor_area_m2"}) {
        EXPECT_EQ(field(name).split, SplitPolicy::AreaShare) << name;
        EXPECT_EQ(field(name).merge, MergePolicy::Sum) << name;
    }
    for (const char* name : {"far", "site_coverage", "green_ratio"}) {
        EXPECT_EQ(field(name).split, SplitPolicy::Copy) << name;
        EXPECT_EQ(field(name).merge, MergePolicy::AreaMean) << name;
    }
    EXPECT_TRUE(field("contract_no").indexed);
}

TEST(SchemaRules, DatesAreDaysThatExist) {
    EXPECT_TRUE(isOfKind("2024-02-29", ValueKind::Date));
    EXPECT_FALSE(isOfKind("2023-02-29", ValueKind::Date));
    EXPECT_FALSE(isOfKind("", ValueKind::Date));
    EXPECT_TRUE(isOfKind(FieldValue(), ValueKind::Date));
    EXPECT_FALSE(isOfKind(std::int64_t{1}, ValueKind::Real));
    EXPECT_FALSE(isOfKind(1.0, ValueKind::Integer));
}

} // namespace tuban::data
