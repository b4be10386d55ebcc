#pragma once

#include "data/sources/text_encoding.h"
#include "model/finding.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace tuban::data {

/// In which encoding the texts of a dBASE file are written, decided by its bytes; what the file
/// declares (.cpg, else the language byte) counts only where the bytes leave a choice.
struct DbfEncoding {
    std::string name;           ///< for iconv; "ASCII": no text needs an encoding
    std::string declared = {};  ///< as written in .cpg, or "LDID 0x4D"; empty: nothing
    bool contradicts = false;   ///< the bytes are not what the file declares
    std::uint64_t texts = 0;    ///< values and names with bytes above 127
    std::uint64_t cutTexts = 0; ///< values that end within a character at the field's width
    std::vector<std::string> cutFields = {}; ///< the fields of these, raw names

    /// EncodingDetected with values {encoding, declared, number of texts}, and one ReaderWarning
    /// for texts cut off. Nothing for plain ASCII.
    std::vector<Finding> findings(const std::string& layer, const TextConverter& converter) const;
};

/// Reads the whole file (`path` as GDAL names it, /vsizip/ included); empty if it is no dBASE file.
/// @source exchange practice: GB 18030 contains GBK and GB 2312; ESRI language drivers (0x4D = 936)
std::optional<DbfEncoding> detectDbfEncoding(const std::string& path);

} // namespace tuban::data
