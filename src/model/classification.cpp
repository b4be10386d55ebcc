#include "model/classification.h"

#include <utility>

namespace tuban {

Classification::Classification(std::string id,
                               BilingualText title,
                               std::string source,
                               std::vector<LandUseClass> classes)
    : m_id(std::move(id)),
      m_title(std::move(title)),
      m_source(std::move(source)),
      m_classes(std::move(classes)) {
    for (std::size_t i = 0; i < m_classes.size(); ++i) {
        m_byCode.emplace(m_classes[i].code, i);
    }
}

std::optional<std::size_t> Classification::find(std::string_view code) const {
    const auto it = m_byCode.find(code);
    return it == m_byCode.end() ? std::nullopt : std::optional(it->second);
}

std::size_t Classification::atLevel(std::size_t index, int level) const {
    while (m_classes[index].level > level && m_classes[index].parent) {
        index = *m_classes[index].parent;
    }
    return index;
}

} // namespace tuban
