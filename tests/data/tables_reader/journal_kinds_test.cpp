#include "data/tables_reader/journal_kinds.h"
#include "support/product_folders.h"

#include <filesystem>
#include <fstream>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

namespace tuban::data {

namespace fs = std::filesystem;
using ::testing::HasSubstr;
using ::testing::IsSupersetOf;

namespace {

const fs::path kProductFile = test::sourceFolder() / "layers" / "journal" / "kinds.toml";

Result<JournalKinds> load(const std::string& kinds) {
    const fs::path path =
        fs::temp_directory_path() / ("tuban_kinds_" + std::to_string(::getpid()) + ".toml");
    std::ofstream(path, std::ios::binary) << "format = \"tuban-journal-kinds\"\nversion = 1\n"
                                          << kinds;
    auto read = readJournalKinds(path);
    fs::remove(path);
    return read;
}

std::string kind(const std::string& zh, const std::string& en) {
    return "[[kind]]\nname = \"own\"\nzh = \"" + zh + "\"\nen = \"" + en + "\"\n";
}

BilingualText said(const std::string& sentence, const JournalValues& values) {
    const auto kinds = load(kind(sentence, sentence));
    EXPECT_TRUE(kinds) << kinds.error().detail;
    return kinds ? kinds->summary("own", values) : BilingualText();
}

} // namespace

TEST(JournalKinds, OfTheProductHaveASentenceForEveryKind) {
    const auto kinds = readJournalKinds(kProductFile);
    ASSERT_TRUE(kinds) << kinds.error().detail << kinds.error().where;
    EXPECT_THAT(kinds->names(),
                IsSupersetOf({"insert",
                              "update",
                              "delete",
                              "attribute",
                              "split",
                              "merge",
                              "redraw",
                              "batch",
                              "undo",
                              "redo",
                              "open_record",
                              "close_record",
                              "rollback",
                              "create",
                              "schema"}));
    for (const std::string& name : kinds->names()) {
        const BilingualText summary = kinds->summary(name, {.layer = {"宗地", "Parcels"}});
        EXPECT_NE(summary.zh, name);
        EXPECT_NE(summary.en, name);
        for (const std::string& text : {summary.zh, summary.en}) {
            EXPECT_EQ(text.find_first_of("{}[]"), std::string::npos) << text;
        }
    }
}

TEST(JournalKinds, SayWhatHappenedInBothLanguages) {
    const auto kinds = readJournalKinds(kProductFile);
    ASSERT_TRUE(kinds);
    EXPECT_EQ(kinds->summary("split", {.layer = {"宗地", "Parcels"}, .rows = {"A-1", "A-2"}}),
              (BilingualText{"分割宗地：A-1、A-2", "Split in Parcels: A-1, A-2"}));
    EXPECT_EQ(kinds->summary("undo", {.entry = EntryNumber{7}, .what = {"新增宗地", "Added"}}),
              (BilingualText{"撤销第7条：新增宗地", "Undid entry 7: Added"}));
    EXPECT_EQ(kinds->summary("open_record", {.reason = "分割", .document = "文〔2026〕5号"}),
              (BilingualText{"开立变更记录：分割（文〔2026〕5号）",
                             "Opened change record: 分割 (文〔2026〕5号)"}));
}

TEST(JournalKinds, NameThreeRowsAndThenNoMore) {
    EXPECT_EQ(said("{rows}", {.rows = {"1", "2", "3"}}), (BilingualText{"1、2、3", "1, 2, 3"}));
    EXPECT_EQ(said("{rows}", {.rows = {"1", "2", "3", "4"}}),
              (BilingualText{"1、2、3、…", "1, 2, 3, …"}));
    EXPECT_EQ(said("{rows} {count}", {.rows = {"1"}, .count = 9}),
              (BilingualText{"1、… 9", "1, … 9"}));
    EXPECT_EQ(said("{rows}{count}", {}), BilingualText());
    EXPECT_EQ(said("{count}", {.rows = {"1", "2"}}).en, "2");
}

TEST(JournalKinds, LeaveOutBracketsThatSayNothing) {
    const std::string sentence = "a[ {reason}][ ({document} {entry})].";
    EXPECT_EQ(said(sentence, {}).en, "a.");
    EXPECT_EQ(said(sentence, {.reason = "r"}).en, "a r.");
    EXPECT_EQ(said(sentence, {.entry = EntryNumber{4}}).en, "a ( 4).");
}

TEST(JournalKinds, TakeValuesAsTheyAre) {
    EXPECT_EQ(said("{reason}", {.reason = "{document}]["}).zh, "{document}][");
}

TEST(JournalKinds, GiveAnUnknownKindItsOwnName) {
    const auto kinds = load(kind("一", "one"));
    ASSERT_TRUE(kinds);
    EXPECT_EQ(kinds->summary("import", {.rows = {"1"}}), (BilingualText{"import", "import"}));
}

TEST(JournalKinds, FaultsNameTheirLine) {
    const std::vector<std::pair<std::string, std::string>> kFaults{
        {"", "no kinds"},
        {"kind = [1]\n", "not a table"},
        {kind("", "one"), "needs name"},
        {kind("一", ""), "needs name"},
        {kind("一", "one") + kind("二", "two"), "listed twice"},
        {kind("一", "{lair}"), "unknown placeholder {lair}"},
        {kind("{rows", "one"), "unknown placeholder"},
        {kind("一", "rows}"), "do not match"},
        {kind("一", "[one"), "do not match"},
        {kind("一", "one]"), "do not match"},
        {kind("一", "[[one]]"), "do not match"},
        {"[[kind]]\nname = \"Own\"\nzh = \"一\"\nen = \"one\"\n", "needs name"},
    };
    for (const auto& [text, detail] : kFaults) {
        const auto kinds = load(text);
        ASSERT_FALSE(kinds) << text;
        EXPECT_EQ(kinds.error().code, ErrorCode::TableMalformed) << text;
        EXPECT_THAT(kinds.error().detail, HasSubstr(detail));
        EXPECT_THAT(kinds.error().where, HasSubstr("line "));
    }
    EXPECT_EQ(readJournalKinds("/nonexistent.toml").error().code, ErrorCode::TableNotFound);
}

} // namespace tuban::data
