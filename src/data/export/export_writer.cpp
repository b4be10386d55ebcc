#include "data/export/export_writer.h"

#include "data/export/csv_export.h"
#include "data/export/dxf_export.h"
#include "data/export/geojson_export.h"
#include "data/export/gpkg_export.h"
#include "data/export/kml_export.h"
#include "data/export/shapefile_export.h"
#include "data/export/txt_export.h"
#include "data/export/xlsx_export.h"

#include <algorithm>
#include <fstream>

namespace tuban::data {

namespace {

constexpr std::size_t kMostFindings = 5000;

std::string startOf(const std::filesystem::path& path, std::size_t length) {
    std::ifstream file(path, std::ios::binary);
    std::string start(length, '\0');
    file.read(start.data(), static_cast<std::streamsize>(start.size()));
    start.resize(static_cast<std::size_t>(std::max<std::streamsize>(file.gcount(), 0)));
    return start;
}

} // namespace

std::size_t ExportLooks::of(const std::vector<FieldValue>& values) const {
    const auto found = byValue.find(valueOf(values));
    return found == byValue.end() ? 0 : found->second;
}

std::string ExportLooks::valueOf(const std::vector<FieldValue>& values) const {
    std::string value;
    if (field && *field < values.size()) {
        appendValue(value, values[*field]);
    }
    return value;
}

void ExportNotes::add(Severity severity, FindingCode code, std::vector<std::string> values) {
    if (findings.size() >= kMostFindings) {
        ++unlisted;
        return;
    }
    findings.push_back(
        {.severity = severity, .code = code, .layer = m_layer, .values = std::move(values)});
}

const std::vector<ExportFormat>& exportFormats() {
    static const std::vector<ExportFormat> kFormats{
        shapefileFormat(),
        geoPackageFormat(),
        geoJsonFormat(),
        kmlFormat(),
        dxfFormat(),
        txtFormat(),
        csvFormat(),
        xlsxFormat(),
    };
    return kFormats;
}

const ExportFormat* exportFormat(std::string_view id) {
    const auto& all = exportFormats();
    const auto found =
        std::find_if(all.begin(), all.end(), [&](const ExportFormat& f) { return f.id == id; });
    return found == all.end() ? nullptr : &*found;
}

bool startHolds(const std::filesystem::path& path, std::string_view text) {
    constexpr std::size_t kLooked = 4096;
    return startOf(path, kLooked).find(text) != std::string::npos;
}

bool startsWith(const std::filesystem::path& path, std::string_view text) {
    return startOf(path, text.size()) == text;
}

} // namespace tuban::data
