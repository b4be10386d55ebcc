#include "landuse/balance_assembly.h"

#include <algorithm>
#include <cassert>
#include <map>
#include <numeric>
#include <utility>

namespace tuban::landuse {

using geometry::FixedArea;

namespace {

/// Integer sums of one row: a cell per district, then the whole.
struct RowSums {
    std::vector<FixedArea> cells;
    FixedArea whole = 0;

    explicit RowSums(std::size_t districts) : cells(districts, 0) {}
    RowSums& operator+=(const RowSums& other) {
        for (std::size_t i = 0; i < cells.size(); ++i) {
            cells[i] += other.cells[i];
        }
        whole += other.whole;
        return *this;
    }
};

/// Rows of a balance with their sums, parents before children.
struct SummedRows {
    std::vector<BalanceRow> rows;
    std::vector<RowSums> sums;
};

/// Puts the sums of codes into rows.
class RowBuilder {
public:
    static SummedRows
    build(const BalanceSums& sums, const Classification* classification, int level) {
        RowBuilder builder(sums, classification);
        std::vector<std::uint32_t> plain;
        for (const std::uint32_t code : builder.sortedCodes()) {
            const auto index = builder.classOf(code);
            if (index) {
                builder.classSums(classification->atLevel(*index, level)) += builder.sumsOf(code);
            } else {
                plain.push_back(code);
            }
        }
        if (classification != nullptr) {
            builder.addClassRows();
        }
        for (const std::uint32_t code : plain) {
            builder.addPlainRow(code);
        }
        builder.addSubtotals();
        return std::move(builder.m_out);
    }

private:
    RowBuilder(const BalanceSums& sums, const Classification* classification)
        : m_sums(sums), m_classification(classification) {}

    /// All codes by their bytes, the empty one last.
    std::vector<std::uint32_t> sortedCodes() const {
        const std::vector<std::string>& codes = m_sums.codes();
        std::vector<std::uint32_t> order(codes.size());
        std::iota(order.begin(), order.end(), 0U);
        std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
            return std::pair(codes[a].empty(), std::string_view(codes[a])) <
                   std::pair(codes[b].empty(), std::string_view(codes[b]));
        });
        return order;
    }

    std::optional<std::size_t> classOf(std::uint32_t code) const {
        return m_classification == nullptr ? std::nullopt
                                           : m_classification->find(m_sums.codes()[code]);
    }

    RowSums sumsOf(std::uint32_t code) const {
        RowSums out(m_sums.districtCount());
        for (std::uint32_t district = 0; district < out.cells.size(); ++district) {
            out.cells[district] = m_sums.sum(code, district);
        }
        out.whole = m_sums.whole(code);
        return out;
    }

    RowSums& classSums(std::size_t index) {
        return m_classSums.try_emplace(index, m_sums.districtCount()).first->second;
    }

    /// Rows of all classes with sums and of those above them, each followed by its children.
    void addClassRows() {
        const std::vector<LandUseClass>& classes = m_classification->classes();
        std::vector<bool> wanted(classes.size(), false);
        for (const auto& [index, unused] : m_classSums) {
            for (std::optional<std::size_t> at = index; at; at = classes[*at].parent) {
                wanted[*at] = true;
            }
        }
        Children children(classes.size());
        std::vector<std::size_t> tops;
        for (std::size_t index = 0; index < classes.size(); ++index) {
            if (wanted[index]) {
                const auto& parent = classes[index].parent;
                (parent ? children[*parent] : tops).push_back(index);
            }
        }
        for (const std::size_t top : tops) {
            addTree(top, std::nullopt, children);
        }
    }

    using Children = std::vector<std::vector<std::size_t>>;
    void
    addTree(std::size_t index, std::optional<std::size_t> parentRow, const Children& children) {
        const bool leaf = children[index].empty();
        const std::size_t row = addClassRow(index, parentRow, leaf);
        if (leaf) {
            m_out.sums[row] = m_classSums.at(index);
            return;
        }
        if (const auto own = m_classSums.find(index); own != m_classSums.end()) {
            const std::size_t undivided = addClassRow(index, row, true);
            m_out.rows[undivided].undivided = true;
            m_out.sums[undivided] = own->second;
        }
        for (const std::size_t child : children[index]) {
            addTree(child, row, children);
        }
    }

