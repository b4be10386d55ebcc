#pragma once

#include "base/result.h"
#include "data/foreign/foreign_reader.h"
#include "data/foreign/worker/batch_writer.h"

#include <memory>
#include <string>
#include <vector>

namespace tuban::data {

/// One layer of a foreign file, in the reader process.
class LayerReader {
public:
    virtual ~LayerReader() = default;
    const ForeignLayer& info() const { return m_info; }
    /// All features from the first on, until `out` wants no more; what there was to complain of is
    /// added to `findings`. May be called again.
    /// Errors: ReadFailed.
    virtual Result<void> read(BatchWriter& out, std::vector<Finding>& findings) = 0;

protected:
    ForeignLayer m_info;
};

using LayerReaders = std::vector<std::unique_ptr<LayerReader>>;

/// Makes the drivers known that may be asked at all: no others exist in the reader process.
void registerForeignDrivers();

/// What opening files gave.
struct OpenedFiles {
    LayerReaders layers = {};
    std::vector<Finding> findings = {};
};

/// What files are called among the virtual ones: drivers name layers after their file, which have no
/// name of their own then.
inline constexpr const char* kUnnamed = "tuban_foreign";

/// A file for a reader: where it is among the virtual files, and what users know it by.
struct ReaderInput {
    std::string path;           ///< below kVirtualRoot
    std::string stem;           ///< a name for layers that have none of their own
    std::filesystem::path file; ///< the chosen one
};

/// Layers through one of GDAL's drivers: `driver` alone may look at the file.
/// Errors: FileUnreadable (detail: what GDAL says).
struct OgrInput {
    ReaderInput input;
    std::string format; ///< for users
    std::vector<const char*> drivers;
    std::vector<const char*> options = {};
    /// Encoding of its texts, where they come as the bytes of the file; empty: UTF-8.
    std::string encoding = {};
    std::vector<std::pair<std::string, std::string>> notes = {};
    bool namedByFile = false; ///< the name of its only layer is that of the file
};
Result<void> openOgr(const OgrInput& input, OpenedFiles& opened);

/// Layers and attribute tables of a GeoPackage, through SQLite. Views and virtual tables are left
/// out, with a finding: reading them would run what the file says.
/// Errors: FileUnreadable, FormatNotSupported.
Result<void> openGeoPackage(const ReaderInput& input, OpenedFiles& opened);

} // namespace tuban::data
