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

std::optional<std::size_t> FieldFinder::find(std::string_view name) {
    const auto& fields = m_schema->fields;
    const auto is = [&](const FieldSchema& field) { return field.name == name; };
    const auto from = fields.begin() + static_cast<std::ptrdiff_t>(m_next);
    auto found = std::find_if(from, fields.end(), is);
    if (found == fields.end()) {
        found = std::find_if(fields.begin(), from, is);
        if (found == from) {
            return std::nullopt;
        }
    }
    m_next = static_cast<std::size_t>(found - fields.begin()) + 1;
    return m_next - 1;
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
