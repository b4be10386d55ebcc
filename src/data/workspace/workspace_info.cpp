#include "data/workspace/workspace_info.h"

#include "data/sqlite/sqlite_reader.h"
#include "data/store/store_schema.h"
#include "data/workspace/attribute_table.h"

#include <map>
#include <string>

namespace tuban::data {

namespace {

LayerSchema workspaceSchema() {
    return {.name = "tuban_workspace",
            .title = {"工作空间", "Workspace"},
            .fields = {{.name = "key", .title = {"键", "Key"}, .key = true},
                       {.name = "value", .title = {"值", "Value"}}}};
}

} // namespace

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
    if (values["format"] != kWorkspaceFormat) {
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
