#include "jobs/operation_planner.h"

#include "data/workspace/wkt_reader.h"
#include "jobs/describe.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <charconv>
#include <iterator>
#include <map>
#include <optional>
#include <utility>
#include <vector>

namespace tuban::jobs {

using nlohmann::json;

Error badArgument(const std::string& name, const std::string& what) {
    return {ErrorCode::BadArgument, name, what};
}

Result<std::string> textAt(const json& operation, const char* name) {
    const auto found = operation.find(name);
    if (found == operation.end() || !found->is_string()) {
        return badArgument(name, "a text is needed");
    }
    return found->get<std::string>();
}

std::string optionalTextAt(const json& operation, const char* name) {
    const auto text = textAt(operation, name);
    return text ? *text : std::string();
}

Result<Uuid> idOf(const std::string& text, const std::string& name) {
    const auto id = Uuid::parse(text);
    return id ? Result<Uuid>(*id) : badArgument(name, "“" + text + "” is no identifier");
}

namespace {

Result<FieldValue> valueOf(const json& value, const std::string& field) {
    if (value.is_null()) {
        return FieldValue();
    }
    if (value.is_string()) {
        return FieldValue(value.get<std::string>());
    }
    if (value.is_number_integer() &&
        (!value.is_number_unsigned() || value.get<std::uint64_t>() <= INT64_MAX)) {
        return FieldValue(value.get<std::int64_t>());
    }
    if (value.is_number_float()) {
        return FieldValue(value.get<double>());
    }
    return Error{ErrorCode::ValueRefused, field, "it is no text, number or null"};
}

/// A geometry as WKT.
Result<GridGeometry> geometryOf(const json& value, const LayerSchema& schema) {
    if (value.is_null()) {
        return GridGeometry();
    }
    if (!value.is_string()) {
        return badArgument("geometry", "WKT or null is needed");
    }
    const auto text = value.get<std::string>();
    if (schema.geometry == GeometryKind::None) {
        return Error{ErrorCode::ValueRefused, "geometry", "the table has no geometry", schema.name};
    }
    auto read = data::readWkt(text, schema.geometry);
    if (!read) {
        return Error{ErrorCode::ValueRefused, "geometry", read.error().detail, schema.name};
    }
    return read;
}

/// Plans the operations that change rows.
class Planner {
public:
    explicit Planner(const data::WorkspaceStore& store) : m_store(store) {}

    Result<Planned> plan(const json& operation) const {
        using Step = Result<Planned> (Planner::*)(const json&) const;
        static const std::map<std::string, Step> kSteps{{"insert", &Planner::insert},
                                                        {"update", &Planner::update},
                                                        {"delete", &Planner::remove},
                                                        {"attribute", &Planner::attribute},
                                                        {"replace", &Planner::replace},
                                                        {"batch", &Planner::batch}};
        const std::string name = optionalTextAt(operation, "op");
        const auto step = kSteps.find(name);
        return step == kSteps.end() ? badArgument("op", "there is no operation “" + name + "”")
                                    : (this->*(step->second))(operation);
    }

private:
    Result<const LayerSchema*> layerOf(const json& operation) const {
        const auto name = textAt(operation, "layer");
        if (!name) {
            return name.error();
        }
        const LayerSchema* const schema = m_store.layer(*name);
        if (schema == nullptr) {
            return Error{ErrorCode::LayerNotFound, *name, layerNames(), "the workspace"};
        }
        return schema;
    }

    std::string layerNames() const {
        std::string names;
        for (const LayerSchema& schema : m_store.info().layers) {
            names += (names.empty() ? "" : ", ") + schema.name;
        }
        return names;
    }

    /// Puts what the operation says into a row.
    Result<LayerRow> filled(const LayerSchema& schema, LayerRow row, const json& operation) const {
        if (const auto geometry = operation.find("geometry"); geometry != operation.end()) {
            auto read = geometryOf(*geometry, schema);
            if (!read) {
                return read.error();
            }
            row.geometry = std::move(*read);
        }
        const auto values = operation.find("values");
        if (values == operation.end()) {
            return row;
        }
        if (!values->is_object()) {
            return badArgument("values", "an object is needed");
        }
        for (const auto& [field, value] : values->items()) {
            const auto place = schema.fieldIndex(field);
            if (!place) {
                return Error{ErrorCode::FieldNotFound, field, {}, schema.name};
            }
            auto read = valueOf(value, field);
            if (!read) {
                return read.error();
            }
            row.values[*place] = std::move(*read);
        }
        return row;
    }

