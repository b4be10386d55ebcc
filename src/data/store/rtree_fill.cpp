#include "data/store/rtree_fill.h"

#include "geometry/hilbert_order.h"

#include <sqlite3.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <limits>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace tuban::data {

namespace {

constexpr std::int64_t kRoot = 1;
constexpr std::size_t kHeadBytes = 4; // depth (of the root), number of cells
constexpr std::size_t kCellBytes = 8 + 4 * sizeof(float);
/// Of a node that has room for five; the rest is left for what is added later.
constexpr std::size_t kFilledFifths = 4;

/// A cell of a node: a feature, or a node below.
struct Cell {
    std::int64_t id;
    std::array<float, 4> box; ///< min east, max east, min north, max north
};

float roundedDown(double value) {
    const auto near = static_cast<float>(value);
    return double{near} > value ? std::nextafterf(near, -std::numeric_limits<float>::infinity()) : near;
}

float roundedUp(double value) {
    return -roundedDown(-value);
}

Cell cellOf(const RtreeEntry& entry) {
    constexpr auto kGrid = geometry::Grid::tenthMillimetre();
    return {entry.fid,
            {roundedDown(kGrid.toUnits(entry.extent.min.x)),
             roundedUp(kGrid.toUnits(entry.extent.max.x)),
             roundedDown(kGrid.toUnits(entry.extent.min.y)),
             roundedUp(kGrid.toUnits(entry.extent.max.y))}};
}

/// The cell that stands for a node.
Cell above(std::int64_t node, std::span<const Cell> cells) {
    Cell all{node, cells.front().box};
    for (const Cell& cell : cells) {
        for (std::size_t i = 0; i < all.box.size(); i += 2) {
            all.box[i] = std::min(all.box[i], cell.box[i]);
            all.box[i + 1] = std::max(all.box[i + 1], cell.box[i + 1]);
        }
    }
    return all;
}

/// Numbers stand in nodes with their highest byte first.
template <typename T> void put(std::string& bytes, std::size_t at, T value) {
    for (std::size_t i = 0; i < sizeof value; ++i) {
        bytes[at + i] = static_cast<char>(value >> (8 * (sizeof value - 1 - i)));
    }
}

std::string bytesOf(std::span<const Cell> cells, std::size_t depth, std::size_t nodeBytes) {
    std::string bytes(nodeBytes, '\0');
    put(bytes, 0, static_cast<std::uint16_t>(depth));
    put(bytes, 2, static_cast<std::uint16_t>(cells.size()));
    std::size_t at = kHeadBytes;
    for (const Cell& cell : cells) {
        put(bytes, at, static_cast<std::uint64_t>(cell.id));
        at += sizeof cell.id;
        for (const float bound : cell.box) {
            put(bytes, at, std::bit_cast<std::uint32_t>(bound));
            at += sizeof bound;
        }
    }
    return bytes;
}

/// Writing to the tables behind an R-tree is forbidden while a connection is on its guard.
class Unguarded {
public:
    explicit Unguarded(sqlite3* connection) : m_connection(connection) {
        sqlite3_db_config(m_connection, SQLITE_DBCONFIG_DEFENSIVE, -1, &m_was);
        sqlite3_db_config(m_connection, SQLITE_DBCONFIG_DEFENSIVE, 0, nullptr);
    }
    Unguarded(const Unguarded&) = delete;
    Unguarded& operator=(const Unguarded&) = delete;
    ~Unguarded() { sqlite3_db_config(m_connection, SQLITE_DBCONFIG_DEFENSIVE, m_was, nullptr); }

private:
    sqlite3* m_connection;
    int m_was = 0;
};

class RtreeFill {
public:
    RtreeFill(const StoreDatabase& db, const std::string& rtree) : m_db(db), m_rtree(rtree) {}

    Result<void> run(std::span<const RtreeEntry> entries) {
        if (auto ready = prepare(); !ready) {
            return ready;
        }
        std::vector<geometry::GridBox> boxes;
        boxes.reserve(entries.size());
        for (const RtreeEntry& entry : entries) {
            boxes.push_back(entry.extent);
        }
        const std::vector<std::uint32_t> order = geometry::hilbertOrder(boxes);
        if (auto placed = writePlaces(entries, order); !placed) {
            return placed;
        }
        std::vector<Cell> cells;
        cells.reserve(entries.size());
        for (const std::uint32_t number : order) {
            cells.push_back(cellOf(entries[number]));
        }
        std::size_t depth = 0;
        for (; cells.size() > m_capacity; ++depth) {
            auto nodes = writeLevel(cells, depth);
            if (!nodes) {
                return nodes.error();
            }
            cells = std::move(*nodes);
        }
        return writeNode(kRoot, cells, depth);
    }

private:
    /// Of its own: those that the connection keeps may not write to these tables.
    Result<SqliteStatement>
    statement(const char* what, const char* table, const char* rest) const {
        auto made = SqliteStatement::prepare(
            m_db.handle(), what + quotedIdentifier(m_rtree + table) + rest, m_rtree);
        return made ? std::move(made) : Result<SqliteStatement>(m_db.failure());
    }

