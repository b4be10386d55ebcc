#include "jobs/ratio_inputs.h"

#include "base/parallel.h"
#include "data/tables_reader/classification_reader.h"
#include "data/tables_reader/field_names.h"
#include "geometry/ellipsoid_area.h"
#include "jobs/code_field.h"
#include "jobs/source_place.h"
#include "model/valid_polygons.h"

#include <algorithm>
#include <functional>
#include <set>
#include <string>
#include <utility>

namespace tuban::jobs {

namespace {

constexpr std::uint64_t kSample = 2048; // features looked at to tell a field

/// The first field whose values tell all of the first features apart, if there is one.
std::optional<std::size_t> distinguishingField(data::FeatureSource& source) {
    const data::SourceInfo& info = source.info();
    data::ScanRequest request{.limit = kSample};
    for (std::size_t i = 0; i < info.fields.size(); ++i) {
        if (info.fields[i].type != data::FieldType::Other) {
            request.columns.push_back({i, data::ColumnType::Text});
        }
    }
    std::vector<std::set<std::string, std::less<>>> values(request.columns.size());
    std::size_t features = 0;
    const auto sink = [&](int, FeatureChunk&& chunk) {
        features += chunk.size();
        for (std::size_t i = 0; i < values.size(); ++i) {
            const Column& column = chunk.columns[i];
            for (std::size_t row = 0; row < chunk.size(); ++row) {
                if (!column.null[row] && !column.text(row).empty()) {
                    values[i].emplace(column.text(row));
                }
            }
        }
        return true;
    };
    if (!source.scan(request, sink, Progress())) {
        return std::nullopt;
    }
    const auto all = std::ranges::find(values, features, [](const auto& v) { return v.size(); });
    return all == values.end() || features == 0
               ? std::nullopt
               : std::optional(
                     request.columns[static_cast<std::size_t>(all - values.begin())].field);
}

/// Opens layers and finds fields, plane, grid and districts, one after the other.
class Preparation {
public:
    Preparation(const RatioSettings& settings, bool fine) : m_fine(fine) {
        m_in.settings = settings;
        m_in.settings.threads = threadCount(settings.threads);
    }

    Result<RatioInputs> run(const Progress& progress) {
        for (const auto step : {&Preparation::openLayers,
                                &Preparation::findFields,
                                &Preparation::choosePlane,
                                &Preparation::chooseGrid}) {
            if (Result<void> done = (this->*step)(); !done) {
                return done.error();
            }
        }
        if (Result<void> done = indexDistricts(progress); !done) {
            return done.error();
        }
        return std::move(m_in);
    }

private:
    Result<void> openLayers() {
        auto parcels = data::openSource(m_in.settings.parcels);
        if (!parcels) {
            return parcels.error();
        }
        m_in.parcels = std::move(*parcels);
        addFindings(m_in.parcels->info().findings);
        if (!m_in.settings.districts.empty()) {
            auto districts = data::openSource(m_in.settings.districts);
            if (!districts) {
                return districts.error();
            }
            m_districts = std::move(*districts);
            m_in.districtLayer = m_districts->info().layer;
            addFindings(m_districts->info().findings);
        }
        return {};
    }

    Result<void> findFields() {
        const auto names = data::loadFieldNames();
        if (!names) {
            return names.error();
        }
        if (Result<void> loaded = loadTables(); !loaded) {
            return loaded;
        }
        const auto code = findCodeField(*m_in.parcels, m_in.settings.codeField, m_in.tables);
        if (!code) {
            return code.error();
        }
        m_in.codeField = *code;
        m_in.numberField = data::firstField(m_in.parcels->info(), names->parcelNumber);
        if (Result<void> found = findRegistered(*names); !found) {
            return found.error();
        }
        return m_districts ? findDistrictName(*names) : Result<void>();
    }

    /// The class tables, unless the code field is known and its codes are plain values.
    Result<void> loadTables() {
        if (m_in.settings.classification == "none" && !m_in.settings.codeField.empty()) {
            return {};
        }
        auto tables = data::loadClassifications();
        if (!tables) {
            return tables.error();
        }
        m_in.tables = std::move(*tables);
        return {};
    }

