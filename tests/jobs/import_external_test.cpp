// Every file of a collection of foreign files goes in, is checked and goes out again, or is refused
// with the reason that it should be. What is expected stands in external_files.toml; how much a
// file holds say the collection, GDAL, PROJ and GEOS. TUBAN_EXTERNAL_DATA names the folder.

#include "data/store/workspace_store.h"
#include "expected_files.h"
#include "gdal_sums.h"
#include "jobs/check_job.h"
#include "jobs/describe.h"
#include "jobs/error_names.h"
#include "jobs/export_job.h"
#include "jobs/finding_names.h"
#include "jobs/import_job.h"
#include "jobs/new_workspace_job.h"
#include "support/temporary_folder.h"

#include <algorithm>
#include <atomic>
#include <cstdlib>
#include <gtest/gtest.h>
#include <set>
#include <thread>

namespace tuban::jobs {

namespace {

namespace fs = std::filesystem;
using test::ExpectedFile;

const char* const kFolder = std::getenv("TUBAN_EXTERNAL_DATA");
constexpr const char* kAnyWorkspace = "EPSG:4548";

/// Parts of a Shapefile are brought in with it.
bool isPart(const fs::path& file) {
    static const std::set<std::string> kParts{".dbf", ".shx", ".prj", ".cpg"};
    const std::string ending = file.extension().string();
    const fs::path shape = fs::path(file).replace_extension(".shp");
    const fs::path table = fs::path(file).replace_extension(".dbf");
    return kParts.contains(ending) && file != table ? fs::exists(shape) || fs::exists(table)
                                                    : file == table && fs::exists(shape);
}

std::vector<std::string> filesBelow(const fs::path& folder) {
    std::vector<std::string> files;
    for (const auto& entry : fs::recursive_directory_iterator(folder)) {
        if (entry.is_regular_file() && !isPart(entry.path())) {
            files.push_back(fs::relative(entry.path(), folder).string());
        }
    }
    std::sort(files.begin(), files.end());
    return files;
}

/// What the rows of a layer came to, whatever layers of the file they are of.
struct Stored {
    std::uint64_t rows = 0;
    double squareMetres = 0.0;
};

/// The way of one file.
class Passage {
public:
    Passage(const ExpectedFile& expected, std::string file)
        : m_expected(expected), m_name(std::move(file)), m_file(fs::path(kFolder) / m_name) {}

    /// In, with the options that it needs, through a check, and out again.
    void go() const {
        if (!m_expected.crs.empty()) {
            expectRefusal();
        }
        const test::TemporaryFolder folder;
        ASSERT_TRUE(fs::copy_file(home(), folder / "w.gpkg")) << m_name;
        const auto done = import(folder / "w.gpkg", m_expected.crs, false);
        ASSERT_TRUE(done) << m_name << ": " << describe(done.error());
        expectFindings(*done);
        expectAmounts(*done);
        check(folder);
        expectExports(*done, folder);
    }

    /// Without options.
    void expectRefusal() const {
        const auto done = import(home(), {}, true);
        ASSERT_FALSE(done) << m_name << " should be refused";
        const std::string code = m_expected.refused.empty() ? "CrsUnclear" : m_expected.refused;
        EXPECT_EQ(nameOf(done.error().code), code) << m_name << ": " << describe(done.error());
        const std::string said = m_expected.said.empty() ? "--crs" : m_expected.said;
        EXPECT_NE(describe(done.error()).find(said), std::string::npos)
            << m_name << ": " << describe(done.error());
    }

    /// An empty workspace, a copy of which makes a new one at once.
    static const fs::path& templateOf(const std::string& crs) {
        static const test::TemporaryFolder folder;
        static std::map<std::string, fs::path> made;
        const auto [known, isNew] =
            made.try_emplace(crs, folder / (std::to_string(made.size()) + ".gpkg"));
        if (isNew) {
            const auto done =
                NewWorkspaceJob({.path = known->second, .crs = crs, .user = "test"}).run({});
            EXPECT_TRUE(done) << crs << ": " << describe(done.error());
        }
        return known->second;
    }

private:
    const fs::path& home() const {
        return templateOf(m_expected.workspace.empty() ? kAnyWorkspace : m_expected.workspace);
    }

    Result<ImportJob::Summary>
    import(const fs::path& workspace, const std::string& crs, bool dryRun) const {
        return ImportJob({.workspace = workspace,
                          .sources = {m_file},
                          .user = "test",
                          .layer = m_expected.layer,
                          .crs = crs,
                          .dryRun = dryRun})
            .run({});
    }

    void expectFindings(const ImportJob::Summary& done) const {
        std::map<std::string, std::size_t> found;
        for (const Finding& finding : done.findings) {
            ++found[std::string(nameOf(finding.code))];
        }
        EXPECT_EQ(found, m_expected.findings) << m_name;
    }

