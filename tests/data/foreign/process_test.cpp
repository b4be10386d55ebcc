// What becomes of a reader process that dies, hangs, lies or asks for too much; and of what it may
// do at all.

#include "data/foreign/reader_process.h"
#include "support/foreign_rows.h"
#include "support/product_folders.h"
#include "support/temporary_folder.h"
#include "support/zip_file.h"

#include <array>
#include <chrono>
#include <cstdio>
#include <dirent.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <memory>
#include <sys/wait.h>
#include <thread>

namespace tuban::data {

using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;
using testing::HasSubstr;
using testing::SizeIs;

namespace {

struct Ending {
    ErrorCode code = ErrorCode::Cancelled;
    std::string detail;
    int features = 0;
    Clock::duration took{};
};

class ForeignProcess : public testing::Test {
protected:
    ForeignProcess() { test::writeBytes(folder / "parcel.shp", "any"); }

    Ending endingOf(const std::string& how, ForeignOptions options = {}) {
        Ending ending;
        const auto start = Clock::now();
        const ReaderProgram bad{test::buildFolder() / "tests/data/foreign/bad_reader", {how}};
        auto reader = openForeignWith(bad, {folder / "parcel.shp"}, options, {});
        Result<void> read = reader ? Result<void>() : Result<void>(reader.error());
        if (reader) {
            read = (*reader)->read(0, [&](ForeignFeature&&) { return ++ending.features > 0; }, {});
        }
        EXPECT_FALSE(read) << how;
        if (!read) {
            ending.code = read.error().code;
            ending.detail = read.error().detail;
            EXPECT_FALSE(read.error().subject.empty()) << how;
        }
        ending.took = Clock::now() - start;
        return ending;
    }

    /// The next file is read as if nothing had been.
    void expectAlive() {
        test::writeLayer("GeoJSON", folder.file("good.geojson"), 3);
        EXPECT_THAT(test::textsByReader(folder / "good.geojson", 0), SizeIs(3));
        std::filesystem::remove(folder / "good.geojson");
    }

