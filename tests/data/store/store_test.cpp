#include "data/sqlite/sqlite_reader.h"
#include "store_fixture.h"
#include "support/temporary_folder.h"

#include <gmock/gmock.h>

namespace tuban::data {

namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

class Store : public tests::StoreFixture {};

testing::Matcher<const Finding&> hasCode(FindingCode code) {
    return ::testing::Field(&Finding::code, code);
}

} // namespace

TEST_F(Store, ARowsVersionIsTheEntryThatWroteIt) {
    const auto store = open();
    EXPECT_EQ(parcelOf(*store, "P-1").version, EntryNumber{1});
    const auto entry = apply(*store, setField(*store, "P-1", "far", 1.5));
    ASSERT_TRUE(entry);
    EXPECT_EQ(entry->number, EntryNumber{2});
    EXPECT_EQ(parcelOf(*store, "P-1").version, EntryNumber{2});
    EXPECT_EQ(parcelOf(*store, "P-2").version, EntryNumber{1});
    EXPECT_TRUE(isSound(*store));
}

TEST_F(Store, ChangesAreThereAfterReopening) {
    std::string after;
    {
        const auto store = open();
        ASSERT_TRUE(apply(*store, addParcel(*store, "P-4", 9)));
        ASSERT_TRUE(apply(*store, setField(*store, "P-1", "remark", std::string("改"))));
        after = dump(*store);
    }
    const auto store = open(OpenMode::ReadOnly);
    EXPECT_EQ(dump(*store), after);
    EXPECT_EQ(store->head()->number, EntryNumber{3});
    EXPECT_TRUE(isSound(*store));
}

TEST_F(Store, UndoAndRedoGoBackAndForthOverReopening) {
    std::vector<std::string> states;
    {
        const auto store = open();
        states.push_back(dump(*store));
        ASSERT_TRUE(apply(*store, addParcel(*store, "P-4", 9)));
        states.push_back(dump(*store));
        ASSERT_TRUE(apply(*store, setField(*store, "P-4", "far", 2.0)));
        states.push_back(dump(*store));
        ASSERT_TRUE(apply(*store, {{removal(*store->layer("parcel"), parcelOf(*store, "P-4"))}}));
        states.push_back(dump(*store));
    }
    for (std::size_t step = states.size() - 1; step-- > 0;) {
        const auto store = open();
        ASSERT_TRUE(takeBack(*store, EntryRole::Undo));
        EXPECT_EQ(dump(*store), states[step]) << step;
    }
    const auto store = open();
    EXPECT_FALSE(takeBack(*store, EntryRole::Undo));
    for (std::size_t step = 1; step < states.size(); ++step) {
        ASSERT_TRUE(takeBack(*store, EntryRole::Redo));
        EXPECT_EQ(dump(*store), states[step]) << step;
    }
    EXPECT_EQ(store->head()->redoTop, kNoEntry);
    EXPECT_TRUE(isSound(*store));
}

TEST_F(Store, UndoBringsTheVersionBackSoThatStaleWritersAreStillSeen) {
    const auto store = open();
    ASSERT_TRUE(apply(*store, setField(*store, "P-1", "far", 1.0)));
    const FeatureChange stale = setField(*store, "P-1", "far", 9.0); // has seen entry 2
    ASSERT_TRUE(takeBack(*store, EntryRole::Undo));
    EXPECT_EQ(parcelOf(*store, "P-1").version, EntryNumber{1});
    ASSERT_TRUE(apply(*store, setField(*store, "P-1", "far", 3.0)));
    const auto refused = apply(*store, stale);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::RowConflict);
}

TEST_F(Store, ANewChangeEndsRedoing) {
    const auto store = open();
    ASSERT_TRUE(apply(*store, setField(*store, "P-1", "far", 1.0)));
    ASSERT_TRUE(takeBack(*store, EntryRole::Undo));
    ASSERT_TRUE(apply(*store, setField(*store, "P-2", "far", 1.0)));
    EXPECT_EQ(store->head()->redoTop, kNoEntry);
    // The undone change is passed over: what undo takes back next is the new one, then nothing.
    ASSERT_TRUE(takeBack(*store, EntryRole::Undo));
    EXPECT_EQ(store->head()->undoTop, kNoEntry);
}

