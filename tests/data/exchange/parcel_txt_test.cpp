#include "data/exchange/parcel_txt.h"
#include "data/exchange/text_bytes.h"
#include "txt_samples.h"

#include <algorithm>
#include <clocale>
#include <ctime>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <locale>

namespace tuban::data {

namespace {

using namespace samples;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

ParsedTxt parsed(const std::string& bytes, const std::string& encoding = {}) {
    auto txt = parseParcelTxt(bytes, {.encoding = encoding, .layer = "a.txt"});
    EXPECT_TRUE(txt) << bytes.substr(0, 200);
    return txt ? std::move(*txt) : ParsedTxt();
}

/// Without line numbers, which a variant may change.
ParcelTxt content(ParcelTxt txt) {
    for (TxtParcel& parcel : txt.parcels) {
        parcel.line = 0;
    }
    return txt;
}

std::vector<FindingCode> codesOf(const ParsedTxt& txt) {
    std::vector<FindingCode> codes;
    for (const Finding& finding : txt.findings) {
        if (finding.code != FindingCode::EncodingDetected) {
            codes.push_back(finding.code);
        }
    }
    return codes;
}

std::string in(const std::string& encoding, const std::string& text) {
    const auto bytes = encodeText(text, encoding);
    EXPECT_TRUE(bytes);
    return bytes.value_or("");
}

std::string onPoints(const std::function<std::string(const std::string&)>& change) {
    return changedLines(coordinateFile(), [&](const std::string& line) {
        return isPointLine(line) ? change(line) : line;
    });
}
std::string onHeaders(const std::function<std::string(const std::string&)>& change) {
    return changedLines(coordinateFile(), [&](const std::string& line) {
        return isHeaderLine(line) ? change(line) : line;
    });
}

std::string wide(std::string text) {
    for (char digit = '0'; digit <= '9'; ++digit) {
        text = replaced(text,
                        std::string(1, digit),
                        std::string("\xEF\xBC") + static_cast<char>(0x90 + digit - '0'));
    }
    return replaced(replaced(text, ".", "．"), ",", "，");
}

class DecimalComma : public std::numpunct<char> {
    char do_decimal_point() const override { return ','; }
};

struct Variant {
    const char* name;
    std::string bytes;
};

/// Ways to write the sample that mean exactly the same.
std::vector<Variant> sameContent() {
    const std::string text = coordinateFile();
    return {
        {"UTF-8", text},
        {"UTF-8 with mark", "\xEF\xBB\xBF" + text},
        {"GBK", in("GBK", text)},
        {"GB18030", in("GB18030", text)},
        {"UTF-16LE with mark", "\xFF\xFE" + in("UTF-16LE", text)},
        {"UTF-16BE with mark", "\xFE\xFF" + in("UTF-16BE", text)},
        {"UTF-16LE without mark", in("UTF-16LE", text)},
        {"UTF-16BE without mark", in("UTF-16BE", text)},
        {"CRLF", replaced(text, "\n", "\r\n")},
        {"CR", replaced(text, "\n", "\r")},
        {"CR CR LF", replaced(text, "\n", "\r\r\n")},
        {"last line without end", text.substr(0, text.size() - 1)},
        {"blank lines", replaced(text, "\n", "\n\n")},
        {"blanks at the ends", replaced(text, "\n", " \t\n  ")},
        {"ideographic blanks at the ends", replaced(text, "\n", "　\n　")},
        {"brackets 【】", replaced(replaced(text, "[", "【"), "]", "】")},
        {"brackets ［］", replaced(replaced(text, "[", "［"), "]", "］")},
        {"blanks in brackets", replaced(replaced(text, "[", "[ "), "]", " ]")},
        {"no headings", replaced(replaced(text, "[属性描述]\n", ""), "[地块坐标]\n", "")},
        {"heading 界址点坐标", replaced(text, "地块坐标", "界址点坐标")},
        {"equals signs ＝", replaced(text, "=", "＝")},
        {"colons for equals signs", replaced(text, "=", "：")},
        {"blanks around equals signs", replaced(text, "=", " = ")},
        {"commas ， in points",
         onPoints([](const auto& line) { return replaced(line, ",", "，"); })},
        {"one comma ， in points",
         onPoints([](std::string line) { return line.replace(line.find(','), 1, "，"); })},
        {"commas ， in headers",
         onHeaders([](const auto& line) { return replaced(line, ",", "，"); })},
        {"mark ＠", onHeaders([](const auto& line) { return replaced(line, "@", "＠"); })},
        {"full-width points", onPoints([](const auto& line) {
             return line.substr(0, line.find(',')) + wide(line.substr(line.find(',')));
         })},
        {"tabs in points", onPoints([](const auto& line) { return replaced(line, ",", "\t"); })},
        {"blanks in points", onPoints([](const auto& line) { return replaced(line, ",", "  "); })},
        {"tabs in headers", onHeaders([](const auto& line) { return replaced(line, ",", "\t"); })},
        {"blanks around commas", replaced(text, ",", " , ").replace(text.find("转换参数"), 0, "")},
        {"trailing commas in points", onPoints([](const auto& line) { return line + ",,"; })},
        {"trailing commas in headers", onHeaders([](const auto& line) { return line + ",,"; })},
        {"plus signs",
         onPoints([](const auto& line) { return replaced(line, ",4301", ",+4301"); })},
        {"more decimals", onPoints([](const auto& line) { return line + "0000"; })},
    };
}

} // namespace

TEST(ParcelTxt, EveryVariantIsReadTheSame) {
    const ParcelTxt expected = content(parsed(coordinateFile()).txt);
    ASSERT_EQ(expected.parcels.size(), 2U);
    ASSERT_EQ(expected.properties.size(), 6U);
    EXPECT_EQ(expected.parcels[0].header.size(), 8U);
    EXPECT_EQ(expected.parcels[0].points.size(), 10U);
    EXPECT_EQ(expected.parcels[0].points[6], (TxtPoint{"J6", 2, 4301898.72, 39489622.917}));
    for (const Variant& variant : sameContent()) {
        const ParsedTxt txt = parsed(variant.bytes);
        ParcelTxt found = content(txt.txt);
        if (std::string(variant.name) == "blanks around commas") {
            found.properties.back() = expected.properties.back();
        }
        EXPECT_EQ(found.properties, expected.properties) << variant.name;
        EXPECT_TRUE(found.parcels == expected.parcels) << variant.name;
        EXPECT_THAT(codesOf(txt), IsEmpty()) << variant.name;
        EXPECT_TRUE(looksLikeParcelTxt(variant.bytes)) << variant.name;
    }
}

TEST(ParcelTxt, EncodingIsToldOrTaken) {
    const std::string text = coordinateFile();
    EXPECT_EQ(parsed(in("GBK", text)).encoding, "GB18030");
    EXPECT_EQ(parsed(text).encoding, "UTF-8");
    EXPECT_EQ(parsed(in("UTF-16LE", text)).encoding, "UTF-16LE");
    EXPECT_EQ(parsed(in("GBK", text), "GBK").encoding, "GBK");
    EXPECT_EQ(parseParcelTxt(text, {.encoding = "no such thing"}).error().code,
              ErrorCode::BadArgument);
    const std::string rare =
        replaced(text, "示例", "\xF0\xA0\xAE\xB7"); // 𠮷, four bytes in GB18030
    EXPECT_EQ(parsed(in("GB18030", rare)).txt.parcels[0].header[3], "\xF0\xA0\xAE\xB7地块");
}

TEST(ParcelTxt, CharactersThatAreLostAreTold) {
    const std::string gbk = in("GBK", coordinateFile());
    std::string damaged = gbk;
    damaged.replace(damaged.find(in("GBK", "示")), 2, "\xFF\xFF");
    const ParsedTxt txt = parsed(damaged);
    EXPECT_EQ(txt.encoding, "GB18030");
    EXPECT_THAT(codesOf(txt), ElementsAre(FindingCode::CharactersLost));
    EXPECT_EQ(txt.txt.parcels.size(), 2U);
}

TEST(ParcelTxt, ProjectBlockIsKeptApart) {
    const ParsedTxt txt = parsed("[项目信息]\n项目名称=甲\n项目编号=12\n" + coordinateFile());
    EXPECT_THAT(txt.txt.project,
                ElementsAre(std::pair<std::string, std::string>("项目名称", "甲"),
                            std::pair<std::string, std::string>("项目编号", "12")));
    EXPECT_EQ(txt.txt.properties.size(), 6U);
}

TEST(ParcelTxt, PointLinesMayBeShorterOrLonger) {
    const std::vector<std::pair<const char*, std::string>> lines{
        {"without prefix", "1,1,4301958.72,39489582.917"},
        {"without ring", "J1,4301958.72,39489582.917"},
        {"coordinates only", "4301958.72,39489582.917"},
        {"running number first", "1,J1,4301958.72,39489582.917"},
        {"something behind", "J1,1,4301958.72,39489582.917,100.00,note"},
        {"height behind", "J1,4301958.72,39489582.917,12.5"},
    };
    for (const auto& [name, line] : lines) {
        const ParsedTxt txt = parsed("1,0,DK,,面,@\n" + line + "\n");
        ASSERT_EQ(txt.txt.parcels.size(), 1U) << name;
        ASSERT_EQ(txt.txt.parcels[0].points.size(), 1U) << name;
        const TxtPoint& point = txt.txt.parcels[0].points[0];
        EXPECT_EQ(point.ring, 1) << name;
        EXPECT_EQ(point.north, 4301958.72) << name;
        EXPECT_EQ(point.east, 39489582.917) << name;
    }
}

TEST(ParcelTxt, PointsWithoutAnyHeaderAreParcels) {
    const std::string points = "J1,1,4301958.720,489582.917\nJ2,1,4301958.720,489682.917\n"
                               "J3,1,4301858.720,489682.917\nJ1,1,4301958.720,489582.917\n";
    const ParsedTxt one = parsed(points);
    ASSERT_EQ(one.txt.parcels.size(), 1U);
    EXPECT_THAT(one.txt.parcels[0].header, IsEmpty());
    EXPECT_EQ(one.txt.parcels[0].line, 1U);
    EXPECT_TRUE(looksLikeParcelTxt(points));
    EXPECT_TRUE(looksLikeParcelTxt(points + "J4,1,43")) << "a head is cut off";
    const ParsedTxt two = parsed(points + "\n" + points);
    ASSERT_EQ(two.txt.parcels.size(), 2U);
    EXPECT_EQ(two.txt.parcels[1].line, 6U);
    EXPECT_EQ(parsed(replaced(points, "\n", "\n\n")).txt.parcels.size(), 1U) << "blank lines only";
}

TEST(ParcelTxt, EastBeforeNorthIsTurnedAndTold) {
    const std::string turned = onPoints([](const std::string& line) {
        const auto last = line.rfind(',');
        const auto before = line.rfind(',', last - 1);
        return line.substr(0, before) + line.substr(last) + line.substr(before, last - before);
    });
    const ParsedTxt txt = parsed(turned);
    EXPECT_EQ(content(txt.txt), content(parsed(coordinateFile()).txt));
    EXPECT_THAT(codesOf(txt), ElementsAre(FindingCode::PointsTurned, FindingCode::PointsTurned));
    EXPECT_EQ(txt.findings.at(1).values, std::vector<std::string>{"20"});
    const ParsedTxt bare = parsed(replaced(turned, ",394", ",4"));
    EXPECT_THAT(codesOf(bare), ElementsAre(FindingCode::PointsTurned, FindingCode::PointsTurned));
}

/// What is wrong, what is said of it, how many points remain of fifteen, and the line with which a
/// parcel lost a point.
TEST(ParcelTxt, EveryFaultyLineIsNamedAndTheRestIsKept) {
    struct Broken {
        const char* name;
        std::string bytes;
        std::vector<FindingCode> codes;
        std::size_t points;
        const char* line;
        std::uint64_t lost = 0;
    };
    const std::string text = coordinateFile();
    const auto count = FindingCode::PointCountDiffers;
    const std::vector<Broken> cases{
        {"letter in a number",
         replaced(text, "J3,1,4301858.720", "J3,1,4301x58.720"),
         {FindingCode::PointUnread, count},
         14,
         "12",
         12},
        {"no number",
         replaced(text, "J3,1,4301858.720", "J3,1,nan"),
         {FindingCode::PointUnread, count},
         14,
         "12",
         12},
        {"infinite",
         replaced(text, "J3,1,4301858.720", "J3,1,inf"),
         {FindingCode::PointUnread, count},
         14,
         "12",
         12},
        {"too large",
         replaced(text, "J3,1,4301858.720", "J3,1,1e300"),
         {FindingCode::PointUnread, count},
         14,
         "12",
         12},
        {"out of range",
         replaced(text, "J3,1,4301858.720", "J3,1,1e999"),
         {FindingCode::PointUnread, count},
         14,
         "12",
         12},
        {"decimal comma",
         replaced(text, "J3,1,4301858.720,39489682.917", "J3,1,4301858"),
         {FindingCode::PointUnread, count},
         14,
         "12",
         12},
        {"ring number",
         replaced(text, "J6,2,", "J6,x,"),
         {FindingCode::RingNumberUnread},
         15,
         "16"},
        {"negative ring number",
         replaced(text, "J6,2,", "J6,-2.5x,"),
         {FindingCode::RingNumberUnread},
         15,
         "16"},
        {"no mark", replaced(text, "100102,@", "100102"), {FindingCode::HeaderUnmarked}, 15, "9"},
        {"mark glued on", replaced(text, "100102,@", "100102@"), {}, 15, ""},
        {"wrong count", replaced(text, "10,0.96", "12,0.96"), {count}, 15, "9"},
        {"count without closings", replaced(text, "10,0.96", "8,0.96"), {}, 15, ""},
        {"no points", text + "4,1,DK-03,,面,,,,@\n", {FindingCode::ParcelEmpty}, 15, "26"},
        {"key twice",
         replaced(text, "带号=39\n", "带号=39\n带号=40\n"),
         {FindingCode::KeyRepeated},
         15,
         "6"},
        {"unknown block",
         replaced(text, "[属性描述]", "[其他]"),
         {FindingCode::BlockUnknown},
         15,
         "1"},
        {"a stray line",
         replaced(text, "5,0.2500", "测量单位 甲\n5,0.2500"),
         {FindingCode::LineUnread},
         15,
         "20"},
        {"a line of one number",
         replaced(text, "5,0.2500", "12345\n5,0.2500"),
         {FindingCode::LineUnread},
         15,
         "20"},
        {"a point of which one word is left",
         replaced(text, "J3,1,4301858.720,39489682.917", "J3"),
         {FindingCode::LineUnread, count},
         14,
         "12",
         12},
        {"a point of which two words are left",
         replaced(text, "J3,1,4301858.720,39489682.917", "J3,1"),
         {FindingCode::PointUnread, count},
         14,
         "12",
         12},
        {"a letter in a line of coordinates only",
         replaced(text, "J3,1,4301858.720,39489682.917", "4301x58.720,39489682.917"),
         {FindingCode::PointUnread, count},
         14,
         "12",
         12},
        {"a very long line",
         text + std::string(70'000, 'x') + "\n",
         {FindingCode::LineUnread},
         15,
         "26"},
        {"cut off within a point",
         text.substr(0, text.size() - 20),
         {FindingCode::PointUnread, count},
         14,
         "25",
         25},
    };
    for (const Broken& broken : cases) {
        const ParsedTxt txt = parsed(broken.bytes);
        EXPECT_EQ(codesOf(txt), broken.codes) << broken.name;
        std::size_t points = 0;
        std::uint64_t lost = 0;
        for (const TxtParcel& parcel : txt.txt.parcels) {
            points += parcel.points.size();
            lost += parcel.lostPoint; // at most one of them lost something
        }
        EXPECT_EQ(points, broken.points) << broken.name;
        EXPECT_EQ(lost, broken.lost) << broken.name;
        for (const Finding& finding : txt.findings) {
            EXPECT_EQ(finding.layer, "a.txt");
            if (!broken.codes.empty() && finding.code == broken.codes.front()) {
                EXPECT_EQ(finding.values.at(0), broken.line) << broken.name;
            }
        }
    }
}

TEST(ParcelTxt, OtherFilesAreNoCoordinateFiles) {
    const std::vector<std::string> others{
        "",
        "hello\n",
        "a,b,c\n1,2,3\n4,5,6\n7,8,9\n",
        "{\"type\":\"FeatureCollection\"}",
        "PK\3\4" + std::string(30, '\0'),
        "X,Y,name\n4301958.7,39489582.9,a\n4301958.7,39489582.9,b\n",
        std::string(2000, '\0'),
        "id,X,Y\n1,4301958.7,39489582.9\n2,4301958.7,39489582.9\n3,4301958.7,39489582.9\n",
        "  0\nSECTION\n  2\nHEADER\n",
        "<?xml version=\"1.0\"?><kml/>",
        "key=value\nother=value\n"};
    for (const std::string& bytes : others) {
        EXPECT_FALSE(looksLikeParcelTxt(bytes)) << bytes.substr(0, 40);
    }
    EXPECT_EQ(parseParcelTxt("hello\nworld\n").error().code, ErrorCode::FormatNotSupported);
    EXPECT_EQ(parseParcelTxt("").error().code, ErrorCode::FormatNotSupported);
}

TEST(ParcelTxt, FindingsOfOneKindAreListedUpToALimitAndCounted) {
    std::string text = coordinateFile();
    for (int i = 0; i < 1200; ++i) {
        text += "J9,1,x,y\n";
    }
    const ParsedTxt txt = parsed(text);
    const auto listed =
        std::count_if(txt.findings.begin(), txt.findings.end(), [](const Finding& finding) {
            return finding.code == FindingCode::PointUnread;
        });
    EXPECT_EQ(listed, 500);
    EXPECT_EQ(txt.findings.back().code, FindingCode::MoreFindings);
    EXPECT_EQ(txt.findings.back().values, std::vector<std::string>{"700"});
}

TEST(ParcelTxt, NumbersDoNotDependOnTheLocale) {
    const std::string before = std::setlocale(LC_ALL, nullptr);
    const ParsedTxt plain = parsed(coordinateFile());
    for (const char* name : {"de_DE.UTF-8", "de_DE.utf8", "fr_FR.UTF-8", "ru_RU.UTF-8"}) {
        if (std::setlocale(LC_ALL, name) != nullptr) {
            break; // streams have one in any case
        }
    }
    const std::locale streams =
        std::locale::global(std::locale(std::locale::classic(), new DecimalComma));
    const ParsedTxt local = parsed(coordinateFile());
    std::locale::global(streams);
    std::setlocale(LC_ALL, before.c_str());
    EXPECT_TRUE(local.txt == plain.txt);
}

TEST(ParcelTxt, TimeGrowsWithTheSizeOnly) {
    const std::string head = "[属性描述]\n坐标系=2000国家大地坐标系\n[地块坐标]\n";
    const auto seconds = [&](int parcels) {
        std::string text = head;
        for (int i = 0; i < parcels; ++i) {
            text +=
                "5,0.25,DK,,面,,,,@\nJ1,1,4301958.72,39489700\nJ2,1,4301958.72,39489750\nx,y,z\n"
                "J3,1,4301908.72,39489750\nk" +
                std::to_string(i) + "=1\n";
        }
        const std::clock_t start = std::clock(); // of the processor, whatever else runs
        EXPECT_EQ(parsed(text).txt.parcels.size(), static_cast<std::size_t>(parcels));
        return static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
    };
    const double few = seconds(5000);
    EXPECT_LT(seconds(40'000), 8 * few * 3 + 0.05);
}

} // namespace tuban::data
