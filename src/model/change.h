#pragma once

#include "base/uuid.h"
#include "model/layer_schema.h"

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace tuban {

/// The place of an entry in the journal of a workspace, from 1. It is also the version of every row
/// that the entry wrote, so that a version stands for one content for ever: undo brings the old
/// version back with the old content.
enum class EntryNumber : std::int64_t {};
inline constexpr EntryNumber kNoEntry{0};
constexpr std::int64_t numberOf(EntryNumber entry) {
    return static_cast<std::int64_t>(entry);
}

/// A row of a layer or table as it stands.
struct StoredRow {
    Uuid id;
    EntryNumber version = kNoEntry;
    LayerRow content = {};
    bool operator==(const StoredRow&) const = default;
};

/// What stood before and what stands after.
template <typename T> struct Replacement {
    T before = {};
    T after = {};
    bool operator==(const Replacement&) const = default;
};

struct FieldChange {
    std::string field; ///< its name
    Replacement<FieldValue> value = {};
    bool operator==(const FieldChange&) const = default;
};

/// What becomes of one row. Only what differs is held: a row that comes or goes has nothing on the
/// other side, that is null values and no geometry.
struct RowChange {
    std::string layer;
    Uuid id;
    /// The version of the row that the change was planned on; none: the row is new.
    std::optional<EntryNumber> seen = {};
    /// The version of the row afterwards; kNoEntry: that of the entry to be written; none: the row
    /// goes.
    std::optional<EntryNumber> next = kNoEntry;
    std::optional<Replacement<GridGeometry>> geometry = {}; ///< none: it stays
    std::vector<FieldChange> fields = {};                   ///< in the order of the schema
    bool operator==(const RowChange&) const = default;
};

/// All that one gesture of a user does, to rows of any layers: it happens as a whole or not at all.
/// A row occurs once.
struct FeatureChange {
    std::vector<RowChange> rows = {};
    bool operator==(const FeatureChange&) const = default;
};

/// The change that takes `change` back, versions included. All its versions must be known: none is
/// kNoEntry.
FeatureChange inverse(const FeatureChange& change);

/// The change that makes a new row of `content`; fields that are null are left out.
RowChange insertion(const LayerSchema& schema, const Uuid& id, const LayerRow& content);
/// The change that takes away `row`.
RowChange removal(const LayerSchema& schema, const StoredRow& row);
/// The change that turns `row` into `content`; one without geometry and fields says that nothing
/// differs.
RowChange update(const LayerSchema& schema, const StoredRow& row, const LayerRow& content);

/// `content` with `change` done to it. Fields that the schema does not have are left out.
LayerRow changed(const LayerSchema& schema, LayerRow content, const RowChange& change);

} // namespace tuban
