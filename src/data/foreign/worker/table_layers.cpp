#include "data/foreign/worker/table_layers.h"

#include "data/exchange/delimited_text.h"
#include "data/sources/cpl_messages.h"
#include "data/sources/text_encoding.h"

#include <cpl_conv.h>
#include <cpl_vsi.h>
#include <gdal_priv.h>
#include <ogrsf_frmts.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <optional>
#include <utility>

namespace tuban::data {

namespace {

using Cells = std::vector<std::string>;

constexpr std::size_t kMostHeadingTexts = 10; ///< cells of a column of geometry that are none

/// Whether a text begins like a geometry: "POLYGON ((", "POINT(1 2)", "MULTIPOLYGON EMPTY".
bool beginsLikeWkt(std::string_view text) {
    constexpr std::array<std::string_view, 7> kKinds{"MULTIPOLYGON",
                                                     "POLYGON",
                                                     "MULTILINESTRING",
                                                     "LINESTRING",
                                                     "MULTIPOINT",
                                                     "POINT",
                                                     "GEOMETRYCOLLECTION"};
    std::string word;
    for (const char c : text.substr(0, 24)) {
        if (c == '(' || (c == ' ' && !word.empty())) {
            break;
        }
        if (c != ' ') {
            word += static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
        }
    }
    return std::find(kKinds.begin(), kKinds.end(), word) != kKinds.end() &&
           (text.find('(') != std::string_view::npos ||
            text.find("EMPTY") != std::string_view::npos);
}

/// Rows of cells, as often as they are asked for.
class RowSource {
public:
    virtual ~RowSource() = default;
    virtual void rewind() = 0;
    virtual bool next(Cells& cells) = 0;
};

class TextRows final : public RowSource {
public:
    explicit TextRows(std::string text) : m_text(std::move(text)), m_cells(m_text) {}
    void rewind() override { m_cells.rewind(); }
    bool next(Cells& cells) override { return m_cells.next(cells); }

private:
    std::string m_text;
    DelimitedText m_cells;
};

class SheetRows final : public RowSource {
public:
    SheetRows(std::shared_ptr<GDALDataset> dataset, OGRLayer* layer)
        : m_dataset(std::move(dataset)), m_layer(layer) {}
    void rewind() override { m_layer->ResetReading(); }
    bool next(Cells& cells) override {
        const OGRFeatureUniquePtr feature(m_layer->GetNextFeature());
        if (!feature) {
            return false;
        }
        cells.resize(static_cast<std::size_t>(feature->GetFieldCount()));
        for (int i = 0; i < feature->GetFieldCount(); ++i) {
            cells[static_cast<std::size_t>(i)] =
                feature->IsFieldSetAndNotNull(i) ? feature->GetFieldAsString(i) : "";
        }
        return true;
    }

private:
    std::shared_ptr<GDALDataset> m_dataset;
    OGRLayer* m_layer; ///< owned by the dataset
};

class TableLayer final : public LayerReader {
public:
    TableLayer(ForeignLayer info, std::unique_ptr<RowSource> rows) : m_rows(std::move(rows)) {
        m_info = std::move(info);
        describe();
    }

    bool isEmpty() const { return !m_anything; }
    Result<void> read(BatchWriter& out, std::vector<Finding>& findings) override;

private:
    void describe();
    void addGeometry(const Cells& cells, BatchWriter& out);

