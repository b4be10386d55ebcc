// Ledgers: headings, rows that are no data, values, and what a profile overrules.

#include "data/exchange/table_layout.h"
#include "table_fixture.h"

#include <iconv.h>

namespace tuban::jobs {

namespace {

using data::RowKind;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Pair;
using ::testing::SizeIs;
using ::testing::UnorderedElementsAre;

class LedgerImport : public test::TableImport {
protected:
    /// A ledger as an office keeps it, in rows 1 to 12.
    std::string ledger(const std::string& name = "供地台账.xlsx") const {
        test::Workbook book(file(name));
        book.merged(1, 1, 7, "××开发区供地台账");
        book.text(2, 1, "填报单位：自然资源局");
        book.text(2, 6, "2024年");
        book.mergedDown(3, 4, 1, "序号");
        book.mergedDown(3, 4, 2, "合同编号");
        book.mergedDown(3, 4, 3, "宗地编号");
        book.merged(3, 4, 5, "面积与价款");
        book.text(4, 4, "土地面积（公顷）");
        book.text(4, 5, "土地价款(万元)");
        book.merged(3, 6, 7, "时间");
        book.text(4, 6, "签订日期");
        book.text(4, 7, "约定动工日期");
        for (int i = 1; i <= 7; ++i) {
            book.number(5, i, i);
        }
        for (int i = 0; i < 3; ++i) {
            const int row = 6 + i;
            book.number(row, 1, i + 1);
            book.text(row, 2, "HT-0" + std::to_string(i + 1));
            book.text(row, 3, "DK-0" + std::to_string(i + 1));
            book.number(row, 4, 1.2345 + i);
            book.formula(row, 5, "=D6*100", 123.45 + i);
            book.date(row, 6, {2024, 3, 1 + i, 0, 0, 0}, "yyyy\"年\"m\"月\"d\"日\"");
            book.date(row, 7, {2024, 9, 1 + i, 0, 0, 0}, nullptr, 31);
        }
        book.text(9, 2, "合计");
        book.number(9, 4, 6.7035);
        book.text(11, 1, "注：面积按合同。");
        book.text(12, 1, "制表人：李四");
        book.text(12, 5, "审核：王五");
        return file(name);
    }
};

std::string converted(const std::string& utf8, const char* encoding) {
    const iconv_t handle = iconv_open(encoding, "UTF-8");
    std::string in = utf8;
    std::string out(4 * utf8.size() + 8, '\0');
    char* from = in.data();
    char* to = out.data();
    std::size_t left = in.size();
    std::size_t room = out.size();
    EXPECT_EQ(iconv(handle, &from, &left, &to, &room), 0U);
    iconv_close(handle);
    out.resize(out.size() - room);
    return out;
}

} // namespace

TEST_F(LedgerImport, BringsALedgerInUnderItsHeadingsWithNothingElse) {
    const auto summary = import(ledger(), {.layer = "contract"});
    ASSERT_THAT(summary.layers, SizeIs(1));
    const ImportedLayer& layer = summary.layers[0];
    EXPECT_EQ(layer.read, 3U);
    EXPECT_EQ(layer.rows, 3U);
    EXPECT_EQ(layer.refused, 0U);
    EXPECT_THAT(valuesOf("contract", "contract_no"), ElementsAre("HT-01", "HT-02", "HT-03"));
    EXPECT_THAT(valuesOf("contract", "parcel_no"), ElementsAre("DK-01", "DK-02", "DK-03"));
    EXPECT_EQ(valueOf("contract", "HT-02", "sign_date"), "2024-03-02");
    EXPECT_EQ(valueOf("contract", "HT-03", "agreed_start"), "2024-09-03");
}

TEST_F(LedgerImport, ConvertsFromTheUnitsOfHeadings) {
    const auto summary = import(ledger(), {.layer = "contract"});
    EXPECT_EQ(valueOf("contract", "HT-01", "land_area_m2"), "12345"); // 1.2345 ha
    EXPECT_EQ(valueOf("contract", "HT-01", "land_price_10k"), "123.45");
    EXPECT_THAT(saidOf(summary, FindingCode::UnitTaken, 0), ElementsAre("land_area_m2"));
    EXPECT_THAT(saidOf(summary, FindingCode::UnitTaken, 1), ElementsAre("ha"));
}

TEST_F(LedgerImport, NamesEveryRowThatIsNoData) {
    const auto summary = import(ledger(), {.layer = "contract"});
    EXPECT_THAT(saidOf(summary, FindingCode::TableHeadings, 0), ElementsAre("3–4"));
    const auto left = findingsOf(summary, FindingCode::TableRowsLeftOut);
    std::map<std::string, std::string> rows;
    for (const Finding& finding : left) {
        rows[finding.values[0]] = finding.values[1];
    }
    EXPECT_THAT(rows,
                UnorderedElementsAre(Pair("titles", "1–2"),
                                     Pair("units or numbers of the columns", "5"),
                                     Pair("sums", "9"),
                                     Pair("notes", "11–12")));
    ASSERT_TRUE(summary.layers[0].table);
    const TableTally& tally = *summary.layers[0].table;
    EXPECT_EQ(tally.rows, 12U);
    EXPECT_THAT(tally.kinds,
                UnorderedElementsAre(Pair(RowKind::Title, 2U),
                                     Pair(RowKind::Heading, 2U),
                                     Pair(RowKind::Unit, 1U),
                                     Pair(RowKind::Data, 3U),
                                     Pair(RowKind::Sum, 1U),
                                     Pair(RowKind::Empty, 1U),
                                     Pair(RowKind::Note, 2U)));
}

TEST_F(LedgerImport, IsUndoneInOneStep) {
    import(ledger(), {.layer = "contract"});
    auto session = EditSession::open(m_path, "张三", {});
    ASSERT_TRUE(session);
    ASSERT_TRUE(session->undo());
    session->close();
    EXPECT_THAT(rowsOf("contract"), IsEmpty());
}

TEST_F(LedgerImport, ReadsTheSameFromTextInEveryEncodingAndWithEverySeparator) {
    const std::string table =
        "××开发区合同台账;;;\r\n合同编号;宗地编号;\"签订\n日期\";备注\r\n"
        "HT-1;DK-1;2024/3/1;\"甲;乙\n丙\"\r\nHT-2;DK-2;2024年3月2日;\r\n合计;;;\r\n";
    int number = 0;
    for (const char* const encoding : {"UTF-8", "GBK", "UTF-16"}) {
        for (const char separator : {';', ',', '\t'}) {
            std::string text = table;
            std::replace(text.begin(), text.end(), ';', separator);
            const std::string source =
                write("t" + std::to_string(++number) + ".csv", converted(text, encoding));
            const std::string layer = "t_" + std::to_string(number);
            const auto summary = import(source, {.layer = layer});
            SCOPED_TRACE(std::string(encoding) + separator);
            ASSERT_THAT(summary.layers, SizeIs(1));
            EXPECT_EQ(summary.layers[0].rows, 2U);
            EXPECT_EQ(summary.layers[0].refused, 0U);
            std::vector<std::string> sources;
            for (const auto& field : summary.layers[0].fields) {
                sources.push_back(field.source);
            }
            EXPECT_THAT(sources, ElementsAre("合同编号", "宗地编号", "签订日期", "备注"));
            EXPECT_THAT(rowsOf(layer),
                        Contains(::testing::Field(
                            &StoredRow::content,
                            ::testing::Field(
                                &LayerRow::values,
                                Contains(FieldValue(std::string("甲") + separator + "乙\n丙"))))));
        }
    }
}

TEST_F(LedgerImport, KeepsEveryDigitOfNumbers) {
    const std::string source =
        write("编号.csv",
              "编号,小,更小,长\n1203182024000000001,0.0001,1e-5,0.1234567890123456\n"
              "0012,-1,2,3\n");
    import(source, {.layer = "digits"});
    EXPECT_EQ(open()->layer("digits")->fields[0].kind, ValueKind::Text);
    EXPECT_EQ(open()->layer("digits")->fields[1].kind, ValueKind::Real);
    std::vector<std::string> all;
    for (const StoredRow& row : rowsOf("digits")) {
        for (const FieldValue& value : row.content.values) {
            all.push_back(textOf(value));
        }
    }
    EXPECT_THAT(all,
                UnorderedElementsAre("1203182024000000001",
                                     "0.0001",
                                     "1e-05", // a number, as is the first small one
                                     "0.1234567890123456",
                                     "0012",
                                     "-1",
                                     "2",
                                     "3"));
}

TEST_F(LedgerImport, GivesNewLayersFieldsOfTheKindsThatTheirColumnsHold) {
    import(write("a.csv",
                 "whole,real,day,mixed,code,percent,none\n"
                 "1,1.5,2024/3/1,1,007,5%,\n"
                 "-2,2,2024年3月2日,x,12,6%,\n"),
           {.layer = "kinds"});
    std::vector<ValueKind> kinds;
    const auto store = open();
    for (const FieldSchema& field : store->layer("kinds")->fields) {
        kinds.push_back(field.kind);
    }
    EXPECT_THAT(kinds,
                ElementsAre(ValueKind::Integer,
                            ValueKind::Real,
                            ValueKind::Date,
                            ValueKind::Text,
                            ValueKind::Text,
                            ValueKind::Text,
                            ValueKind::Text));
    EXPECT_THAT(valuesOf("kinds", "day"), ElementsAre("2024-03-01", "2024-03-02"));
    EXPECT_THAT(valuesOf("kinds", "code"), ElementsAre("007", "12"));
}

TEST_F(LedgerImport, WarnsOfNumbersThatASpreadsheetHasRounded) {
    {
        test::Workbook book(file("a.xlsx"));
        book.text(1, 1, "宗地编号");
        book.text(1, 2, "备注");
        book.number(2, 1, 1203182024000000001.0); // beyond what a cell can hold
        book.text(2, 2, "甲");
        book.text(3, 1, "1203182024000000002");
        book.text(3, 2, "乙");
    }
    const auto summary = import(file("a.xlsx"), {.layer = "rounded"});
    EXPECT_THAT(saidOf(summary, FindingCode::TableDigitsLost, 0), ElementsAre("宗地编号"));
    EXPECT_THAT(saidOf(summary, FindingCode::TableDigitsLost, 1), ElementsAre("1"));
}

TEST_F(LedgerImport, ProfileSaysWhereHeadingsAndDataStand) {
    const std::string source = write("a.csv", "甲,乙\n丙,丁\n1,2\n3,4\n5,6\n");
    ImportJob::Settings settings{.layer = "told"};
    settings.table.headingRow = 2;
    settings.table.lastRow = 4;
    const auto summary = import(source, settings);
    EXPECT_THAT(saidOf(summary, FindingCode::TableHeadings, 1), ElementsAre("丙, 丁"));
    EXPECT_EQ(summary.layers[0].rows, 2U);
    EXPECT_THAT(saidOf(summary, FindingCode::TableRowsLeftOut, 1), ElementsAre("1", "5"));

    settings.layer = "plain";
    settings.table = {.headingRow = 0};
    EXPECT_EQ(import(source, settings).layers[0].rows, 5U);

    settings.table = {.headingRow = 9};
    const auto wrong = attempt(source, settings);
    ASSERT_FALSE(wrong);
    EXPECT_EQ(wrong.error().code, ErrorCode::BadArgument);
}

TEST_F(LedgerImport, SaysSoWhereNoRowLooksLikeHeadings) {
    const auto summary = import(write("a.csv", "1,2.5\n2,3.5\n3,4.5\n"), {.layer = "bare"});
    EXPECT_THAT(saidOf(summary, FindingCode::TableHeadingless, 0), ElementsAre("A, B"));
    EXPECT_EQ(summary.layers[0].rows, 3U);
}

TEST_F(LedgerImport, LeavesOutHeadingsThatAPrinterRepeats) {
    const auto summary = import(write("a.csv", "编号,面积,备注\n1,2,a\n编号,面积,备注\n3,4,b\n"),
                                {.layer = "pages"});
    EXPECT_EQ(summary.layers[0].rows, 2U);
    EXPECT_THAT(saidOf(summary, FindingCode::TableRowsLeftOut, 0),
                ElementsAre("headings once more"));
}

TEST_F(LedgerImport, LeavesOutSectionsAndSubtotals) {
    const auto summary =
        import(write("a.csv",
                     "编号,名称,面积,备注\n一、工业用地,,,\n1,甲,2,\n工业用地小计,,2,\n"
                     "二、商业用地,,,\n2,合计公司,4,\n总计,,6,\n"),
               {.layer = "parts"});
    EXPECT_THAT(valuesOf("parts", "field_2"), ElementsAre("合计公司", "甲"));
    EXPECT_THAT(saidOf(summary, FindingCode::TableRowsLeftOut, 1),
                UnorderedElementsAre("4, 7", "2, 5"));
}

TEST_F(LedgerImport, RefusesOldWorkbooksByName) {
    const auto refused = attempt(write(
        "台账.xls", std::string("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8) + std::string(600, 'x')));
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::FormatNotSupported);
    EXPECT_THAT(refused.error().detail, HasSubstr("XLSX"));
}

TEST_F(LedgerImport, ReportsValuesThatFitNoField) {
    const auto summary = import(write("a.csv",
                                      "合同编号,宗地编号,签订日期,土地面积\nHT-1,DK-1,"
                                      "2024年13月1日,12\nHT-2,DK-2,20240301,多\n"),
                                {.layer = "contract"});
    EXPECT_EQ(summary.layers[0].rows, 2U);
    EXPECT_THAT(saidOf(summary, FindingCode::ValueLeftOut, 1),
                UnorderedElementsAre("2024年13月1日", "多"));
    EXPECT_EQ(valueOf("contract", "HT-2", "sign_date"), "2024-03-01");
}

} // namespace tuban::jobs
