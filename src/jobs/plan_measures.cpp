#include "jobs/plan_measures.h"

#include "base/parallel.h"
#include "data/feature_source.h"
#include "geometry/ring_checks.h"

#include <algorithm>
#include <set>
#include <string_view>
#include <utility>

namespace tuban::jobs {

namespace {

using geometry::DoubledArea;

/// A filter whose field is a column of the scan.
struct ColumnFilter {
    std::size_t column;
    std::vector<std::string> values;

    bool passes(const FeatureChunk& chunk, std::size_t row) const {
        const Column& cells = chunk.columns[column];
        return !cells.null[row] &&
               std::find(values.begin(), values.end(), cells.text(row)) != values.end();
    }
};

bool passesAll(const std::vector<ColumnFilter>& filters,
               const FeatureChunk& chunk,
               std::size_t row) {
    return std::all_of(filters.begin(), filters.end(), [&](const ColumnFilter& filter) {
        return filter.passes(chunk, row);
    });
}

/// The claims about one layer, with fields as columns of the scan and indices into the plan.
struct LayerClaims {
    struct OneArea {
        std::size_t claim;
        ColumnFilter feature;
    };
    struct OneRate {
        std::size_t claim;
        std::vector<ColumnFilter> numerator;
        std::vector<ColumnFilter> denominator;
    };
    std::vector<OneArea> areas;
    std::vector<OneRate> rates;
};

/// What one thread has summed up.
struct Sums {
    struct OneArea {
        DoubledArea sum = 0;
        bool seen = false;
    };
    struct OneRate {
        DoubledArea numerator = 0;
        DoubledArea denominator = 0;
    };
    std::vector<OneArea> areas;
    std::vector<OneRate> rates;
    std::vector<Finding> findings;
    geometry::RingChecker checker;
};

Area areaOf(DoubledArea doubled) {
    const geometry::FixedArea fixed =
        doubled * (geometry::FixedArea{1} << geometry::kFixedAreaBits);
    return Area::squareMetres(geometry::Grid::tenthMillimetre().toSquareUnits(fixed));
}

/// Measures one layer; the scan calls add() from its threads.
class LayerMeasurer {
public:
    LayerMeasurer(std::string layer, const LayerClaims& claims, int threads)
        : m_layer(std::move(layer)),
          m_claims(claims),
          m_workers(static_cast<std::size_t>(threads)) {
        for (Sums& sums : m_workers) {
            sums.areas.resize(claims.areas.size());
            sums.rates.resize(claims.rates.size());
        }
    }

    void add(int worker, const FeatureChunk& chunk) {
        Sums& sums = m_workers[static_cast<std::size_t>(worker)];
        for (std::size_t row = 0; row < chunk.size(); ++row) {
            addFeature(chunk, row, sums);
        }
    }

    void finish(landuse::PlanMeasures& measures, std::vector<Finding>& findings) const {
        for (std::size_t i = 0; i < m_claims.areas.size(); ++i) {
            DoubledArea sum = 0;
            bool seen = false;
            for (const Sums& sums : m_workers) {
                sum += sums.areas[i].sum;
                seen = seen || sums.areas[i].seen;
            }
            measures.areas[m_claims.areas[i].claim] =
                seen ? std::optional(areaOf(sum)) : std::nullopt;
        }
        for (std::size_t i = 0; i < m_claims.rates.size(); ++i) {
            Sums::OneRate sum;
            for (const Sums& sums : m_workers) {
                sum.numerator += sums.rates[i].numerator;
                sum.denominator += sums.rates[i].denominator;
            }
            measures.rates[m_claims.rates[i].claim] = {areaOf(sum.numerator),
                                                       areaOf(sum.denominator)};
        }
        for (const Sums& sums : m_workers) {
            findings.insert(findings.end(), sums.findings.begin(), sums.findings.end());
        }
    }

private:
    void addFeature(const FeatureChunk& chunk, std::size_t row, Sums& sums) {
        const DoubledArea area = measure(chunk, row, sums);
        for (std::size_t i = 0; i < m_claims.areas.size(); ++i) {
            if (m_claims.areas[i].feature.passes(chunk, row)) {
                sums.areas[i].sum += area;
                sums.areas[i].seen = true;
            }
        }
        for (std::size_t i = 0; i < m_claims.rates.size(); ++i) {
            const LayerClaims::OneRate& rate = m_claims.rates[i];
            sums.rates[i].numerator += passesAll(rate.numerator, chunk, row) ? area : 0;
            sums.rates[i].denominator += passesAll(rate.denominator, chunk, row) ? area : 0;
        }
    }

