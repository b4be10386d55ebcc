#include "jobs/edit_operations.h"

#include "data/store/sha256.h"
#include "jobs/describe.h"
#include "jobs/error_names.h"
#include "jobs/operation_planner.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <utility>
#include <vector>

namespace tuban::jobs {

namespace {

using nlohmann::json;

/// A row may occur once in a change, whatever operations it comes from.
Result<void> checkRowsOnce(const FeatureChange& change) {
    std::vector<std::pair<std::string_view, Uuid>> rows;
    for (const RowChange& row : change.rows) {
        rows.emplace_back(row.layer, row.id);
    }
    std::sort(rows.begin(), rows.end());
    const auto twice = std::adjacent_find(rows.begin(), rows.end());
    return twice == rows.end() ? Result<void>()
                               : badArgument(twice->second.text(), "the row is changed twice");
}

Result<Receipt> openRecord(EditSession& session, const json& operation) {
    return session.openRecord({.number = optionalTextAt(operation, "number"),
                               .reason = optionalTextAt(operation, "reason"),
                               .document = optionalTextAt(operation, "document"),
                               .applicant = optionalTextAt(operation, "applicant"),
                               .date = optionalTextAt(operation, "date")});
}

Result<Receipt> rollBackRecord(EditSession& session, const json& operation) {
    const auto record = idOf(optionalTextAt(operation, "record"), "record");
    return record ? session.rollBackRecord(*record) : Result<Receipt>(record.error());
}

Result<Receipt> run(EditSession& session, const json& operation) {
    if (!operation.is_object()) {
        return badArgument("operation", "a line holds one JSON object");
    }
    const std::string name = optionalTextAt(operation, "op");
    if (name == "undo") {
        return session.undo();
    }
    if (name == "redo") {
        return session.redo();
    }
    if (name == "open_record") {
        return openRecord(session, operation);
    }
    if (name == "close_record") {
        return session.closeRecord();
    }
    if (name == "rollback_record") {
        return rollBackRecord(session, operation);
    }
    auto planned = OperationPlanner(session.store()).plan(operation);
    if (!planned) {
        return planned.error();
    }
    if (auto once = checkRowsOnce(planned->change); !once) {
        return once.error();
    }
    return session.change(std::move(planned->change), planned->kind, planned->layer);
}

json answerOf(const Result<Receipt>& done) {
    json answer;
    answer["ok"] = done.has_value();
    if (!done) {
        answer["code"] = nameOf(done.error().code);
        answer["message"] = describe(done.error());
        return answer;
    }
    answer["entry"] = numberOf(done->entry.number);
    answer["hash"] = data::hexOf(done->entry.hash);
    answer["rows"] = json::array();
    for (const auto& [layer, id] : done->rows) {
        answer["rows"].push_back({{"layer", layer}, {"id", id.text()}});
    }
    if (!done->changed) {
        answer["unchanged"] = true;
    }
    return answer;
}

} // namespace

Answer runOperation(EditSession& session, std::string_view line) {
    const json operation = json::parse(line, nullptr, false);
    const auto done = operation.is_discarded()
                          ? Result<Receipt>(badArgument("operation", "the line is no JSON"))
                          : run(session, operation);
    json answer = answerOf(done);
    if (operation.is_object() && operation.contains("tag")) {
        answer["tag"] = operation["tag"];
    }
    const bool busy = !done && done.error().code == ErrorCode::WorkspaceBusy;
    return {answer.dump(-1, ' ', false, json::error_handler_t::replace), done.has_value(), busy};
}

} // namespace tuban::jobs