    Result<RowChange> insertionOf(const LayerSchema& schema, const json& operation) const {
        LayerRow row;
        for (const FieldSchema& field : schema.fields) {
            row.values.push_back(field.initial);
        }
        auto content = filled(schema, std::move(row), operation);
        if (!content) {
            return content.error();
        }
        Uuid id = Uuid::generate();
        if (operation.contains("id")) {
            const auto given = idOf(optionalTextAt(operation, "id"), "id");
            if (!given) {
                return given.error();
            }
            id = *given;
        }
        return insertion(schema, id, *content);
    }

    Result<StoredRow> rowWithKey(const LayerSchema& schema, const std::string& key) const {
        const FieldSchema* const field = schema.keyField();
        if (field == nullptr) {
            return badArgument("key", "the layer has no key");
        }
        FieldValue value = key;
        if (field->kind == ValueKind::Integer) {
            value = std::int64_t{std::atoll(key.c_str())};
        }
        auto rows = m_store.rowsWhere(schema.name, field->name, value);
        if (!rows) {
            return rows.error();
        }
        if (rows->empty()) {
            return Error{ErrorCode::RowNotFound, key, {}, schema.name};
        }
        return std::move(rows->front());
    }

    /// The row that "id" or "key" names.
    Result<StoredRow> rowOf(const LayerSchema& schema, const json& operation) const {
        if (operation.contains("key")) {
            return rowWithKey(schema, optionalTextAt(operation, "key"));
        }
        const auto text = textAt(operation, "id");
        if (!text) {
            return text.error();
        }
        const auto id = idOf(*text, "id");
        return id ? m_store.row(schema.name, *id) : Result<StoredRow>(id.error());
    }

    /// The rows that lists of identifiers or keys name.
    Result<std::vector<StoredRow>> rowsOf(const LayerSchema& schema,
                                          const json& operation,
                                          const char* idsName,
                                          const char* keysName) const {
        const bool byKey = operation.contains(keysName);
        const auto list = operation.find(byKey ? keysName : idsName);
        if (list == operation.end() || !list->is_array()) {
            return badArgument(idsName, "a list is needed");
        }
        std::vector<StoredRow> rows;
        for (const json& item : *list) {
            auto row = rowOf(schema, json{{byKey ? "key" : "id", item}});
            if (!row) {
                return row.error();
            }
            rows.push_back(std::move(*row));
        }
        return rows;
    }

    /// The version that the writer saw, if the operation says so.
    static void seeVersion(RowChange& change, const json& operation) {
        if (const auto seen = operation.find("seen");
            seen != operation.end() && seen->is_number_integer()) {
            change.seen = EntryNumber{seen->get<std::int64_t>()};
        }
    }

    Result<Planned> insert(const json& operation) const {
        const auto schema = layerOf(operation);
        if (!schema) {
            return schema.error();
        }
        auto change = insertionOf(**schema, operation);
        if (!change) {
            return change.error();
        }
        return Planned{{{std::move(*change)}}, "insert", (*schema)->name};
    }

    Result<Planned> update(const json& operation) const {
        const auto schema = layerOf(operation);
        if (!schema) {
            return schema.error();
        }
        const auto row = rowOf(**schema, operation);
        if (!row) {
            return row.error();
        }
        auto content = filled(**schema, row->content, operation);
        if (!content) {
            return content.error();
        }
        RowChange change = tuban::update(**schema, *row, *content);
        const bool same = !change.geometry && change.fields.empty();
        seeVersion(change, operation);
        Planned planned{{}, "update", (*schema)->name};
        if (!same || change.seen != row->version) {
            planned.change.rows.push_back(std::move(change));
        }
        return planned;
    }

    Result<Planned> remove(const json& operation) const {
        const auto schema = layerOf(operation);
        if (!schema) {
            return schema.error();
        }
        const auto row = rowOf(**schema, operation);
        if (!row) {
            return row.error();
        }
        RowChange change = removal(**schema, *row);
        seeVersion(change, operation);
        return Planned{{{std::move(change)}}, "delete", (*schema)->name};
    }

    Result<std::vector<StoredRow>> allRows(const LayerSchema& schema) const {
        std::vector<StoredRow> rows;
        std::vector<Finding> damage;
        const auto take = [&](StoredRow&& row) {
            rows.push_back(std::move(row));
            return true;
        };
        if (auto read = m_store.rows(schema.name, take, damage, Progress()); !read) {
            return read.error();
        }
        if (!damage.empty()) {
            return Error{ErrorCode::WorkspaceDamaged, schema.name, describe(damage.front())};
        }
        return rows;
    }

