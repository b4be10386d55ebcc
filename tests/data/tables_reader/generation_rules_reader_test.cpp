#include "data/tables_reader/generation_rules_reader.h"
#include "support/temporary_folder.h"

#include <gtest/gtest.h>
#include <string>

namespace tuban::data {

namespace {

Result<GenerationRules> rulesOf(const std::string& text) {
    const test::TemporaryFolder folder;
    test::writeBytes(folder.file("rules.toml"),
                     "format = \"tuban-generations\"\nversion = 1\n" + text);
    return loadGenerationRules(folder.file("rules.toml"));
}

} // namespace

TEST(GenerationRulesReader, ReadsTheFileOfTheProduct) {
    const auto rules = loadGenerationRules();
    ASSERT_TRUE(rules) << rules.error().detail;
    EXPECT_EQ(rules->count, 20U);
    EXPECT_EQ(rules->minimum, std::chrono::minutes(10));
    EXPECT_EQ(rules->reserveBytes, 256U << 20U);
    EXPECT_EQ(rules->checkEvery, std::chrono::minutes(10));
}

TEST(GenerationRulesReader, ReadsWhatTheFileSays) {
    const auto rules = rulesOf("count = 3\nminimum_minutes = 0\nreserve_bytes = 0\ncheck_minutes = 7\n");
    ASSERT_TRUE(rules) << rules.error().detail;
    EXPECT_EQ(*rules, (GenerationRules{3, std::chrono::minutes(0), 0, std::chrono::minutes(7)}));
}

TEST(GenerationRulesReader, RefusesNumbersThatMakeNoSense) {
    for (const char* text : {"",
                             "count = 20\nminimum_minutes = 10\nreserve_bytes = 0\n",
                             "count = 20\nminimum_minutes = 10\nreserve_bytes = 0\ncheck_minutes = 0\n",
                             "count = 2\nminimum_minutes = 10\nreserve_bytes = 0\ncheck_minutes = 7\n",
                             "count = 100001\nminimum_minutes = 10\nreserve_bytes = 0\ncheck_minutes = 7\n",
                             "count = 20.0\nminimum_minutes = 10\nreserve_bytes = 0\ncheck_minutes = 7\n",
                             "count = \"20\"\nminimum_minutes = 10\nreserve_bytes = 0\ncheck_minutes = 7\n",
                             "count = 20\nreserve_bytes = 0\ncheck_minutes = 7\n",
                             "count = 20\nminimum_minutes = -1\nreserve_bytes = 0\ncheck_minutes = 7\n",
                             "count = 20\nminimum_minutes = 1000001\nreserve_bytes = 0\ncheck_minutes = 7\n",
                             "count = 20\nminimum_minutes = 10\ncheck_minutes = 7\n",
                             "count = 20\nminimum_minutes = 10\nreserve_bytes = -1\ncheck_minutes = 7\n"}) {
        const auto rules = rulesOf(text);
        ASSERT_FALSE(rules) << text;
        EXPECT_EQ(rules.error().code, ErrorCode::TableMalformed);
    }
}

TEST(GenerationRulesReader, SaysThatTheFileIsMissing) {
    const test::TemporaryFolder folder;
    const auto rules = loadGenerationRules(folder.file("none.toml"));
    ASSERT_FALSE(rules);
    EXPECT_EQ(rules.error().code, ErrorCode::TableNotFound);
}

} // namespace tuban::data
