#include "jobs/check_run.h"

#include "base/parallel.h"
#include "compliance/attribute_check.h"
#include "compliance/coverage_check.h"
#include "compliance/record_check.h"
#include "compliance/repair.h"
#include "compliance/shape_check.h"
#include "data/workspace/workspace_info.h"
#include "jobs/check_ground.h"
#include "jobs/check_items.h"
#include "jobs/language.h"
#include "jobs/sentence.h"

#include <QtGlobal>

#include <algorithm>
#include <iterator>
#include <utility>

namespace tuban::jobs {

using compliance::CheckedLayer;
using compliance::CheckFinding;

namespace {

constexpr const char* kAccepted = "accepted_finding";

void append(std::vector<CheckFinding>& all, std::vector<CheckFinding> more) {
    all.insert(
        all.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

/// Checks polygon by polygon, on all threads; invalid ones are repaired in the layer.
std::vector<CheckFinding>
checkShapes(const CheckRules& rules, LoadedLayer& loaded, int threads, const Progress& progress) {
    CheckedLayer& layer = loaded.layer;
    std::vector<compliance::ShapeCheck> checks;
    for (int i = 0; i < threads; ++i) {
        checks.emplace_back(rules, layer, loaded.asStored);
    }
    std::vector<std::vector<CheckFinding>> found(layer.chunkCount());
    parallelForBlocks(layer.chunkCount(), threads, [&](int worker, std::size_t c) {
        if (progress.cancelled()) {
            return;
        }
        auto outcome = checks[static_cast<std::size_t>(worker)].check(c);
        found[c] = std::move(outcome.findings);
        if (outcome.repaired) {
            layer.setRepaired(c, std::move(*outcome.repaired));
        }
    });
    std::vector<CheckFinding> all;
    for (std::vector<CheckFinding>& part : found) {
        append(all, std::move(part));
    }
    return all;
}

/// One finding for all polygons off the grid: as a rule all of a file are.
void gatherOffGrid(std::vector<CheckFinding>& findings) {
    CheckFinding all{.kind = CheckKind::OnGrid, .rows = {}};
    std::size_t polygons = 0;
    std::size_t vertices = 0;
    std::erase_if(findings, [&](const CheckFinding& finding) {
        if (finding.kind != CheckKind::OnGrid) {
            return false;
        }
        all.place = polygons == 0 ? finding.place : all.place;
        ++polygons;
        vertices += std::stoull(finding.values.front());
        return true;
    });
    if (polygons > 0) {
        all.values = {std::to_string(polygons), std::to_string(vertices)};
        findings.push_back(std::move(all));
    }
}

std::string whyRefused(compliance::RepairRefusal refusal) {
    switch (refusal) {
    case compliance::RepairRefusal::NoRepair:
        return sentence(QT_TRANSLATE_NOOP("tuban", "for people to decide"), {});
    case compliance::RepairRefusal::FallsApart:
        return sentence(
            QT_TRANSLATE_NOOP("tuban", "a polygon would vanish or fall into several parts"), {});
    case compliance::RepairRefusal::NotValid:
        return sentence(QT_TRANSLATE_NOOP("tuban", "a polygon would become invalid"), {});
    case compliance::RepairRefusal::NothingChanged:
        return sentence(QT_TRANSLATE_NOOP("tuban", "another repair has changed the place"), {});
    }
    return {};
}

GridGeometry gridGeometryOf(const geometry::PolygonChunk& polygons) {
    GridGeometry geometry;
    const auto parts = polygons.parts(0);
    for (std::uint32_t p = parts.first; p < parts.last; ++p) {
        GridGeometry::Part& part = geometry.parts.emplace_back();
        const auto rings = polygons.rings(p);
        for (std::uint32_t r = rings.first; r < rings.last; ++r) {
            const geometry::Ring ring = polygons.ring(r);
            part.emplace_back(ring.begin(), ring.end()).push_back(ring.front());
        }
    }
    return geometry;
}

bool isPolygonal(const LayerSchema& schema) {
    return schema.geometry == GeometryKind::Polygon ||
           schema.geometry == GeometryKind::MultiPolygon;
}

} // namespace

CheckRun::CheckRun(const CheckJob::Settings& settings,
                   const CheckRules& rules,
                   const data::WorkspaceStore* store)
    : m_settings(settings),
      m_rules(rules),
      m_store(store),
      m_threads(threadCount(settings.threads)) {}

Result<CheckJob::Report> CheckRun::run(bool planRepairs, const Progress& progress) {
    m_planRepairs = planRepairs;
    m_report.source = m_settings.source;
    m_report.rules = m_rules;
    Result<void> done;
    if (m_store == nullptr) {
        done = checkLayer(m_settings.source, nullptr, progress);
    } else {
        m_report.notice = data::workspaceNotice(m_settings.source);
        done = readAccepted();
        if (done) {
            done = checkWorkspace(progress);
        }
    }
    if (!done) {
        return done.error();
    }
    std::stable_sort(m_report.items.begin(),
                     m_report.items.end(),
                     [](const CheckItem& a, const CheckItem& b) { return a.kind < b.kind; });
    return std::move(m_report);
}

Result<void> CheckRun::readAccepted() {
    const LayerSchema* schema = m_store->layer(kAccepted);
    if (schema == nullptr) {
        return {};
    }
    const auto take = [&](StoredRow&& row) {
        const auto text = [&](const char* field) {
            const auto at = schema->fieldIndex(field);
            const auto* value = at ? std::get_if<std::string>(&row.content.values[*at]) : nullptr;
            return value == nullptr ? std::string() : *value;
        };
        m_accepted[text("finding_id")] = {text("reason"), text("accepted_by"), text("accepted_on")};
        return true;
    };
    return m_store->rows(kAccepted, take, m_report.findings, Progress());
}

Result<void> CheckRun::checkWorkspace(const Progress& progress) {
    bool known = m_settings.layer.empty();
    for (const LayerSchema& schema : m_store->info().layers) {
        const bool wanted = m_settings.layer.empty() || m_settings.layer == schema.name;
        known = known || m_settings.layer == schema.name;
        const auto rows = wanted ? m_store->rowCount(schema.name) : Result<std::uint64_t>(0U);
        if (!rows) {
            return rows.error();
        }
        if (*rows == 0) {
            continue;
        }
        const Result<void> done =
            isPolygonal(schema)
                ? checkLayer(m_settings.source + ":" + schema.name, &schema, progress)
                : checkTable(schema, progress);
        if (!done) {
            return done;
        }
    }
    return known ? Result<void>() : Error{ErrorCode::LayerNotFound, m_settings.layer};
}

void CheckRun::file(CheckItem item) {
    const auto accepted = m_accepted.find(item.identity.text());
    if (accepted == m_accepted.end()) {
        m_report.items.push_back(std::move(item));
        return;
    }
    item.reason = accepted->second.reason;
    item.acceptedBy = accepted->second.by;
    item.acceptedOn = accepted->second.on;
    m_report.accepted.push_back(std::move(item));
}

/// The title of a kind of control line in the current language; itself if none is listed.
std::string CheckRun::kindTitle(const std::string& kind) const {
    const CheckRule& rule = m_rules.rule(CheckKind::ControlLine);
    const LayerSchema* schema = m_store == nullptr ? nullptr : m_store->layer(rule.layer);
    const auto at = schema == nullptr ? std::nullopt : schema->fieldIndex(rule.field);
    if (at) {
        for (const CodeEntry& entry : schema->fields[*at].codes) {
            if (entry.value == FieldValue(kind)) {
                return nameIn(currentLanguage(), entry.title);
            }
        }
    }
    return kind;
}

Result<void>
CheckRun::checkLayer(const std::string& spec, const LayerSchema* schema, const Progress& progress) {
    const CheckLayerRequest request{.spec = spec,
                                    .crs = m_settings.crs,
                                    .codeField = m_settings.codeField,
                                    .classification = m_settings.classification,
                                    .findCodes = schema != nullptr && schema->coverage &&
                                                 m_rules.on(CheckKind::ClassCode),
                                    .threads = m_threads};
    auto loaded = loadLayer(request, progress.part(0.0, 0.4));
    if (!loaded) {
        return loaded.error();
    }
    CheckedLayerReport report{loaded->layer.name(), loaded->layer.rowCount()};
    report.crs =
        loaded->plane.crs.authority.empty() ? loaded->plane.crs.name : loaded->plane.crs.authority;
    auto findings = findingsOf(*loaded, schema, report, progress.part(0.4, 1.0));
    if (!findings) {
        return findings.error();
    }
    m_report.findings.insert(
        m_report.findings.end(), loaded->findings.begin(), loaded->findings.end());
    m_report.layers.push_back(std::move(report));
    std::vector<CheckItem> items = itemsOf(*findings, loaded->layer, m_rules);
    for (CheckItem& item : items) { // after their identity was made: it knows no language
        if (item.kind == CheckKind::ControlLine) {
            item.values.front() = kindTitle(item.values.front());
        }
    }
    if (m_planRepairs && schema != nullptr) {
        plan(*loaded, *schema, *findings, items);
    }
    for (CheckItem& item : items) {
        file(std::move(item));
    }
    return {};
}

Result<std::vector<CheckFinding>> CheckRun::findingsOf(LoadedLayer& loaded,
                                                       const LayerSchema* schema,
                                                       CheckedLayerReport& report,
                                                       const Progress& progress) {
    std::vector<CheckFinding> findings = checkShapes(m_rules, loaded, m_threads, progress);
    gatherOffGrid(findings);
    report.coverage = schema == nullptr || schema->coverage;
    if (report.coverage) {
        auto coverage = compliance::checkCoverage(m_rules, loaded.layer, m_threads, progress);
        if (!coverage) {
            return coverage.error();
        }
        report.proved = coverage->proved;
        report.border = coverage->border;
        report.covered = loaded.layer.areaOf(coverage->border.covered);
        report.overlaps = coverage->overlaps;
        report.gaps = coverage->gaps;
        append(findings, std::move(coverage->findings));
    }
    if (schema != nullptr && schema->coverage) {
        if (Result<void> done = addPlaces(loaded, findings, progress); !done) {
            return done.error();
        }
    } else {
        loaded.layer.columns.registered.reset();
    }
    if (loaded.table) {
        report.classification = loaded.table->id();
    }
    CheckedLayer& layer = loaded.layer;
    const auto number = layer.columns.number;
    if (schema == nullptr || !schema->coverage) { // whose number it is, is not known
        layer.columns.number.reset();
    }
    append(findings,
           compliance::checkAttributes(m_rules, layer, loaded.table ? &*loaded.table : nullptr));
    layer.columns.number = number;
    return findings;
}

Result<std::optional<compliance::Ground>>
CheckRun::groundOf(const CheckRule& rule, const LoadedLayer& loaded, const Progress& progress) {
    const LayerSchema* schema = rule.on ? m_store->layer(rule.layer) : nullptr;
    if (schema == nullptr || !isPolygonal(*schema)) {
        return std::optional<compliance::Ground>();
    }
    const auto rows = m_store->rowCount(rule.layer);
    if (!rows || *rows == 0) {
        return rows ? Result<std::optional<compliance::Ground>>(std::optional<compliance::Ground>())
                    : Result<std::optional<compliance::Ground>>(rows.error());
    }
    return readGround(m_settings.source, *schema, rule, loaded, m_threads, progress);
}

Result<void> CheckRun::addPlaces(LoadedLayer& loaded,
                                 std::vector<CheckFinding>& findings,
                                 const Progress& progress) {
    compliance::Grounds grounds;
    const CheckRule& control = m_rules.rule(CheckKind::ControlArea);
    const CheckRule& districts = control.on ? control : m_rules.rule(CheckKind::AcrossDistricts);
    const CheckRule& lines = m_rules.rule(CheckKind::ControlLine);
    for (const auto& [rule, ground] :
         {std::pair{&m_rules.rule(CheckKind::OutsidePlanArea), &grounds.planArea},
          std::pair{&districts, &grounds.districts},
          std::pair{&lines, &grounds.controlLines}}) {
        auto read = groundOf(*rule, loaded, progress);
        if (!read) {
            return read.error();
        }
        *ground = std::move(*read);
    }
    if (grounds.controlLines && loaded.table) {
        const auto codes = lines.classes.find(loaded.table->id());
        if (codes != lines.classes.end()) {
            const compliance::ClassSet construction(*loaded.table, codes->second);
            for (std::uint32_t row = 0; row < loaded.layer.rowCount(); ++row) {
                grounds.construction.push_back(construction.contains(
                    compliance::trimmedCode(loaded.layer.text(row, loaded.layer.columns.code))));
            }
        }
    }
    auto more = compliance::checkPlaces(m_rules, loaded.layer, grounds, m_threads, progress);
    if (!more) {
        return more.error();
    }
    append(findings, std::move(*more));
    return {};
}

Result<void> CheckRun::checkTable(const LayerSchema& schema, const Progress& progress) {
    const auto names = [&](CheckKind kind) {
        return m_rules.on(kind) && m_rules.rule(kind).layer == schema.name;
    };
    if (schema.geometry != GeometryKind::None ||
        (!names(CheckKind::DateOrder) && !names(CheckKind::Amount))) {
        return {};
    }
    std::vector<StoredRow> rows;
    const auto take = [&](StoredRow&& row) {
        rows.push_back(std::move(row));
        return true;
    };
    if (auto read = m_store->rows(schema.name, take, m_report.findings, progress); !read) {
        return read;
    }
    std::vector<LayerRow> contents;
    for (const StoredRow& row : rows) {
        contents.push_back(row.content);
    }
    const auto findings = compliance::checkRecords(m_rules, schema, contents);
    for (CheckItem& item : itemsOf(findings, schema, rows, m_rules)) {
        file(std::move(item));
    }
    m_report.layers.push_back({schema.name, rows.size()});
    return {};
}

void CheckRun::plan(const LoadedLayer& loaded,
                    const LayerSchema& schema,
                    const std::vector<CheckFinding>& findings,
                    const std::vector<CheckItem>& items) {
    std::vector<CheckFinding> open;
    std::vector<std::size_t> itemOf;
    for (std::size_t i = 0; i < findings.size(); ++i) {
        if (compliance::isRepairable(findings[i].kind) &&
            !m_accepted.contains(items[i].identity.text())) {
            open.push_back(findings[i]);
            itemOf.push_back(i);
        }
    }
    auto plan = compliance::planRepairs(
        m_rules, loaded.layer, open, schema.geometry == GeometryKind::MultiPolygon);
    PlannedRepairs repairs{schema.name};
    for (const std::size_t i : plan.repaired) {
        repairs.repaired.push_back(items[itemOf[i]]);
    }
    for (const auto& [i, refusal] : plan.refused) {
        repairs.refused.push_back({items[itemOf[i]], whyRefused(refusal)});
    }
    std::vector<CheckFinding> rows;
    for (const compliance::RepairedFeature& feature : plan.features) {
        rows.push_back({.kind = CheckKind::ValidGeometry, .rows = {feature.row}});
    }
    const std::vector<CheckItem> named = itemsOf(rows, loaded.layer, m_rules);
    for (std::size_t i = 0; i < plan.features.size(); ++i) {
        const compliance::RepairedFeature& feature = plan.features[i];
        repairs.features.emplace_back(
            RepairReport::Feature{
                schema.name, named[i].features.front(), feature.before, feature.after},
            gridGeometryOf(feature.polygons));
    }
    if (!open.empty()) {
        m_repairs.push_back(std::move(repairs));
    }
}

} // namespace tuban::jobs
