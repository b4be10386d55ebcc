#include "data/store/journal_table.h"

#include "data/store/entry_hash.h"
#include "data/store/sha256.h"

#include <cstring>
#include <utility>

namespace tuban::data {

namespace {

const std::string kColumns = "number, time, user, record, kind, summary_zh, summary_en, role, "
                             "target, undo_top, redo_top, previous, hash, change";

std::string_view bytesOf(const Sha256& hash) {
    return {reinterpret_cast<const char*>(hash.data()), hash.size()};
}

/// A hash of another length is none: it stays zero and fits nothing.
Sha256 hashAt(const SqliteStatement& row, int column) {
    Sha256 hash{};
    const auto bytes = row.blob(column);
    if (bytes.size() == hash.size()) {
        std::memcpy(hash.data(), bytes.data(), hash.size());
    }
    return hash;
}

/// Null is no record; what is no identifier is one that fits no hash.
Uuid recordAt(const SqliteStatement& row, int column) {
    if (row.isNull(column)) {
        return {};
    }
    Uuid::Bytes none;
    none.fill(0xFF);
    return Uuid::parse(row.text(column)).value_or(Uuid(none));
}

RawEntry entryAtRow(const SqliteStatement& row) {
    RawEntry raw;
    JournalEntry& entry = raw.entry;
    int column = 0;
    const auto text = [&] { return std::string(row.text(column++)); };
    const auto number = [&] { return EntryNumber{row.integer(column++)}; };
    entry.number = number();
    entry.time = text();
    entry.user = text();
    entry.record = recordAt(row, column++);
    entry.kind = text();
    entry.summary.zh = text();
    entry.summary.en = text();
    entry.role = static_cast<EntryRole>(row.integer(column++));
    entry.target = number();
    entry.undoTop = number();
    entry.redoTop = number();
    entry.previous = hashAt(row, column++);
    entry.hash = hashAt(row, column++);
    const auto change = row.blob(column);
    raw.change.assign(reinterpret_cast<const char*>(change.data()), change.size());
    entry.changeHash = sha256(raw.change);
    return raw;
}

} // namespace

bool holdsChange(EntryRole role) {
    return role != EntryRole::Baseline && role != EntryRole::Note;
}

std::string_view bytesOf(const Uuid& id) {
    return {reinterpret_cast<const char*>(id.bytes().data()), id.bytes().size()};
}

Result<void> chain(JournalEntry& entry, const JournalEntry& before, const JournalEntry& below) {
    entry.number = EntryNumber{numberOf(before.number) + 1};
    entry.previous = before.hash;
    entry.undoTop = entry.number;
    entry.redoTop = kNoEntry;
    switch (entry.role) {
    case EntryRole::Change:
        break;
    case EntryRole::Undo:
        if (before.undoTop == kNoEntry || entry.target != before.undoTop) {
            return Error{ErrorCode::NothingToUndo, {}};
        }
        entry.undoTop = below.undoTop;
        entry.redoTop = entry.number;
        break;
    case EntryRole::Redo:
        if (before.redoTop == kNoEntry || entry.target != before.redoTop) {
            return Error{ErrorCode::NothingToRedo, {}};
        }
        entry.redoTop = below.redoTop;
        break;
    case EntryRole::Baseline:
        entry.undoTop = kNoEntry;
        break;
    case EntryRole::Note:
        entry.undoTop = before.undoTop;
        entry.redoTop = before.redoTop;
        break;
    }
    entry.hash = entryHash(entry);
    return {};
}

JournalEntry baselineEntry(const std::string& time,
                           const BilingualText& summary,
                           const Uuid& workspace,
                           const std::string& content,
                           const std::string& user) {
    JournalEntry start;
    start.hash = chainStart(workspace);
    JournalEntry entry;
    entry.time = time;
    entry.user = user;
    entry.kind = "create";
    entry.summary = summary;
    entry.role = EntryRole::Baseline;
    entry.changeHash = sha256(content);
    static_cast<void>(chain(entry, start, start)); // fails for Undo and Redo only
    return entry;
}

Result<RawEntry> JournalTable::head() const {
    RawEntry head;
    head.entry.hash = chainStart(m_workspace);
    const EntryQuery newest{.newestFirst = true};
    const auto take = [&](RawEntry&& entry) {
        head = std::move(entry);
        return false;
    };
    if (auto read = entries(newest, take); !read) {
        return read.error();
    }
    return head;
}

Result<RawEntry> JournalTable::entry(EntryNumber number) const {
    std::optional<RawEntry> found;
    const auto take = [&](RawEntry&& entry) {
        found = std::move(entry);
        return false;
    };
    if (auto read = entries({.first = number, .last = number}, take); !read) {
        return read.error();
    }
    if (!found) {
        const auto last = head();
        return Error{ErrorCode::EntryNotFound,
                     std::to_string(numberOf(number)),
                     last ? std::to_string(numberOf(last->entry.number)) : std::string()};
    }
    if (entryHash(found->entry) != found->entry.hash) {
        return Error{ErrorCode::WorkspaceDamaged,
                     "tuban_entry",
                     "its hash does not fit",
                     std::to_string(numberOf(number))};
    }
    return std::move(*found);
}

Result<void> JournalTable::entries(const EntryQuery& query, const Sink& sink) const {
    std::string sql =
        "SELECT " + kColumns + " FROM tuban_entry WHERE number >= ?1 AND number <= ?2";
    sql += query.record ? " AND record = ?3" : "";
    sql += query.newestFirst ? " ORDER BY number DESC" : " ORDER BY number";
    // Not one of the kept statements: the sink may ask for other entries.
    auto statement = SqliteStatement::prepare(m_db->handle(), sql, "tuban_entry");
    if (!statement) {
        return m_db->failure();
    }
    statement->bind(1, numberOf(query.first));
    statement->bind(2, query.last ? numberOf(*query.last) : INT64_MAX);
    if (query.record) {
        statement->bind(3, query.record->text());
    }
    SqliteStatement::Step step = statement->step();
    for (; step == SqliteStatement::Step::Row; step = statement->step()) {
        if (!sink(entryAtRow(*statement))) {
            return {};
        }
    }
    return step == SqliteStatement::Step::Done ? Result<void>() : m_db->failure();
}

Result<std::vector<EntryNumber>> JournalTable::entriesOf(std::int64_t layer,
                                                         const Uuid& row) const {
    auto query = m_db->statement(
        "SELECT entry FROM tuban_entry_row WHERE row = ?1 AND layer = ?2 ORDER BY entry");
    if (!query) {
        return query.error();
    }
    (*query)->bindBlob(1, bytesOf(row));
    (*query)->bind(2, layer);
    std::vector<EntryNumber> entries;
    SqliteStatement::Step step = (*query)->step();
    for (; step == SqliteStatement::Step::Row; step = (*query)->step()) {
        entries.push_back(EntryNumber{(*query)->integer(0)});
    }
    if (step == SqliteStatement::Step::Failed) {
        return m_db->failure();
    }
    (*query)->reset();
    return entries;
}

Result<JournalTable::Listed> JournalTable::listed() const {
    auto query = m_db->statement("SELECT count(*), max(entry) FROM tuban_entry_row");
    if (!query) {
        return query.error();
    }
    if ((*query)->step() != SqliteStatement::Step::Row) {
        return m_db->failure();
    }
    const Listed all{(*query)->integer(0), EntryNumber{(*query)->integer(1)}};
    (*query)->reset();
    return all;
}

Result<bool>
JournalTable::isListed(const std::string& layer, const Uuid& row, EntryNumber entry) const {
    auto query = m_db->statement("SELECT 1 FROM tuban_entry_row WHERE row = ?1 AND entry = ?2 AND "
                                 "layer = (SELECT number FROM tuban_layer WHERE name = ?3)");
    if (!query) {
        return query.error();
    }
    (*query)->bindBlob(1, bytesOf(row));
    (*query)->bind(2, numberOf(entry));
    (*query)->bind(3, std::string_view(layer));
    const SqliteStatement::Step step = (*query)->step();
    if (step == SqliteStatement::Step::Failed) {
        return m_db->failure();
    }
    (*query)->reset();
    return step == SqliteStatement::Step::Row;
}

Result<EntryNumber> JournalTable::entryAt(std::string_view time) const {
    auto query = m_db->statement(
        "SELECT number FROM tuban_entry WHERE time <= ?1 ORDER BY number DESC LIMIT 1");
    if (!query) {
        return query.error();
    }
    (*query)->bind(1, time);
    const SqliteStatement::Step step = (*query)->step();
    if (step == SqliteStatement::Step::Failed) {
        return m_db->failure();
    }
    const EntryNumber found =
        step == SqliteStatement::Step::Row ? EntryNumber{(*query)->integer(0)} : kNoEntry;
    (*query)->reset();
    return found;
}

Result<void> JournalTable::append(const RawEntry& raw) const {
    auto statement = m_db->statement("INSERT INTO tuban_entry (" + kColumns +
                                     ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    if (!statement) {
        return statement.error();
    }
    SqliteStatement& row = **statement;
    const JournalEntry& entry = raw.entry;
    int parameter = 1;
    const auto put = [&](const auto& value) { row.bind(parameter++, value); };
    put(numberOf(entry.number));
    put(std::string_view(entry.time));
    put(std::string_view(entry.user));
    if (entry.record.isNil()) {
        row.bindNull(parameter++);
    } else {
        put(std::string_view(entry.record.text()));
    }
    put(std::string_view(entry.kind));
    put(std::string_view(entry.summary.zh));
    put(std::string_view(entry.summary.en));
    put(static_cast<std::int64_t>(entry.role));
    put(numberOf(entry.target));
    put(numberOf(entry.undoTop));
    put(numberOf(entry.redoTop));
    row.bindBlob(parameter++, bytesOf(entry.previous));
    row.bindBlob(parameter++, bytesOf(entry.hash));
    row.bindBlob(parameter, raw.change);
    return m_db->runOnOne(row);
}

Result<void> JournalTable::addRow(std::int64_t layer, const Uuid& row, EntryNumber entry) const {
    auto statement = m_db->statement("INSERT INTO tuban_entry_row VALUES (?1, ?2, ?3)");
    if (!statement) {
        return statement.error();
    }
    (*statement)->bindBlob(1, bytesOf(row));
    (*statement)->bind(2, layer);
    (*statement)->bind(3, numberOf(entry));
    return m_db->runOnOne(**statement);
}

} // namespace tuban::data
