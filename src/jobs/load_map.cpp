#include "jobs/load_map.h"

#include "base/parallel.h"
#include "data/feature_source.h"
#include "data/product_files.h"
#include "data/store/layer_styles.h"
#include "data/store/workspace_store.h"
#include "data/styles/sld_reader.h"
#include "data/tables_reader/layer_looks_reader.h"
#include "data/workspace/workspace_info.h"
#include "jobs/describe.h"
#include "jobs/foreign_paths.h"
#include "jobs/language.h"
#include "jobs/map_raster.h"
#include "jobs/map_rows.h"
#include "jobs/measuring_plane.h"
#include "jobs/source_place.h"

#include <algorithm>
#include <map>
#include <mutex>
#include <utility>

namespace tuban::jobs {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t kChunkRows = 4096;
constexpr const char* kIdColumn = "tuban_id"; // of workspaces

/// FILE or FILE:LAYER; a file whose name has a colon wins.
std::pair<std::string, std::string> splitSource(const std::string& source) {
    std::error_code ignored;
    if (fs::exists(source, ignored)) {
        return {source, {}};
    }
    const auto colon = source.rfind(':');
    return colon == std::string::npos
               ? std::pair(source, std::string())
               : std::pair(source.substr(0, colon), source.substr(colon + 1));
}

bool isArea(GeometryKind kind) {
    return kind == GeometryKind::Polygon || kind == GeometryKind::MultiPolygon;
}

/// A layer with its style, before its features are read.
struct StyledSchema {
    LayerSchema schema;
    std::shared_ptr<const Style> style;
    fs::path pictures;
};

class MapLoader {
public:
    explicit MapLoader(const MapSettings& settings) : m_settings(settings) {}

    Result<LoadedMap> run(const Progress& progress) {
        const auto [file, layer] = splitSource(m_settings.source);
        const auto workspace = data::workspaceInfo(file);
        if (workspace) {
            m_map.title = workspace->title;
            m_map.scene.notice = nameIn(currentLanguage(), workspace->notice);
        }
        const Result<void> done =
            workspace ? loadWorkspace(file, layer, progress) : loadFile(file, layer, progress);
        if (!done) {
            return done.error();
        }
        for (const fs::path& path : m_settings.rasters) {
            auto raster = openMapRaster(path, {}, m_map.crs);
            if (!raster) {
                return raster.error();
            }
            m_map.scene.rasters.push_back(std::move(*raster));
        }
        if (progress.cancelled()) {
            return Error{ErrorCode::Cancelled, m_settings.source};
        }
        return std::move(m_map);
    }

private:
    Result<StyledSchema> styled(LayerSchema schema, fs::path file) {
        auto document = data::readSldFile(file);
        if (!document) {
            return document.error();
        }
        addFindings(document->findings);
        return StyledSchema{std::move(schema),
                            std::make_shared<const Style>(std::move(document->style)),
                            file.parent_path()};
    }

    Result<void>
    loadWorkspace(const std::string& file, const std::string& layer, const Progress& progress) {
        if (!m_settings.crs.empty()) {
            return Error{ErrorCode::BadArgument, "--crs", m_settings.crs};
        }
        if (!m_settings.style.empty() && layer.empty()) {
            return Error{ErrorCode::BadArgument, "--style", m_settings.style.string()};
        }
        const auto store = data::openWorkspace(file, data::OpenMode::ReadOnly, progress);
        if (!store) {
            return store.error();
        }
        m_map.crs = (*store)->info().crs;
        addFindings((*store)->info().findings);
        auto layers = layersInOrder((*store)->info().layers, layer);
        if (!layers) {
            return layers.error();
        }
        if (layers->empty()) {
            return Error{ErrorCode::LayerNotFound, file, layer};
        }
        if (layer.empty()) {
            if (auto read = loadRasters(**store, fs::path(file).parent_path(), progress); !read) {
                return read;
            }
        }
        for (std::size_t i = 0; i < layers->size(); ++i) {
            const auto share = [&](std::size_t n) {
                return static_cast<double>(n) / static_cast<double>(layers->size());
            };
            if (auto read =
                    loadRows(**store, file, (*layers)[i], progress.part(share(i), share(i + 1)));
                !read) {
                return read;
            }
        }
        return {};
    }

