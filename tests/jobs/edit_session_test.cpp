#include "data/store/workspace_store.h"
#include "jobs/dump_job.h"
#include "jobs/edit_operations.h"
#include "jobs/edit_session.h"
#include "jobs/history_job.h"
#include "jobs/new_workspace_job.h"
#include "jobs/verify_job.h"
#include "jobs/workspace_info_job.h"
#include "support/map_file.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <optional>

namespace tuban::jobs {

namespace {

using nlohmann::json;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using ::testing::UnorderedElementsAre;

/// WKT of a rectangle.
std::string box(int west, int south, int east, int north) {
    const auto at = [](int x, int y) { return std::to_string(x) + " " + std::to_string(y); };
    return "POLYGON ((" + at(west, south) + ", " + at(east, south) + ", " + at(east, north) + ", " +
           at(west, north) + ", " + at(west, south) + "))";
}

class Editing : public ::testing::Test {
protected:
    Editing() {
        const auto made =
            NewWorkspaceJob({.path = m_path, .crs = "EPSG:4548", .user = "test"}).run({});
        EXPECT_TRUE(made) << (made ? "" : made.error().detail);
        reopen();
    }

    void reopen() {
        m_session.reset();
        auto opened = EditSession::open(m_path, "张三", {});
        ASSERT_TRUE(opened) << opened.error().detail;
        m_session.emplace(std::move(*opened));
    }

    json run(const json& operation) {
        return json::parse(runOperation(*m_session, operation.dump()).json);
    }
    json addParcel(const std::string& number, const std::string& wkt) {
        return run({{"op", "insert"},
                    {"layer", "parcel"},
                    {"geometry", wkt},
                    {"values", {{"parcel_no", number}}}});
    }
    json setFar(const std::string& number, double far) {
        return run(
            {{"op", "update"}, {"layer", "parcel"}, {"key", number}, {"values", {{"far", far}}}});
    }
    json undo() { return run({{"op", "undo"}}); }

    std::string dump(const std::string& asOf = {}) const {
        std::string bytes;
        const auto keep = [&](std::string_view part) {
            bytes += part;
            return true;
        };
        const auto done = DumpJob({m_path, asOf}).run(keep, {});
        EXPECT_TRUE(done) << (done ? "" : done.error().detail);
        return bytes;
    }
    HistoryJob::Summary history(const std::string& name) const {
        const auto found = HistoryJob({.path = m_path, .feature = name}).run({});
        EXPECT_TRUE(found);
        return found ? *found : HistoryJob::Summary();
    }
    static std::vector<std::string> namesOf(const HistoryJob::Summary& history) {
        std::vector<std::string> names;
        for (const auto& [id, member] : history.members) {
            names.push_back(member.name + (member.exists ? "" : " †"));
        }
        return names;
    }

