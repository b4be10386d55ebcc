#include "jobs/history_job.h"

#include <algorithm>
#include <optional>
#include <set>

namespace tuban::jobs {

namespace {

constexpr const char* kLineage = "lineage";

std::string textOf(const FieldValue& value) {
    if (const auto* text = std::get_if<std::string>(&value)) {
        return *text;
    }
    const auto* whole = std::get_if<std::int64_t>(&value);
    return whole == nullptr ? std::string() : std::to_string(*whole);
}

/// Searches the past and the family of a feature.
class Search {
public:
    Search(const data::WorkspaceStore& store, const LayerSchema& schema, const Progress& progress)
        : m_store(store), m_schema(schema), m_progress(progress) {}

    /// The feature that a person names: by its key today, its identifier, or a key it had once.
    Result<Uuid> named(const std::string& name) const {
        if (const FieldSchema* const key = m_schema.keyField(); key != nullptr) {
            const auto rows = m_store.rowsWhere(m_schema.name, key->name, name);
            if (!rows) {
                return rows.error();
            }
            if (!rows->empty()) {
                return rows->front().id;
            }
        }
        if (const auto id = Uuid::parse(name)) {
            const auto entries = m_store.entriesOf(m_schema.name, *id);
            if (m_store.row(m_schema.name, *id) || (entries && !entries->empty())) {
                return *id;
            }
        }
        return onceNamed(name);
    }

    Result<void> family(const Uuid& feature, HistoryJob::Summary& summary) const {
        for (const bool up : {true, false}) {
            std::set<Uuid> seen{feature};
            std::vector<Uuid> next{feature};
            while (!next.empty()) {
                const Uuid from = next.back();
                next.pop_back();
                const auto steps = stepsFrom(from, up);
                if (!steps) {
                    return steps.error();
                }
                for (const HistoryJob::Descent& step : *steps) {
                    summary.descents.push_back(step);
                    const Uuid& to = up ? step.parent : step.child;
                    if (seen.insert(to).second) {
                        next.push_back(to);
                    }
                }
            }
            for (const Uuid& id : seen) {
                auto found = member(id);
                if (!found) {
                    return found.error();
                }
                summary.members.emplace(id, std::move(*found));
            }
        }
        return {};
    }

private:
    Result<Uuid> onceNamed(const std::string& name) const {
        const FieldSchema* const key = m_schema.keyField();
        std::optional<Uuid> found;
        const auto take = [&](data::FullEntry&& entry) {
            for (const RowChange& row : entry.change.rows) {
                const auto had = [&](const FieldChange& field) {
                    return key != nullptr && field.field == key->name &&
                           (textOf(field.value.before) == name ||
                            textOf(field.value.after) == name);
                };
                if (row.layer == m_schema.name &&
                    std::any_of(row.fields.begin(), row.fields.end(), had)) {
                    found = row.id;
                }
            }
            return !found && !m_progress.cancelled();
        };
        if (auto read = m_store.entries({.newestFirst = true}, take); !read) {
            return read.error();
        }
        if (m_progress.cancelled()) {
            return Error{ErrorCode::Cancelled, {}};
        }
        return found ? Result<Uuid>(*found)
                     : Error{ErrorCode::RowNotFound, name, {}, m_schema.name};
    }

    Result<std::vector<HistoryJob::Descent>> stepsFrom(const Uuid& id, bool up) const {
        const LayerSchema* const schema = m_store.layer(kLineage);
        std::vector<HistoryJob::Descent> steps;
        if (schema == nullptr) {
            return steps;
        }
        const auto rows = m_store.rowsWhere(kLineage, up ? "child" : "parent", id.text());
        if (!rows) {
            return rows.error();
        }
        for (const StoredRow& row : *rows) {
            const auto text = [&](const char* field) {
                const auto place = schema->fieldIndex(field);
                return place ? textOf(row.content.values[*place]) : std::string();
            };
            const auto parent = Uuid::parse(text("parent"));
            const auto child = Uuid::parse(text("child"));
            if (text("layer") == m_schema.name && parent && child) {
                steps.push_back({*parent, *child, text("kind")});
            }
        }
        return steps;
    }

    /// What a feature is called, if need be by the entry that took it away.
    Result<HistoryJob::Member> member(const Uuid& id) const {
        HistoryJob::Member member{id, id.text()};
        const FieldSchema* const key = m_schema.keyField();
        const auto place = key == nullptr ? std::nullopt : m_schema.fieldIndex(key->name);
        if (const auto row = m_store.row(m_schema.name, id)) {
            member.name = place ? textOf(row->content.values[*place]) : member.name;
            return member;
        }
        member.exists = false;
        const auto entries = m_store.entriesOf(m_schema.name, id);
        if (!entries || entries->empty()) {
            return member;
        }
        const auto last = m_store.entry(entries->back());
        if (!last) {
            return last.error();
        }
        for (const RowChange& row : last->change.rows) {
            for (const FieldChange& field : row.fields) {
                if (row.id == id && key != nullptr && field.field == key->name) {
                    member.name = textOf(field.value.before);
                }
            }
        }
        return member;
    }

    const data::WorkspaceStore& m_store;
    const LayerSchema& m_schema;
    const Progress& m_progress;
};

} // namespace

Result<HistoryJob::Summary> HistoryJob::run(const Progress& progress) const {
    const auto store = data::openWorkspace(m_settings.path, data::OpenMode::ReadOnly, progress);
    if (!store) {
        return store.error();
    }
    const LayerSchema* const schema = (*store)->layer(m_settings.layer);
    if (schema == nullptr) {
        std::string names;
        for (const LayerSchema& known : (*store)->info().layers) {
            names += (names.empty() ? "" : ", ") + known.name;
        }
        return Error{
            ErrorCode::LayerNotFound, m_settings.layer, names, m_settings.path.filename().string()};
    }
    const Search search(**store, *schema, progress);
    const auto feature = search.named(m_settings.feature);
    if (!feature) {
        return feature.error();
    }
    Summary summary{*feature};
    if (auto found = search.family(*feature, summary); !found) {
        return found.error();
    }
    const auto entries = (*store)->entriesOf(schema->name, *feature);
    if (!entries) {
        return entries.error();
    }
    for (const EntryNumber number : *entries) {
        auto entry = (*store)->entry(number);
        if (!entry) {
            return entry.error();
        }
        summary.entries.push_back(std::move(entry->entry));
    }
    return summary;
}

} // namespace tuban::jobs
