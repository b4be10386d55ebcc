#pragma once

#include "base/result.h"
#include "model/finding.h"
#include "model/layer_schema.h"
#include "model/symbology.h"

#include <filesystem>
#include <string>
#include <vector>

namespace tuban::jobs {

/// A style from a file, and what the file holds beyond it.
struct StyleFile {
    Style style;
    std::vector<Finding> findings = {};
};

/// Reads an SLD file for a layer of these fields. Errors: those of data::readSldFile; FilterMalformed
/// (a condition of a rule does not fit the layer).
Result<StyleFile> loadStyle(const std::filesystem::path& path, const LayerSchema& schema);

/// Writes the style as SLD 1.1, complete or not at all; what is there is replaced. Errors: WriteFailed.
Result<void>
saveStyle(const std::filesystem::path& path, const Style& style, const std::string& layer);

} // namespace tuban::jobs