    DoubledArea measure(const FeatureChunk& chunk, std::size_t row, Sums& sums) const {
        if (sums.checker.isClearlyValid(chunk.polygons, row)) {
            return chunk.polygons.doubledArea(row);
        }
        const auto fault = geometry::invalidity(chunk.polygons, row);
        if (!fault) {
            return chunk.polygons.doubledArea(row);
        }
        geometry::PolygonChunkBuilder repaired;
        const bool usable = geometry::appendRepaired(chunk.polygons, row, repaired);
        const FindingCode code =
            usable ? FindingCode::PolygonRepaired : FindingCode::PolygonSetAside;
        sums.findings.push_back(
            {Severity::Fault, code, m_layer, chunk.ids[row], {}, {fault->reason}});
        return repaired.take().doubledArea(0);
    }

    std::string m_layer;
    const LayerClaims& m_claims;
    std::vector<Sums> m_workers;
};

std::string fieldNames(const data::SourceInfo& info) {
    std::string names;
    for (const data::Field& field : info.fields) {
        names += (names.empty() ? "" : ", ") + field.name;
    }
    return names;
}

/// Asks for the fields of claims as columns, each once.
class ColumnRequest {
public:
    explicit ColumnRequest(const data::SourceInfo& info) : m_info(info) {}

    Result<ColumnFilter> filter(const std::string& field, std::vector<std::string> values) {
        const auto index = m_info.field(field);
        if (!index) {
            return Error{ErrorCode::FieldNotFound, field, fieldNames(m_info), m_info.layer};
        }
        const auto known = std::find_if(
            m_columns.begin(), m_columns.end(), [&](const auto& c) { return c.field == *index; });
        const auto column = static_cast<std::size_t>(known - m_columns.begin());
        if (known == m_columns.end()) {
            m_columns.push_back({*index, data::ColumnType::Text});
        }
        return ColumnFilter{column, std::move(values)};
    }
    Result<std::vector<ColumnFilter>> filters(const std::vector<PlanFilter>& wanted) {
        std::vector<ColumnFilter> all;
        for (const PlanFilter& one : wanted) {
            auto made = filter(one.field, one.values);
            if (!made) {
                return made.error();
            }
            all.push_back(std::move(*made));
        }
        return all;
    }
    const std::vector<data::ScanRequest::Wanted>& columns() const { return m_columns; }

private:
    const data::SourceInfo& m_info;
    std::vector<data::ScanRequest::Wanted> m_columns;
};

Result<LayerClaims> claimsOn(const std::string& layer, const Plan& plan, ColumnRequest& request) {
    LayerClaims claims;
    for (std::size_t i = 0; i < plan.areas.size(); ++i) {
        if (plan.areas[i].layer == layer) {
            auto feature = request.filter(plan.areas[i].keyField, {plan.areas[i].id});
            if (!feature) {
                return feature.error();
            }
            claims.areas.push_back({i, std::move(*feature)});
        }
    }
    for (std::size_t i = 0; i < plan.rates.size(); ++i) {
        if (plan.rates[i].layer == layer) {
            auto numerator = request.filters(plan.rates[i].numerator);
            auto denominator = request.filters(plan.rates[i].denominator);
            if (!numerator || !denominator) {
                return numerator ? denominator.error() : numerator.error();
            }
            claims.rates.push_back({i, std::move(*numerator), std::move(*denominator)});
        }
    }
    return claims;
}

Result<void> measureLayer(const std::string& layer,
                          const Plan& plan,
                          const std::string& path,
                          int threads,
                          const Progress& progress,
                          landuse::PlanMeasures& measures,
                          std::vector<Finding>& findings) {
    auto source = data::openSource(path + ":" + layer);
    if (!source) {
        return source.error();
    }
    ColumnRequest request((*source)->info());
    const auto claims = claimsOn(layer, plan, request);
    if (!claims) {
        return claims.error();
    }
    LayerMeasurer measurer(layer, *claims, threads);
    const auto add = [&](int worker, FeatureChunk&& chunk) {
        measurer.add(worker, chunk);
        return true;
    };
    const auto scanned =
        (*source)->scan({.columns = request.columns(), .threads = threads}, add, progress);
    if (!scanned) {
        return scanned.error();
    }
    findings.insert(findings.end(), scanned->findings.begin(), scanned->findings.end());
    measurer.finish(measures, findings);
    return {};
}

} // namespace

Result<landuse::PlanMeasures> measurePlan(const Plan& plan,
                                          const std::string& path,
                                          int threads,
                                          const Progress& progress,
                                          std::vector<Finding>& findings) {
    std::set<std::string> layers;
    for (const PlanAreaClaim& claim : plan.areas) {
        layers.insert(claim.layer);
    }
    for (const PlanRateClaim& claim : plan.rates) {
        layers.insert(claim.layer);
    }
    landuse::PlanMeasures measures;
    measures.areas.resize(plan.areas.size());
    measures.rates.resize(plan.rates.size());
    const auto count = static_cast<double>(layers.size());
    double done = 0.0;
    for (const std::string& layer : layers) {
        const Progress part = progress.part(done / count, (done + 1.0) / count);
        auto measured =
            measureLayer(layer, plan, path, threadCount(threads), part, measures, findings);
        if (!measured) {
            return measured.error();
        }
        done += 1.0;
    }
    return measures;
}

} // namespace tuban::jobs
