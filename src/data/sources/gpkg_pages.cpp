#include "data/sources/gpkg_pages.h"

#include <sqlite3.h>

#include <algorithm>
#include <bit>
#include <cstring>
#include <utility>

namespace tuban::data {

namespace {

using Bytes = std::span<const std::byte>;

constexpr std::size_t kDatabaseHeader = 100;
constexpr unsigned kInteriorTable = 0x05;
constexpr unsigned kLeafTable = 0x0D;
constexpr std::size_t kInteriorHeader = 12;
constexpr std::size_t kLeafHeader = 8;
constexpr int kDeepest = 20; // SQLite itself goes no deeper
constexpr std::size_t kMinimumUsable = 480;
constexpr std::size_t kBlockBytes = 256 * 1024; // stays in the cache of one core
constexpr std::uint32_t kGapRead = 8;           // pages read in passing rather than skipped

unsigned byteAt(Bytes bytes, std::size_t i) {
    return std::to_integer<unsigned>(bytes[i]);
}

std::uint32_t uint16At(Bytes bytes, std::size_t i) {
    return (byteAt(bytes, i) << 8U) | byteAt(bytes, i + 1);
}

std::uint32_t uint32At(Bytes bytes, std::size_t i) {
    return (uint16At(bytes, i) << 16U) | uint16At(bytes, i + 2);
}

/// A variable-length integer at `at`, which moves behind it. False if the bytes end within.
bool takeVarint(Bytes bytes, std::size_t& at, std::uint64_t& value) {
    value = 0;
    for (int i = 0; i < 9; ++i) {
        if (at >= bytes.size()) {
            return false;
        }
        const unsigned byte = byteAt(bytes, at++);
        if (i == 8) {
            value = (value << 8U) | byte;
            return true;
        }
        value = (value << 7U) | (byte & 0x7FU);
        if (byte < 0x80U) {
            return true;
        }
    }
    return true;
}

/// Big-endian two's complement of 1 to 8 bytes.
std::int64_t signedInteger(Bytes bytes) {
    std::uint64_t value = (byteAt(bytes, 0) & 0x80U) != 0 ? ~std::uint64_t{0} : 0;
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        value = (value << 8U) | byteAt(bytes, i);
    }
    return static_cast<std::int64_t>(value);
}

bool readAt(sqlite3_file* file, std::span<std::byte> into, std::uint64_t offset) {
    return file->pMethods->xRead(file,
                                 into.data(),
                                 static_cast<int>(into.size()),
                                 static_cast<sqlite3_int64>(offset)) == SQLITE_OK;
}

bool readPage(sqlite3_file* file,
              const PageLayout& layout,
              std::uint32_t number,
              std::span<std::byte> into) {
    return number >= 1 && number <= layout.pageCount &&
           readAt(file, into, (number - std::uint64_t{1}) * layout.pageSize);
}

std::optional<PageLayout> layoutOf(sqlite3_file* file) {
    std::vector<std::byte> header(kDatabaseHeader);
    sqlite3_int64 size = 0;
    if (file == nullptr || !readAt(file, header, 0) ||
        file->pMethods->xFileSize(file, &size) != SQLITE_OK) {
        return std::nullopt;
    }
    PageLayout layout;
    layout.pageSize = uint16At(header, 16) == 1 ? 65536 : uint16At(header, 16);
    const std::size_t reserved = byteAt(header, 20);
    const bool readable = byteAt(header, 19) <= 2; // read version: rollback journal or WAL
    if (!readable || layout.pageSize < 512 || !std::has_single_bit(layout.pageSize) ||
        layout.pageSize < kMinimumUsable + reserved) {
        return std::nullopt;
    }
    layout.usable = layout.pageSize - reserved;
    const auto pages = static_cast<std::uint64_t>(size) / layout.pageSize;
    layout.pageCount = static_cast<std::uint32_t>(std::min<std::uint64_t>(pages, UINT32_MAX - 1));
    return layout;
}

/// Appends the children of an interior page, whose keys end at `lastKey`.
bool appendChildren(Bytes page, std::int64_t lastKey, std::vector<Leaf>& children) {
    const std::size_t cells = uint16At(page, 3);
    if (byteAt(page, 0) != kInteriorTable || kInteriorHeader + 2 * cells > page.size()) {
        return false;
    }
    for (std::size_t i = 0; i < cells; ++i) {
        std::size_t at = uint16At(page, kInteriorHeader + 2 * i);
        std::uint64_t key = 0;
        if (at < kInteriorHeader || at + 4 >= page.size()) {
            return false;
        }
        const std::uint32_t child = uint32At(page, at);
        at += 4;
        if (!takeVarint(page, at, key)) {
            return false;
        }
        children.push_back({child, static_cast<std::int64_t>(key)});
    }
    children.push_back({uint32At(page, 8), lastKey});
    return true;
}

bool keysRise(const std::vector<Leaf>& pages) {
    return std::adjacent_find(pages.begin(), pages.end(), [](const Leaf& a, const Leaf& b) {
               return a.lastKey >= b.lastKey;
           }) == pages.end();
}

} // namespace

