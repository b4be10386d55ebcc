#include "data/tables_reader/journal_kinds.h"

#include "data/product_files.h"
#include "data/tables_reader/schema_rules.h"
#include "data/tables_reader/toml_file.h"

#include <algorithm>
#include <optional>
#include <utility>

namespace tuban::data {

namespace {

constexpr const char* kFormat = "tuban-journal-kinds";
constexpr int kVersion = 1;
constexpr std::size_t kRowsNamed = 3;
constexpr const char* kPlaceholders[] = {
    "layer", "rows", "count", "reason", "document", "entry", "what"};

/// What differs between the languages.
struct Language {
    std::string BilingualText::*text;
    const char* separator;
};
constexpr Language kChinese{&BilingualText::zh, "、"};
constexpr Language kEnglish{&BilingualText::en, ", "};

std::string rowsText(const JournalValues& values, const char* separator) {
    std::string text;
    const std::size_t named = std::min(values.rows.size(), kRowsNamed);
    for (std::size_t i = 0; i < named; ++i) {
        text += (i == 0 ? "" : separator) + values.rows[i];
    }
    if (named != 0 && std::max(values.count, values.rows.size()) > named) {
        text += std::string(separator) + "…";
    }
    return text;
}

std::string valueOf(std::string_view placeholder, const JournalValues& values, Language language) {
    if (placeholder == "layer") {
        return values.layer.*language.text;
    }
    if (placeholder == "rows") {
        return rowsText(values, language.separator);
    }
    if (placeholder == "count") {
        const std::size_t count = values.count == 0 ? values.rows.size() : values.count;
        return count == 0 ? std::string() : std::to_string(count);
    }
    if (placeholder == "reason") {
        return values.reason;
    }
    if (placeholder == "document") {
        return values.document;
    }
    if (placeholder == "entry") {
        return values.entry == kNoEntry ? std::string() : std::to_string(numberOf(values.entry));
    }
    return values.what.*language.text;
}

/// What is wrong with a sentence; nothing: it can be filled.
std::optional<std::string> sentenceFault(std::string_view sentence) {
    bool bracket = false;
    for (std::size_t at = 0; at < sentence.size(); ++at) {
        const char c = sentence[at];
        if ((c == '[' && bracket) || (c == ']' && !bracket)) {
            return "brackets that do not match";
        }
        bracket = c == '[' || (bracket && c != ']');
        if (c == '}') {
            return "brackets that do not match";
        }
        if (c == '{') {
            const std::size_t end = sentence.find('}', at);
            const std::string_view name = sentence.substr(at + 1, end - at - 1);
            if (end == std::string_view::npos ||
                std::find(std::begin(kPlaceholders), std::end(kPlaceholders), name) ==
                    std::end(kPlaceholders)) {
                return "unknown placeholder {" + std::string(name) + "}";
            }
            at = end;
        }
    }
    return bracket ? std::optional<std::string>("brackets that do not match") : std::nullopt;
}

/// Fills a sentence without faults. Values are taken as they are: braces in them mean nothing.
std::string filled(std::string_view sentence, const JournalValues& values, Language language) {
    std::string text;
    std::size_t partStart = 0;
    bool partSaysSomething = false;
    for (std::size_t at = 0; at < sentence.size(); ++at) {
        if (sentence[at] == '[') {
            partStart = text.size();
            partSaysSomething = false;
        } else if (sentence[at] == ']') {
            text.resize(partSaysSomething ? text.size() : partStart);
        } else if (sentence[at] == '{') {
            const std::size_t end = sentence.find('}', at);
            const std::string value =
                valueOf(sentence.substr(at + 1, end - at - 1), values, language);
            partSaysSomething = partSaysSomething || !value.empty();
            text += value;
            at = end;
        } else {
            text += sentence[at];
        }
    }
    return text;
}

} // namespace

BilingualText JournalKinds::summary(std::string_view kind, const JournalValues& values) const {
    const auto it = m_sentences.find(kind);
    if (it == m_sentences.end()) {
        return {std::string(kind), std::string(kind)};
    }
    return {filled(it->second.zh, values, kChinese), filled(it->second.en, values, kEnglish)};
}

bool JournalKinds::continues(std::string_view kind) const {
    return m_continuing.contains(kind);
}

std::vector<std::string> JournalKinds::names() const {
    std::vector<std::string> names;
    for (const auto& [name, sentence] : m_sentences) {
        names.push_back(name);
    }
    return names;
}

std::filesystem::path journalKindsFile() {
    return productFolder() / "layers" / "journal" / "kinds.toml";
}

Result<JournalKinds> readJournalKinds(const std::filesystem::path& path) {
    const auto root = readTomlFile(path, kFormat, kVersion);
    if (!root) {
        return root.error();
    }
    JournalKinds kinds;
    const auto add = [&](const toml::table& entry) -> Result<void> {
        const std::string name = textAt(entry, "name");
        const BilingualText sentence{textAt(entry, "zh"), textAt(entry, "en")};
        if (!isSchemaName(name) || sentence.zh.empty() || sentence.en.empty()) {
            return malformedToml(path, entry, "a kind needs name, zh and en");
        }
        for (const std::string& text : {sentence.zh, sentence.en}) {
            if (const auto fault = sentenceFault(text)) {
                return malformedToml(path, entry, name + ": " + *fault);
            }
        }
        if (!kinds.m_sentences.emplace(name, sentence).second) {
            return malformedToml(path, entry, "listed twice: " + name);
        }
        if (entry["continues"].value_or(false)) {
            kinds.m_continuing.insert(name);
        }
        return {};
    };
    if (auto read = forEachEntry(path, *root, "kind", add); !read) {
        return read.error();
    }
    if (kinds.m_sentences.empty()) {
        return malformedToml(path, *root, "no kinds");
    }
    return kinds;
}

} // namespace tuban::data
