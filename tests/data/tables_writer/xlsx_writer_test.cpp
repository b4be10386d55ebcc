#include "data/tables_writer/xlsx_writer.h"
#include "sample_table.h"
#include "support/product_folders.h"

#include <gdal_priv.h>
#include <ogrsf_frmts.h>

#include <filesystem>
#include <fstream>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <iterator>

namespace tuban::data {

using ::testing::HasSubstr;
using ::testing::Not;

namespace {

namespace fs = std::filesystem;

/// A folder that is there for one test.
class XlsxTable : public ::testing::Test {
protected:
    void SetUp() override {
        m_folder = test::buildFolder() / "xlsx_writer_test";
        fs::remove_all(m_folder);
        fs::create_directories(m_folder);
    }
    void TearDown() override { fs::remove_all(m_folder); }

    fs::path write(const Table& table, const char* name = "t.xlsx") const {
        const auto written = writeXlsx(table, m_folder / name);
        EXPECT_TRUE(written) << written.error().detail;
        return m_folder / name;
    }

    fs::path m_folder;
};

std::string bytesOf(const fs::path& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

/// A file inside the workbook.
std::string part(const fs::path& workbook, const std::string& name) {
    const std::string path = "/vsizip/{" + workbook.string() + "}/" + name;
    VSILFILE* file = VSIFOpenL(path.c_str(), "rb");
    if (file == nullptr) {
        return {};
    }
    std::string text(1 << 20, '\0');
    text.resize(VSIFReadL(text.data(), 1, text.size(), file));
    VSIFCloseL(file);
    return text;
}

/// The sheet as GDAL reads it, a row of texts per feature, all rows alike.
std::vector<std::vector<std::string>> gdalRows(const fs::path& workbook) {
    GDALAllRegister();
    const char* options[] = {"HEADERS=DISABLE", nullptr};
    const std::unique_ptr<GDALDataset> dataset(
        GDALDataset::Open(workbook.string().c_str(), GDAL_OF_VECTOR, nullptr, options, nullptr));
    std::vector<std::vector<std::string>> rows;
    if (!dataset) {
        return rows;
    }
    for (const auto& feature : dataset->GetLayer(0)) {
        std::vector<std::string>& row = rows.emplace_back();
        for (int field = 0; field < feature->GetFieldCount(); ++field) {
            row.emplace_back(feature->GetFieldAsString(field));
        }
    }
    return rows;
}

} // namespace

TEST_F(XlsxTable, ReadsBackWithThePrintedNumbers) {
    const auto rows = gdalRows(write(sampleTable()));
    // title, subtitle, two rows of headings, four rows, an empty one, a note
    ASSERT_GE(rows.size(), 8U);
    EXPECT_EQ(rows[0][0], "Land <use> & more");
    EXPECT_EQ(rows[2][2], "新材料区");
    EXPECT_EQ(rows[3][2], "Area (ha)");
    EXPECT_EQ(rows[4][1], "居住用地");
    EXPECT_EQ(std::stod(rows[4][2]), 3.45) << "printed, not the raw 3.456";
    EXPECT_EQ(std::stod(rows[4][3]), 75.0);
    EXPECT_EQ(std::stod(rows[6][4]), -0.25);
    EXPECT_EQ(rows[4][4], "");
}

TEST_F(XlsxTable, NumbersAreTypedWithTheDecimalsOfTheirColumn) {
    const fs::path file = write(sampleTable());
    EXPECT_THAT(part(file, "xl/worksheets/sheet1.xml"), HasSubstr("<v>3.45</v>"));
    const std::string styles = part(file, "xl/styles.xml");
    EXPECT_THAT(styles, HasSubstr("formatCode=\"0.0\""));
}

TEST_F(XlsxTable, MergesHeadingsOverTheirLeaves) {
    const std::string sheet = part(write(sampleTable()), "xl/worksheets/sheet1.xml");
    for (const char* range : {"A3:A4", "B3:B4", "C3:D3", "E3:F3", "A1:F1"}) {
        EXPECT_THAT(sheet, HasSubstr("<mergeCell ref=\"" + std::string(range) + "\"/>"));
    }
}

TEST_F(XlsxTable, TextsNeverBecomeFormulas) {
    Table table = sampleTable();
    for (const char* text : {"=cmd|'/c calc'!A1", "+1", "-1", "@SUM(A1)", "{=1}", "http://x.y"}) {
        table.rows.push_back({Table::Row::Kind::Plain, 0, {}, {text, text, {}, {}, {}, {}}});
    }
    const fs::path file = write(table);
    const std::string sheet = part(file, "xl/worksheets/sheet1.xml");
    EXPECT_THAT(sheet, Not(HasSubstr("<f>")));
    EXPECT_THAT(sheet, Not(HasSubstr("hyperlink")));
    EXPECT_THAT(part(file, "xl/sharedStrings.xml"), HasSubstr("=cmd|'/c calc'!A1"));
}

TEST_F(XlsxTable, SameTableGivesSameBytes) {
    EXPECT_EQ(bytesOf(write(sampleTable(), "a.xlsx")), bytesOf(write(sampleTable(), "b.xlsx")));
}

TEST_F(XlsxTable, KeepsHeaderInViewAndPrintsLandscapeOnOnePageWidth) {
    const fs::path file = write(sampleTable());
    const std::string sheet = part(file, "xl/worksheets/sheet1.xml");
    EXPECT_THAT(sheet, HasSubstr("<pane xSplit=\"2\" ySplit=\"4\" topLeftCell=\"C5\""));
    EXPECT_THAT(sheet, HasSubstr("orientation=\"landscape\""));
    EXPECT_THAT(sheet, HasSubstr("paperSize=\"9\""));
    EXPECT_THAT(sheet, HasSubstr("fitToPage=\"1\""));
    EXPECT_THAT(part(file, "xl/workbook.xml"), HasSubstr("Print_Titles"));
}

TEST_F(XlsxTable, BreaksPagesBetweenGroupsWhereA3IsTooNarrow) {
    Table table = sampleTable();
    const Table::Heading group = table.headings[2];
    for (int i = 0; i < 60; ++i) {
        table.headings.push_back(group);
        for (Table::Row& row : table.rows) {
            row.cells.insert(row.cells.end(), 2, Table::Number{1.0});
        }
    }
    const std::string sheet = part(write(table), "xl/worksheets/sheet1.xml");
    EXPECT_THAT(sheet, HasSubstr("paperSize=\"8\""));
    EXPECT_THAT(sheet, HasSubstr("scale=\"60\""));
    std::size_t breaks = 0;
    for (std::size_t at = sheet.find("<brk id=\""); at != std::string::npos;
         at = sheet.find("<brk id=\"", at + 1)) {
        const int column = std::stoi(sheet.substr(at + 9));
        EXPECT_EQ(column % 2, 0) << "two labels, groups of two";
        ++breaks;
    }
    EXPECT_GE(breaks, 2U);
}

TEST_F(XlsxTable, WritesTextsThatXmlCannotHold) {
    Table table = sampleTable();
    table.title = "a/b:c*[d]? and a title that is much longer than sheet names may be";
    std::get<std::string>(table.rows[1].cells[1]) = "\x01\xFF" + std::string(40000, 'x');
    const auto rows = gdalRows(write(table));
    ASSERT_GE(rows.size(), 6U);
    EXPECT_EQ(rows[5][1].substr(0, 6), " \xEF\xBF\xBDxx");
    EXPECT_TRUE(rows[5][1].ends_with("…"));
}

TEST_F(XlsxTable, ATableThatNoSheetHoldsIsRefused) {
    Table table;
    table.headings.assign(20000, {"x"});
    const auto written = writeXlsx(table, m_folder / "wide.xlsx");
    ASSERT_FALSE(written);
    EXPECT_EQ(written.error().code, ErrorCode::WriteFailed);
    EXPECT_TRUE(fs::is_empty(m_folder));
}

TEST_F(XlsxTable, AFolderThatIsNotThereGivesAnErrorAndNoFile) {
    const auto written = writeXlsx(sampleTable(), m_folder / "none" / "t.xlsx");
    ASSERT_FALSE(written);
    EXPECT_EQ(written.error().code, ErrorCode::WriteFailed);
    EXPECT_EQ(written.error().subject, (m_folder / "none" / "t.xlsx").string());
    EXPECT_TRUE(fs::is_empty(m_folder));
}

} // namespace tuban::data
