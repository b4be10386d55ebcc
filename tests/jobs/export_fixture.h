#pragma once

#include "data/store/workspace_store.h"
#include "data/store/workspace_writer.h"
#include "data/tables_reader/catalog_reader.h"
#include "jobs/export_job.h"
#include "support/temporary_folder.h"

#include <gdal_priv.h>
#include <ogrsf_frmts.h>

#include <gtest/gtest.h>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace tuban::jobs {

/// A workspace with parcels that are hard to write: holes, parts, texts with quotes and line
/// breaks, numbers of seventeen digits, days, nothing; and with points, lines and a table.
class ExportFixture : public ::testing::Test {
protected:
    static constexpr const char* kNote = "他说“好”, \"quoted\"; 第一行\n第二行";

    ExportFixture() {
        GDALAllRegister();
        make(workspace());
    }

    std::filesystem::path workspace() const { return folder / "office.gpkg"; }

    static GridGeometry::Vertices ring(std::int64_t x, std::int64_t y, std::int64_t side) {
        return {{x, y}, {x + side, y}, {x + side, y + side}, {x, y + side}, {x, y}};
    }
    static GridGeometry::Vertices hole(std::int64_t x, std::int64_t y, std::int64_t side) {
        return {{x, y}, {x, y + side}, {x + side, y + side}, {x + side, y}, {x, y}};
    }

    static LayerRow
    parcel(const LayerSchema& schema, const std::string& number, const char* key = "parcel_no") {
        LayerRow row;
        for (const FieldSchema& field : schema.fields) {
            row.values.push_back(field.initial);
        }
        row.values[*schema.fieldIndex(key)] = number;
        return row;
    }

    /// In EPSG:4548: metres at 0.1 mm near 492 km east, 4301 km north.
    static std::vector<LayerRow> parcels(const LayerSchema& schema) {
        constexpr std::int64_t kEast = 4920001234;
        constexpr std::int64_t kNorth = 43010004321;
        const auto set = [&](LayerRow& row, const char* field, FieldValue value) {
            row.values[*schema.fieldIndex(field)] = std::move(value);
        };
        std::vector<LayerRow> rows;
        rows.push_back(parcel(schema, "ZY-001"));
        rows.back().geometry.parts = {
            {ring(kEast, kNorth, 1000007), hole(kEast + 100003, kNorth + 100001, 500009)}};
        set(rows.back(), "class_code", std::string("100102"));
        set(rows.back(), "holder", std::string("天津子牙循环经济有限公司"));
        set(rows.back(), "far", 0.1 + 0.2);
        set(rows.back(), "registered_area_m2", 7499.123456789012);
        set(rows.back(), "supply_date", std::string("2020-02-29"));
        set(rows.back(), "remark", std::string(kNote));
        rows.push_back(parcel(schema, "ZY-002"));
        rows.back().geometry.parts = {{ring(kEast + 100003, kNorth + 100001, 500009)}};
        if (schema.geometry == GeometryKind::MultiPolygon) {
            rows.back().geometry.parts.push_back({ring(kEast + 3000000, kNorth, 777777)});
        }
        set(rows.back(), "class_code", std::string("0701"));
        set(rows.back(), "built_up", std::int64_t{1});
        set(rows.back(), "supply_date", std::string("1986-05-04")); // summer time began that day
        rows.push_back(parcel(schema, "ZY-003"));
        rows.back().geometry.parts = {{{{kEast, kNorth + 2000000},
                                        {kEast + 1000001, kNorth + 2000001},
                                        {kEast + 500003, kNorth + 2900007},
                                        {kEast, kNorth + 2000000}}}};
        set(rows.back(), "class_code", std::string("没有的类"));
        set(rows.back(), "site_coverage", -1e-7);
        return rows;
    }

    void make(const std::filesystem::path& path) {
        auto writer = data::WorkspaceWriter::create(path,
                                                    {.crs = "EPSG:4548",
                                                     .date = "2026-01-02",
                                                     .title = {"区", "Zone"},
                                                     .notice = {"示意数据", "Schematic"}});
        ASSERT_TRUE(writer);
        const auto catalog = data::readCatalog();
        ASSERT_TRUE(catalog);
        for (const LayerSchema& schema : *catalog) {
            LayerTable table{schema};
            if (schema.name == "parcel") {
                table.rows = parcels(schema);
            } else if (schema.name == "road") {
                table.rows.push_back(parcel(schema, "R-1", "road_no"));
                table.rows.back().geometry.parts = {{{{4920001234, 43010004321},
                                                      {4920011235, 43010004320},
                                                      {4920021236, 43010024323}}}};
            } else if (schema.name == "facility") {
                table.rows.push_back(parcel(schema, "F-1", "facility_no"));
                table.rows.back().geometry.parts = {{{{4920001234, 43010004321}}}};
            } else if (schema.name == "contract") {
                table.rows.push_back(parcel(schema, ""));
                table.rows.back().values[*schema.fieldIndex("parcel_no")] = std::string("ZY-001");
                table.rows.back().values[*schema.fieldIndex("contract_no")] =
                    std::string("津静挂2020-1号");
                table.rows.back().values[*schema.fieldIndex("sign_date")] =
                    std::string("2020-03-01");
            }
            ASSERT_TRUE(writer->addTable(table, {}));
        }
        ASSERT_TRUE(writer->commit());
    }

    ExportJob::Settings settings(const std::string& file,
                                 const std::string& layer = "parcel") const {
        return {.workspace = workspace(), .layer = layer, .output = folder / file};
    }

    static ExportJob::Summary done(const ExportJob::Settings& settings) {
        auto made = ExportJob(settings).run({});
        EXPECT_TRUE(made) << (made ? "" : describeFailure(made.error()));
        return made ? std::move(*made) : ExportJob::Summary();
    }

    static std::string describeFailure(const Error& error) {
        return std::to_string(static_cast<int>(error.code)) + " " + error.subject + ": " +
               error.detail;
    }

    static ErrorCode failure(const ExportJob::Settings& settings) {
        const auto made = ExportJob(settings).run({});
        EXPECT_FALSE(made);
        return made ? ErrorCode::Cancelled : made.error().code;
    }

    test::TemporaryFolder folder;
};

/// A file as GDAL sees it.
class GdalFile {
public:
    explicit GdalFile(const std::filesystem::path& path)
        : m_dataset(GDALDataset::Open(path.c_str(), GDAL_OF_VECTOR | GDAL_OF_READONLY)) {
        EXPECT_TRUE(m_dataset) << path << ": " << CPLGetLastErrorMsg();
    }
    OGRLayer* layer(int number = 0) const {
        return m_dataset ? m_dataset->GetLayer(number) : nullptr;
    }
    int layers() const { return m_dataset ? m_dataset->GetLayerCount() : 0; }
    std::vector<std::unique_ptr<OGRFeature>> features() const {
        std::vector<std::unique_ptr<OGRFeature>> all;
        if (layer() != nullptr) {
            layer()->ResetReading();
            while (OGRFeature* const feature = layer()->GetNextFeature()) {
                all.emplace_back(feature);
            }
        }
        return all;
    }

private:
    GDALDatasetUniquePtr m_dataset;
};

/// The features by the number of their parcel.
inline std::map<std::string, std::unique_ptr<OGRFeature>> byNumber(const GdalFile& file,
                                                                   const char* field) {
    std::map<std::string, std::unique_ptr<OGRFeature>> all;
    for (auto& feature : file.features()) {
        const std::string number = feature->GetFieldAsString(field);
        all[number] = std::move(feature);
    }
    return all;
}

} // namespace tuban::jobs
