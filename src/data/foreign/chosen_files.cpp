#include "data/foreign/chosen_files.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace tuban::data {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t kMostFilesOfAFolder = 10'000;

std::string lower(std::string text) {
    std::transform(text.begin(), text.end(), text.begin(), [](unsigned char c) {
        return static_cast<char>(std::tolower(c));
    });
    return text;
}

/// Names that mean another place than a file here.
bool leadsElsewhere(const std::string& name) {
    const auto scheme = name.find("://");
    const bool drive = name.compare(0, 2, "\\\\") == 0;
    return name.compare(0, 4, "/vsi") == 0 || drive || (scheme != std::string::npos && scheme < 12);
}

bool hasPendingChanges(const fs::path& path) {
    std::error_code ignored;
    const auto size = fs::file_size(path.string() + "-wal", ignored);
    return !ignored && size > 0;
}

/// Whether `path` is one of the files that a chosen .shp brings.
bool belongsToAnother(const fs::path& path, const std::vector<fs::path>& chosen) {
    const std::string ending = lower(path.extension().string());
    const std::array parts{".dbf", ".shx", ".prj", ".cpg", ".sbn", ".sbx", ".qix", ".qpj"};
    const bool part = std::find(parts.begin(), parts.end(), ending) != parts.end();
    return part && std::any_of(chosen.begin(), chosen.end(), [&](const fs::path& other) {
               return lower(other.extension().string()) == ".shp" && other.stem() == path.stem() &&
                      other.parent_path() == path.parent_path();
           });
}

} // namespace

ChosenFiles::~ChosenFiles() {
    for (const int descriptor : m_descriptors) {
        ::close(descriptor);
    }
}

std::uint64_t ChosenFiles::size() const {
    std::uint64_t all = 0;
    for (const wire::FileEntry& file : m_request.files) {
        all += file.size;
    }
    return all;
}

Result<ChosenFiles> ChosenFiles::open(const std::vector<fs::path>& chosen) {
    ChosenFiles files;
    for (const fs::path& path : chosen) {
        if (belongsToAnother(path, chosen)) {
            continue;
        }
        if (auto added = files.addSource(path); !added) {
            return added.error();
        }
    }
    return files;
}

Result<void> ChosenFiles::addSource(const fs::path& path) {
    std::error_code failure;
    const fs::file_status status = fs::status(path, failure);
    if (!fs::exists(status)) {
        return Error{leadsElsewhere(path.string()) ? ErrorCode::NetworkReference
                                                   : ErrorCode::FileNotFound,
                     path.string()};
    }
    m_request.sources.push_back(path.string());
    m_request.folders.push_back(fs::is_directory(status));
    if (fs::is_directory(status)) {
        return addFolder(path);
    }
    if (auto added = addFile(path, 0); !added) {
        return added;
    }
    if (hasPendingChanges(path)) {
        return Error{ErrorCode::FileUnreadable,
                     path.string(),
                     "changes wait in " + path.filename().string() +
                         "-wal; close the file in the other program first"};
    }
    addSiblings(path);
    return {};
}

Result<void> ChosenFiles::addFolder(const fs::path& folder) {
    std::error_code failure;
    std::vector<fs::path> members;
    for (fs::directory_iterator entry(folder, failure), end; !failure && entry != end;
         entry.increment(failure)) {
        std::error_code ignored;
        if (entry->symlink_status(ignored).type() == fs::file_type::regular) {
            members.push_back(entry->path());
        }
        if (members.size() > kMostFilesOfAFolder) {
            return Error{ErrorCode::FileUnreadable, folder.string(), "more than 10 000 files"};
        }
    }
    if (failure) {
        return Error{ErrorCode::FileUnreadable, folder.string(), failure.message()};
    }
    // A folder that is no geodatabase may hold anything: none of it is opened.
    const bool database = std::any_of(members.begin(), members.end(), [](const fs::path& member) {
        return lower(member.filename().string()) == "a00000001.gdbtable";
    });
    if (!database) {
        return Error{
            ErrorCode::FormatNotSupported, folder.string(), "a folder, no file geodatabase"};
    }
    std::sort(members.begin(), members.end());
    for (const fs::path& member : members) {
        if (auto added = addFile(member, O_NOFOLLOW); !added) {
            return added;
        }
    }
    return {};
}

/// The other files of a Shapefile: same name, but for the case and the ending.
void ChosenFiles::addSiblings(const fs::path& path) {
    const std::string own = lower(path.extension().string());
    if (own != ".shp" && own != ".dbf") {
        return;
    }
    std::error_code failure;
    const fs::path folder = path.has_parent_path() ? path.parent_path() : fs::path(".");
    for (const char* ending : {".shp", ".dbf", ".shx", ".prj", ".cpg"}) {
        if (own == ending || (own == ".dbf" && std::string(ending) != ".cpg")) {
            continue;
        }
        for (const std::string& spelt :
             {std::string(ending), [&] {
                  std::string upper(ending);
                  std::transform(upper.begin(), upper.end(), upper.begin(), [](unsigned char c) {
                      return static_cast<char>(std::toupper(c));
                  });
                  return upper;
              }()}) {
            const fs::path sibling = folder / (path.stem().string() + spelt);
            if (fs::symlink_status(sibling, failure).type() == fs::file_type::regular &&
                addFile(sibling, O_NOFOLLOW)) {
                break;
            }
        }
    }
}

Result<void> ChosenFiles::addFile(const fs::path& path, int flags) {
    const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | flags);
    if (descriptor < 0) {
        return Error{ErrorCode::FileUnreadable, path.string(), std::strerror(errno)};
    }
    struct ::stat state {};
    if (::fstat(descriptor, &state) != 0 || !S_ISREG(state.st_mode)) {
        ::close(descriptor);
        return Error{ErrorCode::FileUnreadable, path.string(), "not a regular file"};
    }
    m_descriptors.push_back(descriptor);
    m_request.files.push_back({static_cast<std::uint32_t>(m_request.sources.size() - 1),
                               path.filename().string(),
                               static_cast<std::uint64_t>(state.st_size)});
    return {};
}

} // namespace tuban::data
