// What was exported comes back by the import as it was: the same cells, the same values.

#include "data/store/canonical_row.h"
#include "export_fixture.h"
#include "jobs/import_job.h"

#include <algorithm>
#include <functional>
#include <gmock/gmock.h>
#include <locale>
#include <map>

namespace tuban::jobs {

namespace {

/// The parcels of a workspace; rings begin at their lowest vertex.
void eachRow(const std::filesystem::path& path,
             const std::function<void(const LayerSchema&, const StoredRow&)>& visit) {
    const auto store = data::openWorkspace(path, data::OpenMode::ReadOnly, {});
    ASSERT_TRUE(store);
    const LayerSchema& schema = *(*store)->layer("parcel");
    std::vector<Finding> findings;
    const auto take = [&](StoredRow&& row) {
        row.id = {};
        for (auto& part : row.content.geometry.parts) {
            for (auto& list : part) {
                list.pop_back();
                std::rotate(list.begin(), std::min_element(list.begin(), list.end()), list.end());
                list.push_back(list.front());
            }
        }
        visit(schema, row);
        return true;
    };
    EXPECT_TRUE((*store)->rows("parcel", take, findings, {}));
}

std::string textOf(const LayerSchema& schema, const StoredRow& row, const char* field) {
    const FieldValue& value = row.content.values[*schema.fieldIndex(field)];
    const auto* const text = std::get_if<std::string>(&value);
    return text == nullptr ? std::string() : *text;
}

/// Rows by the number of their parcel, in canonical form without their identifiers.
std::map<std::string, std::string> contentOf(const std::filesystem::path& path) {
    std::map<std::string, std::string> content;
    eachRow(path, [&](const LayerSchema& schema, const StoredRow& row) {
        data::CanonicalRowWriter(schema).append(content[textOf(schema, row, "parcel_no")], row);
    });
    return content;
}

} // namespace

class RoundTrip : public ExportFixture {
protected:
    std::filesystem::path emptyWorkspace() const {
        const auto path = folder / "back.gpkg";
        std::filesystem::remove(path);
        auto writer = data::WorkspaceWriter::create(
            path, {.crs = "EPSG:4548", .date = "2026-01-02", .title = {"区", "Zone"}});
        EXPECT_TRUE(writer);
        const auto catalog = data::readCatalog();
        for (const LayerSchema& schema : *catalog) {
            EXPECT_TRUE(writer->addTable({schema}, {}));
        }
        EXPECT_TRUE(writer->commit());
        return path;
    }

    static void importParcels(const std::filesystem::path& file,
                              const std::filesystem::path& into,
                              std::string crs = {}) {
        const auto imported = ImportJob({.workspace = into,
                                         .sources = {file},
                                         .user = "test",
                                         .layer = "parcel",
                                         .crs = std::move(crs)})
                                  .run({});
        ASSERT_TRUE(imported) << file << ": " << describeFailure(imported.error());
    }

