#include "jobs/import_classes.h"

#include "data/tables_reader/classification_reader.h"

#include <algorithm>
#include <set>
#include <utility>

namespace tuban::jobs {

namespace {

constexpr const char* kNoTable = "none";
constexpr std::size_t kListed = 20; // names and unread texts; all are counted

bool isCode(const std::string& value) {
    return std::all_of(value.begin(), value.end(), [](char c) { return c > ' '; });
}

/// Codes by name; names that stand for several classes (of several levels) mean the highest one.
std::map<std::string, std::string> codesByName(const Classification& table) {
    std::map<std::string, std::string> codes;
    for (const LandUseClass& one : table.classes()) { // parents come first
        codes.emplace(one.name.zh, one.code);
    }
    for (const LandUseClass& one : table.classes()) {
        for (const std::string& other : one.otherNames) {
            codes.emplace(other, one.code);
        }
    }
    return codes;
}

/// The table that knows most of the names; of equals the preferred one, else the first.
const Classification* tableOfNames(const std::vector<Classification>& tables,
                                   const ClassCounts& sample) {
    const Classification* best = nullptr;
    std::pair<std::uint64_t, bool> most{0, false};
    for (const Classification& table : tables) {
        const auto codes = codesByName(table);
        std::pair<std::uint64_t, bool> here{0, table.info().preferred};
        for (const auto& [value, rows] : sample) {
            here.first += codes.contains(value) ? rows : 0U;
        }
        if (best == nullptr || here > most) {
            best = &table;
            most = here;
        }
    }
    return best;
}

} // namespace

bool holdsClassCodes(const FieldSchema& field) {
    return field.name == "class_code" || field.name == "current_code";
}

Result<ClassReader> ClassReader::create(const ClassCounts& sample,
                                        const std::string& field,
                                        const std::string& wanted) {
    ClassReader made;
    made.m_field = field;
    if (wanted == kNoTable) {
        return made;
    }
    auto tables = data::loadClassifications();
    if (!tables) {
        return tables.error();
    }
    if (!wanted.empty()) {
        auto chosen = data::loadClassification(wanted); // names the tables there are
        if (!chosen) {
            return chosen.error();
        }
        std::erase_if(*tables, [&](const Classification& table) { return table.id() != wanted; });
    }
    made.m_tables = std::make_shared<const std::vector<Classification>>(std::move(*tables));
    const std::vector<Classification>& all = *made.m_tables;
    made.m_table = wanted.empty() ? chosenTable(sample, field, all) : wanted;
    const auto named = std::find_if(
        all.begin(), all.end(), [&](const auto& table) { return table.id() == made.m_table; });
    made.m_names = named != all.end() ? &*named : tableOfNames(all, sample);
    if (made.m_names != nullptr) {
        made.m_codes = codesByName(*made.m_names);
    }
    return made;
}

/// The id of the table of these codes; the ids of all that fit where they differ; empty: none.
std::string ClassReader::chosenTable(const ClassCounts& counts,
                                     const std::string& field,
                                     const std::vector<Classification>& tables) {
    std::vector<landuse::CodeCount> codes;
    for (const auto& [value, rows] : counts) {
        if (isCode(value)) {
            codes.push_back({value, rows});
        }
    }
    if (codes.empty()) {
        return {};
    }
    const auto choice = landuse::chooseClassification(codes, field, tables);
    if (!choice) {
        return choice.error().subject;
    }
    return choice->table ? tables[*choice->table].id() : std::string();
}

ClassReader::Met ClassReader::lookUp(const std::string& value) const {
    Met met;
    met.known = std::any_of(m_tables->begin(), m_tables->end(), [&](const Classification& table) {
        return table.find(value).has_value();
    });
    const auto named = m_codes.find(value);
    if (!met.known && named != m_codes.end()) {
        met.code = named->second;
    }
    return met;
}

FieldValue ClassReader::take(FieldValue value) {
    const auto* const text = std::get_if<std::string>(&value);
    if (text == nullptr || !m_tables) {
        return value;
    }
    auto met = m_met.find(*text);
    if (met == m_met.end()) {
        met = m_met.emplace(*text, lookUp(*text)).first;
    }
    ++met->second.rows;
    return met->second.code ? FieldValue(*met->second.code) : std::move(value);
}

std::vector<Finding> ClassReader::findings(const std::string& layer,
                                           const ClassCounts& there) const {
    std::vector<Finding> all;
    if (m_met.empty()) {
        return all;
    }
    std::uint64_t rows = 0;
    std::uint64_t codes = 0;
    std::uint64_t known = 0;
    ClassCounts stored;
    std::size_t listed = 0;
    for (const auto& [value, met] : m_met) {
        rows += met.rows;
        codes += met.code ? 0U : 1U;
        known += met.known ? 1U : 0U;
        stored[met.code ? *met.code : value] += met.rows;
        if (met.code && listed++ < kListed) {
            all.push_back({.severity = Severity::Warning,
                           .code = FindingCode::ClassNameTaken,
                           .layer = layer,
                           .values = {value, *met.code, m_names->id(), std::to_string(met.rows)}});
        } else if (!met.known && !met.code && listed++ < kListed) {
            all.push_back({.severity = Severity::Warning,
                           .code = FindingCode::ClassNameUnread,
                           .layer = layer,
                           .values = {value, std::to_string(met.rows)}});
        }
    }
    const std::string table =
        m_tables->size() == 1 ? m_table : chosenTable(stored, m_field, *m_tables);
    all.push_back(
        {.severity = Severity::Note,
         .code = FindingCode::ClassTableTold,
         .layer = layer,
         .values = {table, std::to_string(known), std::to_string(codes), std::to_string(rows)}});
    const std::string before =
        there.empty() ? std::string() : chosenTable(there, m_field, *m_tables);
    if (!before.empty() && !table.empty() && before != table) {
        all.push_back({.severity = Severity::Warning,
                       .code = FindingCode::ClassTableOther,
                       .layer = layer,
                       .values = {table, before}});
    }
    return all;
}

} // namespace tuban::jobs
