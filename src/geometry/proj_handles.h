#pragma once

// For the sources of this room only: owners of PROJ handles and the questions that several of them
// put to PROJ. Public headers name no handle.

#include "base/result.h"
#include "base/units.h"

#include <proj.h>

#include <memory>
#include <optional>
#include <string>

namespace tuban::geometry {

struct PjDestroy {
    void operator()(PJ_CONTEXT* p) const { proj_context_destroy(p); }
    void operator()(PJ* p) const { proj_destroy(p); }
    void operator()(PJ_OBJ_LIST* p) const { proj_list_destroy(p); }
    void operator()(PJ_OPERATION_FACTORY_CONTEXT* p) const {
        proj_operation_factory_context_destroy(p);
    }
};
using PjContext = std::unique_ptr<PJ_CONTEXT, PjDestroy>;
using PjObject = std::unique_ptr<PJ, PjDestroy>;
using PjList = std::unique_ptr<PJ_OBJ_LIST, PjDestroy>;
using PjFactory = std::unique_ptr<PJ_OPERATION_FACTORY_CONTEXT, PjDestroy>;

/// A silent context that never asks the network. Objects made with it belong to one thread.
PjContext newPjContext();
/// The context of this thread, for questions that leave no object behind.
PJ_CONTEXT* threadPjContext();

/// Reads "EPSG:n", WKT, PROJJSON, an OGC URN or a PROJ string; nothing that PROJ would only guess
/// from a name. The horizontal part of a compound system. Errors: UnknownCrs.
Result<PjObject> readCrs(PJ_CONTEXT* context, const std::string& definition);

/// The system itself, or the one that a bound system (with parameters to a hub) is made of.
PjObject withoutBinding(PJ_CONTEXT* context, const PJ* crs);

/// A parameter of the projection: as written, and its unit in radians or metres.
struct ConversionParameter {
    double value;
    double unit;
};
std::optional<ConversionParameter>
conversionParameter(PJ_CONTEXT* context, const PJ* crs, int epsgCode);
/// The longitude that a projection is centred on, in degrees from its prime meridian.
std::optional<double> longitudeOfOrigin(PJ_CONTEXT* context, const PJ* crs);

/// Radians or metres per unit of the first axis.
double axisUnit(PJ_CONTEXT* context, const PJ* crs);

/// The name of the geodetic datum or ensemble, as PROJ spells it; empty if it knows none.
std::string datumName(PJ_CONTEXT* context, const PJ* crs);

/// Whether two systems give the same coordinates to every point, east before north.
bool sameCrs(PJ_CONTEXT* context, const PJ* a, const PJ* b);

/// How coordinates go from one system to another, east before north on both sides.
struct CrsOperation {
    PjObject pj; ///< null: both systems are the same
    std::string name;
    std::optional<Length> accuracy = {};
};

/// The operation that PROJ recommends; where it has several, each point takes the one of its area.
/// CGCS2000 and WGS 84, which PROJ joins by a null shift of unknown accuracy, count as equal to
/// one metre. Errors: NoTransformation; BallparkTransformation for any other null shift and for
/// every change between an old Chinese datum and another.
Result<CrsOperation> findOperation(PJ_CONTEXT* context, const PJ* source, const PJ* target);

} // namespace tuban::geometry
