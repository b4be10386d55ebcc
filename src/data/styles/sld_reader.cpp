#include "data/styles/sld_reader.h"

#include "data/styles/sld_parts.h"
#include "data/text_file.h"

#include <algorithm>
#include <system_error>
#include <utility>

namespace tuban::data {

namespace {

constexpr std::uintmax_t kLargestFile = 16U << 20U;
/// How the English title of a rule stands in its Abstract.
constexpr std::string_view kEnglish = "en:";

/// What only tells of an element or lays its meaning out for others.
void takeMetadata(XmlNode& node) {
    for (const char* const name : {"Name",
                                   "Title",
                                   "Abstract",
                                   "Description",
                                   "IsDefault",
                                   "FeatureTypeName",
                                   "SemanticTypeIdentifier"}) {
        for (XmlNode* const found : node.childrenNamed(name)) {
            found->takeAll();
        }
    }
}

std::string nameOf(XmlNode& node) {
    XmlNode* const name = node.child("Name");
    return name != nullptr ? name->content() : std::string();
}

/// Title and Abstract stand in a Description since version 1.1.
BilingualText titleOf(XmlNode& node) {
    XmlNode* const description = node.child("Description");
    XmlNode& holder = description != nullptr ? *description : node;
    XmlNode* const title = holder.child("Title");
    XmlNode* const abstract = holder.child("Abstract");
    if (title == nullptr) {
        return {};
    }
    BilingualText text{title->content(), title->content()};
    for (XmlNode* const localized : title->childrenNamed("Localized")) {
        const std::string language = localized->attribute("lang");
        if (language.starts_with("zh")) {
            text.zh = localized->content();
        } else if (language.starts_with("en")) {
            text.en = localized->content();
        }
    }
    const std::string more = abstract != nullptr ? abstract->content() : std::string();
    if (more.starts_with(kEnglish)) {
        const std::size_t first = more.find_first_not_of(" \t\r\n", kEnglish.size());
        text.en = first == std::string::npos ? std::string() : more.substr(first);
    }
    return text;
}

/// Nothing, with a note, if its condition is not understood.
std::optional<Rule> readRule(XmlNode& node, int pass, SldNotes& notes) {
    Rule rule{.name = nameOf(node), .title = titleOf(node), .pass = pass};
    takeMetadata(node);
    if (XmlNode* const filter = node.child("Filter")) {
        rule.condition = readCondition(*filter);
        if (!rule.condition) {
            notes.ruleLeftOut(node, rule.name);
            node.takeAll();
            return std::nullopt;
        }
    }
    rule.otherwise = node.child("ElseFilter") != nullptr && !rule.condition;
    if (XmlNode* const scale = node.child("MinScaleDenominator")) {
        rule.minScaleDenominator = std::max(0.0, numberOf(*scale, notes).value_or(0.0));
    }
    if (XmlNode* const scale = node.child("MaxScaleDenominator")) {
        rule.maxScaleDenominator = numberOf(*scale, notes).value_or(rule.maxScaleDenominator);
    }
    for (XmlNode& child : node.children) {
        if (auto symbolizer = readSymbolizer(child, notes)) {
            rule.symbolizers.push_back(std::move(*symbolizer));
        }
    }
    return rule;
}

/// GeoServer's way to say that of a pass the first rule alone draws.
bool takeOnlyFirst(XmlNode& pass) {
    for (XmlNode& option : pass.children) {
        if (option.is("VendorOption") && option.attribute("name") == "ruleEvaluation") {
            const std::string value = option.content();
            option.taken = value == "first" || value == "all";
            return value == "first";
        }
    }
    return false;
}

void readPass(XmlNode& node, int pass, SldNotes& notes, std::vector<Rule>& rules) {
    takeMetadata(node);
    const bool onlyFirst = takeOnlyFirst(node);
    for (XmlNode* const child : node.childrenNamed("Rule")) {
        if (auto rule = readRule(*child, pass, notes)) {
            rule->onlyFirst = onlyFirst;
            rules.push_back(std::move(*rule));
        }
    }
}

/// The first element with this name, however deep, with all on the way to it counted as taken.
XmlNode* firstIn(XmlNode& node, std::string_view name) {
    if (node.is(name)) {
        node.taken = true;
        return &node;
    }
    for (XmlNode& child : node.children) {
        if (XmlNode* const found = firstIn(child, name)) {
            node.taken = true;
            return found;
        }
    }
    return nullptr;
}

Style readStyle(XmlNode& user, SldNotes& notes) {
    Style style{.name = nameOf(user), .title = titleOf(user)};
    takeMetadata(user);
    int pass = 0;
    for (XmlNode* const node : user.childrenNamed("FeatureTypeStyle")) {
        readPass(*node, pass++, notes, style.rules);
    }
    return style;
}

} // namespace

Result<SldDocument> readSld(std::string_view bytes, const std::string& subject) {
    auto root = readXml(bytes, subject);
    if (!root) {
        return root.error();
    }
    SldDocument document;
    SldNotes notes;
    XmlNode* const layer = firstIn(*root, "NamedLayer");
    if (layer != nullptr) {
        document.layer = nameOf(*layer);
        takeMetadata(*layer);
    }
    XmlNode& scope = layer != nullptr ? *layer : *root;
    if (XmlNode* const user = firstIn(scope, "UserStyle")) {
        document.style = readStyle(*user, notes);
    } else if (XmlNode* const bare = firstIn(scope, "FeatureTypeStyle")) {
        readPass(*bare, 0, notes, document.style.rules);
    } else {
        return Error{ErrorCode::StyleMalformed, subject, root->name, std::to_string(root->line)};
    }
    takeMetadata(*root);
    notes.addLeftOver(*root);
    document.findings = notes.take();
    return document;
}

Result<SldDocument> readSldFile(const std::filesystem::path& path) {
    std::error_code failed;
    const std::uintmax_t size = std::filesystem::file_size(path, failed);
    if (!failed && size > kLargestFile) {
        return Error{ErrorCode::StyleTooLarge, path.string()};
    }
    const auto bytes = readTextFile(path);
    if (!bytes) {
        return bytes.error();
    }
    return readSld(*bytes, path.string());
}

} // namespace tuban::data
