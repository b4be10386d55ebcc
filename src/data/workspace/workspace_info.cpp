#include "data/workspace/workspace_info.h"

#include "data/sqlite/sqlite_reader.h"
#include "data/workspace/attribute_table.h"

#include <map>
#include <string>

namespace tuban::data {

namespace {

constexpr const char* kFormat = "tuban-workspace";
constexpr const char* kVersion = "1";

LayerSchema workspaceSchema() {
    return {.name = "tuban_workspace",
            .title = {"工作空间", "Workspace"},
            .fields = {{.name = "key", .title = {"键", "Key"}, .key = true},
                       {.name = "value", .title = {"值", "Value"}}}};
}

} // namespace

LayerTable workspaceTable(const WorkspaceInfo& info) {
    LayerTable table{workspaceSchema()};
    const auto add = [&](const char* key, const std::string& value) {
        table.rows.push_back({.values = {std::string(key), value}});
    };
    add("format", kFormat);
    add("version", kVersion);
    add("title_zh", info.title.zh);
    add("title_en", info.title.en);
    add("notice_zh", info.notice.zh);
    add("notice_en", info.notice.en);
    return table;
}

std::optional<WorkspaceInfo> workspaceInfo(const std::filesystem::path& path) {
    std::error_code ignored;
    if (!std::filesystem::is_regular_file(path, ignored)) {
        return std::nullopt;
    }
    const auto db = SqliteReader::open(path);
    if (!db) {
        return std::nullopt;
    }
    const auto table = readAttributeTable(*db, workspaceSchema());
    if (!table) {
        return std::nullopt;
    }
    std::map<std::string, std::string> values;
    for (const LayerRow& row : table->rows) {
        values.emplace(textOf(row, 0), textOf(row, 1));
    }
    if (values["format"] != kFormat || values["version"] != kVersion) {
        return std::nullopt;
    }
    return WorkspaceInfo{{values["title_zh"], values["title_en"]},
                         {values["notice_zh"], values["notice_en"]}};
}

std::optional<BilingualText> workspaceNotice(const std::filesystem::path& path) {
    const auto info = workspaceInfo(path);
    const bool silent = !info || (info->notice.zh.empty() && info->notice.en.empty());
    return silent ? std::nullopt : std::optional(info->notice);
}

} // namespace tuban::data
