#include "data/text_file.h"

#include <cerrno>
#include <cstring>
#include <fstream>
#include <iterator>
#include <string_view>

namespace tuban::data {

Result<std::string> readTextFile(const std::filesystem::path& path) {
    std::error_code failure;
    const auto status = std::filesystem::status(path, failure);
    if (status.type() == std::filesystem::file_type::not_found) {
        return Error{ErrorCode::FileNotFound, path.string()};
    }
    if (std::filesystem::is_directory(status)) {
        return Error{ErrorCode::FileUnreadable, path.string(), std::strerror(EISDIR)};
    }
    std::ifstream in(path, std::ios::binary);
    if (!in) {
        return Error{ErrorCode::FileUnreadable, path.string(), std::strerror(errno)};
    }
    std::string bytes{std::istreambuf_iterator<char>(in), {}};
    if (in.bad()) {
        return Error{ErrorCode::FileUnreadable, path.string(), std::strerror(errno)};
    }
    constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
    if (bytes.starts_with(kByteOrderMark)) {
        bytes.erase(0, kByteOrderMark.size());
    }
    return bytes;
}

} // namespace tuban::data