    Result<void> prepare() {
        auto root = statement("SELECT length(data) FROM ", "_node", " WHERE nodeno = 1");
        if (!root) {
            return root.error();
        }
        constexpr std::int64_t kLeast = kHeadBytes + 2 * kCellBytes;
        if (root->step() != SqliteStatement::Step::Row || root->integer(0) < kLeast) {
            return Error{ErrorCode::WorkspaceDamaged, m_rtree, "the R-tree has no root"};
        }
        m_nodeBytes = static_cast<std::size_t>(root->integer(0));
        m_capacity = (m_nodeBytes - kHeadBytes) / kCellBytes;
        m_filled = std::max<std::size_t>(2, m_capacity * kFilledFifths / 5);
        for (const auto& [insert, table] : {std::pair(&m_node, "_node"),
                                            std::pair(&m_parent, "_parent"),
                                            std::pair(&m_place, "_rowid")}) {
            auto made = statement("INSERT OR REPLACE INTO ", table, " VALUES (?1, ?2)");
            if (!made) {
                return made.error();
            }
            insert->emplace(std::move(*made));
        }
        return {};
    }

    Result<void> run(SqliteStatement& insert) const {
        if (insert.step() != SqliteStatement::Step::Done) {
            return m_db.failure();
        }
        insert.reset();
        return {};
    }
    Result<void> runPair(SqliteStatement& insert, std::int64_t key, std::int64_t value) const {
        insert.bind(1, key);
        insert.bind(2, value);
        return run(insert);
    }

    /// Which leaf each feature stands in. Leaves are the first nodes behind the root, unless the
    /// root is the only one.
    Result<void> writePlaces(std::span<const RtreeEntry> entries,
                             const std::vector<std::uint32_t>& order) {
        std::vector<std::int64_t> leaves(order.size(), kRoot);
        for (std::size_t i = 0; order.size() > m_capacity && i < order.size(); ++i) {
            leaves[order[i]] = kRoot + 1 + static_cast<std::int64_t>(i / m_filled);
        }
        for (std::size_t i = 0; i < entries.size(); ++i) {
            if (auto placed = runPair(*m_place, entries[i].fid, leaves[i]); !placed) {
                return placed;
            }
        }
        return {};
    }

    /// Writes nodes of these cells; returns the cells that stand for them one level up.
    Result<std::vector<Cell>> writeLevel(std::span<const Cell> cells, std::size_t depth) {
        std::vector<Cell> nodes;
        for (std::size_t first = 0; first < cells.size(); first += m_filled) {
            const auto own = cells.subspan(first, std::min(m_filled, cells.size() - first));
            nodes.push_back(above(++m_lastNode, own));
            if (auto written = writeNode(m_lastNode, own, depth); !written) {
                return written.error();
            }
        }
        return nodes;
    }

    /// Only the root says how deep the tree is.
    Result<void> writeNode(std::int64_t node, std::span<const Cell> cells, std::size_t depth) {
        m_node->bind(1, node);
        const std::string bytes = bytesOf(cells, node == kRoot ? depth : 0, m_nodeBytes);
        m_node->bindBlob(2, bytes);
        if (auto written = run(*m_node); !written || depth == 0) {
            return written;
        }
        for (const Cell& cell : cells) {
            if (auto hung = runPair(*m_parent, cell.id, node); !hung) {
                return hung;
            }
        }
        return {};
    }

    const StoreDatabase& m_db;
    const std::string& m_rtree;
    std::optional<SqliteStatement> m_node;
    std::optional<SqliteStatement> m_parent;
    std::optional<SqliteStatement> m_place;
    std::size_t m_nodeBytes = 0;
    std::size_t m_capacity = 0; ///< cells that a node has room for
    std::size_t m_filled = 0;   ///< cells that it gets
    std::int64_t m_lastNode = kRoot;
};

} // namespace

Result<void> fillRtree(const StoreDatabase& db,
                       const std::string& rtree,
                       std::span<const RtreeEntry> entries) {
    if (entries.empty()) {
        return {};
    }
    const Unguarded unguarded(db.handle());
    return RtreeFill(db, rtree).run(entries);
}

} // namespace tuban::data
