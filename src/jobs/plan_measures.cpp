#include "jobs/plan_measures.h"

#include "base/parallel.h"
#include "data/feature_source.h"
#include "geometry/crs.h"
#include "model/valid_polygons.h"

#include <algorithm>
#include <functional>
#include <map>
#include <optional>
#include <utility>

namespace tuban::jobs {

namespace {

using geometry::DoubledArea;

constexpr auto kGrid = geometry::Grid::tenthMillimetre();

/// The area of the features that pass some filters: one for an area claim, two for a rate.
struct Wanted {
    const std::vector<PlanFilter>* filters;
    std::function<void(landuse::PlanMeasures&, std::optional<Area>)> store;
};

/// What is wanted of each layer.
std::map<std::string, std::vector<Wanted>> wantedByLayer(const Plan& plan) {
    std::map<std::string, std::vector<Wanted>> wanted;
    for (std::size_t i = 0; i < plan.areas.size(); ++i) {
        wanted[plan.areas[i].layer].push_back(
            {&plan.areas[i].filters, [i](auto& to, auto area) { to.areas[i] = area; }});
    }
    for (std::size_t i = 0; i < plan.rates.size(); ++i) {
        std::vector<Wanted>& list = wanted[plan.rates[i].layer];
        list.push_back({&plan.rates[i].numerator, [i](auto& to, auto area) {
                            to.rates[i].numerator = area.value_or(Area());
                        }});
        list.push_back({&plan.rates[i].denominator, [i](auto& to, auto area) {
                            to.rates[i].denominator = area.value_or(Area());
                        }});
    }
    return wanted;
}

/// Filters on the columns of a scan, which asks for each field once.
class Selection {
public:
    /// Errors: FieldNotFound.
    static Result<Selection> create(const std::vector<PlanFilter>& filters,
                                    const data::SourceInfo& info,
                                    std::vector<data::ScanRequest::Wanted>& columns) {
        Selection selection;
        for (const PlanFilter& filter : filters) {
            const auto field = info.field(filter.field);
            if (!field) {
                return Error{ErrorCode::FieldNotFound, filter.field, fieldNames(info), info.layer};
            }
            const auto known = std::find_if(
                columns.begin(), columns.end(), [&](const auto& c) { return c.field == *field; });
            const auto column = static_cast<std::size_t>(known - columns.begin());
            if (known == columns.end()) {
                columns.push_back({*field, data::ColumnType::Text});
            }
            selection.m_filters.emplace_back(column, filter.values);
        }
        return selection;
    }

    bool holds(const FeatureChunk& chunk, std::size_t row) const {
        return std::all_of(m_filters.begin(), m_filters.end(), [&](const auto& filter) {
            const Column& cells = chunk.columns[filter.first];
            const auto& values = filter.second;
            return !cells.null[row] &&
                   std::find(values.begin(), values.end(), cells.text(row)) != values.end();
        });
    }

private:
    static std::string fieldNames(const data::SourceInfo& info) {
        std::string names;
        for (const data::Field& field : info.fields) {
            names += (names.empty() ? "" : ", ") + field.name;
        }
        return names;
    }

    std::vector<std::pair<std::size_t, std::vector<std::string>>> m_filters;
};

/// Sums up the selections of one layer, on several threads.
class LayerMeter {
public:
    LayerMeter(const data::SourceInfo& info, const std::vector<Selection>& selections, int threads)
        : m_selections(selections) {
        if (const auto crs = geometry::describeCrs(info.crs)) {
            m_crs = *crs;
        }
        for (int i = 0; i < threads; ++i) {
            m_workers.push_back(
                {std::vector<Sum>(selections.size()), PolygonValidator(info.layer, m_crs, kGrid)});
        }
    }

    void add(int worker, FeatureChunk&& chunk) {
        Worker& own = m_workers[static_cast<std::size_t>(worker)];
        const auto polygons = own.validator.validated(std::move(chunk.polygons), chunk.ids);
        for (std::size_t row = 0; row < chunk.size(); ++row) {
            for (std::size_t i = 0; i < m_selections.size(); ++i) {
                if (m_selections[i].holds(chunk, row)) {
                    own.sums[i].area += polygons.doubledArea(row);
                    own.sums[i].any = true;
                }
            }
        }
    }

    /// The area of a selection; nothing where it has no feature.
    std::optional<Area> areaOf(std::size_t selection) const {
        Sum all;
        for (const Worker& worker : m_workers) {
            all.area += worker.sums[selection].area;
            all.any = all.any || worker.sums[selection].any;
        }
        const double squareUnits =
            kGrid.toSquareUnits(all.area * (DoubledArea{1} << geometry::kFixedAreaBits));
        const double metres = m_crs.metresPerUnit;
        return all.any ? std::optional(Area::squareMetres(squareUnits * metres * metres))
                       : std::nullopt;
    }

    void appendFindings(std::vector<Finding>& findings) const {
        for (const Worker& worker : m_workers) {
            const std::vector<Finding>& own = worker.validator.findings();
            findings.insert(findings.end(), own.begin(), own.end());
        }
    }

private:
    struct Sum {
        DoubledArea area = 0;
        bool any = false;
    };
    struct Worker {
        std::vector<Sum> sums;
        PolygonValidator validator;
    };

    const std::vector<Selection>& m_selections;
    geometry::CrsInfo m_crs;
    std::vector<Worker> m_workers;
};

Result<void> measureLayer(data::FeatureSource& source,
                          const std::vector<Wanted>& wanted,
                          int threads,
                          const Progress& progress,
                          landuse::PlanMeasures& measures,
                          std::vector<Finding>& findings) {
    data::ScanRequest request{.threads = threads};
    std::vector<Selection> selections;
    for (const Wanted& one : wanted) {
        auto selection = Selection::create(*one.filters, source.info(), request.columns);
        if (!selection) {
            return selection.error();
        }
        selections.push_back(std::move(*selection));
    }
    LayerMeter meter(source.info(), selections, threads);
    const auto add = [&](int worker, FeatureChunk&& chunk) {
        meter.add(worker, std::move(chunk));
        return true;
    };
    const auto scanned = source.scan(request, add, progress);
    if (!scanned) {
        return scanned.error();
    }
    findings.insert(findings.end(), scanned->findings.begin(), scanned->findings.end());
    meter.appendFindings(findings);
    for (std::size_t i = 0; i < wanted.size(); ++i) {
        wanted[i].store(measures, meter.areaOf(i));
    }
    return {};
}

} // namespace

Result<landuse::PlanMeasures> measurePlan(const Plan& plan,
                                          const std::string& path,
                                          int threads,
                                          const Progress& progress,
                                          std::vector<Finding>& findings) {
    landuse::PlanMeasures measures;
    measures.areas.resize(plan.areas.size());
    measures.rates.resize(plan.rates.size());
    const auto layers = wantedByLayer(plan);
    const auto count = static_cast<double>(layers.size());
    double done = 0.0;
    for (const auto& [layer, wanted] : layers) {
        const auto source = data::openSource(path + ":" + layer);
        if (!source) {
            return source.error();
        }
        auto measured = measureLayer(**source,
                                     wanted,
                                     threadCount(threads),
                                     progress.part(done / count, (done + 1.0) / count),
                                     measures,
                                     findings);
        if (!measured) {
            return measured.error();
        }
        done += 1.0;
    }
    return measures;
}

} // namespace tuban::jobs
