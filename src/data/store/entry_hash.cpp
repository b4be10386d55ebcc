#include "data/store/entry_hash.h"

#include "data/store/sha256.h"

#include <array>
#include <bit>
#include <string>
#include <type_traits>

namespace tuban::data {

namespace {

/// Parts one behind the other, each with its length as eight bytes in front, the lowest first.
class Parts {
public:
    Parts& add(std::string_view bytes) {
        addNumber(bytes.size());
        m_bytes += bytes;
        return *this;
    }
    template <std::size_t N> Parts& add(const std::array<std::uint8_t, N>& bytes) {
        addNumber(N);
        m_bytes.append(bytes.begin(), bytes.end());
        return *this;
    }
    Parts& add(EntryNumber number) {
        addNumber(sizeof(std::int64_t));
        addNumber(static_cast<std::uint64_t>(numberOf(number)));
        return *this;
    }
    Sha256 hash() const { return sha256(m_bytes); }

private:
    void addNumber(std::uint64_t number) {
        for (unsigned shift = 0; shift < 64; shift += 8) {
            m_bytes += static_cast<char>(static_cast<std::uint8_t>(number >> shift));
        }
    }

    std::string m_bytes;
};

/// By name, so that a new role in between leaves old hashes as they are.
std::string_view nameOf(EntryRole role) {
    switch (role) {
    case EntryRole::Change:
        return "change";
    case EntryRole::Undo:
        return "undo";
    case EntryRole::Redo:
        return "redo";
    case EntryRole::Baseline:
        return "baseline";
    case EntryRole::Note:
        return "note";
    }
    return {};
}

} // namespace

Sha256 entryHash(const JournalEntry& entry) {
    return Parts()
        .add("tuban-journal-entry-1")
        .add(entry.number)
        .add(entry.time)
        .add(entry.user)
        .add(entry.record.bytes())
        .add(entry.kind)
        .add(entry.summary.zh)
        .add(entry.summary.en)
        .add(nameOf(entry.role))
        .add(entry.target)
        .add(entry.undoTop)
        .add(entry.redoTop)
        .add(entry.changeHash)
        .add(entry.previous)
        .hash();
}

Sha256 chainStart(const Uuid& workspace) {
    return Parts().add("tuban-journal-start-1").add(workspace.bytes()).hash();
}

} // namespace tuban::data
