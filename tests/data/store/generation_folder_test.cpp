#include "data/store/generations.h"
#include "support/temporary_folder.h"

#include <fcntl.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/fsuid.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

namespace tuban::data {

namespace fs = std::filesystem;

namespace {

using namespace std::chrono_literals;
using std::chrono::days;
using ::testing::HasSubstr;

constexpr UtcTime kStart = std::chrono::sys_days(std::chrono::year(2026) / 1 / 1);
constexpr GenerationRules kRules{20, 10min, 0};
constexpr uid_t kNobody = 65534;

class GenerationFolderTest : public ::testing::Test {
protected:
    GenerationFolderTest() {
        test::writeBytes(workspace, "the content");
        descriptor = ::open(workspace.c_str(), O_RDWR | O_CLOEXEC);
    }
    ~GenerationFolderTest() override {
        ::close(descriptor);
        std::error_code ignored;
        fs::permissions(folder, fs::perms::owner_all, ignored);
    }

    Result<Generation>
    add(UtcTime time, std::int64_t entry = 1, const GenerationRules& rules = kRules) {
        return addGeneration(workspace, descriptor, EntryNumber{entry}, time, rules);
    }
    void expectWriteFailed(const std::string& detail) {
        const auto added = add(kStart);
        ASSERT_FALSE(added);
        EXPECT_EQ(added.error().code, ErrorCode::WriteFailed);
        EXPECT_THAT(added.error().detail, HasSubstr(detail));
    }