TEST_F(Store, RefusesUndoOfAnythingButTheLastChange) {
    const auto store = open();
    const auto first = apply(*store, setField(*store, "P-1", "far", 1.0));
    ASSERT_TRUE(apply(*store, setField(*store, "P-2", "far", 1.0)));
    const auto taken = store->entry(first->number);
    const std::string before = dump(*store);
    const auto refused = store->apply({.change = inverse(taken->change),
                                       .kind = "undo",
                                       .role = EntryRole::Undo,
                                       .target = first->number});
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::NothingToUndo);
    EXPECT_EQ(dump(*store), before);
}

TEST_F(Store, AFailureAnywhereInAChangeLeavesEverythingAsItWas) {
    const auto store = open();
    const std::string before = dump(*store);
    const JournalEntry head = *store->head();
    FeatureChange change = setField(*store, "P-1", "far", 1.0);
    change.rows.push_back(removal(*store->layer("parcel"), parcelOf(*store, "P-2")));
    change.rows.push_back(addParcel(*store, "P-3", 7).rows.front()); // a number that is taken
    const auto refused = apply(*store, change);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::KeyTaken);
    EXPECT_EQ(refused.error().subject, "parcel_no");
    EXPECT_EQ(refused.error().detail, "P-3");
    EXPECT_EQ(dump(*store), before);
    EXPECT_EQ(*store->head(), head);
    EXPECT_TRUE(isSound(*store));
    EXPECT_TRUE(apply(*store, setField(*store, "P-1", "far", 1.0))) << "the next one works";
}

TEST_F(Store, ChangesThatBelongTogetherAreDoneAllOrNone) {
    const auto store = open();
    const std::string before = dump(*store);
    const EntryNumber head = store->head()->number;
    std::vector<NewEntry> entries;
    for (int place : {20, 21, 22}) {
        entries.push_back({.change = addParcel(*store, "P-" + std::to_string(place), place),
                           .user = "test",
                           .kind = "import"});
    }
    std::size_t given = 0;
    using Next = Result<std::optional<NewEntry>>;
    const auto next = [&]() -> Next {
        return given == entries.size() ? std::optional<NewEntry>()
                                       : std::optional(entries[given++]);
    };
    const auto failing = [&]() -> Next {
        return given == 2 ? Next(Error{ErrorCode::ReadFailed, "a file"})
                          : Next(std::optional(entries[given++]));
    };

    const auto refused = store->applyAll(failing);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::ReadFailed);
    EXPECT_EQ(dump(*store), before);
    EXPECT_EQ(store->head()->number, head);

    given = 0;
    const auto done = store->applyAll(next);
    ASSERT_TRUE(done);
    EXPECT_EQ(numberOf(done->number), numberOf(head) + 3) << "an entry each";
    EXPECT_EQ(numberOf(parcelOf(*store, "P-21").version), numberOf(head) + 2);
    EXPECT_EQ(*store->rowCount("parcel"), 6U);
    EXPECT_TRUE(isSound(*store));
    EXPECT_TRUE(takeBack(*store, EntryRole::Undo));
    EXPECT_TRUE(isSound(*open(OpenMode::ReadOnly)));

    const auto nothing = store->applyAll([]() -> Next { return std::optional<NewEntry>(); });
    ASSERT_TRUE(nothing);
    EXPECT_EQ(nothing->number, store->head()->number);
}

TEST_F(Store, ReportsEveryKindOfConflict) {
    const auto store = open();
    const LayerSchema& schema = *store->layer("parcel");
    const StoredRow one = parcelOf(*store, "P-1");
    ASSERT_TRUE(apply(*store, setField(*store, "P-1", "far", 1.0)));
    const auto expectConflict = [&](const RowChange& change) {
        const auto refused = apply(*store, {{change}});
        ASSERT_FALSE(refused);
        EXPECT_EQ(refused.error().code, ErrorCode::RowConflict);
        EXPECT_EQ(refused.error().subject, one.id.text());
    };
    LayerRow content = one.content;
    content.values[*schema.fieldIndex("remark")] = std::string("late");
    expectConflict(update(schema, one, content));           // changed by another
    expectConflict(removal(schema, one));                   // changed, would be deleted
    expectConflict(insertion(schema, one.id, one.content)); // there already
    ASSERT_TRUE(apply(*store, {{removal(schema, parcelOf(*store, "P-1"))}}));
    expectConflict(update(schema, one, content)); // gone
    EXPECT_TRUE(isSound(*store));
}

