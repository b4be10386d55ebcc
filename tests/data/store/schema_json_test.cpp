#include "data/store/change_codec.h"
#include "data/store/schema_json.h"
#include "data/tables_reader/catalog_reader.h"
#include "support/product_folders.h"

#include <filesystem>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace tuban::data {

using ::testing::HasSubstr;

namespace {

const std::filesystem::path kCatalog =
    test::sourceFolder() / "layers" / "catalog";

LayerSchema wholeSchema() {
    return {
        .name = "lot",
        .title = {"地块", "Lots \"A\""},
        .geometry = GeometryKind::MultiPolygon,
        .coverage = true,
        .fields = {{.name = "lot_no", .title = {"号", "Number"}, .key = true},
                   {.name = "area",
                    .kind = ValueKind::Real,
                    .title = {},
                    .unit = "m2",
                    .required = true,
                    .initial = 1.0,
                    .split = SplitPolicy::AreaShare,
                    .merge = MergePolicy::Sum},
                   {.name = "built",
                    .kind = ValueKind::Integer,
                    .title = {},
                    .indexed = true,
                    .initial = std::int64_t{-3},
                    .codes = {{std::int64_t{-3}, {"否", "no"}}, {std::int64_t{1}, {"是", ""}}},
                    .split = SplitPolicy::New,
                    .merge = MergePolicy::New},
                   {.name = "day", .kind = ValueKind::Date, .title = {}, .initial = "2026-01-31"}},
        .style = "lot"};
}

/// The text of a layer with one field, of which this stands inside the braces.
std::string withField(const std::string& members) {
    return "{\"fields\":[{" + members + "}],\"name\":\"lot\"}";
}

} // namespace

TEST(SchemaJson, IsTheOneTextForASchema) {
    EXPECT_EQ(schemaJson(wholeSchema()),
              R"({"coverage":true,"fields":[)"
              R"({"key":true,"name":"lot_no","title":{"en":"Number","zh":"号"}},)"
              R"({"default":1.0,"merge":"sum","name":"area","required":true,)"
              R"("split":"area_share","type":"real","unit":"m2"},)"
              R"({"codes":[{"en":"no","value":-3,"zh":"否"},{"value":1,"zh":"是"}],)"
              R"("default":-3,"indexed":true,"merge":"new","name":"built","split":"new",)"
              R"("type":"integer"},)"
              R"({"default":"2026-01-31","name":"day","type":"date"}],)"
              R"("geometry":"MultiPolygon","name":"lot","style":"lot",)"
              R"("title":{"en":"Lots \"A\"","zh":"地块"}})");
}

TEST(SchemaJson, ComesBackAsItWas) {
    const auto read = schemaFromJson(schemaJson(wholeSchema()));
    ASSERT_TRUE(read) << read.error().detail;
    EXPECT_EQ(*read, wholeSchema());
}

TEST(SchemaJson, CarriesTheWholeCatalogue) {
    const auto schemas = readCatalog(kCatalog);
    ASSERT_TRUE(schemas) << schemas.error().subject << schemas.error().detail;
    EXPECT_GE(schemas->size(), 12U);
    for (const LayerSchema& schema : *schemas) {
        const auto read = schemaFromJson(schemaJson(schema));
        ASSERT_TRUE(read) << schema.name << ": " << read.error().detail;
        EXPECT_EQ(*read, schema) << schema.name;
    }
}

TEST(SchemaJson, TellsNumbersApartAsTheyWereWritten) {
    for (const double value : {0.1, 1e300, -2.5e-7, 123456789.125, 4.0}) {
        LayerSchema schema{
            .name = "lot",
            .title = {},
            .fields = {{.name = "a", .kind = ValueKind::Real, .title = {}, .initial = value}}};
        const auto read = schemaFromJson(schemaJson(schema));
        ASSERT_TRUE(read) << read.error().detail;
        EXPECT_EQ(read->fields[0].initial, FieldValue(value));
    }
}

TEST(SchemaJson, WritesTextThatIsNoUtf8AsReplaced) {
    const std::string text = schemaJson({.name = "lot", .title = {"\xff", ""}});
    EXPECT_EQ(text, "{\"name\":\"lot\",\"title\":{\"zh\":\"\xEF\xBF\xBD\"}}");
}

