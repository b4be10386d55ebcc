// From the text of a filter to its conditions: words, then a descent by precedence.

#include "model/field_mapping.h"
#include "model/filter.h"
#include "model/value_taking.h"

#include <charconv>
#include <optional>
#include <utility>

namespace tuban {

namespace {

constexpr const char* kNotClosed = "a quote is not closed";
constexpr const char* kUnexpected = "this is not expected here";
constexpr const char* kEndsEarly = "the filter ends too early";
constexpr const char* kNoField = "there is no such field";
constexpr const char* kNoComparison = "a comparison is missing";
constexpr const char* kNoNumber = "the field holds numbers, and this is none";
constexpr const char* kNoDay = "the field holds days (YYYY-MM-DD), and this is none";
constexpr const char* kNoText = "only texts can be compared with like";
constexpr const char* kTooDeep = "there are too many conditions or parentheses within each other";

enum class Kind { End, Word, QuotedName, Text, Number, Symbol };

struct Token {
    Kind kind = Kind::End;
    std::string text = {};
    std::size_t place = 0; ///< in bytes
};

bool isDigit(char c) {
    return c >= '0' && c <= '9';
}

bool isWordByte(char c) {
    return isDigit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' ||
           (c & '\x80') != 0;
}

std::string lowered(std::string text) {
    for (char& c : text) {
        c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    }
    return text;
}

/// The longest number at the start of `text`.
std::size_t numberLength(std::string_view text) {
    const std::size_t sign = !text.empty() && text.front() == '-' ? 1 : 0;
    double ignored = 0.0;
    const char* const end = text.data() + text.size();
    const auto read = std::from_chars(text.data() + sign, end, ignored);
    const bool out = read.ec == std::errc::result_out_of_range;
    return read.ec == std::errc() || out ? static_cast<std::size_t>(read.ptr - text.data()) : 0;
}

} // namespace

class FilterParser {
public:
    FilterParser(std::string_view text, const LayerSchema& schema)
        : m_text(text), m_schema(schema) {}

    Result<Filter> run() {
        if (!advance()) {
            return *m_error;
        }
        if (m_token.kind == Kind::End) {
            return Filter();
        }
        if (!parseOr(0)) {
            return *m_error;
        }
        if (m_token.kind != Kind::End) {
            fail(kUnexpected, m_token.text);
            return *m_error;
        }
        return std::move(m_filter);
    }

private:
    using Op = Filter::Op;
    using Node = Filter::Node;
    using Operand = Filter::Operand;
    using Place = std::optional<std::size_t>; ///< of a node; none: m_error says why

    static constexpr int kDeepest = 100;
    static constexpr std::size_t kMostNodes = 10'000;

    // Words.

    bool fail(const char* fault, const std::string& about = {}) {
        if (m_error) {
            return false;
        }
        std::size_t character = 1;
        for (const char c : m_text.substr(0, m_token.place)) {
            character += (c & '\xC0') != '\x80' ? 1 : 0;
        }
        m_error = Error{ErrorCode::FilterMalformed,
                        std::string(m_text),
                        about.empty() ? std::string(fault) : std::string(fault) + ": " + about,
                        std::to_string(character)};
        return false;
    }

    bool advance() {
        while (m_at < m_text.size() &&
               std::string_view(" \t\r\n").find(m_text[m_at]) != std::string_view::npos) {
            ++m_at;
        }
        m_token = {Kind::End, {}, m_at};
        if (m_at == m_text.size()) {
            return true;
        }
        const char c = m_text[m_at];
        if (c == '\'' || c == '"') {
            return takeQuoted(c);
        }
        if (const std::size_t length =
                isDigit(c) || c == '-' || c == '.' ? numberLength(m_text.substr(m_at)) : 0;
            length > 0) {
            return takeToken(Kind::Number, length);
        }
        if (isWordByte(c)) {
            std::size_t end = m_at;
            while (end < m_text.size() && isWordByte(m_text[end])) {
                ++end;
            }
            return takeToken(Kind::Word, end - m_at);
        }
        for (const std::string_view two : {"<=", ">=", "<>", "!=", "=="}) {
            if (m_text.substr(m_at, 2) == two) {
                return takeToken(Kind::Symbol, 2);
            }
        }
        if (std::string_view("=<>(),").find(c) != std::string_view::npos) {
            return takeToken(Kind::Symbol, 1);
        }
        return fail(kUnexpected, std::string(1, c));
    }

    bool takeToken(Kind kind, std::size_t length) {
        m_token.kind = kind;
        m_token.text = std::string(m_text.substr(m_at, length));
        m_at += length;
        return true;
    }

