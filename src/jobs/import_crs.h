#pragma once

#include "base/result.h"
#include "data/store/workspace_store.h"
#include "model/crs_checks.h"
#include "model/finding.h"

#include <optional>
#include <string>
#include <vector>

namespace tuban::jobs {

/// What is known of the place of a layer that is to be brought in.
struct CrsEvidence {
    std::string layer;                       ///< for findings
    std::string stated = {};                 ///< by the file: WKT or "EPSG:n"; empty: nothing
    std::optional<StoredExtent> extent = {}; ///< of its coordinates as they are
    std::string workspace;                   ///< CRS of the workspace
    std::optional<StoredExtent> reach = {};  ///< of what the workspace holds
    std::string wanted = {};                 ///< by the user; empty: nothing
};

/// The system that the coordinates of a layer are in, and why.
struct CrsDecision {
    std::string crs;         ///< WKT or "EPSG:n"
    bool northFirst = false; ///< the file has north before east
    std::vector<Finding> findings = {};
};

/// Decides from what the file says and what its coordinates look like: zone prefixes, degrees,
/// the order of the axes, the distance from the central meridian. What contradicts itself in only
/// one way that makes sense is set right, with a finding; anything else is refused, as is what
/// would lie more than 50 km from all that the workspace holds, unless the user named the system.
/// Errors: CrsUnclear (detail: what contradicts what), UnknownCrs, NoTransformation,
/// BallparkTransformation (a change of datum without parameters).
Result<CrsDecision> decideCrs(const CrsEvidence& evidence);

/// Where the rows of all layers of a workspace lie; nothing: there are none.
std::optional<StoredExtent> reachOf(const data::WorkspaceStore& store);

/// Whether coordinates look like metres of a Gauss-Krüger system, with or without zone, in either
/// order of the axes.
bool looksProjected(const StoredExtent& extent);

} // namespace tuban::jobs
