#include "data/tables_writer/html_writer.h"
#include "sample_table.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace tuban::data {

using ::testing::HasSubstr;
using ::testing::Not;

namespace {

std::string style() {
    const auto css = loadTableStyle();
    EXPECT_TRUE(css);
    return css ? *css : std::string();
}

} // namespace

TEST(HtmlTable, EscapesForeignTexts) {
    Table table = sampleTable();
    std::get<std::string>(table.rows[1].cells[1]) = "<script>alert(\"x\")</script>";
    table.headings[2].text = "A & <i>B</i>";
    table.notes = {"</footer>"};
    const std::string html = renderHtml(table, style());
    EXPECT_THAT(html, HasSubstr("&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt;"));
    EXPECT_THAT(html, HasSubstr("A &amp; &lt;i&gt;B&lt;/i&gt;"));
    EXPECT_THAT(html, HasSubstr("&lt;b&gt;&amp;&#39;"));
    EXPECT_THAT(html, HasSubstr("<title>Land &lt;use&gt; &amp; more</title>"));
    EXPECT_THAT(html, HasSubstr("<p>&lt;/footer&gt;</p>"));
    EXPECT_THAT(html, Not(HasSubstr("<script")));
}

TEST(HtmlTable, MergesHeadingsOverTheirLeaves) {
    const std::string html = renderHtml(sampleTable(), style());
    EXPECT_THAT(html, HasSubstr("<th scope=\"col\" rowspan=\"2\">Code</th>"));
    EXPECT_THAT(html, HasSubstr("<th scope=\"colgroup\" colspan=\"2\">"));
    EXPECT_THAT(html, HasSubstr("<th scope=\"col\">Area (ha)</th>"));
}

TEST(HtmlTable, ShowsPrintedNumbersSwatchesAndIndents) {
    const std::string html = renderHtml(sampleTable(), style());
    EXPECT_THAT(html, HasSubstr("<td class=\"right\">3.45</td>"));
    EXPECT_THAT(html, HasSubstr("style=\"background:#ff8000\""));
    EXPECT_THAT(html, HasSubstr("style=\"--indent:1\""));
    EXPECT_THAT(html, HasSubstr("<tr class=\"total first\">"));
}

TEST(HtmlTable, NamesItsLanguageAndLoadsNothing) {
    Table table = sampleTable();
    table.language = "zh-CN";
    const std::string html = renderHtml(table, style());
    EXPECT_THAT(html, HasSubstr("<html lang=\"zh-CN\">"));
    EXPECT_THAT(html, HasSubstr("<meta charset=\"utf-8\">"));
    for (const char* loading : {"http:", "https:", "url(", "@import", "src=", "<link"}) {
        EXPECT_THAT(html, Not(HasSubstr(loading)));
    }
}

TEST(HtmlTable, TooManyGroupsForThePaperStandInSeveralTables) {
    Table table = sampleTable();
    const Table::Heading group = table.headings[2];
    for (int i = 0; i < 20; ++i) {
        table.headings.push_back(group);
        for (Table::Row& row : table.rows) {
            row.cells.insert(row.cells.end(), 2, Table::Number{1.0});
        }
    }
    const std::string html = renderHtml(table, style());
    std::size_t tables = 0;
    for (std::size_t at = html.find("<table>"); at != std::string::npos;
         at = html.find("<table>", at + 1)) {
        ++tables;
    }
    EXPECT_GE(tables, 2U);
    EXPECT_LE(tables, 6U);
}

} // namespace tuban::data
