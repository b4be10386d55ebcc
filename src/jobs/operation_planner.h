#pragma once

#include "base/result.h"
#include "data/store/workspace_store.h"
#include "model/change.h"

#include <nlohmann/json_fwd.hpp>

#include <string>

namespace tuban::jobs {

/// A change that an operation asks for, with what the journal says of it.
struct Planned {
    FeatureChange change = {};
    std::string kind;
    std::string layer;
};

// Members of an operation.

Error badArgument(const std::string& name, const std::string& what);
/// Errors: BadArgument (there is no such text).
Result<std::string> textAt(const nlohmann::json& operation, const char* name);
std::string optionalTextAt(const nlohmann::json& operation, const char* name);
/// Errors: BadArgument.
Result<Uuid> idOf(const std::string& text, const std::string& name);

/// Plans the operations of `tuban edit` that change rows: insert, update, delete, attribute,
/// replace and batch, as docs/edit.md describes them. Nothing is changed.
class OperationPlanner {
public:
    /// The store is borrowed.
    explicit OperationPlanner(const data::WorkspaceStore& store) : m_store(store) {}

    /// Errors: BadArgument, LayerNotFound, FieldNotFound, RowNotFound, ValueRefused,
    /// WorkspaceDamaged.
    Result<Planned> plan(const nlohmann::json& operation) const;

private:
    const data::WorkspaceStore& m_store;
};

} // namespace tuban::jobs
