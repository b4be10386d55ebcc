#include "data/export/txt_export.h"

#include "data/exchange/parcel_txt_writer.h"
#include "data/export/output_file.h"
#include "data/tables_reader/field_aliases_reader.h"
#include "model/field_mapping.h"

#include <algorithm>
#include <charconv>
#include <fstream>
#include <sstream>
#include <utility>

namespace tuban::data {

namespace {

constexpr const char* kUse = "地块用途"; // the class in words
constexpr const char* kUsualDialect = "standard";

/// The polygon of a row on the grid of the file.
GridGeometry snapped(const ExportGeometry& geometry) {
    constexpr geometry::Grid kGrid = geometry::Grid::tenthMillimetre();
    GridGeometry made;
    for (std::size_t part = 0; part < geometry.partCount(); ++part) {
        GridGeometry::Part rings;
        const auto [first, last] = geometry.lists(part);
        for (std::size_t ring = first; ring < last; ++ring) {
            const auto xy = geometry.list(ring);
            GridGeometry::Vertices vertices;
            for (std::size_t i = 0; i < xy.size(); i += 2) {
                vertices.push_back(kGrid.snap(xy[i], xy[i + 1]));
            }
            rings.push_back(std::move(vertices));
        }
        made.parts.push_back(std::move(rings));
    }
    return made;
}

/// Which field of the layer fills which field of a header line.
std::map<std::string, std::size_t> fieldsOf(const LayerSchema& schema,
                                            const std::vector<std::string>& header) {
    const auto aliases = readFieldAliases();
    const auto known = aliases ? aliases->find(schema.name) : decltype(aliases->find({})){};
    std::map<std::string, std::size_t> fields;
    for (const FieldMatch& match : matchFields(
             schema, header, aliases && known != aliases->end() ? known->second : LayerAliases())) {
        fields[header[match.source]] = match.target;
    }
    return fields;
}

/// The dialect of a plan, in the encoding that the user wants.
Result<TxtDialect> dialectOf(const ExportPlan& plan, const TxtFormats& formats) {
    const std::string id = plan.dialect.empty() ? kUsualDialect : plan.dialect;
    const TxtDialect* const found = formats.dialect(id);
    if (found == nullptr) {
        std::string known;
        for (const TxtDialect& dialect : formats.dialects) {
            known += (known.empty() ? "" : ", ") + dialect.id;
        }
        return Error{ErrorCode::BadArgument, "--dialect", id + " (" + known + ")"};
    }
    TxtDialect dialect = *found;
    if (plan.encodingChosen) {
        dialect.encoding = plan.encoding == ExportEncoding::Utf8 ? "UTF-8" : "GBK";
        dialect.byteOrderMark = dialect.byteOrderMark && plan.encoding == ExportEncoding::Utf8;
    }
    return dialect;
}

class TxtExportWriter : public ExportWriter {
public:
    TxtExportWriter(const ExportPlan& plan,
                    ExportFiles& files,
                    ExportNotes& notes,
                    TxtFormats formats,
                    TxtDialect dialect)
        : m_plan(plan),
          m_notes(notes),
          m_formats(std::move(formats)),
          m_dialect(std::move(dialect)),
          m_fields(fieldsOf(plan.schema, m_dialect.header)),
          m_writer(m_dialect, plan.schema.name),
          m_file(files.add(), files.target().string()) {
        auto places = placesOfCrs(m_formats, plan.crs);
        places["date"] = plan.date;
        m_file.put(m_writer.head(filledValues(m_dialect.project, places),
                                 filledValues(m_dialect.properties, places)));
    }

    Result<void> write(const ExportFeature& feature) override {
        if (feature.geometry.empty()) {
            return {};
        }
        std::map<std::string, std::string> values;
        for (const auto& [name, field] : m_fields) {
            appendValue(values[name], feature.values[field]);
        }
        if (m_plan.schema.keyField() != nullptr && !m_fields.contains(m_formats.number)) {
            values[m_formats.number] = feature.label;
        }
        if (!m_fields.contains(kUse)) {
            values[kUse] = useOf(feature.values);
        }
        m_file.put(m_writer.parcel(txtParcel(snapped(feature.geometry),
                                             geometry::Grid::tenthMillimetre(),
                                             values,
                                             m_formats,
                                             m_dialect)));
        return m_file.failed() ? m_file.close() : Result<void>();
    }

