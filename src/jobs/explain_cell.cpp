#include "jobs/ratio_inputs.h"
#include "jobs/ratio_table_job.h"

#include <algorithm>
#include <memory>
#include <unordered_set>
#include <utility>

namespace tuban::jobs {

using geometry::FixedArea;
using landuse::BalanceRow;
using landuse::LandBalance;

namespace {

constexpr const char* kNoCode = "-"; // how a cell of parcels without code is named

/// A cell of the balance: the whole layer where there is no district.
struct Cell {
    std::optional<std::uint32_t> district;
    std::size_t row;
};

std::optional<std::size_t> rowOf(const LandBalance& balance, const std::string& code) {
    const std::string wanted = code == kNoCode ? std::string() : code;
    for (std::size_t i = 0; i < balance.rows.size(); ++i) {
        if (balance.rows[i].code == wanted && !balance.rows[i].undivided) {
            return i;
        }
    }
    return std::nullopt;
}

std::optional<std::uint32_t> districtOf(const LandBalance& balance, const std::string& name) {
    for (std::size_t i = 0; i < balance.districts.size(); ++i) {
        if (balance.districts[i].name == name) {
            return static_cast<std::uint32_t>(i);
        }
    }
    return std::nullopt;
}

std::string cellsThereAre(const LandBalance& balance, bool districts) {
    std::string list;
    const auto add = [&list](const std::string& name) {
        list += (list.empty() ? "" : ", ") + name;
    };
    if (districts) {
        for (const landuse::DistrictTotals& district : balance.districts) {
            add(district.name);
        }
        list += " / ";
    }
    std::string codes;
    for (const BalanceRow& row : balance.rows) {
        codes += (codes.empty() ? "" : ", ") + (row.code.empty() ? kNoCode : row.code);
    }
    return list + codes;
}

/// Splits "DISTRICT/CLASS"; both names may hold slashes themselves.
Result<Cell> findCell(const RatioResult& ratios, const std::string& text) {
    const LandBalance& balance = ratios.balance;
    const bool districts = !ratios.districtLayer.empty();
    if (!districts) {
        if (const auto row = rowOf(balance, text)) {
            return Cell{std::nullopt, *row};
        }
    }
    for (auto slash = text.find('/'); districts && slash != std::string::npos;
         slash = text.find('/', slash + 1)) {
        const auto district = districtOf(balance, text.substr(0, slash));
        const auto row = rowOf(balance, text.substr(slash + 1));
        if (district && row) {
            return Cell{*district, *row};
        }
    }
    return Error{ErrorCode::CellNotFound, text, cellsThereAre(balance, districts)};
}

/// The codes of the data that count in a row.
class RowCodes {
public:
    RowCodes(const RatioResult& ratios, std::size_t row)
        : m_classification(ratios.classification ? &*ratios.classification : nullptr),
          m_code(ratios.balance.rows[row].code) {}

    bool contains(std::string_view code) const {
        if (code == m_code) {
            return true;
        }
        if (m_classification == nullptr) {
            return false;
        }
        for (auto at = m_classification->find(code); at;
             at = m_classification->classes()[*at].parent) {
            if (m_classification->classes()[*at].code == m_code) {
                return true;
            }
        }
        return false;
    }

private:
    const Classification* m_classification;
    std::string m_code;
};

/// Collects the parcels of one thread that have a part in the cell.
class CellVisitor final : public ParcelVisitor {
public:
    struct Found {
        CellParcel parcel;
        FixedArea part;
    };

    CellVisitor(const RatioInputs& inputs, const RowCodes& codes, const Cell& cell)
        : m_inputs(inputs), m_codes(codes), m_cell(cell) {}

    void visit(const PassingParcel& parcel) override {
        if (!m_codes.contains(parcel.code)) {
            return;
        }
        const FixedArea part = partOf(parcel);
        if (part == 0) {
            return;
        }
        CellParcel one;
        one.id = parcel.chunk.ids[parcel.row];
        one.number = numberOf(parcel);
        one.code = std::string(parcel.code);
        one.part = m_inputs.areaOf(part);
        one.whole = m_inputs.areaOf(parcel.measured.whole);
        found.push_back({std::move(one), part});
    }

    std::vector<Found> found = {};

private:
    FixedArea partOf(const PassingParcel& parcel) const {
        if (!m_cell.district) {
            return parcel.measured.whole;
        }
        FixedArea sum = 0;
        for (const geometry::OverlayPart& part : parcel.measured.parts) {
            if (m_inputs.districts->districtOf[part.district] == *m_cell.district) {
                sum += part.area;
            }
        }
        return sum;
    }

    std::string numberOf(const PassingParcel& parcel) const {
        const Column& last = parcel.chunk.columns.back();
        return m_inputs.numberField && !last.null[parcel.row] ? std::string(last.text(parcel.row))
                                                              : std::string();
    }

    const RatioInputs& m_inputs;
    const RowCodes& m_codes;
    Cell m_cell;
};

Result<std::vector<CellVisitor::Found>>
collect(RatioInputs& inputs, const RowCodes& codes, const Cell& cell, const Progress& progress) {
    std::vector<std::unique_ptr<CellVisitor>> owned;
    std::vector<ParcelVisitor*> visitors;
    for (int i = 0; i < inputs.settings.threads; ++i) {
        owned.push_back(std::make_unique<CellVisitor>(inputs, codes, cell));
        visitors.push_back(owned.back().get());
    }
    if (const auto summary = passParcels(inputs, visitors, true, progress); !summary) {
        return summary.error();
    }
    std::vector<CellVisitor::Found> found;
    for (const auto& visitor : owned) {
        found.insert(found.end(), visitor->found.begin(), visitor->found.end());
    }
    std::sort(found.begin(), found.end(), [](const auto& a, const auto& b) {
        return std::pair(-a.part, a.parcel.id) < std::pair(-b.part, b.parcel.id);
    });
    return found;
}

} // namespace

Result<CellExplanation>
explainCell(const RatioSettings& settings, const std::string& cell, const Progress& progress) {
    auto ratios = computeRatios(settings, progress.part(0.0, 0.5));
    if (!ratios) {
        return ratios.error();
    }
    const auto place = findCell(*ratios, cell);
    if (!place) {
        return place.error();
    }
    const bool fine = !(ratios->grid == geometry::Grid::tenthMillimetre());
    auto inputs = prepareRatios(settings, fine, progress.part(0.5, 0.55));
    if (!inputs) {
        return inputs.error();
    }
    const RowCodes codes(*ratios, place->row);
    const auto found = collect(*inputs, codes, *place, progress.part(0.55, 1.0));
    if (!found) {
        return found.error();
    }
    CellExplanation explanation;
    FixedArea sum = 0;
    for (const CellVisitor::Found& one : *found) {
        explanation.parcels.push_back(one.parcel);
        sum += one.part;
    }
    explanation.sum = inputs->areaOf(sum);
    explanation.district =
        place->district ? ratios->balance.districts[*place->district].name : std::string();
    explanation.code = ratios->balance.rows[place->row].code;
    explanation.className = ratios->balance.rows[place->row].name;
    explanation.ratios = std::move(*ratios);
    return explanation;
}

} // namespace tuban::jobs
