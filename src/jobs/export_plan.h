#pragma once

#include "base/result.h"
#include "data/export/export_writer.h"
#include "data/store/workspace_store.h"
#include "jobs/language.h"

#include <string>
#include <vector>

namespace tuban::jobs {

/// What the user wants of an export besides the layer and the file.
struct ExportWishes {
    std::string crs = {};      ///< "EPSG:n"; empty: that of the workspace or of the format
    std::string encoding = {}; ///< empty: that of the format
    std::string dialect = {};  ///< of TXT; empty: the usual one
    Language language = Language::English;
};

/// How a layer of a workspace goes out in a format: names of its fields, system, texts, looks.
/// Errors: BadArgument (the format has one system or encoding only, or takes no tables),
/// UnknownCrs, ReadFailed, TableNotFound, TableMalformed (files of the product).
Result<data::ExportPlan> makeExportPlan(const data::WorkspaceStore& store,
                                        const LayerSchema& schema,
                                        const data::ExportFormat& format,
                                        const ExportWishes& wishes);

/// Names of fields that are unlike each other whatever the case: those wanted, cut to `most` bytes
/// in the encoding at the border of a character (0: no limit), with a number where they would be
/// alike. The earlier of two keeps its name.
std::vector<std::string> distinctNames(const std::vector<std::string>& wanted,
                                       data::ExportEncoding encoding,
                                       std::size_t most);

/// Names of the fields of a layer in a Shapefile, of at most ten bytes: the official ones of
/// `names`, else those of the catalogue, else, in layers that came from elsewhere, their titles.
std::vector<std::string> shapefileNames(const LayerSchema& schema,
                                        const std::map<std::string, std::string>& official,
                                        bool inCatalog,
                                        data::ExportEncoding encoding);

} // namespace tuban::jobs
