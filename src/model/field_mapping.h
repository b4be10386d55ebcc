#pragma once

#include "model/layer_schema.h"

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tuban {

/// Other names of a layer of the catalogue and of its fields, as files of other programs use them.
struct LayerAliases {
    std::vector<std::string> names = {};
    std::map<std::string, std::vector<std::string>> fields = {}; ///< by the name of the field
};
using FieldAliases = std::map<std::string, LayerAliases>; ///< by the name of the layer

/// Why a field of a file is taken for a field of a layer, the stronger first.
enum class MatchReason { Chosen, Name, Title, Alias, CutName };

/// A field of a layer that gets its values from a field of a file.
struct FieldMatch {
    std::size_t target; ///< place in LayerSchema::fields
    std::size_t source; ///< place among the fields of the file
    MatchReason reason;
    bool operator==(const FieldMatch&) const = default;
};

/// A name as it is compared: lower case, half-width, without blanks, underscores and hyphens.
std::string comparableName(std::string_view name);

/// Which fields of a file, given by their names, fill which fields of a layer: each at most once,
/// by name, title in either language, alias, or by a name that was cut at ten bytes; where several
/// would do, the stronger reason, then the earlier alias, then the earlier field. `chosen` (target
/// → source names; an empty source: the field stays empty) comes before all. In the order of the
/// layer.
std::vector<FieldMatch> matchFields(const LayerSchema& layer,
                                    const std::vector<std::string>& sourceNames,
                                    const LayerAliases& aliases,
                                    const std::map<std::string, std::string>& chosen = {});

/// The layer of the catalogue that a layer of a file is by its name; null: none.
const LayerSchema* layerByName(const std::vector<LayerSchema>& catalog,
                               const FieldAliases& aliases,
                               std::string_view sourceName);

} // namespace tuban
