#pragma once

#include "districts.h"

#include <gdal_priv.h>

#include <cstdint>
#include <string>
#include <vector>

namespace tuban::bench {

struct Attributes;

inline constexpr const char* kParcelLayer = "parcels";
inline constexpr const char* kNaturalLayer = "districts";
inline constexpr const char* kAlignedLayer = "aligned";

/// Writes the synthetic zone as a GeoPackage in EPSG:4527. The bytes depend on the data only (dates
/// inside the file are fixed). Failures end the program with a message: this is a tool.
class ZoneFile {
public:
    ZoneFile(const std::string& path, bool spatialIndex);
    void addParcel(const Attributes& attributes, const ParcelShape& shape);
    void addDistricts(const char* layer, const std::vector<District>& districts);
    void close();

private:
    OGRLayer* createLayer(const char* name);

    GDALDatasetUniquePtr m_dataset;
    bool m_spatialIndex;
    OGRLayer* m_parcels = nullptr;
};

/// Prints "bench: message" to stderr and ends the program with status 1.
[[noreturn]] void fail(const std::string& message);

} // namespace tuban::bench
