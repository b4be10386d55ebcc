#include "model/layer_schema.h"

#include <algorithm>

namespace tuban {

const FieldSchema* LayerSchema::keyField() const {
    const auto it =
        std::find_if(fields.begin(), fields.end(), [](const auto& field) { return field.key; });
    return it == fields.end() ? nullptr : &*it;
}

std::optional<std::size_t> LayerSchema::fieldIndex(std::string_view fieldName) const {
    const auto it = std::find_if(
        fields.begin(), fields.end(), [&](const auto& field) { return field.name == fieldName; });
    return it == fields.end() ? std::nullopt
                              : std::optional(static_cast<std::size_t>(it - fields.begin()));
}

geometry::GridBox GridGeometry::extent() const {
    geometry::GridBox box;
    for (const Part& part : parts) {
        for (const Vertices& vertices : part) {
            std::for_each(vertices.begin(), vertices.end(), [&](auto vertex) { box.add(vertex); });
        }
    }
    return box;
}

} // namespace tuban
