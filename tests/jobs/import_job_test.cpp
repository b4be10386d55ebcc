#include "data/store/workspace_store.h"
#include "jobs/edit_session.h"
#include "jobs/export_job.h"
#include "jobs/import_job.h"
#include "jobs/import_profile.h"
#include "jobs/import_report.h"
#include "jobs/import_rows.h"
#include "jobs/new_workspace_job.h"
#include "memory_reader.h"
#include "support/temporary_folder.h"
#include "support/wkb.h"

#include <nlohmann/json.hpp>

#include <map>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace tuban::jobs {

namespace {

using data::ForeignFeature;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::Field;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;

using test::MemoryReader;
using test::Vertices;
using test::wkbLine;
using test::wkbPoint;
using test::wkbPolygon;

std::string square(double west, double south, double side = 100.0) {
    return wkbPolygon({test::squareRing(west, south, side)});
}

/// A multipolygon.
std::string several(const std::vector<std::string>& polygons) {
    return test::wkbCollection(6, polygons);
}

class Import : public ::testing::Test {
protected:
    void SetUp() override {
        const auto made =
            NewWorkspaceJob({.path = m_path, .crs = "EPSG:4527", .user = "test"}).run({});
        ASSERT_TRUE(made) << made.error().detail;
        m_file.list = {
            {.name = "地块", .file = "地块.shp", .format = "ESRI Shapefile", .hasGeometry = true}};
        m_file.list[0].fields = {{"DKBH"}, {"YDYHFLDM"}, {"MJ", ValueKind::Real}, {"旧字段"}};
        m_file.features.resize(1);
    }

    void addParcel(std::int64_t number, const std::string& name, double west, double hectares) {
        m_file.features[0].push_back(
            {.number = number,
             .wkb = square(west, 4'300'000.0),
             .values = {name, std::string("100102"), hectares, std::string("x")}});
    }

    Result<ImportJob::Summary> run(ImportJob::Settings settings = {}) {
        settings.workspace = m_path;
        settings.sources = {"地块.shp"};
        settings.user = "张三";
        const auto opener = [&](const auto&,
                                const auto&,
                                const auto&) -> Result<std::unique_ptr<data::ForeignReader>> {
            return std::unique_ptr<data::ForeignReader>(std::make_unique<MemoryReader>(m_file));
        };
        return ImportJob(settings, opener).run({});
    }

    std::unique_ptr<data::WorkspaceStore> open() const {
        auto store = data::openWorkspace(m_path, data::OpenMode::ReadOnly, {});
        EXPECT_TRUE(store);
        return std::move(*store);
    }
    FieldValue valueOf(const std::string& key, const std::string& field) const {
        const auto store = open();
        const auto rows = store->rowsWhere("parcel", "parcel_no", key);
        EXPECT_TRUE(rows && rows->size() == 1) << key;
        return rows->front().content.values[*store->layer("parcel")->fieldIndex(field)];
    }

    test::TemporaryFolder m_folder;
    std::filesystem::path m_path = m_folder.file("a.gpkg");
    MemoryReader m_file;
};

} // namespace

