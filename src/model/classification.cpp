#include "model/classification.h"

#include <algorithm>
#include <cassert>
#include <utility>

namespace tuban {

namespace {

bool hasName(const LandUseClass& landUseClass, const std::string& name) {
    const auto& others = landUseClass.otherNames;
    return landUseClass.name.zh == name ||
           std::find(others.begin(), others.end(), name) != others.end();
}

} // namespace

Classification::Classification(std::string id,
                               BilingualText title,
                               std::string source,
                               std::vector<LandUseClass> classes)
    : Classification(ClassTableInfo{std::move(id), std::move(title), std::move(source)},
                     std::move(classes)) {}

Classification::Classification(ClassTableInfo info, std::vector<LandUseClass> classes)
    : m_info(std::move(info)), m_classes(std::move(classes)) {
    for (std::size_t i = 0; i < m_classes.size(); ++i) {
        m_byCode.emplace(m_classes[i].code, i);
    }
}

int Classification::levels() const {
    int deepest = 0;
    for (const LandUseClass& landUseClass : m_classes) {
        deepest = std::max(deepest, landUseClass.level);
    }
    return deepest;
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

bool Classification::meansTheSame(const Classification& other, std::string_view code) const {
    auto mine = find(code);
    auto theirs = other.find(code);
    assert(mine && theirs);
    const LandUseClass& a = m_classes[*mine];
    const LandUseClass& b = other.m_classes[*theirs];
    if (!hasName(a, b.name.zh) && !hasName(b, a.name.zh)) {
        return false;
    }
    for (;;) {
        mine = m_classes[*mine].parent;
        theirs = other.m_classes[*theirs].parent;
        if (!mine || !theirs) {
            return mine.has_value() == theirs.has_value();
        }
        if (m_classes[*mine].code != other.m_classes[*theirs].code) {
            return false;
        }
    }
}

} // namespace tuban
