#include "jobs/ratio_table_job.h"

#include "base/parallel.h"
#include "data/tables_reader/structure_rules_reader.h"
#include "data/workspace/workspace_info.h"
#include "geometry/coverage.h"
#include "jobs/overlap_finding.h"
#include "jobs/ratio_inputs.h"
#include "landuse/balance_assembly.h"
#include "landuse/classification_choice.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <utility>

namespace tuban::jobs {

using geometry::FixedArea;

namespace {

/// Sums the parcels of one thread.
class BalanceVisitor final : public ParcelVisitor {
public:
    explicit BalanceVisitor(const RatioInputs& inputs)
        : m_districtOf(inputs.districts ? &inputs.districts->districtOf : nullptr),
          sums(inputs.districts ? inputs.districts->names.size() : 0),
          planarCovered(sums.districtCount(), 0) {}

    void visit(const PassingParcel& parcel) override {
        const std::uint32_t code = sums.codeIndex(parcel.code);
        sums.addWhole(code, parcel.measured.whole);
        for (const geometry::OverlayPart& part : parcel.measured.parts) {
            sums.add(code, (*m_districtOf)[part.district], part.area);
        }
        for (const geometry::OverlayPart& part : parcel.planar.parts) {
            planarCovered[(*m_districtOf)[part.district]] += part.area;
        }
        inSeveral += parcel.measured.inSeveral;
        residual.add(parcel.chunk.polygons, parcel.row);
        if (parcel.registeredMissing) {
            ++missing;
            missingArea += parcel.planar.whole;
        }
    }

    void merge(const BalanceVisitor& other) {
        sums.merge(other.sums);
        residual.merge(other.residual);
        for (std::size_t i = 0; i < planarCovered.size(); ++i) {
            planarCovered[i] += other.planarCovered[i];
        }
        inSeveral += other.inSeveral;
        missing += other.missing;
        missingArea += other.missingArea;
    }

private:
    const std::vector<std::uint32_t>* m_districtOf;

public:
    landuse::BalanceSums sums;
    geometry::EdgeResidual residual = {};
    std::vector<FixedArea> planarCovered; ///< by district
    FixedArea inSeveral = 0;
    std::uint64_t missing = 0; ///< parcels without registered area
    FixedArea missingArea = 0;
};

std::string percentText(Area part, Area whole) {
    char text[32];
    std::snprintf(text, sizeof text, "%.2f", shareOf(part, whole).inPercent());
    return text;
}

/// Turns inputs and sums into a balance.
class RatioAssembly {
public:
    RatioAssembly(RatioInputs& inputs, const Progress& progress)
        : m_inputs(inputs), m_progress(progress) {}

    Result<RatioResult> run();
    bool coordinatesAreOffGrid() const { return m_offGrid; }

private:
    Result<void> sumParcels();
    Result<void> measureCoverage();
    Result<void> chooseClasses();
    Result<void> chooseLevel();
    Result<void> checkStructure();
    void assemble();
    void addFindings(const std::vector<Finding>& more) {
        m_result.findings.insert(m_result.findings.end(), more.begin(), more.end());
    }
    void note(FindingCode code, Severity severity, std::vector<std::string> values) {
        m_result.findings.push_back({.severity = severity,
                                     .code = code,
                                     .layer = m_result.parcelLayer,
                                     .values = std::move(values)});
    }
    void noteCoverage();

