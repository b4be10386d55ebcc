#include "data/store/baseline.h"

#include "data/store/sha256.h"

#include <algorithm>
#include <span>

namespace tuban::data {

std::string Baseline::text() {
    std::string text;
    for (auto& [layer, rows] : m_rows) {
        std::sort(rows.begin(), rows.end());
        Sha256Hasher hasher;
        for (const auto& [id, check] : rows) {
            hasher.add(std::as_bytes(std::span(id.bytes())));
            hasher.add(std::as_bytes(std::span(&check, 1)));
        }
        text += layer + " " + std::to_string(rows.size()) + " " + hexOf(hasher.finish()) + "\n";
    }
    return text;
}

} // namespace tuban::data
