// What others do to a GeoPackage while it is read, and what reading does to it: nothing.

#include "data/sources/gpkg_source.h"
#include "support/gpkg_file.h"
#include "support/layer_rows.h"
#include "support/temporary_folder.h"

#include <atomic>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <memory>
#include <stop_token>

namespace tuban::data {

namespace fs = std::filesystem;
using test::blobOf;
using test::GpkgFile;
using test::readRows;
using test::square;
using testing::AllOf;
using testing::Each;
using testing::HasSubstr;
using testing::SizeIs;

namespace {

constexpr int kParcels = 12000; // several runs, by pages and by keys

class GpkgSnapshot : public testing::Test {
protected:
    void fill(const std::string& pragmas = {}) {
        writer = std::make_unique<GpkgFile>(path, pragmas);
        writer->layer("parcel", "code TEXT");
        const std::string blob = blobOf(square(500000, 4e6, 10));
        writer->runWith("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n "
                        "WHERE i < ?2) INSERT INTO parcel SELECT i, ?1, 'old' FROM n",
                        blob,
                        kParcels);
    }

    std::unique_ptr<FeatureSource> open() {
        auto source = openSource(path);
        EXPECT_TRUE(source) << source.error().detail;
        return source ? std::move(*source) : nullptr;
    }

    test::TemporaryFolder folder;
    std::string path = folder.file("parcels.gpkg");
    std::unique_ptr<GpkgFile> writer;
};

std::vector<std::string> codesOf(const test::Rows& rows) {
    std::vector<std::string> codes;
    for (const test::Row& row : rows.rows) {
        codes.push_back(row.texts.at(0).value_or("NULL"));
    }
    return codes;
}

} // namespace

TEST_F(GpkgSnapshot, LeavesFileAndFolderAsTheyWere) {
    for (const char* journal : {"DELETE", "WAL"}) {
        path = folder.file(std::string(journal) + ".gpkg");
        fill("PRAGMA journal_mode = " + std::string(journal) + ";");
        writer.reset();
        const auto before = test::stateOf(folder.path());
        for (const int threads : {1, 4}) {
            auto source = open();
            ASSERT_TRUE(readRows(*source, {"code"}, {}, threads));
        }
        EXPECT_EQ(test::stateOf(folder.path()), before) << journal;
    }
}

TEST_F(GpkgSnapshot, ReadsInAFolderWithoutWritePermission) {
    for (const char* journal : {"DELETE", "WAL"}) {
        path = folder.file(std::string(journal) + ".gpkg");
        fill("PRAGMA journal_mode = " + std::string(journal) + ";");
        writer.reset();
        fs::permissions(path, fs::perms::owner_read);
        fs::permissions(folder.path(), fs::perms::owner_read | fs::perms::owner_exec);
        auto rows = readRows(path, {"code"}, {}, 2);
        fs::permissions(folder.path(), fs::perms::owner_all);
        ASSERT_TRUE(rows) << rows.error().detail;
        EXPECT_THAT(rows->rows, SizeIs(kParcels));
    }
}

TEST_F(GpkgSnapshot, SeesChangesThatWaitInTheLog) {
    fill("PRAGMA journal_mode = WAL; PRAGMA wal_autocheckpoint = 0;");
    writer->run("UPDATE parcel SET code = 'new'");
    const auto before = test::stateOf(folder.path());
    ASSERT_GT(before.at(path + "-wal").bytes.size(), 0U);
    auto source = open();
    for (const int threads : {1, 2, 4}) {
        auto rows = readRows(*source, {"code"}, {}, threads);
        ASSERT_TRUE(rows) << rows.error().detail;
        EXPECT_THAT(codesOf(*rows), AllOf(SizeIs(kParcels), Each("new")));
    }
    source.reset();
    auto after = test::stateOf(folder.path());
    // Within one process all connections share the writable memory file of the writer here.
    after[path + "-shm"] = before.at(path + "-shm");
    EXPECT_EQ(after, before);
}

TEST_F(GpkgSnapshot, ReadsOneStateWhileAnotherProgramCommits) {
    fill("PRAGMA journal_mode = WAL; PRAGMA wal_autocheckpoint = 0;");
    auto source = open();
    writer->run("UPDATE parcel SET code = 'new'");
    auto rows = readRows(*source, {"code"}, {}, 4);
    ASSERT_TRUE(rows) << rows.error().detail;
    EXPECT_THAT(codesOf(*rows), AllOf(SizeIs(kParcels), Each("old")));
}

TEST_F(GpkgSnapshot, RefusesChangesWhoseIndexIsMissing) {
    fill("PRAGMA journal_mode = WAL; PRAGMA wal_autocheckpoint = 0;");
    const std::string copy = folder.file("copy.gpkg");
    fs::copy_file(path, copy);
    fs::copy_file(path + "-wal", copy + "-wal");
    const auto source = openSource(copy);
    ASSERT_FALSE(source);
    EXPECT_EQ(source.error().code, ErrorCode::FileUnreadable);
    EXPECT_THAT(source.error().detail, HasSubstr("copy.gpkg-wal"));
}

TEST_F(GpkgSnapshot, ReadsTheLogOfAProgramThatEndedSuddenly) {
    fill("PRAGMA journal_mode = WAL; PRAGMA wal_autocheckpoint = 0;");
    const std::string copy = folder.file("copy.gpkg");
    for (const char* suffix : {"", "-wal", "-shm"}) {
        fs::copy_file(path + suffix, copy + suffix);
    }
    const auto before = test::stateOf(folder.path());
    auto rows = readRows(copy, {"code"}, {}, 2);
    ASSERT_TRUE(rows) << rows.error().detail;
    EXPECT_THAT(rows->rows, SizeIs(kParcels));
    EXPECT_EQ(test::stateOf(folder.path()), before);
}

TEST_F(GpkgSnapshot, RefusesAHalfWrittenTransaction) {
    fill();
    // The journal of a change that was written in part: the file alone is neither old nor new.
    writer->run("PRAGMA cache_size = 5; PRAGMA cache_spill = 5; BEGIN; "
                "UPDATE parcel SET code = 'new'");
    const std::string copy = folder.file("copy.gpkg");
    fs::copy_file(path, copy);
    fs::copy_file(path + "-journal", copy + "-journal");
    const auto before = test::stateOf(folder.path());
    const auto source = openSource(copy);
    ASSERT_FALSE(source);
    EXPECT_EQ(source.error().code, ErrorCode::FileUnreadable);
    EXPECT_EQ(test::stateOf(folder.path()), before);
}

TEST_F(GpkgSnapshot, NoticesAFileThatIsReplacedUnderIt) {
    fill("PRAGMA journal_mode = WAL;");
    writer->run("PRAGMA wal_checkpoint(TRUNCATE)");
    writer.reset();
    auto source = open();
    const std::string bytes = test::bytesOf(path);
    fs::remove(path);
    test::writeBytes(path, bytes);
    const auto rows = readRows(*source, {"code"});
    ASSERT_FALSE(rows);
    EXPECT_EQ(rows.error().code, ErrorCode::ReadFailed);
}

TEST_F(GpkgSnapshot, KeepsWritersOutWhileItReads) {
    fill();
    auto source = open();
    EXPECT_THROW(writer->run("UPDATE parcel SET code = 'new'"), std::runtime_error);
    EXPECT_THAT(codesOf(*readRows(*source, {"code"}, {}, 4)), Each("old"));
    source.reset();
    writer->run("UPDATE parcel SET code = 'new'");
    EXPECT_THAT(codesOf(*readRows(path, {"code"}, {}, 4)), Each("new"));
}

TEST_F(GpkgSnapshot, StopsWhenCancelled) {
    fill();
    writer.reset();
    for (const GpkgFetch fetch : {GpkgFetch::Fastest, GpkgFetch::BySql}) {
        for (const int threads : {1, 4}) {
            auto source = GpkgSource::open(path, std::nullopt, fetch);
            ASSERT_TRUE(source);
            std::stop_source stop;
            std::atomic<std::size_t> received{0};
            const auto sink = [&](int, FeatureChunk&& chunk) {
                received += chunk.size();
                stop.request_stop();
                return true;
            };
            const auto summary =
                (*source)->scan({.threads = threads}, sink, Progress(stop.get_token()));
            ASSERT_FALSE(summary);
            EXPECT_EQ(summary.error().code, ErrorCode::Cancelled);
            EXPECT_LT(received, static_cast<std::size_t>(kParcels));
        }
    }
}

TEST_F(GpkgSnapshot, StopsWhenTheReceiverHasEnough) {
    fill();
    writer.reset();
    auto source = open();
    std::atomic<int> chunks{0};
    const auto summary = source->scan({}, [&](int, FeatureChunk&&) { return ++chunks < 2; }, {});
    ASSERT_TRUE(summary);
    EXPECT_EQ(chunks, 2);
    EXPECT_LT(summary->features, static_cast<std::uint64_t>(kParcels));
}

TEST_F(GpkgSnapshot, ReportsProgressUpToTheWhole) {
    fill();
    writer.reset();
    auto source = open();
    std::vector<double> seen;
    const Progress progress({}, [&](double fraction) { seen.push_back(fraction); });
    ASSERT_TRUE(source->scan(
        {}, [](int, FeatureChunk&&) { return true; }, progress));
    ASSERT_GT(seen.size(), 2U);
    EXPECT_TRUE(std::is_sorted(seen.begin(), seen.end()));
    EXPECT_EQ(seen.back(), 1.0);
}

TEST_F(GpkgSnapshot, CanBeScannedAgain) {
    fill();
    writer.reset();
    auto source = open();
    const auto first = readRows(*source, {"code"}, {}, 2);
    const auto second = readRows(*source, {}, {}, 1);
    ASSERT_TRUE(first && second);
    EXPECT_EQ(first->rows.size(), second->rows.size());
    EXPECT_EQ(first->summary.vertices, second->summary.vertices);
}

} // namespace tuban::data
