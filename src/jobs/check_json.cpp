#include "jobs/check_items.h"
#include "jobs/check_report.h"
#include "jobs/describe.h"
#include "jobs/finding_names.h"

#include <nlohmann/json.hpp>

#include <set>
#include <utility>

namespace tuban::jobs {

namespace {

using Json = nlohmann::ordered_json;

std::string written(const Json& json, int indent) {
    return json.dump(indent, ' ', false, Json::error_handler_t::replace);
}

Json featureJson(const CheckedFeature& feature) {
    Json json{{"feature", feature.number}};
    if (!feature.id.isNil()) {
        json["id"] = feature.id.text();
    }
    if (!feature.name.empty()) {
        json["number"] = feature.name;
    }
    return json;
}

Json propertiesOf(const CheckItem& item) {
    Json features = Json::array();
    for (const CheckedFeature& feature : item.features) {
        features.push_back(featureJson(feature));
    }
    Json json{{"id", item.identity.text()},
              {"rule", nameOf(item.kind)},
              {"severity", nameOf(item.severity)},
              {"layer", item.layer},
              {"text", describe(item)},
              {"values", item.values},
              {"features", std::move(features)}};
    if (item.area) {
        json["area_m2"] = item.area->inSquareMetres();
    }
    if (item.width) {
        json["width_m"] = item.width->inMetres();
    }
    if (!item.reason.empty()) {
        json["accepted"] = {
            {"reason", item.reason}, {"by", item.acceptedBy}, {"on", item.acceptedOn}};
    }
    return json;
}

Json itemJson(const CheckItem& item) {
    Json json = propertiesOf(item);
    if (item.place) {
        json["place"] = *item.place;
    }
    return json;
}

Json layerJson(const CheckedLayerReport& layer) {
    Json json{{"layer", layer.name}, {"features", layer.features}, {"crs", layer.crs}};
    if (!layer.classification.empty()) {
        json["classification"] = layer.classification;
    }
    if (layer.coverage) {
        json["coverage"] = {{"proved", layer.proved},
                            {"overlaps", layer.overlaps},
                            {"gaps", layer.gaps},
                            {"covered_m2", layer.covered.inSquareMetres()},
                            {"rings", layer.border.rings},
                            {"edges", layer.border.edges},
                            {"crossings", layer.border.crossings},
                            {"shared_vertices", layer.border.sharedVertices},
                            {"simple", layer.border.simple}};
    }
    return json;
}

Json repairJson(const RepairReport& repair) {
    Json features = Json::array();
    for (const RepairReport::Feature& f : repair.features) {
        Json json = featureJson(f.feature);
        json["layer"] = f.layer;
        json["before_m2"] = f.before.inSquareMetres();
        json["after_m2"] = f.after.inSquareMetres();
        features.push_back(std::move(json));
    }
    Json refused = Json::array();
    for (const RepairReport::Refused& one : repair.refused) {
        refused.push_back(
            {{"id", one.item.identity.text()}, {"rule", nameOf(one.item.kind)}, {"why", one.why}});
    }
    return {{"done", repair.done},
            {"taken_back", repair.takenBack},
            {"findings", repair.findings},
            {"before", repair.before},
            {"after", repair.after},
            {"features", std::move(features)},
            {"refused", std::move(refused)}};
}

Json findingJson(const Finding& finding) {
    Json json{{"severity", nameOf(finding.severity)},
              {"code", nameOf(finding.code)},
              {"layer", finding.layer},
              {"text", describe(finding)}};
    if (finding.feature) {
        json["feature"] = *finding.feature;
    }
    return json;
}

Json countsOf(const CheckJob::Report& report) {
    Json counts = Json::object();
    for (const CheckRule& rule : report.rules.rules) {
        if (rule.on) {
            counts[std::string(nameOf(rule.kind))] = 0;
        }
    }
    for (const CheckItem& item : report.items) {
        Json& count = counts[std::string(nameOf(item.kind))];
        count = count.get<std::uint64_t>() + 1;
    }
    return counts;
}

Json geometryOf(const CheckItem& item) {
    if (!item.outline.empty()) {
        return {{"type", "Polygon"}, {"coordinates", item.outline}};
    }
    return {{"type", "Point"}, {"coordinates", *item.place}};
}

} // namespace

std::string checkJson(const CheckJob::Report& report) {
    Json layers = Json::array();
    for (const CheckedLayerReport& layer : report.layers) {
        layers.push_back(layerJson(layer));
    }
    Json items = Json::array();
    for (const CheckItem& item : report.items) {
        items.push_back(itemJson(item));
    }
    Json accepted = Json::array();
    for (const CheckItem& item : report.accepted) {
        accepted.push_back(itemJson(item));
    }
    Json reading = Json::array();
    for (const Finding& finding : report.findings) {
        reading.push_back(findingJson(finding));
    }
    Json json{{"source", report.source},
              {"rules", report.rules.id},
              {"layers", std::move(layers)},
              {"counts", countsOf(report)},
              {"findings", std::move(items)},
              {"accepted", std::move(accepted)},
              {"reading", std::move(reading)}};
    if (report.notice) {
        json["notice"] = nameIn(currentLanguage(), *report.notice);
    }
    if (report.repair) {
        json["repair"] = repairJson(*report.repair);
    }
    return written(json, 2) + "\n";
}

std::string checkGeoJson(const CheckJob::Report& report) {
    Json features = Json::array();
    for (const CheckItem& item : report.items) {
        if (item.place) {
            features.push_back({{"type", "Feature"},
                                {"geometry", geometryOf(item)},
                                {"properties", propertiesOf(item)}});
        }
    }
    std::set<std::string> systems;
    for (const CheckedLayerReport& layer : report.layers) {
        if (!layer.crs.empty()) {
            systems.insert(layer.crs);
        }
    }
    Json json{{"type", "FeatureCollection"}};
    // Layers of one source share their system.
    if (systems.size() == 1 && systems.begin()->starts_with("EPSG:")) {
        json["crs"] = {
            {"type", "name"},
            {"properties", {{"name", "urn:ogc:def:crs:EPSG::" + systems.begin()->substr(5)}}}};
    }
    json["features"] = std::move(features);
    return written(json, -1) + "\n";
}

Table checkRecords(const CheckJob::Report& report) {
    const auto right = Table::Align::Right;
    Table table;
    table.headings = {{"id", {}, Table::Align::Left, 0, "id"},
                      {"rule", {}, Table::Align::Left, 0, "rule"},
                      {"severity", {}, Table::Align::Left, 0, "severity"},
                      {"layer", {}, Table::Align::Left, 0, "layer"},
                      {"features", {}, Table::Align::Left, 0, "features"},
                      {"east", {}, right, 4, "east"},
                      {"north", {}, right, 4, "north"},
                      {"area_m2", {}, right, 6, "area_m2"},
                      {"width_m", {}, right, 6, "width_m"},
                      {"text", {}, Table::Align::Left, 0, "text"},
                      {"accepted", {}, Table::Align::Left, 0, "accepted"}};
    const auto number = [](const auto& value, auto get) {
        return value ? Table::Cell(Table::Number{get(*value)}) : Table::Cell();
    };
    const auto add = [&](const CheckItem& item) {
        std::string features;
        for (const CheckedFeature& feature : item.features) {
            features += (features.empty() ? "" : " ") +
                        (feature.name.empty() ? std::to_string(feature.number) : feature.name);
        }
        table.rows.push_back(
            {.cells = {item.identity.text(),
                       std::string(nameOf(item.kind)),
                       std::string(nameOf(item.severity)),
                       item.layer,
                       std::move(features),
                       number(item.place, [](const Place& p) { return p[0]; }),
                       number(item.place, [](const Place& p) { return p[1]; }),
                       number(item.area, [](Area a) { return a.inSquareMetres(); }),
                       number(item.width, [](Length l) { return l.inMetres(); }),
                       describe(item),
                       item.reason}});
    };
    for (const CheckItem& item : report.items) {
        add(item);
    }
    for (const CheckItem& item : report.accepted) {
        add(item);
    }
    return table;
}

} // namespace tuban::jobs