TEST_F(Store, RefusesWhatCannotBeStored) {
    const auto store = open();
    const LayerSchema& schema = *store->layer("parcel");
    const std::string before = dump(*store);
    const auto refusal = [&](const std::string& field, const FieldValue& value) {
        const auto refused = apply(*store, setField(*store, "P-1", field, value));
        EXPECT_FALSE(refused) << field;
        return refused ? ErrorCode::Cancelled : refused.error().code;
    };
    EXPECT_EQ(refusal("parcel_no", FieldValue()), ErrorCode::ValueRefused);
    EXPECT_EQ(refusal("parcel_no", std::string()), ErrorCode::ValueRefused);
    EXPECT_EQ(refusal("far", std::string("much")), ErrorCode::ValueRefused);
    EXPECT_EQ(refusal("far", std::numeric_limits<double>::quiet_NaN()), ErrorCode::ValueRefused);
    EXPECT_EQ(refusal("far", std::numeric_limits<double>::infinity()), ErrorCode::ValueRefused);
    EXPECT_EQ(refusal("supply_date", std::string("2023-02-29")), ErrorCode::ValueRefused);
    EXPECT_EQ(refusal("built_up", 0.5), ErrorCode::ValueRefused);
    EXPECT_EQ(refusal("remark", std::string("\xC3\x28")), ErrorCode::ValueRefused);
    const StoredRow one = parcelOf(*store, "P-1");
    for (const GridGeometry& geometry :
         {GridGeometry{{{{{0, 0}, {1, 0}, {0, 0}}}}},         // too few
          GridGeometry{{{{{0, 0}, {1, 0}, {1, 1}, {0, 1}}}}}, // not closed
          GridGeometry{{{}}},                                 // no ring
          tests::square(std::int64_t{1} << 52, 0)}) {         // too far
        LayerRow content = one.content;
        content.geometry = geometry;
        const auto refused = apply(*store, {{update(schema, one, content)}});
        ASSERT_FALSE(refused);
        EXPECT_EQ(refused.error().code, ErrorCode::ValueRefused);
        EXPECT_EQ(refused.error().subject, "geometry");
    }
    EXPECT_EQ(dump(*store), before);
}

TEST_F(Store, KeepsWholeNumbersInRealFieldsAsReals) {
    const auto store = open();
    ASSERT_TRUE(apply(*store, setField(*store, "P-1", "far", std::int64_t{2})));
    const StoredRow row = parcelOf(*store, "P-1");
    EXPECT_EQ(row.content.values[*store->layer("parcel")->fieldIndex("far")], FieldValue(2.0));
    ASSERT_TRUE(apply(*store, setField(*store, "P-1", "far", -0.0)));
    EXPECT_TRUE(isSound(*store));
    ASSERT_TRUE(takeBack(*store, EntryRole::Undo));
    EXPECT_TRUE(isSound(*store));
}

TEST_F(Store, ReadsEveryPastStateByEntryAndByTime) {
    const auto store = open();
    std::vector<std::string> states{{}, dump(*store)};
    const Uuid id = Uuid::generate();
    for (const FeatureChange& change :
         {addParcel(*store, "P-4", 9, id), setField(*store, "P-2", "far", 2.0)}) {
        ASSERT_TRUE(apply(*store, change));
        states.push_back(dump(*store));
    }
    ASSERT_TRUE(apply(*store, {{removal(*store->layer("parcel"), parcelOf(*store, "P-4"))}}));
    states.push_back(dump(*store));
    ASSERT_TRUE(takeBack(*store, EntryRole::Undo));
    states.push_back(dump(*store));
    for (std::size_t entry = 1; entry < states.size(); ++entry) {
        EXPECT_EQ(dumpAfter(*store, EntryNumber(entry)), states[entry]) << entry;
    }
    EXPECT_EQ(PastState::after(*store, EntryNumber{99}, {}).error().code, ErrorCode::EntryNotFound);
    EXPECT_EQ(store->entryAt("2026-01-01T00:00:00.000Z").value(), kNoEntry);
    EXPECT_EQ(store->entryAt("2026-01-03T00:00:00.000Z").value(), EntryNumber{1});
    EXPECT_EQ(store->entryAt("2999-01-01T00:00:00.000Z").value(), store->head()->number);
}

