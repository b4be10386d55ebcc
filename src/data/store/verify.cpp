// Proving a whole workspace: what GpkgStore::verify does.

#include "data/store/baseline.h"
#include "data/store/change_codec.h"
#include "data/store/entry_hash.h"
#include "data/store/gpkg_store.h"
#include "data/workspace/gpkg_schema_sql.h"

#include <map>
#include <string>
#include <unordered_map>
#include <utility>

namespace tuban::data {

namespace {

constexpr std::size_t kMostMessages = 100;

Finding fault(FindingCode code, const std::string& layer, std::vector<std::string> values) {
    return {.severity = Severity::Fault, .code = code, .layer = layer, .values = std::move(values)};
}

/// What SQLite itself finds: pages, b-trees, indexes against their tables.
Result<void> checkFile(const StoreDatabase& db, std::vector<Finding>& findings) {
    auto query = db.statement("PRAGMA integrity_check(" + std::to_string(kMostMessages) + ")");
    if (!query) {
        return query.error();
    }
    SqliteStatement::Step step = (*query)->step();
    for (; step == SqliteStatement::Step::Row; step = (*query)->step()) {
        if ((*query)->text(0) != "ok") {
            findings.push_back(
                fault(FindingCode::FileDamaged, {}, {std::string((*query)->text(0))}));
        }
    }
    if (step == SqliteStatement::Step::Failed) {
        const Error error = db.failure();
        findings.push_back(fault(FindingCode::FileDamaged, {}, {error.detail}));
    }
    (*query)->reset();
    return {};
}

/// The chain of the journal, entry by entry; `index` says which rows an entry changed.
class ChainCheck {
public:
    ChainCheck(const StoreDatabase& db, const JournalTable& journal, const Uuid& workspace)
        : m_db(db), m_journal(journal) {
        m_before.hash = chainStart(workspace);
    }

    Result<void> run(VerifyReport& report, const Progress& progress) {
        const auto take = [&](RawEntry&& raw) {
            if (progress.cancelled()) {
                return false;
            }
            std::string wrong = faultOf(raw);
            if (!wrong.empty()) {
                report.findings.push_back(
                    fault(FindingCode::JournalBroken,
                          {},
                          {std::to_string(numberOf(m_before.number) + 1), std::move(wrong)}));
                return false;
            }
            m_tops.push_back({raw.entry.undoTop, raw.entry.redoTop});
            m_before = std::move(raw.entry);
            ++report.entries;
            return true;
        };
        auto read = m_journal.entries({}, take);
        report.head = m_before;
        if (progress.cancelled()) {
            return Error{ErrorCode::Cancelled, {}};
        }
        return read;
    }

private:
    std::string faultOf(const RawEntry& raw) const {
        const JournalEntry& entry = raw.entry;
        if (numberOf(entry.number) != numberOf(m_before.number) + 1) {
            return "entries are missing";
        }
        if (entry.previous != m_before.hash) {
            return "it does not follow the entry before it";
        }
        JournalEntry again = entry;
        JournalEntry below;
        if (const auto place = numberOf(entry.target) - 2;
            place >= 0 && place < static_cast<std::int64_t>(m_tops.size())) {
            below.undoTop = m_tops[static_cast<std::size_t>(place)].first;
            below.redoTop = m_tops[static_cast<std::size_t>(place)].second;
        }
        if (!chain(again, m_before, below) || again.hash != entry.hash || again != entry) {
            return "its content does not fit its hash";
        }
        return {};
    }

    const StoreDatabase& m_db;
    const JournalTable& m_journal;
    JournalEntry m_before;
    std::vector<std::pair<EntryNumber, EntryNumber>> m_tops; ///< of every entry so far
};

} // namespace

Result<VerifyReport> GpkgStore::verify(const Progress& progress) const {
    VerifyReport report;
    if (auto checked = checkFile(*m_db, report.findings); !checked) {
        return checked.error();
    }
    if (auto chained = ChainCheck(*m_db, *m_journal, m_info.id).run(report, progress); !chained) {
        return chained.error();
    }
    for (const auto& [name, layer] : m_layers) {
        const auto count = [&](StoredRow&&) {
            ++report.rows;
            return true;
        };
        if (auto read = rows(name, count, report.findings, progress); !read) {
            return read.error();
        }
    }
    return report;
}

} // namespace tuban::data