    test::TemporaryFolder place;
    fs::path workspace = place.path() / "区 1.gpkg";
    fs::path folder = place.path() / "区 1.gpkg.backups";
    int descriptor = -1;
};

mode_t modeOf(const fs::path& path) {
    struct ::stat state {};
    EXPECT_EQ(::lstat(path.c_str(), &state), 0);
    return state.st_mode & 07777U;
}

std::size_t filesIn(const fs::path& folder) {
    return static_cast<std::size_t>(
        std::distance(fs::directory_iterator(folder), fs::directory_iterator()));
}

/// Files are reached with the rights of an ordinary user, also where tests run as root.
class AsOrdinaryUser {
public:
    AsOrdinaryUser()
        : m_before(static_cast<uid_t>(::setfsuid(::geteuid() == 0 ? kNobody : ::geteuid()))) {}
    ~AsOrdinaryUser() { ::setfsuid(m_before); }

private:
    uid_t m_before;
};

} // namespace

TEST_F(GenerationFolderTest, ThereAreNoneAtFirst) {
    const auto list = generations(workspace);
    ASSERT_TRUE(list);
    EXPECT_TRUE(list->empty());
    EXPECT_FALSE(fs::exists(folder)); // looking makes nothing
}

TEST_F(GenerationFolderTest, ACopyHasTheContentAndItsOwnName) {
    const auto added = add(kStart, 42);
    ASSERT_TRUE(added) << added.error().detail;
    EXPECT_EQ(added->path, folder / "20260101T000000.000Z-e000000042.gpkg");
    EXPECT_EQ(test::bytesOf(added->path), "the content");
    const auto list = generations(workspace);
    ASSERT_TRUE(list);
    EXPECT_EQ(*list, std::vector<Generation>{*added});
    EXPECT_EQ(filesIn(folder), 1U); // nothing temporary
}

TEST_F(GenerationFolderTest, CopiesAreForTheirOwnerAlone) {
    const mode_t before = ::umask(0);
    const auto open = add(kStart);
    ::umask(0777);
    const auto closed = add(kStart + days(1));
    ::umask(before);
    ASSERT_TRUE(open);
    ASSERT_TRUE(closed) << closed.error().detail;
    EXPECT_EQ(modeOf(folder), 0700U);
    EXPECT_EQ(modeOf(open->path), 0600U);
    EXPECT_EQ(modeOf(closed->path), 0600U);
}

TEST_F(GenerationFolderTest, TwentyAreKeptOfAYear) {
    for (int day = 0; day < 365; day += 4) {
        test::writeBytes(workspace, "day " + std::to_string(day));
        ASSERT_TRUE(add(kStart + days(day), day + 1));
    }
    const auto list = generations(workspace);
    ASSERT_TRUE(list);
    ASSERT_EQ(list->size(), 20U);
    EXPECT_EQ(filesIn(folder), 20U);
    for (const Generation& generation : *list) {
        const auto day = numberOf(generation.entry) - 1;
        EXPECT_EQ(generation.time, kStart + days(day));
        EXPECT_EQ(test::bytesOf(generation.path), "day " + std::to_string(day));
    }
    EXPECT_EQ(list->front().time, kStart);
    EXPECT_EQ(list->back().time, kStart + days(364));
}

TEST_F(GenerationFolderTest, OtherFilesAreNeitherListedNorRemoved) {
    const auto added = add(kStart);
    ASSERT_TRUE(added);
    const fs::path outside = place.path() / "outside.gpkg";
    test::writeBytes(outside, "outside");
    fs::create_symlink(outside, folder / "20250101T000000.000Z-e000000001.gpkg");
    fs::create_directory(folder / "20250102T000000.000Z-e000000001.gpkg");
    for (const char* name : {"notes.txt",
                             "20250103T000000.000Z-e000000001.gpkg.bak",
                             "20250103T000000.000Z-e1.gpkg",
                             "20250103T000000.000Z-e0000000001.gpkg",
                             "20250103T000000.000Z-e-00000001.gpkg",
                             "20250103T000000.000Z-e99999999999999999999.gpkg",
                             "20250103T240000.000Z-e000000001.gpkg",
                             "20250230T000000.000Z-e000000001.gpkg",
                             "20250103t000000.000Z-e000000001.gpkg",
                             "-0250103T000000.000Z-e000000001.gpkg",
                             "00000101T-1-1-1.-01Z-e000000001.gpkg",
                             "20250103T000000.000Z-e.gpkg",
                             "x20250103T000000.000Z-e000000001.gpkg"}) {
        test::writeBytes(folder / name, "not ours");
    }
    const std::size_t files = filesIn(folder);
    GenerationRules three = kRules;
    three.count = 3;
    for (int day = 1; day <= 9; ++day) {
        ASSERT_TRUE(add(kStart + days(day), 1, three));
    }
    const auto list = generations(workspace);
    ASSERT_TRUE(list);
    EXPECT_EQ(list->size(), 3U);
    EXPECT_EQ(filesIn(folder), files + 2);
    EXPECT_EQ(test::bytesOf(outside), "outside");
}

TEST_F(GenerationFolderTest, LeftoversOfAProgramThatDiedAreRemoved) {
    ASSERT_TRUE(add(kStart));
    test::writeBytes(folder / ".20260102T000000.000Z-e000000001.gpkg.part", "half");
    const auto list = generations(workspace);
    ASSERT_TRUE(list);
    EXPECT_EQ(list->size(), 1U);
    ASSERT_TRUE(add(kStart + days(2)));
    EXPECT_EQ(filesIn(folder), 2U);
}

TEST_F(GenerationFolderTest, ALinkInThePlaceOfTheFolderLeadsNowhere) {
    const fs::path elsewhere = place.path() / "elsewhere";
    fs::create_directory(elsewhere);
    test::writeBytes(elsewhere / "20250101T000000.000Z-e000000001.gpkg", "theirs");
    fs::create_directory_symlink(elsewhere, folder);
    expectWriteFailed("open folder");
    const auto list = generations(workspace);
    ASSERT_FALSE(list);
    EXPECT_EQ(list.error().code, ErrorCode::FileUnreadable);
    EXPECT_EQ(filesIn(elsewhere), 1U);
}

TEST_F(GenerationFolderTest, AFileInThePlaceOfTheFolderIsSaid) {
    test::writeBytes(folder, "a file");
    expectWriteFailed("open folder");
    EXPECT_EQ(test::bytesOf(folder), "a file");
    EXPECT_FALSE(generations(workspace));
}

TEST_F(GenerationFolderTest, AFolderThatCannotBeMadeIsSaid) {
    fs::permissions(place.path(), fs::perms(0555));
    {
        const AsOrdinaryUser ordinary;
        expectWriteFailed("make folder");
    }
    fs::permissions(place.path(), fs::perms(0755));
    EXPECT_FALSE(fs::exists(folder));
}

TEST_F(GenerationFolderTest, AFolderThatCannotBeWrittenIsSaidAndListed) {
    ASSERT_TRUE(add(kStart - days(1)));
    fs::permissions(place.path(), fs::perms(0755));
    fs::permissions(folder, fs::perms(0555));
    const AsOrdinaryUser ordinary;
    expectWriteFailed("create");
    const auto list = generations(workspace);
    ASSERT_TRUE(list);
    EXPECT_EQ(list->size(), 1U);
}

TEST_F(GenerationFolderTest, ADiskWithoutTheReserveIsSaidAndLeftAsItWas) {
    GenerationRules greedy = kRules;
    greedy.reserveBytes = UINT64_MAX;
    const auto added = add(kStart, 1, greedy);
    ASSERT_FALSE(added);
    EXPECT_EQ(added.error().code, ErrorCode::WriteFailed);
    EXPECT_THAT(added.error().detail, HasSubstr("free space"));
    EXPECT_EQ(filesIn(folder), 0U);
    EXPECT_TRUE(add(kStart)); // and the next one works
}

TEST_F(GenerationFolderTest, AWorkspaceThatCannotBeReadLeavesNothing) {
    const int writeOnly = ::open(workspace.c_str(), O_WRONLY | O_CLOEXEC);
    const auto added = addGeneration(workspace, writeOnly, EntryNumber{1}, kStart, kRules);
    ::close(writeOnly);
    ASSERT_FALSE(added);
    EXPECT_THAT(added.error().detail, HasSubstr("copy"));
    const auto closed = addGeneration(workspace, -1, EntryNumber{1}, kStart, kRules);
    ASSERT_FALSE(closed);
    EXPECT_THAT(closed.error().detail, HasSubstr("size of the workspace"));
    EXPECT_EQ(filesIn(folder), 0U);
}

TEST_F(GenerationFolderTest, ALinkedWorkspaceHasItsCopiesBesideTheFile) {
    const fs::path other = place.path() / "other";
    fs::create_directory(other);
    fs::create_symlink(workspace, other / "link.gpkg");
    EXPECT_EQ(generationsFolder(other / "link.gpkg"),
              fs::canonical(workspace).string() + ".backups");
}

// A lock of a process on a file ends when it closes any descriptor of it, so the copy must not open
// the workspace again. @source fcntl(2), "Record locking and file descriptors"
TEST_F(GenerationFolderTest, CopyingLeavesTheLocksOfTheProcess) {
    struct ::flock lock {};
    lock.l_type = F_WRLCK;
    lock.l_whence = SEEK_SET;
    ASSERT_EQ(::fcntl(descriptor, F_SETLK, &lock), 0);
    ASSERT_TRUE(add(kStart));
    const pid_t child = ::fork();
    if (child == 0) { // another process: is the file locked?
        struct ::flock asked = lock;
        const int own = ::open(workspace.c_str(), O_RDWR);
        const bool told = ::fcntl(own, F_GETLK, &asked) == 0;
        ::_exit(told && asked.l_type == F_WRLCK ? 0 : 1);
    }
    int status = -1;
    ASSERT_EQ(::waitpid(child, &status, 0), child);
    EXPECT_EQ(status, 0);
}

} // namespace tuban::data
