#pragma once

#include "base/result.h"
#include "model/finding.h"
#include "model/table.h"

#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace tuban::cli {

/// The ways in which a table can leave the program.
enum class Format { Text, Csv, Json, GeoJson, Html, Xlsx };

/// What is written; only the part for the format asked for needs to be there.
struct TableContent {
    Table forPeople = {};   ///< text, HTML, XLSX
    Table forMachines = {}; ///< CSV
    std::string json = {};  ///< empty: the table for machines as JSON
    std::string geoJson = {};
};

/// The options --format and --output, and writing as they say.
class TableOutput {
public:
    /// `places`: the content has places, so that GeoJSON is one of the formats.
    void addOptions(CLI::App& command, bool places = false);

    /// The format asked for, or the one that the name of the output ends with, else text.
    /// Errors: BadArgument (XLSX without a file).
    Result<Format> format() const;
    /// Writes to the file, or to standard output; then the findings go to stderr, unless the text
    /// on the screen holds them already. Returns the exit code.
    int
    write(const TableContent& content, Format format, const std::vector<Finding>& findings) const;

private:
    std::string m_format;
    std::string m_path;
    bool m_places = false;
};

} // namespace tuban::cli
