#pragma once

#include "parcel_plan.h"

#include <cstdint>
#include <optional>
#include <string>

namespace tuban::bench {

/// The columns of one parcel. Texts are Chinese as in real tables; every holder is invented.
struct Attributes {
    std::string number; ///< 19 characters: county, cadastral zone, kind, serial number
    std::string code;   ///< land-use class of the 2023 national classification, level 2 or 3
    std::string name;   ///< of the class
    std::string holder;
    double registeredArea = 0.0; ///< m², two decimals; differs a little from the drawn area
    std::optional<double> floorAreaRatio;
    std::optional<std::string> approved; ///< ISO 8601 date
    std::optional<std::string> remark;
};

/// `planarArea` in m².
Attributes
attributesOf(std::uint64_t seed, const Parcel& parcel, std::int64_t serial, double planarArea);

} // namespace tuban::bench
