#pragma once

#include "base/result.h"
#include "data/sqlite/sqlite_writer.h"
#include "model/layer_schema.h"

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace tuban::data {

/// The table in which QGIS keeps styles inside a GeoPackage. It belongs into gpkg_contents, as
/// "attributes": GDAL, and so QGIS, lists no other tables once one is registered so.
inline constexpr const char* kLayerStylesTable = "layer_styles";

/// How a layer can be drawn, for other programs.
struct LayerStyle {
    std::string layer;       ///< name of the table
    std::string name;        ///< of the style; at most 30 bytes
    bool first = true;       ///< drawn so at first
    std::string description; ///< of the layer, for people, in both languages
    std::string qml;         ///< what QGIS applies
    std::string sld;         ///< SLD 1.1, for all others
    bool operator==(const LayerStyle&) const = default;
};

/// The product's styles of layers: `styles/layers`.
std::filesystem::path layerStylesFolder();
/// The SLD file that the product draws a layer with at first: that of its name, else plain grey by
/// its geometry (`styles/plain`).
std::filesystem::path firstStyleOf(const LayerSchema& schema);

/// The styles of the layers that name one, in their order, from `folder`/<style>.qml and .sld,
/// which must be there; then those of <style>-<what is shown>.qml and .sld, by their names. The
/// texts are taken as they are. Errors: TableNotFound, FileUnreadable (subject: the file).
Result<std::vector<LayerStyle>>
readLayerStyles(const std::vector<LayerSchema>& layers,
                const std::filesystem::path& folder = layerStylesFolder());

/// The table, with the columns that QGIS gives it when it saves a style.
/// @source QGIS 3, QgsOgrProviderMetadata::saveStyle.
std::string layerStylesTableSql();

/// INSERT with a parameter for each of layerStyleValues.
std::string layerStyleInsertSql();

/// The row of a style. QGIS applies the first one of a layer when the layer is added, and lists the
/// others.
/// QGIS looks for rows by table and geometry column of which the schema is empty, not null.
/// `time`: of the last change, UTC, YYYY-MM-DDThh:mm:ss.sssZ; `id` from 1.
/// @source QGIS 3, QgsOgrProviderMetadata::loadStyle.
std::vector<SqlValue>
layerStyleValues(const LayerStyle& style, std::int64_t id, const std::string& time);

} // namespace tuban::data