    /// The rasters that a workspace names, by their paths from its folder.
    Result<void> loadRasters(const data::WorkspaceStore& store,
                             const fs::path& folder,
                             const Progress& progress) {
        const LayerSchema* const table = store.layer("raster_reference");
        const auto path = table == nullptr ? std::nullopt : table->fieldIndex("path");
        const auto crs = table == nullptr ? std::nullopt : table->fieldIndex("crs");
        if (!path || !crs) {
            return {};
        }
        const auto take = [&](StoredRow&& row) {
            const auto textOf = [&](std::size_t field) {
                const auto* const text = std::get_if<std::string>(&row.content.values[field]);
                return text == nullptr ? std::string() : *text;
            };
            auto raster = openMapRaster(folder / textOf(*path), textOf(*crs), m_map.crs);
            if (raster) {
                m_map.scene.rasters.push_back(std::move(*raster));
            } else {
                m_map.findings.push_back({.severity = Severity::Warning,
                                          .code = FindingCode::ReaderWarning,
                                          .layer = table->name,
                                          .values = {describe(raster.error())}});
            }
            return true;
        };
        return store.rows(table->name, take, m_map.findings, progress);
    }

    /// The layers that are shown, from the bottom to the top: those that styles/layers.toml names
    /// in its order, then areas, lines and points.
    Result<std::vector<LayerSchema>> layersInOrder(const std::vector<LayerSchema>& all,
                                                   const std::string& wanted) {
        const auto order = data::readLayerOrder();
        if (!order) {
            return order.error();
        }
        const auto place = [&](const LayerSchema& schema) {
            const auto named = std::ranges::find(*order, schema.style) - order->begin();
            const int kind = isArea(schema.geometry)                       ? 0
                             : schema.geometry == GeometryKind::LineString ? 1
                                                                           : 2;
            return std::pair(named, kind);
        };
        std::vector<LayerSchema> layers;
        for (const LayerSchema& schema : all) {
            if (schema.geometry != GeometryKind::None &&
                (wanted.empty() || schema.name == wanted)) {
                layers.push_back(schema);
            }
        }
        std::ranges::stable_sort(layers, {}, place);
        return layers;
    }

    Result<void> loadRows(const data::WorkspaceStore& store,
                          const std::string& file,
                          const LayerSchema& schema,
                          const Progress& progress) {
        const auto layer = styled(
            schema, m_settings.style.empty() ? data::firstStyleOf(schema) : m_settings.style);
        if (!layer) {
            return layer.error();
        }
        if (isArea(schema.geometry)) {
            auto source = data::openSource(file + ":" + schema.name);
            return source ? loadAreas(**source, *layer, {}, true, progress) : source.error();
        }
        auto rows = MapRows::create(schema, *layer->style);
        if (!rows) {
            return rows.error();
        }
        std::vector<std::shared_ptr<const render::MapChunk>> chunks;
        std::int64_t id = 0;
        const auto take = [&](StoredRow&& row) {
            (*rows)->add(++id, row.id, row.content);
            if ((*rows)->pending() == kChunkRows) {
                chunks.push_back((*rows)->finish());
            }
            return true;
        };
        if (auto read = store.rows(schema.name, take, m_map.findings, progress); !read) {
            return read;
        }
        chunks.push_back((*rows)->finish());
        addLayer(*layer, **rows, geometry::Grid::tenthMillimetre(), std::move(chunks));
        return {};
    }

    /// A file of another program: areas by the fast reader, lines and points by the careful one.
    Result<void>
    loadFile(const std::string& file, const std::string& layer, const Progress& progress) {
        auto source = data::openSource(m_settings.source);
        if (!source) {
            const ErrorCode code = source.error().code;
            return code == ErrorCode::NoPolygons || code == ErrorCode::LayerNotFound ||
                           code == ErrorCode::FormatNotSupported
                       ? loadPaths(file, layer, progress)
                       : source.error();
        }
        LayerSchema schema{.name = (*source)->info().layer,
                           .title = {},
                           .geometry = GeometryKind::MultiPolygon,
                           .coverage = true};
        for (const data::Field& field : (*source)->info().fields) {
            const ValueKind kind = field.type == data::FieldType::Integer ? ValueKind::Integer
                                   : field.type == data::FieldType::Real  ? ValueKind::Real
                                                                          : ValueKind::Text;
            schema.fields.push_back({.name = field.name, .kind = kind, .title = {}});
        }
        addFindings((*source)->info().findings);
        const auto placement = placementOf(placeOf(**source));
        if (!placement) {
            return placement.error();
        }
        auto styledLayer = styled(
            schema, m_settings.style.empty() ? data::firstStyleOf(schema) : m_settings.style);
        return styledLayer ? loadAreas(**source, *styledLayer, *placement, false, progress)
                           : styledLayer.error();
    }

    /// How coordinates of the one layer come into the CRS of the map.
    Result<geometry::Placement> placementOf(const LayerPlace& place) {
        const auto plane =
            chooseMeasuringPlane({place}, landuse::AreaBasis::Planar, m_settings.crs);
        if (!plane) {
            return plane.error();
        }
        addFindings(plane->findings);
        m_map.crs = plane->crs.authority.empty() ? plane->crs.wkt : plane->crs.authority;
        m_map.scene.metresPerUnit = plane->crs.metresPerUnit;
        return plane->placementOf(0, geometry::Grid::tenthMillimetre());
    }

