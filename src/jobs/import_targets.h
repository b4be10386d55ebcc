#pragma once

#include "base/result.h"
#include "data/foreign/foreign_reader.h"
#include "data/import/wkb_lists.h"
#include "model/crs_checks.h"
#include "model/field_mapping.h"

#include <optional>
#include <set>
#include <string>
#include <vector>

namespace tuban::jobs {

/// What the first features of a foreign layer show.
struct LayerSample {
    std::uint64_t features = 0;
    std::optional<StoredExtent> extent = {};
    std::set<data::WkbShape> shapes = {};

    void add(const data::ForeignFeature& feature);
};

/// Whether a layer is a table that programs keep beside others: styles and the journal of a workspace
/// in a GeoPackage, the explanation of the columns in a workbook.
bool isBookkeeping(const data::ForeignLayer& layer);

/// A layer of the workspace that takes features of a foreign layer.
struct ImportTarget {
    LayerSchema schema;
    bool isNew = false; ///< the workspace does not have it yet
    data::WkbShape shape = data::WkbShape::None;
};

/// Which layers of a workspace take the features of a foreign one. `wanted`: the user's; empty: the
/// layer of the catalogue that bears its name or alias and its kind of geometry and of which it has
/// the key, parcels for
/// coordinate files of parcels, parcels for areas with a class code and a parcel number; else a
/// new layer for each kind of geometry, with the fields as they are.
/// Errors: LayerNotFound (the wanted layer holds another kind of geometry).
Result<std::vector<ImportTarget>> chooseTargets(const std::vector<LayerSchema>& layers,
                                                const FieldAliases& aliases,
                                                const data::ForeignLayer& layer,
                                                const LayerSample& sample,
                                                const std::string& wanted);

/// The schema of a new layer for the features of one kind of a foreign layer; names of tables and
/// fields are made fit and unlike `taken`, the titles keep what they were.
LayerSchema referenceSchema(const data::ForeignLayer& layer,
                            GeometryKind geometry,
                            const std::string& name,
                            const std::vector<LayerSchema>& taken);

} // namespace tuban::jobs
