#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

struct sqlite3;

namespace tuban::test {

/// Well-known binary of a geometry given as WKT.
std::string wkbOf(const std::string& wkt, bool bigEndian = false);
/// The same with the header of a GeoPackage blob; `envelope` is its kind, 0 (none) or 1 (xy).
std::string blobOf(const std::string& wkt, int envelope = 1, bool bigEndian = false);

/// "POLYGON" of a square with corner x, y.
std::string square(double x, double y, double side);
/// "POLYGON" of a wheel with `vertices` vertices around x, y.
std::string wheel(double x, double y, double radius, int vertices);

/// A GeoPackage made with plain SQL, so that a test decides on pages, journal and encoding.
class GpkgFile {
public:
    /// `pragmas` run before anything is written, e.g. "PRAGMA page_size = 512;".
    explicit GpkgFile(const std::string& path, const std::string& pragmas = {});
    GpkgFile(const GpkgFile&) = delete;
    GpkgFile& operator=(const GpkgFile&) = delete;
    ~GpkgFile();

    void run(const std::string& sql);
    /// Runs `sql` with `blob` as ?1, and `number` as ?2.
    void runWith(const std::string& sql, std::string_view blob, std::int64_t number = 0);
    /// Registers a table (made by the test) as features; see gpkg_geometry_columns.
    void announce(const std::string& table,
                  const std::string& geometryType = "POLYGON",
                  const std::string& geometryColumn = "geom",
                  int srsId = 4548);
    /// CREATE TABLE with fid, geom and the further `columns`, announced.
    void layer(const std::string& table,
               const std::string& columns,
               const std::string& geometryType = "POLYGON");
    /// Ends the connection; the file is complete then.
    void close();

private:
    sqlite3* m_db = nullptr;
};

} // namespace tuban::test
