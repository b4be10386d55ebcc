#include "landuse/closing.h"

#include "landuse/largest_remainder.h"

#include <algorithm>
#include <cassert>
#include <cstdlib>

namespace tuban::landuse {

namespace {

constexpr int kMostDecimals = 6;

Int128 powerOfTen(int exponent) {
    assert(exponent >= 0 && exponent <= kMostDecimals);
    Int128 power = 1;
    for (int i = 0; i < exponent; ++i) {
        power *= 10;
    }
    return power;
}

std::string decimalText(std::int64_t number, int decimals) {
    std::string digits = std::to_string(std::abs(number));
    const auto places = static_cast<std::size_t>(decimals);
    if (digits.size() <= places) {
        digits.insert(0, places + 1 - digits.size(), '0');
    }
    if (places > 0) {
        digits.insert(digits.size() - places, 1, '.');
    }
    return (number < 0 ? "-" : "") + digits;
}

/// The items as a tree of integers.
class ClosingTree {
public:
    ClosingTree(const std::vector<ClosingItem>& items, const ScaledAreas& scale)
        : m_children(items.size()), m_amounts(items.size(), 0) {
        for (std::size_t i = 0; i < items.size(); ++i) {
            assert(!items[i].parent || *items[i].parent < i);
            (items[i].parent ? m_children[*items[i].parent] : m_tops).push_back(i);
        }
        for (std::size_t i = items.size(); i-- > 0;) {
            if (m_children[i].empty()) {
                m_amounts[i] = scale.of(items[i].amount);
            }
            if (items[i].parent) {
                m_amounts[*items[i].parent] += m_amounts[i];
            }
        }
        for (const std::size_t top : m_tops) {
            m_sum += m_amounts[top];
        }
    }

    /// Of all leaves.
    Int128 sum() const { return m_sum; }

    /// The numbers of all items, `total` for those without parent.
    std::vector<std::int64_t>
    close(Int128 numerator, Int128 denominator, std::int64_t total) const {
        std::vector<std::int64_t> numbers(m_amounts.size(), 0);
        const auto closeGroup = [&](const std::vector<std::size_t>& group,
                                    std::int64_t groupTotal) {
            std::vector<Int128> amounts;
            for (const std::size_t item : group) {
                amounts.push_back(m_amounts[item]);
            }
            const auto closed = largestRemainder(amounts, numerator, denominator, groupTotal);
            for (std::size_t i = 0; i < group.size(); ++i) {
                numbers[group[i]] = closed[i];
            }
        };
        closeGroup(m_tops, total);
        // Parents stand before children, so their number is final when it is handed down.
        for (std::size_t item = 0; item < m_children.size(); ++item) {
            if (!m_children[item].empty()) {
                closeGroup(m_children[item], numbers[item]);
            }
        }
        return numbers;
    }

private:
    std::vector<std::vector<std::size_t>> m_children;
    std::vector<std::size_t> m_tops;
    std::vector<Int128> m_amounts;
    Int128 m_sum = 0;
};

/// The scale of a list: no sum of items is larger than this many times its largest item.
ScaledAreas scaleOf(const std::vector<ClosingItem>& items, Area other) {
    Area sum = other;
    for (const ClosingItem& item : items) {
        const double amount = item.amount.inSquareMetres();
        sum += Area::squareMetres(amount < 0 ? -amount : amount);
    }
    return ScaledAreas(sum);
}

} // namespace

std::string ClosedNumbers::text(std::size_t item) const {
    return decimalText(numbers[item], decimals);
}

std::string ClosedNumbers::totalText() const {
    return decimalText(total, decimals);
}

ClosedNumbers closeShares(const std::vector<ClosingItem>& items, int decimals) {
    const ClosingTree tree(items, scaleOf(items, Area()));
    if (tree.sum() <= 0) {
        return {std::vector<std::int64_t>(items.size(), 0), 0, decimals};
    }
    const Int128 hundred = 100 * powerOfTen(decimals);
    const auto total = static_cast<std::int64_t>(hundred);
    return {tree.close(hundred, tree.sum(), total), total, decimals};
}

ClosedNumbers closeAreas(const std::vector<ClosingItem>& items, Area unit, int decimals) {
    const ScaledAreas scale = scaleOf(items, unit);
    const ClosingTree tree(items, scale);
    const Int128 places = powerOfTen(decimals);
    const auto total =
        static_cast<std::int64_t>(roundedHalfAway(tree.sum() * places, scale.of(unit)));
    return {tree.close(places, scale.of(unit), total), total, decimals};
}

Result<ClosedNumbers>
closeAreasOn(const std::vector<ClosingItem>& items, Area control, Area unit, int decimals) {
    const ScaledAreas scale = scaleOf(items, unit + control);
    const ClosingTree tree(items, scale);
    const Int128 places = powerOfTen(decimals);
    const Int128 difference = tree.sum() - scale.of(control);
    if (2 * places * (difference < 0 ? -difference : difference) >= scale.of(unit)) {
        return Error{ErrorCode::ControlAreaMismatch, std::to_string(control.inSquareMetres())};
    }
    const auto total =
        static_cast<std::int64_t>(roundedHalfAway(scale.of(control) * places, scale.of(unit)));
    return ClosedNumbers{tree.close(places, scale.of(unit), total), total, decimals};
}

} // namespace tuban::landuse
