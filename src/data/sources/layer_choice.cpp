#include "data/sources/layer_choice.h"

#include <strings.h>

namespace tuban::data {

namespace {

std::string joined(const std::vector<std::string>& names) {
    std::string text;
    for (const std::string& name : names) {
        text += (text.empty() ? "" : ", ") + name;
    }
    return text;
}

std::optional<std::size_t> find(const std::vector<std::string>& names, const std::string& wanted) {
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (names[i] == wanted) {
            return i;
        }
    }
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (::strcasecmp(names[i].c_str(), wanted.c_str()) == 0) {
            return i;
        }
    }
    return std::nullopt;
}

} // namespace

Result<std::size_t> chooseLayer(const std::string& path,
                                const std::vector<std::string>& names,
                                const std::optional<std::string>& wanted,
                                const std::function<bool(std::size_t)>& holdsPolygons) {
    if (wanted) {
        const std::optional<std::size_t> index = find(names, *wanted);
        if (!index) {
            return Error{ErrorCode::LayerNotFound, *wanted, joined(names), path};
        }
        if (!holdsPolygons(*index)) {
            return Error{ErrorCode::NoPolygons, path, names[*index]};
        }
        return *index;
    }
    std::vector<std::string> polygonal;
    std::size_t chosen = 0;
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (holdsPolygons(i)) {
            polygonal.push_back(names[i]);
            chosen = i;
        }
    }
    if (polygonal.empty()) {
        return Error{ErrorCode::NoPolygons, path, joined(names)};
    }
    if (polygonal.size() > 1) {
        return Error{ErrorCode::LayerAmbiguous, path, joined(polygonal)};
    }
    return chosen;
}

} // namespace tuban::data
