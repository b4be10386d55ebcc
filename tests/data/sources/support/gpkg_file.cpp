#include "support/gpkg_file.h"

#include <ogr_geometry.h>
#include <sqlite3.h>

#include <bit>
#include <cmath>
#include <memory>
#include <numbers>
#include <stdexcept>

namespace tuban::test {

namespace {

constexpr const char* kTables = R"sql(
CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT NOT NULL, srs_id INTEGER PRIMARY KEY,
    organization TEXT NOT NULL, organization_coordsys_id INTEGER NOT NULL,
    definition TEXT NOT NULL, description TEXT);
CREATE TABLE gpkg_contents (table_name TEXT PRIMARY KEY, data_type TEXT NOT NULL,
    identifier TEXT UNIQUE, description TEXT DEFAULT '', last_change DATETIME NOT NULL
    DEFAULT '2024-01-01T00:00:00.000Z', min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y DOUBLE,
    srs_id INTEGER);
CREATE TABLE gpkg_geometry_columns (table_name TEXT NOT NULL, column_name TEXT NOT NULL,
    geometry_type_name TEXT NOT NULL, srs_id INTEGER NOT NULL, z TINYINT NOT NULL,
    m TINYINT NOT NULL, PRIMARY KEY (table_name, column_name));
INSERT INTO gpkg_spatial_ref_sys VALUES
    ('none', -1, 'NONE', -1, 'undefined', ''), ('none', 0, 'NONE', 0, 'undefined', ''),
    ('WGS 84', 4326, 'EPSG', 4326, 'GEOGCS["WGS 84"]', ''),
    ('CGCS2000 / 3-degree Gauss-Kruger CM 117E', 4548, 'EPSG', 4548, 'undefined', '');
)sql";

using GeometryPtr = std::unique_ptr<OGRGeometry>;

GeometryPtr geometryOf(const std::string& wkt) {
    OGRGeometry* raw = nullptr;
    if (OGRGeometryFactory::createFromWkt(wkt.c_str(), nullptr, &raw) != OGRERR_NONE) {
        throw std::runtime_error("not WKT: " + wkt);
    }
    return GeometryPtr(raw);
}

void append(std::string& bytes, double value) {
    const auto raw = std::bit_cast<std::uint64_t>(value);
    for (unsigned i = 0; i < 8; ++i) {
        bytes += static_cast<char>((raw >> (8U * i)) & 0xFFU);
    }
}

} // namespace

std::string wkbOf(const std::string& wkt, bool bigEndian) {
    const GeometryPtr geometry = geometryOf(wkt);
    std::string bytes(geometry->WkbSize(), '\0');
    geometry->exportToWkb(
        bigEndian ? wkbXDR : wkbNDR, reinterpret_cast<unsigned char*>(bytes.data()), wkbVariantIso);
    return bytes;
}

std::string blobOf(const std::string& wkt, int envelope, bool bigEndian) {
    const GeometryPtr geometry = geometryOf(wkt);
    const bool empty = geometry->IsEmpty() != FALSE;
    const int kind = empty ? 0 : envelope;
    const char flags = static_cast<char>(1 | (kind << 1) | (empty ? 0x10 : 0));
    std::string blob{'G', 'P', '\0', flags, '\xC4', '\x11', '\0', '\0'}; // srs id 4548
    if (kind == 1) {
        OGREnvelope box;
        geometry->getEnvelope(&box);
        for (const double ordinate : {box.MinX, box.MaxX, box.MinY, box.MaxY}) {
            append(blob, ordinate);
        }
    }
    return blob + wkbOf(wkt, bigEndian);
}

std::string square(double x, double y, double side) {
    const auto at = [](double px, double py) {
        return std::to_string(px) + " " + std::to_string(py);
    };
    return "POLYGON((" + at(x, y) + "," + at(x + side, y) + "," + at(x + side, y + side) + "," +
           at(x, y + side) + "," + at(x, y) + "))";
}

std::string wheel(double x, double y, double radius, int vertices) {
    std::string wkt = "POLYGON((";
    for (int i = 0; i <= vertices; ++i) {
        const double angle = 2.0 * std::numbers::pi * (i % vertices) / vertices;
        wkt += (i == 0 ? "" : ",") + std::to_string(x + radius * std::cos(angle)) + " " +
               std::to_string(y + radius * std::sin(angle));
    }
    return wkt + "))";
}

GpkgFile::GpkgFile(const std::string& path, const std::string& pragmas) {
    if (sqlite3_open(path.c_str(), &m_db) != SQLITE_OK) {
        throw std::runtime_error("cannot create " + path);
    }
    // The page size counts only before the first write.
    run(pragmas +
        "PRAGMA synchronous = OFF; PRAGMA application_id = 1196444487;"
        "PRAGMA user_version = 10300;" +
        kTables);
}

GpkgFile::~GpkgFile() {
    close();
}

void GpkgFile::close() {
    sqlite3_close(m_db);
    m_db = nullptr;
}

void GpkgFile::run(const std::string& sql) {
    if (sqlite3_exec(m_db, sql.c_str(), nullptr, nullptr, nullptr) != SQLITE_OK) {
        throw std::runtime_error(std::string(sqlite3_errmsg(m_db)) + ": " + sql);
    }
}

void GpkgFile::runWith(const std::string& sql, std::string_view blob, std::int64_t number) {
    sqlite3_stmt* statement = nullptr;
    sqlite3_prepare_v2(m_db, sql.c_str(), -1, &statement, nullptr);
    sqlite3_bind_blob(statement, 1, blob.data(), static_cast<int>(blob.size()), SQLITE_STATIC);
    sqlite3_bind_int64(statement, 2, number);
    const int state = sqlite3_step(statement);
    sqlite3_finalize(statement);
    if (state != SQLITE_DONE) {
        throw std::runtime_error(std::string(sqlite3_errmsg(m_db)) + ": " + sql);
    }
}

void GpkgFile::announce(const std::string& table,
                        const std::string& geometryType,
                        const std::string& geometryColumn,
                        int srsId) {
    const std::string srs = std::to_string(srsId);
    run("INSERT INTO gpkg_contents (table_name, data_type, identifier, srs_id) VALUES ('" + table +
        "', 'features', '" + table + "', " + srs +
        "); INSERT INTO gpkg_geometry_columns VALUES ('" + table + "', '" + geometryColumn +
        "', '" + geometryType + "', " + srs + ", 0, 0)");
}

void GpkgFile::layer(const std::string& table,
                     const std::string& columns,
                     const std::string& geometryType) {
    run("CREATE TABLE \"" + table + "\" (fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, geom " +
        geometryType + (columns.empty() ? "" : ", " + columns) + ")");
    announce(table, geometryType);
}

} // namespace tuban::test
