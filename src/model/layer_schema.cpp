#include "model/layer_schema.h"

#include <algorithm>

namespace tuban {

const FieldSchema* LayerSchema::keyField() const {
    const auto it =
        std::find_if(fields.begin(), fields.end(), [](const auto& field) { return field.key; });
    return it == fields.end() ? nullptr : &*it;
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
