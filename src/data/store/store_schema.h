#pragma once

#include "base/result.h"
#include "data/store/store_database.h"
#include "model/finding.h"
#include "model/layer_schema.h"

#include <map>
#include <string>
#include <vector>

namespace tuban::data {

inline constexpr const char* kWorkspaceFormat = "tuban-workspace";
inline constexpr int kWorkspaceVersion = 2;
/// The program that reads it, for those who have an older one.
inline constexpr const char* kWorkspaceProgram = "0.2";

/// The tables of a workspace that are no layers: what it is (`tuban_workspace`), its layers
/// (`tuban_layer`), its journal (`tuban_entry`, `tuban_entry_row`).
std::string storeTablesSql();

/// The triggers that keep other programs from writing to them, to be made when they are filled.
std::string storeGuardsSql();

/// What gpkg_extensions says of them.
std::string ownExtensionsSql();

/// What stands in `tuban_workspace`, with its check.
using WorkspaceValues = std::map<std::string, std::string>;
/// The check over all other values, under the key "check".
std::string checkOf(const WorkspaceValues& values);
/// Errors: NotAWorkspace, NewerFormat (subject: the file; detail: its format; where: the program
/// needed), WorkspaceDamaged.
Result<WorkspaceValues> readWorkspaceValues(const StoreDatabase& db, const std::string& subject);

/// A layer as `tuban_layer` lists it.
struct StoredLayer {
    std::int64_t number = 0;
    std::int64_t rows = 0;
    std::string definition = {}; ///< the schema as schemaJson writes it
    LayerSchema schema;
};
/// The check of an entry of `tuban_layer`.
std::int64_t layerCheck(std::string_view name, std::string_view definition, std::int64_t rows);
/// By name. Errors: WorkspaceDamaged, and those of StoreDatabase::failure.
Result<std::vector<StoredLayer>> readStoredLayers(const StoreDatabase& db);

/// Compares the schema of the file with what Tuban makes for these layers. Its own tables, indexes
/// and triggers must be there just so, and nothing else may hang on its tables that SQLite would
/// run. Other objects are listed as findings: they are never run.
/// Errors: WorkspaceDamaged (subject: the object).
Result<std::vector<Finding>> guardSchema(const StoreDatabase& db,
                                         const std::vector<StoredLayer>& layers);

} // namespace tuban::data