TEST_F(Store, ListsTheEntriesOfARow) {
    const auto store = open();
    ASSERT_TRUE(apply(*store, setField(*store, "P-1", "far", 1.0)));
    ASSERT_TRUE(apply(*store, setField(*store, "P-2", "far", 1.0)));
    ASSERT_TRUE(apply(*store, setField(*store, "P-1", "far", 2.0)));
    const auto entries = store->entriesOf("parcel", parcelOf(*store, "P-1").id);
    EXPECT_THAT(*entries, ElementsAre(EntryNumber{2}, EntryNumber{4}));
}

TEST_F(Store, ChainsEntriesByTheirHashes) {
    const auto store = open();
    ASSERT_TRUE(apply(*store, setField(*store, "P-1", "far", 1.0)));
    const auto first = store->entry(EntryNumber{1});
    const auto second = store->entry(EntryNumber{2});
    EXPECT_EQ(second->entry.previous, first->entry.hash);
    EXPECT_EQ(second->entry.user, "test");
    EXPECT_EQ(second->change.rows.size(), 1U);
}

TEST_F(Store, OpeningAndLookingChangesNotOneByteAndLeavesNothing) {
    const std::string before = tuban::tests::readFile(path());
    {
        const auto reader = open(OpenMode::ReadOnly);
        dump(*reader);
        EXPECT_TRUE(isSound(*reader));
        const auto editor = open();
        dump(*editor);
        EXPECT_THAT(editor->close(), IsEmpty());
    }
    EXPECT_TRUE(tuban::tests::readFile(path()) == before);
    EXPECT_EQ(m_folder.files(), 1U);
}

TEST_F(Store, AJournalThatWasNeverCompleteGoesAway) {
    tuban::tests::writeFile(path().string() + "-journal", std::string(512, '\0'));
    const std::string before = tuban::tests::readFile(path());
    open(OpenMode::ReadOnly).reset();
    EXPECT_EQ(m_folder.files(), 1U);
    EXPECT_TRUE(tuban::tests::readFile(path()) == before);
}

TEST_F(Store, ASecondEditorMayReadOnly) {
    const auto first = open();
    const auto second = open();
    EXPECT_FALSE(first->info().readOnly);
    EXPECT_TRUE(second->info().readOnly);
    EXPECT_THAT(second->info().findings, Contains(hasCode(FindingCode::OpenElsewhere)));
    EXPECT_EQ(apply(*second, setField(*second, "P-1", "far", 1.0)).error().code,
              ErrorCode::WorkspaceReadOnly);
    ASSERT_TRUE(apply(*first, setField(*first, "P-1", "far", 1.0)))
        << "the second one did not drop the locks of the first";
    EXPECT_EQ(parcelOf(*second, "P-1").version, EntryNumber{2}) << "and sees the change";
}

TEST_F(Store, AReaderSeesOneMomentAndTheEditorWaitsForIt) {
    const auto editor = open();
    const FeatureChange change = setField(*editor, "P-1", "far", 1.0);
    const std::string before = dump(*editor);
    {
        const auto reader = open(OpenMode::ReadOnly);
        EXPECT_EQ(apply(*editor, change).error().code, ErrorCode::WorkspaceBusy);
        EXPECT_EQ(dump(*reader), before);
        EXPECT_TRUE(isSound(*reader));
    }
    EXPECT_TRUE(apply(*editor, change));
}

TEST_F(Store, TheRightToEditComesFreeWithTheEditor) {
    open().reset();
    EXPECT_FALSE(open()->info().readOnly);
}

