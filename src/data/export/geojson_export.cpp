#include "data/export/geojson_export.h"

#include "data/export/output_file.h"

namespace tuban::data {

namespace {

constexpr std::string_view kStart = R"({"type":"FeatureCollection","generator":"Tuban export")";

class GeoJsonWriter : public ExportWriter {
public:
    GeoJsonWriter(const ExportPlan& plan, ExportFiles& files)
        : m_plan(plan), m_file(files.add(), files.target().string()) {
        for (const std::string& name : plan.names) {
            std::string key;
            appendJson(key, name);
            m_keys.push_back(key + ':');
        }
        putHead();
    }

    Result<void> write(const ExportFeature& feature) override {
        m_text.assign(m_first ? "\n" : ",\n");
        m_first = false;
        m_text += R"({"type":"Feature","properties":{)";
        for (std::size_t i = 0; i < m_keys.size(); ++i) {
            m_text += i == 0 ? "" : ",";
            m_text += m_keys[i];
            appendProperty(feature.values[i]);
        }
        m_text += R"(},"geometry":)";
        appendGeometry(feature.geometry);
        m_text += '}';
        m_file.put(m_text);
        return m_file.failed() ? m_file.close() : Result<void>();
    }

    Result<void> finish() override {
        m_file.put("\n]}\n");
        return m_file.close();
    }

private:
    void member(const char* key, const std::string& value) {
        if (!value.empty()) {
            m_text += std::string(",\"") + key + "\":";
            appendJson(m_text, value);
        }
    }

    void putHead() {
        m_text = kStart;
        member("name", m_plan.schema.name);
        member("title", m_plan.title);
        member("notice", m_plan.notice);
        member("origin", m_plan.origin);
        constexpr std::string_view kEpsg = "EPSG:";
        if (m_plan.crs.starts_with(kEpsg) && m_plan.crs != "EPSG:4326") {
            m_text += R"(,"crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::)" +
                      m_plan.crs.substr(kEpsg.size()) + "\"}}";
        }
        m_file.put(m_text + ",\"features\":[");
    }

    void appendProperty(const FieldValue& value) {
        if (const auto* text = std::get_if<std::string>(&value)) {
            appendJson(m_text, *text);
            return;
        }
        const std::size_t before = m_text.size();
        appendValue(m_text, value);
        if (m_text.size() == before) {
            m_text += "null";
        } else if (std::holds_alternative<double>(value) &&
                   m_text.find_first_of(".e", before) == std::string::npos) {
            m_text += ".0"; // a real remains one for who reads the file
        }
    }

    void appendGeometry(const ExportGeometry& g) {
        if (g.empty()) {
            m_text += "null";
            return;
        }
        switch (g.kind()) {
        case GeometryKind::Point:
            m_text += R"({"type":"Point","coordinates":)";
            appendPosition(g.list(0), 0);
            break;
        case GeometryKind::LineString:
            m_text += R"({"type":"LineString","coordinates":)";
            appendList(g.list(0));
            break;
        case GeometryKind::Polygon:
            m_text += R"({"type":"Polygon","coordinates":)";
            appendPart(g, 0);
            break;
        case GeometryKind::MultiPolygon:
            m_text += R"({"type":"MultiPolygon","coordinates":)";
            for (std::size_t part = 0; part < g.partCount(); ++part) {
                m_text += part == 0 ? '[' : ',';
                appendPart(g, part);
            }
            m_text += ']';
            break;
        case GeometryKind::None:
            break;
        }
        m_text += '}';
    }

    void appendPart(const ExportGeometry& g, std::size_t part) {
        const auto [first, last] = g.lists(part);
        for (std::size_t list = first; list < last; ++list) {
            m_text += list == first ? '[' : ',';
            appendList(g.list(list));
        }
        m_text += ']';
    }

    void appendList(std::span<const double> xy) {
        for (std::size_t i = 0; i < xy.size(); i += 2) {
            m_text += i == 0 ? '[' : ',';
            appendPosition(xy, i);
        }
        m_text += ']';
    }

    void appendPosition(std::span<const double> xy, std::size_t i) {
        m_text += '[';
        appendCoordinate(m_text, xy[i], m_plan.decimals);
        m_text += ',';
        appendCoordinate(m_text, xy[i + 1], m_plan.decimals);
        m_text += ']';
    }

    const ExportPlan& m_plan;
    OutputFile m_file;
    std::vector<std::string> m_keys = {};
    std::string m_text = {};
    bool m_first = true;
};

} // namespace

ExportFormat geoJsonFormat() {
    ExportFormat format{.id = "geojson", .extension = ".geojson", .worldFirst = true};
    format.open = [](const ExportPlan& plan, ExportFiles& files, ExportNotes&) {
        return Result<std::unique_ptr<ExportWriter>>(std::make_unique<GeoJsonWriter>(plan, files));
    };
    format.isOurs = [](const std::filesystem::path& path, const ExportPlan&) {
        return startHolds(path, kStart);
    };
    return format;
}

} // namespace tuban::data
