#include "jobs/import_join.h"

#include "jobs/sentence.h"
#include "model/value_taking.h"

#include <QCoreApplication>

#include <algorithm>
#include <unordered_map>
#include <utility>

namespace tuban::jobs {

namespace {

constexpr std::size_t kKeysTried = 50;
constexpr std::size_t kBitRows = 2000; // of an entry of the journal

/// A value as a key; empty: it is none.
std::string keyText(const FieldValue& value) {
    if (const auto* const text = std::get_if<std::string>(&value)) {
        return *text;
    }
    const auto* const whole = std::get_if<std::int64_t>(&value);
    return whole == nullptr ? std::string() : std::to_string(*whole);
}

const FieldMatch* matchOf(const LayerSchema& target,
                          const std::vector<FieldMatch>& fields,
                          const std::string& field) {
    const auto found = std::find_if(fields.begin(), fields.end(), [&](const FieldMatch& match) {
        return target.fields[match.target].name == field;
    });
    return found == fields.end() ? nullptr : &*found;
}

std::string namesOf(const std::vector<data::ForeignField>& fields) {
    std::string all;
    for (const data::ForeignField& field : fields) {
        all += (all.empty() ? "" : ", ") + field.name;
    }
    return all;
}

/// What a record of the file says: values by field of the target.
struct Record {
    std::int64_t number = 0;
    std::vector<std::pair<std::size_t, FieldValue>> values = {};
    std::string fault = {}; ///< why it is refused; empty: it is not
    bool found = false;
    bool changes = false;
};

class Join {
public:
    Join(JoinRules& rules, std::size_t keySource)
        : m_rules(rules),
          m_keySource(keySource),
          m_keyTarget(*rules.target.fieldIndex(rules.key)) {}

    void add(const data::ForeignFeature& feature) {
        Record record{.number = feature.number};
        const FieldSchema& field = m_rules.target.fields[m_keyTarget];
        const auto key = takenValue(field, feature.values[m_keySource]);
        const std::string text = key ? keyText(*key) : std::string();
        if (text.empty()) {
            record.fault = sentence(QT_TRANSLATE_NOOP("tuban", "%1 is empty"), {m_rules.key});
        } else {
            readValues(feature, record);
            const auto [there, fresh] = m_places.emplace(text, m_records.size());
            if (!fresh) {
                refuseBoth(record, text, there->second);
            }
        }
        m_records.push_back(std::move(record));
    }

    /// What the record with the key of a row changes of it.
    void meet(const StoredRow& row) {
        const auto place = m_places.find(keyText(row.content.values[m_keyTarget]));
        if (place == m_places.end()) {
            return;
        }
        Record& record = m_records[place->second];
        record.found = true;
        if (!record.fault.empty()) {
            return;
        }
        RowChange change{.layer = m_rules.target.name, .id = row.id, .seen = row.version};
        for (const auto& [field, value] : record.values) {
            const FieldValue& before = row.content.values[field];
            if (before != value) {
                change.fields.push_back({m_rules.target.fields[field].name, {before, value}});
            }
        }
        if (!change.fields.empty()) {
            record.changes = true;
            m_outcome.changes.push_back(std::move(change));
        }
    }

