#include "data/workspace/attribute_table.h"

#include <sqlite3.h>

#include <set>
#include <string>

namespace tuban::data {

namespace {

Result<std::set<std::string>> columnsOf(const SqliteReader& db, const std::string& table) {
    auto query = db.prepare("SELECT name FROM pragma_table_xinfo(?1)");
    if (!query) {
        return query.error();
    }
    query->bind(1, table);
    std::set<std::string> names;
    SqliteStatement::Step step = query->step();
    for (; step == SqliteStatement::Step::Row; step = query->step()) {
        names.emplace(query->text(0));
    }
    if (step == SqliteStatement::Step::Failed) {
        return db.lastError();
    }
    return names;
}

FieldValue valueAt(const SqliteStatement& row, int column, ValueKind kind) {
    const int stored = row.type(column);
    switch (kind) {
    case ValueKind::Integer:
        return stored == SQLITE_INTEGER ? FieldValue(row.integer(column)) : FieldValue();
    case ValueKind::Real: {
        const bool isNumber = stored == SQLITE_INTEGER || stored == SQLITE_FLOAT;
        return isNumber ? FieldValue(row.real(column)) : FieldValue();
    }
    case ValueKind::Text:
    case ValueKind::Date:
        break;
    }
    return stored == SQLITE_TEXT ? FieldValue(std::string(row.text(column))) : FieldValue();
}

} // namespace

Result<LayerTable> readAttributeTable(const SqliteReader& db, const LayerSchema& schema) {
    const auto present = columnsOf(db, schema.name);
    if (!present) {
        return present.error();
    }
    if (present->empty()) {
        return Error{ErrorCode::TableNotFound, schema.name};
    }
    std::string columns;
    for (const FieldSchema& field : schema.fields) {
        if (!present->contains(field.name)) {
            return Error{ErrorCode::TableMalformed, schema.name, "no column " + field.name};
        }
        columns += (columns.empty() ? "" : ", ") + quotedIdentifier(field.name);
    }
    auto query = db.prepare("SELECT " + columns + " FROM " + quotedIdentifier(schema.name) +
                            " ORDER BY rowid");
    if (!query) {
        return query.error();
    }
    LayerTable table{schema};
    SqliteStatement::Step step = query->step();
    for (; step == SqliteStatement::Step::Row; step = query->step()) {
        LayerRow& row = table.rows.emplace_back();
        for (std::size_t i = 0; i < schema.fields.size(); ++i) {
            row.values.push_back(valueAt(*query, static_cast<int>(i), schema.fields[i].kind));
        }
    }
    if (step == SqliteStatement::Step::Failed) {
        return db.lastError();
    }
    return table;
}

std::string textOf(const LayerRow& row, std::size_t field) {
    const auto* text = std::get_if<std::string>(&row.values[field]);
    return text == nullptr ? std::string() : *text;
}

double numberOf(const LayerRow& row, std::size_t field) {
    const auto* number = std::get_if<double>(&row.values[field]);
    return number == nullptr ? 0.0 : *number;
}

} // namespace tuban::data
