#include "data/export/shapefile_export.h"

#include "data/export/dbf_writer.h"
#include "data/export/output_file.h"
#include "geometry/crs.h"

#include <algorithm>
#include <array>
#include <bit>
#include <optional>
#include <string_view>
#include <system_error>

namespace tuban::data {

namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t kMostBytes = 0x7FFFFFFF; // of a .shp that all readers take
constexpr std::size_t kHeadBytes = 100;
constexpr std::string_view kFieldsHead = "\xEF\xBB\xBF"
                                         "dbf_field,field,title_zh,title_en,unit\r\n";
constexpr std::string_view kFileCode("\x00\x00\x27\x0A", 4);

enum class ShapeType : std::uint32_t { Null = 0, Point = 1, PolyLine = 3, Polygon = 5 };

ShapeType shapeTypeOf(GeometryKind kind) {
    switch (kind) {
    case GeometryKind::Point:
        return ShapeType::Point;
    case GeometryKind::LineString:
        return ShapeType::PolyLine;
    case GeometryKind::Polygon:
    case GeometryKind::MultiPolygon:
        return ShapeType::Polygon;
    case GeometryKind::None:
        break;
    }
    return ShapeType::Null;
}

void appendBigEndian(std::string& bytes, std::uint32_t value) {
    for (int shift = 24; shift >= 0; shift -= 8) {
        bytes += static_cast<char>((value >> static_cast<unsigned>(shift)) & 0xFFU);
    }
}

std::uint32_t words(std::uint64_t bytes) {
    return static_cast<std::uint32_t>(bytes / 2);
}

/// The head of a .shp or .shx of `bytes` in all.
std::string headOf(ShapeType type, std::uint64_t bytes, const std::array<double, 4>& box) {
    constexpr std::uint32_t kFileVersion = 1000;
    std::string head(kFileCode);
    head.resize(24);
    appendBigEndian(head, words(bytes));
    appendLittleEndian(head, kFileVersion);
    appendLittleEndian(head, static_cast<std::uint32_t>(type));
    for (const double v : box) {
        appendLittleEndian(head, v);
    }
    head.resize(kHeadBytes);
    return head;
}

/// The content of a record.
void appendShape(std::string& bytes, ShapeType type, const ExportGeometry& g) {
    if (g.empty()) {
        appendLittleEndian(bytes, static_cast<std::uint32_t>(ShapeType::Null));
        return;
    }
    appendLittleEndian(bytes, static_cast<std::uint32_t>(type));
    if (type == ShapeType::Point) {
        appendLittleEndian(bytes, g.list(0)[0]);
        appendLittleEndian(bytes, g.list(0)[1]);
        return;
    }
    for (const double v : g.extent()) {
        appendLittleEndian(bytes, v);
    }
    appendLittleEndian(bytes, static_cast<std::uint32_t>(g.listCount()));
    appendLittleEndian(bytes, static_cast<std::uint32_t>(g.pointCount()));
    std::uint32_t first = 0;
    for (std::size_t i = 0; i < g.listCount(); ++i) {
        appendLittleEndian(bytes, first);
        first += static_cast<std::uint32_t>(g.list(i).size() / 2);
    }
    for (std::size_t i = 0; i < g.listCount(); ++i) {
        const auto xy = g.list(i);
        for (std::size_t k = 0; k < xy.size(); k += 2) {
            // Outer rings of a Shapefile run clockwise.
            const std::size_t at = type == ShapeType::Polygon ? xy.size() - 2 - k : k;
            appendLittleEndian(bytes, xy[at]);
            appendLittleEndian(bytes, xy[at + 1]);
        }
    }
}

std::string quoted(const std::string& text) {
    std::string cell = "\"";
    for (const char c : text) {
        cell += c;
        if (c == '"') {
            cell += c;
        }
    }
    return cell + '"';
}

/// What the fields of the table are in full.
std::string fieldsText(const ExportPlan& plan) {
    std::string text(kFieldsHead);
    for (std::size_t i = 0; i < plan.names.size(); ++i) {
        const FieldSchema& field = plan.schema.fields[i];
        text += quoted(plan.names[i]) + ',' + quoted(field.name) + ',' + quoted(field.title.zh) +
                ',' + quoted(field.title.en) + ',' + quoted(field.unit) + "\r\n";
    }
    return text;
}

class ShapefileWriter : public ExportWriter {
public:
    ShapefileWriter(const ExportPlan& plan, ExportFiles& files, ExportNotes& notes)
        : m_subject(files.target().string()), m_type(shapeTypeOf(plan.schema.geometry)) {
        if (m_type != ShapeType::Null) {
            m_shp.emplace(files.add(".shp"), m_subject);
            m_shx.emplace(files.add(".shx"), m_subject);
            m_shp->put(std::string(kHeadBytes, '\0'));
            m_shx->put(std::string(kHeadBytes, '\0'));
        }
        m_dbf.emplace(plan, files, notes);
        m_texts.push_back({files.add(".cpg"), nameOf(plan.encoding)});
        if (m_type != ShapeType::Null) {
            m_texts.push_back({files.add(".prj"), geometry::crsAsEsriWkt(plan.crs).value()});
        }
        m_texts.push_back({files.add(".fields.csv"), fieldsText(plan)});
    }

