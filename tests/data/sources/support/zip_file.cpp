#include "support/zip_file.h"

#include <cpl_conv.h>
#include <cpl_vsi.h>

#include <boost/crc.hpp>

namespace tuban::test {

namespace {

std::string little(std::uint64_t value, unsigned width) {
    std::string bytes;
    for (unsigned i = 0; i < width; ++i) {
        bytes += static_cast<char>((value >> (8U * i)) & 0xFFU);
    }
    return bytes;
}

std::uint32_t checksum(const std::string& content) {
    boost::crc_32_type crc;
    crc.process_bytes(content.data(), content.size());
    return crc.checksum();
}

/// The raw stream of deflate, without the two bytes before and four behind that zlib adds.
std::string deflated(const std::string& content) {
    std::size_t size = 0;
    void* const packed = CPLZLibDeflate(content.data(), content.size(), 9, nullptr, 0, &size);
    const std::string stream(static_cast<const char*>(packed), size);
    VSIFree(packed);
    return stream.substr(2, size - 6);
}

} // namespace

std::string ZipFile::bytes() const {
    std::string archive;
    std::string directory;
    for (const Entry& entry : entries) {
        const std::string packed = entry.deflate ? deflated(entry.content) : entry.content;
        const std::string common =
            little(entry.flags, 2) + little(entry.deflate ? 8 : 0, 2) + little(0, 4) +
            little(checksum(entry.content), 4) +
            little(entry.statedPacked.value_or(static_cast<std::uint32_t>(packed.size())), 4) +
            little(entry.statedSize.value_or(static_cast<std::uint32_t>(entry.content.size())), 4) +
            little(static_cast<std::uint32_t>(entry.name.size()), 2) + little(0, 2);
        const auto offset = static_cast<std::uint32_t>(archive.size());
        archive += "PK\x03\x04" + little(20, 2) + common + entry.name + packed;
        directory += "PK\x01\x02" + little(0x0314, 2) + little(20, 2) + common + little(0, 6) +
                     little(entry.attributes, 4) + little(offset, 4) + entry.name;
    }
    const auto count = statedEntries.value_or(static_cast<std::uint16_t>(entries.size()));
    return archive + directory + "PK\x05\x06" + little(0, 4) + little(count, 2) + little(count, 2) +
           little(static_cast<std::uint32_t>(directory.size()), 4) +
           little(static_cast<std::uint32_t>(archive.size()), 4) + little(0, 2);
}

} // namespace tuban::test
