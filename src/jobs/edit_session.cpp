#include "jobs/edit_session.h"

#include "data/store/time_stamp.h"
#include "jobs/describe.h"
#include "model/change_sum.h"

#include <algorithm>
#include <optional>
#include <set>
#include <string_view>

namespace tuban::jobs {

namespace {

constexpr const char* kRecords = "change_record";
constexpr const char* kLineage = "lineage";
constexpr std::size_t kShortId = 8;         // characters of an identifier that people can read
constexpr std::size_t kNamesInSentence = 4; // one more than a sentence shows
constexpr std::size_t kMostListed = 10;

/// What a row is called: its key, else the start of its identifier.
std::string nameOf(const LayerSchema* schema, const RowChange& change) {
    const FieldSchema* const key = schema == nullptr ? nullptr : schema->keyField();
    if (key != nullptr) {
        for (const FieldChange& field : change.fields) {
            const FieldValue& value = change.next ? field.value.after : field.value.before;
            if (const auto* text = std::get_if<std::string>(&value);
                field.field == key->name && text != nullptr) {
                return *text;
            }
        }
    }
    return change.id.text().substr(0, kShortId);
}

/// A sentence to be put into another one.
std::string withoutFullStop(std::string sentence) {
    for (const std::string_view stop : {".", "。"}) {
        if (sentence.ends_with(stop)) {
            sentence.resize(sentence.size() - stop.size());
        }
    }
    return sentence;
}

/// The rows that people speak of: lineage goes without saying.
std::size_t featureCount(const FeatureChange& change) {
    return static_cast<std::size_t>(
        std::count_if(change.rows.begin(), change.rows.end(), [](const RowChange& row) {
            return row.layer != kLineage;
        }));
}

Error recordError(const Uuid& record, const char* what) {
    return {ErrorCode::RecordNotOpen, record.isNil() ? std::string() : record.text(), what};
}

} // namespace

Result<EditSession>
EditSession::open(const std::filesystem::path& path, std::string user, const Progress& progress) {
    auto kinds = data::readJournalKinds();
    if (!kinds) {
        return kinds.error();
    }
    auto store = data::openWorkspace(path, data::OpenMode::Edit, progress);
    if (!store) {
        return store.error();
    }
    if ((*store)->info().readOnly) {
        const auto& findings = (*store)->info().findings;
        const auto why = summaryOf(findings, 1);
        return Error{ErrorCode::WorkspaceReadOnly,
                     path.string(),
                     why.empty() ? std::string() : withoutFullStop(why.front())};
    }
    EditSession session(std::move(*store), std::move(*kinds), std::move(user));
    if (auto found = session.findRecord(); !found) {
        return found.error();
    }
    return session;
}

Result<std::vector<Finding>> EditSession::checkWhenDue(const Progress& progress) {
    const auto now = std::chrono::steady_clock::now();
    if (now - m_checked < m_store->info().checkEvery) {
        return std::vector<Finding>();
    }
    m_checked = now;
    return m_store->checkRows(progress);
}

Result<void> EditSession::findRecord() {
    const auto open = m_store->rowsWhere(kRecords, "state", std::string("open"));
    if (!open) {
        return open.error();
    }
    m_record = open->empty() ? Uuid() : open->back().id;
    return {};
}

BilingualText EditSession::titleOf(const std::string& layer) const {
    const LayerSchema* const schema = m_store->layer(layer);
    return schema == nullptr ? BilingualText{layer, layer} : schema->title;
}

std::vector<std::string> EditSession::namesOf(const FeatureChange& change) const {
    std::vector<std::string> names;
    for (const RowChange& row : change.rows) {
        if (row.layer == kLineage) {
            continue;
        }
        const LayerSchema* const schema = m_store->layer(row.layer);
        std::string name = nameOf(schema, row);
        const FieldSchema* const key = schema == nullptr ? nullptr : schema->keyField();
        if (key != nullptr && row.seen && row.next) { // the key itself did not change
            const auto stored = m_store->row(row.layer, row.id);
            const auto* text = stored ? std::get_if<std::string>(
                                            &stored->content.values[*schema->fieldIndex(key->name)])
                                      : nullptr;
            name = text == nullptr ? name : *text;
        }
        names.push_back(std::move(name));
        if (names.size() == kNamesInSentence) {
            break;
        }
    }
    return names;
}

Result<Receipt> EditSession::apply(data::NewEntry entry) {
    entry.user = m_user;
    auto written = m_store->apply(entry);
    if (!written) {
        return written.error();
    }
    Receipt receipt{std::move(*written)};
    for (const RowChange& row : entry.change.rows) {
        receipt.rows.emplace_back(row.layer, row.id);
    }
    return receipt;
}

Result<Receipt>
EditSession::change(FeatureChange change, const std::string& kind, const std::string& subject) {
    if (change.rows.empty()) {
        auto head = m_store->head();
        return head ? Result<Receipt>(Receipt{std::move(*head), {}, false})
                    : Result<Receipt>(head.error());
    }
    data::NewEntry entry{std::move(change)};
    entry.kind = kind;
    entry.record = m_record;
    entry.summary = m_kinds.summary(kind,
                                    {.layer = subject.empty() ? BilingualText{} : titleOf(subject),
                                     .rows = namesOf(entry.change),
                                     .count = featureCount(entry.change)});
    return apply(std::move(entry));
}

Result<Receipt> EditSession::takeBack(EntryNumber target, EntryRole role, const char* kind) {
    auto taken = m_store->entry(target);
    if (!taken) {
        return taken.error();
    }
    data::NewEntry entry{inverse(taken->change)};
    entry.kind = kind;
    entry.role = role;
    entry.target = target;
    entry.record = taken->entry.record;
    const JournalEntry* about = &taken->entry;
    std::optional<data::FullEntry> original; // a redo is about what the undo took back
    if (role == EntryRole::Redo) {
        auto undone = m_store->entry(taken->entry.target);
        if (!undone) {
            return undone.error();
        }
        original = std::move(*undone);
        about = &original->entry;
    }
    entry.summary = m_kinds.summary(kind, {.entry = about->number, .what = about->summary});
    auto done = apply(std::move(entry));
    if (done) {
        if (auto found = findRecord(); !found) {
            return found.error();
        }
    }
    return done;
}

Result<Receipt> EditSession::undo() {
    const auto head = m_store->head();
    if (!head) {
        return head.error();
    }
    return head->undoTop == kNoEntry ? Error{ErrorCode::NothingToUndo, {}}
                                     : takeBack(head->undoTop, EntryRole::Undo, "undo");
}

Result<Receipt> EditSession::redo() {
    const auto head = m_store->head();
    if (!head) {
        return head.error();
    }
    return head->redoTop == kNoEntry ? Error{ErrorCode::NothingToRedo, {}}
                                     : takeBack(head->redoTop, EntryRole::Redo, "redo");
}

Result<Receipt> EditSession::openRecord(const RecordData& data) {
    if (!m_record.isNil()) {
        return recordError(m_record, "it is still open");
    }
    const LayerSchema* const schema = m_store->layer(kRecords);
    const auto head = m_store->head();
    if (schema == nullptr || !head) {
        return schema == nullptr ? Error{ErrorCode::LayerNotFound, kRecords} : head.error();
    }
    const std::int64_t number = numberOf(head->number) + 1;
    LayerRow row{.values = std::vector<FieldValue>(schema->fields.size())};
    const auto set = [&](const char* field, const FieldValue& value) {
        const auto place = schema->fieldIndex(field);
        if (place && value != FieldValue(std::string())) {
            row.values[*place] = value;
        }
    };
    const std::string day = data::timeNow().substr(0, 10);
    set("number", data.number.empty() ? day + "-" + std::to_string(number) : data.number);
    set("reason", data.reason);
    set("document_no", data.document);
    set("applicant", data.applicant);
    set("date", data.date);
    set("state", std::string("open"));
    set("opened_entry", number);
    set("user", m_user);
    const Uuid id = Uuid::generate();
    data::NewEntry entry{{{insertion(*schema, id, row)}}};
    entry.kind = "open_record";
    entry.summary =
        m_kinds.summary("open_record", {.reason = data.reason, .document = data.document});
    auto done = apply(std::move(entry));
    if (done) {
        m_record = id;
    }
    return done;
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
