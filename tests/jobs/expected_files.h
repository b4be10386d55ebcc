#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace tuban::test {

/// What a foreign file has to come to: an entry of external_files.toml.
struct ExpectedFile {
    std::string file;      ///< below the collection; `*` stands for any characters
    std::string workspace; ///< "EPSG:n" that fits it; empty: any
    std::string refused;   ///< name of the error; empty: it is taken
    std::string said;      ///< a part of what the error says
    std::string crs;   ///< that has to be named, for without it the file is refused; empty: none
    std::string layer; ///< of the workspace that it is for; empty: told from the file
    std::optional<std::size_t> features; ///< stated by the collection; nothing: as GDAL says
    std::optional<double> squareMetres;  ///< the same
    std::map<std::string, std::size_t> findings; ///< by name, how many
};

std::vector<ExpectedFile> expectedFiles(const std::filesystem::path& table);

/// The first entry that a file is meant by. Nothing: there is none.
const ExpectedFile* expectationOf(const std::vector<ExpectedFile>& all, const std::string& file);

} // namespace tuban::test
