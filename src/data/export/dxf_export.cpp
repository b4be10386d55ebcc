#include "data/export/dxf_export.h"

#include "data/export/dxf_document.h"
#include "data/export/output_file.h"

#include <algorithm>
#include <optional>
#include <set>

namespace tuban::data {

namespace {

constexpr std::string_view kStart = "999\r\nTuban export";
constexpr double kTextHeight = 2.0; // metres: 4 mm on a map 1:500

/// A name that CAD takes for a layer.
std::string layerName(std::string name) {
    for (char& c : name) {
        const bool refused = std::string_view("<>/\\\":;?*|=,`").find(c) != std::string_view::npos;
        c = refused || static_cast<unsigned char>(c) < 0x20 ? '_' : c;
    }
    return name.empty() ? "0" : name;
}

/// Drawings know code page 936 and UTF-8; what GB18030 has beyond GBK is escaped.
ExportEncoding drawingEncoding(const ExportPlan& plan) {
    return plan.encoding == ExportEncoding::Utf8 ? ExportEncoding::Utf8 : ExportEncoding::Gbk;
}

class DxfWriter : public ExportWriter {
public:
    DxfWriter(const ExportPlan& plan, ExportFiles& files, ExportNotes& notes)
        : m_plan(plan),
          m_notes(notes),
          m_subject(files.target().string()),
          m_path(files.add()),
          m_scratch(files.addScratch(".entities")),
          m_entities(m_scratch, m_subject),
          m_groups(drawingEncoding(plan)) {
        m_document.encoding = drawingEncoding(plan);
        m_document.comment = std::string(kExportMark) + ": " + plan.origin;
        m_document.decimals = plan.decimals;
        m_labels = layerOf(plan.title + (plan.chinese ? " 标注" : " labels"), {255, 255, 255});
    }

    Result<void> write(const ExportFeature& feature) override {
        if (feature.geometry.empty()) {
            return {};
        }
        m_groups.bytes.clear();
        const std::size_t layer = layerOfRow(feature.values);
        const auto box = feature.geometry.extent();
        auto& all = m_box ? *m_box : m_box.emplace(box);
        all = {std::min(all[0], box[0]),
               std::min(all[1], box[1]),
               std::max(all[2], box[2]),
               std::max(all[3], box[3])};
        if (feature.geometry.kind() == GeometryKind::Point) {
            putPoint(feature, layer);
        } else {
            for (std::size_t list = 0; list < feature.geometry.listCount(); ++list) {
                putPolyline(feature, list, layer);
            }
        }
        putLabels(feature);
        m_entities.put(m_groups.bytes);
        return m_entities.failed() ? m_entities.close() : Result<void>();
    }

    Result<void> finish() override {
        if (auto closed = m_entities.close(); !closed) {
            return closed;
        }
        m_document.extent = m_box.value_or(std::array<double, 4>{});
        OutputFile file(m_path, m_subject);
        file.put(m_document.head());
        file.append(m_scratch);
        file.put(m_document.tail());
        return file.close();
    }

private:
    /// The place of the layer of this name, made if there is none.
    std::size_t layerOf(const std::string& wanted, Rgb colour) {
        const std::string name = layerName(wanted);
        const auto [found, isNew] = m_layers.try_emplace(name, m_document.layers.size());
        if (isNew) {
            m_document.layers.push_back({name, colour});
        }
        return found->second;
    }

    /// The layer of the class; values that no class has get one of their own.
    std::size_t layerOfRow(const std::vector<FieldValue>& values) {
        const std::size_t place = m_plan.looks.of(values);
        const ExportLook& look = m_plan.looks.looks[place];
        const std::string value = m_plan.looks.valueOf(values);
        const std::string& name = place == 0 && !value.empty() ? value : look.name;
        return layerOf(name, look.opacity > 0.0 ? look.fill : look.line);
    }

    void begin(const char* type, std::size_t layer, const char* subclass) {
        m_groups.put(0, type);
        m_groups.putHandle(5, m_document.nextHandle++);
        m_groups.putHandle(330, DxfDocument::kModelSpace);
        m_groups.put(100, "AcDbEntity");
        m_groups.putText(8, m_document.layers[layer].name);
        m_groups.put(100, subclass);
    }

