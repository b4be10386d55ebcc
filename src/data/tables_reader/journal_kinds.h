#pragma once

#include "base/result.h"
#include "model/change.h"
#include "model/classification.h"

#include <cstddef>
#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace tuban::data {

/// What the sentence of a journal entry can speak of.
struct JournalValues {
    BilingualText layer = {};           ///< title of the layer
    std::vector<std::string> rows = {}; ///< keys of the rows, or what they are known by instead
    std::size_t count = 0;              ///< how many rows there are; 0: as many as `rows`
    std::string reason = {};            ///< of a change record
    std::string document = {};          ///< of a change record
    EntryNumber entry = kNoEntry;       ///< the entry that is taken back
    BilingualText what = {};            ///< what that entry did
};

/// The sentences of journal entries by their kind, from `layers/journal/kinds.toml`.
///
/// A sentence is a text with placeholders: {layer}, {rows} (at most three, then "…"), {count},
/// {reason}, {document}, {entry}, {what}. A part in brackets [ ] is left out where all its
/// placeholders are empty.
class JournalKinds {
public:
    /// What an entry of this kind did, in both languages; for a kind that is not listed its own
    /// name.
    BilingualText summary(std::string_view kind, const JournalValues& values) const;
    /// Whether an entry of this kind goes on with what the entry before it began.
    bool continues(std::string_view kind) const;
    /// The kinds that are listed, in order.
    std::vector<std::string> names() const;

private:
    friend Result<JournalKinds> readJournalKinds(const std::filesystem::path& path);
    std::map<std::string, BilingualText, std::less<>> m_sentences;
    std::set<std::string, std::less<>> m_continuing;
};

/// `layers/journal/kinds.toml` of the product.
std::filesystem::path journalKindsFile();

/// Reads a file of [[kind]] tables: name, zh, en, continues.
/// Errors: TableNotFound; TableMalformed (a kind without name, zh or en or listed twice, an unknown
/// placeholder, brackets that do not close; where: the line).
Result<JournalKinds> readJournalKinds(const std::filesystem::path& path = journalKindsFile());

} // namespace tuban::data
