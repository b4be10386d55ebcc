// Conditions of OGC Filter Encoding.

#include "data/styles/sld_parts.h"

#include <utility>

namespace tuban::data {

namespace {

using Kind = Condition::Kind;

std::vector<XmlNode*> elementsIn(XmlNode& node) {
    std::vector<XmlNode*> found;
    for (XmlNode& child : node.children) {
        if (!child.name.empty()) {
            found.push_back(&child);
        }
    }
    return found;
}

std::optional<Condition::Term> termOf(XmlNode& node) {
    if (auto field = fieldOf(node)) {
        return Condition::Term{true, std::move(*field)};
    }
    if (node.is("Literal")) {
        node.taken = true;
        if (auto text = literalOf(node)) {
            return Condition::Term{false, std::move(*text)};
        }
    }
    return std::nullopt;
}

/// The only element inside, as a term.
std::optional<Condition::Term> termInside(XmlNode* node) {
    const auto elements = node == nullptr ? std::vector<XmlNode*>() : elementsIn(*node);
    return elements.size() == 1 ? termOf(*elements.front()) : std::nullopt;
}

/// With % and _ for what the filter says are its wildcards; nothing if those are meant as
/// themselves.
std::optional<std::string> patternOf(const XmlNode& like, const std::string& literal) {
    const std::string any = like.attribute("wildCard");
    const std::string one = like.attribute("singleChar");
    std::string escape = like.attribute("escapeChar");
    escape = escape.empty() ? like.attribute("escape") : escape;
    std::string pattern;
    for (std::size_t at = 0; at < literal.size();) {
        const auto starts = [&](const std::string& mark) {
            return !mark.empty() && literal.compare(at, mark.size(), mark) == 0;
        };
        const bool escaped = starts(escape) && at + escape.size() < literal.size();
        if (!escaped && (starts(any) || starts(one))) {
            pattern += starts(any) ? '%' : '_';
            at += starts(any) ? any.size() : one.size();
            continue;
        }
        at += escaped ? escape.size() : 0;
        if (literal[at] == '%' || literal[at] == '_') {
            return std::nullopt;
        }
        pattern += literal[at++];
    }
    return pattern;
}

std::optional<Condition> readLogic(XmlNode& node, Kind kind) {
    Condition condition{.kind = kind};
    for (XmlNode* const part : elementsIn(node)) {
        auto read = readCondition(*part);
        if (!read) {
            return std::nullopt;
        }
        condition.parts.push_back(std::move(*read));
    }
    const bool fits = kind == Kind::Not ? condition.parts.size() == 1 : !condition.parts.empty();
    return fits ? std::optional(condition) : std::nullopt;
}

std::optional<Condition> readComparison(XmlNode& node, Kind kind) {
    const auto elements = elementsIn(node);
    if (elements.size() != 2) {
        return std::nullopt;
    }
    auto left = termOf(*elements[0]);
    auto right = termOf(*elements[1]);
    if (left && right && kind == Kind::Like) {
        auto pattern = patternOf(node, right->text);
        if (!pattern) {
            return std::nullopt;
        }
        right->text = std::move(*pattern);
    }
    return left && right ? std::optional(Condition{kind, {}, {*left, *right}}) : std::nullopt;
}

std::optional<Condition> readBetween(XmlNode& node) {
    const auto elements = elementsIn(node);
    auto subject = elements.empty() ? std::nullopt : termOf(*elements.front());
    auto low = termInside(node.child("LowerBoundary"));
    auto high = termInside(node.child("UpperBoundary"));
    return subject && low && high
               ? std::optional(Condition{Kind::Between, {}, {*subject, *low, *high}})
               : std::nullopt;
}

std::optional<Condition> readNull(XmlNode& node) {
    auto subject = termInside(&node);
    return subject ? std::optional(Condition{Kind::IsNull, {}, {*subject}}) : std::nullopt;
}

} // namespace

std::optional<std::string> fieldOf(XmlNode& node) {
    if (!node.is("PropertyName") && !node.is("ValueReference")) {
        return std::nullopt;
    }
    node.taken = true;
    std::string name = node.content();
    return name.empty() ? std::nullopt : std::optional(std::move(name));
}

std::optional<Condition> readCondition(XmlNode& node) {
    constexpr std::pair<const char*, Kind> kComparisons[] = {
        {"PropertyIsEqualTo", Kind::Equal},
        {"PropertyIsNotEqualTo", Kind::NotEqual},
        {"PropertyIsLessThan", Kind::Less},
        {"PropertyIsLessThanOrEqualTo", Kind::LessEqual},
        {"PropertyIsGreaterThan", Kind::Greater},
        {"PropertyIsGreaterThanOrEqualTo", Kind::GreaterEqual},
        {"PropertyIsLike", Kind::Like}};
    node.taken = true;
    if (node.is("Filter")) {
        const auto elements = elementsIn(node);
        return elements.size() == 1 ? readCondition(*elements.front()) : std::nullopt;
    }
    for (const auto& [name, kind] :
         {std::pair("And", Kind::And), std::pair("Or", Kind::Or), std::pair("Not", Kind::Not)}) {
        if (node.is(name)) {
            return readLogic(node, kind);
        }
    }
    for (const auto& [name, kind] : kComparisons) {
        if (node.is(name)) {
            return readComparison(node, kind);
        }
    }
    if (node.is("PropertyIsBetween")) {
        return readBetween(node);
    }
    if (node.is("PropertyIsNull")) {
        return readNull(node);
    }
    node.taken = false;
    return std::nullopt;
}

} // namespace tuban::data