TEST_F(Import, FindsLayerFieldsUnitAndZoneByTheContent) {
    addParcel(1, "DK-1", 39'490'000.0, 1.0);
    addParcel(2, "DK-2", 39'490'100.0, 1.0);
    const auto done = run();
    ASSERT_TRUE(done) << done.error().subject << done.error().detail;
    ASSERT_EQ(done->layers.size(), 1U);
    const ImportedLayer& layer = done->layers[0];
    EXPECT_EQ(layer.target, "parcel");
    EXPECT_FALSE(layer.added);
    EXPECT_EQ(layer.crs, "EPSG:4527") << "zone 39 stands before the eastings";
    EXPECT_EQ(layer.read, 2U);
    EXPECT_EQ(layer.taken, 2U);
    EXPECT_EQ(layer.refused, 0U);
    EXPECT_DOUBLE_EQ(layer.areaAfter.inSquareMetres(), 20'000.0);
    EXPECT_THAT(layer.leftOut, ElementsAre("旧字段"));
    EXPECT_EQ(valueOf("DK-1", "class_code"), FieldValue(std::string("100102")));
    EXPECT_EQ(valueOf("DK-2", "registered_area_m2"), FieldValue(10'000.0))
        << "the file gives hectares";
    EXPECT_THAT(done->findings, Contains(Field(&Finding::code, FindingCode::UnitTaken)));
}

TEST_F(Import, IsOneStepOfUndo) {
    for (int i = 0; i < 4500; ++i) { // several batches
        addParcel(i, "DK-" + std::to_string(i), 39'400'000.0 + 100.0 * i, 1.0);
    }
    ASSERT_TRUE(run());
    EXPECT_EQ(*open()->rowCount("parcel"), 4500U);
    auto session = EditSession::open(m_path, "李四", {});
    ASSERT_TRUE(session);
    ASSERT_TRUE(session->undo());
    EXPECT_EQ(*session->store().rowCount("parcel"), 0U);
    EXPECT_EQ(*session->store().rowCount("change_record"), 0U);
    ASSERT_TRUE(session->redo());
    EXPECT_EQ(*session->store().rowCount("parcel"), 4500U);
    const auto report = session->store().verify({});
    ASSERT_TRUE(report);
    EXPECT_TRUE(report->isSound());
}

TEST_F(Import, RefusesAParcelThatLacksAPointAndTakesTheOthers) {
    addParcel(9, "DK-1", 39'490'000.0, 1.0);
    addParcel(20, "DK-2", 39'490'100.0, 1.0);
    m_file.features[0][0].lostPoint = 12;
    const auto done = run();
    ASSERT_TRUE(done) << done.error().detail;
    EXPECT_EQ(done->layers[0].taken, 1U);
    EXPECT_EQ(done->layers[0].refused, 1U);
    EXPECT_EQ(*open()->rowCount("parcel"), 1U);
    EXPECT_EQ(valueOf("DK-2", "class_code"), FieldValue(std::string("100102")));
    const auto refusal =
        std::find_if(done->findings.begin(), done->findings.end(), [](const Finding& finding) {
            return finding.code == FindingCode::RowRefused;
        });
    ASSERT_NE(refusal, done->findings.end());
    EXPECT_EQ(refusal->severity, Severity::Fault);
    EXPECT_EQ(refusal->feature, 9);
    EXPECT_THAT(refusal->values, ElementsAre(::testing::HasSubstr("12")));
}

TEST_F(Import, AccountsForEveryFeature) {
    addParcel(1, "DK-1", 39'490'000.0, 1.0);
    addParcel(2, "DK-1", 39'490'100.0, 1.0); // the same number
    addParcel(3, "", 39'490'200.0, 1.0);     // none
    m_file.features[0].push_back(
        {.number = 4, .wkb = "\1\3", .values = {std::string("DK-4"), {}, {}, {}}});
    m_file.features[0].push_back(
        {.number = 5,
         .wkb = wkbLine( {{39'490'000.0, 4'300'000.0}, {39'490'010.0, 4'300'000.0}}),
         .values = {std::string("DK-5"), {}, {}, {}}});
    m_file.features[0].push_back( // a bow-tie of 2 × 25 m²
        {.number = 6,
         .wkb = wkbPolygon({{{39'490'300.0, 4'300'000.0},
                             {39'490'310.0, 4'300'010.0},
                             {39'490'310.0, 4'300'000.0},
                             {39'490'300.0, 4'300'010.0},
                             {39'490'300.0, 4'300'000.0}}}),
         .values = {std::string("DK-6"), {}, {}, {}}});
    const auto done = run({.layer = "parcel"});
    ASSERT_TRUE(done) << done.error().detail;
    const ImportedLayer& layer = done->layers[0];
    EXPECT_EQ(layer.read, 6U);
    EXPECT_EQ(layer.taken, 3U);
    EXPECT_EQ(layer.refused, 3U);
    EXPECT_EQ(*open()->rowCount("parcel"), layer.rows);
    EXPECT_DOUBLE_EQ(layer.areaAfter.inSquareMetres(), 20'050.0);
    std::vector<std::int64_t> refused;
    for (const Finding& finding : done->findings) {
        if (finding.code == FindingCode::RowRefused) {
            refused.push_back(*finding.feature);
        }
    }
    EXPECT_THAT(refused, UnorderedElementsAre(2, 4, 5));
    EXPECT_THAT(done->findings, Contains(Field(&Finding::code, FindingCode::PolygonRepaired)));
    EXPECT_EQ(valueOf("地块-3", "class_code"), FieldValue(std::string("100102")))
        << "a number was made";
}

TEST_F(Import, KeepsWhatTheWorkspaceHasUnderTheSameNumber) {
    addParcel(1, "DK-1", 39'490'000.0, 1.0);
    ASSERT_TRUE(run());
    m_file.features[0].clear();
    addParcel(1, "DK-1", 39'490'500.0, 2.0);
    addParcel(2, "DK-2", 39'490'600.0, 1.0);
    const auto again = run();
    ASSERT_TRUE(again);
    EXPECT_EQ(again->layers[0].refused, 1U);
    EXPECT_EQ(valueOf("DK-1", "registered_area_m2"), FieldValue(10'000.0));
    EXPECT_EQ(*open()->rowCount("parcel"), 2U);
}

TEST_F(Import, CountsNoAreaOfRowsThatStayOutside) {
    addParcel(1, "DK-1", 39'490'000.0, 1.0);
    ASSERT_TRUE(run());
    addParcel(2, "DK-2", 39'490'100.0, 1.0);
    for (const bool dryRun : {true, false}) {
        const auto done = run({.dryRun = dryRun});
        ASSERT_TRUE(done);
        EXPECT_EQ(done->layers[0].refused, 1U);
        EXPECT_DOUBLE_EQ(done->layers[0].areaBefore.inSquareMetres(), 10'000.0) << dryRun;
        EXPECT_DOUBLE_EQ(done->layers[0].areaAfter.inSquareMetres(), 10'000.0) << dryRun;
    }
}

TEST_F(Import, StoresNothingOfALayerThatCannotBeReadToItsEnd) {
    addParcel(1, "DK-1", 39'490'000.0, 1.0);
    m_file.failure = Error{ErrorCode::ReaderDied, "地块.shp"};
    const auto done = run();
    ASSERT_FALSE(done);
    EXPECT_EQ(done.error().code, ErrorCode::ReaderDied);
    EXPECT_EQ(*open()->rowCount("parcel"), 0U);
}

TEST_F(Import, ADryRunWritesNothing) {
    addParcel(1, "DK-1", 39'490'000.0, 1.0);
    const std::string before = test::bytesOf(m_path);
    const auto done = run({.dryRun = true});
    ASSERT_TRUE(done);
    EXPECT_EQ(done->layers[0].taken, 1U);
    EXPECT_EQ(done->entry, kNoEntry);
    EXPECT_EQ(test::bytesOf(m_path), before);
}

TEST_F(Import, RefusesWhatWouldLieFarAway) {
    addParcel(1, "DK-1", 39'490'000.0, 1.0);
    ASSERT_TRUE(run());
    m_file.features[0].clear();
    addParcel(2, "DK-2", 40'490'000.0, 1.0); // the next zone
    const auto far = run();
    ASSERT_FALSE(far);
    EXPECT_EQ(far.error().code, ErrorCode::CrsUnclear);
    EXPECT_TRUE(run({.crs = "EPSG:4528"})) << "unless somebody says so";
}

TEST_F(Import, TurnsSwappedAxes) {
    m_file.features[0].push_back({.number = 1,
                                  .wkb = square(4'300'000.0, 39'490'000.0),
                                  .values = {std::string("DK-1"), {}, {}, {}}});
    const auto done = run();
    ASSERT_TRUE(done) << done.error().detail;
    EXPECT_THAT(done->findings, Contains(Field(&Finding::code, FindingCode::AxesSwapped)));
    const auto reach = open()->reach("parcel");
    ASSERT_TRUE(reach && *reach);
    EXPECT_DOUBLE_EQ((**reach)[0], 39'490'000.0);
    EXPECT_DOUBLE_EQ((**reach)[1], 4'300'000.0);
}

TEST_F(Import, MakesLayersForWhatTheCatalogueDoesNotKnow) {
    m_file.list[0].name = "Old Trees 2024";
    m_file.list[0].fields = {{"树种"}, {"Height-m", ValueKind::Real}, {"fid"}};
    const auto feature = [&](std::int64_t number, std::string shape) {
        m_file.features[0].push_back({.number = number,
                                      .wkb = std::move(shape),
                                      .values = {std::string("槐"), 3.5, std::string("f")}});
    };
    feature(1, wkbPoint(39'490'000.0, 4'300'000.0));
    feature(2, square(39'490'000.0, 4'300'000.0));
    feature(3, std::string());
    const auto done = run();
    ASSERT_TRUE(done) << done.error().detail;
    ASSERT_EQ(done->layers.size(), 2U);
    const auto store = open();
    const LayerSchema* const points = store->layer("old_trees_2024_points");
    ASSERT_NE(points, nullptr);
    ASSERT_NE(store->layer("old_trees_2024_areas"), nullptr);
    EXPECT_EQ(points->title.zh, "Old Trees 2024");
    EXPECT_EQ(store->layer("old_trees_2024_areas")->title.zh, "Old Trees 2024_2")
        << "titles differ";
    EXPECT_EQ(points->fields[0].name, "field");
    EXPECT_EQ(points->fields[0].title.zh, "树种");
    EXPECT_EQ(points->fields[1].name, "height_m");
    EXPECT_EQ(*store->rowCount("old_trees_2024_points") + *store->rowCount("old_trees_2024_areas"),
              3U)
        << "what has no geometry is stored once";
    EXPECT_EQ(done->layers[0].read + done->layers[1].read, 3U);
}

TEST_F(Import, GivesOtherNamesToWhatBearsReservedOnes) {
    m_file.list[0].name = "tuban_trees";
    m_file.list[0].fields = {{"fid"}, {"tuban_id"}, {"geom"}, {"FID"}};
    m_file.features[0].push_back(
        {.number = 1,
         .wkb = wkbPoint(39'490'000.0, 4'300'000.0),
         .values = {std::string("a"), std::string("b"), std::string("c"), std::string("d")}});
    const auto done = run();
    ASSERT_TRUE(done) << done.error().detail;
    const auto store = open();
    const LayerSchema* const trees = store->layer("layer_tuban_trees");
    ASSERT_NE(trees, nullptr);
    EXPECT_EQ(trees->fields[0].name, "field_fid");
    EXPECT_EQ(trees->fields[1].name, "field_tuban_id");
    EXPECT_EQ(trees->fields[2].name, "field_geom");
    EXPECT_EQ(trees->fields[3].name, "field_fid_2");
}

TEST_F(Import, MakesNoLayerOfOneWithoutFeatures) {
    m_file.list[0].name = "trees";
    const auto done = run();
    ASSERT_TRUE(done);
    EXPECT_THAT(done->layers, IsEmpty());
    EXPECT_THAT(done->findings, ElementsAre(Field(&Finding::code, FindingCode::LayerEmpty)));
    EXPECT_EQ(open()->layer("trees"), nullptr);
    EXPECT_THAT(importText(*done, false), ::testing::HasSubstr("Nothing was stored."));
}

TEST_F(Import, LeavesTheBookkeepingOfAWorkspaceOut) {
    m_file.list[0].name = "tuban_entry";
    m_file.list[0].format = "GPKG";
    addParcel(1, "DK-1", 39'490'000.0, 1.0);
    const auto done = run();
    ASSERT_TRUE(done);
    EXPECT_THAT(done->layers, IsEmpty());
    EXPECT_THAT(done->findings, ElementsAre(Field(&Finding::code, FindingCode::LayerLeftOut)));
}

TEST_F(Import, KeepsAParcelOfSeveralPartsInOneRow) {
    addParcel(1, "DK-1", 39'490'000.0, 5.0);
    m_file.features[0][0].wkb =
        several({square(39'490'000.0, 4'300'000.0), square(39'490'500.0, 4'300'000.0, 200.0)});
    const auto done = run();
    ASSERT_TRUE(done);
    EXPECT_EQ(done->layers[0].rows, 1U);
    EXPECT_DOUBLE_EQ(done->layers[0].areaAfter.inSquareMetres(), 50'000.0);
    EXPECT_EQ(valueOf("DK-1", "registered_area_m2"), FieldValue(50'000.0));
    const auto rows = open()->rowsWhere("parcel", "parcel_no", std::string("DK-1"));
    EXPECT_EQ(rows->front().content.geometry.parts.size(), 2U);
}

TEST_F(Import, SharesAreasAmongTheRowsOfAFeatureThatIsSplit) {
    RowRules rules{.target = *open()->layer("parcel"), .shape = data::WkbShape::Areas};
    rules.target.geometry = GeometryKind::Polygon;
    rules.fields = {{*rules.target.fieldIndex("parcel_no"), 0, MatchReason::Name},
                    {*rules.target.fieldIndex("registered_area_m2"), 1, MatchReason::Name}};
    rules.placement = {.sourceCrs = "EPSG:4527", .targetCrs = "EPSG:4527"};
    auto taker = RowTaker::create(rules);
    ASSERT_TRUE(taker);
    taker->add({.number = 1,
                .wkb = several(
                    {square(39'490'000.0, 4'300'000.0), square(39'490'500.0, 4'300'000.0, 200.0)}),
                .values = {std::string("DK-1"), 50'500.0}});
    const RowBatch batch = taker->take();
    ASSERT_EQ(batch.rows.size(), 2U);
    EXPECT_EQ(batch.split, 1U);
    std::map<std::string, double> areas;
    for (const RowChange& row : batch.rows) {
        std::string name;
        double area = 0.0;
        for (const FieldChange& field : row.fields) {
            if (field.field == "parcel_no") {
                name = std::get<std::string>(field.value.after);
            } else if (field.field == "registered_area_m2") {
                area = std::get<double>(field.value.after);
            }
        }
        areas[name] = area;
    }
    EXPECT_THAT(areas,
                UnorderedElementsAre(std::pair("DK-1", 10'100.0), std::pair("DK-1-2", 40'400.0)));
}

TEST_F(Import, ReportsInJsonAndForPeople) {
    addParcel(1, "DK-1", 39'490'000.0, 1.0);
    addParcel(2, "DK-1", 39'490'100.0, 1.0);
    const auto done = run();
    ASSERT_TRUE(done);
    const auto json = nlohmann::json::parse(importJson(*done));
    EXPECT_EQ(json["layers"][0]["features"], 2);
    EXPECT_EQ(json["layers"][0]["refused"], 1);
    EXPECT_EQ(json["layers"][0]["fields"][0]["source"], "DKBH");
    EXPECT_EQ(json["layers"][0]["fields"][0]["by"], "alias");
    EXPECT_THAT(importText(*done, false), ::testing::HasSubstr("parcel_no ← DKBH"));
}

TEST_F(Import, TurnsNamesOfClassesIntoCodesAndSaysSo) {
    addParcel(1, "DK-1", 39'490'000.0, 1.0);
    addParcel(2, "DK-2", 39'490'200.0, 1.0);
    addParcel(3, "DK-3", 39'490'400.0, 1.0);
    m_file.features[0][1].values[1] = std::string("工业用地");
    m_file.features[0][2].values[1] = std::string("某种用地");
    const auto done = run();
    ASSERT_TRUE(done) << done.error().detail;
    EXPECT_EQ(valueOf("DK-1", "class_code"), FieldValue(std::string("100102")));
    EXPECT_EQ(valueOf("DK-2", "class_code"), FieldValue(std::string("1001"))) << "of table 2023";
    EXPECT_EQ(valueOf("DK-3", "class_code"), FieldValue(std::string("某种用地")));
    std::map<FindingCode, std::vector<std::string>> values;
    for (const Finding& finding : done->findings) {
        values[finding.code] = finding.values;
    }
    EXPECT_THAT(values[FindingCode::ClassNameTaken], ElementsAre("工业用地", "1001", "2023", "1"));
    EXPECT_THAT(values[FindingCode::ClassNameUnread], ElementsAre("某种用地", "1"));
}

TEST_F(Import, KeepsCodesOfAnotherTableAndNamesIt) {
    addParcel(1, "DK-1", 39'490'000.0, 1.0);
    ASSERT_TRUE(run());
    m_file.features[0].clear();
    for (int i = 0; i < 4; ++i) {
        addParcel(i, "M-" + std::to_string(i), 39'490'500.0 + 200.0 * i, 1.0);
        m_file.features[0].back().values[1] = std::string(i % 2 == 0 ? "M1" : "R2");
    }
    const auto done = run();
    ASSERT_TRUE(done);
    EXPECT_EQ(valueOf("M-0", "class_code"), FieldValue(std::string("M1"))) << "never converted";
    EXPECT_THAT(done->findings,
                Contains(::testing::AllOf(Field(&Finding::code, FindingCode::ClassTableOther),
                                          Field(&Finding::values, ElementsAre("gb50137-2011", "2023")))));
    const auto unknown = run({.classification = "1999"});
    ASSERT_FALSE(unknown);
    EXPECT_EQ(unknown.error().code, ErrorCode::UnknownClassification);
}

TEST_F(Import, GivesNeighboursEachOthersVertices) {
    addParcel(1, "DK-1", 39'490'000.0, 1.0); // 100 m
    ASSERT_TRUE(run());
    m_file.features[0].clear();
    m_file.features[0].push_back({.number = 1, // half as high: a vertex in the middle of the border
                                  .wkb = square(39'490'100.0, 4'300'000.0, 50.0),
                                  .values = {std::string("DK-2"), {}, {}, {}}});
    const auto alone = run({.shareVertices = false, .dryRun = false});
    ASSERT_TRUE(alone);
    const auto vertices = [&](const char* key) {
        const auto rows = open()->rowsWhere("parcel", "parcel_no", std::string(key));
        return rows->front().content.geometry.parts[0][0].size();
    };
    EXPECT_EQ(vertices("DK-1"), 5U);
    m_file.features[0][0].values[0] = std::string("DK-3");
    m_file.features[0][0].wkb = square(39'490'100.0, 4'300'050.0, 50.0);
    const auto dry = run({.dryRun = true});
    ASSERT_TRUE(dry);
    EXPECT_THAT(dry->findings,
                Contains(::testing::AllOf(Field(&Finding::code, FindingCode::VerticesToShare),
                                          Field(&Finding::values, ElementsAre("1", "1")))));
    EXPECT_EQ(vertices("DK-1"), 5U);
    const auto done = run();
    ASSERT_TRUE(done);
    EXPECT_EQ(vertices("DK-1"), 6U) << "the neighbour that was there";
    EXPECT_THAT(done->findings,
                Contains(::testing::AllOf(
                    Field(&Finding::code, FindingCode::VerticesShared),
                    Field(&Finding::values, ElementsAre("1", "1", "10000.0000", "10000.0000")))));
    auto session = EditSession::open(m_path, "李四", {});
    ASSERT_TRUE(session && session->undo());
    EXPECT_EQ(vertices("DK-1"), 5U) << "one undo takes all of it back";
    EXPECT_EQ(*session->store().rowCount("parcel"), 2U);
}

TEST_F(Import, RefusesFieldsThatAreNotThere) {
    addParcel(1, "DK-1", 39'490'000.0, 1.0);
    const auto source = run({.layer = "parcel", .fields = {{"parcel_no", "编号"}}});
    ASSERT_FALSE(source);
    EXPECT_EQ(source.error().code, ErrorCode::FieldNotFound);
    EXPECT_EQ(source.error().subject, "编号");
    const auto target = run({.layer = "parcel", .fields = {{"number", "DKBH"}}});
    ASSERT_FALSE(target);
    EXPECT_EQ(target.error().subject, "number");
    EXPECT_EQ(*open()->rowCount("parcel"), 0U);
}

TEST_F(Import, DoesTheSameAgainFromTheProfileItSaved) {
    addParcel(1, "DK-1", 39'490'000.0, 1.0);
    const auto first = run();
    ASSERT_TRUE(first);
    const auto path = m_folder.file("profile.toml");
    ASSERT_TRUE(saveProfile(path, profileOf({}, *first)));
    ImportJob::Settings settings;
    ASSERT_TRUE(useProfile(path, settings));
    EXPECT_EQ(settings.layer, "parcel");
    EXPECT_EQ(settings.crs, "EPSG:4527");
    EXPECT_EQ(settings.fields.at("parcel_no"), "DKBH");
    m_file.features[0].clear();
    addParcel(1, "DK-2", 39'490'200.0, 1.0);
    const auto again = run(settings);
    ASSERT_TRUE(again) << again.error().detail;
    EXPECT_EQ(again->layers[0].fields[0].reason, MatchReason::Chosen);
    EXPECT_EQ(valueOf("DK-2", "class_code"), FieldValue(std::string("100102")));
    const auto other = saveProfile(m_path, {});
    ASSERT_FALSE(other);
    EXPECT_EQ(other.error().code, ErrorCode::FileExists) << "a workspace is no profile";
}

TEST_F(Import, LayersOfOneFileMayLieFarFromEachOther) {
    m_file.list = {{.name = "这里", .file = "点.kml", .format = "LIBKML", .crs = "EPSG:4326"},
                   {.name = "那里", .file = "点.kml", .format = "LIBKML", .crs = "EPSG:4326"}};
    m_file.features = {{{.number = 1, .wkb = wkbPoint(117.1, 38.7)}},
                       {{.number = 1, .wkb = wkbPoint(109.5, 18.2)}}};
    const auto done = run();
    ASSERT_TRUE(done) << done.error().detail;
    EXPECT_EQ(done->layers.size(), 2U);
    m_file.list.resize(1);
    m_file.features = {{{.number = 1, .wkb = wkbPoint(87.6, 43.8)}}};
    const auto far = run();
    ASSERT_FALSE(far) << "what is imported later has to lie where the workspace does";
    EXPECT_EQ(far.error().code, ErrorCode::CrsUnclear);
}

TEST_F(Import, FieldsOfOneNameAreKeptApart) {
    m_file.list = {{.name = "table", .file = "t.dbf", .format = "dBASE"}};
    m_file.list[0].fields = {{"NAME"}, {"NAME"}, {""}};
    m_file.features = {
        {{.number = 1, .values = {std::string("a"), std::string("b"), std::string("c")}}}};
    const auto done = run();
    ASSERT_TRUE(done) << done.error().subject << done.error().detail;
    const auto store = open();
    const LayerSchema* const schema = store->layer("table");
    ASSERT_NE(schema, nullptr);
    EXPECT_EQ(schema->fields[1].name, "name_2");
    EXPECT_EQ(schema->fields[1].title.zh, "NAME_2");
    EXPECT_EQ(schema->fields[2].title.zh, schema->fields[2].name);
    EXPECT_EQ(*store->rowCount("table"), 1U);
}

TEST_F(Import, ALayerIsExportedByItsNameRatherThanByATitle) {
    m_file.list = {{.name = "parcels", .file = "a.gpkg", .format = "GPKG", .hasGeometry = true}};
    m_file.features = {{{.number = 1, .wkb = square(39'490'000.0, 4'300'000.0)}}};
    const auto done = run();
    ASSERT_TRUE(done) << done.error().detail;
    ASSERT_EQ(done->layers[0].target, "parcels") << "beside the parcels of the catalogue";
    const auto out = ExportJob({.workspace = m_path, .layer = "parcels", .output = m_folder / "p.csv"}).run({});
    ASSERT_TRUE(out) << out.error().detail;
    EXPECT_EQ(out->layer, "parcels");
    EXPECT_EQ(out->rows, 1U);
}

} // namespace tuban::jobs