    bool takeQuoted(char quote) {
        m_token.kind = quote == '"' ? Kind::QuotedName : Kind::Text;
        for (++m_at; m_at < m_text.size(); ++m_at) {
            if (m_text[m_at] != quote) {
                m_token.text += m_text[m_at];
            } else if (m_at + 1 < m_text.size() && m_text[m_at + 1] == quote) {
                m_token.text += quote;
                ++m_at;
            } else {
                ++m_at;
                return true;
            }
        }
        return fail(kNotClosed);
    }

    bool isWord(const char* word) const {
        return m_token.kind == Kind::Word && lowered(m_token.text) == word;
    }
    bool isSymbol(std::string_view symbol) const {
        return m_token.kind == Kind::Symbol && m_token.text == symbol;
    }
    /// Goes on if the next word is this one.
    bool took(const char* word) { return isWord(word) && advance(); }
    bool demand(bool there) {
        return there ? advance()
                     : fail(m_token.kind == Kind::End ? kEndsEarly : kUnexpected, m_token.text);
    }

    // Conditions.

    Place add(Node node) {
        if (m_filter.m_nodes.size() >= kMostNodes) {
            fail(kTooDeep);
            return std::nullopt;
        }
        m_filter.m_nodes.push_back(std::move(node));
        return m_filter.m_nodes.size() - 1;
    }

    Place parseOr(int depth) {
        Place left = parseAnd(depth);
        while (left && took("or")) {
            const Place right = parseAnd(depth);
            left = right ? add({.op = Op::Or, .left = *left, .right = *right}) : std::nullopt;
        }
        return m_error ? std::nullopt : left;
    }

    Place parseAnd(int depth) {
        Place left = parseNot(depth);
        while (left && took("and")) {
            const Place right = parseNot(depth);
            left = right ? add({.op = Op::And, .left = *left, .right = *right}) : std::nullopt;
        }
        return m_error ? std::nullopt : left;
    }

    Place parseNot(int depth) {
        if (depth > kDeepest) {
            fail(kTooDeep);
            return std::nullopt;
        }
        if (took("not")) {
            return negated(parseNot(depth + 1));
        }
        if (m_error) {
            return std::nullopt;
        }
        if (!isSymbol("(")) {
            return parsePredicate();
        }
        if (!advance()) {
            return std::nullopt;
        }
        const Place inner = parseOr(depth + 1);
        return inner && demand(isSymbol(")")) ? inner : std::nullopt;
    }

    Place negated(Place inner) {
        return inner ? add({.op = Op::Not, .left = *inner}) : std::nullopt;
    }

    Place parsePredicate() {
        const auto subject = parseOperand();
        if (!subject) {
            return std::nullopt;
        }
        if (took("is")) {
            const bool inverted = took("not");
            return demand(isWord("null")) ? finished(Op::IsNull, *subject, {}, inverted)
                                          : std::nullopt;
        }
        const bool inverted = took("not");
        if (took("in")) {
            return parseList(*subject, inverted);
        }
        if (took("like")) {
            const auto pattern = parseOperand();
            return pattern ? finished(Op::Like, *subject, {*pattern}, inverted) : std::nullopt;
        }
        if (took("between")) {
            const auto low = parseOperand();
            if (!low || !demand(isWord("and"))) {
                return std::nullopt;
            }
            const auto high = parseOperand();
            return high ? finished(Op::Between, *subject, {*low, *high}, inverted) : std::nullopt;
        }
        const auto op = inverted ? std::nullopt : comparison();
        if (!op || !advance()) {
            fail(kNoComparison, m_token.text);
            return std::nullopt;
        }
        const auto other = parseOperand();
        return other ? finished(*op, *subject, {*other}, false) : std::nullopt;
    }

    Place parseList(const Operand& subject, bool inverted) {
        std::vector<Operand> operands;
        if (!demand(isSymbol("("))) {
            return std::nullopt;
        }
        do {
            if (!operands.empty() && !advance()) {
                return std::nullopt;
            }
            const auto operand = parseOperand();
            if (!operand) {
                return std::nullopt;
            }
            operands.push_back(*operand);
        } while (isSymbol(","));
        return demand(isSymbol(")")) ? finished(Op::In, subject, std::move(operands), inverted)
                                     : std::nullopt;
    }

    std::optional<Op> comparison() const {
        constexpr std::pair<std::string_view, Op> kOps[] = {{"=", Op::Equal},
                                                            {"==", Op::Equal},
                                                            {"<>", Op::NotEqual},
                                                            {"!=", Op::NotEqual},
                                                            {"<", Op::Less},
                                                            {"<=", Op::LessEqual},
                                                            {">", Op::Greater},
                                                            {">=", Op::GreaterEqual}};
        for (const auto& [symbol, op] : kOps) {
            if (isSymbol(symbol)) {
                return op;
            }
        }
        return std::nullopt;
    }

