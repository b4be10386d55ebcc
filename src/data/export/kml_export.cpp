#include "data/export/kml_export.h"

#include "data/export/output_file.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

namespace tuban::data {

namespace {

constexpr std::string_view kStart = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!-- Tuban export";

/// aabbggrr, as KML has it.
std::string kmlColour(Rgb colour, double opacity) {
    const long alpha = std::lround(255.0 * std::clamp(opacity, 0.0, 1.0));
    char text[16];
    std::snprintf(text,
                  sizeof text,
                  "%02x%02x%02x%02x",
                  static_cast<unsigned>(alpha),
                  static_cast<unsigned>(colour.b),
                  static_cast<unsigned>(colour.g),
                  static_cast<unsigned>(colour.r));
    return text;
}

const char* typeOf(ValueKind kind) {
    switch (kind) {
    case ValueKind::Integer:
        return "int";
    case ValueKind::Real:
        return "double";
    case ValueKind::Date:
    case ValueKind::Text:
        break;
    }
    return "string";
}

class KmlWriter : public ExportWriter {
public:
    KmlWriter(const ExportPlan& plan, ExportFiles& files, ExportNotes& notes)
        : m_plan(plan), m_notes(notes), m_file(files.add(), files.target().string()) {
        putHead();
    }

    Result<void> write(const ExportFeature& feature) override {
        m_text = "<Placemark><name>";
        appendXml(m_text, feature.label);
        m_text += "</name><styleUrl>#s" + std::to_string(m_plan.looks.of(feature.values)) +
                  "</styleUrl><ExtendedData><SchemaData schemaUrl=\"#fields\">";
        for (std::size_t i = 0; i < feature.values.size(); ++i) {
            putValue(feature, i);
        }
        m_text += "</SchemaData></ExtendedData>";
        putGeometry(feature.geometry);
        m_text += "</Placemark>\n";
        m_file.put(m_text);
        return m_file.failed() ? m_file.close() : Result<void>();
    }

    Result<void> finish() override {
        m_file.put("</Document></kml>\n");
        return m_file.close();
    }

private:
    void element(const char* name, std::string_view content) {
        m_text += std::string("<") + name + '>';
        appendXml(m_text, content);
        m_text += std::string("</") + name + ">\n";
    }

    void putHead() {
        m_text = std::string(kStart) + " -->\n" +
                 "<kml xmlns=\"http://www.opengis.net/kml/2.2\"><Document>\n";
        element("name", m_plan.title);
        element("description",
                m_plan.notice.empty() ? m_plan.origin : m_plan.notice + "\n" + m_plan.origin);
        for (std::size_t i = 0; i < m_plan.looks.looks.size(); ++i) {
            putStyle(i, m_plan.looks.looks[i]);
        }
        m_text += "<Schema name=\"";
        appendXml(m_text, m_plan.schema.name);
        m_text += "\" id=\"fields\">\n";
        for (std::size_t i = 0; i < m_plan.names.size(); ++i) {
            m_text += std::string("<SimpleField type=\"") + typeOf(m_plan.schema.fields[i].kind) +
                      "\" name=\"";
            appendXml(m_text, m_plan.names[i]);
            m_text += "\"><displayName>";
            appendXml(m_text, m_plan.headings[i]);
            m_text += "</displayName></SimpleField>\n";
        }
        m_file.put(m_text + "</Schema>\n");
    }

    void putStyle(std::size_t number, const ExportLook& look) {
        constexpr double kPixelsPerMillimetre = 96.0 / 25.4;
        m_text += "<Style id=\"s" + std::to_string(number) + "\"><LineStyle><color>" +
                  kmlColour(look.line, 1.0) + "</color><width>";
        appendCoordinate(m_text, std::max(look.width * kPixelsPerMillimetre, 1.0), 1);
        m_text += "</width></LineStyle><PolyStyle>";
        m_text += look.opacity > 0.0 ? "<color>" + kmlColour(look.fill, look.opacity) + "</color>"
                                     : std::string("<fill>0</fill>");
        m_text += "</PolyStyle></Style>\n";
    }

    void putValue(const ExportFeature& feature, std::size_t i) {
        const FieldValue& value = feature.values[i];
        if (isNull(value)) {
            return;
        }
        m_value.clear();
        appendValue(m_value, value);
        m_text += "<SimpleData name=\"";
        appendXml(m_text, m_plan.names[i]);
        m_text += "\">";
        if (appendXml(m_text, m_value) > 0) {
            m_notes.add(Severity::Fault,
                        FindingCode::CharacterLost,
                        {std::string(feature.label), m_plan.headings[i], "XML"});
        }
        m_text += "</SimpleData>";
    }

    void putGeometry(const ExportGeometry& g) {
        if (g.empty()) {
            return;
        }
        switch (g.kind()) {
        case GeometryKind::Point:
            m_text += "<Point>";
            putCoordinates(g.list(0));
            m_text += "</Point>";
            return;
        case GeometryKind::LineString:
            m_text += "<LineString>";
            putCoordinates(g.list(0));
            m_text += "</LineString>";
            return;
        case GeometryKind::Polygon:
            putPolygon(g, 0);
            return;
        case GeometryKind::MultiPolygon:
            m_text += "<MultiGeometry>";
            for (std::size_t part = 0; part < g.partCount(); ++part) {
                putPolygon(g, part);
            }
            m_text += "</MultiGeometry>";
            return;
        case GeometryKind::None:
            return;
        }
    }

    void putPolygon(const ExportGeometry& g, std::size_t part) {
        const auto [first, last] = g.lists(part);
        m_text += "<Polygon>";
        for (std::size_t ring = first; ring < last; ++ring) {
            m_text +=
                ring == first ? "<outerBoundaryIs><LinearRing>" : "<innerBoundaryIs><LinearRing>";
            putCoordinates(g.list(ring));
            m_text += ring == first ? "</LinearRing></outerBoundaryIs>"
                                    : "</LinearRing></innerBoundaryIs>";
        }
        m_text += "</Polygon>";
    }

    void putCoordinates(std::span<const double> xy) {
        m_text += "<coordinates>";
        for (std::size_t i = 0; i < xy.size(); i += 2) {
            m_text += i == 0 ? "" : " ";
            appendCoordinate(m_text, xy[i], m_plan.decimals);
            m_text += ',';
            appendCoordinate(m_text, xy[i + 1], m_plan.decimals);
        }
        m_text += "</coordinates>";
    }

    const ExportPlan& m_plan;
    ExportNotes& m_notes;
    OutputFile m_file;
    std::string m_text = {};
    std::string m_value = {};
};

} // namespace

ExportFormat kmlFormat() {
    ExportFormat format{.id = "kml", .extension = ".kml", .worldOnly = true};
    format.open = [](const ExportPlan& plan, ExportFiles& files, ExportNotes& notes) {
        return Result<std::unique_ptr<ExportWriter>>(
            std::make_unique<KmlWriter>(plan, files, notes));
    };
    format.isOurs = [](const std::filesystem::path& path, const ExportPlan&) {
        return startsWith(path, kStart);
    };
    return format;
}

} // namespace tuban::data