std::optional<LeafList> leavesOf(const SqliteReader& db, std::uint32_t rootPage) {
    sqlite3_file* const file = db.file();
    const std::optional<PageLayout> layout = layoutOf(file);
    if (!layout || rootPage < 2) {
        return std::nullopt;
    }
    std::vector<std::byte> buffer(layout->pageSize);
    const Bytes page = Bytes(buffer).first(layout->usable);
    std::vector<Leaf> level{{rootPage, INT64_MAX}};
    for (int depth = 0; depth < kDeepest; ++depth) {
        // All leaves of a b-tree are equally deep.
        if (!readPage(file, *layout, level.front().page, buffer)) {
            return std::nullopt;
        }
        if (byteAt(page, 0) == kLeafTable) {
            return LeafList{*layout, std::move(level)};
        }
        std::vector<Leaf> below;
        for (const Leaf& parent : level) {
            if (!readPage(file, *layout, parent.page, buffer) ||
                !appendChildren(page, parent.lastKey, below) || below.size() > layout->pageCount) {
                return std::nullopt;
            }
        }
        if (!keysRise(below)) {
            return std::nullopt;
        }
        level = std::move(below);
    }
    return std::nullopt;
}

PageReader::PageReader(const SqliteReader& db,
                       const PageLayout& layout,
                       int geometryIndex,
                       std::vector<StoredColumn> columns)
    : m_file(db.file()),
      m_layout(layout),
      m_geometry(static_cast<std::size_t>(geometryIndex)),
      m_columns(std::move(columns)),
      m_block(std::max(kBlockBytes, layout.pageSize)),
      m_overflowPage(layout.pageSize) {
    m_valuesNeeded = m_geometry + 1;
    for (const StoredColumn& column : m_columns) {
        if (!column.isKey) {
            m_valuesNeeded =
                std::max(m_valuesNeeded, static_cast<std::size_t>(column.recordIndex) + 1);
        }
    }
    m_values.resize(m_valuesNeeded);
}

void PageReader::start(std::span<const Leaf> leaves, std::int64_t firstKey) {
    m_leaves = leaves;
    m_firstKey = firstKey;
    m_leaf = 0;
    m_cell = 0;
    m_cells = 0;
    m_anyKey = false;
    m_blockPages = 0;
}

PageReader::Step PageReader::next(ChunkAssembler& assembler) {
    while (m_cell == m_cells) {
        if (m_leaf == m_leaves.size()) {
            return Step::End;
        }
        if (!openLeaf()) {
            return Step::NotUnderstood;
        }
    }
    Bytes payload;
    if (!readCell(payload) || !splitRecord(payload)) {
        return Step::NotUnderstood;
    }
    addRow(assembler);
    return Step::Row;
}

bool PageReader::openLeaf() {
    m_page = page(m_leaves[m_leaf].page, pagesInBlock());
    ++m_leaf;
    if (m_page.empty() || byteAt(m_page, 0) != kLeafTable) {
        return false;
    }
    m_cell = 0;
    m_cells = uint16At(m_page, 3);
    return kLeafHeader + 2 * m_cells <= m_page.size();
}

/// How many pages to read from that of the next leaf on: up to the last leaf that follows closely.
std::uint32_t PageReader::pagesInBlock() const {
    const std::uint32_t first = m_leaves[m_leaf].page;
    const auto most = static_cast<std::uint32_t>(m_block.size() / m_layout.pageSize);
    std::uint32_t end = first + 1;
    for (std::size_t i = m_leaf + 1; i < m_leaves.size(); ++i) {
        const std::uint32_t page = m_leaves[i].page;
        if (page < end || page - end >= kGapRead || page - first >= most) {
            break;
        }
        end = page + 1;
    }
    return end - first;
}

/// The usable bytes of a page; `pagesAhead` are read with it if it is not in the block yet.
Bytes PageReader::page(std::uint32_t number, std::uint32_t pagesAhead) {
    if (number < 2 || number > m_layout.pageCount) {
        return {};
    }
    if (number < m_blockFirst || number - m_blockFirst >= m_blockPages) {
        const std::uint32_t pages = std::min(pagesAhead, m_layout.pageCount - number + 1);
        const std::span<std::byte> into = std::span(m_block).first(pages * m_layout.pageSize);
        m_blockPages = 0;
        if (!readAt(m_file, into, (number - std::uint64_t{1}) * m_layout.pageSize)) {
            return {};
        }
        m_blockFirst = number;
        m_blockPages = pages;
    }
    return Bytes(m_block).subspan((number - m_blockFirst) * m_layout.pageSize, m_layout.usable);
}

