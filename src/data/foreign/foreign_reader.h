#pragma once

#include "base/progress.h"
#include "base/result.h"
#include "model/finding.h"
#include "model/layer_schema.h"

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace tuban::data {

struct ForeignField {
    std::string name; ///< UTF-8
    ValueKind kind = ValueKind::Text;
    int width = 0; ///< characters or digits that the file allows; 0: not said
    std::string unit = {};   ///< that its numbers are in, as in FieldSchema; empty: not said
    double toUnit = 1.0;     ///< what numbers of the file are multiplied by to be in `unit`
};

/// One layer or table of a foreign file, as the file has it.
struct ForeignLayer {
    std::string name;               ///< UTF-8
    std::filesystem::path file;     ///< which of the chosen files, an archive included
    std::string format;             ///< "ESRI Shapefile", "GPKG", "Parcel TXT", "CSV" …
    std::string crs = {};           ///< WKT2; empty: the file does not say
    bool hasGeometry = false;
    std::vector<ForeignField> fields = {};
    std::optional<std::uint64_t> features = {};
    /// What the file says of itself as a whole, e.g. the header of a coordinate file
    /// ("坐标系" → "2000国家大地坐标系"), $DWGCODEPAGE of a drawing.
    std::vector<std::pair<std::string, std::string>> notes = {};
};

/// One feature or record, untouched: nothing is moved, closed, repaired or left out.
struct ForeignFeature {
    std::int64_t number = 0;     ///< of the record in its file (FID, row or line); names it in reports
    std::string wkb = {};        ///< ISO WKB, east before north where the format says which; empty: none
    std::vector<FieldValue> values = {}; ///< in the order of the fields; texts in UTF-8, dates YYYY-MM-DD
    std::string doubt = {};      ///< what the reader could not take over, in its own words; empty: nothing
    std::string refusal = {};    ///< why it cannot become a row, for people; empty: it can
    std::uint64_t lostPoint = 0; ///< first line of the file with a point of it that cannot be read; 0: none
};

/// What reading may cost.
struct ForeignLimits {
    std::uint64_t memoryBytes = 4ULL << 30U;
    std::uint64_t unpackedBytes = 2ULL << 30U; ///< of an archive, in all
    std::chrono::seconds silence{60};          ///< without a sign of life
};

struct ForeignOptions {
    std::string encoding = {}; ///< of texts in files that do not say it; empty: told from the bytes
    ForeignLimits limits = {};
};

/// Files of other programs, read by a process of its own that can open nothing but them, write
/// nothing, connect to nothing and start nothing; if it dies, this program goes on.
class ForeignReader {
public:
    using Sink = std::function<bool(ForeignFeature&&)>; ///< returns false to stop

    virtual ~ForeignReader() = default;
    virtual const std::vector<ForeignLayer>& layers() const = 0;
    /// How files were understood (EncodingDetected …) and what their readers complained of.
    virtual const std::vector<Finding>& findings() const = 0;
    /// All features of a layer, in the order of the file, one thread.
    /// Errors: ReadFailed, ReaderDied, ReaderTooSlow, ReaderTooLarge, Cancelled.
    virtual Result<void> read(std::size_t layer, const Sink& sink, const Progress& progress) = 0;
};

/// Opens the files chosen (a folder stands for a file geodatabase, a .shp brings its siblings, a
/// .zip is looked into). The format is told from the content, not from the name.
/// Errors: FileNotFound, FileUnreadable (subject: the file; detail: the cause), FormatNotSupported,
/// ArchiveRefused, NetworkReference, ReaderDied, ReaderTooSlow, ReaderTooLarge, Cancelled.
Result<std::unique_ptr<ForeignReader>>
openForeign(const std::vector<std::filesystem::path>& chosen,
            const ForeignOptions& options,
            const Progress& progress);

} // namespace tuban::data
