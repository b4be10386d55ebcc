#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/progress.h"
#include "base/result.h"
#include "geometry/placement.h"
#include "model/feature_chunk.h"
#include "model/finding.h"

namespace tuban::data {

enum class FieldType { Text, Integer, Real, Other };

struct Field {
    std::string name;
    FieldType type = FieldType::Text;
};

/// What is known of a vector layer before reading it.
struct SourceInfo {
    std::string path;
    std::string layer;
    std::string format; ///< short name of the driver, e.g. "GPKG", "ESRI Shapefile"
    std::string crs;    ///< WKT2; empty: none
    std::vector<Field> fields;
    std::optional<std::uint64_t> featureCount = {};
    std::optional<std::array<double, 4>> extent = {}; ///< min x, min y, max x, max y as stored
    std::vector<Finding> findings = {}; ///< doubts met while opening (encoding, reader warnings)

    /// Index of a field by name, exact match first, then ignoring ASCII case.
    std::optional<std::size_t> field(const std::string& name) const;
};

enum class ColumnType { Text, Number };

struct ScanRequest {
    struct Wanted {
        std::size_t field; ///< index in SourceInfo::fields
        ColumnType type;
    };
    std::vector<Wanted> columns = {};
    geometry::Placement placement = {};
    int threads = 1;
    std::optional<std::uint64_t> limit = {}; ///< read only about the first `limit` features
};

struct ScanSummary {
    std::uint64_t features = 0;
    std::uint64_t vertices = 0;
    std::uint64_t offGridVertices = 0;
    /// Features whose geometry was absent, not polygonal, not finite or cut off: each one listed.
    std::vector<Finding> findings = {};
};

/// Receives chunks, several at a time: `worker` in [0, threads) tells the callers apart. Returns
/// false to stop.
using ChunkSink = std::function<bool(int worker, FeatureChunk&& chunk)>;

/// One polygon layer of a file, read as a stream: nothing is kept.
class FeatureSource {
public:
    virtual ~FeatureSource() = default;
    virtual const SourceInfo& info() const = 0;
    /// Reads all features; chunks arrive in any order, numbered by `sequence` in file order.
    /// Every feature of the file arrives as one row, with or without usable geometry.
    /// Errors: ReadFailed, Cancelled, and those of geometry::Placer::create.
    virtual Result<ScanSummary> scan(const ScanRequest& request,
                                     const ChunkSink& sink,
                                     const Progress& progress) = 0;
};

/// Opens `spec` = "path" or "path:layer" for reading; the file is never changed and nothing beside
/// it is written. Only vector formats that read one local file (or a zip) are allowed; files that
/// refer to others or to the network are refused.
/// Errors: FileNotFound, FileUnreadable, FormatNotSupported, NetworkReference, LayerNotFound,
/// LayerAmbiguous (several polygon layers and none named; detail lists them), NoPolygons.
Result<std::unique_ptr<FeatureSource>> openSource(const std::string& spec);

} // namespace tuban::data
