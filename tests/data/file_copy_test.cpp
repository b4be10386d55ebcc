#include "data/file_copy.h"
#include "support/temporary_folder.h"

#include <fcntl.h>
#include <functional>
#include <gtest/gtest.h>
#include <string>
#include <unistd.h>

namespace tuban::data {

namespace {

using Copy = std::function<std::error_code(int from, int to, std::uint64_t size)>;

const Copy kCopies[] = {copyContent, [](int from, int to, std::uint64_t size) {
                            return copyByReading(from, to, 0, size);
                        }};

std::string pattern(std::size_t size) {
    std::string bytes(size, '\0');
    std::uint32_t state = 1;
    for (char& byte : bytes) {
        state = state * 1664525U + 1013904223U;
        byte = static_cast<char>(state >> 24U);
    }
    return bytes;
}

struct Open {
    explicit Open(const std::string& path, int flags) : number(::open(path.c_str(), flags, 0600)) {}
    ~Open() { ::close(number); }
    int number;
};

} // namespace

TEST(FileCopy, CopiesEveryByte) {
    for (const std::size_t size :
         {std::size_t{0}, std::size_t{1}, std::size_t{4096}, (std::size_t{3} << 20U) + 7}) {
        const std::string content = pattern(size);
        for (const Copy& copy : kCopies) {
            const test::TemporaryFolder folder;
            test::writeBytes(folder.file("from"), content);
            const Open from(folder.file("from"), O_RDONLY);
            const Open to(folder.file("to"), O_RDWR | O_CREAT);
            EXPECT_FALSE(copy(from.number, to.number, size));
            EXPECT_EQ(test::bytesOf(folder.file("to")), content);
        }
    }
}

TEST(FileCopy, LeavesThePlacesOfTheDescriptorsAlone) {
    for (const Copy& copy : kCopies) {
        const test::TemporaryFolder folder;
        test::writeBytes(folder.file("from"), pattern(5000));
        const Open from(folder.file("from"), O_RDONLY);
        const Open to(folder.file("to"), O_RDWR | O_CREAT);
        ASSERT_EQ(::lseek(from.number, 1234, SEEK_SET), 1234);
        ASSERT_FALSE(copy(from.number, to.number, 5000));
        EXPECT_EQ(::lseek(from.number, 0, SEEK_CUR), 1234);
        EXPECT_EQ(::lseek(to.number, 0, SEEK_CUR), 0);
    }
}

TEST(FileCopy, GoesOnWhereItIsToldTo) {
    const test::TemporaryFolder folder;
    const std::string content = pattern(5000);
    test::writeBytes(folder.file("from"), content);
    test::writeBytes(folder.file("to"), std::string(1000, 'x'));
    const Open from(folder.file("from"), O_RDONLY);
    const Open to(folder.file("to"), O_RDWR);
    ASSERT_FALSE(copyByReading(from.number, to.number, 1000, 5000));
    EXPECT_EQ(test::bytesOf(folder.file("to")), std::string(1000, 'x') + content.substr(1000));
}

TEST(FileCopy, SaysThatTheFileIsShorterThanItWas) {
    for (const Copy& copy : kCopies) {
        const test::TemporaryFolder folder;
        test::writeBytes(folder.file("from"), pattern(5000));
        const Open from(folder.file("from"), O_RDONLY);
        const Open to(folder.file("to"), O_RDWR | O_CREAT);
        EXPECT_EQ(copy(from.number, to.number, 5001), std::errc::io_error);
    }
}

TEST(FileCopy, SaysThatTheDiskIsFull) {
    for (const Copy& copy : kCopies) {
        const test::TemporaryFolder folder;
        test::writeBytes(folder.file("from"), pattern(5000));
        const Open from(folder.file("from"), O_RDONLY);
        const Open full("/dev/full", O_RDWR);
        EXPECT_EQ(copy(from.number, full.number, 5000), std::errc::no_space_on_device);
    }
}

TEST(FileCopy, SaysThatItMayNotReadOrWrite) {
    for (const Copy& copy : kCopies) {
        const test::TemporaryFolder folder;
        test::writeBytes(folder.file("from"), pattern(5000));
        test::writeBytes(folder.file("to"), "");
        const Open readable(folder.file("from"), O_RDONLY);
        const Open writable(folder.file("to"), O_WRONLY);
        const Open notWritable(folder.file("to"), O_RDONLY);
        EXPECT_EQ(copy(writable.number, writable.number, 1), std::errc::bad_file_descriptor);
        EXPECT_EQ(copy(readable.number, notWritable.number, 1), std::errc::bad_file_descriptor);
    }
}

TEST(FileCopy, AClonedFileHasTheContentOrIsEmptyStill) {
    const test::TemporaryFolder folder;
    const std::string content = pattern(10'000);
    test::writeBytes(folder.file("from"), content);
    const Open from(folder.file("from"), O_RDONLY);
    const Open to(folder.file("to"), O_RDWR | O_CREAT);
    const bool cloned = cloneContent(from.number, to.number);
    EXPECT_EQ(test::bytesOf(folder.file("to")), cloned ? content : "");
}

} // namespace tuban::data
