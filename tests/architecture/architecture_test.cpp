// The law of the house: which room may see which, where foreign libraries may be used, how long a
// file may be. The table below is the source of truth; src/README.md explains it.

#include "support/product_folders.h"

#include <filesystem>
#include <fstream>
#include <map>
#include <regex>
#include <set>
#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace {

namespace fs = std::filesystem;

const fs::path kRoot = tuban::test::sourceFolder();

// Room → rooms whose headers it may include (itself always).
const std::map<std::string, std::set<std::string>> kMayInclude{
    {"base", {}},
    {"geometry", {"base"}},
    {"model", {"base", "geometry"}},
    {"data", {"base", "geometry", "model"}},
    {"render", {"base", "geometry", "model"}},
    {"landuse", {"base", "geometry", "model"}},
    {"compliance", {"base", "geometry", "model"}},
    {"jobs", {"base", "geometry", "model", "data", "landuse", "compliance", "render"}},
    {"cli", {"base", "geometry", "model", "data", "landuse", "compliance", "render", "jobs"}},
    {"app", {"base", "geometry", "model", "data", "landuse", "compliance", "render", "jobs"}},
};

// Header pattern → the only rooms that may include it.
const std::vector<std::pair<std::regex, std::set<std::string>>> kForeign{
    {std::regex("geos_c\\.h|proj\\.h|geodesic\\.h"), {"geometry"}},
    {std::regex("(gdal|ogr|cpl_).*\\.h|sqlite3\\.h|xlsxwriter\\.h"), {"data"}},
    {std::regex("openssl/.*"), {"data"}},
    {std::regex("toml\\+\\+/.*|toml\\.hpp"), {"data"}},
    {std::regex("unicode/.*"), {"jobs"}},
    {std::regex("nlohmann/.*"), {"data", "jobs", "cli"}},
    {std::regex("Q(Application|.*Widget|.*Window|.*Dialog|.*Button|Label|.*Layout|.*Bar|Menu|"
                "(Tree|Table|List|Header)View)"),
     {"app"}},
    {std::regex("Q[A-Z].*"), {"data", "render", "jobs", "cli", "app"}},
};

constexpr std::size_t kLongestFile = 600;

struct Include {
    fs::path file;
    std::string target;
    bool own; // "…" rather than <…>
};

std::vector<fs::path> sourceFiles(const fs::path& folder) {
    std::vector<fs::path> files;
    for (const auto& entry : fs::recursive_directory_iterator(folder)) {
        const std::string extension = entry.path().extension().string();
        if (extension == ".h" || extension == ".cpp") {
            files.push_back(entry.path());
        }
    }
    return files;
}

std::vector<std::string> linesOf(const fs::path& file) {
    std::ifstream in(file);
    std::vector<std::string> lines;
    for (std::string line; std::getline(in, line);) {
        lines.push_back(line);
    }
    return lines;
}

std::vector<Include> includes() {
    static const std::regex kPattern(R"re(^\s*#\s*include\s*([<"])([^>"]+)[>"])re");
    std::vector<Include> all;
    for (const fs::path& file : sourceFiles(kRoot / "src")) {
        for (const std::string& line : linesOf(file)) {
            if (std::smatch match; std::regex_search(line, match, kPattern)) {
                all.push_back({file, match[2], match[1] == "\""});
            }
        }
    }
    return all;
}

std::string roomOf(const fs::path& file) {
    return fs::relative(file, kRoot / "src").begin()->string();
}

} // namespace

TEST(Architecture, FindsTheSources) {
    EXPECT_GT(includes().size(), 50U);
}

TEST(Architecture, EveryFolderUnderSrcIsARoomOfTheTable) {
    for (const auto& entry : fs::directory_iterator(kRoot / "src")) {
        if (entry.is_directory()) {
            EXPECT_TRUE(kMayInclude.contains(entry.path().filename().string())) << entry.path();
        }
    }
}

TEST(Architecture, ArrowsPointDownOnly) {
    for (const Include& include : includes()) {
        if (!include.own) {
            continue;
        }
        const std::string from = roomOf(include.file);
        const std::string to = include.target.substr(0, include.target.find('/'));
        EXPECT_TRUE(fs::exists(kRoot / "src" / include.target))
            << include.file << " includes \"" << include.target << "\": own headers are named from src/";
        EXPECT_TRUE(from == to || kMayInclude.at(from).contains(to))
            << include.file << " includes " << include.target;
    }
}

TEST(Architecture, ForeignLibrariesStayInTheirRooms) {
    for (const Include& include : includes()) {
        for (const auto& [pattern, rooms] : kForeign) {
            if (!include.own && std::regex_match(include.target, pattern)) {
                EXPECT_TRUE(rooms.contains(roomOf(include.file)))
                    << include.file << " includes <" << include.target << ">";
            }
        }
    }
}

TEST(Architecture, NoFileIsLongerThanSixHundredLines) {
    for (const char* folder : {"src", "tests", "bench"}) {
        for (const fs::path& file : sourceFiles(kRoot / folder)) {
            EXPECT_LE(linesOf(file).size(), kLongestFile) << file;
        }
    }
}

TEST(Architecture, HeadersHaveGuardsAndImportNoNamespace) {
    static const std::regex kUsing(R"(^\s*using\s+namespace\b)");
    for (const fs::path& file : sourceFiles(kRoot / "src")) {
        if (file.extension() != ".h") {
            continue;
        }
        const std::vector<std::string> lines = linesOf(file);
        ASSERT_FALSE(lines.empty()) << file;
        EXPECT_EQ(lines.front(), "#pragma once") << file;
        for (const std::string& line : lines) {
            EXPECT_FALSE(std::regex_search(line, kUsing)) << file;
        }
    }
}

TEST(Architecture, TheMapOfTheHouseFitsOnAPage) {
    EXPECT_LE(linesOf(kRoot / "src" / "README.md").size(), 80U);
}
