#pragma once

#include "base/uuid.h"

#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace tuban::data {

/// What the first entry of a journal says of the rows that were there before it: for every layer
/// their number and a SHA-256 over identifiers and checks in the order of the identifiers. With it
/// and the changes since, each row of today can be proved.
class Baseline {
public:
    void add(const std::string& layer, const Uuid& id, std::int64_t check) {
        m_rows[layer].emplace_back(id, check);
    }
    void addLayer(const std::string& layer) { m_rows[layer]; }
    /// One line for each layer, by name: name, number of rows, hash.
    std::string text();

private:
    std::map<std::string, std::vector<std::pair<Uuid, std::int64_t>>> m_rows;
};

} // namespace tuban::data
