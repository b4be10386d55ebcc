#include "data/store/catalog_update.h"

#include "data/store/journal_table.h"
#include "data/store/schema_json.h"
#include "data/store/sha256.h"
#include "data/store/time_stamp.h"
#include "data/tables_reader/catalog_reader.h"
#include "data/tables_reader/journal_kinds.h"
#include "data/workspace/gpkg_schema_sql.h"

#include <algorithm>
#include <string>
#include <utility>

namespace tuban::data {

namespace {

/// A stored layer as the catalogue has it now.
LayerSchema updated(const LayerSchema& stored, const LayerSchema& catalog) {
    LayerSchema schema = stored;
    schema.title = catalog.title;
    schema.style = catalog.style;
    schema.coverage = catalog.coverage;
    for (const FieldSchema& field : catalog.fields) {
        if (const auto known = schema.fieldIndex(field.name)) {
            FieldSchema& mine = schema.fields[*known];
            const FieldSchema old = std::exchange(mine, field);
            mine.kind = old.kind; // what the column is made as
            mine.key = old.key;
            mine.indexed = old.indexed;
        } else {
            schema.fields.push_back(field);
            schema.fields.back().key = false;
            schema.fields.back().required = false; // there may be rows already
        }
    }
    return schema;
}

/// What has to be done in the file so that it has the layer.
std::string creationSql(const LayerSchema& schema, const LayerRegistration& registration) {
    const bool spatial = schema.geometry != GeometryKind::None;
    std::string sql = tableSql(schema) + ";" + registrationSql(schema, registration);
    for (const FieldSchema& field : schema.fields) {
        sql += field.indexed ? indexSql(schema, field) + ";" : "";
    }
    sql += spatial ? rtreeSql(schema) + ";" + rtreeTriggersSql(schema) : "";
    return sql + guardTriggersSql(schema.name);
}

/// What has to be done so that an old layer has the fields of `schema`.
std::string extensionSql(const LayerSchema& old, const LayerSchema& schema) {
    std::string sql;
    for (const FieldSchema& field : schema.fields) {
        if (old.fieldIndex(field.name)) {
            continue;
        }
        sql += "ALTER TABLE " + quotedIdentifier(schema.name) + " ADD COLUMN " +
               columnSql(field, false) + ";" + fieldRegistrationSql(schema, field);
        sql += field.indexed ? indexSql(schema, field) + ";" : "";
    }
    return sql;
}

std::string listingSql(const StoredLayer& layer) {
    const std::string& name = layer.schema.name;
    return "INSERT OR REPLACE INTO tuban_layer VALUES (" + std::to_string(layer.number) + ", " +
           quotedText(name) + ", " + quotedText(layer.definition) + ", " +
           std::to_string(layer.rows) + ", " +
           std::to_string(layerCheck(name, layer.definition, layer.rows)) + ");";
}

/// The steps that are due, and the layers after them.
struct Update {
    std::string sql;
    std::vector<std::string> names;
    std::vector<StoredLayer> layers;
};

Update plan(const std::vector<StoredLayer>& layers,
            const std::vector<LayerSchema>& catalog,
            const LayerRegistration& registration) {
    Update update{{}, {}, layers};
    std::int64_t last = 0;
    for (const StoredLayer& layer : layers) {
        last = std::max(last, layer.number);
    }
    for (const LayerSchema& schema : catalog) {
        const auto known =
            std::find_if(update.layers.begin(), update.layers.end(), [&](const StoredLayer& layer) {
                return layer.schema.name == schema.name;
            });
        if (known == update.layers.end()) {
            update.layers.push_back({++last, 0, schemaJson(schema), schema});
            update.sql += creationSql(schema, registration) + listingSql(update.layers.back());
            update.names.push_back(schema.name);
            continue;
        }
        const LayerSchema merged = updated(known->schema, schema);
        std::string definition = schemaJson(merged);
        if (definition == known->definition) {
            continue;
        }
        update.sql += extensionSql(known->schema, merged);
        known->schema = merged;
        known->definition = std::move(definition);
        update.sql += listingSql(*known);
        update.names.push_back(schema.name);
    }
    std::sort(update.layers.begin(), update.layers.end(), [](const auto& a, const auto& b) {
        return a.schema.name < b.schema.name;
    });
    return update;
}

Result<void> addNote(const StoreDatabase& db,
                     const Uuid& workspace,
                     const std::string& time,
                     const std::vector<std::string>& names) {
    const auto kinds = readJournalKinds();
    if (!kinds) {
        return kinds.error();
    }
    const JournalTable journal(db, workspace);
    const auto head = journal.head();
    if (!head) {
        return head.error();
    }
    RawEntry note;
    note.entry.time = time;
    note.entry.kind = "schema";
    note.entry.role = EntryRole::Note;
    std::string listed;
    for (const std::string& name : names) {
        listed += (listed.empty() ? "" : ", ") + name;
    }
    note.entry.summary = kinds->summary("schema", {.layer = {listed, listed}});
    note.entry.changeHash = sha256(note.change);
    if (auto chained = chain(note.entry, head->entry, {}); !chained) {
        return chained;
    }
    return journal.append(note);
}

} // namespace

Result<void> updateCatalog(const StoreDatabase& db,
                           const Uuid& workspace,
                           std::vector<StoredLayer>& layers,
                           std::int32_t srsId) {
    const auto catalog = readCatalog();
    return catalog ? updateLayers(db, workspace, layers, srsId, *catalog)
                   : Result<void>(catalog.error());
}

Result<void> updateLayers(const StoreDatabase& db,
                          const Uuid& workspace,
                          std::vector<StoredLayer>& layers,
                          std::int32_t srsId,
                          const std::vector<LayerSchema>& wanted) {
    const std::string time = timeNow();
    Update update = plan(layers, wanted, {.srsId = srsId, .lastChange = time});
    if (update.sql.empty()) {
        return {};
    }
    auto done = [&]() -> Result<void> {
        for (const auto& step : {std::string("BEGIN IMMEDIATE;"), update.sql}) {
            if (auto made = db.execute(step); !made) {
                return made;
            }
        }
        if (auto noted = addNote(db, workspace, time, update.names); !noted) {
            return noted;
        }
        return db.commit();
    }();
    if (!done) {
        static_cast<void>(db.rollback());
        return done;
    }
    layers = std::move(update.layers);
    return {};
}

} // namespace tuban::data
