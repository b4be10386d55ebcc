// Changing a workspace: one change, one transaction.

#include "data/store/catalog_update.h"
#include "data/store/change_codec.h"
#include "data/store/gpkg_store.h"
#include "data/store/sha256.h"
#include "data/store/time_stamp.h"
#include "data/store/value_rules.h"
#include "data/tables_reader/schema_rules.h"

#include <algorithm>
#include <string>
#include <utility>

namespace tuban::data {

namespace {

/// An error about a row: what it is, where it is.
Error conflict(const RowChange& change, const char* what) {
    return {ErrorCode::RowConflict, change.id.text(), what, change.layer};
}

void include(geometry::GridBox& box, const geometry::GridBox& more) {
    if (!more.empty()) {
        box.add(more.min);
        box.add(more.max);
    }
}

} // namespace

Result<JournalEntry> GpkgStore::apply(NewEntry entry) {
    std::optional next(std::move(entry));
    return applyAll(
        [&]() -> Result<std::optional<NewEntry>> { return std::exchange(next, std::nullopt); });
}

Result<JournalEntry> GpkgStore::applyAll(const EntrySource& next) {
    if (m_info.readOnly) {
        return Error{ErrorCode::WorkspaceReadOnly, m_path.string()};
    }
    if (m_broken) {
        if (auto usable = reopen(); !usable) {
            return usable.error();
        }
    }
    m_attempted = {};
    auto written = write(next);
    if (!written) {
        const Error error = afterFailure(written.error());
        const bool isThere = !m_broken && m_head.hash == m_attempted;
        if (!isThere || !confirm()) {
            return error;
        }
        written = m_head;
    }
    keepGeneration();
    return written;
}

Result<void> GpkgStore::addLayer(const LayerSchema& schema) {
    if (m_info.readOnly) {
        return Error{ErrorCode::WorkspaceReadOnly, m_path.string()};
    }
    if (m_layers.contains(schema.name)) {
        return Error{ErrorCode::KeyTaken, "layer", schema.name, m_path.filename().string()};
    }
    const auto unfit = std::find_if(schema.fields.begin(), schema.fields.end(), [](const auto& field) {
        return !isFieldName(field.name);
    });
    if (!isLayerName(schema.name) || unfit != schema.fields.end()) {
        const bool layer = !isLayerName(schema.name);
        return Error{ErrorCode::ValueRefused,
                     layer ? "layer" : "field",
                     layer ? schema.name : unfit->name,
                     schema.name};
    }
    auto layers = readStoredLayers(*m_db);
    if (!layers) {
        return layers.error();
    }
    if (auto added = updateLayers(*m_db, m_info.id, *layers, m_srsId, {schema}); !added) {
        return added;
    }
    m_info.layers.clear();
    for (StoredLayer& layer : *layers) {
        m_info.layers.push_back(layer.schema);
        if (layer.schema.name == schema.name) {
            addKnown(std::move(layer));
        }
    }
    return refresh();
}

/// When only the last flush of a commit fails, that of the folder after the journal was removed,
/// the entry is in the file, but a power cut could bring the journal back. A transaction that
/// changes nothing makes and removes it anew, with all flushes of its own.
Result<void> GpkgStore::confirm() const {
    if (auto begun = m_db->begin(); !begun) {
        return begun;
    }
    auto touched = m_db->execute("UPDATE tuban_layer SET number = number WHERE number = 1");
    auto done = touched ? m_db->commit() : std::move(touched);
    if (!done) {
        static_cast<void>(m_db->rollback());
    }
    return done;
}

/// The workspace is as it was: gives up the transaction. After a failure of the disk the connection
/// is not trusted any more.
Error GpkgStore::afterFailure(Error error) {
    for (auto& [name, layer] : m_layers) {
        layer.table.dropGathered();
    }
    const bool given = m_db->rollback().has_value() && !m_db->inTransaction();
    m_broken = !given || error.code == ErrorCode::WriteFailed;
    if (m_broken) {
        static_cast<void>(reopen()); // else the next change tries again
    }
    return error;
}

/// Closes the connection and opens it again, which plays back what a failed change left behind.
Result<void> GpkgStore::reopen() {
    m_broken = true;
    m_db.reset(); // before the next one looks at the file; the tables borrow the place, not the
                  // value
    auto again = StoreDatabase::open(m_path, StoreDatabase::Access::ReadWrite);
    const bool opened = again.has_value();
    auto db = opened ? std::move(again) : StoreDatabase::inMemory();
    if (!db) {
        return db.error();
    }
    m_db.emplace(std::move(*db));
    if (!opened) {
        return again.error();
    }
    auto fresh = refresh();
    m_broken = !fresh;
    return fresh;
}

/// The change as it can be stored, with the version of the new entry wherever it has none yet.
FeatureChange GpkgStore::prepared(FeatureChange change, EntryNumber number) const {
    for (RowChange& row : change.rows) {
        if (row.next == kNoEntry) {
            row.next = number;
        }
        const auto layer = m_layers.find(row.layer);
        if (layer == m_layers.end()) {
            continue; // refused later
        }
        const LayerSchema& schema = layer->second.table.schema();
        FieldFinder finder(schema);
        for (FieldChange& field : row.fields) {
            if (const auto index = finder.find(field.field)) {
                field.value.after = storable(schema.fields[*index], std::move(field.value.after));
            }
        }
    }
    return change;
}

/// The entry as it will stand in the journal, behind `before`.
Result<RawEntry> GpkgStore::chained(const NewEntry& entry,
                                    const FeatureChange& change,
                                    const JournalEntry& before) const {
    RawEntry raw;
    JournalEntry& made = raw.entry;
    made.time = timeNow();
    made.user = entry.user;
    made.record = entry.record;
    made.kind = entry.kind;
    made.summary = entry.summary;
    made.role = entry.role;
    made.target = entry.target;
    raw.change = holdsChange(made.role) ? encodeChange(change) : std::string();
    made.changeHash = sha256(raw.change);
    JournalEntry below;
    if (numberOf(entry.target) > 1) {
        auto read = m_journal->entry(EntryNumber{numberOf(entry.target) - 1});
        if (!read) {
            return read.error();
        }
        below = std::move(read->entry);
    }
    if (auto chained = chain(made, before, below); !chained) {
        return chained.error();
    }
    return raw;
}

Result<void> GpkgStore::begin() {
    if (auto begun = m_db->begin(); !begun) {
        return begun;
    }
    const auto version = m_db->dataVersion();
    if (!version) {
        return version.error();
    }
    return *version == m_dataVersion ? Result<void>() : refresh(); // another program wrote to it
}

Result<JournalEntry> GpkgStore::write(const EntrySource& next) {
    if (auto begun = begin(); !begun) {
        return begun.error();
    }
    JournalEntry last = m_head;
    TouchedLayers touched;
    while (true) {
        auto entry = next();
        if (!entry) {
            return entry.error();
        }
        if (!*entry) {
            break;
        }
        auto written = writeOne(std::move(**entry), last, touched);
        if (!written) {
            return written.error();
        }
        last = std::move(*written);
    }
    for (const auto& [layer, what] : touched) {
        if (auto indexed = m_layers.find(layer)->second.table.writeGathered(); !indexed) {
            return indexed.error();
        }
        if (auto done = touch(layer, what, last.time); !done) {
            return done.error();
        }
    }
    m_attempted = last.hash;
    if (auto committed = m_db->commit(); !committed) {
        return committed.error();
    }
    for (const auto& [layer, what] : touched) {
        m_layers.find(layer)->second.rows += what.added;
    }
    m_head = last;
    return last;
}

/// One entry and what it does, within the transaction.
Result<JournalEntry>
GpkgStore::writeOne(NewEntry entry, const JournalEntry& before, TouchedLayers& touched) {
    const EntryNumber number{numberOf(before.number) + 1};
    FeatureChange change = prepared(std::move(entry.change), number);
    auto raw = chained(entry, change, before);
    if (!raw) {
        return raw.error();
    }
    for (RowChange& row : change.rows) {
        if (auto done = changeRow(std::move(row), number, touched); !done) {
            return done.error();
        }
    }
    if (auto appended = m_journal->append(*raw); !appended) {
        return appended.error();
    }
    return std::move(raw->entry);
}

Result<void> GpkgStore::changeRow(RowChange&& change, EntryNumber number, TouchedLayers& touched) {
    const auto found = m_layers.find(change.layer);
    if (found == m_layers.end()) {
        return layerNamed(change.layer).error();
    }
    Layer& layer = found->second;
    if (auto fit = checkValues(layer.table.schema(), change); !fit) {
        return fit;
    }
    // What is brought back is as it was; only new content is asked to be complete.
    if (change.next == number) {
        if (auto complete = checkComplete(layer.table.schema(), change); !complete) {
            return complete;
        }
    }
    const auto [place, first] = touched.try_emplace(change.layer);
    if (first && layer.rows == 0) {
        if (auto gathering = layer.table.gatherEntries(); !gathering) {
            return gathering;
        }
    }
    Touched& what = place->second;
    what.added += (change.next ? 1 : 0) - (change.seen ? 1 : 0);
    if (change.geometry) {
        include(what.extent, change.geometry->after.extent());
    }
    const Uuid id = change.id;
    auto done = change.seen ? updateRow(layer, change) : insertRow(layer, std::move(change));
    return done ? m_journal->addRow(layer.table.number(), id, number) : done;
}

Result<void> GpkgStore::insertRow(Layer& layer, RowChange&& change) {
    if (!change.next) {
        return conflict(change, "it is not there");
    }
    const LayerSchema& schema = layer.table.schema();
    TableRow row{.id = change.id, .version = *change.next};
    if (change.geometry) {
        row.blob = layer.table.encoded(change.geometry->after);
        row.extent = change.geometry->after.extent();
    }
    row.values.resize(schema.fields.size());
    FieldFinder finder(schema);
    for (FieldChange& field : change.fields) {
        row.values[*finder.find(field.field)] = std::move(field.value.after);
    }
    auto inserted = layer.table.insert(row);
    if (!inserted && inserted.error().code == ErrorCode::KeyTaken) {
        const auto there = layer.table.holds(row.id);
        if (there && *there) {
            return conflict(change, "it is there already");
        }
    }
    return inserted;
}

Result<void> GpkgStore::updateRow(Layer& layer, const RowChange& change) {
    const LayerSchema& schema = layer.table.schema();
    auto found = layer.table.find(change.id);
    if (!found) {
        return found.error();
    }
    if (!*found) {
        return conflict(change, "it is gone");
    }
    TableRow& row = **found;
    if (row.version != *change.seen) {
        const std::string what = "entry " + std::to_string(numberOf(row.version)) +
                                 " changed it since entry " +
                                 std::to_string(numberOf(*change.seen));
        return conflict(change, what.c_str());
    }
    if (!change.next) {
        return layer.table.remove(row, *change.seen);
    }
    for (const FieldChange& field : change.fields) {
        row.values[*schema.fieldIndex(field.field)] = field.value.after;
    }
    if (change.geometry) {
        row.blob = layer.table.encoded(change.geometry->after);
        row.extent = change.geometry->after.extent();
    }
    row.version = *change.next;
    return layer.table.update(row, *change.seen, change.geometry.has_value());
}

/// What the file says of a layer as a whole: number of rows, extent, time of the last change.
Result<void>
GpkgStore::touch(const std::string& layer, const Touched& touched, const std::string& time) {
    const Layer& known = m_layers.find(layer)->second;
    const LayerSchema& schema = known.table.schema();
    if (touched.added != 0) {
        auto count = m_db->statement(
            "UPDATE tuban_layer SET row_count = ?1, row_check = ?2 WHERE number = ?3");
        if (!count) {
            return count.error();
        }
        const std::int64_t rows = known.rows + touched.added;
        (*count)->bind(1, rows);
        (*count)->bind(2, layerCheck(layer, known.definition, rows));
        (*count)->bind(3, known.table.number());
        if (auto done = m_db->runOnOne(**count); !done) {
            return done;
        }
    }
    auto contents = m_db->statement(
        touched.extent.empty()
            ? "UPDATE gpkg_contents SET last_change = ?2 WHERE table_name = ?1"
            : "UPDATE gpkg_contents SET last_change = ?2, "
              "min_x = min(ifnull(min_x, ?3), ?3), min_y = min(ifnull(min_y, ?4), ?4), "
              "max_x = max(ifnull(max_x, ?5), ?5), max_y = max(ifnull(max_y, ?6), ?6) "
              "WHERE table_name = ?1");
    if (!contents) {
        return contents.error();
    }
    (*contents)->bind(1, std::string_view(schema.name));
    (*contents)->bind(2, std::string_view(time));
    if (!touched.extent.empty()) {
        constexpr auto kGrid = geometry::Grid::tenthMillimetre();
        (*contents)->bind(3, kGrid.toUnits(touched.extent.min.x));
        (*contents)->bind(4, kGrid.toUnits(touched.extent.min.y));
        (*contents)->bind(5, kGrid.toUnits(touched.extent.max.x));
        (*contents)->bind(6, kGrid.toUnits(touched.extent.max.y));
    }
    return m_db->runOnOne(**contents);
}

} // namespace tuban::data
