#pragma once

#include "jobs/balance_report.h"

#include <initializer_list>
#include <random>

namespace tuban::jobs {

/// A report of random areas: classes on three levels, one of them coded with the parent itself, an
/// unknown code and parcels without code, in `districts` districts with gaps and overlaps; each
/// class also lies outside all districts.
inline BalanceReport randomReport(std::size_t districts, unsigned seed) {
    using landuse::BalanceRow;
    BalanceReport report;
    report.source = "zone.gpkg:parcel";
    report.crs = "EPSG:4548";
    report.crsName = "CGCS2000 / 3-degree Gauss-Kruger CM 117E";
    report.classification = "2023";
    report.classificationTitle = {"用地用海分类（2023）", "Land and sea use classes (2023)"};
    report.level = 3;
    landuse::LandBalance& balance = report.balance;
    const auto row = [](const char* code, const char* zh, const char* en) {
        BalanceRow made;
        made.code = code;
        made.name = {zh, en};
        return made;
    };
    balance.rows = {row("07", "居住用地", "Residential land"),
                    row("07", "居住用地", "Residential land"),
                    row("0701", "城镇住宅用地", "Urban housing land"),
                    row("070101", "一类城镇住宅用地", "Urban housing, class 1"),
                    row("070102", "二类城镇住宅用地", "Urban housing, class 2"),
                    row("16", "留白用地", "Reserved land"),
                    row("X<9>", "", ""),
                    row("", "", "")};
    const std::size_t parents[] = {9, 0, 0, 2, 2, 9, 9, 9};
    for (std::size_t i = 0; i < balance.rows.size(); ++i) {
        if (parents[i] != 9) {
            balance.rows[i].parent = parents[i];
            balance.rows[i].level = balance.rows[parents[i]].level + 1;
        }
        balance.rows[i].leaf = i != 0 && i != 2;
    }
    balance.rows[1].undivided = true;
    balance.rows[1].level = 1;
    balance.rows[5].colour = Rgb{200, 200, 200};
    balance.rows[6].known = balance.rows[7].known = false;

    std::mt19937 random(seed);
    std::uniform_real_distribution<double> exponent(0.0, 16.0);
    const auto area = [&] { return Area::squareMetres(std::exp(exponent(random))); };
    balance.areas.assign(balance.rows.size(), std::vector<Area>(districts));
    balance.rowTotals.assign(balance.rows.size(), Area());
    balance.districts.resize(districts);
    for (std::size_t i = balance.rows.size(); i-- > 0;) {
        for (std::size_t d = 0; d < districts; ++d) {
            Area& cell = balance.areas[i][d];
            const bool empty = (i + d) % 4 == 3;
            if (balance.rows[i].leaf && !empty) {
                cell = area();
            }
            if (balance.rows[i].leaf) {
                balance.districts[d].covered += cell;
                balance.rowTotals[i] += cell;
            }
            if (balance.rows[i].parent) {
                balance.areas[*balance.rows[i].parent][d] += cell;
            }
        }
        if (balance.rows[i].leaf) {
            const Area outside = area();
            balance.rowTotals[i] += outside;
            balance.outside += outside;
            balance.total += balance.rowTotals[i];
        }
        if (balance.rows[i].parent) {
            balance.rowTotals[*balance.rows[i].parent] += balance.rowTotals[i];
        }
    }
    for (std::size_t d = 0; d < districts; ++d) {
        landuse::DistrictTotals& district = balance.districts[d];
        district.name = d == 0 ? "新材料, 区" : "District " + std::to_string(d + 1);
        district.uncovered = area();
        district.overlap = Area::squareMetres(district.covered.inSquareMetres() / 1000);
        district.area = district.covered + district.uncovered - district.overlap;
    }
    balance.parcels = 1234;
    report.findings = {{.severity = Severity::Warning,
                        .code = FindingCode::UnknownCode,
                        .layer = "parcel",
                        .feature = 7,
                        .place = std::array<double, 2>{489512.5, 4301234.25},
                        .values = {"X<9>", "3"}}};
    return report;
}

/// The same land as one unnamed district without gaps and overlaps: the whole layer.
inline BalanceReport wholeLayerReport(unsigned seed) {
    BalanceReport report = randomReport(1, seed);
    landuse::LandBalance& balance = report.balance;
    for (std::size_t i = 0; i < balance.rows.size(); ++i) {
        balance.areas[i][0] = balance.rowTotals[i];
    }
    balance.outside = {};
    balance.districts = {{"", balance.total, balance.total, Area(), Area()}};
    return report;
}

} // namespace tuban::jobs
