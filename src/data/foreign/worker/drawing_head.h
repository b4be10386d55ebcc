#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace tuban::data {

/// What a DXF drawing says of its texts and units.
struct DrawingHead {
    std::string version;  ///< $ACADVER, "AC1015" …
    std::string codePage; ///< $DWGCODEPAGE, "ANSI_936" …
    std::string units;    ///< $INSUNITS: "4" millimetres, "6" metres …; empty: not said
    /// The encoding that its bytes show where its header does not lead GDAL to it; empty: GDAL's
    /// own choice is right.
    std::string encoding;
    std::uint64_t lines = 0; ///< with bytes above 127
};

/// @source Autodesk, DXF Reference: AC1021 (2007) and later are UTF-8, earlier ones in the code
/// page of the header.
DrawingHead readDrawingHead(std::string_view dxf);

} // namespace tuban::data
