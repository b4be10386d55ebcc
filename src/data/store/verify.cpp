// Proving a whole workspace: what GpkgStore::verify does.

#include "data/store/change_codec.h"
#include "data/store/content_proof.h"
#include "data/store/entry_hash.h"
#include "data/store/gpkg_store.h"
#include "data/workspace/gpkg_schema_sql.h"

#include <string>
#include <tuple>
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

/// The chain of the journal, entry by entry, and what it says of the rows.
class ChainCheck {
public:
    ChainCheck(const JournalTable& journal, const Uuid& workspace, ContentProof& proof)
        : m_journal(journal), m_proof(proof) {
        m_before.hash = chainStart(workspace);
    }

    Result<void> run(VerifyReport& report, const Progress& progress) {
        const auto take = [&](RawEntry&& raw) {
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
            return !progress.cancelled();
        };
        if (auto read = m_journal.entries({}, take); !read) {
            return read;
        }
        report.head = m_before;
        if (progress.cancelled()) {
            return Error{ErrorCode::Cancelled, {}};
        }
        return report.isSound() ? checkListed(report) : Result<void>();
    }

    /// What the first entry says was there before it.
    const std::string& baseline() const { return m_baseline; }

private:
    std::string faultOf(const RawEntry& raw) {
        const JournalEntry& entry = raw.entry;
        if (numberOf(entry.number) != numberOf(m_before.number) + 1) {
            return "entries are missing";
        }
        if (entry.previous != m_before.hash) {
            return "it does not follow the entry before it";
        }
        JournalEntry again = entry;
        if (!chain(again, m_before, below(entry)) || again != entry) {
            return "its content does not fit its hash";
        }
        if (entry.role == EntryRole::Baseline) {
            m_baseline = raw.change;
        } else if (entry.role != EntryRole::Note) {
            const auto change = decodeChange(raw.change);
            if (!change) {
                return change.error().detail;
            }
            m_proof.add(*change);
            m_changedRows += static_cast<std::int64_t>(change->rows.size());
            return rowsFault(*change, entry.number);
        }
        return {};
    }

    /// The stacks of the entry in front of the target.
    JournalEntry below(const JournalEntry& entry) const {
        JournalEntry found;
        const auto place = numberOf(entry.target) - 2; // entry 1 is at place 0
        if (place >= 0 && place < static_cast<std::int64_t>(m_tops.size())) {
            std::tie(found.undoTop, found.redoTop) = m_tops[static_cast<std::size_t>(place)];
        }
        return found;
    }

    /// Rows list entries of this journal only: one whose end was cut off left traces there.
    Result<void> checkListed(VerifyReport& report) const {
        const auto all = m_journal.listed();
        if (!all) {
            return all.error();
        }
        if (all->rows != m_changedRows || all->last > m_before.number) {
            report.findings.push_back(fault(FindingCode::JournalBroken,
                                            {},
                                            {std::to_string(numberOf(m_before.number) + 1),
                                             "rows know of entries that are not there"}));
        }
        return {};
    }

    /// Whether `tuban_entry_row` finds the entry from each of its rows.
    std::string rowsFault(const FeatureChange& change, EntryNumber number) const {
        for (const RowChange& row : change.rows) {
            const auto listed = m_journal.isListed(row.layer, row.id, number);
            if (!listed || !*listed) {
                return "it is not listed for row " + row.id.text();
            }
        }
        return {};
    }

    const JournalTable& m_journal;
    ContentProof& m_proof;
    JournalEntry m_before;
    std::string m_baseline;
    std::int64_t m_changedRows = 0;
    std::vector<std::pair<EntryNumber, EntryNumber>> m_tops; ///< of every entry so far
};

/// The R-tree of a layer against the geometries: every feature is found where it lies, and nothing
/// else is in it.
class IndexCheck {
public:
    IndexCheck(const StoreDatabase& db, const RowTable& table)
        : m_db(db),
          m_table(table),
          m_find("SELECT minx, maxx, miny, maxy FROM " + rtreeName(table.schema()) + " JOIN " +
                 quotedIdentifier(table.schema().name) + " t ON t." + kKeyColumn +
                 " = id WHERE t." + kIdColumn + " = ?1") {}

    void row(const StoredRow& row, std::vector<Finding>& findings) {
        const geometry::GridBox extent = row.content.geometry.extent();
        if (extent.empty()) {
            return;
        }
        ++m_expected;
        if (!finds(row.id, extent)) {
            findings.push_back(fault(FindingCode::RowDamaged,
                                     m_table.schema().name,
                                     {row.id.text(), "the spatial index does not find it"}));
        }
    }

    void end(std::vector<Finding>& findings) const {
        auto query = m_db.statement("SELECT count(*) FROM " + rtreeName(m_table.schema()));
        const bool counted = query && (*query)->step() == SqliteStatement::Step::Row;
        if (!counted || (*query)->integer(0) != m_expected) {
            findings.push_back(fault(FindingCode::FileDamaged,
                                     m_table.schema().name,
                                     {"the spatial index has another number of features"}));
        }
        if (counted) {
            (*query)->reset();
        }
    }

private:
    bool finds(const Uuid& id, const geometry::GridBox& extent) const {
        auto query = m_db.statement(m_find);
        if (!query) {
            return false;
        }
        constexpr auto kGrid = geometry::Grid::tenthMillimetre();
        SqliteStatement& found = **query;
        found.bind(1, id.text());
        const bool covers = found.step() == SqliteStatement::Step::Row &&
                            found.real(0) <= kGrid.toUnits(extent.min.x) &&
                            found.real(1) >= kGrid.toUnits(extent.max.x) &&
                            found.real(2) <= kGrid.toUnits(extent.min.y) &&
                            found.real(3) >= kGrid.toUnits(extent.max.y);
        found.reset();
        return covers;
    }

    const StoreDatabase& m_db;
    const RowTable& m_table;
    std::string m_find;
    std::int64_t m_expected = 0;
};

} // namespace

Result<VerifyReport> GpkgStore::verify(const Progress& progress) const {
    VerifyReport report;
    std::vector<Finding>& findings = report.findings;
    if (auto checked = checkFile(*m_db, findings); !checked) {
        return checked.error();
    }
    ContentProof proof;
    ChainCheck chainCheck(*m_journal, m_info.id, proof);
    if (auto chained = chainCheck.run(report, progress); !chained) {
        return chained.error();
    }
    const bool provable = report.isSound();
    for (const auto& [name, layer] : m_layers) {
        const RowTable& table = layer.table;
        IndexCheck index(*m_db, table);
        const auto take = [&](StoredRow&& row) {
            ++report.rows;
            index.row(row, findings);
            if (provable) {
                proof.row(table, row, findings);
            }
            return true;
        };
        if (auto read = rows(name, take, findings, progress); !read) {
            return read.error();
        }
        if (table.schema().geometry != GeometryKind::None) {
            index.end(findings);
        }
        if (provable) {
            proof.endLayer(table, findings);
        }
    }
    if (provable) { // else the rows cannot be held against a journal that is broken itself
        proof.finish(chainCheck.baseline(), findings);
    }
    return report;
}

} // namespace tuban::data
