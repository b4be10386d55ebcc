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
    bool operator==(const TxtPoint&) const = default;
};

/// A parcel of a coordinate file: the fields of its header line up to the end mark, and its points.
struct TxtParcel {
    std::vector<std::string> header = {}; ///< without "@"; none: the points came without a header
    std::vector<TxtPoint> points = {};
    std::uint64_t line = 0; ///< of its header (else its first point) in the file, from 1
    std::uint64_t lostPoint = 0; ///< first line of it that holds a point that cannot be read; 0: none
    bool operator==(const TxtParcel&) const = default;
};

/// A parcel coordinate file (勘测定界 / 报备坐标文件).
struct ParcelTxt {
    std::vector<std::pair<std::string, std::string>> project = {};    ///< [项目信息], in order
    std::vector<std::pair<std::string, std::string>> properties = {}; ///< [属性描述], in order
    std::vector<TxtParcel> parcels = {};
    bool operator==(const ParcelTxt&) const = default;
};

struct TxtReading {
    std::string encoding = {}; ///< of iconv; empty: told from the bytes
    std::string layer = {};    ///< what findings name: the file
};

/// What was read, and what was wrong with it: each faulty line with its number.
struct ParsedTxt {
    ParcelTxt txt;
    std::string encoding; ///< "UTF-8", "GB18030" …
    std::vector<Finding> findings = {};
};

/// Whether the beginning of a file (some KiB) is that of a coordinate file: a block heading, a
/// header line with its end mark, or lines of points only.
bool looksLikeParcelTxt(std::string_view head);

/// Reads a coordinate file in all its variants: blocks in half- or full-width brackets or none,
/// header lines of any number of fields, commas, tabs or blanks of both widths, full-width digits,
/// ring numbers or none, CR, LF or CRLF. Counts are compared, never trusted. What cannot be read is
/// left out with a finding; a parcel that lost a point so says which (TxtParcel::lostPoint). A parcel with east before north is turned, with a finding. Linear.
/// Errors: FormatNotSupported (nothing in it is of a coordinate file), ReaderTooLarge (more than
/// 512 MiB), BadArgument (unknown encoding).
/// @source the agreed format of survey files as public converters and annexes describe it; there is
///   no national standard of that name.
Result<ParsedTxt> parseParcelTxt(std::string_view bytes, const TxtReading& reading = {});

} // namespace tuban::data
