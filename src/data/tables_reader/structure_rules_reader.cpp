#include "data/tables_reader/structure_rules_reader.h"

#include "data/product_files.h"
#include "data/tables_reader/toml_file.h"

#include <algorithm>
#include <set>
#include <utility>

namespace tuban::data {

namespace fs = std::filesystem;

namespace {

constexpr const char* kFormat = "tuban-structure-rules";
constexpr int kVersion = 1;

std::optional<Ratio> percentAt(const toml::table& table, const char* key) {
    const auto value = table[key].value<double>();
    return value ? std::optional(Ratio::percent(*value)) : std::nullopt;
}

/// A limit is absent, or a number from 0 to 100.
bool isLimit(const toml::table& table, const char* key) {
    if (!table.contains(key)) {
        return true;
    }
    const auto value = table[key].value<double>();
    return value && *value >= 0.0 && *value <= 100.0;
}

class RulesFile {
public:
    explicit RulesFile(const fs::path& path) : m_path(path) {}

    Result<StructureRules> read() {
        const auto root = readTomlFile(m_path, kFormat, kVersion);
        if (!root) {
            return root.error();
        }
        m_rules.id = textAt(*root, "id");
        m_rules.title = {textAt(*root, "title_zh"), textAt(*root, "title_en")};
        m_rules.document = textAt(*root, "document");
        m_rules.clause = textAt(*root, "clause");
        m_rules.status = textAt(*root, "status");
        if (m_rules.id.empty() || m_rules.title.zh.empty() || m_rules.title.en.empty() ||
            m_rules.document.empty() || m_rules.status.empty()) {
            return malformedToml(
                m_path, *root, "rules need id, title_zh, title_en, document and status");
        }
        if (auto groups = readGroups(*root); !groups) {
            return groups.error();
        }
        if (auto tables = readTables(*root); !tables) {
            return tables.error();
        }
        return std::move(m_rules);
    }

private:
    Result<void> readGroups(const toml::table& root) {
        const auto add = [&](const toml::table& entry) -> Result<void> {
            StructureGroup group{textAt(entry, "id"),
                                 {textAt(entry, "name_zh"), textAt(entry, "name_en")},
                                 percentAt(entry, "min"),
                                 percentAt(entry, "max")};
            if (group.id.empty() || group.name.zh.empty() || group.name.en.empty()) {
                return malformedToml(m_path, entry, "a group needs id, name_zh and name_en");
            }
            if (groupIndex(group.id)) {
                return malformedToml(m_path, entry, "group named twice: " + group.id);
            }
            const bool crossed = group.min && group.max && *group.min > *group.max;
            if (!isLimit(entry, "min") || !isLimit(entry, "max") || crossed) {
                return malformedToml(
                    m_path, entry, "limits of " + group.id + " are not 0 ≤ min ≤ max ≤ 100");
            }
            m_rules.groups.push_back(std::move(group));
            return {};
        };
        auto read = forEachEntry(m_path, root, "group", add);
        if (read && m_rules.groups.empty()) {
            return malformedToml(m_path, root, "no groups");
        }
        return read;
    }

    Result<void> readTables(const toml::table& root) {
        const toml::table* tables = root["tables"].as_table();
        if (tables == nullptr) {
            return malformedToml(m_path, root, "no tables");
        }
        for (const auto& [id, node] : *tables) {
            const toml::table* entry = node.as_table();
            if (entry == nullptr) {
                return malformedToml(m_path, node, "not a table: " + std::string(id.str()));
            }
            if (auto read = readMapping(*entry, m_rules.tables[std::string(id.str())]); !read) {
                return read;
            }
        }
        return {};
    }

    Result<void> readMapping(const toml::table& entry, StructureMapping& mapping) const {
        std::set<std::string> seen;
        for (const auto& [key, node] : entry) {
            const std::string name(key.str());
            const auto group = groupIndex(name);
            if (!group && name != "mixed" && name != "outside") {
                return malformedToml(m_path, node, "no such group: " + name);
            }
            for (std::string& code : textsAt(entry, name)) {
                if (!seen.insert(code).second) {
                    return malformedToml(m_path, node, "code listed twice: " + code);
                }
                if (group) {
                    mapping.groupOf.emplace(std::move(code), *group);
                } else {
                    (name == "mixed" ? mapping.mixed : mapping.outside).push_back(std::move(code));
                }
            }
        }
        return {};
    }

    std::optional<std::size_t> groupIndex(const std::string& id) const {
        const auto it = std::find_if(m_rules.groups.begin(),
                                     m_rules.groups.end(),
                                     [&](const auto& group) { return group.id == id; });
        if (it == m_rules.groups.end()) {
            return std::nullopt;
        }
        return static_cast<std::size_t>(it - m_rules.groups.begin());
    }

    const fs::path& m_path;
    StructureRules m_rules;
};

} // namespace

fs::path structureRulesFile() {
    return productFolder() / "layers" / "rules" / "gb50137_structure.toml";
}

Result<StructureRules> loadStructureRules(const fs::path& path) {
    return RulesFile(path).read();
}

} // namespace tuban::data
