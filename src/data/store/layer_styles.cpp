#include "data/store/layer_styles.h"

#include "data/product_files.h"
#include "data/text_file.h"
#include "data/workspace/gpkg_schema_sql.h"

#include <algorithm>
#include <system_error>
#include <utility>

namespace tuban::data {

namespace fs = std::filesystem;

namespace {

Result<std::string> readStyleFile(const fs::path& path) {
    auto text = readTextFile(path);
    if (!text && text.error().code == ErrorCode::FileNotFound) {
        return Error{ErrorCode::TableNotFound, path.string(), text.error().detail};
    }
    return text;
}

/// The style itself, then what else can be shown of its layer.
std::vector<std::string> styleNames(const std::string& style, const fs::path& folder) {
    std::vector<std::string> names;
    std::error_code unreadable; // then the style itself is missing too
    for (const auto& entry : fs::directory_iterator(folder, unreadable)) {
        const std::string name = entry.path().stem().string();
        if (entry.path().extension() == ".sld" && name.starts_with(style + "-")) {
            names.push_back(name);
        }
    }
    std::sort(names.begin(), names.end());
    names.insert(names.begin(), style);
    return names;
}

} // namespace

fs::path layerStylesFolder() {
    return productFolder() / "styles" / "layers";
}

fs::path firstStyleOf(const LayerSchema& schema) {
    if (!schema.style.empty()) {
        return layerStylesFolder() / (schema.style + ".sld");
    }
    const bool isArea =
        schema.geometry == GeometryKind::Polygon || schema.geometry == GeometryKind::MultiPolygon;
    const char* const name = isArea                                        ? "area.sld"
                             : schema.geometry == GeometryKind::LineString ? "line.sld"
                                                                           : "point.sld";
    return productFolder() / "styles" / "plain" / name;
}

Result<std::vector<LayerStyle>> readLayerStyles(const std::vector<LayerSchema>& layers,
                                                const fs::path& folder) {
    std::vector<LayerStyle> styles;
    for (const LayerSchema& layer : layers) {
        if (layer.style.empty() || layer.geometry == GeometryKind::None) {
            continue;
        }
        for (const std::string& name : styleNames(layer.style, folder)) {
            auto qml = readStyleFile(folder / (name + ".qml"));
            if (!qml) {
                return qml.error();
            }
            auto sld = readStyleFile(folder / (name + ".sld"));
            if (!sld) {
                return sld.error();
            }
            styles.push_back({layer.name,
                              name,
                              name == layer.style,
                              layer.title.zh + " " + layer.title.en,
                              std::move(*qml),
                              std::move(*sld)});
        }
    }
    return styles;
}

std::string layerStylesTableSql() {
    return R"sql(CREATE TABLE layer_styles (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    f_table_catalog TEXT(256),
    f_table_schema TEXT(256),
    f_table_name TEXT(256),
    f_geometry_column TEXT(256),
    styleName TEXT(30),
    styleQML TEXT,
    styleSLD TEXT,
    useAsDefault BOOLEAN,
    description TEXT,
    owner TEXT(30),
    ui TEXT(30),
    update_time DATETIME DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now'))
))sql";
}

std::string layerStyleInsertSql() {
    return "INSERT INTO layer_styles (id, f_table_catalog, f_table_schema, f_table_name, "
           "f_geometry_column, styleName, styleQML, styleSLD, useAsDefault, description, owner, "
           "ui, update_time) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
}

std::vector<SqlValue>
layerStyleValues(const LayerStyle& style, std::int64_t id, const std::string& time) {
    const std::string none;
    return {id,
            none,
            none,
            style.layer,
            std::string(kGeometryColumn),
            style.name,
            style.qml,
            style.sld,
            std::int64_t{style.first ? 1 : 0},
            style.description,
            none,
            SqlValue(),
            time};
}

} // namespace tuban::data
