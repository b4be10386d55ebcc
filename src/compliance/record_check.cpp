#include "compliance/record_check.h"

#include "compliance/number_text.h"

#include <cmath>
#include <optional>
#include <utility>

namespace tuban::compliance {

namespace {

/// The records of one table, by the names of its fields.
class RecordCheck {
public:
    RecordCheck(const LayerSchema& schema, std::span<const LayerRow> rows)
        : m_schema(schema), m_rows(rows) {}

    void checkDates(const CheckRule& rule, std::uint32_t row) {
        for (const FieldOrder& order : rule.order) {
            const auto first = textAt(row, order.first);
            const auto second = textAt(row, order.second);
            // Days are written year first, so text order is time order.
            if (first && second && *first > *second) {
                note(CheckKind::DateOrder, row, {order.first, *first, order.second, *second});
            }
        }
    }

    void checkAmounts(const CheckRule& rule, std::uint32_t row) {
        const double slack = 1.0 + rule.share->inFraction();
        for (const FieldOrder& order : rule.order) {
            const auto first = numberAt(row, order.first);
            const auto second = numberAt(row, order.second);
            if (first && second && *first > *second * slack) {
                note(CheckKind::Amount,
                     row,
                     {order.first, text(*first), order.second, text(*second)});
            }
        }
        for (const FieldProduct& product : rule.products) {
            const auto one = numberAt(row, product.one);
            const auto other = numberAt(row, product.other);
            const auto result = numberAt(row, product.result);
            if (!one || !other || !result) {
                continue;
            }
            const double expected = *one * *other * product.factor;
            if (std::abs(*result - expected) > std::abs(expected) * rule.share->inFraction()) {
                note(CheckKind::Amount,
                     row,
                     {product.result,
                      text(*result),
                      product.one + " × " + product.other,
                      text(expected)});
            }
        }
    }

    std::vector<CheckFinding> take() { return std::move(m_findings); }

private:
    static std::string text(double value) { return numberText(value, "%.10g"); }

    const FieldValue* valueAt(std::uint32_t row, const std::string& field) const {
        const auto at = m_schema.fieldIndex(field);
        return at && *at < m_rows[row].values.size() ? &m_rows[row].values[*at] : nullptr;
    }
    std::optional<std::string> textAt(std::uint32_t row, const std::string& field) const {
        const FieldValue* value = valueAt(row, field);
        const auto* found = value == nullptr ? nullptr : std::get_if<std::string>(value);
        return found == nullptr || found->empty() ? std::nullopt : std::optional(*found);
    }
    std::optional<double> numberAt(std::uint32_t row, const std::string& field) const {
        const FieldValue* value = valueAt(row, field);
        if (value == nullptr) {
            return std::nullopt;
        }
        if (const auto* whole = std::get_if<std::int64_t>(value)) {
            return static_cast<double>(*whole);
        }
        const auto* real = std::get_if<double>(value);
        return real == nullptr ? std::nullopt : std::optional(*real);
    }

    void note(CheckKind kind, std::uint32_t row, std::vector<std::string> values) {
        m_findings.push_back({.kind = kind, .rows = {row}, .values = std::move(values)});
    }

    const LayerSchema& m_schema;
    std::span<const LayerRow> m_rows;
    std::vector<CheckFinding> m_findings;
};

} // namespace

std::vector<CheckFinding>
checkRecords(const CheckRules& rules, const LayerSchema& schema, std::span<const LayerRow> rows) {
    RecordCheck check(schema, rows);
    const CheckRule& dates = rules.rule(CheckKind::DateOrder);
    const CheckRule& amounts = rules.rule(CheckKind::Amount);
    for (std::uint32_t row = 0; row < rows.size(); ++row) {
        if (dates.on && dates.layer == schema.name) {
            check.checkDates(dates, row);
        }
        if (amounts.on && amounts.layer == schema.name) {
            check.checkAmounts(amounts, row);
        }
    }
    return check.take();
}

} // namespace tuban::compliance
