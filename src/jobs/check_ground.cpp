#include "jobs/check_ground.h"

#include "data/feature_source.h"
#include "data/tables_reader/field_names.h"
#include "jobs/area_unit.h"
#include "model/valid_polygons.h"

#include <algorithm>
#include <map>
#include <mutex>
#include <utility>

namespace tuban::jobs {

namespace {

class GroundReader {
public:
    GroundReader(const LayerSchema& schema, const CheckRule& rule, const LoadedLayer& loaded)
        : m_schema(schema), m_rule(rule), m_loaded(loaded) {}

    Result<std::optional<compliance::Ground>>
    read(const std::string& workspace, int threads, const Progress& progress) {
        auto source = data::openSource(workspace + ":" + m_schema.name);
        if (!source) {
            return source.error();
        }
        if (Result<void> done = readChunks(**source, threads, progress); !done) {
            return done.error();
        }
        for (const auto& [sequence, chunk] : m_chunks) {
            takeChunk(chunk);
        }
        if (m_names.empty()) {
            return std::optional<compliance::Ground>();
        }
        auto index = geometry::OverlayIndex::build(m_builder.take(), threads, progress);
        if (!index) {
            return index.error();
        }
        return std::optional(
            compliance::Ground{std::move(*index), std::move(m_names), std::move(m_control)});
    }

private:
    Result<void> readChunks(data::FeatureSource& source, int threads, const Progress& progress) {
        const auto names = data::loadFieldNames();
        if (!names) {
            return names.error();
        }
        const data::SourceInfo& info = source.info();
        data::ScanRequest scan{.placement = {.grid = m_loaded.layer.grid()}, .threads = threads};
        const auto want = [&](std::optional<std::size_t> field, data::ColumnType type) {
            if (!field) {
                return std::optional<std::size_t>();
            }
            scan.columns.push_back({*field, type});
            return std::optional(scan.columns.size() - 1);
        };
        const auto field = info.field(m_rule.field);
        m_name = want(data::firstField(info, names->districtName), data::ColumnType::Text);
        if (m_rule.kinds.empty()) {
            m_controlled = want(field, data::ColumnType::Number);
        } else {
            m_kind = want(field, data::ColumnType::Text);
        }
        std::mutex mutex;
        const auto sink = [&](int, FeatureChunk&& chunk) {
            const std::lock_guard lock(mutex);
            m_chunks.emplace(chunk.sequence, std::move(chunk));
            return true;
        };
        auto read = source.scan(scan, sink, progress);
        return read ? Result<void>() : Result<void>(read.error());
    }

    void takeChunk(const FeatureChunk& chunk) {
        PolygonValidator validator(m_schema.name, m_loaded.layer.crs(), m_loaded.layer.grid());
        const geometry::PolygonChunk valid = validator.validated(chunk.polygons, chunk.ids);
        for (std::size_t row = 0; row < chunk.size(); ++row) {
            const std::string kind = textAt(chunk, row, m_kind);
            const bool counts =
                m_rule.kinds.empty() || std::ranges::find(m_rule.kinds, kind) != m_rule.kinds.end();
            if (!counts || valid.parts(row).count() == 0) {
                continue;
            }
            m_builder.addFeature(valid, row);
            std::string name = m_rule.kinds.empty() ? textAt(chunk, row, m_name) : kind;
            m_names.push_back(name.empty() ? std::to_string(chunk.ids[row]) : std::move(name));
            m_control.push_back(controlAt(chunk, row));
        }
    }

    static std::string
    textAt(const FeatureChunk& chunk, std::size_t row, std::optional<std::size_t> column) {
        return !column || chunk.columns[*column].null[row]
                   ? std::string()
                   : std::string(chunk.columns[*column].text(row));
    }

    std::optional<Area> controlAt(const FeatureChunk& chunk, std::size_t row) const {
        const auto at = m_schema.fieldIndex(m_rule.field);
        const auto unit = at ? areaUnit(m_schema.fields[*at].unit) : std::nullopt;
        if (!m_controlled || !unit || chunk.columns[*m_controlled].null[row]) {
            return std::nullopt;
        }
        return Area::squareMetres(chunk.columns[*m_controlled].number(row) *
                                  oneOf(*unit).inSquareMetres());
    }

    const LayerSchema& m_schema;
    const CheckRule& m_rule;
    const LoadedLayer& m_loaded;
    std::optional<std::size_t> m_name;
    std::optional<std::size_t> m_kind;
    std::optional<std::size_t> m_controlled;
    std::map<std::uint64_t, FeatureChunk> m_chunks;
    geometry::PolygonChunkBuilder m_builder;
    std::vector<std::string> m_names;
    std::vector<std::optional<Area>> m_control;
};

} // namespace

Result<std::optional<compliance::Ground>> readGround(const std::string& workspace,
                                                     const LayerSchema& schema,
                                                     const CheckRule& rule,
                                                     const LoadedLayer& loaded,
                                                     int threads,
                                                     const Progress& progress) {
    return GroundReader(schema, rule, loaded).read(workspace, threads, progress);
}

} // namespace tuban::jobs