    Result<void> loadAreas(data::FeatureSource& source,
                           const StyledSchema& layer,
                           const geometry::Placement& placement,
                           bool withRows,
                           const Progress& progress) {
        auto rows = MapRows::create(layer.schema, *layer.style);
        if (!rows) {
            return rows.error();
        }
        data::ScanRequest request;
        request.placement = placement;
        request.threads = threadCount(m_settings.threads);
        const auto want = [&](const std::string& name, data::ColumnType type) -> Result<void> {
            const auto field = source.info().field(name);
            if (!field) {
                return Error{ErrorCode::FieldNotFound, source.info().layer, name};
            }
            request.columns.push_back({*field, type});
            return {};
        };
        for (const std::size_t place : (*rows)->fields()) {
            const FieldSchema& field = layer.schema.fields[place];
            const bool number = field.kind == ValueKind::Integer || field.kind == ValueKind::Real;
            if (auto found =
                    want(field.name, number ? data::ColumnType::Number : data::ColumnType::Text);
                !found) {
                return found;
            }
        }
        if (withRows) {
            if (auto found = want(kIdColumn, data::ColumnType::Text); !found) {
                return found;
            }
        }
        std::map<std::uint64_t, std::shared_ptr<const render::MapChunk>> bySequence;
        std::mutex mutex;
        const auto take = [&](int, FeatureChunk&& chunk) {
            const std::uint64_t sequence = chunk.sequence;
            auto drawn = (*rows)->take(std::move(chunk), withRows);
            const std::lock_guard lock(mutex);
            bySequence.emplace(sequence, std::move(drawn));
            return true;
        };
        const auto summary = source.scan(request, take, progress);
        if (!summary) {
            return summary.error();
        }
        addFindings(summary->findings);
        std::vector<std::shared_ptr<const render::MapChunk>> chunks;
        for (auto& [sequence, chunk] : bySequence) {
            chunks.push_back(std::move(chunk));
        }
        addLayer(layer, **rows, placement.grid, std::move(chunks));
        return {};
    }

    Result<void>
    loadPaths(const std::string& file, const std::string& name, const Progress& progress) {
        auto paths = readForeignPaths(file, name, progress);
        if (!paths) {
            return paths.error();
        }
        addFindings(paths->findings);
        const auto placement = placementOf({paths->schema.name, paths->crs, paths->extent});
        if (!placement) {
            return placement.error();
        }
        const auto layer =
            styled(paths->schema,
                   m_settings.style.empty() ? data::firstStyleOf(paths->schema) : m_settings.style);
        if (!layer) {
            return layer.error();
        }
        auto rows = MapRows::create(layer->schema, *layer->style);
        if (!rows) {
            return rows.error();
        }
        auto placer = geometry::Placer::create(*placement);
        if (!placer) {
            return placer.error();
        }
        for (const ForeignPaths::Feature& feature : paths->features) {
            std::vector<std::vector<geometry::GridPoint>> placed;
            for (const std::vector<double>& list : feature.lists) {
                if (!placer->place(list, placed.emplace_back())) {
                    placed.pop_back();
                    m_map.findings.push_back({.severity = Severity::Fault,
                                              .code = FindingCode::CoordinatesNotFinite,
                                              .layer = layer->schema.name,
                                              .feature = feature.number});
                }
            }
            (*rows)->add(feature.number, placed, feature.values);
        }
        addLayer(*layer, **rows, placement->grid, {(*rows)->finish()});
        return {};
    }

    void addLayer(const StyledSchema& layer,
                  const MapRows& rows,
                  const geometry::Grid& grid,
                  std::vector<std::shared_ptr<const render::MapChunk>> chunks) {
        render::MapLayerContent content = rows.content(grid);
        content.chunks = std::move(chunks);
        m_map.scene.layers.push_back({.name = layer.schema.name,
                                      .features = render::MapLayer::build(std::move(content)),
                                      .style = layer.style,
                                      .pictures = layer.pictures});
        m_map.schemas.push_back(layer.schema);
    }

    void addFindings(const std::vector<Finding>& more) {
        m_map.findings.insert(m_map.findings.end(), more.begin(), more.end());
    }

    const MapSettings& m_settings;
    LoadedMap m_map;
};

} // namespace

Result<LoadedMap> loadMap(const MapSettings& settings, const Progress& progress) {
    return MapLoader(settings).run(progress);
}

} // namespace tuban::jobs
