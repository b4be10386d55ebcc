#pragma once

#include "base/progress.h"
#include "base/result.h"
#include "model/classification.h"

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

namespace tuban::jobs {

/// Makes a new workspace: one GeoPackage with all layers of the catalogue, either empty or filled
/// from a sample zone of the product, then with the claims of its plan.
class NewWorkspaceJob {
public:
    struct Settings {
        std::filesystem::path path; ///< of the new file
        std::string sample = {};    ///< name of a folder under layers/; empty: no rows
        std::string crs = {};       ///< "EPSG:n", of all layers; a sample has its own
        std::string user = {};      ///< who makes it
        bool replace = false;       ///< a file that exists is overwritten
        /// Where samples and schemas are; empty: the folder layers/ of the product.
        std::filesystem::path layersFolder = {};
    };
    struct Table {
        std::string name;
        BilingualText title;
        std::size_t rows = 0;
    };
    /// What was written.
    struct Summary {
        BilingualText title;
        BilingualText notice; ///< to be said of all that is shown of this data
        std::string crs;
        std::vector<Table> layers =
            {}; ///< those filled, in the order of the file, without the plan
    };

    explicit NewWorkspaceJob(Settings settings) : m_settings(std::move(settings)) {}

    /// The file appears complete or not at all. The same sample gives the same bytes.
    /// Errors: FileExists, WriteFailed, UnknownCrs, SampleNotFound (detail: those there are),
    /// TableNotFound, BadArgument (another CRS than the sample has), Cancelled, TableMalformed (a
    /// fault in the sample; where: the line).
    Result<Summary> run(const Progress& progress) const;

private:
    Settings m_settings;
};

} // namespace tuban::jobs
