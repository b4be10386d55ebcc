// What the catalogue of a newer product adds to a workspace that is there already.

#include "data/store/schema_json.h"
#include "data/store/store_schema.h"
#include "store_fixture.h"

#include <algorithm>
#include <gmock/gmock.h>

namespace tuban::data {

namespace {

/// A workspace whose layers are as an older product had them: `strip` takes parts away.
template <typename Strip> void writeOlder(const std::filesystem::path& path, const Strip& strip) {
    auto writer = WorkspaceWriter::create(path, {.crs = "EPSG:4548", .date = "2026-01-02"});
    ASSERT_TRUE(writer);
    std::vector<LayerSchema> catalog = *readCatalog();
    strip(catalog);
    for (const LayerSchema& schema : catalog) {
        LayerTable table{schema};
        if (schema.name == "parcel") {
            table.rows.push_back(
                {tests::square(0, 0), std::vector<FieldValue>(schema.fields.size())});
            table.rows[0].values[*schema.fieldIndex("parcel_no")] = std::string("P-1");
        }
        ASSERT_TRUE(writer->addTable(table, {}));
    }
    ASSERT_TRUE(writer->commit());
}

class CatalogUpdate : public tests::StoreFixture {};

} // namespace

TEST_F(CatalogUpdate, AddsFieldsAndLayersOnceAndKeepsRows) {
    const auto old = m_folder / "old.gpkg";
    writeOlder(old, [](std::vector<LayerSchema>& catalog) {
        std::erase_if(catalog, [](const LayerSchema& s) { return s.name == "project_site"; });
        for (LayerSchema& schema : catalog) {
            std::erase_if(schema.fields, [](const FieldSchema& f) {
                return f.name == "green_ratio" || f.name == "contract_no";
            });
        }
    });
    {
        const auto store = open(old);
        ASSERT_FALSE(store->info().readOnly);
        ASSERT_NE(store->layer("project_site"), nullptr);
        ASSERT_TRUE(store->layer("parcel")->fieldIndex("green_ratio"));
        EXPECT_EQ(store->head()->role, EntryRole::Note);
        EXPECT_EQ(store->head()->kind, "schema");
        EXPECT_EQ(parcelOf(*store, "P-1").version, EntryNumber{1}) << "rows did not change";
        ASSERT_TRUE(apply(*store, setField(*store, "P-1", "green_ratio", 30.0)));
        ASSERT_TRUE(apply(*store, setField(*store, "P-1", "contract_no", std::string("C-1"))));
        const auto found = store->rowsWhere("parcel", "contract_no", std::string("C-1"));
        EXPECT_EQ(found->size(), 1U);
        EXPECT_TRUE(isSound(*store));
        ASSERT_TRUE(takeBack(*store, EntryRole::Undo));
        ASSERT_TRUE(takeBack(*store, EntryRole::Undo));
        EXPECT_FALSE(takeBack(*store, EntryRole::Undo)) << "the fields stay";
    }
    const std::string before = tuban::tests::readFile(old);
    open(old).reset();
    EXPECT_TRUE(tuban::tests::readFile(old) == before) << "nothing is left to add";
}

TEST_F(CatalogUpdate, LeavesTheKindOfGeometryThatTheLayerWasMadeWith) {
    const auto old = m_folder / "old.gpkg";
    writeOlder(old, [](std::vector<LayerSchema>& catalog) {
        for (LayerSchema& schema : catalog) {
            if (schema.name == "parcel") {
                schema.geometry = GeometryKind::Polygon;
                std::erase_if(schema.fields, [](const FieldSchema& f) { return f.name == "remark"; });
            }
        }
    });
    const auto store = open(old);
    const LayerSchema& schema = *store->layer("parcel");
    ASSERT_TRUE(schema.fieldIndex("remark"));
    EXPECT_EQ(schema.geometry, GeometryKind::Polygon);
    const StoredRow one = parcelOf(*store, "P-1");
    LayerRow two = one.content;
    two.geometry.parts.push_back(tests::square(90'000, 0).parts[0]);
    const auto refused = apply(*store, {{update(schema, one, two)}});
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::ValueRefused);
    EXPECT_TRUE(isSound(*store));
}

TEST_F(CatalogUpdate, UndoReachesOverTheNote) {
    const auto old = m_folder / "old.gpkg";
    writeOlder(old, [](std::vector<LayerSchema>&) {});
    {
        const auto store = open(old);
        ASSERT_TRUE(apply(*store, setField(*store, "P-1", "far", 1.0)));
    }
    // The file gets an older title of the layer: the definition differs, the columns do not.
    LayerSchema older = *readLayerSchema("parcel");
    older.title = {"地块", "Plots"};
    const std::string definition = schemaJson(older);
    sqlite3* db = nullptr;
    ASSERT_EQ(sqlite3_open(old.c_str(), &db), SQLITE_OK);
    sqlite3_db_config(db, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, nullptr);
    const std::string sql = "UPDATE tuban_layer SET definition = " + quotedText(definition) +
                            ", row_check = " + std::to_string(layerCheck("parcel", definition, 1)) +
                            " WHERE name = 'parcel'";
    ASSERT_EQ(sqlite3_exec(db, sql.c_str(), nullptr, nullptr, nullptr), SQLITE_OK);
    sqlite3_close(db);
    const auto store = open(old);
    ASSERT_EQ(store->head()->role, EntryRole::Note);
    EXPECT_EQ(store->layer("parcel")->title.en, readLayerSchema("parcel")->title.en);
    ASSERT_TRUE(takeBack(*store, EntryRole::Undo));
    EXPECT_TRUE(isSound(*store));
}

TEST_F(CatalogUpdate, KeepsFieldsThatTheCatalogueDropped) {
    const auto old = m_folder / "old.gpkg";
    writeOlder(old, [](std::vector<LayerSchema>& catalog) {
        for (LayerSchema& schema : catalog) {
            if (schema.name == "parcel") {
                schema.fields.push_back({.name = "old_field", .title = {"旧", "Old"}});
            }
        }
    });
    const auto store = open(old);
    EXPECT_EQ(store->head()->number, EntryNumber{1}) << "nothing to do";
    ASSERT_TRUE(apply(*store, setField(*store, "P-1", "old_field", std::string("kept"))));
    EXPECT_TRUE(isSound(*store));
}

} // namespace tuban::data