    test::TemporaryFolder m_folder;
    std::filesystem::path m_path = m_folder.file("a.gpkg");
    std::optional<EditSession> m_session;
};

} // namespace

TEST_F(Editing, AcknowledgesWithEntryHashAndRows) {
    const json answer = json::parse(
        runOperation(*m_session,
                     R"({"op":"insert","layer":"parcel","values":{"parcel_no":"A"},"tag":[1,"x"]})")
            .json);
    EXPECT_EQ(answer["ok"], true);
    EXPECT_EQ(answer["entry"], 2);
    EXPECT_EQ(answer["hash"].get<std::string>().size(), 64U);
    ASSERT_EQ(answer["rows"].size(), 1U);
    EXPECT_EQ(answer["rows"][0]["layer"], "parcel");
    EXPECT_EQ(answer["tag"], json::parse(R"([1,"x"])"));
}

TEST_F(Editing, RefusesBadLinesWithACodeAndGoesOn) {
    const std::string before = dump();
    const auto codeOf = [&](const char* line) {
        const json answer = json::parse(runOperation(*m_session, line).json);
        EXPECT_EQ(answer["ok"], false) << line;
        EXPECT_FALSE(answer["message"].get<std::string>().empty()) << line;
        return answer["code"].get<std::string>();
    };
    EXPECT_EQ(codeOf("no json"), "BadArgument");
    EXPECT_EQ(codeOf("[1]"), "BadArgument");
    EXPECT_EQ(codeOf(R"({"op":"dance"})"), "BadArgument");
    EXPECT_EQ(codeOf(R"({"op":"insert","layer":"nowhere"})"), "LayerNotFound");
    EXPECT_EQ(codeOf(R"({"op":"insert","layer":"parcel","values":{"nothing":1}})"),
              "FieldNotFound");
    EXPECT_EQ(codeOf(R"({"op":"insert","layer":"parcel","values":{"parcel_no":true}})"),
              "ValueRefused");
    EXPECT_EQ(codeOf(R"({"op":"insert","layer":"parcel","values":{"far":1}})"), "ValueRefused");
    EXPECT_EQ(codeOf(R"j({"op":"insert","layer":"parcel","geometry":"POINT (1 2)"})j"),
              "ValueRefused");
    EXPECT_EQ(codeOf(R"({"op":"update","layer":"parcel","key":"none"})"), "RowNotFound");
    EXPECT_EQ(codeOf(R"({"op":"update","layer":"parcel","id":"none"})"), "BadArgument");
    EXPECT_EQ(codeOf(R"({"op":"delete","layer":"parcel"})"), "BadArgument");
    EXPECT_EQ(codeOf(R"({"op":"undo"})"), "NothingToUndo");
    EXPECT_EQ(codeOf(R"({"op":"redo"})"), "NothingToRedo");
    EXPECT_EQ(codeOf(R"({"op":"close_record"})"), "RecordNotOpen");
    EXPECT_EQ(codeOf(R"({"op":"rollback_record","record":"017f22e2-79b0-7cc3-98c4-dc0c0c07398f"})"),
              "RowNotFound");
    EXPECT_EQ(dump(), before);
    EXPECT_EQ(addParcel("A", box(0, 0, 10, 10))["ok"], true);
}

TEST_F(Editing, UpdateSeesTheVersionThatTheWriterSaw) {
    addParcel("A", box(0, 0, 10, 10)); // entry 2
    setFar("A", 1.0);                  // entry 3
    const json late = run({{"op", "update"},
                           {"layer", "parcel"},
                           {"key", "A"},
                           {"seen", 2},
                           {"values", {{"far", 2.0}}}});
    EXPECT_EQ(late["code"], "RowConflict");
    const json removal = run({{"op", "delete"}, {"layer", "parcel"}, {"key", "A"}, {"seen", 2}});
    EXPECT_EQ(removal["code"], "RowConflict");
    EXPECT_EQ(setFar("A", 1.0)["unchanged"], true);
    EXPECT_EQ(m_session->store().head()->number, EntryNumber{3});
}

TEST_F(Editing, AttributeChangesManyRowsAsOneEntry) {
    for (const char* number : {"A", "B", "C"}) {
        addParcel(number, box(0, 0, 10, 10));
    }
    const std::string before = dump();
    const json some = run({{"op", "attribute"},
                           {"layer", "parcel"},
                           {"keys", {"A", "C"}},
                           {"values", {{"class_code", "0601"}}}});
    EXPECT_EQ(some["rows"].size(), 2U);
    const json all =
        run({{"op", "attribute"}, {"layer", "parcel"}, {"all", true}, {"values", {{"far", 2}}}});
    EXPECT_EQ(all["rows"].size(), 3U);
    EXPECT_EQ(all["entry"].get<int>(), some["entry"].get<int>() + 1);
    undo();
    undo();
    EXPECT_EQ(dump(), before);
}

TEST_F(Editing, ABatchHappensAsAWholeOrNotAtAll) {
    addParcel("A", box(0, 0, 10, 10));
    const std::string before = dump();
    const json contract = {{"op", "insert"},
                           {"layer", "contract"},
                           {"values", {{"contract_no", "C-1"}, {"parcel_no", "A"}}}};
    const json link = {
        {"op", "update"}, {"layer", "parcel"}, {"key", "A"}, {"values", {{"contract_no", "C-1"}}}};
    const json wrong = {{"op", "insert"}, {"layer", "parcel"}, {"values", {{"parcel_no", "A"}}}};
    EXPECT_EQ(run({{"op", "batch"}, {"operations", {contract, link, wrong}}})["code"], "KeyTaken");
    EXPECT_EQ(dump(), before);
    EXPECT_EQ(run({{"op", "batch"}, {"operations", {contract, link, link}}})["code"], "BadArgument")
        << "a row twice";
    EXPECT_EQ(run({{"op", "batch"}, {"operations", {contract, link}}})["rows"].size(), 2U);
    undo();
    EXPECT_EQ(dump(), before);
}

TEST_F(Editing, SplitAndMergeRecordTheFamily) {
    addParcel("A", box(0, 0, 20, 10));
    run({{"op", "replace"},
         {"kind", "split"},
         {"layer", "parcel"},
         {"parent_keys", {"A"}},
         {"children",
          {{{"geometry", box(0, 0, 10, 10)}, {"values", {{"parcel_no", "A-1"}}}},
           {{"geometry", box(10, 0, 20, 10)}, {"values", {{"parcel_no", "A-2"}}}}}}});
    addParcel("B", box(20, 0, 30, 10));
    const json merged = run(
        {{"op", "replace"},
         {"kind", "merge"},
         {"layer", "parcel"},
         {"parent_keys", {"A-2", "B"}},
         {"children", {{{"geometry", box(10, 0, 30, 10)}, {"values", {{"parcel_no", "B-1"}}}}}}});
    ASSERT_EQ(merged["ok"], true) << merged;
    EXPECT_THAT(namesOf(history("A")), UnorderedElementsAre("A †", "A-1", "A-2 †", "B-1"))
        << "found by a number it had once; B is no relative of A";
    EXPECT_THAT(namesOf(history("B-1")), UnorderedElementsAre("A †", "A-2 †", "B †", "B-1"));
    EXPECT_THAT(history("B-1").entries, SizeIs(1));
    EXPECT_THAT(history("A").entries, SizeIs(2)) << "made and split";
    undo();
    EXPECT_THAT(namesOf(history("B")), ElementsAre("B")) << "the merge never was";
}

TEST_F(Editing, AChildMayKeepTheIdentityOfItsParent) {
    const std::string parent = addParcel("A", box(0, 0, 20, 10))["rows"][0]["id"];
    const json split =
        run({{"op", "replace"},
             {"kind", "split"},
             {"layer", "parcel"},
             {"parents", {parent}},
             {"children",
              {{{"id", parent}, {"geometry", box(0, 0, 15, 10)}},
               {{"geometry", box(15, 0, 20, 10)}, {"values", {{"parcel_no", "A-2"}}}}}}});
    ASSERT_EQ(split["ok"], true) << split;
    EXPECT_THAT(namesOf(history("A")), UnorderedElementsAre("A", "A-2"));
    const auto verified = VerifyJob({.path = m_path}).run({});
    EXPECT_TRUE(verified->report.isSound());
}

TEST_F(Editing, ARecordGroupsChangesAndIsRolledBackAsAWhole) {
    addParcel("A", box(0, 0, 10, 10));
    const json opened = run({{"op", "open_record"}, {"reason", "调整"}, {"document", "津静 1 号"}});
    const std::string record = opened["rows"][0]["id"];
    EXPECT_EQ(run({{"op", "open_record"}, {"reason", "二"}})["code"], "RecordNotOpen");
    const std::string parcels = dump();
    setFar("A", 1.0);
    addParcel("B", box(10, 0, 20, 10));
    setFar("A", 2.0);
    EXPECT_EQ(run({{"op", "close_record"}})["ok"], true);
    reopen();
    ASSERT_EQ(run({{"op", "rollback_record"}, {"record", record}})["ok"], true);
    // All is as it was when the record was opened but for what the record says of itself.
    const auto rowsOf = [](const std::string& text) {
        std::vector<std::string> lines;
        std::istringstream in(text);
        for (std::string line; std::getline(in, line);) {
            if (line.find("change_record") == std::string::npos) {
                lines.push_back(line);
            }
        }
        return lines;
    };
    EXPECT_EQ(rowsOf(dump()), rowsOf(parcels));
    EXPECT_THAT(dump(), HasSubstr("rolled_back"));
    EXPECT_EQ(run({{"op", "rollback_record"}, {"record", record}})["code"], "RecordNotOpen");
    ASSERT_EQ(undo()["ok"], true);
    EXPECT_EQ(run({{"op", "rollback_record"}, {"record", record}})["ok"], true)
        << "after the rollback was undone";
}

TEST_F(Editing, ARecordOnWhichLaterChangesBuildStays) {
    addParcel("A", box(0, 0, 10, 10));
    const std::string record =
        run({{"op", "open_record"}, {"reason", "调整"}})["rows"][0]["id"]; // entry 3
    setFar("A", 1.0);                                                      // entry 4
    run({{"op", "close_record"}});                                         // entry 5
    setFar("A", 3.0);                                                      // entry 6
    const std::string before = dump();
    const json refused = run({{"op", "rollback_record"}, {"record", record}});
    EXPECT_EQ(refused["code"], "RecordDependedOn");
    EXPECT_THAT(refused["message"].get<std::string>(), HasSubstr("6"));
    EXPECT_EQ(dump(), before);
}

TEST_F(Editing, UndoGoesBackOverRecordsAndReopensThem) {
    const std::string start = dump();
    run({{"op", "open_record"}, {"reason", "调整"}});
    addParcel("A", box(0, 0, 10, 10));
    run({{"op", "close_record"}});
    undo();
    EXPECT_FALSE(m_session->record().isNil()) << "the record is open again";
    undo();
    undo();
    EXPECT_TRUE(m_session->record().isNil());
    EXPECT_EQ(dump(), start);
}

TEST_F(Editing, WhatIsBroughtInBitByBitIsOneRecordAndOneStepOfUndo) {
    addParcel("A", box(0, 0, 10, 10));
    const std::string before = dump();
    const LayerSchema& schema = *m_session->store().layer("parcel");
    int bit = 0;
    const auto next = [&]() -> Result<std::optional<FeatureChange>> {
        FeatureChange change;
        for (int row = 0; row < 2; ++row) {
            LayerRow content{.values = std::vector<FieldValue>(schema.fields.size())};
            content.values[0] = "N-" + std::to_string(bit * 2 + row);
            content.values[*schema.fieldIndex("built_up")] = std::int64_t{0};
            content.values[*schema.fieldIndex("future")] = std::int64_t{0};
            change.rows.push_back(insertion(schema, Uuid::generate(), content));
        }
        return ++bit > 3 ? std::optional<FeatureChange>() : std::optional(std::move(change));
    };
    const auto done = m_session->bringIn(next, "parcel", "地块.shp", {.reason = "导入"});
    ASSERT_TRUE(done) << done.error().detail;
    EXPECT_TRUE(m_session->record().isNil()) << "its record is closed";
    EXPECT_EQ(*m_session->store().rowCount("parcel"), 7U);
    EXPECT_EQ(*m_session->store().rowCount("change_record"), 1U);
    EXPECT_EQ(numberOf(done->entry.number), 5) << "an entry for each bit";
    const std::string after = dump();

    EXPECT_EQ(undo()["ok"], true);
    EXPECT_EQ(dump(), before) << "all of it and nothing else";
    reopen();
    EXPECT_EQ(run({{"op", "redo"}})["ok"], true);
    EXPECT_EQ(dump(), after);
    EXPECT_EQ(undo()["ok"], true);
    EXPECT_EQ(undo()["ok"], true);
    EXPECT_EQ(*m_session->store().rowCount("parcel"), 0U) << "then what was before it";
    EXPECT_EQ(run({{"op", "redo"}})["ok"], true);
    EXPECT_EQ(dump(), before) << "redo of a change stops before what does not continue it";

    const auto empty = m_session->bringIn(
        []() -> Result<std::optional<FeatureChange>> { return std::optional<FeatureChange>(); },
        "parcel",
        "none",
        {});
    ASSERT_TRUE(empty);
    EXPECT_FALSE(empty->changed);
}

TEST_F(Editing, EntriesSayInBothLanguagesWhoDidWhat) {
    addParcel("A-7", box(0, 0, 10, 10));
    const auto info = WorkspaceInfoJob(m_path).run({});
    ASSERT_TRUE(info);
    const JournalEntry& entry = info->latest.front();
    EXPECT_EQ(entry.user, "张三");
    EXPECT_THAT(entry.summary.zh, HasSubstr("A-7"));
    EXPECT_THAT(entry.summary.zh, HasSubstr("宗地"));
    EXPECT_THAT(entry.summary.en, HasSubstr("A-7"));
    undo();
    EXPECT_THAT(WorkspaceInfoJob(m_path).run({})->latest.front().summary.zh, HasSubstr("A-7"));
}

TEST_F(Editing, DumpsThePastByEntryTimeAndDay) {
    const std::string empty = dump();
    addParcel("A", box(0, 0, 10, 10));
    const std::string one = dump();
    const std::string moment = m_session->store().head()->time;
    setFar("A", 1.0);
    EXPECT_EQ(dump("1"), empty);
    EXPECT_EQ(dump("2"), one);
    EXPECT_EQ(dump(moment), one);
    EXPECT_EQ(dump("2999-12-31"), dump());
    const auto ignore = [](std::string_view) { return true; };
    for (const char* wrong : {"yesterday", "2026-13-01", "99", "0", "1999-01-01"}) {
        EXPECT_FALSE(DumpJob({m_path, wrong}).run(ignore, {})) << wrong;
    }
}

TEST_F(Editing, AnAnchorHoldsUntilHistoryIsRewritten) {
    addParcel("A", box(0, 0, 10, 10));
    const auto signedOff = VerifyJob({.path = m_path}).run({});
    ASSERT_TRUE(signedOff);
    const std::string line = anchorLine(signedOff->workspace, signedOff->report.head);
    setFar("A", 1.0);
    const auto later = VerifyJob({.path = m_path, .anchors = "kept by X\n" + line + "\n"}).run({});
    ASSERT_TRUE(later);
    EXPECT_EQ(later->anchors, 1U);
    EXPECT_TRUE(later->report.isSound());
    std::string forged = line;
    forged[forged.size() - 30] = forged[forged.size() - 30] == '0' ? '1' : '0';
    EXPECT_FALSE(VerifyJob({.path = m_path, .anchors = forged}).run({})->report.isSound());
    EXPECT_EQ(VerifyJob({.path = m_path, .anchors = "nothing"}).run({}).error().code,
              ErrorCode::BadArgument);
}

} // namespace tuban::jobs