TEST(SchemaJson, RefusesWhatIsNoSchema) {
    const std::vector<std::pair<std::string, std::string>> kFaults{
        {"", "not JSON"},
        {"{\"name\":\"lot\"", "not JSON"},
        {"{\"name\":\"\xff\"}", "not JSON"},
        {std::string(100000, '['), "not JSON"},
        {"[]", "not an object"},
        {"{}", "not a layer name"},
        {R"({"name":"lot; DROP TABLE x"})", "not a layer name"},
        {R"({"name":"tuban_entry"})", "not a layer name"},
        {R"({"name":5})", "not a value of name"},
        {R"({"name":"lot","geometry":"Curve"})", "not a value of geometry"},
        {R"({"name":"lot","style":"../x"})", "not a style name"},
        {R"({"name":"lot","title":"x"})", "not an object"},
        {R"({"name":"lot","fields":{}})", "not a value of fields"},
        {R"({"name":"lot","fields":[1]})", "not an object"},
        {R"({"name":"lot","fields":[{"name":"a"},{"name":"a"}]})", "field named twice: a"},
        {withField(R"("name":"fid")"), "not a field name"},
        {withField(R"("name":"tuban_id")"), "not a field name"},
        {withField(R"("name":"A")"), "not a field name"},
        {withField(R"("name":"a","type":"blob")"), "not a value of type"},
        {withField(R"("name":"a","key":1)"), "not a value of key"},
        {withField(R"("name":"a","split":"all")"), "not a value of split"},
        {withField(R"("name":"a","default":5)"), "not a value of default"},
        {withField(R"("default":9223372036854775808,"name":"a","type":"integer")"), "default"},
        {withField(R"("default":[],"name":"a")"), "not a value of default"},
        {withField(R"("default":"2026-02-30","name":"a","type":"date")"), "default"},
        {withField(R"("codes":[{"zh":"x"}],"name":"a")"), "code 1 of a"},
        {withField(R"("codes":[{"value":1}],"name":"a")"), "not a value of value"},
        {withField(R"("codes":[{"value":"x"},{"value":"x"}],"name":"a")"), "listed twice"},
        {withField(R"("codes":[{"value":"x"}],"default":"y","name":"a")"), "not one of its codes"},
    };
    for (const auto& [text, detail] : kFaults) {
        const auto read = schemaFromJson(text);
        ASSERT_FALSE(read) << text;
        EXPECT_EQ(read.error().code, ErrorCode::WorkspaceDamaged) << text;
        EXPECT_THAT(read.error().detail, HasSubstr(detail)) << text;
    }
}

TEST(SchemaJson, RefusesAnotherTextForTheSameSchema) {
    for (const char* text : {R"({ "name":"lot"})",
                             R"({"name":"lot","coverage":false})",
                             R"({"name":"lot","geometry":"Point"})",
                             R"({"name":"lot","owner":"x"})",
                             R"({"fields":[],"name":"lot"})",
                             R"({"name":"lot","name":"lot"})",
                             R"({"name":"\u006cot"})"}) {
        const auto read = schemaFromJson(text);
        ASSERT_FALSE(read) << text;
        EXPECT_EQ(read.error().code, ErrorCode::WorkspaceDamaged);
        EXPECT_EQ(read.error().subject, "lot");
    }
}

TEST(SchemaJson, RefusesEveryTextCutShort) {
    const std::string text = schemaJson(wholeSchema());
    for (std::size_t length = 0; length < text.size(); ++length) {
        EXPECT_FALSE(schemaFromJson(std::string_view(text).substr(0, length))) << length;
    }
}

// A longer name could not be read back from the journal.
TEST(SchemaJson, TakesNamesAsLongAsTheJournalDoes) {
    for (const std::size_t length : {std::size_t{1}, kLongestChangeName, kLongestChangeName + 1}) {
        const std::string name(length, 'a');
        const bool accepted = length <= kLongestChangeName;
        EXPECT_EQ(schemaFromJson("{\"name\":\"" + name + "\"}").has_value(), accepted);
        EXPECT_EQ(schemaFromJson(withField("\"name\":\"" + name + "\"")).has_value(), accepted);
    }
}

} // namespace tuban::data