    void putPlace(int code, double x, double y) {
        m_groups.put(code, x, m_plan.decimals);
        m_groups.put(code + 10, y, m_plan.decimals);
    }

    void putPoint(const ExportFeature& feature, std::size_t layer) {
        const auto xy = feature.geometry.list(0);
        begin("POINT", layer, "AcDbPoint");
        putPlace(10, xy[0], xy[1]);
        m_groups.put(30, 0.0, 1);
        putOrigin(feature, 1);
    }

    void putPolyline(const ExportFeature& feature, std::size_t list, std::size_t layer) {
        const bool closed = feature.geometry.kind() != GeometryKind::LineString;
        auto xy = feature.geometry.list(list);
        xy = closed ? xy.first(xy.size() - 2) : xy; // the flag closes it
        begin("LWPOLYLINE", layer, "AcDbPolyline");
        m_groups.put(90, static_cast<std::int64_t>(xy.size() / 2));
        m_groups.put(70, std::int64_t{closed ? 1 : 0});
        for (std::size_t i = 0; i < xy.size(); i += 2) {
            putPlace(10, xy[i], xy[i + 1]);
        }
        putOrigin(feature, list + 1);
    }

    /// Which row, and which of its rings, counted through its parts from 1.
    void putOrigin(const ExportFeature& feature, std::size_t ring) {
        m_groups.put(1001, "TUBAN");
        m_groups.putText(1000, feature.label);
        m_groups.put(1071, static_cast<std::int64_t>(ring));
    }

    /// In every part: a drawing knows no other sign that they belong together.
    void putLabels(const ExportFeature& feature) {
        constexpr int kBottom = 1;
        constexpr int kTop = 3;
        const bool hasKey = m_plan.schema.keyField() != nullptr;
        const std::string value = m_plan.looks.valueOf(feature.values);
        std::size_t lost = 0;
        for (std::size_t part = 0; part < feature.geometry.partCount(); ++part) {
            const auto place = labelPoint(feature.geometry, part);
            lost = hasKey ? putLabel(feature.label, place, kBottom) : 0;
            if (!value.empty()) {
                putLabel(value, place, kTop);
            }
        }
        if (lost > 0) {
            m_notes.add(Severity::Fault,
                        FindingCode::CharacterLost,
                        {std::string(feature.label),
                         m_plan.schema.keyField()->title.zh,
                         nameOf(m_plan.encoding)});
        }
    }

    std::size_t putLabel(std::string_view text, std::array<double, 2> place, int vertical) {
        begin("TEXT", m_labels, "AcDbText");
        putPlace(10, place[0], place[1]);
        m_groups.put(30, 0.0, 1);
        m_groups.put(40, kTextHeight, 1);
        const std::size_t lost = m_groups.putText(1, text);
        m_groups.put(72, std::int64_t{1}); // centred
        putPlace(11, place[0], place[1]);
        m_groups.put(31, 0.0, 1);
        m_groups.put(100, "AcDbText");
        m_groups.put(73, static_cast<std::int64_t>(vertical));
        return lost;
    }

    const ExportPlan& m_plan;
    ExportNotes& m_notes;
    std::string m_subject;
    std::filesystem::path m_path;
    std::filesystem::path m_scratch;
    OutputFile m_entities;
    DxfGroups m_groups;
    DxfDocument m_document = {};
    std::map<std::string, std::size_t> m_layers = {};
    std::size_t m_labels = 0;
    std::optional<std::array<double, 4>> m_box = {};
};

} // namespace

ExportFormat dxfFormat() {
    ExportFormat format{.id = "dxf",
                        .extension = ".dxf",
                        .tables = false,
                        .usualEncoding = ExportEncoding::Gbk,
                        .encodings = true,
                        .geometryOnly = true};
    format.open = [](const ExportPlan& plan, ExportFiles& files, ExportNotes& notes) {
        return Result<std::unique_ptr<ExportWriter>>(
            std::make_unique<DxfWriter>(plan, files, notes));
    };
    format.isOurs = [](const std::filesystem::path& path, const ExportPlan&) {
        return startsWith(path, kStart);
    };
    return format;
}

} // namespace tuban::data
