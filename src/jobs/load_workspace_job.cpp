#include "jobs/load_workspace_job.h"

#include "data/store/layer_styles.h"
#include "data/styles/sld_reader.h"
#include "data/tables_reader/layer_looks_reader.h"
#include "geometry/ellipsoid_area.h"
#include "jobs/language.h"
#include "jobs/map_rows.h"

#include <algorithm>
#include <utility>

namespace tuban::jobs {

namespace {

constexpr std::uint64_t kRowsBetweenReports = 4096;
constexpr std::size_t kChunkRows = 4096;

/// The planar area of a polygon, its holes taken off, in the CRS of the workspace.
Area planarAreaOf(const GridGeometry& geometry, const geometry::CrsInfo& crs) {
    geometry::FixedArea doubled = 0;
    for (const GridGeometry::Part& part : geometry.parts) {
        for (std::size_t ring = 0; ring < part.size(); ++ring) {
            const geometry::DoubledArea turned = geometry::doubledSignedArea(part[ring]);
            const geometry::DoubledArea area = turned < 0 ? -turned : turned;
            doubled += ring == 0 ? area : -area;
        }
    }
    return geometry::areaOf(
        doubled << geometry::kFixedAreaBits, geometry::Grid::tenthMillimetre(), crs);
}

bool isArea(const LayerSchema& schema) {
    return schema.geometry == GeometryKind::Polygon ||
           schema.geometry == GeometryKind::MultiPolygon;
}

/// Reads a workspace layer by layer.
class Loading {
public:
    Loading(const data::WorkspaceStore& store, LoadedWorkspace& loaded, const Progress& progress)
        : m_store(store), m_loaded(loaded), m_progress(progress) {
        for (const auto& layer : loaded.summary.layers) {
            m_total += layer.rows;
        }
    }

    Result<void> run() {
        for (const auto& layer : m_loaded.summary.layers) {
            if (auto read = readLayer(layer.schema); !read) {
                return read;
            }
        }
        return orderScene();
    }

private:
    Result<void> readLayer(const LayerSchema& schema) {
        const bool onMap = schema.geometry != GeometryKind::None;
        auto style = onMap ? styleOf(schema) : Result<Style>(Style());
        if (!style) {
            return style.error();
        }
        auto drawn = MapRows::create(schema, *style);
        if (!drawn) {
            return drawn.error();
        }
        std::vector<std::shared_ptr<const render::MapChunk>> chunks;
        auto table = std::make_shared<AttributeTable>(schema);
        const auto take = [&](StoredRow&& row) {
            const LayerRow& content = row.content;
            if (onMap) {
                (*drawn)->add(static_cast<std::int64_t>(table->size()), row.id, content);
            }
            if (onMap && (*drawn)->pending() == kChunkRows) {
                chunks.push_back((*drawn)->finish());
            }
            table->append(row.id,
                          content.values,
                          isArea(schema) ? planarAreaOf(content.geometry, m_loaded.crs) : Area());
            if (++m_read % kRowsBetweenReports == 0) {
                m_progress.report(double(m_read) / double(m_total));
            }
            return !m_progress.cancelled();
        };
        if (auto read = m_store.rows(schema.name, take, m_loaded.findings, m_progress); !read) {
            return read;
        }
        if (m_progress.cancelled()) {
            return Error{ErrorCode::Cancelled, schema.name};
        }
        table->finish();
        m_loaded.tables.push_back(std::move(table));
        if (onMap) {
            chunks.push_back((*drawn)->finish());
            addToScene(schema, **drawn, std::move(chunks), std::move(*style));
        }
        return {};
    }

    Result<Style> styleOf(const LayerSchema& schema) {
        auto read = data::readSldFile(data::firstStyleOf(schema));
        if (!read) {
            return read.error();
        }
        m_loaded.findings.insert(
            m_loaded.findings.end(), read->findings.begin(), read->findings.end());
        return std::move(read->style);
    }

    void addToScene(const LayerSchema& schema,
                    const MapRows& drawn,
                    std::vector<std::shared_ptr<const render::MapChunk>> chunks,
                    Style&& style) {
        render::MapLayerContent content = drawn.content(geometry::Grid::tenthMillimetre());
        content.chunks = std::move(chunks);
        render::SceneLayer layer;
        layer.name = schema.name;
        layer.features = render::MapLayer::build(std::move(content));
        layer.style = std::make_shared<const Style>(std::move(style));
        layer.pictures = data::firstStyleOf(schema).parent_path();
        m_loaded.scene.layers.push_back(std::move(layer));
    }

    /// From the bottom to the top as the file of styles lists them; others above.
    Result<void> orderScene() {
        const auto names = data::readLayerOrder();
        if (!names) {
            return names.error();
        }
        const auto place = [&](const render::SceneLayer& layer) {
            const std::string& style = m_loaded.table(layer.name)->schema().style;
            return std::find(names->begin(), names->end(), style) - names->begin();
        };
        std::stable_sort(m_loaded.scene.layers.begin(),
                         m_loaded.scene.layers.end(),
                         [&](const auto& a, const auto& b) { return place(a) < place(b); });
        return {};
    }

    const data::WorkspaceStore& m_store;
    LoadedWorkspace& m_loaded;
    const Progress& m_progress;
    std::uint64_t m_total = 1; ///< rows; one more, so that there is a fraction without any
    std::uint64_t m_read = 0;
};

} // namespace

std::shared_ptr<const AttributeTable> LoadedWorkspace::table(const std::string& layer) const {
    for (const auto& table : tables) {
        if (table->schema().name == layer) {
            return table;
        }
    }
    return nullptr;
}

Result<LoadedWorkspace> LoadWorkspaceJob::run(const Progress& progress) const {
    auto summary = WorkspaceInfoJob(m_path).run(progress);
    if (!summary) {
        return summary.error();
    }
    const auto store = data::openWorkspace(m_path, data::OpenMode::ReadOnly, progress);
    if (!store) {
        return store.error();
    }
    auto crs = geometry::describeCrs(summary->info.crs);
    if (!crs) {
        return crs.error();
    }
    LoadedWorkspace loaded{.summary = std::move(*summary), .crs = std::move(*crs)};
    loaded.scene.metresPerUnit = loaded.crs.metresPerUnit;
    loaded.scene.notice = nameIn(currentLanguage(), loaded.summary.info.notice);
    if (auto done = Loading(**store, loaded, progress).run(); !done) {
        return done.error();
    }
    return loaded;
}

} // namespace tuban::jobs
