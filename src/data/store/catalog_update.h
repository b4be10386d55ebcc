#pragma once

#include "base/result.h"
#include "base/uuid.h"
#include "data/store/store_database.h"
#include "data/store/store_schema.h"

#include <cstdint>
#include <filesystem>
#include <vector>

namespace tuban::data {

/// Brings the layers of a workspace up to the schemas that are wanted: layers and fields that are new
/// there are added, titles, codes and policies follow them; all others stay. One
/// transaction with an entry of its own in the journal; nothing is written if nothing differs.
/// Fields that are new in an old layer are added without the duties of a key.
/// Errors: those of StoreDatabase::failure.
Result<void> updateLayers(const StoreDatabase& db,
                          const Uuid& workspace,
                          std::vector<StoredLayer>& layers,
                          std::int32_t srsId,
                          const std::vector<LayerSchema>& wanted);

/// The same with the product's catalogue. Errors: TableMalformed (a catalogue file), and those of StoreDatabase::failure.
Result<void> updateCatalog(const StoreDatabase& db,
                           const Uuid& workspace,
                           std::vector<StoredLayer>& layers,
                           std::int32_t srsId);

} // namespace tuban::data
