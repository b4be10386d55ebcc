// Row I10 of the reliability programme: names in every encoding, out and in again. None comes back
// other than it was without a word.

#include "export_fixture.h"
#include "jobs/import_job.h"

#include <gmock/gmock.h>
#include <set>

namespace tuban::jobs {

namespace {

constexpr int kNames = 200;

void appendUtf8(std::string& text, char32_t c) {
    if (c < 0x800) {
        text += static_cast<char>(0xC0U | (c >> 6U));
    } else if (c < 0x10000) {
        text += static_cast<char>(0xE0U | (c >> 12U));
        text += static_cast<char>(0x80U | ((c >> 6U) & 0x3FU));
    } else {
        text += static_cast<char>(0xF0U | (c >> 18U));
        text += static_cast<char>(0x80U | ((c >> 12U) & 0x3FU));
        text += static_cast<char>(0x80U | ((c >> 6U) & 0x3FU));
    }
    text += static_cast<char>(0x80U | (c & 0x3FU));
}

/// Of two hundred the first hundred are of GBK; then come characters of four bytes in GB18030
/// (U+3400 …), of four bytes in UTF-8 (U+20000 …), and names that are too long for a .dbf.
std::string nameOf(int number) {
    static constexpr std::u32string_view kCommon =
        U"天津市静海区子牙循环经济产业园有限责任公司中国石化集团科技发展工业用地仓储物流环保能源材"
        U"料机械制造"
        U"建设投资置业第一二三四五六七八九十东南西北京上海新华汽车电子医药食品金属塑料包装贸易开发"
        U"管理服务中心";
    std::string name;
    const int kind = number < 100 ? 0 : number % 4;
    const int length = kind == 3 ? 80 + number : 2 + number % 12;
    for (int i = 0; i < length; ++i) {
        const auto step = static_cast<char32_t>(number * 97 + i * 31);
        const bool rare = i % 3 == 1;
        appendUtf8(name,
                   rare && kind == 1   ? U'\u3400' + step % 6000
                   : rare && kind == 2 ? U'\U00020000' + step % 40000
                                       : kCommon[step % kCommon.size()]);
    }
    return name + (number % 7 == 0 ? " (ZY)" : "");
}

} // namespace

class Names : public ExportFixture {
protected:
    std::filesystem::path workspaceOf(int names, const std::string& file) const {
        auto writer = data::WorkspaceWriter::create(
            folder / file, {.crs = "EPSG:4548", .date = "2026-01-02", .title = {"区", "Zone"}});
        EXPECT_TRUE(writer);
        const auto catalog = data::readCatalog();
        for (const LayerSchema& schema : *catalog) {
            LayerTable table{schema};
            for (int i = 0; i < (schema.name == "parcel" ? names : 0); ++i) {
                LayerRow row = parcel(schema, "ZY-" + std::to_string(1000 + i));
                row.values[*schema.fieldIndex("holder")] = nameOf(i);
                row.geometry.parts = {
                    {ring(4'920'000'000 + 2'000'000 * i, 43'010'000'000, 1'000'000)}};
                table.rows.push_back(std::move(row));
            }
            EXPECT_TRUE(writer->addTable(table, {}));
        }
        EXPECT_TRUE(writer->commit());
        return folder / file;
    }

    /// The names by their parcels as an import stores them, and whether it named the encoding.
    std::map<std::string, std::string> broughtBack(const std::filesystem::path& file) const {
        const auto back = folder / "back.gpkg";
        std::filesystem::remove(back);
        workspaceOf(0, "back.gpkg");
        const auto done = ImportJob({.workspace = back,
                                     .sources = {file},
                                     .user = "test",
                                     .layer = "parcel",
                                     .crs = "EPSG:4548"})
                              .run({});
        EXPECT_TRUE(done) << file << ": " << describeFailure(done.error());
        std::map<std::string, std::string> names;
        const auto store = data::openWorkspace(back, data::OpenMode::ReadOnly, {});
        const LayerSchema& schema = *(*store)->layer("parcel");
        std::vector<Finding> findings;
        const auto take = [&](StoredRow&& row) {
            const auto& value = row.content.values[*schema.fieldIndex("holder")];
            const auto* const name = std::get_if<std::string>(&value);
            names[std::get<std::string>(row.content.values[*schema.fieldIndex("parcel_no")])] =
                name == nullptr ? std::string() : *name;
            return true;
        };
        EXPECT_TRUE((*store)->rows("parcel", take, findings, {}));
        return names;
    }

    /// Every name comes back as it was, or was named by the export.
    void expectAllOrNamed(const ExportJob::Summary& made) const {
        EXPECT_EQ(made.unlisted, 0U);
        std::set<std::string> named;
        for (const Finding& finding : made.findings) {
            if (finding.code == FindingCode::CharacterLost ||
                finding.code == FindingCode::TextCut) {
                named.insert(finding.values.at(0));
            }
        }
        const auto names = broughtBack(made.files.front());
        ASSERT_EQ(names.size(), static_cast<std::size_t>(kNames)) << made.files.front();
        for (int i = 0; i < kNames; ++i) {
            const std::string key = "ZY-" + std::to_string(1000 + i);
            const bool same = names.at(key) == nameOf(i);
            EXPECT_NE(same, named.contains(key)) << made.files.front() << " " << key << ": "
                                                 << nameOf(i) << " came back as " << names.at(key);
        }
    }
};

TEST_F(Names, AreKeptOrNamedInShapefilesOfEveryEncoding) {
    const auto office = workspaceOf(kNames, "names.gpkg");
    for (const char* const encoding : {"utf-8", "gbk", "gb18030"}) {
        ExportJob::Settings wanted = settings(std::string(encoding) + ".shp");
        wanted.workspace = office;
        wanted.encoding = encoding;
        const auto made = done(wanted);
        expectAllOrNamed(made);
        std::filesystem::remove(folder / (std::string(encoding) + ".cpg"));
        expectAllOrNamed(made); // told from the bytes
    }
}

TEST_F(Names, AreKeptInFormatsThatHoldAllCharacters) {
    const auto office = workspaceOf(kNames, "names.gpkg");
    for (const char* const file : {"n.gpkg", "n.geojson", "n.kml", "n.csv", "n.xlsx"}) {
        ExportJob::Settings wanted = settings(file);
        wanted.workspace = office;
        const auto made = done(wanted);
        EXPECT_TRUE(made.findings.empty()) << file;
        expectAllOrNamed(made);
    }
}

TEST_F(Names, AreKeptOrNamedInTablesOfEveryEncoding) {
    const auto office = workspaceOf(kNames, "names.gpkg");
    for (const char* const encoding : {"gbk", "gb18030"}) {
        ExportJob::Settings wanted = settings(std::string(encoding) + ".csv");
        wanted.workspace = office;
        wanted.encoding = encoding;
        expectAllOrNamed(done(wanted));
    }
}

} // namespace tuban::jobs
