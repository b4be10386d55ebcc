#include "data/store/gpkg_store.h"

#include "data/store/change_codec.h"
#include "data/store/row_scan.h"

#include <chrono>
#include <utility>

namespace tuban::data {

namespace fs = std::filesystem;

namespace {

UtcTime timeOfCopy() {
    return std::chrono::floor<std::chrono::milliseconds>(std::chrono::system_clock::now());
}

Result<FullEntry> fullEntry(RawEntry&& raw) {
    FullEntry full{std::move(raw.entry), {}};
    if (holdsChange(full.entry.role)) {
        auto change = decodeChange(raw.change);
        if (!change) {
            return change.error();
        }
        full.change = std::move(*change);
    }
    return full;
}

} // namespace

Result<std::unique_ptr<GpkgStore>> GpkgStore::create(Parts parts) {
    std::unique_ptr<GpkgStore> store(new GpkgStore(std::move(parts)));
    if (auto fresh = store->refresh(); !fresh) {
        return fresh.error();
    }
    // What a program changed that died before it could copy it. A workspace without any copy gets
    // its first one after some minutes of work, or at its end.
    if (numberOf(store->m_head.number) > 1) {
        store->keepGeneration();
    } else {
        store->m_nextCopy = timeOfCopy() + store->m_rules.minimum;
    }
    return store;
}

GpkgStore::GpkgStore(Parts parts)
    : m_path(std::move(parts.path)),
      m_srsId(parts.srsId),
      m_lock(std::move(parts.lock)),
      m_db(std::move(parts.db)),
      m_info(std::move(parts.info)),
      m_rules(parts.rules) {
    m_info.checkEvery = m_rules.checkEvery;
    m_journal.emplace(*m_db, m_info.id);
    if (auto known = generations(m_path)) {
        m_generations = std::move(*known);
    }
    for (StoredLayer& layer : parts.layers) {
        addKnown(std::move(layer));
    }
}

void GpkgStore::addKnown(StoredLayer&& layer) {
    const std::string name = layer.schema.name;
    m_layers.emplace(name,
                     Layer{RowTable(*m_db, std::move(layer.schema), layer.number, m_srsId),
                           std::move(layer.definition),
                           layer.rows});
}

GpkgStore::~GpkgStore() = default;

/// Reads what the store keeps in memory of the file: the head and the numbers of rows.
Result<void> GpkgStore::refresh() {
    const auto version = m_db->dataVersion();
    if (!version) {
        return version.error();
    }
    auto head = m_journal->head();
    if (!head) {
        return head.error();
    }
    const auto layers = readStoredLayers(*m_db);
    if (!layers) {
        return layers.error();
    }
    for (const StoredLayer& layer : *layers) {
        if (const auto known = m_layers.find(layer.schema.name); known != m_layers.end()) {
            known->second.rows = layer.rows;
        }
    }
    m_head = std::move(head->entry);
    m_dataVersion = *version;
    return {};
}

Result<const GpkgStore::Layer*> GpkgStore::layerNamed(std::string_view name) const {
    const auto found = m_layers.find(name);
    if (found != m_layers.end()) {
        return &found->second;
    }
    std::string names;
    for (const auto& [known, layer] : m_layers) {
        names += (names.empty() ? "" : ", ") + known;
    }
    return Error{ErrorCode::LayerNotFound, std::string(name), names, m_path.filename().string()};
}

Result<JournalEntry> GpkgStore::head() const {
    auto head = m_journal->head();
    if (!head) {
        return head.error();
    }
    return std::move(head->entry);
}

Result<FullEntry> GpkgStore::entry(EntryNumber number) const {
    auto raw = m_journal->entry(number);
    if (!raw) {
        return raw.error();
    }
    return fullEntry(std::move(*raw));
}

Result<void> GpkgStore::entries(const EntryQuery& query, const EntrySink& sink) const {
    Result<void> outcome;
    const auto take = [&](RawEntry&& raw) {
        auto full = fullEntry(std::move(raw));
        if (!full) {
            outcome = full.error();
            return false;
        }
        return sink(std::move(*full));
    };
    if (auto read = m_journal->entries(query, take); !read) {
        return read;
    }
    return outcome;
}

Result<std::vector<EntryNumber>> GpkgStore::entriesOf(std::string_view layer,
                                                      const Uuid& row) const {
    const auto found = layerNamed(layer);
    return found ? m_journal->entriesOf((*found)->table.number(), row)
                 : Result<std::vector<EntryNumber>>(found.error());
}

Result<EntryNumber> GpkgStore::entryAt(std::string_view time) const {
    return m_journal->entryAt(time);
}

Result<StoredRow> GpkgStore::row(std::string_view layer, const Uuid& id) const {
    const auto found = layerNamed(layer);
    if (!found) {
        return found.error();
    }
    auto row = (*found)->table.find(id);
    if (!row) {
        return row.error();
    }
    if (!*row) {
        return Error{ErrorCode::RowNotFound, id.text(), {}, std::string(layer)};
    }
    return (*found)->table.decoded(std::move(**row));
}

Result<std::vector<StoredRow>> GpkgStore::rowsWhere(std::string_view layer,
                                                    std::string_view field,
                                                    const FieldValue& value) const {
    const auto found = layerNamed(layer);
    if (!found) {
        return found.error();
    }
    const RowTable& table = (*found)->table;
    const auto index = table.schema().fieldIndex(field);
    if (!index) {
        return Error{ErrorCode::FieldNotFound, std::string(field), {}, std::string(layer)};
    }
    const auto ids = table.idsWhere(table.schema().fields[*index], value);
    if (!ids) {
        return ids.error();
    }
    std::vector<StoredRow> rows;
    for (const Uuid& id : *ids) {
        auto one = row(layer, id);
        if (!one) {
            return one.error();
        }
        rows.push_back(std::move(*one));
    }
    return rows;
}

Result<std::uint64_t> GpkgStore::rowCount(std::string_view layer) const {
    const auto found = layerNamed(layer);
    if (!found) {
        return found.error();
    }
    return static_cast<std::uint64_t>((*found)->rows);
}

Result<std::optional<std::array<double, 4>>> GpkgStore::reach(std::string_view layer) const {
    if (const auto found = layerNamed(layer); !found) {
        return found.error();
    }
    auto query =
        m_db->statement("SELECT min_x, min_y, max_x, max_y FROM gpkg_contents WHERE table_name = ?1");
    if (!query) {
        return query.error();
    }
    SqliteStatement& row = **query;
    row.bind(1, layer);
    const SqliteStatement::Step step = row.step();
    if (step == SqliteStatement::Step::Failed) {
        return m_db->failure();
    }
    std::optional<std::array<double, 4>> box;
    if (step == SqliteStatement::Step::Row && !row.isNull(0)) {
        box = {row.real(0), row.real(1), row.real(2), row.real(3)};
    }
    row.reset();
    return box;
}

Result<std::vector<Finding>> GpkgStore::checkRows(const Progress& progress) {
    const auto layers = readStoredLayers(*m_db);
    if (!layers) {
        return layers.error();
    }
    auto findings = scanRows(m_path, *layers, progress);
    if (findings && !findings->empty()) {
        m_info.readOnly = true;
        m_info.findings.insert(m_info.findings.end(), findings->begin(), findings->end());
    }
    return findings;
}

} // namespace tuban::data
