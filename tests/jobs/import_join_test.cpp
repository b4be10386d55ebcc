// Records that update rows of a layer by a key.

#include "table_fixture.h"

namespace tuban::jobs {

namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using ::testing::UnorderedElementsAre;

class JoinImport : public test::TableImport {
protected:
    void SetUp() override {
        TableImport::SetUp();
        std::string table = "宗地号,权利人,容积率,WKT\n";
        for (int i = 1; i <= 5; ++i) {
            const std::string west = std::to_string(39'490'000 + 200 * i);
            const std::string east = std::to_string(39'490'100 + 200 * i);
            table += "DK-" + std::to_string(i) + ",旧" + std::to_string(i) + ",1.5,\"POLYGON ((" +
                     west + " 4300000, " + east + " 4300000, " + east + " 4300100, " + west +
                     " 4300000))\"\n";
        }
        ASSERT_EQ(import(write("parcels.csv", table), {.layer = "parcel"}).layers.at(0).rows, 5U);
    }
};

} // namespace

TEST_F(JoinImport, UpdatesTheFieldsThatTheTableHasAndNothingElse) {
    const auto summary =
        import(write("台账.csv", "宗地号,权利人,备注\nDK-1,甲公司,a\nDK-3,,b\nDK-4,旧4,\n"),
               {.layer = "parcel", .join = "parcel_no"});
    ASSERT_THAT(summary.layers, SizeIs(1));
    const ImportedLayer& layer = summary.layers[0];
    EXPECT_EQ(layer.join, "parcel_no");
    EXPECT_EQ(layer.read, 3U);
    EXPECT_EQ(layer.taken, 3U);
    EXPECT_EQ(layer.unchanged, 1U);
    EXPECT_EQ(layer.refused, 0U);
    EXPECT_EQ(valueOf("parcel", "DK-1", "holder"), "甲公司");
    EXPECT_EQ(valueOf("parcel", "DK-1", "far"), "1.5");
    EXPECT_EQ(valueOf("parcel", "DK-3", "holder"), "旧3"); // an empty cell says nothing
    EXPECT_EQ(valueOf("parcel", "DK-3", "remark"), "b");
    EXPECT_EQ(valueOf("parcel", "DK-2", "holder"), "旧2");
    EXPECT_THAT(rowsOf("parcel"), SizeIs(5));
    for (const StoredRow& row : rowsOf("parcel")) {
        EXPECT_FALSE(row.content.geometry.parts.empty());
    }
}

TEST_F(JoinImport, RefusesRecordsThatFitNoRowOrNoField) {
    const auto summary =
        import(write("台账.csv",
                     "宗地号,权利人,容积率\nDK-1,甲,2.0\nDK-9,乙,2.0\nDK-2,丙,高\nDK-3,丁,2.0\n"
                     "DK-3,戊,2.1\n,己,2.0\n"),
               {.layer = "parcel", .join = "parcel_no"});
    const ImportedLayer& layer = summary.layers[0];
    EXPECT_EQ(layer.read, 6U);
    EXPECT_EQ(layer.taken, 1U);
    EXPECT_EQ(layer.refused, 5U);
    EXPECT_THAT(saidOf(summary, FindingCode::RowRefused, 0),
                UnorderedElementsAre(HasSubstr("DK-9"),
                                     HasSubstr("高"),
                                     HasSubstr("DK-3"),
                                     HasSubstr("DK-3"),
                                     HasSubstr("empty")));
    EXPECT_EQ(valueOf("parcel", "DK-2", "holder"), "旧2");
    EXPECT_EQ(valueOf("parcel", "DK-3", "holder"), "旧3");
}

