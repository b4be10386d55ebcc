#pragma once

#include "data/store/baseline.h"
#include "data/store/row_table.h"
#include "model/change_sum.h"
#include "model/finding.h"

#include <string>
#include <string_view>
#include <vector>

namespace tuban::data {

/// Proves the rows of today by the journal: every row that entries changed must be as the last of
/// them left it, and what is left when they are all taken back must be what the first entry says
/// was there at the start. Use: add every change in order; the rows of each layer in the order of
/// their identifiers, then endLayer; finish with the content of the baseline.
class ContentProof {
public:
    void add(const FeatureChange& change) { m_sum.add(change); }

    void row(const RowTable& table, const StoredRow& row, std::vector<Finding>& findings);
    void endLayer(const RowTable& table, std::vector<Finding>& findings);
    void finish(const std::string& baseline, std::vector<Finding>& findings);

private:
    void rowsBefore(const RowTable& table, const Uuid* end, std::vector<Finding>& findings);
    bool isAsLeft(const LayerSchema& schema, const StoredRow& row, const RowChange& change) const;

    ChangeSum m_sum;
    ChangeSum::Rows::const_iterator m_next = {};
    std::string m_layer; ///< that m_next belongs to
    Baseline m_baseline;
};

} // namespace tuban::data
