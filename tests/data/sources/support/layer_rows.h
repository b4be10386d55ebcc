#pragma once

#include "data/feature_source.h"

#include <cstdint>
#include <optional>
#include <ostream>
#include <string>
#include <vector>

namespace tuban::test {

using Vertices = std::vector<geometry::GridPoint>;

/// One feature as a reader gives it: parts of rings of vertices, outer ring first.
struct Row {
    std::int64_t id = 0;
    std::vector<std::vector<Vertices>> parts = {};
    std::vector<std::optional<std::string>> texts = {};
    std::vector<std::optional<double>> numbers = {};
    bool operator==(const Row&) const = default;
};
std::ostream& operator<<(std::ostream& out, const Row& row);

/// What a scan gave, put in file order. `chunkSizes` tells how it was divided.
struct Rows {
    std::vector<Row> rows = {};
    std::vector<std::size_t> chunkSizes = {};
    std::vector<std::uint64_t> sequences = {};
    data::ScanSummary summary = {};
};

/// Scans with the named fields as text and as number columns.
Result<Rows> readRows(data::FeatureSource& source,
                      const std::vector<std::string>& texts = {},
                      const std::vector<std::string>& numbers = {},
                      int threads = 1);
/// Opens with openSource and scans.
Result<Rows> readRows(const std::string& spec,
                      const std::vector<std::string>& texts = {},
                      const std::vector<std::string>& numbers = {},
                      int threads = 1);

/// The same rows read by a plain loop over OGR features, polygon by polygon, without any code of
/// the readers: the truth that the readers are held against.
std::vector<Row> rowsByOgr(const std::string& path,
                           const std::string& layer,
                           const std::vector<std::string>& texts = {},
                           const std::vector<std::string>& numbers = {});

/// Number of findings with `code`.
std::size_t count(const std::vector<Finding>& findings, FindingCode code);

} // namespace tuban::test
