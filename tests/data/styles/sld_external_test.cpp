// Reads the styles of a collection of files that others made. TUBAN_EXTERNAL_DATA names the folder.

#include "data/styles/sld_reader.h"
#include "data/styles/sld_writer.h"
#include "support/temporary_folder.h"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <gtest/gtest.h>
#include <iostream>
#include <iterator>
#include <regex>

namespace tuban::data {

namespace {

namespace fs = std::filesystem;

const char* const kFolder = std::getenv("TUBAN_EXTERNAL_DATA");

/// Symbolizers as they stand in the text of a file, comments left out.
std::ptrdiff_t symbolizersIn(std::string text) {
    for (std::size_t at = text.find("<!--"); at != std::string::npos; at = text.find("<!--", at)) {
        text.erase(at, text.find("-->", at) + 3 - at);
    }
    static const std::regex kOpening(R"(<(\w+:)?(Polygon|Line|Point|Text)Symbolizer[\s/>])",
                                     std::regex::icase);
    return std::distance(std::sregex_iterator(text.begin(), text.end(), kOpening),
                         std::sregex_iterator());
}

std::ptrdiff_t symbolizersOf(const Style& style) {
    std::size_t count = 0;
    for (const Rule& rule : style.rules) {
        count += rule.symbolizers.size();
    }
    return static_cast<std::ptrdiff_t>(count);
}

} // namespace

TEST(SldCollection, LosesNoSymbolizerInSilence) {
    if (kFolder == nullptr) {
        GTEST_SKIP() << "TUBAN_EXTERNAL_DATA is not set";
    }
    std::size_t files = 0;
    std::size_t whole = 0;
    std::vector<std::string> refused;
    for (const auto& entry : fs::recursive_directory_iterator(fs::path(kFolder) / "sld-a")) {
        if (entry.path().extension() != ".sld") {
            continue;
        }
        ++files;
        const std::string text = test::bytesOf(entry.path());
        const auto document = readSldFile(entry.path());
        if (!document) {
            EXPECT_EQ(document.error().code, ErrorCode::StyleMalformed) << entry.path();
            refused.push_back(entry.path().filename().string());
            continue;
        }
        const std::ptrdiff_t missing = symbolizersIn(text) - symbolizersOf(document->style);
        EXPECT_GE(missing, 0) << entry.path();
        EXPECT_TRUE(missing == 0 || !document->findings.empty()) << entry.path();
        whole += document->findings.empty() ? 1U : 0U;
        const auto again = readSld(writeSld(document->style, document->layer), "again");
        ASSERT_TRUE(again) << entry.path();
        EXPECT_EQ(again->style, document->style) << entry.path();
        EXPECT_TRUE(again->findings.empty()) << entry.path();
    }
    EXPECT_EQ(files, 216U);
    std::cout << whole << " of " << files << " without anything left out; refused: " << refused.size()
              << '\n';
    for (const std::string& name : refused) {
        std::cout << "  " << name << '\n';
    }
}

} // namespace tuban::data
