// Change records of an editing session, and imports, which are one each.

#include "data/store/time_stamp.h"
#include "jobs/edit_session.h"
#include "model/change_sum.h"

#include <set>

namespace tuban::jobs {

namespace {

constexpr const char* kRecords = "change_record";
constexpr std::size_t kMostListed = 10;

Error recordError(const Uuid& record, const char* what) {
    return {ErrorCode::RecordNotOpen, record.isNil() ? std::string() : record.text(), what};
}

} // namespace

/// The row of a change record that entry `entry` opens and, unless it stays open, closes.
RowChange EditSession::newRecord(const RecordData& data,
                                 std::int64_t entry,
                                 bool open,
                                 const Uuid& id) const {
    const LayerSchema& schema = *m_store->layer(kRecords);
    LayerRow row{.values = std::vector<FieldValue>(schema.fields.size())};
    const auto set = [&](const char* field, const FieldValue& value) {
        const auto place = schema.fieldIndex(field);
        if (place && value != FieldValue(std::string())) {
            row.values[*place] = value;
        }
    };
    const std::string day = data::timeNow().substr(0, 10);
    set("number", data.number.empty() ? day + "-" + std::to_string(entry) : data.number);
    set("reason", data.reason);
    set("document_no", data.document);
    set("applicant", data.applicant);
    set("date", data.date);
    set("state", std::string(open ? "open" : "closed"));
    set("opened_entry", entry);
    if (!open) {
        set("closed_entry", entry);
    }
    set("user", m_user);
    return insertion(schema, id, row);
}

Result<Receipt> EditSession::openRecord(const RecordData& data) {
    if (!m_record.isNil()) {
        return recordError(m_record, "it is still open");
    }
    const auto head = m_store->head();
    if (m_store->layer(kRecords) == nullptr || !head) {
        return head ? Error{ErrorCode::LayerNotFound, kRecords} : head.error();
    }
    const Uuid id = Uuid::generate();
    data::NewEntry entry{{{newRecord(data, numberOf(head->number) + 1, true, id)}}};
    entry.kind = "open_record";
    entry.summary =
        m_kinds.summary("open_record", {.reason = data.reason, .document = data.document});
    auto done = apply(std::move(entry));
    if (done) {
        m_record = id;
    }
    return done;
}

Result<Receipt> EditSession::bringIn(const RowSource& next,
                                     const std::string& layer,
                                     const std::string& what,
                                     const RecordData& data) {
    const auto head = m_store->head();
    if (m_store->layer(kRecords) == nullptr || !head) {
        return head ? Error{ErrorCode::LayerNotFound, kRecords} : head.error();
    }
    const bool ownRecord = m_record.isNil();
    const Uuid record = ownRecord ? Uuid::generate() : m_record;
    Receipt receipt{*head, {}, false};
    const auto nextEntry = [&]() -> Result<std::optional<data::NewEntry>> {
        auto change = next();
        if (!change) {
            return change.error();
        }
        if (!*change) {
            return std::optional<data::NewEntry>();
        }
        data::NewEntry entry{.change = std::move(**change), .user = m_user, .record = record};
        entry.kind = receipt.changed ? "import_part" : "import";
        entry.summary = m_kinds.summary(entry.kind,
                                        {.layer = titleOf(layer),
                                         .count = entry.change.rows.size(),
                                         .what = {what, what}});
        if (ownRecord && !receipt.changed) {
            entry.change.rows.push_back(newRecord(data, numberOf(head->number) + 1, false, record));
            receipt.rows.emplace_back(kRecords, record);
        }
        receipt.changed = true;
        return std::optional(std::move(entry));
    };
    auto written = m_store->applyAll(nextEntry);
    if (!written) {
        return written.error();
    }
    receipt.entry = std::move(*written);
    return receipt;
}

Result<StoredRow> EditSession::recordRow(const Uuid& record) const {
    return m_store->row(kRecords, record);
}

/// What a sentence can say of a record.
data::JournalValues EditSession::valuesOf(const StoredRow& record) const {
    const auto text = [&](const char* field) {
        const auto place = m_store->layer(kRecords)->fieldIndex(field);
        const auto* held =
            place ? std::get_if<std::string>(&record.content.values[*place]) : nullptr;
        return held == nullptr ? std::string() : *held;
    };
    return {.reason = text("reason"), .document = text("document_no")};
}

RowChange
EditSession::recordUpdate(const StoredRow& row,
                          const std::vector<std::pair<std::string, FieldValue>>& values) const {
    const LayerSchema& schema = *m_store->layer(kRecords);
    LayerRow content = row.content;
    for (const auto& [field, value] : values) {
        if (const auto place = schema.fieldIndex(field)) {
            content.values[*place] = value;
        }
    }
    return update(schema, row, content);
}

Result<Receipt> EditSession::closeRecord() {
    if (m_record.isNil()) {
        return recordError(m_record, "none is open");
    }
    const auto row = recordRow(m_record);
    const auto head = m_store->head();
    if (!row || !head) {
        return row ? head.error() : row.error();
    }
    data::NewEntry entry{{{recordUpdate(
        *row, {{"state", std::string("closed")}, {"closed_entry", numberOf(head->number) + 1}})}}};
    entry.kind = "close_record";
    entry.summary = m_kinds.summary("close_record", valuesOf(*row));
    auto done = apply(std::move(entry));
    if (done) {
        m_record = Uuid();
    }
    return done;
}

/// What the changes of a record did in all.
Result<EditSession::RecordSum> EditSession::sumOf(const Uuid& record) const {
    ChangeSum sum;
    RecordSum all;
    const auto take = [&](data::FullEntry&& entry) {
        sum.add(entry.change);
        all.entries.insert(entry.entry.number);
        return true;
    };
    if (auto read = m_store->entries({.record = record}, take); !read) {
        return read.error();
    }
    all.change = sum.total();
    return all;
}

/// The entries outside the record that changed its rows after it did; empty: none.
Result<std::string> EditSession::laterEntries(const RecordSum& sum) const {
    std::set<EntryNumber> later;
    for (const RowChange& row : sum.change.rows) {
        const auto entries = m_store->entriesOf(row.layer, row.id);
        if (!entries) {
            return entries.error();
        }
        for (auto number = entries->rbegin();
             number != entries->rend() && !sum.entries.contains(*number);
             ++number) {
            later.insert(*number);
        }
    }
    std::string listed;
    std::size_t count = 0;
    for (const EntryNumber number : later) {
        if (++count > kMostListed) {
            return listed + ", … (" + std::to_string(later.size()) + ")";
        }
        listed += (listed.empty() ? "" : ", ") + std::to_string(numberOf(number));
    }
    return listed;
}

Result<Receipt> EditSession::rollBackRecord(const Uuid& record) {
    const auto row = recordRow(record);
    if (!row) {
        return row.error();
    }
    const auto place = m_store->layer(kRecords)->fieldIndex("state");
    if (place && row->content.values[*place] == FieldValue(std::string("rolled_back"))) {
        return recordError(record, "it was rolled back before");
    }
    const auto sum = sumOf(record);
    if (!sum) {
        return sum.error();
    }
    const auto later = laterEntries(*sum);
    if (!later) {
        return later.error();
    }
    if (!later->empty()) {
        return Error{ErrorCode::RecordDependedOn, record.text(), *later};
    }
    data::NewEntry entry{inverse(sum->change)};
    entry.change.rows.push_back(recordUpdate(*row, {{"state", std::string("rolled_back")}}));
    entry.kind = "rollback";
    entry.record = record;
    entry.summary = m_kinds.summary("rollback", valuesOf(*row));
    auto done = apply(std::move(entry));
    if (done) {
        if (auto found = findRecord(); !found) {
            return found.error();
        }
    }
    return done;
}

} // namespace tuban::jobs
