#pragma once

#include "base/progress.h"
#include "base/result.h"
#include "model/classification.h"

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

namespace tuban::jobs {

/// Makes a new workspace from a sample zone of the product: one GeoPackage with all layers and
/// tables of the sample and the claims of its plan.
class NewWorkspaceJob {
public:
    struct Settings {
        std::filesystem::path path; ///< of the new file
        std::string sample;         ///< name of a folder under layers/
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
        std::vector<Table> layers = {}; ///< in the order of the file, the tables of ours left out
    };

    explicit NewWorkspaceJob(Settings settings) : m_settings(std::move(settings)) {}

    /// The file appears complete or not at all. The same sample gives the same bytes.
    /// Errors: FileExists, WriteFailed, SampleNotFound (detail: those there are), TableNotFound,
    /// Cancelled, TableMalformed (a fault in the sample; where: the line).
    Result<Summary> run(const Progress& progress) const;

private:
    Settings m_settings;
};

} // namespace tuban::jobs