TEST_F(JoinImport, IsOneChangeRecordThatOneUndoTakesBack) {
    import(write("台账.csv", "宗地号,权利人\nDK-1,甲\nDK-2,乙\n"),
           {.layer = "parcel", .join = "parcel_no"});
    EXPECT_EQ(valueOf("parcel", "DK-2", "holder"), "乙");
    auto session = EditSession::open(m_path, "张三", {});
    ASSERT_TRUE(session);
    ASSERT_TRUE(session->undo());
    session->close();
    EXPECT_THAT(valuesOf("parcel", "holder"), ElementsAre("旧1", "旧2", "旧3", "旧4", "旧5"));
}

TEST_F(JoinImport, IsToldFromKeysThatAreThere) {
    const auto summary = import(write("台账.csv", "宗地号,权利人\nDK-1,甲\nDK-2,乙\nDK-9,丙\n"),
                                {.layer = "parcel"});
    EXPECT_EQ(summary.layers[0].join, "parcel_no");
    EXPECT_THAT(findingsOf(summary, FindingCode::RowsJoined), SizeIs(1));
    EXPECT_EQ(summary.layers[0].refused, 1U);
}

TEST_F(JoinImport, StoresRecordsOfOtherKeysAsRows) {
    const auto summary =
        import(write("台账.csv", "宗地号,权利人\nX-1,甲\nX-2,乙\nX-3,丙\n"), {.layer = "parcel"});
    EXPECT_THAT(summary.layers[0].join, IsEmpty());
    EXPECT_EQ(summary.layers[0].rows, 3U);
}

TEST_F(JoinImport, ConvertsUnitsAndClassNames) {
    import(write("台账.csv", "宗地号,面积(公顷),规划用地代码\nDK-1,0.5,100102\n"),
           {.layer = "parcel", .join = "parcel_no"});
    EXPECT_EQ(valueOf("parcel", "DK-1", "registered_area_m2"), "5000");
    EXPECT_EQ(valueOf("parcel", "DK-1", "class_code"), "100102");
}

TEST_F(JoinImport, ChangesNothingInADryRun) {
    const auto summary = import(write("台账.csv", "宗地号,权利人\nDK-1,甲\n"),
                                {.layer = "parcel", .join = "parcel_no", .dryRun = true});
    EXPECT_EQ(summary.layers[0].taken, 1U);
    EXPECT_EQ(summary.entry, kNoEntry);
    EXPECT_EQ(valueOf("parcel", "DK-1", "holder"), "旧1");
}

TEST_F(JoinImport, NeedsTheFieldInTheFileAndInTheLayer) {
    const std::string source = write("台账.csv", "编码,权利人\nDK-1,甲\n");
    for (const char* const field : {"parcel_no", "no_such_field"}) {
        const auto wrong = attempt(source, {.layer = "parcel", .join = field});
        ASSERT_FALSE(wrong) << field;
        EXPECT_EQ(wrong.error().code, ErrorCode::FieldNotFound) << field;
    }
}

TEST_F(JoinImport, NeedsALayerThatIsThere) {
    const auto wrong = attempt(write("台账.csv", "宗地号,权利人\nDK-1,甲\n"),
                               {.layer = "none", .join = "parcel_no"});
    ASSERT_FALSE(wrong);
    EXPECT_EQ(wrong.error().code, ErrorCode::LayerNotFound);
    EXPECT_EQ(open()->layer("none"), nullptr);
}

TEST_F(JoinImport, UpdatesAllRowsThatShareAValue) {
    import(write("one.csv", "宗地号,片区\nDK-1,东\nDK-2,东\nDK-3,西\n"),
           {.layer = "parcel", .join = "parcel_no"});
    const auto summary =
        import(write("two.csv", "片区,备注\n东,一期\n"), {.layer = "parcel", .join = "district"});
    EXPECT_EQ(summary.layers[0].taken, 1U);
    EXPECT_EQ(summary.layers[0].rows, 2U);
    EXPECT_THAT(valuesOf("parcel", "remark"), ElementsAre("", "", "", "一期", "一期"));
}

} // namespace tuban::jobs
