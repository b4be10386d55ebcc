#include "jobs/check_layer.h"

#include "compliance/attribute_check.h"
#include "data/tables_reader/classification_reader.h"
#include "data/tables_reader/field_names.h"
#include "jobs/code_field.h"
#include "jobs/source_place.h"
#include "landuse/classification_choice.h"

#include <algorithm>
#include <map>
#include <memory>
#include <mutex>
#include <utility>

namespace tuban::jobs {

namespace {

constexpr const char* kIdColumn = "tuban_id"; // of workspaces
constexpr const char* kVersionColumn = "tuban_version";

class LayerLoader {
public:
    explicit LayerLoader(const CheckLayerRequest& request) : m_request(request) {}

    Result<LoadedLayer> run(const Progress& progress) {
        for (const auto step :
             {&LayerLoader::open, &LayerLoader::findColumns, &LayerLoader::choosePlane}) {
            if (Result<void> done = (this->*step)(); !done) {
                return done.error();
            }
        }
        auto read = readAll(progress);
        if (read && *read > 0 && !m_fine) { // only later features left the 0.1 mm grid
            useFineGrid();
            read = readAll(progress);
        }
        if (!read) {
            return read.error();
        }
        if (Result<void> done = chooseTable(); !done) {
            return done.error();
        }
        return std::move(m_loaded);
    }

private:
    Result<void> open() {
        auto source = data::openSource(m_request.spec);
        if (!source) {
            return source.error();
        }
        m_source = std::move(*source);
        addFindings(m_source->info().findings);
        return {};
    }

    Result<void> findColumns() {
        const auto names = data::loadFieldNames();
        if (!names) {
            return names.error();
        }
        const data::SourceInfo& info = m_source->info();
        m_columns.id = want(info.field(kIdColumn), data::ColumnType::Text);
        m_columns.version = want(info.field(kVersionColumn), data::ColumnType::Text);
        m_columns.number =
            want(data::firstField(info, names->parcelNumber), data::ColumnType::Text);
        for (const data::FieldNames::AreaField& known : names->registeredArea) {
            if (const auto field = info.field(known.name); field && !m_columns.registered) {
                m_columns.registered = want(field, data::ColumnType::Number);
                m_registeredUnit = known.unit;
            }
        }
        return findCodes();
    }

    Result<void> findCodes() {
        const bool named = !m_request.codeField.empty();
        if (!named && !m_request.findCodes && m_request.classification.empty()) {
            return {};
        }
        auto tables = data::loadClassifications();
        if (!tables) {
            return tables.error();
        }
        m_tables = std::move(*tables);
        const auto field = findCodeField(*m_source, m_request.codeField, m_tables);
        if (!field) {
            return named || !m_request.classification.empty() ? Result<void>(field.error())
                                                              : Result<void>();
        }
        m_codeName = m_source->info().fields[*field].name;
        m_columns.code = want(*field, data::ColumnType::Text);
        return {};
    }

    std::optional<std::size_t> want(std::optional<std::size_t> field, data::ColumnType type) {
        if (!field) {
            return std::nullopt;
        }
        m_wanted.push_back({*field, type});
        return m_wanted.size() - 1;
    }

    Result<void> choosePlane() {
        m_place = placeOf(*m_source);
        auto plane = chooseMeasuringPlane({m_place}, landuse::AreaBasis::Planar, m_request.crs);
        if (!plane) {
            return plane.error();
        }
        m_loaded.plane = std::move(*plane);
        addFindings(m_loaded.plane.findings);
        m_loaded.asStored = !m_loaded.plane.placementOf(0, m_grid).transforms();
        const auto off = m_loaded.asStored
                             ? sampleIsOffGrid(*m_source, m_loaded.plane.placementOf(0, m_grid))
                             : Result<bool>(true);
        if (!off) {
            return off.error();
        }
        if (*off) {
            useFineGrid();
        }
        return {};
    }

    void useFineGrid() {
        m_fine = true;
        m_grid = fineGrid(m_loaded.plane, {m_place});
    }

    /// The number of vertices off the grid.
    Result<std::uint64_t> readAll(const Progress& progress) {
        const data::ScanRequest scan{.columns = m_wanted,
                                     .placement = m_loaded.plane.placementOf(0, m_grid),
                                     .threads = m_request.threads};
        std::map<std::uint64_t, FeatureChunk> chunks;
        std::mutex mutex;
        const auto sink = [&](int, FeatureChunk&& chunk) {
            const std::lock_guard lock(mutex);
            chunks.emplace(chunk.sequence, std::move(chunk));
            return true;
        };
        auto read = m_source->scan(scan, sink, progress);
        if (!read) {
            return read.error();
        }
        if (read->offGridVertices > 0 && !m_fine) {
            return read->offGridVertices;
        }
        addFindings(read->findings);
        std::vector<FeatureChunk> inOrder;
        for (auto& [sequence, chunk] : chunks) {
            inOrder.push_back(std::move(chunk));
        }
        m_loaded.layer = compliance::CheckedLayer(
            m_source->info().layer, m_grid, m_loaded.plane.units(), std::move(inOrder));
        m_loaded.layer.columns = m_columns;
        m_loaded.layer.registeredUnit = m_registeredUnit;
        return std::uint64_t{0};
    }

    /// The table that was asked for, else the one that reads the codes.
    Result<void> chooseTable() {
        if (!m_columns.code) {
            return {};
        }
        if (!m_request.classification.empty()) {
            auto table = data::loadClassification(m_request.classification);
            if (!table) {
                return table.error();
            }
            m_loaded.table = std::move(*table);
            return {};
        }
        std::map<std::string, std::uint64_t, std::less<>> counts;
        for (std::uint32_t row = 0; row < m_loaded.layer.rowCount(); ++row) {
            const auto code = compliance::trimmedCode(m_loaded.layer.text(row, m_columns.code));
            if (const auto known = counts.find(code); known != counts.end()) {
                ++known->second;
            } else if (!code.empty()) {
                counts.emplace(code, 1);
            }
        }
        std::vector<landuse::CodeCount> codes;
        for (const auto& [code, parcels] : counts) {
            codes.push_back({code, parcels});
        }
        const auto choice = landuse::chooseClassification(codes, m_codeName, m_tables);
        if (!choice) { // the user must say; all else can be checked
            m_loaded.findings.push_back({.severity = Severity::Warning,
                                         .code = FindingCode::CodesAmbiguous,
                                         .layer = m_source->info().layer,
                                         .values = {choice.error().subject}});
            return {};
        }
        m_loaded.findings.push_back(landuse::choiceFinding(*choice));
        if (choice->table) {
            m_loaded.table = m_tables[*choice->table];
        }
        return {};
    }

    void addFindings(const std::vector<Finding>& more) {
        m_loaded.findings.insert(m_loaded.findings.end(), more.begin(), more.end());
    }

    const CheckLayerRequest& m_request;
    std::unique_ptr<data::FeatureSource> m_source;
    std::vector<data::ScanRequest::Wanted> m_wanted;
    compliance::CheckedLayer::Columns m_columns;
    Area m_registeredUnit = Area::squareMetres(1);
    std::vector<Classification> m_tables;
    std::string m_codeName;
    LayerPlace m_place;
    geometry::Grid m_grid = geometry::Grid::tenthMillimetre();
    bool m_fine = false;
    LoadedLayer m_loaded;
};

} // namespace

Result<LoadedLayer> loadLayer(const CheckLayerRequest& request, const Progress& progress) {
    return LayerLoader(request).run(progress);
}

} // namespace tuban::jobs
