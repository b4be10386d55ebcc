#pragma once

#include <geos_c.h>

#include <memory>

namespace tuban::geometry {

/// The GEOS context of this thread: silent, made at first use. Its last error message is kept by
/// GEOS nowhere; callers tell the failure from the null result.
inline GEOSContextHandle_t geosContext() {
    struct Context {
        GEOSContextHandle_t handle = GEOS_init_r();
        Context() = default;
        Context(const Context&) = delete;
        Context& operator=(const Context&) = delete;
        ~Context() { GEOS_finish_r(handle); }
    };
    thread_local const Context context;
    return context.handle;
}

struct GeosDeleter {
    void operator()(GEOSGeometry* g) const { GEOSGeom_destroy_r(geosContext(), g); }
    void operator()(GEOSCoordSequence* s) const { GEOSCoordSeq_destroy_r(geosContext(), s); }
    void operator()(GEOSMakeValidParams* p) const {
        GEOSMakeValidParams_destroy_r(geosContext(), p);
    }
    void operator()(char* text) const { GEOSFree_r(geosContext(), text); }
};

using GeosGeometry = std::unique_ptr<GEOSGeometry, GeosDeleter>;
using GeosSequence = std::unique_ptr<GEOSCoordSequence, GeosDeleter>;
using GeosMakeValidParams = std::unique_ptr<GEOSMakeValidParams, GeosDeleter>;
using GeosText = std::unique_ptr<char, GeosDeleter>;

} // namespace tuban::geometry