    void expectAmounts(const ImportJob::Summary& done) const {
        std::uint64_t read = 0;
        std::uint64_t entities = 0;
        double before = 0.0;
        for (const ImportedLayer& layer : done.layers) {
            EXPECT_EQ(layer.taken + layer.refused, layer.read) << m_name;
            read += layer.read;
            before += layer.areaBefore.inSquareMetres();
            for (const DrawingTally& tally : layer.drawing) {
                entities += tally.entities;
            }
        }
        const auto gdal = test::gdalSums({m_file, m_expected.workspace, m_expected.crs});
        ASSERT_TRUE(gdal || m_expected.features) << m_name << ": nobody says how much there is";
        const std::size_t features = m_expected.features.value_or(gdal ? gdal->features : 0);
        EXPECT_EQ(entities > 0 ? entities : read, features) << m_name;
        if (m_expected.squareMetres) {
            EXPECT_NEAR(before, *m_expected.squareMetres, 0.02 + (gdal ? gdal->rounding : 0.0))
                << m_name;
        }
        if (gdal && entities == 0 && !m_expected.findings.contains("row-refused")) {
            EXPECT_NEAR(before, gdal->squareMetres, 0.001 + gdal->rounding) << m_name;
            const auto repaired = m_expected.findings.find("polygon-repaired");
            const std::size_t repairs =
                repaired == m_expected.findings.end() ? 0 : repaired->second;
            EXPECT_GE(repairs, gdal->invalid) << m_name;
        }
    }

    void check(const test::TemporaryFolder& folder) const {
        const auto report = CheckJob({.source = folder.file("w.gpkg"), .threads = 1}).run({});
        ASSERT_TRUE(report) << m_name << ": " << describe(report.error());
        double overlap = 0.0;
        bool parcels = false;
        for (const CheckItem& item : report->items) {
            EXPECT_NE(item.kind, CheckKind::ValidGeometry) << m_name << ": imports repair";
            EXPECT_NE(item.kind, CheckKind::OnGrid) << m_name;
            if (item.kind == CheckKind::Overlap) {
                overlap += item.area->inSquareMetres() * (std::stod(item.values[2]) - 1.0);
            }
        }
        for (const CheckedLayerReport& layer : report->layers) {
            parcels = parcels || (layer.coverage && layer.features > 0);
        }
        if (parcels) {
            const fs::path out = folder / "parcels.gpkg";
            ASSERT_TRUE(
                ExportJob({.workspace = folder / "w.gpkg", .layer = "parcel", .output = out})
                    .run({}));
            EXPECT_NEAR(overlap, test::gdalOverlap(out), 1e-3) << m_name;
        }
    }

    void expectExports(const ImportJob::Summary& done, const test::TemporaryFolder& folder) const {
        std::map<std::string, Stored> layers;
        for (const ImportedLayer& layer : done.layers) {
            layers[layer.target].rows += layer.rows;
            layers[layer.target].squareMetres += layer.areaAfter.inSquareMetres();
        }
        int number = 0;
        for (const auto& [name, stored] : layers) {
            const bool shapes = shapesOf(name, folder / "w.gpkg");
            for (const char* const ending : {".gpkg", shapes ? ".shp" : ".dbf"}) {
                expectExport(name, stored, folder, std::to_string(++number) + ending);
            }
        }
    }

    static bool shapesOf(const std::string& layer, const fs::path& workspace) {
        const auto store = data::openWorkspace(workspace, data::OpenMode::ReadOnly, {});
        return store && (*store)->layer(layer)->geometry != GeometryKind::None;
    }

    void expectExport(const std::string& layer,
                      const Stored& stored,
                      const test::TemporaryFolder& folder,
                      const std::string& file) const {
        const auto made =
            ExportJob({.workspace = folder / "w.gpkg", .layer = layer, .output = folder / file})
                .run({});
        ASSERT_TRUE(made) << m_name << " " << layer << ": " << describe(made.error());
        EXPECT_EQ(made->rows, stored.rows) << m_name << " " << layer;
        const auto gdal = test::gdalSums({made->files.front()});
        ASSERT_TRUE(gdal) << m_name << " " << made->files.front();
        EXPECT_EQ(gdal->features, stored.rows) << m_name << " " << layer << " " << file;
        EXPECT_EQ(gdal->invalid, 0U) << m_name << " " << layer << " " << file;
        // Vertices that were shared with neighbours move borders by less than a cell.
        EXPECT_NEAR(gdal->squareMetres, stored.squareMetres, 0.001 + gdal->rounding)
            << m_name << " " << layer << " " << file;
    }

    const ExpectedFile& m_expected;
    std::string m_name;
    fs::path m_file;
};

class ExternalFiles : public ::testing::Test {
protected:
    void SetUp() override {
        if (kFolder == nullptr) {
            GTEST_SKIP() << "TUBAN_EXTERNAL_DATA is not set";
        }
        m_expected = test::expectedFiles(TUBAN_EXPECTED_FILES);
        for (const std::string& file : filesBelow(kFolder)) {
            const ExpectedFile* const row = test::expectationOf(m_expected, file);
            EXPECT_NE(row, nullptr) << file << " is a file that nothing is expected of";
            if (row != nullptr) {
                (isTaken(*row) ? m_taken : m_refused).emplace_back(*row, file);
            }
        }
    }

    static bool isTaken(const ExpectedFile& row) { return row.refused.empty() || !row.crs.empty(); }

    std::vector<ExpectedFile> m_expected;
    std::vector<Passage> m_taken;
    std::vector<Passage> m_refused;
};

} // namespace

TEST_F(ExternalFiles, AreRefusedForTheRightReason) {
    EXPECT_GT(m_refused.size(), 450U);
    std::atomic<std::size_t> next = 0;
    const auto work = [&] {
        for (std::size_t i = next++; i < m_refused.size(); i = next++) {
            m_refused[i].expectRefusal();
        }
    };
    Passage::templateOf(kAnyWorkspace);
    std::thread other(work);
    work();
    other.join();
}

TEST_F(ExternalFiles, GoInAndOutUnharmed) {
    EXPECT_GT(m_taken.size(), 100U);
    for (const Passage& passage : m_taken) {
        passage.go();
    }
}

} // namespace tuban::jobs
