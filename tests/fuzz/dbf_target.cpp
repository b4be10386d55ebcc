// Tables of Shapefiles in encodings that nobody declares: the whole input is the .dbf file.

#include "data/sources/dbf_encoding.h"
#include "target.h"

#include <cpl_vsi.h>

#include <string>

namespace tuban::fuzz {

namespace {

constexpr const char* kPath = "/vsimem/fuzz.dbf";

std::string number(std::size_t value, std::size_t bytes) {
    std::string text;
    for (std::size_t i = 0; i < bytes; ++i, value >>= 8U) {
        text += static_cast<char>(value & 0xFFU);
    }
    return text;
}

/// @source dBASE III: header of 32 bytes, 32 for each field, 0x0D, then the records.
std::string table(const std::string& name, const std::vector<std::string>& values, char driver) {
    constexpr std::size_t kWidth = 12;
    std::string file = "\x03\x7A\x01\x01" + number(values.size(), 4) + number(65, 2) +
                       number(1 + kWidth, 2) + std::string(17, '\0') + driver + std::string(2, '\0');
    file += name + std::string(11 - name.size(), '\0') + "C" + std::string(4, '\0') +
            number(kWidth, 1) + std::string(15, '\0') + "\r";
    for (const std::string& value : values) {
        file += " " + value + std::string(kWidth - value.size(), ' ');
    }
    return file + "\x1A";
}

} // namespace

std::vector<std::string> seeds() {
    return {table("ZDDM", {"A-1", "A-2"}, '\0'),
            table("NAME", {"\xD2\xD7\xB9\xA4\xD2\xB5", "\xB9\xA4\xD2\xB5"}, '\x4D'),
            table("NAME", {"\xE5\xB7\xA5\xE4\xB8\x9A", "\xE7\x94\xA8\xE5\x9C\xB0"}, '\0'),
            table("\xD3\xC3\xB5\xD8", {"\xD7\xA1\xD5\xAC", "\x81\x30\x81\x30"}, '\0')};
}

bool examine(std::string_view input) {
    std::string bytes(input);
    VSIFCloseL(VSIFileFromMemBuffer(
        kPath, reinterpret_cast<GByte*>(bytes.data()), bytes.size(), FALSE));
    const auto encoding = data::detectDbfEncoding(kPath);
    VSIUnlink(kPath);
    const auto converter = data::TextConverter::from(
        encoding && encoding->name != "ASCII" ? encoding->name : std::string("GB18030"));
    require(converter.has_value(), "an encoding that is told can be converted");
    require(data::isUtf8(converter->toUtf8(input)), "what is converted is UTF-8");
    data::TextRepair repair;
    require(data::isUtf8(repair.utf8(input)), "what is repaired is UTF-8");
    if (!encoding) {
        return false;
    }
    require(encoding->name != "ASCII" || encoding->texts == 0, "ASCII has no bytes above 127");
    require(encoding->findings("layer", *converter).size() <= 2, "there are at most two findings");
    return !encoding->contradicts && encoding->cutTexts == 0;
}

} // namespace tuban::fuzz
