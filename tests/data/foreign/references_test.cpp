// RELIABILITY I6: files that refer to other files or to the network, watched by strace.

#include "support/foreign_rows.h"
#include "support/product_folders.h"
#include "support/references.h"
#include "support/temporary_folder.h"

#include <cstdlib>
#include <fstream>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <regex>

namespace tuban::data {

using testing::HasSubstr;

namespace {

/// Lines of a trace that a reader must not cause: another file, or the network. GDAL does try, for
/// the coordinate reference system of a GeoJSON; what is tried is denied.
std::vector<std::string> breaches(const std::filesystem::path& log, const std::string& other) {
    static const std::regex kNetwork("AF_INET|AF_INET6|connect\\(");
    std::vector<std::string> found;
    std::ifstream in(log);
    for (std::string line; std::getline(in, line);) {
        const bool denied = line.find("= -1 EPERM") != std::string::npos;
        if (!denied && (line.find(other) != std::string::npos || std::regex_search(line, kNetwork))) {
            found.push_back(line);
        }
    }
    return found;
}

int countOf(const std::string& text, const std::string& what) {
    int count = 0;
    for (auto at = text.find(what); at != std::string::npos; at = text.find(what, at + 1)) {
        ++count;
    }
    return count;
}

} // namespace

TEST(ForeignReferences, NothingOutsideTheChosenFilesIsOpenedAndNobodyIsCalled) {
    const test::TemporaryFolder folder;
    const std::string other = folder.file("nobody_opens_this.geojson");
    test::writeBytes(other, R"({"type":"FeatureCollection","features":[]})");
    const auto files = test::referringFiles(other);
    EXPECT_GE(files.size(), 40U);
    const std::string log = folder.file("trace");
    std::string command =
        "strace -f -qq -e trace=open,openat,openat2,connect,socket -o '" + log +
        "' '" + (test::buildFolder() / "tests/data/foreign/foreign_probe").string() + "'";
    for (const auto& [name, content] : files) {
        test::writeBytes(folder / name, content);
        command += " '" + folder.file(name) + "'";
    }
    ASSERT_EQ(std::system((command + " > '" + folder.file("said") + "'").c_str()), 0);
    EXPECT_THAT(breaches(log, other), testing::IsEmpty());
    // The trace did see what it should: a file of the set is opened, once, by the program.
    EXPECT_THAT(test::bytesOf(log), HasSubstr("raster.vrt"));
    const std::string said = test::bytesOf(folder / "said");
    EXPECT_GE(
        countOf(said, "refused " + std::to_string(static_cast<int>(ErrorCode::NetworkReference))),
        25);
    EXPECT_GE(countOf(said, "read "), 8); // formats that are read, with references in them
}

} // namespace tuban::data
