#include "data/sources/gpkg_source.h"

#include "data/sources/gpkg_scan.h"
#include "data/sources/layer_choice.h"

#include <algorithm>
#include <strings.h>
#include <utility>

namespace tuban::data {

Result<std::unique_ptr<GpkgSource>> GpkgSource::open(const std::filesystem::path& path,
                                                     const std::optional<std::string>& layer,
                                                     GpkgFetch fetch) {
    auto db = SqliteReader::open(path);
    if (!db) {
        return db.error();
    }
    auto layers = gpkgLayers(*db);
    if (!layers) {
        Error error = layers.error();
        error.subject = path.string();
        return error;
    }
    std::vector<std::string> names;
    for (const GpkgLayer& one : *layers) {
        names.push_back(one.table);
    }
    std::optional<Error> failure;
    const auto holdsPolygons = [&](std::size_t i) {
        auto holds = gpkgHoldsPolygons(*db, (*layers)[i]);
        if (!holds && !failure) {
            failure = holds.error();
        }
        return holds && *holds;
    };
    auto chosen = chooseLayer(path.string(), names, layer, holdsPolygons);
    if (!chosen) {
        return failure.value_or(chosen.error());
    }
    auto table = gpkgTable(*db, (*layers)[*chosen]);
    if (!table) {
        return table.error();
    }
    auto info = gpkgInfo(*db, *table, path.string());
    if (!info) {
        return info.error();
    }
    return std::unique_ptr<GpkgSource>(
        new GpkgSource(path, std::move(*db), std::move(*table), std::move(*info), fetch));
}

Result<ScanSummary>
GpkgSource::scan(const ScanRequest& request, const ChunkSink& sink, const Progress& progress) {
    std::vector<std::size_t> columns;
    for (const ScanRequest::Wanted& wanted : request.columns) {
        if (wanted.field >= m_info.fields.size()) {
            return Error{ErrorCode::FieldNotFound, std::to_string(wanted.field)};
        }
        // Fields are the columns without the geometry.
        columns.push_back(wanted.field + (wanted.field >= m_table.geometry ? 1 : 0));
    }
    GpkgScan scan(m_path, m_db, m_table, columns, request, sink, progress);
    return scan.run(m_fetch != GpkgFetch::BySql);
}

} // namespace tuban::data