    std::size_t addClassRow(std::size_t index, std::optional<std::size_t> parentRow, bool leaf) {
        const LandUseClass& landUseClass = m_classification->classes()[index];
        BalanceRow row;
        row.code = landUseClass.code;
        row.name = landUseClass.name;
        row.level = landUseClass.level;
        row.parent = parentRow;
        row.leaf = leaf;
        row.colour = landUseClass.colour;
        row.group = landUseClass.group;
        m_out.rows.push_back(std::move(row));
        m_out.sums.emplace_back(m_sums.districtCount());
        return m_out.rows.size() - 1;
    }

    void addPlainRow(std::uint32_t code) {
        BalanceRow row;
        row.code = m_sums.codes()[code];
        row.known = m_classification == nullptr;
        m_out.rows.push_back(std::move(row));
        m_out.sums.push_back(sumsOf(code));
    }

    /// Children stand after their parents: one pass from the end carries sums upwards.
    void addSubtotals() {
        for (std::size_t row = m_out.rows.size(); row-- > 0;) {
            if (m_out.rows[row].parent) {
                m_out.sums[*m_out.rows[row].parent] += m_out.sums[row];
            }
        }
    }

    const BalanceSums& m_sums;
    const Classification* m_classification;
    std::map<std::size_t, RowSums> m_classSums;
    SummedRows m_out;
};

} // namespace

LandBalance assembleBalance(const BalanceSums& sums, const BalanceInput& input) {
    assert(sums.districtCount() == input.districts.size());
    const auto area = [&](FixedArea fixed) {
        return Area::squareMetres(input.grid.toSquareUnits(fixed) * input.metresPerUnit *
                                  input.metresPerUnit);
    };
    LandBalance balance;
    balance.basis = input.basis;
    FixedArea whole = 0;
    for (std::uint32_t code = 0; code < sums.codes().size(); ++code) {
        whole += sums.whole(code);
        balance.parcels += sums.parcels(code);
    }
    balance.total = area(whole);

    const std::vector<FixedArea> covered = sums.districtSums();
    const bool wholeLayer = covered.empty();
    if (wholeLayer) {
        balance.districts.push_back(
            {{}, area(whole - input.layerOverlap), area(whole), Area(), area(input.layerOverlap)});
    } else {
        const FixedArea inDistricts =
            std::accumulate(covered.begin(), covered.end(), FixedArea(0)) -
            input.inSeveralDistricts;
        balance.outside = area(whole - inDistricts);
    }
    for (std::size_t i = 0; i < covered.size(); ++i) {
        const MeasuredDistrict& district = input.districts[i];
        balance.districts.push_back({district.name,
                                     area(district.area),
                                     area(covered[i]),
                                     area(district.coverage.uncovered),
                                     area(district.coverage.overlap)});
    }

    SummedRows built = RowBuilder::build(sums, input.classification, input.level);
    for (const RowSums& row : built.sums) {
        std::vector<Area>& cells = balance.areas.emplace_back();
        std::transform(row.cells.begin(), row.cells.end(), std::back_inserter(cells), area);
        balance.rowTotals.push_back(area(row.whole));
        if (wholeLayer) {
            cells.push_back(balance.rowTotals.back());
        }
    }
    balance.rows = std::move(built.rows);
    return balance;
}

std::vector<Finding> codeFindings(const BalanceSums& sums, const Classification* classification) {
    std::map<std::string_view, std::uint64_t> unknown;
    std::uint64_t empty = 0;
    for (std::uint32_t code = 0; code < sums.codes().size(); ++code) {
        const std::string& text = sums.codes()[code];
        if (text.empty()) {
            empty += sums.parcels(code);
        } else if (classification != nullptr && !classification->find(text)) {
            unknown[text] = sums.parcels(code);
        }
    }
    std::vector<Finding> findings;
    for (const auto& [code, parcels] : unknown) {
        findings.push_back({Severity::Warning,
                            FindingCode::UnknownCode,
                            {},
                            {},
                            {},
                            {std::string(code), std::to_string(parcels)}});
    }
    if (empty != 0) {
        findings.push_back(
            {Severity::Warning, FindingCode::EmptyCode, {}, {}, {}, {std::to_string(empty)}});
    }
    return findings;
}

} // namespace tuban::landuse