    Result<void> findRegistered(const data::FieldNames& names) {
        if (m_in.settings.basis != landuse::AreaBasis::Registered) {
            return {};
        }
        const data::SourceInfo& info = m_in.parcels->info();
        if (!m_in.settings.areaField.empty()) {
            const auto field = requireField(info, m_in.settings.areaField);
            if (!field) {
                return field.error();
            }
            m_in.registered = RegisteredField{*field, Area::squareMetres(1)};
        }
        for (const data::FieldNames::AreaField& known : names.registeredArea) {
            const auto field = info.field(known.name);
            const bool named = field && (!m_in.registered || m_in.registered->field == *field);
            if (named) {
                m_in.registered = RegisteredField{*field, known.unit};
                return {};
            }
        }
        return m_in.registered ? Result<void>()
                               : Error{ErrorCode::NoRegisteredArea, info.layer, fieldList(info)};
    }

    Result<void> findDistrictName(const data::FieldNames& names) {
        const data::SourceInfo& info = m_districts->info();
        if (!m_in.settings.nameField.empty()) {
            const auto field = requireField(info, m_in.settings.nameField);
            if (!field) {
                return field.error();
            }
            m_nameField = *field;
            return {};
        }
        m_nameField = data::firstField(info, names.districtName);
        if (!m_nameField) {
            m_nameField = distinguishingField(*m_districts);
        }
        return {};
    }

    Result<void> choosePlane() {
        m_places.push_back(placeOf(*m_in.parcels));
        if (m_districts) {
            m_places.push_back(placeOf(*m_districts));
        }
        auto plane = chooseMeasuringPlane(m_places, m_in.settings.basis, m_in.settings.crs);
        if (!plane) {
            return plane.error();
        }
        m_in.plane = std::move(*plane);
        addFindings(m_in.plane.findings);
        return {};
    }

    /// 0.1 mm if all parcels lie on it, as far as a sample can tell; else a finer grid.
    Result<void> chooseGrid() {
        for (std::size_t i = 0; i < m_places.size(); ++i) {
            m_fine = m_fine || m_in.plane.placementOf(i, m_in.grid).transforms();
        }
        if (!m_fine) {
            const auto off = sampleIsOffGrid(*m_in.parcels, m_in.plane.placementOf(0, m_in.grid));
            if (!off) {
                return off.error();
            }
            m_fine = *off;
        }
        if (m_fine) {
            useFineGrid();
        }
        return {};
    }

    void useFineGrid() {
        m_fine = true;
        m_in.gridIsFine = true;
        m_in.grid = fineGrid(m_in.plane, m_places);
    }

    Result<void> indexDistricts(const Progress& progress) {
        if (!m_districts) {
            return {};
        }
        const DistrictRequest request{.nameField = m_nameField.value_or(0),
                                      .named = m_nameField.has_value(),
                                      .placement = m_in.plane.placementOf(1, m_in.grid),
                                      .plane = m_in.plane,
                                      .threads = m_in.settings.threads};
        auto districts = readDistricts(*m_districts, request, progress);
        if (!districts) {
            return districts.error();
        }
        if (!m_fine && districts->offGridVertices > 0) {
            useFineGrid();
            return indexDistricts(progress);
        }
        addFindings(districts->findings);
        m_in.districts = std::move(*districts);
        return {};
    }

    void addFindings(const std::vector<Finding>& more) {
        m_in.findings.insert(m_in.findings.end(), more.begin(), more.end());
    }

    bool m_fine;
    RatioInputs m_in;
    std::unique_ptr<data::FeatureSource> m_districts;
    std::optional<std::size_t> m_nameField;
    std::vector<LayerPlace> m_places;
};

std::string_view trimmed(std::string_view text) {
    constexpr std::string_view kBlanks = " \t\r\n";
    const auto first = text.find_first_not_of(kBlanks);
    return first == std::string_view::npos
               ? std::string_view()
               : text.substr(first, text.find_last_not_of(kBlanks) - first + 1);
}

/// What one thread needs to pass parcels to its visitor.
class PassWorker {
public:
    PassWorker(const RatioInputs& inputs, ParcelVisitor& visitor)
        : m_inputs(inputs),
          m_visitor(visitor),
          m_validator(inputs.parcels->info().layer, inputs.plane.units(), inputs.grid),
          m_meter(inputs.ground()) {}