/// Takes the next cell of the leaf: its key, and the bytes of its record.
bool PageReader::readCell(Bytes& payload) {
    std::size_t at = uint16At(m_page, kLeafHeader + 2 * m_cell);
    ++m_cell;
    std::uint64_t size = 0;
    std::uint64_t key = 0;
    if (at < kLeafHeader || !takeVarint(m_page, at, size) || !takeVarint(m_page, at, key)) {
        return false;
    }
    const auto previous = std::exchange(m_key, static_cast<std::int64_t>(key));
    if (m_key < m_firstKey || (m_anyKey && m_key <= previous) ||
        m_key > m_leaves[m_leaf - 1].lastKey) {
        return false;
    }
    m_anyKey = true;
    // How much of a long payload stays on the page: section 1.6 of the file format.
    const std::size_t most = m_layout.usable - 35;
    const std::size_t least = (m_layout.usable - 12) * 32 / 255 - 23;
    if (size <= most) {
        if (at + size > m_page.size()) {
            return false;
        }
        payload = m_page.subspan(at, size);
        return true;
    }
    if (size > std::uint64_t{m_layout.pageCount} * m_layout.usable) {
        return false;
    }
    const std::size_t fitting = least + (size - least) % (m_layout.usable - 4);
    const std::size_t local = fitting <= most ? fitting : least;
    if (at + local + 4 > m_page.size() ||
        !gather(m_page.subspan(at, local), size, uint32At(m_page, at + local))) {
        return false;
    }
    payload = m_payload;
    return true;
}

/// Puts a payload together from its part on the leaf and its chain of overflow pages.
bool PageReader::gather(Bytes local, std::size_t size, std::uint32_t overflow) {
    m_payload.resize(size);
    std::copy(local.begin(), local.end(), m_payload.begin());
    std::size_t filled = local.size();
    while (filled < size) {
        Bytes source;
        if (overflow >= m_blockFirst && overflow - m_blockFirst < m_blockPages) {
            source = page(overflow, 0);
        } else if (readPage(m_file, m_layout, overflow, m_overflowPage)) {
            source = Bytes(m_overflowPage).first(m_layout.usable);
        } else {
            return false;
        }
        const std::size_t part = std::min(size - filled, m_layout.usable - 4);
        std::memcpy(m_payload.data() + filled, source.data() + 4, part);
        filled += part;
        overflow = uint32At(source, 0);
    }
    return true;
}

/// Finds the leading values of a record; false if it holds fewer than are needed.
bool PageReader::splitRecord(Bytes payload) {
    static constexpr std::size_t kFixedSizes[] = {0, 1, 2, 3, 4, 6, 8, 8, 0, 0};
    std::size_t at = 0;
    std::uint64_t headerSize = 0;
    if (!takeVarint(payload, at, headerSize) || headerSize > payload.size()) {
        return false;
    }
    const Bytes header = payload.first(headerSize);
    std::size_t body = headerSize;
    for (std::size_t i = 0; i < m_valuesNeeded; ++i) {
        std::uint64_t type = 0;
        if (!takeVarint(header, at, type) || type == 10 || type == 11) {
            return false;
        }
        const std::uint64_t size = type >= 12 ? (type - 12) / 2 : kFixedSizes[type];
        if (size > payload.size() - body) {
            return false;
        }
        m_values[i] = {type, payload.subspan(body, size)};
        body += size;
    }
    return true;
}

void PageReader::addRow(ChunkAssembler& assembler) const {
    assembler.begin(m_key);
    const Value& geometry = m_values[m_geometry];
    if (geometry.serialType >= 12 && geometry.serialType % 2 == 0) {
        assembler.addGeoPackageBlob(geometry.bytes);
    } else {
        assembler.addNoGeometry();
    }
    for (std::size_t i = 0; i < m_columns.size(); ++i) {
        if (m_columns[i].isKey) {
            assembler.column(i).addInteger(m_key);
        } else {
            addValue(assembler, i, m_values[static_cast<std::size_t>(m_columns[i].recordIndex)]);
        }
    }
}

void PageReader::addValue(ChunkAssembler& assembler, std::size_t column, const Value& value) const {
    const std::uint64_t type = value.serialType;
    if (type >= 12 && type % 2 == 1) {
        const auto* text = reinterpret_cast<const char*>(value.bytes.data());
        assembler.addText(column, std::string_view(text, value.bytes.size()));
    } else if (type >= 1 && type <= 6) {
        assembler.column(column).addInteger(signedInteger(value.bytes));
    } else if (type == 7) {
        assembler.column(column).addReal(
            std::bit_cast<double>(static_cast<std::uint64_t>(signedInteger(value.bytes))));
    } else if (type == 8 || type == 9) {
        assembler.column(column).addInteger(type == 9 ? 1 : 0);
    } else {
        assembler.column(column).addNull(); // NULL; a blob is neither text nor number
    }
}

} // namespace tuban::data
