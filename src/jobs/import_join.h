#pragma once

#include "base/progress.h"
#include "base/result.h"
#include "data/foreign/foreign_reader.h"
#include "data/store/workspace_store.h"
#include "jobs/import_classes.h"
#include "model/change.h"
#include "model/field_mapping.h"

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace tuban::jobs {

/// How the records of a foreign layer update rows that are there.
struct JoinRules {
    LayerSchema target;
    std::vector<FieldMatch> fields = {}; ///< the one of `key` among them
    std::string key;                     ///< field of the target by which rows are found
    std::vector<data::ForeignField> source = {};
    std::string layer = {};                          ///< of the file, for findings
    std::map<std::size_t, ClassReader> classes = {}; ///< by field of the target
    std::map<std::size_t, double> factors = {};      ///< of numbers, by field of the target
};

/// What became of the records; read = updated + unchanged + refused.
struct JoinOutcome {
    std::uint64_t read = 0;
    std::uint64_t updated = 0;
    std::uint64_t unchanged = 0; ///< all that they say is there already
    std::uint64_t refused = 0;
    std::vector<RowChange> changes = {}; ///< of the rows of the workspace
    std::vector<Finding> findings = {};
};

/// Plans what the records of a layer of a file do to the rows of the target that have the same
/// value in `key`: to all of them, where there are several. Only fields that the file has change;
/// empty cells leave what is there. A record is refused where its key is empty, occurs twice in the
/// file or not at all in the layer, or where a value does not fit. One pass over the file, one over
/// the layer; holds the records and the changes in memory.
/// Errors: FieldNotFound (detail: the fields of the file; no field of it is the key), and those of
/// ForeignReader::read and WorkspaceStore::rows.
Result<JoinOutcome> planJoin(data::ForeignReader& reader,
                             std::size_t layer,
                             const data::WorkspaceStore& store,
                             JoinRules& rules,
                             const Progress& progress);

/// Hands out changes bit by bit, as EditSession::bringIn asks for them.
class JoinedRows {
public:
    explicit JoinedRows(std::vector<RowChange> rows) : m_rows(std::move(rows)) {}
    /// Null behind the last.
    const FeatureChange* next();

private:
    std::vector<RowChange> m_rows;
    std::size_t m_given = 0;
    FeatureChange m_bit;
};

/// The field of the target by which a table without geometry updates the rows of a layer that has
/// one, unless the user names it: its key, where the file has it and at least half of its first
/// values (`texts`: value → rows) are there. Nothing: the table is stored as rows of its own.
std::optional<std::string> tellJoin(const LayerSchema& target,
                                    const std::vector<FieldMatch>& fields,
                                    const std::vector<std::map<std::string, std::uint64_t>>& texts,
                                    const data::WorkspaceStore& store);

} // namespace tuban::jobs
