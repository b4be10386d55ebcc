// Texts of Shapefiles come right whatever was declared, and a damaged set gives a message.

#include "support/layer_rows.h"
#include "support/shapefile.h"
#include "support/temporary_folder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace tuban::data {

namespace fs = std::filesystem;
using test::DbfFile;
using test::encoded;
using test::readRows;
using test::writeShapefile;
using testing::AllOf;
using testing::ElementsAre;
using testing::Field;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Optional;
using testing::SizeIs;

namespace {

class Shapefile : public testing::Test {
protected:
    struct Read {
        std::vector<std::string> texts = {};
        std::vector<std::string> fields = {};
        std::vector<Finding> findings = {};
    };

    /// Writes `texts` in `encoding`, with language byte and .cpg ("": none), and reads them.
    Read roundTrip(const std::vector<std::string>& texts,
                   const std::string& encoding,
                   char languageByte,
                   const std::string& cpg,
                   std::size_t width = 60) {
        DbfFile table{.fields = {{encoded(fieldName, encoding), width}},
                      .records = {},
                      .languageByte = languageByte};
        for (const std::string& text : texts) {
            table.records.push_back({encoded(text, encoding).substr(0, width)});
        }
        fs::remove(stem + ".cpg");
        writeShapefile(stem, table);
        if (!cpg.empty()) {
            test::writeBytes(stem + ".cpg", cpg);
        }
        return read();
    }

    Read read() {
        auto source = openSource(stem + ".shp");
        if (!source) {
            ADD_FAILURE() << source.error().detail;
            return {};
        }
        Read result;
        result.findings = (*source)->info().findings;
        for (const auto& field : (*source)->info().fields) {
            result.fields.push_back(field.name);
        }
        auto rows = readRows(**source, result.fields);
        for (const test::Row& row : rows->rows) {
            result.texts.push_back(row.texts.at(0).value_or("NULL"));
        }
        return result;
    }

    test::TemporaryFolder folder;
    std::string stem = folder.file("宗地");
    std::string fieldName = "CODE";
};

auto encodingFinding(Severity severity, const std::string& name, const std::string& declared) {
    return AllOf(Field(&Finding::code, FindingCode::EncodingDetected),
                 Field(&Finding::severity, severity),
                 Field(&Finding::values, ElementsAre(name, declared, testing::_)));
}

const std::vector<std::string> kChinese = {"工业用地", "新材料生产制造片区", "plain", "静海区"};

} // namespace

TEST_F(Shapefile, TellsGbkFromUtf8WhateverIsDeclared) {
    const struct {
        const char* encoding;
        char languageByte;
        const char* cpg;
        const char* found;
        const char* declared;
        bool contradicts;
    } cases[] = {
        {"GBK", '\0', "", "GB18030", "", false},
        {"GBK", '\x4D', "", "GB18030", "LDID 0x4D", false},
        {"GBK", '\x57', "", "GB18030", "LDID 0x57", false},
        {"GBK", '\x57', "UTF-8", "GB18030", "UTF-8", true},
        {"GBK", '\0', "ISO-8859-1", "GB18030", "ISO-8859-1", true},
        {"GBK", '\0', "GBK", "GB18030", "GBK", false},
        {"GBK", '\0', "936\r\n", "GB18030", "936", false},
        {"GB18030", '\0', "nonsense", "GB18030", "nonsense", false},
        {"UTF-8", '\0', "", "UTF-8", "", false},
        {"UTF-8", '\0', "UTF-8", "UTF-8", "UTF-8", false},
        {"UTF-8", '\x4D', "", "UTF-8", "LDID 0x4D", true},
        {"UTF-8", '\0', "GBK", "UTF-8", "GBK", true},
        {"BIG5", '\0', "BIG5", "BIG5", "BIG5", false},
    };
    for (const auto& one : cases) {
        SCOPED_TRACE(std::string(one.encoding) + " declared " + one.declared);
        fieldName = std::string(one.encoding) == "BIG5" ? "CODE" : "地类";
        const bool traditional = std::string(one.encoding) == "BIG5";
        const std::vector<std::string> texts =
            traditional ? std::vector<std::string>{"工業用地", "臺北市"} : kChinese;
        const Read read = roundTrip(texts, one.encoding, one.languageByte, one.cpg);
        EXPECT_EQ(read.texts, texts);
        EXPECT_THAT(read.fields, ElementsAre(fieldName));
        EXPECT_THAT(
            read.findings,
            ElementsAre(encodingFinding(
                one.contradicts ? Severity::Warning : Severity::Note, one.found, one.declared)));
    }
}