    Result<void> write(const ExportFeature& feature) override {
        if (m_shp) {
            if (auto put = putShape(feature.geometry); !put) {
                return put;
            }
        }
        return m_dbf->write(feature);
    }

    Result<void> finish() override {
        if (m_shp) {
            const auto box = m_box.value_or(std::array<double, 4>{});
            for (OutputFile* file : {&*m_shp, &*m_shx}) {
                file->patch(0, headOf(m_type, file->size(), box));
                if (auto closed = file->close(); !closed) {
                    return closed;
                }
            }
        }
        for (const auto& [path, text] : m_texts) {
            OutputFile file(path, m_subject);
            file.put(text);
            if (auto closed = file.close(); !closed) {
                return closed;
            }
        }
        return m_dbf->finish();
    }

private:
    Result<void> putShape(const ExportGeometry& geometry) {
        m_shape.clear();
        appendShape(m_shape, m_type, geometry);
        if (m_shp->size() + m_shape.size() > kMostBytes) {
            return Error{ErrorCode::ExportTooLarge, m_subject, "2 GB (.shp)"};
        }
        m_head.clear();
        appendBigEndian(m_head, words(m_shp->size()));
        appendBigEndian(m_head, words(m_shape.size()));
        m_shx->put(m_head);
        m_head.clear();
        appendBigEndian(m_head, ++m_records);
        appendBigEndian(m_head, words(m_shape.size()));
        m_shp->put(m_head);
        m_shp->put(m_shape);
        if (!geometry.empty()) {
            const auto box = geometry.extent();
            auto& all = m_box ? *m_box : m_box.emplace(box);
            all = {std::min(all[0], box[0]),
                   std::min(all[1], box[1]),
                   std::max(all[2], box[2]),
                   std::max(all[3], box[3])};
        }
        return m_shp->failed() ? m_shp->close() : m_shx->failed() ? m_shx->close() : Result<void>();
    }

    std::string m_subject;
    ShapeType m_type;
    std::optional<OutputFile> m_shp = {};
    std::optional<OutputFile> m_shx = {};
    std::optional<DbfWriter> m_dbf = {};
    std::vector<std::pair<fs::path, std::string>> m_texts = {};
    std::optional<std::array<double, 4>> m_box = {};
    std::uint32_t m_records = 0;
    std::string m_shape = {};
    std::string m_head = {};
};

/// A set of ours has its table of fields, and no index of another program, which would go on to
/// describe the old content.
bool isOurSet(const fs::path& path, const ExportPlan&) {
    fs::path file = path;
    std::error_code ignored;
    for (const char* foreign : {".sbn",
                                ".sbx",
                                ".fbn",
                                ".fbx",
                                ".ain",
                                ".aih",
                                ".ixs",
                                ".mxs",
                                ".qix",
                                ".qpj",
                                ".qmd",
                                ".idm",
                                ".ind",
                                ".cst",
                                ".dbt",
                                ".shp.xml"}) {
        if (fs::exists(file.replace_extension(foreign), ignored)) {
            return false;
        }
        file = path;
    }
    const bool shapes = startsWith(fs::path(path).replace_extension(".shp"), kFileCode) ||
                        !fs::exists(fs::path(path).replace_extension(".shp"), ignored);
    return shapes && startsWith(fs::path(path).replace_extension(".fields.csv"), kFieldsHead);
}

} // namespace

ExportFormat shapefileFormat() {
    ExportFormat format{.id = "shp", .extension = ".shp", .encodings = true, .shortNames = true};
    format.open = [](const ExportPlan& plan,
                     ExportFiles& files,
                     ExportNotes& notes) -> Result<std::unique_ptr<ExportWriter>> {
        if (plan.schema.geometry != GeometryKind::None) {
            if (const auto wkt = geometry::crsAsEsriWkt(plan.crs); !wkt) {
                return wkt.error();
            }
        }
        return std::unique_ptr<ExportWriter>(std::make_unique<ShapefileWriter>(plan, files, notes));
    };
    format.isOurs = isOurSet;
    return format;
}

} // namespace tuban::data
