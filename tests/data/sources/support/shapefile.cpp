#include "support/shapefile.h"

#include "support/temporary_folder.h"

#include <bit>
#include <cstdint>
#include <iconv.h>
#include <stdexcept>

namespace tuban::test {

namespace {

std::string little(std::uint64_t value, unsigned width) {
    std::string bytes;
    for (unsigned i = 0; i < width; ++i) {
        bytes += static_cast<char>((value >> (8U * i)) & 0xFFU);
    }
    return bytes;
}

std::string big(std::uint32_t value) {
    const std::string bytes = little(value, 4);
    return {bytes.rbegin(), bytes.rend()};
}

std::string number(double value) {
    return little(std::bit_cast<std::uint64_t>(value), 8);
}

std::string padded(std::string text, std::size_t width, char pad) {
    text.resize(width, pad);
    return text;
}

/// Header of a .shp or .shx of `bytes` length: type polygon, extent of `squares` squares.
std::string header(std::size_t bytes, std::size_t squares) {
    return big(9994) + std::string(20, '\0') + big(static_cast<std::uint32_t>(bytes / 2)) +
           little(1000, 4) + little(5, 4) + number(0) + number(0) +
           number(20.0 * static_cast<double>(squares)) + number(10) + std::string(32, '\0');
}

std::string squareRecord(std::size_t index) {
    const double left = 20.0 * static_cast<double>(index);
    std::string content = little(5, 4) + number(left) + number(0) + number(left + 10) + number(10) +
                          little(1, 4) + little(5, 4) + little(0, 4);
    const double corners[5][2] = {{0, 0}, {0, 10}, {10, 10}, {10, 0}, {0, 0}};
    for (const auto& corner : corners) {
        content += number(left + corner[0]) + number(corner[1]);
    }
    return content;
}

} // namespace

std::string DbfFile::bytes() const {
    std::size_t recordBytes = 1;
    std::string descriptors;
    for (const Field& field : fields) {
        descriptors += padded(field.name, 11, '\0') + "C" + std::string(4, '\0') +
                       little(field.width, 1) + std::string(15, '\0');
        recordBytes += field.width;
    }
    std::string bytes = "\x03\x18\x01\x01" + little(records.size(), 4) +
                        little(33 + descriptors.size(), 2) + little(recordBytes, 2) +
                        std::string(17, '\0') + languageByte + std::string(2, '\0') + descriptors +
                        '\r';
    for (const auto& record : records) {
        bytes += ' ';
        for (std::size_t i = 0; i < fields.size(); ++i) {
            bytes += padded(record.at(i), fields[i].width, ' ');
        }
    }
    return bytes + '\x1A';
}

void writeShapefile(const std::string& stem, const DbfFile& table) {
    const std::size_t squares = table.records.size();
    const std::size_t recordBytes = squareRecord(0).size();
    std::string shp = header(100 + squares * (8 + recordBytes), squares);
    std::string shx = header(100 + squares * 8, squares);
    for (std::size_t i = 0; i < squares; ++i) {
        const std::string size = big(static_cast<std::uint32_t>(recordBytes / 2));
        shx += big(static_cast<std::uint32_t>(shp.size() / 2)) + size;
        shp += big(static_cast<std::uint32_t>(i + 1)) + size + squareRecord(i);
    }
    writeBytes(stem + ".shp", shp);
    writeBytes(stem + ".shx", shx);
    writeBytes(stem + ".dbf", table.bytes());
}

std::string encoded(const std::string& utf8, const std::string& encoding) {
    const iconv_t descriptor = ::iconv_open(encoding.c_str(), "UTF-8");
    std::string in = utf8;
    std::string out(4 * in.size() + 4, '\0');
    char* from = in.data();
    char* to = out.data();
    std::size_t left = in.size();
    std::size_t room = out.size();
    const std::size_t result = ::iconv(descriptor, &from, &left, &to, &room);
    ::iconv_close(descriptor);
    if (result == static_cast<std::size_t>(-1)) {
        throw std::runtime_error("cannot write '" + utf8 + "' in " + encoding);
    }
    out.resize(out.size() - room);
    return out;
}

} // namespace tuban::test