    JoinOutcome outcome() {
        std::unordered_map<std::size_t, std::string> keys;
        for (const auto& [key, place] : m_places) {
            keys.emplace(place, key);
        }
        m_outcome.read = m_records.size();
        for (std::size_t i = 0; i < m_records.size(); ++i) {
            Record& record = m_records[i];
            if (record.fault.empty() && !record.found) {
                record.fault = sentence(
                    QT_TRANSLATE_NOOP("tuban", "the workspace has no row with this %1: %2"),
                    {m_rules.key, keys[i]});
            }
            if (!record.fault.empty()) {
                ++m_outcome.refused;
                m_outcome.findings.push_back({.severity = Severity::Fault,
                                              .code = FindingCode::RowRefused,
                                              .layer = m_rules.layer,
                                              .feature = record.number,
                                              .values = {record.fault}});
            } else {
                ++(record.changes ? m_outcome.updated : m_outcome.unchanged);
            }
        }
        return std::move(m_outcome);
    }

private:
    void readValues(const data::ForeignFeature& feature, Record& record) {
        for (const FieldMatch& match : m_rules.fields) {
            if (match.target == m_keyTarget) {
                continue;
            }
            const FieldSchema& field = m_rules.target.fields[match.target];
            const auto factor = m_rules.factors.find(match.target);
            auto value = takenValue(field,
                                    feature.values[match.source],
                                    factor == m_rules.factors.end() ? 1.0 : factor->second);
            if (!value) {
                record.fault = sentence(QT_TRANSLATE_NOOP("tuban", "%1 cannot hold “%2”"),
                                        {field.name, keyText(feature.values[match.source])});
                return;
            }
            if (std::holds_alternative<std::monostate>(*value)) {
                continue; // what is there stays
            }
            const auto classes = m_rules.classes.find(match.target);
            if (classes != m_rules.classes.end()) {
                value = classes->second.take(std::move(*value));
            }
            record.values.emplace_back(match.target, std::move(*value));
        }
    }

    void refuseBoth(Record& record, const std::string& key, std::size_t other) {
        const std::string fault =
            sentence(QT_TRANSLATE_NOOP("tuban", "another row of the file has the same %1: %2"),
                     {m_rules.key, key});
        record.fault = fault;
        m_records[other].fault = fault;
    }

    JoinRules& m_rules;
    std::size_t m_keySource;
    std::size_t m_keyTarget;
    std::vector<Record> m_records;
    std::unordered_map<std::string, std::size_t> m_places; ///< key → the first record of it
    JoinOutcome m_outcome;
};

} // namespace

Result<JoinOutcome> planJoin(data::ForeignReader& reader,
                             std::size_t layer,
                             const data::WorkspaceStore& store,
                             JoinRules& rules,
                             const Progress& progress) {
    const FieldMatch* const key = matchOf(rules.target, rules.fields, rules.key);
    if (key == nullptr) {
        return Error{ErrorCode::FieldNotFound, rules.key, namesOf(rules.source), rules.layer};
    }
    Join join(rules, key->source);
    const auto take = [&](data::ForeignFeature&& feature) {
        join.add(feature);
        return true;
    };
    if (auto read = reader.read(layer, take, progress); !read) {
        return read.error();
    }
    std::vector<Finding> damaged; // told when the workspace was opened
    const auto meet = [&](StoredRow&& row) {
        join.meet(row);
        return true;
    };
    if (auto read = store.rows(rules.target.name, meet, damaged, progress); !read) {
        return read.error();
    }
    return join.outcome();
}

const FeatureChange* JoinedRows::next() {
    const std::size_t count = std::min(kBitRows, m_rows.size() - m_given);
    const auto first = m_rows.begin() + static_cast<std::ptrdiff_t>(m_given);
    m_bit.rows.assign(std::make_move_iterator(first),
                      std::make_move_iterator(first + static_cast<std::ptrdiff_t>(count)));
    m_given += count;
    return count == 0 ? nullptr : &m_bit;
}

std::optional<std::string> tellJoin(const LayerSchema& target,
                                    const std::vector<FieldMatch>& fields,
                                    const std::vector<std::map<std::string, std::uint64_t>>& texts,
                                    const data::WorkspaceStore& store) {
    const FieldSchema* const key = target.keyField();
    const FieldMatch* const match = key == nullptr ? nullptr : matchOf(target, fields, key->name);
    if (match == nullptr || target.geometry == GeometryKind::None) {
        return std::nullopt;
    }
    std::size_t tried = 0;
    std::size_t there = 0;
    for (const auto& [text, rows] : texts[match->source]) {
        const auto value = takenValue(*key, FieldValue(text));
        const auto stored = value && tried < kKeysTried
                                ? store.rowsWhere(target.name, key->name, *value)
                                : Result<std::vector<StoredRow>>(std::vector<StoredRow>());
        tried += value && tried < kKeysTried ? 1U : 0U;
        there += stored && !stored->empty() ? 1U : 0U;
    }
    return tried > 0 && 2 * there >= tried ? std::optional(key->name) : std::nullopt;
}

} // namespace tuban::jobs
