#pragma once

#include "model/change.h"

#include <map>
#include <string>
#include <utility>

namespace tuban {

/// Several changes, one after the other, as one change: what a change record did in all, or what
/// leads from today back to an earlier day.
class ChangeSum {
public:
    /// Adds a change that follows those added before. All its versions must be known.
    void add(const FeatureChange& change);

    /// What differs in the end, by layer and identifier: rows that came and went, and rows that are
    /// back at their version, are left out.
    FeatureChange total() const;

    using Rows = std::map<std::pair<std::string, Uuid>, RowChange>;
    const Rows& rows() const { return m_rows; }

private:
    Rows m_rows;
};

} // namespace tuban
