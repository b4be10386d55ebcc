#include "support/temporary_folder.h"

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <sstream>
#include <stdexcept>
#include <system_error>

namespace tuban::test {

namespace fs = std::filesystem;

TemporaryFolder::TemporaryFolder() {
    std::string name = (fs::temp_directory_path() / "tuban-XXXXXX").string();
    if (::mkdtemp(name.data()) == nullptr) {
        throw std::runtime_error("no temporary folder");
    }
    m_path = name;
}

TemporaryFolder::~TemporaryFolder() {
    std::error_code ignored;
    fs::permissions(m_path, fs::perms::owner_all, ignored);
    fs::remove_all(m_path, ignored);
}

std::size_t TemporaryFolder::files() const {
    return static_cast<std::size_t>(std::distance(fs::directory_iterator(m_path), {}));
}

std::string bytesOf(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    std::ostringstream bytes;
    bytes << in.rdbuf();
    return bytes.str();
}

void writeBytes(const fs::path& file, std::string_view bytes) {
    std::ofstream out(file, std::ios::binary | std::ios::trunc);
    out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    if (!out.flush()) {
        throw std::runtime_error("cannot write " + file.string());
    }
}

std::map<std::string, FileState> stateOf(const fs::path& folder) {
    std::map<std::string, FileState> state;
    for (const auto& entry : fs::recursive_directory_iterator(folder)) {
        state[entry.path().string()] = {entry.is_regular_file() ? bytesOf(entry.path())
                                                                : std::string(),
                                        entry.last_write_time()};
    }
    return state;
}

} // namespace tuban::test
