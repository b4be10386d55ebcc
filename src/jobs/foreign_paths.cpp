#include "jobs/foreign_paths.h"

#include "data/foreign/foreign_reader.h"
#include "data/import/wkb_lists.h"

#include <algorithm>
#include <span>
#include <utility>

namespace tuban::jobs {

namespace {

void extend(std::optional<StoredExtent>& extent, const StoredExtent& more) {
    if (!extent) {
        extent = more;
        return;
    }
    extent = StoredExtent{std::min((*extent)[0], more[0]),
                          std::min((*extent)[1], more[1]),
                          std::max((*extent)[2], more[2]),
                          std::max((*extent)[3], more[3])};
}

/// Takes the features of one layer, as long as they are of the kind of the first.
class PathTaker {
public:
    explicit PathTaker(ForeignPaths& paths) : m_paths(paths) {}

    void take(data::ForeignFeature&& feature) {
        const auto wkb = std::as_bytes(std::span(feature.wkb));
        const data::WkbShape shape = data::wkbShape(wkb);
        const bool usable = shape == data::WkbShape::Points || shape == data::WkbShape::Lines;
        if (m_shape == data::WkbShape::None && usable) {
            m_shape = shape;
            m_paths.schema.geometry =
                shape == data::WkbShape::Points ? GeometryKind::Point : GeometryKind::LineString;
        }
        auto lists = usable && shape == m_shape ? data::wkbLists(wkb) : std::nullopt;
        const auto extent = lists ? data::wkbExtent(wkb) : std::nullopt;
        if (!extent) {
            m_paths.findings.push_back({.severity = Severity::Fault,
                                        .code = FindingCode::NoGeometry,
                                        .layer = m_paths.schema.name,
                                        .feature = feature.number});
            return;
        }
        extend(m_paths.extent, *extent);
        m_paths.features.push_back({feature.number, std::move(*lists), std::move(feature.values)});
    }

private:
    ForeignPaths& m_paths;
    data::WkbShape m_shape = data::WkbShape::None;
};

} // namespace

Result<ForeignPaths>
readForeignPaths(const std::string& file, const std::string& layer, const Progress& progress) {
    auto reader = data::openForeign({file}, {}, progress);
    if (!reader) {
        return reader.error();
    }
    const auto& layers = (*reader)->layers();
    const auto chosen = std::ranges::find_if(layers, [&](const data::ForeignLayer& one) {
        return one.hasGeometry && (layer.empty() || one.name == layer);
    });
    if (chosen == layers.end()) {
        return Error{ErrorCode::LayerNotFound, file, layer};
    }
    ForeignPaths paths;
    paths.schema.name = chosen->name;
    paths.crs = chosen->crs;
    paths.findings = (*reader)->findings();
    for (const data::ForeignField& field : chosen->fields) {
        paths.schema.fields.push_back({.name = field.name, .kind = field.kind, .title = {}});
    }
    PathTaker taker(paths);
    const auto sink = [&](data::ForeignFeature&& feature) {
        taker.take(std::move(feature));
        return true;
    };
    const auto number = static_cast<std::size_t>(chosen - layers.begin());
    if (auto read = (*reader)->read(number, sink, progress); !read) {
        return read.error();
    }
    return paths;
}

} // namespace tuban::jobs
