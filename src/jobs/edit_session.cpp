#include "jobs/edit_session.h"

#include "jobs/describe.h"

#include <algorithm>
#include <string_view>

namespace tuban::jobs {

namespace {

constexpr const char* kRecords = "change_record";
constexpr const char* kLineage = "lineage";
constexpr std::size_t kShortId = 8;         // characters of an identifier that people can read
constexpr std::size_t kNamesInSentence = 4; // one more than a sentence shows

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
    Receipt receipt;
    for (const RowChange& row : entry.change.rows) {
        receipt.rows.emplace_back(row.layer, row.id);
    }
    auto written = m_store->apply(std::move(entry));
    if (!written) {
        return written.error();
    }
    receipt.entry = std::move(*written);
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

Result<EditSession::TakenBack>
EditSession::takingBack(EntryNumber target, EntryRole role) const {
    auto taken = m_store->entry(target);
    if (!taken) {
        return taken.error();
    }
    data::NewEntry entry{inverse(taken->change)};
    const bool continues = m_kinds.continues(taken->entry.kind);
    entry.kind = std::string(role == EntryRole::Undo ? "undo" : "redo") + (continues ? "_part" : "");
    entry.user = m_user;
    entry.role = role;
    entry.target = target;
    entry.record = taken->entry.record;
    JournalEntry about = taken->entry;
    if (role == EntryRole::Redo) { // it is about what the undo took back
        auto undone = m_store->entry(taken->entry.target);
        if (!undone) {
            return undone.error();
        }
        about = std::move(undone->entry);
    }
    entry.summary = m_kinds.summary(entry.kind, {.entry = about.number, .what = about.summary});
    return TakenBack{std::move(entry), continues};
}

/// Takes back what the stack of this role has on top, and what belongs to it. An undo goes on until
/// it has the entry that the others continue, a redo as long as the next one continues.
Result<Receipt> EditSession::takeBack(EntryRole role) {
    const bool undoing = role == EntryRole::Undo;
    bool first = true;
    bool ended = false;
    Receipt receipt;
    const auto next = [&]() -> Result<std::optional<data::NewEntry>> {
        const auto head = m_store->head();
        if (!head) {
            return head.error();
        }
        const EntryNumber top = undoing ? head->undoTop : head->redoTop;
        if (ended || (top == kNoEntry && !first)) {
            return std::optional<data::NewEntry>();
        }
        if (top == kNoEntry) {
            return Error{undoing ? ErrorCode::NothingToUndo : ErrorCode::NothingToRedo, {}};
        }
        auto taken = takingBack(top, role);
        if (!taken) {
            return taken.error();
        }
        if (!undoing && !first && !taken->continues) {
            return std::optional<data::NewEntry>();
        }
        first = false;
        ended = undoing && !taken->continues;
        for (const RowChange& row : taken->entry.change.rows) {
            receipt.rows.emplace_back(row.layer, row.id);
        }
        return std::optional(std::move(taken->entry));
    };
    auto written = m_store->applyAll(next);
    if (!written) {
        return written.error();
    }
    receipt.entry = std::move(*written);
    if (auto found = findRecord(); !found) {
        return found.error();
    }
    return receipt;
}

Result<Receipt> EditSession::undo() {
    return takeBack(EntryRole::Undo);
}

Result<Receipt> EditSession::redo() {
    return takeBack(EntryRole::Redo);
}

} // namespace tuban::jobs