TEST_F(Store, IsNotReplacedWhileSomebodyEditsIt) {
    const auto store = open();
    auto writer = WorkspaceWriter::create(
        path(), {.crs = "EPSG:4548", .date = {}, .ifExists = IfExists::Replace});
    ASSERT_TRUE(writer);
    EXPECT_EQ(writer->commit().error().code, ErrorCode::WorkspaceBusy);
    EXPECT_TRUE(apply(*store, setField(*store, "P-1", "far", 1.0)));
}

TEST_F(Store, NoticesThatTheFileWasTakenAway) {
    const auto store = open();
    std::filesystem::rename(path(), m_folder / "elsewhere.gpkg");
    const auto refused = apply(*store, setField(*store, "P-1", "far", 1.0));
    ASSERT_FALSE(refused);
    std::filesystem::rename(m_folder / "elsewhere.gpkg", path());
    EXPECT_TRUE(apply(*store, setField(*store, "P-1", "far", 1.0)));
}

TEST_F(Store, CopiesAreWholeAndStandAlone) {
    const auto store = open();
    ASSERT_TRUE(apply(*store, setField(*store, "P-1", "far", 1.0)));
    ASSERT_TRUE(store->copyTo(m_folder / "b.gpkg", IfExists::Refuse));
    EXPECT_EQ(store->copyTo(m_folder / "b.gpkg", IfExists::Refuse).error().code,
              ErrorCode::FileExists);
    const auto copy = open(m_folder / "b.gpkg");
    EXPECT_EQ(dump(*copy), dump(*store));
    EXPECT_TRUE(isSound(*copy));
}

TEST_F(Store, RefusesFilesThatAreNoWorkspace) {
    tuban::tests::writeFile(m_folder / "text.gpkg",
                            "no database at all, but long enough to be one"
                            "................................................"
                            "................................");
    EXPECT_FALSE(openWorkspace(m_folder / "text.gpkg", OpenMode::Edit, {}));
    EXPECT_EQ(openWorkspace(m_folder / "none.gpkg", OpenMode::Edit, {}).error().code,
              ErrorCode::FileNotFound);
    tamper("DROP TABLE tuban_workspace");
    EXPECT_EQ(openWorkspace(path(), OpenMode::Edit, {}).error().code, ErrorCode::NotAWorkspace);
}

TEST_F(Store, RefusesANewerFormatAndSaysWhoReadsIt) {
    tamper("UPDATE tuban_workspace SET value = '3' WHERE key = 'version';"
           "UPDATE tuban_workspace SET value = '0.9' WHERE key = 'program'");
    const std::string before = tuban::tests::readFile(path());
    const auto refused = openWorkspace(path(), OpenMode::Edit, {});
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::NewerFormat);
    EXPECT_EQ(refused.error().where, "0.9");
    EXPECT_TRUE(tuban::tests::readFile(path()) == before);
}

TEST_F(Store, DamagedRowsAreNamedLeftOutAndStopEditing) {
    const Uuid id = parcelOf(*open(), "P-2").id;
    tamper("UPDATE parcel SET remark = 'x' WHERE parcel_no = 'P-2'");
    const auto store = open();
    EXPECT_TRUE(store->info().readOnly);
    const auto report = store->verify({});
    ASSERT_TRUE(report);
    EXPECT_THAT(report->findings, Contains(hasCode(FindingCode::RowDamaged)));
    std::vector<Finding> findings;
    std::vector<std::string> read;
    const auto take = [&](StoredRow&& row) {
        read.push_back(row.id.text());
        return true;
    };
    ASSERT_TRUE(store->rows("parcel", take, findings, {}));
    EXPECT_THAT(read, SizeIs(2));
    ASSERT_THAT(findings, SizeIs(1));
    EXPECT_EQ(findings[0].values[0], id.text());
}