    RatioInputs& m_inputs;
    const Progress& m_progress;
    std::vector<std::unique_ptr<BalanceVisitor>> m_visitors;
    landuse::BalanceInput m_balance;
    RatioResult m_result;
    bool m_offGrid = false;
};

Result<RatioResult> RatioAssembly::run() {
    const data::SourceInfo& info = m_inputs.parcels->info();
    m_result.crs = m_inputs.plane.crs;
    m_result.grid = m_inputs.grid;
    m_result.parcelLayer = info.layer;
    m_result.notice = data::workspaceNotice(info.path);
    m_result.codeField = info.fields[m_inputs.codeField].name;
    m_result.districtLayer = m_inputs.districtLayer;
    m_result.findings = m_inputs.findings;
    for (const auto step : {&RatioAssembly::sumParcels,
                            &RatioAssembly::measureCoverage,
                            &RatioAssembly::chooseClasses,
                            &RatioAssembly::chooseLevel}) {
        if (Result<void> done = (this->*step)(); !done) {
            return done.error();
        }
    }
    assemble();
    if (Result<void> done = checkStructure(); !done) {
        return done.error();
    }
    noteCoverage();
    return std::move(m_result);
}

Result<void> RatioAssembly::sumParcels() {
    std::vector<ParcelVisitor*> visitors;
    for (int i = 0; i < m_inputs.settings.threads; ++i) {
        m_visitors.push_back(std::make_unique<BalanceVisitor>(m_inputs));
        visitors.push_back(m_visitors.back().get());
    }
    const auto summary = passParcels(m_inputs, visitors, false, m_progress.part(0.05, 0.9));
    if (!summary) {
        return summary.error();
    }
    m_offGrid = !m_inputs.gridIsFine && summary->offGridVertices > 0;
    addFindings(summary->findings);
    parallelFor(m_visitors.size(), static_cast<int>(m_visitors.size()), [&](int, std::size_t i) {
        m_visitors[i]->residual.settle();
    });
    for (std::size_t i = 1; i < m_visitors.size(); ++i) {
        m_visitors.front()->merge(*m_visitors[i]);
    }
    m_visitors.resize(1);
    return {};
}

Result<void> RatioAssembly::measureCoverage() {
    const BalanceVisitor& all = *m_visitors.front();
    const auto map = geometry::CoverageMap::build(all.residual, m_progress.part(0.9, 0.95));
    if (!map) {
        return map.error();
    }
    if (map->hasOverlap()) {
        m_result.findings.push_back(overlapFinding(*map,
                                                   FindingCode::ParcelsOverlap,
                                                   m_result.parcelLayer,
                                                   m_inputs.grid,
                                                   m_inputs.plane));
    }
    m_balance.layerOverlap = map->overlapEverywhere();
    m_balance.inSeveralDistricts = all.inSeveral;
    if (!m_inputs.districts) {
        return {};
    }
    const DistrictLayer& layer = *m_inputs.districts;
    // With nothing counted as covered, "uncovered" is area + overlap; what covers a district is
    // taken off below, feature by feature being no different from district by district.
    const std::vector<FixedArea> nothing(layer.districtOf.size(), 0);
    const auto features = geometry::CoverageDepth::compute(*map,
                                                           layer.index->districts(),
                                                           nothing,
                                                           m_inputs.settings.threads,
                                                           m_progress.part(0.95, 1.0));
    if (!features) {
        return features.error();
    }
    for (std::size_t i = 0; i < layer.names.size(); ++i) {
        m_balance.districts.push_back({layer.names[i], layer.areas[i], {-all.planarCovered[i], 0}});
    }
    for (std::size_t i = 0; i < layer.districtOf.size(); ++i) {
        geometry::DistrictCoverage& coverage = m_balance.districts[layer.districtOf[i]].coverage;
        coverage.uncovered += (*features)[i].uncovered;
        coverage.overlap += (*features)[i].overlap;
    }
    for (auto& district : m_balance.districts) {
        district.coverage = geometry::settled(district.coverage);
    }
    return {};
}

Result<void> RatioAssembly::chooseClasses() {
    const std::string& wanted = m_inputs.settings.classification;
    if (wanted == "none") {
        return {};
    }
    if (!wanted.empty()) {
        const auto table = std::find_if(m_inputs.tables.begin(),
                                        m_inputs.tables.end(),
                                        [&](const Classification& t) { return t.id() == wanted; });
        if (table == m_inputs.tables.end()) {
            std::string known;
            for (const Classification& one : m_inputs.tables) {
                known += (known.empty() ? "" : ", ") + one.id();
            }
            return Error{ErrorCode::UnknownClassification, wanted, known};
        }
        m_result.classification = *table;
        return {};
    }
    const landuse::BalanceSums& sums = m_visitors.front()->sums;
    std::vector<landuse::CodeCount> codes;
    for (std::uint32_t code = 0; code < sums.codes().size(); ++code) {
        if (!sums.codes()[code].empty()) {
            codes.push_back({sums.codes()[code], sums.parcels(code)});
        }
    }
    std::sort(
        codes.begin(), codes.end(), [](const auto& a, const auto& b) { return a.code < b.code; });
    const auto choice = landuse::chooseClassification(codes, m_result.codeField, m_inputs.tables);
    if (!choice) {
        return choice.error();
    }
    m_result.findings.push_back(landuse::choiceFinding(*choice));
    if (choice->table) {
        m_result.classification = m_inputs.tables[*choice->table];
    }
    return {};
}

Result<void> RatioAssembly::chooseLevel() {
    const int deepest = m_result.classification ? m_result.classification->levels() : 1;
    m_result.level = m_inputs.settings.level.value_or(deepest);
    if (m_result.classification && (m_result.level < 1 || m_result.level > deepest)) {
        return Error{ErrorCode::UnknownLevel,
                     std::to_string(m_result.level),
                     "1 – " + std::to_string(deepest)};
    }
    return {};
}

void RatioAssembly::assemble() {
    m_balance.basis = m_inputs.settings.basis;
    m_balance.grid = m_inputs.grid;
    m_balance.metresPerUnit = m_inputs.plane.units().metresPerUnit;
    m_balance.classification = m_result.classification ? &*m_result.classification : nullptr;
    m_balance.level = m_result.level;
    m_result.balance = landuse::assembleBalance(m_visitors.front()->sums, m_balance);
    addFindings(landuse::codeFindings(m_visitors.front()->sums, m_balance.classification));
}

Result<void> RatioAssembly::checkStructure() {
    if (!m_result.classification) {
        return {};
    }
    const auto rules = data::loadStructureRules();
    if (!rules) {
        return rules.error();
    }
    landuse::BalanceInput deepest = m_balance;
    deepest.level = m_result.classification->levels();
    const landuse::LandBalance balance =
        landuse::assembleBalance(m_visitors.front()->sums, deepest);
    m_result.structure = landuse::checkStructure(balance, *m_result.classification, *rules);
    addFindings(landuse::structureFindings(m_result.structure, balance, *rules));
    return {};
}

/// Findings on what is covered; anything below half of the smallest area ever printed is rounding.
void RatioAssembly::noteCoverage() {
    constexpr Area kPrinted = Area::squareMetres(0.005);
    const BalanceVisitor& all = *m_visitors.front();
    if (m_inputs.gridIsFine && !m_inputs.plane.placementOf(0, m_inputs.grid).transforms()) {
        note(FindingCode::OffGrid, Severity::Note, {std::to_string(m_inputs.grid.decimals())});
    }
    if (all.missing > 0) {
        note(FindingCode::RegisteredAreaMissing,
             Severity::Warning,
             {std::to_string(all.missing), squareMetresText(m_inputs.areaOf(all.missingArea))});
    }
    const landuse::LandBalance& balance = m_result.balance;
    for (const landuse::DistrictTotals& district : balance.districts) {
        if (district.uncovered > kPrinted) {
            note(FindingCode::Uncovered,
                 Severity::Note,
                 {district.name,
                  squareMetresText(district.uncovered),
                  percentText(district.uncovered, district.area)});
        }
    }
    if (balance.outside > kPrinted) {
        note(FindingCode::OutsideDistricts,
             Severity::Note,
             {squareMetresText(balance.outside), percentText(balance.outside, balance.total)});
    }
}

/// Places of findings are points of the plane; that of ellipsoidal areas is none a person knows.
void dropPlacesOffTheMap(RatioResult& result) {
    if (result.balance.basis == landuse::AreaBasis::Ellipsoidal) {
        for (Finding& finding : result.findings) {
            finding.place.reset();
        }
    }
}

} // namespace

Result<RatioResult> computeRatios(const RatioSettings& settings, const Progress& progress) {
    for (const bool fine : {false, true}) {
        auto inputs = prepareRatios(settings, fine, progress.part(0.0, 0.05));
        if (!inputs) {
            return inputs.error();
        }
        RatioAssembly assembly(*inputs, progress);
        auto result = assembly.run();
        if (!result) {
            return result.error();
        }
        if (!assembly.coordinatesAreOffGrid()) {
            dropPlacesOffTheMap(*result);
            return result;
        }
        // Only later features left the 0.1 mm grid: once more on a fine one.
    }
    return Error{ErrorCode::ReadFailed, settings.parcels};
}

} // namespace tuban::jobs
