#include "landuse/classification_choice.h"

#include <algorithm>
#include <cassert>
#include <tuple>

namespace tuban::landuse {

namespace {

using Reason = ClassificationChoice::Reason;

// How far a rival may fall behind the best table.
constexpr std::size_t kRivalCodes = 1;
constexpr std::uint64_t kRivalParcels = 2;
constexpr std::uint64_t kRivalParcelsPerCent = 1;

char lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool sameName(const std::string& a, const std::string& b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](char x, char y) {
        return lower(x) == lower(y);
    });
}

bool lists(const Classification& table, const std::string& field) {
    const std::vector<std::string>& fields = table.info().fields;
    return std::any_of(fields.begin(), fields.end(), [&](const std::string& name) {
        return sameName(name, field);
    });
}

std::string joined(const std::vector<std::string>& items) {
    std::string text;
    for (const std::string& item : items) {
        text += (text.empty() ? "" : ", ") + item;
    }
    return text;
}

TableFit fitOf(const Classification& table, const std::vector<CodeCount>& codes) {
    TableFit fit{table.id()};
    for (const CodeCount& count : codes) {
        if (!count.code.empty() && table.find(count.code)) {
            ++fit.codes;
            fit.parcels += count.parcels;
        }
    }
    return fit;
}

bool knowsMore(const TableFit& a, const TableFit& b) {
    return std::tie(a.parcels, a.codes) > std::tie(b.parcels, b.codes);
}

/// The tables that fit about as well as the best one, in their order.
std::vector<std::size_t> rivalsOf(const ClassificationChoice& choice) {
    const auto fits = [&](const TableFit& fit) {
        return fit.codes > 0 && 2 * fit.codes >= choice.codes && 2 * fit.parcels >= choice.parcels;
    };
    TableFit best;
    for (const TableFit& fit : choice.fits) {
        if (fits(fit) && knowsMore(fit, best)) {
            best = fit;
        }
    }
    const std::uint64_t allowed =
        std::max(kRivalParcels, choice.parcels * kRivalParcelsPerCent / 100);
    std::vector<std::size_t> rivals;
    for (std::size_t i = 0; i < choice.fits.size(); ++i) {
        const TableFit& fit = choice.fits[i];
        if (fits(fit) && fit.codes + kRivalCodes >= best.codes &&
            fit.parcels + allowed >= best.parcels) {
            rivals.push_back(i);
        }
    }
    return rivals;
}

/// Codes of the data that some of the rivals read differently, sorted.
std::vector<std::string> differingCodes(const std::vector<CodeCount>& codes,
                                        const std::vector<Classification>& tables,
                                        const std::vector<std::size_t>& rivals) {
    std::vector<std::string> differing;
    for (const CodeCount& count : codes) {
        const Classification* first = nullptr;
        bool differs = false;
        for (const std::size_t rival : rivals) {
            if (!tables[rival].find(count.code)) {
                continue;
            }
            differs =
                differs || (first != nullptr && !first->meansTheSame(tables[rival], count.code));
            first = first == nullptr ? &tables[rival] : first;
        }
        if (differs) {
            differing.push_back(count.code);
        }
    }
    std::sort(differing.begin(), differing.end());
    return differing;
}

/// Keeps the rivals that list the field, if that tells some of them from the others.
bool narrowByField(std::vector<std::size_t>& rivals,
                   const std::string& field,
                   const std::vector<Classification>& tables) {
    std::vector<std::size_t> listing;
    for (const std::size_t rival : rivals) {
        if (lists(tables[rival], field)) {
            listing.push_back(rival);
        }
    }
    if (listing.empty() || listing.size() == rivals.size()) {
        return false;
    }
    rivals = std::move(listing);
    return true;
}

const char* name(Reason reason) {
    switch (reason) {
    case Reason::NoTableFits:
        return "none";
    case Reason::OnlyFit:
        return "fit";
    case Reason::FieldName:
        return "field";
    case Reason::SameMeaning:
        return "same";
    }
    return "";
}

} // namespace

Result<ClassificationChoice> chooseClassification(const std::vector<CodeCount>& codes,
                                                  const std::string& field,
                                                  const std::vector<Classification>& tables) {
    ClassificationChoice choice;
    for (const CodeCount& count : codes) {
        if (!count.code.empty()) {
            ++choice.codes;
            choice.parcels += count.parcels;
        }
    }
    for (const Classification& table : tables) {
        choice.fits.push_back(fitOf(table, codes));
    }
    std::vector<std::size_t> rivals = rivalsOf(choice);
    if (rivals.empty()) {
        return choice;
    }
    choice.reason = rivals.size() == 1 ? Reason::OnlyFit : Reason::SameMeaning;
    if (narrowByField(rivals, field, tables) && rivals.size() == 1) {
        choice.reason = Reason::FieldName;
    }
    if (const auto differing = differingCodes(codes, tables, rivals); !differing.empty()) {
        std::vector<std::string> ids;
        for (const std::size_t rival : rivals) {
            ids.push_back(tables[rival].id());
        }
        return Error{ErrorCode::ClassificationAmbiguous, joined(ids), joined(differing)};
    }
    choice.table =
        *std::min_element(rivals.begin(), rivals.end(), [&](std::size_t a, std::size_t b) {
            const TableFit& x = choice.fits[a];
            const TableFit& y = choice.fits[b];
            if (knowsMore(x, y) || knowsMore(y, x)) {
                return knowsMore(x, y);
            }
            return tables[a].info().preferred && !tables[b].info().preferred;
        });
    return choice;
}

Finding choiceFinding(const ClassificationChoice& choice) {
    const TableFit fit = choice.table ? choice.fits[*choice.table] : TableFit{};
    return {choice.table ? Severity::Note : Severity::Advice,
            FindingCode::ClassificationChosen,
            {},
            {},
            {},
            {fit.table,
             std::to_string(fit.parcels),
             std::to_string(choice.parcels),
             std::to_string(fit.codes),
             std::to_string(choice.codes),
             name(choice.reason)}};
}

} // namespace tuban::landuse
