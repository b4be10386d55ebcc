#include "data/store/past_state.h"

#include <string>
#include <utility>

namespace tuban::data {

namespace {

/// A row that is not there today.
StoredRow restored(const LayerSchema& schema, const RowChange& change) {
    LayerRow nothing{.values = std::vector<FieldValue>(schema.fields.size())};
    return {change.id, change.next.value_or(kNoEntry), changed(schema, std::move(nothing), change)};
}

} // namespace

Result<PastState>
PastState::after(const WorkspaceStore& store, EntryNumber entry, const Progress& progress) {
    const auto head = store.head();
    if (!head) {
        return head.error();
    }
    if (entry > head->number || entry <= kNoEntry) {
        return Error{ErrorCode::EntryNotFound,
                     std::to_string(numberOf(entry)),
                     std::to_string(numberOf(head->number))};
    }
    PastState past(store);
    const auto take = [&](FullEntry&& later) {
        past.m_back.add(inverse(later.change));
        return !progress.cancelled();
    };
    const EntryQuery since{.first = EntryNumber{numberOf(entry) + 1}, .newestFirst = true};
    if (auto read = store.entries(since, take); !read) {
        return read.error();
    }
    if (progress.cancelled()) {
        return Error{ErrorCode::Cancelled, {}};
    }
    return past;
}

Result<void> PastState::rows(std::string_view layer,
                             const WorkspaceStore::RowSink& sink,
                             std::vector<Finding>& findings,
                             const Progress& progress) const {
    const LayerSchema* const schema = m_store->layer(layer);
    if (schema == nullptr) {
        return Error{ErrorCode::LayerNotFound, std::string(layer)};
    }
    const ChangeSum::Rows& back = m_back.rows();
    auto next = back.lower_bound({std::string(layer), Uuid()});
    const auto ofLayer = [&] { return next != back.end() && next->first.first == layer; };
    bool wanted = true;
    // Rows that have gone since, up to the identifier `end`.
    const auto bringBack = [&](const Uuid* end) {
        for (; wanted && ofLayer() && (end == nullptr || next->first.second < *end); ++next) {
            const RowChange& change = next->second;
            if (!change.seen && change.next) {
                wanted = sink(restored(*schema, change));
            }
        }
    };
    const auto take = [&](StoredRow&& row) {
        bringBack(&row.id);
        if (!wanted) {
            return false;
        }
        if (ofLayer() && next->first.second == row.id) {
            const RowChange& change = (next++)->second;
            if (!change.next) {
                return true; // it has come since
            }
            row.content = changed(*schema, std::move(row.content), change);
            row.version = *change.next;
        }
        wanted = sink(std::move(row));
        return wanted;
    };
    if (auto read = m_store->rows(layer, take, findings, progress); !read) {
        return read;
    }
    bringBack(nullptr);
    return {};
}

} // namespace tuban::data
