#include "jobs/import_profile.h"

#include "data/atomic_file.h"
#include "data/tables_reader/import_profile_file.h"

#include <algorithm>
#include <system_error>

namespace tuban::jobs {

namespace {

/// What all layers say; empty where they differ.
template <typename Get>
std::string common(const std::vector<ImportedLayer>& layers, const Get& get) {
    const auto differs = [&](const ImportedLayer& layer) {
        return get(layer) != get(layers.front());
    };
    return layers.empty() || std::any_of(layers.begin(), layers.end(), differs)
               ? std::string()
               : get(layers.front());
}

std::string sourceOf(const ImportedLayer& layer, const std::string& target) {
    for (const ImportedLayer::Field& field : layer.fields) {
        if (field.target == target) {
            return field.source;
        }
    }
    return {};
}

} // namespace

Result<void> useProfile(const std::filesystem::path& path, ImportJob::Settings& settings) {
    auto profile = data::readImportProfile(path);
    if (!profile) {
        return profile.error();
    }
    const auto fill = [](std::string& open, const std::string& said) {
        open = open.empty() ? said : open;
    };
    fill(settings.layer, profile->layer);
    fill(settings.crs, profile->crs);
    fill(settings.encoding, profile->encoding);
    fill(settings.classification, profile->classification);
    fill(settings.join, profile->join);
    settings.table = profile->table;
    settings.fields.insert(profile->fields.begin(), profile->fields.end()); // those there win
    settings.shareVertices = settings.shareVertices && profile->shareVertices;
    DrawingChoices own = std::move(settings.drawing);
    settings.drawing = std::move(profile->drawing);
    settings.drawing.asDrawn = settings.drawing.asDrawn || own.asDrawn;
    if (!own.layers.empty()) {
        settings.drawing.layers = std::move(own.layers);
    }
    return {};
}

ImportProfile profileOf(const ImportJob::Settings& settings, const ImportJob::Summary& summary) {
    ImportProfile profile{.layer = settings.layer,
                          .crs = settings.crs,
                          .encoding = settings.encoding,
                          .classification = settings.classification,
                          .shareVertices = settings.shareVertices,
                          .fields = settings.fields,
                          .join = settings.join,
                          .drawing = settings.drawing,
                          .table = settings.table};
    const auto& layers = summary.layers;
    if (profile.layer.empty()) {
        profile.layer = common(layers, [](const ImportedLayer& layer) { return layer.target; });
    }
    if (profile.crs.empty()) {
        const std::string crs =
            common(layers, [](const ImportedLayer& layer) { return layer.crs; });
        profile.crs = crs.starts_with("EPSG:") ? crs : std::string();
    }
    for (const Finding& finding : summary.findings) {
        if (profile.encoding.empty() && finding.code == FindingCode::EncodingDetected &&
            !finding.values.empty()) {
            profile.encoding = finding.values.front();
        }
    }
    for (const ImportedLayer::Field& field : layers.empty() || layers.front().added
                                                 ? std::vector<ImportedLayer::Field>()
                                                 : layers.front().fields) {
        const std::string source = common(
            layers, [&](const ImportedLayer& layer) { return sourceOf(layer, field.target); });
        if (!source.empty()) {
            profile.fields.emplace(field.target, source);
        }
    }
    return profile;
}

Result<void> saveProfile(const std::filesystem::path& path, const ImportProfile& profile) {
    std::error_code ignored;
    if (std::filesystem::exists(path, ignored) && !data::readImportProfile(path)) {
        return Error{ErrorCode::FileExists, path.string()};
    }
    return data::writeAtomically(path, data::importProfileText(profile));
}

} // namespace tuban::jobs