TEST_F(Shapefile, ReadsWesternTextsAsLatin) {
    const std::vector<std::string> texts = {"Zürich", "Genève", "Ærø", "Café"};
    EXPECT_EQ(roundTrip(texts, "ISO-8859-1", '\0', "").texts, texts);
    EXPECT_EQ(roundTrip(texts, "CP1252", '\x57', "").texts, texts);
    EXPECT_EQ(roundTrip(texts, "ISO-8859-1", '\0', "UTF-8").texts, texts);
    EXPECT_EQ(roundTrip({"Łódź", "Kraków"}, "CP1250", '\xC8', "").texts,
              (std::vector<std::string>{"Łódź", "Kraków"}));
    EXPECT_EQ(roundTrip({"Москва"}, "CP1251", '\0', "1251").texts,
              (std::vector<std::string>{"Москва"}));
    EXPECT_EQ(roundTrip({"Zürich"}, "ISO-8859-1", '\0', "ASCII").texts,
              (std::vector<std::string>{"Zürich"}));
}

TEST_F(Shapefile, SaysNothingAboutPlainAscii) {
    EXPECT_THAT(roundTrip({"a", "b"}, "ASCII", '\x4D', "").findings, IsEmpty());
}

TEST_F(Shapefile, TellsOfTextsCutAtTheWidthOfTheField) {
    for (const char* encoding : {"UTF-8", "GBK"}) {
        SCOPED_TRACE(encoding);
        // Nine bytes: three characters of UTF-8 fit, of GBK four and a half.
        const std::size_t width = std::string(encoding) == "UTF-8" ? 10 : 9;
        const Read read = roundTrip({"工业用地公园", "工业"}, encoding, '\0', "", width);
        EXPECT_THAT(read.texts.at(0), testing::StartsWith("工业用"));
        EXPECT_EQ(read.texts.at(0).find("\xEF\xBF\xBD"), std::string::npos);
        EXPECT_EQ(read.texts.at(1), "工业");
        EXPECT_THAT(
            read.findings,
            testing::Contains(AllOf(Field(&Finding::code, FindingCode::ReaderWarning),
                                    Field(&Finding::values, ElementsAre(HasSubstr("CODE"), "1")))));
    }
}

TEST_F(Shapefile, IgnoresBytesBehindTheLastRecord) {
    roundTrip(kChinese, "UTF-8", '\0', "UTF-8");
    std::string dbf = test::bytesOf(stem + ".dbf");
    dbf += encoded("工业用地工业用地工业用地", "GBK") + std::string(200, '\xB9');
    test::writeBytes(stem + ".dbf", dbf);
    EXPECT_EQ(read().texts, kChinese);
}

TEST_F(Shapefile, KeepsSquaresAndIds) {
    roundTrip(kChinese, "GBK", '\0', "");
    auto rows = readRows(stem + ".shp", {}, {}, 2);
    ASSERT_TRUE(rows);
    ASSERT_THAT(rows->rows, SizeIs(4));
    EXPECT_EQ(rows->rows[3].id, 3);
    EXPECT_EQ(rows->rows, test::rowsByOgr(stem + ".shp", "宗地"));
    EXPECT_EQ(rows->summary.vertices, 20U);
}

TEST_F(Shapefile, IsFoundByAnyOfItsPartsAndInAnyCase) {
    roundTrip(kChinese, "UTF-8", '\0', "UTF-8");
    EXPECT_TRUE(openSource(stem + ".dbf"));
    EXPECT_TRUE(openSource(stem + ".shx"));
    const std::string upper = folder.file("PARCELS");
    for (const char* extension : {".SHP", ".SHX", ".DBF"}) {
        std::string lower(extension);
        for (char& c : lower) {
            c = static_cast<char>(std::tolower(c));
        }
        fs::copy_file(stem + lower, upper + extension);
    }
    auto rows = readRows(upper + ".SHP", {"CODE"});
    ASSERT_TRUE(rows) << rows.error().detail;
    EXPECT_THAT(rows->rows.at(0).texts, ElementsAre(Optional(std::string("工业用地"))));
    EXPECT_TRUE(openSource(upper + ".DBF"));
}

