#pragma once

#include "base/result.h"
#include "data/feature_source.h"
#include "data/sources/column_writer.h"
#include "data/sources/polygon_decoder.h"
#include "data/sources/text_encoding.h"

#include <cstddef>
#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <vector>

namespace tuban::data {

/// Puts features together to a chunk and keeps account of what was met. One object per thread.
///
/// For every feature: begin(), then one of the geometry calls, then every column once, in order.
class ChunkAssembler {
public:
    /// Chunks end near these sizes, so that they stay in the cache of one core.
    static constexpr std::size_t kFeatures = 2048;
    static constexpr std::size_t kPoints = 64 * 1024;

    /// Errors: those of geometry::Placer::create.
    static Result<ChunkAssembler> create(const std::string& layer, const ScanRequest& request);

    void begin(std::int64_t id) { m_ids.push_back(id); }
    void addWkb(std::span<const std::byte> wkb);
    /// A geometry blob of a GeoPackage: its header, then well-known binary.
    void addGeoPackageBlob(std::span<const std::byte> blob);
    void addNoGeometry();
    ColumnWriter& column(std::size_t index) { return m_columns[index]; }
    /// Text in the encoding of the source, kept readable if it is not UTF-8.
    void addText(std::size_t column, std::string_view bytes) {
        m_columns[column].addText(m_repair.utf8(bytes));
    }

    std::size_t size() const { return m_ids.size(); }
    bool full() const { return size() >= kFeatures || m_polygons.pointCount() >= kPoints; }
    /// Hands out what was assembled and starts the next chunk.
    FeatureChunk take(std::uint64_t sequence);
    /// Forgets the chunk under way with all that was noted for it.
    void discard();

    /// The account of all chunks taken from several assemblers, findings ordered by feature.
    /// `alsoRepaired`: texts converted elsewhere, by encoding.
    static ScanSummary summary(const std::vector<const ChunkAssembler*>& assemblers,
                               std::map<std::string, std::uint64_t> alsoRepaired = {});

private:
    struct Tally {
        std::uint64_t features = 0;
        std::uint64_t vertices = 0;
        std::uint64_t offGridVertices = 0;
        std::size_t findings = 0;
        std::map<std::string, std::uint64_t> repaired = {};
    };

    ChunkAssembler(std::string layer, PolygonDecoder decoder, const ScanRequest& request);
    void note(FindingCode code, Severity severity, std::vector<std::string> values = {});
    void noteFault(GeometryFault fault);

    std::string m_layer;
    PolygonDecoder m_decoder;
    geometry::PolygonChunkBuilder m_polygons;
    std::vector<std::int64_t> m_ids;
    std::vector<ColumnWriter> m_columns;
    TextRepair m_repair;
    std::vector<Finding> m_findings;
    Tally m_tally; ///< including the chunk under way
    Tally m_taken; ///< chunks taken
};

} // namespace tuban::data