TEST_F(Store, DamageDuringTheWorkIsFoundAndStopsEditing) {
    const auto store = open();
    ASSERT_TRUE(apply(*store, addParcel(*store, "P-9", 9)));
    const auto before = store->checkRows({});
    ASSERT_TRUE(before);
    EXPECT_TRUE(before->empty()) << "sound";
    ASSERT_TRUE(apply(*store, setField(*store, "P-9", "far", 1.5)));

    tamper("UPDATE parcel SET far = 9.9 WHERE parcel_no = 'P-9'");

    const auto damage = store->checkRows({});
    ASSERT_TRUE(damage);
    ASSERT_EQ(damage->size(), 1U);
    EXPECT_EQ(damage->front().code, FindingCode::RowDamaged);
    EXPECT_TRUE(store->info().readOnly);
    const auto refused = apply(*store, addParcel(*store, "P-10", 10));
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::WorkspaceReadOnly);
}

TEST_F(Store, NoticesThatALayerGotAnotherNumber) {
    for (const char* number : {"0", "1000000"}) {
        tamper(std::string("UPDATE tuban_layer SET number = ") + number +
               " WHERE number = (SELECT max(number) FROM tuban_layer)");
        const auto store = openWorkspace(path(), OpenMode::ReadOnly, {});
        ASSERT_FALSE(store) << number;
        EXPECT_EQ(store.error().code, ErrorCode::WorkspaceDamaged);
    }
}

TEST_F(Store, TakesALayerThatTheCatalogueDoesNotHave) {
    const LayerSchema trees{.name = "trees",
                            .title = {"树木", "Trees"},
                            .geometry = GeometryKind::Point,
                            .fields = {{.name = "kind", .title = {"种类", "Kind"}}}};
    {
        const auto store = open();
        ASSERT_TRUE(store->addLayer(trees));
        ASSERT_NE(store->layer("trees"), nullptr);
        const LayerRow tree{{{{{{4900000000, 43000000000}}}}}, {std::string("槐")}};
        ASSERT_TRUE(apply(*store, {{insertion(trees, Uuid::generate(), tree)}}));
        const auto again = store->addLayer(trees);
        ASSERT_FALSE(again);
        EXPECT_EQ(again.error().code, ErrorCode::KeyTaken);
        for (const char* name : {"gpkg_trees", "Trees", "1", "", "tuban_entry"}) {
            LayerSchema refused = trees;
            refused.name = name;
            const auto added = store->addLayer(refused);
            ASSERT_FALSE(added) << name;
            EXPECT_EQ(added.error().code, ErrorCode::ValueRefused) << name;
        }
    }
    const auto store = open();
    EXPECT_FALSE(store->info().readOnly);
    EXPECT_EQ(*store->rowCount("trees"), 1U);
    EXPECT_TRUE(isSound(*store));
    EXPECT_TRUE(takeBack(*store, EntryRole::Undo)) << "the note of the layer is no step";
    EXPECT_EQ(*store->rowCount("trees"), 0U);
}

TEST_F(Store, RowsThatVanishAreMissed) {
    tamper("DELETE FROM parcel WHERE parcel_no = 'P-2'");
    const auto store = open();
    EXPECT_TRUE(store->info().readOnly);
    EXPECT_THAT(store->info().findings, Contains(hasCode(FindingCode::RowsMissing)));
}

TEST_F(Store, VerifyNamesTheFirstBadEntry) {
    {
        const auto store = open();
        ASSERT_TRUE(apply(*store, setField(*store, "P-1", "far", 1.0)));
        ASSERT_TRUE(apply(*store, setField(*store, "P-2", "far", 1.0)));
    }
    tamper("UPDATE tuban_entry SET summary_en = 'x' WHERE number = 2");
    const auto report = open(OpenMode::ReadOnly)->verify({});
    ASSERT_TRUE(report);
    ASSERT_THAT(report->findings, Contains(hasCode(FindingCode::JournalBroken)));
    EXPECT_EQ(report->findings.front().values.front(), "2");
    EXPECT_EQ(report->entries, 1U);
}

TEST_F(Store, VerifyNoticesAnEndThatWasCutOffEvenWhenItCancelsOut) {
    {
        const auto store = open();
        ASSERT_TRUE(apply(*store, setField(*store, "P-1", "far", 1.0)));
        ASSERT_TRUE(takeBack(*store, EntryRole::Undo));
    }
    tamper("DELETE FROM tuban_entry WHERE number > 1");
    const auto report = open(OpenMode::ReadOnly)->verify({});
    ASSERT_TRUE(report);
    EXPECT_THAT(report->findings, Contains(hasCode(FindingCode::JournalBroken)));
}