    /// A field, a text or a number as it stands.
    std::optional<Operand> parseOperand() {
        Operand operand;
        m_operandPlace = m_token.place;
        if (m_token.kind == Kind::Text || m_token.kind == Kind::Number) {
            operand.value = m_token.text; // becomes a number where the field is one
        } else if (m_token.kind == Kind::Word || m_token.kind == Kind::QuotedName) {
            const auto field = fieldNamed(m_token.text);
            if (!field) {
                fail(kNoField, m_token.text);
                return std::nullopt;
            }
            operand.isField = true;
            operand.field = *field;
        } else {
            fail(m_token.kind == Kind::End ? kEndsEarly : kUnexpected, m_token.text);
            return std::nullopt;
        }
        m_lastWasNumber = m_token.kind == Kind::Number;
        return advance() ? std::optional(operand) : std::nullopt;
    }

    std::optional<std::size_t> fieldNamed(const std::string& name) const {
        const std::string wanted = comparableName(name);
        for (const auto nameOf : {+[](const FieldSchema& f) { return f.name; },
                                  +[](const FieldSchema& f) { return f.title.zh; },
                                  +[](const FieldSchema& f) { return f.title.en; }}) {
            for (std::size_t i = 0; i < m_schema.fields.size(); ++i) {
                if (comparableName(nameOf(m_schema.fields[i])) == wanted && !wanted.empty()) {
                    return i;
                }
            }
        }
        return std::nullopt;
    }

    /// What all operands of a condition are compared as: the kind of its first field.
    ValueKind kindOf(const Operand& subject, const std::vector<Operand>& operands) const {
        if (subject.isField) {
            return m_schema.fields[subject.field].kind;
        }
        for (const Operand& operand : operands) {
            if (operand.isField) {
                return m_schema.fields[operand.field].kind;
            }
        }
        return m_lastWasNumber ? ValueKind::Real : ValueKind::Text;
    }

    Place finished(Op op, Operand subject, std::vector<Operand> operands, bool inverted) {
        const ValueKind kind = kindOf(subject, operands);
        if (op == Op::Like && kind != ValueKind::Text && kind != ValueKind::Date) {
            fail(kNoText);
            return std::nullopt;
        }
        const ValueKind taken = op == Op::Like ? ValueKind::Text : kind;
        if (!convert(subject, taken)) {
            return std::nullopt;
        }
        for (Operand& operand : operands) {
            if (!convert(operand, taken)) {
                return std::nullopt;
            }
        }
        const Place node =
            add({.op = op, .subject = std::move(subject), .operands = std::move(operands)});
        return inverted ? negated(node) : node;
    }

    /// Gives a value the kind of the field that it is compared with.
    bool convert(Operand& operand, ValueKind kind) {
        if (operand.isField || kind == ValueKind::Text) {
            return true;
        }
        const std::string text = std::get<std::string>(operand.value);
        FieldSchema field{.name = {}, .kind = kind, .title = {}};
        if (kind == ValueKind::Integer) { // a fraction is compared as one
            field.kind = ValueKind::Integer;
            if (auto whole = takenValue(field, text); whole && whole->index() == 1) {
                operand.value = std::move(*whole);
                return true;
            }
            field.kind = ValueKind::Real;
        }
        auto value = takenValue(field, text);
        if (!value || std::holds_alternative<std::monostate>(*value)) {
            m_token.place = m_operandPlace;
            return fail(kind == ValueKind::Date ? kNoDay : kNoNumber, text);
        }
        operand.value = std::move(*value);
        return true;
    }

    std::string_view m_text;
    const LayerSchema& m_schema;
    std::size_t m_at = 0;
    Token m_token = {};
    std::size_t m_operandPlace = 0;
    bool m_lastWasNumber = false;
    std::optional<Error> m_error = {};
    Filter m_filter = {};
};

Result<Filter> Filter::parse(std::string_view text, const LayerSchema& schema) {
    return FilterParser(text, schema).run();
}

const std::vector<const char*>& filterFaults() {
    static const std::vector<const char*> kFaults{kNotClosed,
                                                  kUnexpected,
                                                  kEndsEarly,
                                                  kNoField,
                                                  kNoComparison,
                                                  kNoNumber,
                                                  kNoDay,
                                                  kNoText,
                                                  kTooDeep};
    return kFaults;
}

} // namespace tuban
