// Broken and odd files of strangers: a message or findings, soon, and never a crash.

#include "support/external_data.h"
#include "support/layer_rows.h"
#include "support/temporary_folder.h"

#include <chrono>
#include <gtest/gtest.h>
#include <map>
#include <sstream>

namespace tuban::data {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

namespace {

constexpr auto kLongest = std::chrono::seconds(5);

std::vector<std::string> layersOf(const Error& ambiguous) {
    std::vector<std::string> layers;
    std::istringstream list(ambiguous.detail);
    for (std::string layer; std::getline(list, layer, ',');) {
        layers.push_back(layer.substr(layer.find_first_not_of(' ')));
    }
    return layers;
}

struct Outcome {
    std::uint64_t features = 0; ///< of all layers
    std::size_t findings = 0;
    bool readable = false;
};

/// Reads every polygon layer of a file.
Outcome readAll(const std::string& path) {
    Outcome outcome;
    std::vector<std::string> specs{path};
    if (const auto source = openSource(path);
        !source && source.error().code == ErrorCode::LayerAmbiguous) {
        specs.clear();
        for (const std::string& layer : layersOf(source.error())) {
            specs.push_back(path + ":" + layer);
        }
    }
    for (const std::string& spec : specs) {
        const auto rows = test::readRows(spec, {}, {}, 2);
        if (!rows) {
            EXPECT_FALSE(rows.error().subject.empty()) << spec;
            continue;
        }
        outcome.readable = true;
        outcome.features += rows->summary.features;
        outcome.findings += rows->summary.findings.size();
    }
    return outcome;
}

/// What the README of a set says of its files: "| `path` | text |".
std::map<std::string, std::string> statedIn(const fs::path& readme) {
    std::map<std::string, std::string> stated;
    std::istringstream lines(test::bytesOf(readme));
    for (std::string line; std::getline(lines, line);) {
        const auto end = line.find("` |");
        if (line.rfind("| `", 0) == 0 && end != std::string::npos) {
            stated[line.substr(3, end - 3)] = line.substr(line.rfind(" | ") + 3);
        }
    }
    return stated;
}

class ExternalHostile : public testing::TestWithParam<const char*> {};

} // namespace

TEST_P(ExternalHostile, FilesGiveAMessageOrFindingsSoon) {
    const auto folder = test::externalData();
    if (!folder) {
        GTEST_SKIP() << "external data not given";
    }
    const auto before = test::stateOf(*folder / GetParam());
    int files = 0;
    int readable = 0;
    for (const auto& [path, state] : before) {
        if (!fs::is_regular_file(path)) {
            continue;
        }
        SCOPED_TRACE(path);
        const auto start = Clock::now();
        const Outcome outcome = readAll(path);
        EXPECT_LT(Clock::now() - start, kLongest);
        ++files;
        readable += outcome.readable ? 1 : 0;
        const std::string name = fs::path(path).filename().string();
        if (name.rfind("n_", 0) == 0) {
            EXPECT_FALSE(outcome.readable) << "is no JSON";
        }
    }
    EXPECT_TRUE(test::stateOf(*folder / GetParam()) == before) << "reading changed something";
    std::cout << GetParam() << ": " << files << " files, " << readable << " with polygon layers\n";
}

INSTANTIATE_TEST_SUITE_P(Sets,
                         ExternalHostile,
                         testing::Values("hostile-vector-a",
                                         "dxf-a",
                                         "kml-a",
                                         "geos-xml-general",
                                         "sld-a",
                                         "registry-map-jp-46505",
                                         "nz-waca-adjustments"));

TEST(ExternalReadmes, AgreeOnWhatIsReadable) {
    const auto folder = test::externalData();
    if (!folder) {
        GTEST_SKIP() << "external data not given";
    }
    int refused = 0;
    int polygons = 0;
    for (const char* set : {"hostile-vector-a", "dxf-a", "kml-a"}) {
        for (const auto& [name, text] : statedIn(*folder / set / "README.md")) {
            const std::string path = (*folder / set / name).string();
            SCOPED_TRACE(path + ": " + text);
            const auto number = text.find(": ");
            if (fs::path(name).extension() == ".zip") {
                continue; // stated for GDAL's plain open, which looks into no archive
            }
            if (text.rfind("not opened", 0) == 0) {
                EXPECT_FALSE(readAll(path).readable);
                ++refused;
            } else if (text.find("POLYGON") != std::string::npos &&
                       text.find("; ") == std::string::npos && number != std::string::npos) {
                EXPECT_EQ(readAll(path).features, std::stoull(text.substr(number + 2)));
                ++polygons;
            }
        }
    }
    std::cout << refused << " files refused, " << polygons << " with polygons in full\n";
    EXPECT_GT(refused, 10);
    EXPECT_GT(polygons, 40);
}

} // namespace tuban::data