TEST_F(Store, VerifyHoldsRowsAgainstTheJournal) {
    {
        const auto store = open();
        ASSERT_TRUE(apply(*store, setField(*store, "P-1", "far", 1.0)));
    }
    // An older state of a row put back whole, with the check that it had: sound in itself.
    const auto old = m_folder / "old.gpkg";
    std::filesystem::copy_file(path(), old);
    {
        const auto store = open();
        ASSERT_TRUE(apply(*store, setField(*store, "P-1", "far", 2.0)));
        EXPECT_TRUE(isSound(*store));
    }
    tamper("ATTACH '" + old.string() +
           "' AS old;"
           "UPDATE main.parcel SET (far, tuban_version, tuban_check) = (SELECT far, tuban_version, "
           "tuban_check FROM old.parcel WHERE parcel_no = 'P-1') WHERE parcel_no = 'P-1'");
    const auto report = open(OpenMode::ReadOnly)->verify({});
    ASSERT_TRUE(report);
    EXPECT_THAT(report->findings, Contains(hasCode(FindingCode::ContentUnproved)));
    EXPECT_FALSE(report->isSound());
}

TEST_F(Store, ForeignTriggersNeverRunAndAreNamed) {
    tamper("CREATE TABLE canary (note TEXT);"
           "CREATE TRIGGER spy AFTER UPDATE ON parcel BEGIN INSERT INTO canary VALUES ('ran'); END;"
           "CREATE VIEW peep AS SELECT * FROM parcel");
    const auto store = open();
    EXPECT_FALSE(store->info().readOnly);
    EXPECT_THAT(store->info().findings, Contains(hasCode(FindingCode::ForeignObject)).Times(3));
    ASSERT_TRUE(apply(*store, setField(*store, "P-1", "far", 1.0)));
    const auto db = SqliteReader::open(path());
    auto query = db->prepare("SELECT count(*) FROM canary");
    ASSERT_EQ(query->step(), SqliteStatement::Step::Row);
    EXPECT_EQ(query->integer(0), 0);
}

TEST_F(Store, RefusesTablesThatAreNotOfItsMaking) {
    for (const char* sql : {"CREATE INDEX spy ON parcel (abs(far))",
                            "DROP TRIGGER rtree_parcel_geom_insert",
                            "DROP TABLE rtree_road_geom",
                            "ALTER TABLE parcel ADD COLUMN spy TEXT AS (abs(far)) VIRTUAL",
                            "DROP TABLE tuban_entry_row; CREATE VIEW tuban_entry_row AS "
                            "SELECT 1 AS row, 2 AS layer, 3 AS entry"}) {
        const test::TemporaryFolder folder;
        std::filesystem::copy_file(path(), folder / "a.gpkg");
        tamper(sql);
        const auto refused = openWorkspace(path(), OpenMode::Edit, {});
        ASSERT_FALSE(refused) << sql;
        EXPECT_EQ(refused.error().code, ErrorCode::WorkspaceDamaged) << sql;
        std::filesystem::copy_file(
            folder / "a.gpkg", path(), std::filesystem::copy_options::overwrite_existing);
    }
    EXPECT_TRUE(open());
}

TEST_F(Store, GenerationsAreMadeWhenWorkEnds) {
    {
        const auto store = open();
        ASSERT_TRUE(apply(*store, setField(*store, "P-1", "far", 1.0)));
        EXPECT_THAT(store->close(), IsEmpty());
        EXPECT_EQ(apply(*store, setField(*store, "P-1", "far", 2.0)).error().code,
                  ErrorCode::WorkspaceReadOnly);
    }
    std::vector<std::filesystem::path> copies;
    for (const auto& entry : std::filesystem::directory_iterator(m_folder / "a.gpkg.backups")) {
        copies.push_back(entry.path());
    }
    ASSERT_THAT(copies, SizeIs(1));
    EXPECT_EQ(dump(*open(copies.front(), OpenMode::ReadOnly)), dump(*open()));
}

} // namespace tuban::data
