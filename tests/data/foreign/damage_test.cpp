// RELIABILITY I2 and I3: files cut off and with bits turned, each format, opened in this very
// process so that a crash is seen. TUBAN_DAMAGE_FLIPS: flips for each format, for long runs.

#include "data/foreign/worker/file_opener.h"
#include "data/foreign/worker/virtual_files.h"
#include "support/foreign_rows.h"
#include "support/temporary_folder.h"

#include <array>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <gtest/gtest.h>
#include <random>
#include <sys/socket.h>
#include <thread>
#include <unistd.h>

namespace tuban::data {

namespace fs = std::filesystem;

namespace {

/// A connection of which everything that is sent is thrown away.
class Sink {
public:
    Sink() {
        std::array<int, 2> ends{};
        EXPECT_EQ(::socketpair(AF_UNIX, SOCK_STREAM, 0, ends.data()), 0);
        m_channel = wire::FrameChannel(ends[0]);
        m_drain = std::jthread([end = ends[1]] {
            std::array<char, 65536> bytes{};
            while (::read(end, bytes.data(), bytes.size()) > 0) {
            }
            ::close(end);
        });
    }
    ~Sink() { ::shutdown(m_channel.descriptor(), SHUT_RDWR); }
    const wire::FrameChannel& channel() const { return m_channel; }

private:
    wire::FrameChannel m_channel{-1};
    std::jthread m_drain;
};

struct Sample {
    const char* driver;
    const char* name;
};

class ForeignDamage : public testing::TestWithParam<Sample> {
protected:
    static void SetUpTestSuite() {
        VirtualFiles::all().install();
        registerForeignDrivers();
    }

    std::vector<std::pair<std::string, std::string>> sample() {
        test::writeLayer(GetParam().driver, folder.file(GetParam().name), 12);
        std::vector<std::pair<std::string, std::string>> files;
        files.emplace_back(GetParam().name, test::bytesOf(folder / GetParam().name));
        for (const auto& entry : fs::directory_iterator(folder.path())) {
            const std::string name = entry.path().filename().string();
            if (name != GetParam().name) {
                files.emplace_back(name, test::bytesOf(entry.path()));
            }
        }
        return files;
    }

    /// Opens and reads all; an error has to name the file.
    void survive(const std::vector<std::pair<std::string, std::string>>& files) {
        VirtualFiles::all().clear();
        std::vector<NamedFile> named;
        for (const auto& [name, bytes] : files) {
            named.push_back({name, std::as_bytes(std::span(bytes))});
        }
        FileOpener opener({});
        const auto start = std::chrono::steady_clock::now();
        const auto opened = opener.openFile(files[0].first, named);
        if (!opened) {
            EXPECT_FALSE(opened.error().subject.empty());
            ++m_refused;
        } else {
            OpenedFiles all = opener.take();
            for (const auto& layer : all.layers) {
                BatchWriter out(m_sink.channel());
                std::vector<Finding> findings;
                static_cast<void>(layer->read(out, findings));
            }
        }
        EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(30));
    }

    test::TemporaryFolder folder;
    Sink m_sink;
    int m_refused = 0;
};

int flips() {
    const char* const wanted = std::getenv("TUBAN_DAMAGE_FLIPS");
    return wanted == nullptr ? 150 : std::atoi(wanted);
}

} // namespace

TEST_P(ForeignDamage, FilesCutOffAnywhereAreReadOrRefused) {
    auto files = sample();
    const std::string whole = files[0].second;
    const bool thorough = std::getenv("TUBAN_DAMAGE_FLIPS") != nullptr;
    const std::size_t step = thorough ? 1 : 61;
    for (std::size_t size = 0; size < std::min<std::size_t>(4096, whole.size()); size += step) {
        files[0].second = whole.substr(0, size);
        survive(files);
    }
    for (std::size_t part = 1; part < 64; ++part) {
        files[0].second = whole.substr(0, whole.size() * part / 64);
        survive(files);
    }
    EXPECT_GT(m_refused, 0);
}

TEST_P(ForeignDamage, FilesWithTurnedBitsAreReadOrRefused) {
    auto files = sample();
    const auto whole = files;
    std::mt19937 random(11); // NOLINT(cert-msc51-cpp): the same damage each time
    for (int round = 0; round < flips(); ++round) {
        files = whole;
        for (int flip = 0; flip < 1 + round % 4; ++flip) {
            std::string& bytes = files[random() % files.size()].second;
            if (!bytes.empty()) {
                char& hit = bytes[random() % bytes.size()];
                hit = static_cast<char>(hit ^ (1 << (random() % 8)));
            }
        }
        survive(files);
    }
}

INSTANTIATE_TEST_SUITE_P(Formats,
                         ForeignDamage,
                         testing::Values(Sample{"ESRI Shapefile", "a.shp"},
                                         Sample{"GPKG", "a.gpkg"},
                                         Sample{"GeoJSON", "a.geojson"},
                                         Sample{"GeoJSONSeq", "a.geojsonl"},
                                         Sample{"LIBKML", "a.kml"},
                                         Sample{"DXF", "a.dxf"},
                                         Sample{"CSV", "a.csv"},
                                         Sample{"XLSX", "a.xlsx"}),
                         [](const auto& sample) {
                             std::string name = sample.param.driver;
                             std::erase(name, ' ');
                             return name;
                         });

} // namespace tuban::data
