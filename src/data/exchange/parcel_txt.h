#pragma once

#include "base/result.h"
#include "model/finding.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tuban::data {

/// A boundary point as the file has it.
struct TxtPoint {
    std::string number; ///< "J1"; may be empty
    int ring = 1;       ///< 1: outer ring; more: holes or further parts, told by containment
    double north = 0;   ///< X of the file, metres
    double east = 0;    ///< Y of the file, metres, with its zone prefix
};

/// A parcel of a coordinate file: the fields of its header line up to the end mark, and its points.
struct TxtParcel {
    std::vector<std::string> header = {}; ///< without "@"; 3 to 12 fields
    std::vector<TxtPoint> points = {};
    std::uint64_t line = 0; ///< of its header in the file, from 1
};

/// A parcel coordinate file (勘测定界 / 报备坐标文件).
struct ParcelTxt {
    std::vector<std::pair<std::string, std::string>> project = {};    ///< [项目信息], in order
    std::vector<std::pair<std::string, std::string>> properties = {}; ///< [属性描述], in order
    std::vector<TxtParcel> parcels = {};
};

} // namespace tuban::data
