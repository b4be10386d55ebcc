#include "model/table.h"

#include <algorithm>

namespace tuban {

namespace {

void appendLeaves(const std::vector<Table::Heading>& headings,
                  std::vector<const Table::Heading*>& out) {
    for (const Table::Heading& heading : headings) {
        if (heading.children.empty()) {
            out.push_back(&heading);
        } else {
            appendLeaves(heading.children, out);
        }
    }
}

std::size_t depthOf(const std::vector<Table::Heading>& headings) {
    std::size_t depth = 0;
    for (const Table::Heading& heading : headings) {
        depth = std::max(depth, 1 + depthOf(heading.children));
    }
    return depth;
}

} // namespace

std::vector<const Table::Heading*> Table::leaves() const {
    std::vector<const Heading*> out;
    appendLeaves(headings, out);
    return out;
}

std::size_t Table::headingDepth() const {
    return depthOf(headings);
}

} // namespace tuban
