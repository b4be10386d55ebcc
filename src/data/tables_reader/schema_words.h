#pragma once

#include "model/layer_schema.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>
#include <utility>

namespace tuban::data {

/// How catalogue files and workspaces spell what a schema is made of.
inline constexpr std::array kGeometryWords{std::pair{"None", GeometryKind::None},
                                           std::pair{"Point", GeometryKind::Point},
                                           std::pair{"LineString", GeometryKind::LineString},
                                           std::pair{"Polygon", GeometryKind::Polygon},
                                           std::pair{"MultiPolygon", GeometryKind::MultiPolygon}};
inline constexpr std::array kTypeWords{std::pair{"text", ValueKind::Text},
                                       std::pair{"integer", ValueKind::Integer},
                                       std::pair{"real", ValueKind::Real},
                                       std::pair{"date", ValueKind::Date}};
inline constexpr std::array kSplitWords{std::pair{"copy", SplitPolicy::Copy},
                                        std::pair{"area_share", SplitPolicy::AreaShare},
                                        std::pair{"blank", SplitPolicy::Blank},
                                        std::pair{"new", SplitPolicy::New}};
inline constexpr std::array kMergeWords{std::pair{"same_or_blank", MergePolicy::SameOrBlank},
                                        std::pair{"largest", MergePolicy::Largest},
                                        std::pair{"sum", MergePolicy::Sum},
                                        std::pair{"area_mean", MergePolicy::AreaMean},
                                        std::pair{"blank", MergePolicy::Blank},
                                        std::pair{"new", MergePolicy::New}};

/// What `word` stands for in one of the lists above; nothing for another word.
template <typename Words> auto meaningOf(const Words& words, std::string_view word) {
    const auto it = std::find_if(
        words.begin(), words.end(), [&](const auto& entry) { return entry.first == word; });
    return it == words.end() ? std::nullopt : std::optional(it->second);
}

/// The word for `meaning`, which the list has.
template <typename Words, typename Meaning>
const char* wordFor(const Words& words, Meaning meaning) {
    const auto it = std::find_if(
        words.begin(), words.end(), [&](const auto& entry) { return entry.second == meaning; });
    return it->first;
}

} // namespace tuban::data
