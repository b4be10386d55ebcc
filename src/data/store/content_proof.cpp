#include "data/store/content_proof.h"

#include <sstream>

namespace tuban::data {

namespace {

constexpr EntryNumber kBaselineEntry{1};

Finding unproved(const std::string& layer, const Uuid& id, EntryNumber entry) {
    return {.severity = Severity::Fault,
            .code = FindingCode::ContentUnproved,
            .layer = layer,
            .values = {id.text(), std::to_string(numberOf(entry))}};
}

/// Lines of a baseline by their layer, the first word.
std::map<std::string, std::string> linesOf(const std::string& baseline) {
    std::map<std::string, std::string> lines;
    std::istringstream in(baseline);
    for (std::string line; std::getline(in, line);) {
        lines[line.substr(0, line.find(' '))] = line;
    }
    return lines;
}

} // namespace

bool ContentProof::isAsLeft(const LayerSchema& schema,
                            const StoredRow& row,
                            const RowChange& change) const {
    if (change.next != row.version) {
        return false;
    }
    if (change.geometry && change.geometry->after != row.content.geometry) {
        return false;
    }
    for (const FieldChange& field : change.fields) {
        const auto place = schema.fieldIndex(field.field);
        if (!place || row.content.values[*place] != field.value.after) {
            return false;
        }
    }
    return true;
}

/// Rows that the journal knows and that are gone today, up to the identifier `end`.
void ContentProof::rowsBefore(const RowTable& table,
                              const Uuid* end,
                              std::vector<Finding>& findings) {
    const LayerSchema& schema = table.schema();
    if (m_layer != schema.name) {
        m_layer = schema.name;
        m_next = m_sum.rows().lower_bound({schema.name, Uuid()});
        m_baseline.addLayer(schema.name);
    }
    for (; m_next != m_sum.rows().end() && m_next->first.first == schema.name &&
           (end == nullptr || m_next->first.second < *end);
         ++m_next) {
        const RowChange& change = m_next->second;
        if (change.next) {
            findings.push_back(unproved(schema.name, change.id, *change.next));
        } else if (change.seen) { // it was there at the start
            LayerRow nothing{.values = std::vector<FieldValue>(schema.fields.size())};
            const FeatureChange back = inverse({{change}});
            const StoredRow old{
                change.id, kBaselineEntry, changed(schema, std::move(nothing), back.rows.front())};
            m_baseline.add(schema.name, old.id, table.checkOf(old));
        }
    }
}

void ContentProof::row(const RowTable& table,
                       const StoredRow& row,
                       std::vector<Finding>& findings) {
    const LayerSchema& schema = table.schema();
    rowsBefore(table, &row.id, findings);
    const bool isChanged = m_next != m_sum.rows().end() && m_next->first.first == schema.name &&
                           m_next->first.second == row.id;
    if (!isChanged) {
        if (row.version != kBaselineEntry) {
            findings.push_back(unproved(schema.name, row.id, row.version));
        }
        m_baseline.add(schema.name, row.id, table.checkOf(row));
        return;
    }
    const RowChange& change = (m_next++)->second;
    if (!isAsLeft(schema, row, change)) {
        findings.push_back(unproved(schema.name, row.id, change.next.value_or(kBaselineEntry)));
    }
    if (change.seen) {
        const FeatureChange back = inverse({{change}});
        const StoredRow old{
            row.id, kBaselineEntry, changed(schema, row.content, back.rows.front())};
        m_baseline.add(schema.name, old.id, table.checkOf(old));
    }
}

void ContentProof::endLayer(const RowTable& table, std::vector<Finding>& findings) {
    rowsBefore(table, nullptr, findings);
}

void ContentProof::finish(const std::string& baseline, std::vector<Finding>& findings) {
    const auto stated = linesOf(baseline);
    for (const auto& [layer, line] : linesOf(m_baseline.text())) {
        const auto known = stated.find(layer);
        // A layer that came later had no rows.
        const bool proved =
            known == stated.end() ? line.starts_with(layer + " 0 ") : line == known->second;
        if (!proved) {
            findings.push_back({.severity = Severity::Fault,
                                .code = FindingCode::ContentUnproved,
                                .layer = layer,
                                .values = {"*", "1"}});
        }
    }
}

} // namespace tuban::data
