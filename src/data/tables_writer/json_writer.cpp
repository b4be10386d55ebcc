#include "data/tables_writer/json_writer.h"

#include <nlohmann/json.hpp>

#include <utility>

namespace tuban::data {

namespace {

using Json = nlohmann::ordered_json;

Json valueOf(const Table::Cell& cell) {
    if (const auto* text = std::get_if<std::string>(&cell)) {
        return *text;
    }
    if (const auto* number = std::get_if<Table::Number>(&cell)) {
        return number->value;
    }
    return nullptr;
}

} // namespace

std::string renderJson(const Table& table) {
    const std::vector<const Table::Heading*> leaves = table.leaves();
    Json rows = Json::array();
    for (const Table::Row& row : table.rows) {
        Json object = Json::object();
        for (std::size_t i = 0; i < leaves.size(); ++i) {
            object[leaves[i]->key] = valueOf(row.cells[i]);
        }
        rows.push_back(std::move(object));
    }
    const Json json{{"title", table.title},
                    {"subtitle", table.subtitle},
                    {"rows", std::move(rows)},
                    {"notes", table.notes}};
    return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

} // namespace tuban::data
