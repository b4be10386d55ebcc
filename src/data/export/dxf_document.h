#pragma once

#include "data/export/export_text.h"
#include "model/classification.h"

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace tuban::data {

/// A layer of a drawing.
struct DxfLayer {
    std::string name; ///< UTF-8, without characters that CAD refuses
    Rgb colour;
};

/// Writes pairs of group codes and values: a line each.
class DxfGroups {
public:
    explicit DxfGroups(ExportEncoding encoding) : m_encoder(encoding) {}

    void put(int code, std::string_view plain);
    void put(int code, std::int64_t number);
    void put(int code, double number, int decimals);
    void putHandle(int code, std::uint64_t handle);
    /// Text of people, in the encoding of the file; characters that it does not have as \U+XXXX.
    /// Line breaks and other control characters become blanks. Returns how many characters were
    /// lost: those beyond U+FFFF that do not fit.
    std::size_t putText(int code, std::string_view text, std::size_t mostBytes = 250);

    std::string bytes = {};

private:
    TextEncoder m_encoder;
    std::string m_text = {};
};

/// What is around the entities of a drawing: AutoCAD 2000 (AC1015) in ANSI_936 for GBK, AutoCAD
/// 2007 (AC1021) in UTF-8. Handles below kFirstHandle are its own.
/// @source Autodesk DXF Reference 2000 and 2007.
struct DxfDocument {
    static constexpr std::uint64_t kModelSpace = 0x1F; ///< owner of all entities
    static constexpr std::uint64_t kFirstHandle = 0x100;

    ExportEncoding encoding = ExportEncoding::Utf8;
    std::string comment = {}; ///< ASCII, at the start of the file
    std::vector<DxfLayer> layers = {};
    std::array<double, 4> extent = {};
    int decimals = 4;
    std::uint64_t nextHandle = kFirstHandle; ///< free from here on

    /// All before the first entity; uses up handles for the layers.
    std::string head();
    /// All behind the last one.
    std::string tail() const;
};

} // namespace tuban::data