    void pass(FeatureChunk&& chunk) {
        chunk.polygons = m_validator.validated(std::move(chunk.polygons), chunk.ids);
        const Column& codes = chunk.columns[static_cast<std::size_t>(PassColumn::Code)];
        for (std::size_t row = 0; row < chunk.size(); ++row) {
            const std::string_view code =
                codes.null[row] ? std::string_view() : trimmed(codes.text(row));
            const landuse::MeasuredParcel planar = m_meter.measure(chunk.polygons, row);
            const auto registered = registeredOf(chunk, row);
            if (registered) {
                m_visitor.visit(
                    {chunk, row, code, planar, m_meter.scaledTo(*registered, planar), false});
            } else {
                m_visitor.visit(
                    {chunk, row, code, planar, planar, m_inputs.registered.has_value()});
            }
        }
    }

    const std::vector<Finding>& findings() const { return m_validator.findings(); }

private:
    std::optional<geometry::FixedArea> registeredOf(const FeatureChunk& chunk,
                                                    std::size_t row) const {
        if (!m_inputs.registered) {
            return std::nullopt;
        }
        const Column& column = chunk.columns[static_cast<std::size_t>(PassColumn::Registered)];
        if (column.null[row] || !(column.number(row) > 0.0)) {
            return std::nullopt;
        }
        const double squareMetres = column.number(row) * m_inputs.registered->unit.inSquareMetres();
        const double unit = m_inputs.plane.units().metresPerUnit;
        return landuse::toFixedArea(squareMetres / (unit * unit), m_inputs.grid);
    }

    const RatioInputs& m_inputs;
    ParcelVisitor& m_visitor;
    PolygonValidator m_validator;
    landuse::ParcelMeter m_meter;
};

} // namespace

landuse::DistrictGround RatioInputs::ground() const {
    if (!districts) {
        return {};
    }
    return {&*districts->index, districts->overlap ? &*districts->overlap : nullptr};
}

Area RatioInputs::areaOf(geometry::FixedArea area) const {
    return geometry::areaOf(area, grid, plane.units());
}

Result<RatioInputs>
prepareRatios(const RatioSettings& settings, bool fine, const Progress& progress) {
    return Preparation(settings, fine).run(progress);
}

Result<data::ScanSummary> passParcels(RatioInputs& inputs,
                                      const std::vector<ParcelVisitor*>& visitors,
                                      bool withNumbers,
                                      const Progress& progress) {
    data::ScanRequest request;
    request.columns.push_back({inputs.codeField, data::ColumnType::Text});
    if (inputs.registered) {
        request.columns.push_back({inputs.registered->field, data::ColumnType::Number});
    }
    if (withNumbers && inputs.numberField) {
        request.columns.push_back({*inputs.numberField, data::ColumnType::Text});
    }
    request.placement = inputs.plane.placementOf(0, inputs.grid);
    request.threads = static_cast<int>(visitors.size());
    std::vector<std::unique_ptr<PassWorker>> workers;
    for (ParcelVisitor* visitor : visitors) {
        workers.push_back(std::make_unique<PassWorker>(inputs, *visitor));
    }
    const auto sink = [&](int worker, FeatureChunk&& chunk) {
        workers[static_cast<std::size_t>(worker)]->pass(std::move(chunk));
        return true;
    };
    auto summary = inputs.parcels->scan(request, sink, progress);
    if (!summary) {
        return summary.error();
    }
    std::vector<Finding>& findings = summary->findings;
    for (const auto& worker : workers) {
        findings.insert(findings.end(), worker->findings().begin(), worker->findings().end());
    }
    std::stable_sort(findings.begin(), findings.end(), [](const Finding& a, const Finding& b) {
        return a.feature < b.feature;
    });
    return summary;
}

} // namespace tuban::jobs
