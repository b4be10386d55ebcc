#include "model/attribute_table.h"

#include <array>
#include <charconv>
#include <cmath>
#include <utility>

namespace tuban {

namespace {

template <typename Number> std::string numberText(Number value) {
    std::array<char, 32> digits{};
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
    return {digits.data(), end};
}

} // namespace

AttributeColumn::AttributeColumn(ValueKind kind) : m_values(Texts{{}, {std::string()}}) {
    if (kind == ValueKind::Integer) {
        m_values = Integers();
    } else if (kind == ValueKind::Real) {
        m_values = Reals();
    }
}

void AttributeColumn::append(const FieldValue& value) {
    if (auto* const integers = std::get_if<Integers>(&m_values)) {
        const auto* const given = std::get_if<std::int64_t>(&value);
        integers->push_back(given != nullptr ? *given : kNoInteger);
    } else if (auto* const reals = std::get_if<Reals>(&m_values)) {
        const auto* const real = std::get_if<double>(&value);
        const auto* const whole = std::get_if<std::int64_t>(&value);
        reals->push_back(real != nullptr    ? *real
                         : whole != nullptr ? static_cast<double>(*whole)
                                            : std::nan(""));
    } else {
        auto& [places, texts] = std::get<Texts>(m_values);
        const auto* const given = std::get_if<std::string>(&value);
        if (given == nullptr) {
            places.push_back(0);
            return;
        }
        const auto next = static_cast<std::uint32_t>(texts.size());
        const auto [entry, isNew] = m_places.emplace(*given, next);
        if (isNew) {
            texts.push_back(*given);
        }
        places.push_back(entry->second);
    }
}

std::size_t AttributeColumn::size() const {
    return std::visit(
        [](const auto& values) {
            if constexpr (std::is_same_v<std::decay_t<decltype(values)>, Texts>) {
                return values.places.size();
            } else {
                return values.size();
            }
        },
        m_values);
}

bool AttributeColumn::isNull(std::size_t row) const {
    if (const auto* const integers = std::get_if<Integers>(&m_values)) {
        return (*integers)[row] == kNoInteger;
    }
    if (const auto* const reals = std::get_if<Reals>(&m_values)) {
        return std::isnan((*reals)[row]);
    }
    return place(row) == 0;
}

FieldValue AttributeColumn::value(std::size_t row) const {
    if (isNull(row)) {
        return {};
    }
    if (const auto* const integers = std::get_if<Integers>(&m_values)) {
        return (*integers)[row];
    }
    if (const auto* const reals = std::get_if<Reals>(&m_values)) {
        return (*reals)[row];
    }
    return textAt(place(row));
}

std::string AttributeColumn::text(std::size_t row) const {
    if (isNull(row)) {
        return {};
    }
    if (const auto* const integers = std::get_if<Integers>(&m_values)) {
        return numberText((*integers)[row]);
    }
    if (const auto* const reals = std::get_if<Reals>(&m_values)) {
        return numberText((*reals)[row]);
    }
    return textAt(place(row));
}

bool AttributeColumn::less(std::size_t a, std::size_t b) const {
    if (isNull(a) || isNull(b)) {
        return isNull(a) && !isNull(b);
    }
    if (const auto* const integers = std::get_if<Integers>(&m_values)) {
        return (*integers)[a] < (*integers)[b];
    }
    if (const auto* const reals = std::get_if<Reals>(&m_values)) {
        return (*reals)[a] < (*reals)[b];
    }
    return place(a) != place(b) && textAt(place(a)) < textAt(place(b));
}

std::size_t AttributeColumn::distinct() const {
    const auto* const texts = std::get_if<Texts>(&m_values);
    return texts != nullptr ? texts->texts.size() : 0;
}

std::uint32_t AttributeColumn::place(std::size_t row) const {
    return std::get<Texts>(m_values).places[row];
}

const std::string& AttributeColumn::textAt(std::uint32_t place) const {
    return std::get<Texts>(m_values).texts[place];
}

AttributeTable::AttributeTable(LayerSchema schema) : m_schema(std::move(schema)) {
    for (const FieldSchema& field : m_schema.fields) {
        m_columns.emplace_back(field.kind);
    }
}

void AttributeTable::append(const Uuid& id, const std::vector<FieldValue>& values, Area planar) {
    m_ids.push_back(id);
    m_areas.push_back(planar);
    for (std::size_t field = 0; field < m_columns.size(); ++field) {
        m_columns[field].append(field < values.size() ? values[field] : FieldValue());
    }
}

void AttributeTable::finish() {
    for (AttributeColumn& column : m_columns) {
        column.finish();
    }
}

std::string AttributeTable::nameOf(std::size_t row) const {
    constexpr std::size_t kShown = 8;
    for (std::size_t field = 0; field < m_schema.fields.size(); ++field) {
        const bool names = m_schema.fields[field].key || m_schema.fields[field].name == "name_zh";
        if (names && !m_columns[field].isNull(row)) {
            return m_columns[field].text(row);
        }
    }
    return m_ids[row].text().substr(0, kShown);
}

} // namespace tuban