    void expectSameContent(const ExportJob::Settings& wanted, std::string crs = {}) const {
        done(wanted);
        const auto back = emptyWorkspace();
        importParcels(wanted.output, back, std::move(crs));
        const auto before = contentOf(workspace());
        const auto after = contentOf(back);
        ASSERT_EQ(after.size(), before.size()) << wanted.output;
        for (const auto& [number, row] : before) {
            ASSERT_TRUE(after.contains(number)) << wanted.output << " " << number;
            EXPECT_EQ(after.at(number), row) << wanted.output;
        }
    }
};

TEST_F(RoundTrip, OfShapefilesLosesNothing) {
    for (const char* encoding : {"utf-8", "gbk", "gb18030"}) {
        ExportJob::Settings wanted = settings(std::string("parcel_") + encoding + ".shp");
        wanted.encoding = encoding;
        expectSameContent(wanted);
    }
}

TEST_F(RoundTrip, OfGeoPackagesLosesNothing) {
    expectSameContent(settings("parcel.gpkg"));
    ExportJob::Settings other = settings("zone39.gpkg");
    other.crs = "EPSG:4527";
    expectSameContent(other);
}

TEST_F(RoundTrip, ThroughDegreesLosesNothing) {
    expectSameContent(settings("parcel.geojson"));
    expectSameContent(settings("parcel.kml"));
}

TEST_F(RoundTrip, OfTablesLosesNothing) {
    for (const char* encoding : {"utf-8", "gbk", "gb18030"}) {
        for (const Language language : {Language::English, Language::Chinese}) {
            const std::string name = language == Language::Chinese ? "zh_" : "en_";
            ExportJob::Settings wanted = settings(name + encoding + ".csv");
            wanted.encoding = encoding;
            wanted.language = language;
            expectSameContent(wanted, "EPSG:4548"); // of which a table says nothing
        }
    }
}

/// Excel has sixteen digits of a number: docs/export.md.
TEST_F(RoundTrip, OfWorkbooksLosesTheSeventeenthDigitAndNothingElse) {
    for (const Language language : {Language::English, Language::Chinese}) {
        ExportJob::Settings wanted =
            settings(language == Language::Chinese ? "zh.xlsx" : "en.xlsx");
        wanted.language = language;
        done(wanted);
        const auto back = emptyWorkspace();
        importParcels(wanted.output, back, "EPSG:4548");
        auto before = contentOf(workspace());
        const std::string long17 = "0.30000000000000004";
        std::string& row = before.at("ZY-001");
        ASSERT_NE(row.find(long17), std::string::npos);
        row.replace(row.find(long17), long17.size(), "0.3");
        EXPECT_EQ(contentOf(back), before);
    }
}

/// A drawing holds shapes, parcel numbers and classes.
TEST_F(RoundTrip, OfDrawingsKeepsCellsNumbersAndClasses) {
    using Parcels = std::map<std::string, std::pair<std::string, GridGeometry>>;
    const auto parcelsOf = [](const std::filesystem::path& path) {
        Parcels parcels;
        eachRow(path, [&](const LayerSchema& schema, const StoredRow& row) {
            parcels[textOf(schema, row, "parcel_no")] = {textOf(schema, row, "class_code"),
                                                         row.content.geometry};
        });
        return parcels;
    };
    Parcels before = parcelsOf(workspace());
    before.at("ZY-003").first = ""; // no class that a table knows: it becomes a remark
    for (const char* encoding : {"utf-8", "gbk"}) {
        ExportJob::Settings wanted = settings(std::string(encoding) + ".dxf");
        wanted.encoding = encoding;
        done(wanted);
        const auto back = emptyWorkspace();
        importParcels(wanted.output, back, "EPSG:4548");
        EXPECT_TRUE(parcelsOf(back) == before) << encoding;
    }
}

/// Row N10: numbers are written and read in no locale.
TEST_F(RoundTrip, KeepsCoordinatesToTheBitWithADecimalComma) {
    class DecimalComma final : public std::numpunct<char> {
        char do_decimal_point() const override { return ','; }
        char do_thousands_sep() const override { return '.'; }
        std::string do_grouping() const override { return "\3"; }
    };
    const std::locale before =
        std::locale::global(std::locale(std::locale::classic(), new DecimalComma));
    for (const char* const file : {"c.geojson", "c.kml", "c.csv", "c.shp", "c.gpkg"}) {
        expectSameContent(settings(file), std::string(file) == "c.csv" ? "EPSG:4548" : "");
    }
    std::locale::global(before);
}

TEST_F(RoundTrip, OfCoordinateFilesKeepsCellsAndTheFieldsThatTheyHave) {
    for (const char* dialect : {"standard", "utf8", "open", "square-metres", "extended"}) {
        ExportJob::Settings wanted = settings(std::string(dialect) + ".txt");
        wanted.dialect = dialect;
        const auto made = done(wanted);
        EXPECT_EQ(made.rows, 3U);
        EXPECT_EQ(made.crs, "EPSG:4527"); // with the number of its zone
        const auto back = emptyWorkspace();
        importParcels(wanted.output, back);
        const auto geometryOf = [](const std::string& row) {
            const auto begin = row.find("\"geometry\"");
            return row.substr(begin, row.find("\"values\"") - begin);
        };
        const auto before = contentOf(workspace());
        const auto after = contentOf(back);
        ASSERT_EQ(after.size(), before.size()) << dialect;
        for (const auto& [number, row] : before) {
            ASSERT_TRUE(after.contains(number)) << dialect << " " << number;
            EXPECT_EQ(geometryOf(after.at(number)), geometryOf(row)) << dialect << " " << number;
        }
    }
}

} // namespace tuban::jobs