    std::unique_ptr<RowSource> m_rows;
    std::optional<std::size_t> m_wkt;
    std::string m_wkb; ///< of the row; empty: it has none
    TextRepair m_repair;
    bool m_anything = false;
};

/// Looks at all rows: how many there are, how wide they are, and which column is geometry.
void TableLayer::describe() {
    struct Column {
        std::size_t filled = 0;
        std::size_t wkt = 0;
    };
    std::vector<Column> columns;
    Cells cells;
    std::uint64_t rows = 0;
    for (m_rows->rewind(); m_rows->next(cells); ++rows) {
        columns.resize(std::max(columns.size(), cells.size()));
        for (std::size_t i = 0; i < cells.size(); ++i) {
            columns[i].filled += cells[i].empty() ? 0U : 1U;
            columns[i].wkt += beginsLikeWkt(cells[i]) ? 1U : 0U;
            m_anything = m_anything || !cells[i].empty();
        }
    }
    m_info.features = rows;
    for (std::size_t i = 0; i < columns.size(); ++i) {
        m_info.fields.push_back({"Field" + std::to_string(i + 1)});
        const Column& column = columns[i];
        const bool all = column.wkt > 0 && (column.filled - column.wkt <= kMostHeadingTexts ||
                                            10 * column.wkt >= 9 * column.filled);
        if (all && !m_wkt) {
            m_wkt = i;
        }
    }
    if (m_wkt) {
        m_info.hasGeometry = true;
        m_info.notes.emplace_back(kWktColumn, std::to_string(*m_wkt));
    }
}

void TableLayer::addGeometry(const Cells& cells, BatchWriter& out) {
    m_wkb.clear();
    OGRGeometry* raw = nullptr;
    if (m_wkt && *m_wkt < cells.size() && beginsLikeWkt(cells[*m_wkt]) &&
        OGRGeometryFactory::createFromWkt(cells[*m_wkt].c_str(), nullptr, &raw) == OGRERR_NONE) {
        const OGRGeometryUniquePtr geometry(raw);
        m_wkb.resize(geometry->WkbSize());
        auto* const room = reinterpret_cast<unsigned char*>(m_wkb.data());
        if (geometry->exportToWkb(wkbNDR, room, wkbVariantIso) != OGRERR_NONE) {
            m_wkb.clear();
        }
    }
    out.geometry(std::as_bytes(std::span(m_wkb)));
}

Result<void> TableLayer::read(BatchWriter& out, std::vector<Finding>& findings) {
    const CplMessages messages;
    Cells cells;
    m_rows->rewind();
    for (std::int64_t number = 1; m_rows->next(cells); ++number) {
        out.begin(number);
        addGeometry(cells, out);
        for (std::size_t i = 0; i < m_info.fields.size(); ++i) {
            const bool taken = m_wkt == i && !m_wkb.empty(); // said by the geometry
            if (taken || i >= cells.size() || cells[i].empty()) {
                out.addNull();
            } else {
                out.addText(m_repair.utf8(cells[i]));
            }
        }
        if (!out.end()) {
            break;
        }
    }
    out.flush();
    for (Finding& finding : messages.findings(m_info.name)) {
        findings.push_back(std::move(finding));
    }
    return {};
}

/// Whether a workbook counts its days from 1904, as old ones of Macintosh do: GDAL does not look.
bool countsFrom1904(const std::string& path) {
    constexpr std::size_t kHead = 64 * 1024;
    const std::string part = "/vsizip/{" + path + "}/xl/workbook.xml";
    VSILFILE* const file = VSIFOpenL(part.c_str(), "rb");
    if (file == nullptr) {
        return false;
    }
    std::string head(kHead, '\0');
    head.resize(VSIFReadL(head.data(), 1, head.size(), file));
    VSIFCloseL(file);
    return head.find("date1904=\"1\"") != std::string::npos ||
           head.find("date1904=\"true\"") != std::string::npos;
}

} // namespace

void openDelimited(const ReaderInput& input, std::string text, OpenedFiles& opened) {
    ForeignLayer info{.name = input.stem, .file = input.file, .format = "CSV"};
    opened.layers.push_back(
        std::make_unique<TableLayer>(std::move(info), std::make_unique<TextRows>(std::move(text))));
}

Result<void> openSpreadsheet(const ReaderInput& input, OpenedFiles& opened) {
    const CplMessages messages;
    const CPLConfigOptionSetter headings("OGR_XLSX_HEADERS", "DISABLE", false);
    const CPLConfigOptionSetter types("OGR_XLSX_FIELD_TYPES", "STRING", false);
    if (countsFrom1904(input.path)) {
        return Error{ErrorCode::FormatNotSupported,
                     input.file.string(),
                     "workbook with days counted from 1904; save it with the 1900 date system"};
    }
    const char* const drivers[] = {"XLSX", nullptr};
    constexpr unsigned kFlags = GDAL_OF_VECTOR | GDAL_OF_READONLY | GDAL_OF_VERBOSE_ERROR;
    const std::shared_ptr<GDALDataset> dataset(
        GDALDataset::Open(input.path.c_str(), kFlags, drivers, nullptr, nullptr),
        [](GDALDataset* one) { GDALClose(one); });
    if (!dataset) {
        return Error{ErrorCode::FileUnreadable, input.file.string(), messages.worst()};
    }
    for (OGRLayer* const layer : dataset->GetLayers()) {
        ForeignLayer info{.name = layer->GetName(), .file = input.file, .format = "XLSX"};
        auto made = std::make_unique<TableLayer>(std::move(info),
                                                 std::make_unique<SheetRows>(dataset, layer));
        if (!made->isEmpty()) {
            opened.layers.push_back(std::move(made));
        }
    }
    for (Finding& finding : messages.findings(input.stem)) {
        opened.findings.push_back(std::move(finding));
    }
    return {};
}

} // namespace tuban::data
