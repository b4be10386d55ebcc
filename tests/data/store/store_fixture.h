#pragma once

#include "data/store/canonical_row.h"
#include "data/store/past_state.h"
#include "data/store/workspace_store.h"
#include "data/store/workspace_writer.h"
#include "data/tables_reader/catalog_reader.h"
#include "data/workspace/tiny_sample.h"
#include "support/temporary_folder.h"

#include <sqlite3.h>

#include <gtest/gtest.h>
#include <memory>
#include <string>
#include <vector>

namespace tuban::data::tests {

using tuban::test::TemporaryFolder;

/// A square of `side` cells with its lower left corner at (x, y).
inline GridGeometry square(std::int64_t x, std::int64_t y, std::int64_t side = 100000) {
    return {{{{{x, y}, {x + side, y}, {x + side, y + side}, {x, y + side}, {x, y}}}}};
}

/// A workspace with the layers of the catalogue and three parcels, P-1 to P-3.
class StoreFixture : public ::testing::Test {
protected:
    StoreFixture() {
        auto writer = WorkspaceWriter::create(
            path(), {.crs = "EPSG:4548", .date = "2026-01-02", .title = {"区", "Zone"}});
        EXPECT_TRUE(writer) << (writer ? "" : writer.error().detail);
        const auto catalog = readCatalog();
        EXPECT_TRUE(catalog);
        for (const LayerSchema& schema : *catalog) {
            LayerTable table{schema};
            if (schema.name == "parcel") {
                for (int i = 1; i <= 3; ++i) {
                    table.rows.push_back(parcel(schema, "P-" + std::to_string(i), i));
                }
            }
            EXPECT_TRUE(writer->addTable(table, {}));
        }
        EXPECT_TRUE(writer->commit());
    }

    static LayerRow parcel(const LayerSchema& schema, const std::string& number, int place) {
        LayerRow row{square(place * 1000000, 0)};
        for (const FieldSchema& field : schema.fields) {
            row.values.push_back(field.initial);
        }
        row.values[*schema.fieldIndex("parcel_no")] = number;
        return row;
    }

    std::filesystem::path path() const { return m_folder / "a.gpkg"; }
    static std::unique_ptr<WorkspaceStore> open(const std::filesystem::path& path,
                                                OpenMode mode = OpenMode::Edit) {
        auto store = openWorkspace(path, mode, {});
        EXPECT_TRUE(store) << (store ? "" : store.error().detail + store.error().subject);
        return store ? std::move(*store) : nullptr;
    }
    std::unique_ptr<WorkspaceStore> open(OpenMode mode = OpenMode::Edit) const {
        return open(path(), mode);
    }

    static StoredRow parcelOf(const WorkspaceStore& store, const std::string& number) {
        const auto rows = store.rowsWhere("parcel", "parcel_no", number);
        EXPECT_TRUE(rows);
        EXPECT_EQ(rows->size(), 1U) << number;
        return rows->empty() ? StoredRow() : rows->front();
    }

    /// A change of one field of a parcel.
    static FeatureChange setField(const WorkspaceStore& store,
                                  const std::string& number,
                                  const std::string& field,
                                  const FieldValue& value) {
        const LayerSchema& schema = *store.layer("parcel");
        const StoredRow row = parcelOf(store, number);
        LayerRow content = row.content;
        content.values[*schema.fieldIndex(field)] = value;
        return {{update(schema, row, content)}};
    }
    static FeatureChange addParcel(const WorkspaceStore& store,
                                   const std::string& number,
                                   int place,
                                   const Uuid& id = Uuid::generate()) {
        const LayerSchema& schema = *store.layer("parcel");
        return {{insertion(schema, id, parcel(schema, number, place))}};
    }

    static Result<JournalEntry> apply(WorkspaceStore& store, FeatureChange change) {
        return store.apply({.change = std::move(change), .user = "test", .kind = "update"});
    }
    static Result<JournalEntry> takeBack(WorkspaceStore& store, EntryRole role) {
        const auto head = store.head();
        const EntryNumber target = role == EntryRole::Undo ? head->undoTop : head->redoTop;
        if (target == kNoEntry) {
            return Error{ErrorCode::NothingToUndo, {}};
        }
        const auto taken = store.entry(target);
        EXPECT_TRUE(taken);
        return store.apply({.change = inverse(taken->change),
                            .user = "test",
                            .kind = "undo",
                            .role = role,
                            .target = target});
    }

    /// All rows in their canonical form.
    static std::string dump(const WorkspaceStore& store) {
        std::string lines;
        for (const LayerSchema& schema : store.info().layers) {
            const CanonicalRowWriter writer(schema);
            std::vector<Finding> findings;
            const auto take = [&](StoredRow&& row) {
                writer.append(lines, row);
                return true;
            };
            EXPECT_TRUE(store.rows(schema.name, take, findings, {}));
            EXPECT_TRUE(findings.empty()) << schema.name;
        }
        return lines;
    }
    static std::string dumpAfter(const WorkspaceStore& store, EntryNumber entry) {
        const auto past = PastState::after(store, entry, {});
        EXPECT_TRUE(past);
        std::string lines;
        for (const LayerSchema& schema : store.info().layers) {
            const CanonicalRowWriter writer(schema);
            std::vector<Finding> findings;
            const auto take = [&](StoredRow&& row) {
                writer.append(lines, row);
                return true;
            };
            EXPECT_TRUE(past->rows(schema.name, take, findings, {}));
        }
        return lines;
    }
    static bool isSound(const WorkspaceStore& store) {
        const auto report = store.verify({});
        EXPECT_TRUE(report);
        return report && report->isSound();
    }

    /// SQL run on the file past the store, triggers off.
    void tamper(const std::string& sql) const {
        sqlite3* db = nullptr;
        ASSERT_EQ(sqlite3_open(path().c_str(), &db), SQLITE_OK);
        sqlite3_db_config(db, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, nullptr);
        char* message = nullptr;
        EXPECT_EQ(sqlite3_exec(db, sql.c_str(), nullptr, nullptr, &message), SQLITE_OK) << message;
        sqlite3_close(db);
    }

    TemporaryFolder m_folder;
};

} // namespace tuban::data::tests
