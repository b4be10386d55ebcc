#include "jobs/import_report.h"

#include "jobs/describe.h"
#include "jobs/finding_names.h"
#include "jobs/sentence.h"

#include <nlohmann/json.hpp>

#include <QCoreApplication>

namespace tuban::jobs {

namespace {

using nlohmann::ordered_json;

const char* nameOf(MatchReason reason) {
    switch (reason) {
    case MatchReason::Chosen:
        return "chosen";
    case MatchReason::Name:
        return "name";
    case MatchReason::Title:
        return "title";
    case MatchReason::Alias:
        return "alias";
    case MatchReason::CutName:
        break;
    }
    return "cut_name";
}

std::string textOf(const ordered_json& json) {
    return json.dump(-1, ' ', false, ordered_json::error_handler_t::replace);
}

std::string square(Area area) {
    return QString::number(area.inSquareMetres(), 'f', 2).toStdString();
}

std::string listed(const std::vector<std::string>& names) {
    std::string all;
    for (const std::string& name : names) {
        all += (all.empty() ? "" : ", ") + name;
    }
    return all;
}

const char* nameOf(EntityFate fate) {
    switch (fate) {
    case EntityFate::Area:
        return "area";
    case EntityFate::Label:
        return "label";
    case EntityFate::Duplicate:
        return "duplicate";
    case EntityFate::BoundsNothing:
        return "bounds_nothing";
    case EntityFate::TextOutside:
        return "text_outside";
    case EntityFate::Point:
        return "point";
    case EntityFate::PaperSpace:
        return "paper_space";
    case EntityFate::NoGeometry:
        return "no_geometry";
    case EntityFate::BadCoordinates:
        return "bad_coordinates";
    case EntityFate::LayerLeftOut:
        break;
    }
    return "layer_left_out";
}

const char* textOf(EntityFate fate) {
    switch (fate) {
    case EntityFate::Area:
        return QT_TRANSLATE_NOOP("tuban", "bound areas: %1");
    case EntityFate::Label:
        return QT_TRANSLATE_NOOP("tuban", "texts in areas: %1");
    case EntityFate::Duplicate:
        return QT_TRANSLATE_NOOP("tuban", "same outline as another one: %1");
    case EntityFate::BoundsNothing:
        return QT_TRANSLATE_NOOP("tuban", "bound nothing: %1");
    case EntityFate::TextOutside:
        return QT_TRANSLATE_NOOP("tuban", "texts outside of all areas: %1");
    case EntityFate::Point:
        return QT_TRANSLATE_NOOP("tuban", "points: %1");
    case EntityFate::PaperSpace:
        return QT_TRANSLATE_NOOP("tuban", "in paper space: %1");
    case EntityFate::NoGeometry:
        return QT_TRANSLATE_NOOP("tuban", "without geometry: %1");
    case EntityFate::BadCoordinates:
        return QT_TRANSLATE_NOOP("tuban", "with unusable coordinates: %1");
    case EntityFate::LayerLeftOut:
        break;
    }
    return QT_TRANSLATE_NOOP("tuban", "left out as the profile says: %1");
}

ordered_json drawingJson(const std::vector<DrawingTally>& drawing) {
    ordered_json all = ordered_json::array();
    for (const DrawingTally& tally : drawing) {
        ordered_json one{{"layer", tally.layer}, {"entities", tally.entities}};
        for (const auto& [fate, count] : tally.fates) {
            one[nameOf(fate)] = count;
        }
        all.push_back(std::move(one));
    }
    return all;
}

std::string drawingLine(const DrawingTally& tally) {
    std::string fates;
    for (const auto& [fate, count] : tally.fates) {
        fates += (fates.empty() ? "" : ", ") + sentence(textOf(fate), {std::to_string(count)});
    }
    return "  " +
           sentence(QT_TRANSLATE_NOOP("tuban", "Drawing layer “%1”, entities %2: %3"),
                    {tally.layer, std::to_string(tally.entities), fates}) +
           "\n";
}

const char* nameOf(data::RowKind kind) {
    switch (kind) {
    case data::RowKind::Data:
        return "data";
    case data::RowKind::Empty:
        return "empty";
    case data::RowKind::Title:
        return "title";
    case data::RowKind::Heading:
        return "heading";
    case data::RowKind::Unit:
        return "unit";
    case data::RowKind::Repeated:
        return "heading_again";
    case data::RowKind::Sum:
        return "sum";
    case data::RowKind::Section:
        return "section";
    case data::RowKind::Note:
        return "note";
    case data::RowKind::Outside:
        break;
    }
    return "outside";
}

const char* textOf(data::RowKind kind) {
    switch (kind) {
    case data::RowKind::Data:
        return QT_TRANSLATE_NOOP("tuban", "data: %1");
    case data::RowKind::Empty:
        return QT_TRANSLATE_NOOP("tuban", "empty: %1");
    case data::RowKind::Title:
        return QT_TRANSLATE_NOOP("tuban", "titles: %1");
    case data::RowKind::Heading:
        return QT_TRANSLATE_NOOP("tuban", "headings: %1");
    case data::RowKind::Unit:
        return QT_TRANSLATE_NOOP("tuban", "units or numbers of columns: %1");
    case data::RowKind::Repeated:
        return QT_TRANSLATE_NOOP("tuban", "headings once more: %1");
    case data::RowKind::Sum:
        return QT_TRANSLATE_NOOP("tuban", "sums: %1");
    case data::RowKind::Section:
        return QT_TRANSLATE_NOOP("tuban", "headings of sections: %1");
    case data::RowKind::Note:
        return QT_TRANSLATE_NOOP("tuban", "notes: %1");
    case data::RowKind::Outside:
        break;
    }
    return QT_TRANSLATE_NOOP("tuban", "behind the last row of the profile: %1");
}

ordered_json tableJson(const TableTally& tally) {
    ordered_json json{{"rows", tally.rows}};
    for (const auto& [kind, count] : tally.kinds) {
        json[nameOf(kind)] = count;
    }
    if (tally.withoutPoint > 0) {
        json["without_point"] = tally.withoutPoint;
    }
    return json;
}

std::string tableLine(const TableTally& tally) {
    std::string kinds;
    for (const auto& [kind, count] : tally.kinds) {
        kinds += (kinds.empty() ? "" : ", ") + sentence(textOf(kind), {std::to_string(count)});
    }
    return "  " +
           sentence(QT_TRANSLATE_NOOP("tuban", "Rows of the table %1: %2"),
                    {std::to_string(tally.rows), kinds}) +
           "\n";
}

ordered_json layerJson(const ImportedLayer& layer) {
    ordered_json fields = ordered_json::array();
    for (const ImportedLayer::Field& field : layer.fields) {
        fields.push_back(
            {{"field", field.target}, {"source", field.source}, {"by", nameOf(field.reason)}});
    }
    ordered_json json{{"source", layer.source},
            {"file", layer.file.filename().string()},
            {"format", layer.format},
            {"layer", layer.target},
            {"added", layer.added},
            {"crs", layer.crs},
            {"features", layer.read},
            {"taken", layer.taken},
            {"refused", layer.refused},
            {"rows", layer.rows},
            {"keys_made", layer.keysMade},
            {"area_before_m2", layer.areaBefore.inSquareMetres()},
            {"area_after_m2", layer.areaAfter.inSquareMetres()},
            {"fields", std::move(fields)},
            {"left_out", layer.leftOut}};
    if (!layer.drawing.empty()) {
        json["drawing"] = drawingJson(layer.drawing);
    }
    if (layer.table) {
        json["table"] = tableJson(*layer.table);
    }
    if (!layer.join.empty()) {
        json["join"] = layer.join;
        json["updated"] = layer.taken - layer.unchanged;
        json["unchanged"] = layer.unchanged;
    }
    return json;
}

ordered_json findingJson(const Finding& finding) {
    ordered_json json{{"severity", jobs::nameOf(finding.severity)},
                      {"code", jobs::nameOf(finding.code)},
                      {"layer", finding.layer}};
    if (finding.feature) {
        json["feature"] = *finding.feature;
    }
    if (finding.place) {
        json["place"] = *finding.place;
    }
    json["values"] = finding.values;
    json["message"] = describe(finding);
    return json;
}

std::string layerText(const ImportedLayer& layer) {
    std::string text =
        sentence(QT_TRANSLATE_NOOP("tuban", "%1 (%2) → %3: features %4, taken over %5, refused %6, rows %7"),
                 {layer.source,
                  layer.format,
                  layer.target,
                  std::to_string(layer.read),
                  std::to_string(layer.taken),
                  std::to_string(layer.refused),
                  std::to_string(layer.rows)}) +
        "\n";
    if (!layer.crs.empty()) {
        text += "  " +
                sentence(QT_TRANSLATE_NOOP("tuban", "Coordinate reference system: %1"), {layer.crs}) +
                "\n";
    }
    if (layer.keysMade > 0) {
        text += "  " +
                sentence(QT_TRANSLATE_NOOP("tuban", "Keys made, as the file has none: %1"),
                         {std::to_string(layer.keysMade)}) +
                "\n";
    }
    if (layer.areaBefore.inSquareMetres() > 0.0) {
        text += "  " +
                sentence(QT_TRANSLATE_NOOP("tuban", "Planar area: %1 m² before repairing, %2 m² stored"),
                         {square(layer.areaBefore), square(layer.areaAfter)}) +
                "\n";
    }
    for (const ImportedLayer::Field& field : layer.fields) {
        if (!layer.added) {
            text += "  " + field.target + " ← " + field.source + " (" + nameOf(field.reason) + ")\n";
        }
    }
    if (!layer.leftOut.empty()) {
        text += "  " +
                sentence(QT_TRANSLATE_NOOP("tuban", "Fields that fill none of this layer: %1"),
                         {listed(layer.leftOut)}) +
                "\n";
    }
    if (layer.table) {
        text += tableLine(*layer.table);
    }
    if (!layer.join.empty()) {
        text += "  " +
                sentence(QT_TRANSLATE_NOOP("tuban",
                                           "Records that update rows by %1: %2; that say nothing new: %3"),
                         {layer.join,
                          std::to_string(layer.taken - layer.unchanged),
                          std::to_string(layer.unchanged)}) +
                "\n";
    }
    for (const DrawingTally& tally : layer.drawing) {
        text += drawingLine(tally);
    }
    return text;
}

} // namespace

std::string importText(const ImportJob::Summary& summary, bool dryRun) {
    std::string text;
    for (const ImportedLayer& layer : summary.layers) {
        text += layerText(layer);
    }
    if (dryRun) {
        text += sentence(QT_TRANSLATE_NOOP("tuban", "Nothing was stored: this was a dry run."), {}) + "\n";
    } else if (summary.entry != kNoEntry) {
        text += sentence(QT_TRANSLATE_NOOP("tuban", "Stored; one undo takes each layer back. Entry %1."),
                         {std::to_string(numberOf(summary.entry))}) +
                "\n";
    } else {
        text += sentence(QT_TRANSLATE_NOOP("tuban", "Nothing was stored."), {}) + "\n";
    }
    return text;
}

std::string importJson(const ImportJob::Summary& summary) {
    ordered_json layers = ordered_json::array();
    for (const ImportedLayer& layer : summary.layers) {
        layers.push_back(layerJson(layer));
    }
    ordered_json findings = ordered_json::array();
    for (const Finding& finding : summary.findings) {
        findings.push_back(findingJson(finding));
    }
    return textOf({{"layers", std::move(layers)},
                   {"entry", numberOf(summary.entry)},
                   {"findings", std::move(findings)},
                   {"findings_not_listed", summary.unlisted}});
}

std::string importPlaces(const ImportJob::Summary& summary, const std::string& crs) {
    ordered_json features = ordered_json::array();
    for (const Finding& finding : summary.findings) {
        if (finding.place) {
            features.push_back(
                {{"type", "Feature"},
                 {"properties", findingJson(finding)},
                 {"geometry", {{"type", "Point"}, {"coordinates", *finding.place}}}});
        }
    }
    const std::string name = "urn:ogc:def:crs:EPSG::" + crs.substr(crs.find(':') + 1);
    return textOf({{"type", "FeatureCollection"},
                   {"crs", {{"type", "name"}, {"properties", {{"name", name}}}}},
                   {"features", std::move(features)}});
}

} // namespace tuban::jobs
