// Opens one workspace after another, in one process: a line of JSON on the standard input names a
// file, a line on the standard output says what is in it.
//
//   {"path": "…", "readOnly": false, "rows": "…"}       rows: a file for the canonical rows, or ""
//   {"error": "", "head": 7, "digest": "…", "sound": true, "damage": ["…"], "seconds": 0.01}
//
// It opens as the program does, so what a dead program left half done is taken back.

#include "data/store/canonical_row.h"
#include "data/store/sha256.h"
#include "data/store/workspace_store.h"

#include <nlohmann/json.hpp>

#include <chrono>
#include <fstream>
#include <iostream>
#include <string>
#include <string_view>

namespace {

using namespace tuban;
using nlohmann::json;

std::string describe(const Error& error) {
    return "error " + std::to_string(static_cast<int>(error.code)) + ": " + error.subject + "; " +
           error.detail + "; " + error.where;
}

std::string describe(const Finding& finding) {
    std::string text =
        "finding " + std::to_string(static_cast<int>(finding.code)) + " " + finding.layer;
    for (const std::string& value : finding.values) {
        text += " " + value;
    }
    return text;
}

/// Collects what is said of damage; nothing else is of interest.
void add(json& damage, const std::vector<Finding>& findings) {
    for (const Finding& finding : findings) {
        if (finding.severity == Severity::Fault) {
            damage.push_back(describe(finding));
        }
    }
}

/// The canonical rows of all layers; damage met on the way is added.
std::string rowsOf(const data::WorkspaceStore& store, json& damage) {
    std::string lines;
    for (const LayerSchema& layer : store.info().layers) {
        const data::CanonicalRowWriter writer(layer);
        std::vector<Finding> findings;
        const auto take = [&](StoredRow&& row) {
            writer.append(lines, row);
            return true;
        };
        if (const auto read = store.rows(layer.name, take, findings, Progress()); !read) {
            damage.push_back(describe(read.error()));
        }
        add(damage, findings);
    }
    return lines;
}

void look(const data::WorkspaceStore& store, const std::string& rowsPath, json& answer) {
    json& damage = answer["damage"];
    add(damage, store.info().findings);
    const auto head = store.head();
    if (head) {
        answer["head"] = numberOf(head->number);
    } else {
        damage.push_back(describe(head.error()));
    }
    const std::string lines = rowsOf(store, damage);
    answer["digest"] = data::hexOf(data::sha256(lines));
    if (!rowsPath.empty()) {
        std::ofstream(rowsPath, std::ios::binary) << lines;
    }
    const auto report = store.verify(Progress());
    if (report) {
        add(damage, report->findings);
    } else {
        damage.push_back(describe(report.error()));
    }
    answer["sound"] = damage.empty() && report && report->isSound();
}

json answerTo(const json& question) {
    json answer{{"error", ""}, {"head", 0}, {"digest", ""}, {"sound", false}};
    answer["damage"] = json::array();
    const auto mode =
        question.at("readOnly").get<bool>() ? data::OpenMode::ReadOnly : data::OpenMode::Edit;
    const auto start = std::chrono::steady_clock::now();
    const auto store =
        data::openWorkspace(question.at("path").get<std::string>(), mode, Progress());
    answer["seconds"] =
        std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    if (store) {
        look(**store, question.at("rows").get<std::string>(), answer);
    } else {
        answer["error"] = describe(store.error());
    }
    return answer;
}

} // namespace

int main() {
    for (std::string line; std::getline(std::cin, line);) {
        const json answer = answerTo(json::parse(line));
        std::cout << answer.dump(-1, ' ', false, json::error_handler_t::replace) << std::endl;
    }
    return 0;
}
