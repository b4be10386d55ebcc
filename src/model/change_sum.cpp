#include "model/change_sum.h"

#include <algorithm>

namespace tuban {

namespace {

template <typename T> void follow(Replacement<T>& sum, const Replacement<T>& next) {
    sum.after = next.after;
}

void follow(RowChange& sum, const RowChange& next) {
    sum.next = next.next;
    if (next.geometry && sum.geometry) {
        follow(*sum.geometry, *next.geometry);
    } else if (next.geometry) {
        sum.geometry = next.geometry;
    }
    for (const FieldChange& field : next.fields) {
        const auto known = std::find_if(sum.fields.begin(), sum.fields.end(), [&](const auto& own) {
            return own.field == field.field;
        });
        if (known == sum.fields.end()) {
            sum.fields.push_back(field);
        } else {
            follow(known->value, field.value);
        }
    }
}

} // namespace

void ChangeSum::add(const FeatureChange& change) {
    for (const RowChange& row : change.rows) {
        const auto [place, isNew] = m_rows.try_emplace({row.layer, row.id}, row);
        if (!isNew) {
            follow(place->second, row);
        }
    }
}

FeatureChange ChangeSum::total() const {
    FeatureChange total;
    for (const auto& [key, row] : m_rows) {
        if (row.seen != row.next) {
            total.rows.push_back(row);
        }
    }
    return total;
}

} // namespace tuban