    Result<Planned> attribute(const json& operation) const {
        const auto schema = layerOf(operation);
        if (!schema) {
            return schema.error();
        }
        const auto all = operation.find("all");
        const bool everything = all != operation.end() && *all == json(true);
        auto rows = everything ? allRows(**schema) : rowsOf(**schema, operation, "ids", "keys");
        if (!rows) {
            return rows.error();
        }
        Planned planned{{}, "attribute", (*schema)->name};
        for (const StoredRow& row : *rows) {
            auto content = filled(**schema, row.content, operation);
            if (!content) {
                return content.error();
            }
            RowChange change = tuban::update(**schema, row, *content);
            if (!change.fields.empty()) {
                planned.change.rows.push_back(std::move(change));
            }
        }
        return planned;
    }

    /// Parents become children, and the lineage says so. A child with the identifier of a parent is
    /// that parent, changed.
    Result<Planned> replace(const json& operation) const {
        const auto schema = layerOf(operation);
        const auto kind = textAt(operation, "kind");
        const LayerSchema* const lineage = m_store.layer("lineage");
        if (!schema || !kind || lineage == nullptr) {
            return !schema ? schema.error()
                   : !kind ? kind.error()
                           : Error{ErrorCode::LayerNotFound, "lineage"};
        }
        if (*kind != "split" && *kind != "merge" && *kind != "redraw") {
            return badArgument("kind", "it is split, merge or redraw");
        }
        const auto parents = rowsOf(**schema, operation, "parents", "parent_keys");
        if (!parents) {
            return parents.error();
        }
        const auto children = operation.find("children");
        if (children == operation.end() || !children->is_array()) {
            return badArgument("children", "a list is needed");
        }
        Planned planned{{}, *kind, (*schema)->name};
        std::vector<Uuid> born;
        std::vector<Uuid> kept;
        // Children come behind the parents, which free their keys.
        std::vector<RowChange> later;
        for (const json& child : *children) {
            auto change = childOf(**schema, *parents, child);
            if (!change) {
                return change.error();
            }
            (change->seen ? kept : born).push_back(change->id);
            later.push_back(std::move(*change));
        }
        for (const StoredRow& parent : *parents) {
            if (std::find(kept.begin(), kept.end(), parent.id) == kept.end()) {
                planned.change.rows.push_back(removal(**schema, parent));
            }
            for (const Uuid& child : born) {
                later.push_back(descent(*lineage, (*schema)->name, parent.id, child, *kind));
            }
            if (*kind == "merge") {
                for (const Uuid& child : kept) {
                    if (child != parent.id) {
                        later.push_back(
                            descent(*lineage, (*schema)->name, parent.id, child, *kind));
                    }
                }
            }
        }
        std::move(later.begin(), later.end(), std::back_inserter(planned.change.rows));
        return planned;
    }

    Result<RowChange> childOf(const LayerSchema& schema,
                              const std::vector<StoredRow>& parents,
                              const json& child) const {
        const auto id = Uuid::parse(optionalTextAt(child, "id"));
        const auto parent = std::find_if(
            parents.begin(), parents.end(), [&](const auto& row) { return id && row.id == *id; });
        if (parent == parents.end()) {
            return insertionOf(schema, child);
        }
        auto content = filled(schema, parent->content, child);
        return content ? Result<RowChange>(tuban::update(schema, *parent, *content))
                       : Result<RowChange>(content.error());
    }

    static RowChange descent(const LayerSchema& lineage,
                             const std::string& layer,
                             const Uuid& parent,
                             const Uuid& child,
                             const std::string& kind) {
        LayerRow row{.values = std::vector<FieldValue>(lineage.fields.size())};
        const std::pair<const char*, std::string> values[] = {
            {"layer", layer}, {"parent", parent.text()}, {"child", child.text()}, {"kind", kind}};
        for (const auto& [field, value] : values) {
            if (const auto place = lineage.fieldIndex(field)) {
                row.values[*place] = value;
            }
        }
        return insertion(lineage, Uuid::generate(), row);
    }

    Result<Planned> batch(const json& operation) const {
        const auto list = operation.find("operations");
        if (list == operation.end() || !list->is_array()) {
            return badArgument("operations", "a list is needed");
        }
        Planned all{{}, "batch", {}};
        for (const json& part : *list) {
            if (optionalTextAt(part, "op") == "batch") {
                return badArgument("operations", "a batch holds no batches");
            }
            auto planned = plan(part);
            if (!planned) {
                return planned.error();
            }
            std::move(planned->change.rows.begin(),
                      planned->change.rows.end(),
                      std::back_inserter(all.change.rows));
        }
        return all;
    }

    const data::WorkspaceStore& m_store;
};

} // namespace

Result<Planned> OperationPlanner::plan(const json& operation) const {
    return Planner(m_store).plan(operation);
}

} // namespace tuban::jobs