TEST_F(Shapefile, WithoutPrjHasNoCrs) {
    roundTrip(kChinese, "GBK", '\0', "");
    EXPECT_EQ((*openSource(stem + ".shp"))->info().crs, "");
    test::writeBytes(
        stem + ".prj",
        "PROJCS[\"CGCS2000_3_Degree_GK_CM_117E\",GEOGCS[\"GCS_China_Geodetic_"
        "Coordinate_System_2000\",DATUM[\"D_China_2000\",SPHEROID[\"CGCS2000\","
        "6378137.0,298.257222101]],PRIMEM[\"Greenwich\",0.0],UNIT[\"Degree\","
        "0.0174532925199433]],PROJECTION[\"Gauss_Kruger\"],PARAMETER[\"False_Easting\","
        "500000.0],PARAMETER[\"False_Northing\",0.0],PARAMETER[\"Central_Meridian\","
        "117.0],PARAMETER[\"Scale_Factor\",1.0],PARAMETER[\"Latitude_Of_Origin\",0.0],"
        "UNIT[\"Meter\",1.0]]");
    EXPECT_THAT((*openSource(stem + ".shp"))->info().crs, HasSubstr("CM 117E"));
    EXPECT_EQ(readRows(stem + ".shp")->rows, test::rowsByOgr(stem + ".shp", "宗地"));
}

TEST_F(Shapefile, WithoutItsTableHasNoFields) {
    roundTrip(kChinese, "GBK", '\0', "");
    fs::remove(stem + ".dbf");
    auto rows = readRows(stem + ".shp");
    ASSERT_TRUE(rows) << rows.error().detail;
    EXPECT_THAT(rows->rows, SizeIs(4));
}

TEST_F(Shapefile, WithoutIndexIsRefusedAndNothingIsMadeUp) {
    roundTrip(kChinese, "GBK", '\0', "");
    fs::remove(stem + ".shx");
    const auto before = test::stateOf(folder.path());
    const auto source = openSource(stem + ".shp");
    ASSERT_FALSE(source);
    EXPECT_EQ(source.error().code, ErrorCode::FileUnreadable);
    EXPECT_THAT(source.error().detail, HasSubstr(".shx"));
    EXPECT_EQ(test::stateOf(folder.path()), before);
}

TEST_F(Shapefile, StaysAsItWas) {
    roundTrip(kChinese, "GBK", '\0', "");
    const auto before = test::stateOf(folder.path());
    ASSERT_TRUE(readRows(stem + ".shp", {"CODE"}, {}, 2));
    EXPECT_EQ(test::stateOf(folder.path()), before);
}

TEST_F(Shapefile, DamageGivesAnErrorOrFindings) {
    std::vector<std::string> texts(50, "工业用地");
    roundTrip(texts, "GBK", '\0', "");
    const auto truth = readRows(stem + ".shp", {"CODE"})->rows;
    for (const char* part : {".shp", ".shx", ".dbf"}) {
        const std::string intact = test::bytesOf(stem + part);
        for (std::size_t size = 0; size < intact.size(); size += 131) {
            SCOPED_TRACE(std::string(part) + " cut at " + std::to_string(size));
            test::writeBytes(stem + part, intact.substr(0, size));
            auto source = openSource(stem + ".shp");
            if (!source) {
                EXPECT_FALSE(source.error().subject.empty());
                continue;
            }
            auto rows = readRows(**source);
            if (rows) {
                EXPECT_TRUE(rows->rows.size() == truth.size() || !rows->summary.findings.empty() ||
                            !(*source)->info().findings.empty());
            }
        }
        test::writeBytes(stem + part, intact);
    }
}

TEST(DbfTable, AloneHoldsNoPolygons) {
    test::TemporaryFolder folder;
    test::writeBytes(folder.file("list.dbf"),
                     DbfFile{.fields = {{"A", 3}}, .records = {{"x"}}}.bytes());
    EXPECT_EQ(openSource(folder.file("list.dbf")).error().code, ErrorCode::NoPolygons);
}

} // namespace tuban::data