    test::TemporaryFolder folder;
};

std::size_t openDescriptors() {
    std::size_t count = 0;
    const std::unique_ptr<DIR, int (*)(DIR*)> list(::opendir("/proc/self/fd"), ::closedir);
    while (::readdir(list.get()) != nullptr) {
        ++count;
    }
    return count;
}

} // namespace

TEST_F(ForeignProcess, OneThatDiesIsReportedAndTheNextFileIsRead) {
    for (const char* how : {"dies at once", "dies while reading", "exits while reading"}) {
        EXPECT_EQ(endingOf(how).code, ErrorCode::ReaderDied) << how;
        expectAlive();
    }
    EXPECT_EQ(endingOf("dies while reading").features, 1);
    EXPECT_THAT(endingOf("dies while reading").detail, HasSubstr("Segmentation"));
}

TEST_F(ForeignProcess, OneThatIsSilentTooLongIsEnded) {
    const ForeignOptions options{.encoding = {}, .limits = {.silence = 1s}};
    for (const char* how : {"hangs at once", "hangs while reading"}) {
        const Ending ending = endingOf(how, options);
        EXPECT_EQ(ending.code, ErrorCode::ReaderTooSlow) << how;
        EXPECT_GE(ending.took, 1s);
        EXPECT_LT(ending.took, 4s);
    }
    expectAlive();
}

TEST_F(ForeignProcess, OneThatLiesIsNotBelieved) {
    for (const char* how : {"answers with noise",
                            "sends a text that is no UTF-8",
                            "cuts a batch off",
                            "counts more than it sends",
                            "states a length beyond all",
                            "sends an unknown frame"}) {
        const Ending ending = endingOf(how);
        EXPECT_EQ(ending.code, ErrorCode::ReaderDied) << how;
        EXPECT_EQ(ending.features, 0) << how;
        EXPECT_LT(ending.took, 5s) << how;
    }
    expectAlive();
}

TEST_F(ForeignProcess, OneWithoutMemoryIsToldFromOneThatDied) {
    EXPECT_EQ(endingOf("lacks memory while reading").code, ErrorCode::ReaderTooLarge);
}

#ifndef TUBAN_SANITIZED // the sanitizers need the memory that is limited here
TEST_F(ForeignProcess, AFileThatAsksForTooMuchMemoryIsRefused) {
    const test::ZipFile zip{{{"large.geojson", std::string(60'000'000, ' ')}}};
    test::writeBytes(folder / "large.zip", zip.bytes());
    const Error error = test::refusalOf(folder / "large.zip",
                                        {.encoding = {}, .limits = {.memoryBytes = 32U << 20U}});
    EXPECT_EQ(error.code, ErrorCode::ReaderTooLarge) << error.detail;
    expectAlive();
}
#endif

TEST_F(ForeignProcess, CancellingEndsItWithinASecond) {
    std::stop_source stop;
    const Progress progress(stop.get_token());
    const ReaderProgram bad{test::buildFolder() / "tests/data/foreign/bad_reader",
                            {"hangs while reading"}};
    auto reader = openForeignWith(bad, {folder / "parcel.shp"}, {}, progress);
    ASSERT_TRUE(reader);
    Clock::time_point stopped;
    std::jthread user([&] {
        std::this_thread::sleep_for(200ms);
        stopped = Clock::now();
        stop.request_stop();
    });
    const auto read = (*reader)->read(
        0, [](ForeignFeature&&) { return true; }, progress);
    ASSERT_FALSE(read);
    EXPECT_EQ(read.error().code, ErrorCode::Cancelled);
    user.join();
    EXPECT_LT(Clock::now() - stopped, 1s);
}

TEST_F(ForeignProcess, AMissingProgramIsNamed) {
    const auto reader =
        openForeignWith({"/no/such/tuban-reader", {}}, {folder / "parcel.shp"}, {}, {});
    ASSERT_FALSE(reader);
    EXPECT_EQ(reader.error().code, ErrorCode::FileNotFound);
    EXPECT_THAT(reader.error().subject, HasSubstr("tuban-reader"));
}

TEST_F(ForeignProcess, NothingStaysOpenAndNoProcessStays) {
    test::writeLayer("GPKG", folder.file("good.gpkg"), 3);
    const std::size_t before = openDescriptors();
    for (int round = 0; round < 20; ++round) {
        const auto reader = test::openFile(folder / "good.gpkg");
        ASSERT_TRUE(reader);
        if (round % 2 == 0) {
            EXPECT_THAT(*test::featuresOf(**reader, 0), SizeIs(3));
        }
    }
    EXPECT_EQ(openDescriptors(), before);
    EXPECT_EQ(::waitpid(-1, nullptr, WNOHANG), -1); // no child, ended or not
}

TEST_F(ForeignProcess, FilesAreNamedInRefusals) {
    EXPECT_EQ(test::refusalOf(folder / "nothing.shp").code, ErrorCode::FileNotFound);
    EXPECT_EQ(test::refusalOf("/vsicurl/http://example.com/a.shp").code,
              ErrorCode::NetworkReference);
    EXPECT_EQ(test::refusalOf("https://example.com/a.geojson").code, ErrorCode::NetworkReference);
    EXPECT_EQ(test::refusalOf("/dev/zero").code, ErrorCode::FileUnreadable);
    EXPECT_EQ(test::refusalOf(folder.path()).code, ErrorCode::FormatNotSupported);
}

/// RELIABILITY S8.
TEST(ReaderConfinement, EveryWayOutIsDenied) {
    const std::string command = "exec 3</dev/null; '" +
                                (test::buildFolder() / "bin/tuban-reader").string() +
                                "' --test-confinement 2>&1";
    const std::unique_ptr<std::FILE, int (*)(std::FILE*)> pipe(::popen(command.c_str(), "r"),
                                                               ::pclose);
    ASSERT_NE(pipe, nullptr);
    int denied = 0;
    std::array<char, 256> line{};
    while (std::fgets(line.data(), static_cast<int>(line.size()), pipe.get()) != nullptr) {
        const std::string text = line.data();
        EXPECT_THAT(text, HasSubstr(": denied"));
        denied += text.find(": denied") != std::string::npos ? 1 : 0;
    }
    EXPECT_EQ(denied, 27);
    EXPECT_FALSE(std::filesystem::exists("/tmp/tuban-reader-was-here"));
}

} // namespace tuban::data