    Result<void> finish() override {
        for (Finding& finding : m_writer.findings()) {
            m_notes.findings.push_back(std::move(finding));
        }
        return m_file.close();
    }

private:
    /// The name of the class, without its code.
    std::string useOf(const std::vector<FieldValue>& values) const {
        const std::size_t place = m_plan.looks.of(values);
        const std::string& name = m_plan.looks.looks[place].name;
        const std::size_t blank = name.find(' ');
        return place == 0 || blank == std::string::npos ? std::string() : name.substr(blank + 1);
    }

    const ExportPlan& m_plan;
    ExportNotes& m_notes;
    TxtFormats m_formats;
    TxtDialect m_dialect;
    std::map<std::string, std::size_t> m_fields;
    TxtWriter m_writer;
    OutputFile m_file;
};

/// The format has no place to say where a file is from: its head must be that of ours, but for
/// what has been filled in.
bool isOurTxt(const std::filesystem::path& path, const ExportPlan& plan) {
    const auto formats = readTxtFormats();
    const auto dialect = formats ? dialectOf(plan, *formats) : Result<TxtDialect>(formats.error());
    if (!dialect) {
        return false;
    }
    TxtWriter writer(*dialect, {});
    const auto places = placesOfCrs(*formats, plan.crs);
    std::istringstream ours(writer.head(filledValues(dialect->project, places),
                                        filledValues(dialect->properties, places)));
    std::ifstream theirs(path, std::ios::binary);
    for (std::string expected, found; std::getline(ours, expected);) {
        if (!std::getline(theirs, found)) {
            return false;
        }
        const bool blank = expected.ends_with("=\r") || expected.ends_with('=');
        if (blank ? !found.starts_with(expected.substr(0, expected.find('=') + 1))
                  : found != expected) {
            return false;
        }
    }
    return true;
}

} // namespace

Result<std::string> zonePrefixedCrs(const std::string& crs) {
    constexpr std::string_view kPrefix = "EPSG:";
    int code = 0;
    if (!crs.starts_with(kPrefix) ||
        std::from_chars(crs.data() + kPrefix.size(), crs.data() + crs.size(), code).ec !=
            std::errc()) {
        return crs;
    }
    const auto systems = readSurveySystems();
    if (!systems) {
        return systems.error();
    }
    for (const SurveySystem& system : *systems) {
        for (const SurveyZones& zones : system.zones) {
            const int zone = code - zones.bare;
            if (zones.bare != 0 && zones.prefixed != 0 && zone >= 0 &&
                zone <= zones.last - zones.first) {
                return std::string(kPrefix) + std::to_string(zones.prefixed + zone);
            }
        }
    }
    return crs;
}

ExportFormat txtFormat() {
    ExportFormat format{.id = "txt",
                        .extension = ".txt",
                        .tables = false,
                        .encodings = true,
                        .zonePrefix = true,
                        .polygonsOnly = true,
                        .geometryOnly = true};
    format.open = [](const ExportPlan& plan,
                     ExportFiles& files,
                     ExportNotes& notes) -> Result<std::unique_ptr<ExportWriter>> {
        auto formats = readTxtFormats();
        if (!formats) {
            return formats.error();
        }
        auto dialect = dialectOf(plan, *formats);
        if (!dialect) {
            return dialect.error();
        }
        if (placesOfCrs(*formats, plan.crs).empty()) {
            return Error{ErrorCode::BadArgument, "--crs", plan.crs};
        }
        return std::unique_ptr<ExportWriter>(std::make_unique<TxtExportWriter>(
            plan, files, notes, std::move(*formats), std::move(*dialect)));
    };
    format.isOurs = isOurTxt;
    return format;
}

} // namespace tuban::data
