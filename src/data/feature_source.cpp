#include "data/feature_source.h"

#include <strings.h>

namespace tuban::data {

std::optional<std::size_t> SourceInfo::field(const std::string& name) const {
    for (std::size_t i = 0; i < fields.size(); ++i) {
        if (fields[i].name == name) {
            return i;
        }
    }
    for (std::size_t i = 0; i < fields.size(); ++i) {
        if (::strcasecmp(fields[i].name.c_str(), name.c_str()) == 0) {
            return i;
        }
    }
    return std::nullopt;
}

} // namespace tuban::data
