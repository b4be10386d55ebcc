#include "jobs/incoming_rows.h"

#include "jobs/sentence.h"

#include <QCoreApplication>

#include <utility>

namespace tuban::jobs {

namespace {

FieldValue keyOf(const RowChange& row, const std::string& key) {
    for (const FieldChange& field : row.fields) {
        if (field.field == key) {
            return field.value.after;
        }
    }
    return {};
}

} // namespace

IncomingRows::IncomingRows(BatchReader& batches,
                           const data::WorkspaceStore& store,
                           const RowRules& rules,
                           bool share,
                           Account account,
                           const Progress& progress)
    : m_batches(batches),
      m_store(store),
      m_rules(rules),
      m_account(std::move(account)),
      m_progress(progress),
      m_hasRows(store.rowCount(rules.target.name).has_value() &&
                *store.rowCount(rules.target.name) > 0) {
    if (share) {
        m_sharing.emplace(rules.target);
    }
}

Result<std::optional<FeatureChange>> IncomingRows::next() {
    if (!m_looked) {
        auto batch = nextBatch();
        if (!batch || *batch || !m_sharing) {
            return batch;
        }
        if (auto found = findShared(); !found) {
            return found.error();
        }
    }
    auto shared = m_sharing->next(m_store);
    if (!shared) {
        return shared.error();
    }
    return shared->rows.empty() ? std::optional<FeatureChange>() : std::optional(std::move(*shared));
}

Result<void> IncomingRows::look() {
    auto batch = nextBatch();
    while (batch && *batch) {
        batch = nextBatch();
    }
    if (!batch) {
        return batch.error();
    }
    return m_sharing ? findShared() : Result<void>();
}

std::vector<Finding> IncomingRows::findings() const {
    return m_sharing ? m_sharing->findings(m_rules.layer) : std::vector<Finding>();
}

/// The rows of the next batch that has any.
Result<std::optional<FeatureChange>> IncomingRows::nextBatch() {
    while (auto batch = m_batches.next()) {
        if (m_hasRows) {
            refuseTakenKeys(*batch);
        }
        m_account(*batch);
        if (!batch->rows.empty()) {
            if (m_sharing) {
                m_sharing->add(batch->rows);
            }
            return std::optional(FeatureChange{std::move(batch->rows)});
        }
    }
    if (m_progress.cancelled()) {
        return Error{ErrorCode::Cancelled, {}};
    }
    if (!m_batches.outcome()) {
        return m_batches.outcome().error();
    }
    return std::optional<FeatureChange>();
}

Result<void> IncomingRows::findShared() {
    m_looked = true;
    if (m_hasRows) {
        if (auto added = m_sharing->addStored(m_store, m_progress); !added) {
            return added;
        }
    }
    m_sharing->find();
    return {};
}

/// Rows of which the workspace has the key already stay outside.
void IncomingRows::refuseTakenKeys(RowBatch& batch) const {
    const FieldSchema* const key = m_rules.target.keyField();
    if (key == nullptr) {
        return;
    }
    std::vector<RowChange> kept;
    for (std::size_t i = 0; i < batch.rows.size(); ++i) {
        const FieldValue value = keyOf(batch.rows[i], key->name);
        const auto taken = m_store.rowsWhere(m_rules.target.name, key->name, value);
        if (!taken || taken->empty()) {
            kept.push_back(std::move(batch.rows[i]));
            continue;
        }
        const auto* const text = std::get_if<std::string>(&value);
        ++batch.refused;
        batch.areaBefore -= batch.areas[i].first;
        batch.areaAfter -= batch.areas[i].second;
        batch.findings.push_back(
            {.severity = Severity::Fault,
             .code = FindingCode::RowRefused,
             .layer = m_rules.layer,
             .feature = batch.numbers[i],
             .values = {sentence(
                 QT_TRANSLATE_NOOP("tuban", "the workspace has a row with the same %1: %2"),
                 {key->name, text == nullptr ? std::string() : *text})}});
    }
    batch.rows = std::move(kept);
}

} // namespace tuban::jobs
