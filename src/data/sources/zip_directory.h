#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace tuban::data {

/// A file in a zip archive, as its directory says.
struct ZipEntry {
    std::string name; ///< UTF-8
    std::uint64_t packed = 0;
    std::uint64_t unpacked = 0;
    std::uint64_t offset = 0; ///< of its local header
    std::uint32_t checksum = 0;
    std::uint32_t method = 0; ///< 0: stored, 8: deflated
    bool encrypted = false;
    bool utf8 = false; ///< says so itself
    bool link = false;
};

/// Why an archive is not unpacked.
struct ZipRefusal {
    enum class Kind { Damaged, TooMuch, Encrypted, LeadsElsewhere, Nested };
    Kind kind;
    std::string detail;
};

struct ZipDirectory {
    std::vector<ZipEntry> entries = {};
    /// Encoding of names that do not say it themselves.
    std::string nameEncoding = {};
};

/// What an archive may cost.
struct ZipLimits {
    std::uint64_t entries = 10'000;
    std::uint64_t bytes = std::uint64_t{2} << 30U; ///< unpacked, in all
    /// Unpacked to packed, of each entry beyond `free` bytes and of all together beyond 16 times
    /// that: small files of zeros are no bombs (file geodatabases have them).
    std::uint64_t ratio = 100;
    std::uint64_t free = std::uint64_t{1} << 20U;
};

/// Reads up to `size` bytes of an archive at an offset.
using ZipBytes = std::function<std::string(std::uint64_t offset, std::uint64_t size)>;

/// Checks an archive by its directory alone, before anything is unpacked. Refused: more than
/// `limits`, archives within the archive, names that lead elsewhere (absolute, "..", drives,
/// backslashes, devices, links), encrypted entries, damaged directories. Names without a flag for
/// UTF-8 are told by their bytes: UTF-8, Chinese (GB18030, as Windows writes them), else code page
/// 437.
/// @source PKWARE APPNOTE 6.3.9, 4.3.12 and 4.3.16; the 64-bit forms (4.3.14, 4.5.3) are only
/// needed above 4 GB, beyond the limits here.
std::variant<ZipDirectory, ZipRefusal>
readZipDirectory(const ZipBytes& bytes, std::uint64_t size, const ZipLimits& limits = {});

/// The ending of a name with its dot, in lower case.
std::string zipExtension(const std::string& name);

} // namespace tuban::data
