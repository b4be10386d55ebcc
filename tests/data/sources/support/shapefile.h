#pragma once

#include <string>
#include <vector>

namespace tuban::test {

/// A dBASE table of text fields, byte by byte, so that a test decides on encoding and damage.
struct DbfFile {
    struct Field {
        std::string name; ///< raw bytes, at most 10
        std::size_t width;
    };
    std::vector<Field> fields;
    std::vector<std::vector<std::string>> records; ///< raw bytes, cut at the width of the field
    char languageByte = '\0';

    std::string bytes() const;
};

/// Writes `stem`.shp, .shx and .dbf: square i (side 10, lower left at 20 i, 0) has record i.
void writeShapefile(const std::string& stem, const DbfFile& table);

/// Text in another encoding; throws if iconv cannot.
std::string encoded(const std::string& utf8, const std::string& encoding);

} // namespace tuban::test
