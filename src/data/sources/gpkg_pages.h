#pragma once

#include "data/sources/chunk_assembler.h"
#include "data/sqlite/sqlite_reader.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

struct sqlite3_file;

namespace tuban::data {

/// Sizes of the pages of a database file.
/// @source sqlite.org/fileformat2.html section 1.3 (database header)
struct PageLayout {
    std::size_t pageSize = 0;
    std::size_t usable = 0; ///< without the bytes reserved at the end of each page
    std::uint32_t pageCount = 0;
};

/// A leaf of a table b-tree: its rows have keys above that of the leaf before, up to `lastKey`.
struct Leaf {
    std::uint32_t page;
    std::int64_t lastKey;
};

struct LeafList {
    PageLayout layout;
    std::vector<Leaf> leaves; ///< in the order of the keys
};

/// The leaves of the table whose b-tree begins at `rootPage`, found through its interior pages.
/// Nothing if the tree holds anything unexpected: then SQL must read the table.
std::optional<LeafList> leavesOf(const SqliteReader& db, std::uint32_t rootPage);

/// Where a wanted value lies in a row.
struct StoredColumn {
    int recordIndex;
    bool isKey; ///< the INTEGER PRIMARY KEY: the record holds NULL, the key of the row counts
};

/// Reads rows straight from leaf pages, in blocks of neighbouring pages, through the file handle
/// of a connection that holds a read transaction. One object per thread.
/// @source sqlite.org/fileformat2.html sections 1.6 (b-tree pages), 2.1 (record format)
class PageReader {
public:
    enum class Step {
        Row,           ///< one row was added
        End,           ///< no more rows in these leaves
        NotUnderstood, ///< damaged, or a case left to SQL (a column younger than the row)
    };

    PageReader(const SqliteReader& db,
               const PageLayout& layout,
               int geometryIndex,
               std::vector<StoredColumn> columns);

    /// Goes to the first row of `leaves` (borrowed), consecutive ones of a LeafList; no key may be
    /// below `firstKey`.
    void start(std::span<const Leaf> leaves, std::int64_t firstKey);
    /// Adds the next row to `assembler`. After NotUnderstood the row may be there in part.
    Step next(ChunkAssembler& assembler);
    /// Key of the row added last.
    std::int64_t key() const { return m_key; }

private:
    struct Value {
        std::uint64_t serialType = 0;
        std::span<const std::byte> bytes = {};
    };

    bool openLeaf();
    std::span<const std::byte> page(std::uint32_t number, std::uint32_t pagesAhead);
    std::uint32_t pagesInBlock() const;
    bool readCell(std::span<const std::byte>& payload);
    bool gather(std::span<const std::byte> local, std::size_t size, std::uint32_t overflow);
    bool splitRecord(std::span<const std::byte> payload);
    void addRow(ChunkAssembler& assembler) const;
    void addValue(ChunkAssembler& assembler, std::size_t column, const Value& value) const;

    sqlite3_file* m_file;
    PageLayout m_layout;
    std::size_t m_geometry;
    std::vector<StoredColumn> m_columns;
    std::size_t m_valuesNeeded = 0; ///< leading values of a record

    std::span<const Leaf> m_leaves;
    std::size_t m_leaf = 0; ///< the next one to open
    std::span<const std::byte> m_page;
    std::size_t m_cell = 0;
    std::size_t m_cells = 0;
    std::int64_t m_key = INT64_MIN;
    std::int64_t m_firstKey = INT64_MIN;
    bool m_anyKey = false; ///< a row of these leaves was read

    std::vector<std::byte> m_block; ///< neighbouring pages read at once
    std::uint32_t m_blockFirst = 0;
    std::uint32_t m_blockPages = 0;
    std::vector<std::byte> m_payload; ///< of a row with overflow pages
    std::vector<std::byte> m_overflowPage;
    std::vector<Value> m_values;
};

} // namespace tuban::data
