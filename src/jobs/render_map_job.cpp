#include "jobs/render_map_job.h"

#include "data/atomic_file.h"
#include "jobs/language.h"
#include "jobs/sentence.h"
#include "render/map_renderer.h"
#include "render/vector_map.h"

#include <QBuffer>
#include <QCoreApplication>
#include <QImage>

#include <algorithm>
#include <cctype>
#include <cmath>
#include <filesystem>
#include <utility>

namespace tuban::jobs {

namespace {

constexpr int kLongestSide = 32'767; // what Qt can paint on
constexpr double kMargin = 12.0;     // pixels around all there is

enum class PictureFormat { Png, Svg, Pdf };

std::optional<PictureFormat> formatOf(const std::string& path) {
    std::string end = std::filesystem::path(path).extension().string();
    std::ranges::transform(
        end, end.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return end == ".png"   ? std::optional(PictureFormat::Png)
           : end == ".svg" ? std::optional(PictureFormat::Svg)
           : end == ".pdf" ? std::optional(PictureFormat::Pdf)
                           : std::nullopt;
}

Error badArgument(std::string option, const char* why) {
    return {ErrorCode::BadArgument, std::move(option), sentence(why, {})};
}

Result<void> checkSettings(const RenderMapJob::Settings& settings) {
    if (!formatOf(settings.output)) {
        return badArgument(
            "--output",
            QT_TRANSLATE_NOOP("tuban", "the name of the file has to end in .png, .svg or .pdf"));
    }
    if (std::min(settings.width, settings.height) < 1 ||
        std::max(settings.width, settings.height) > kLongestSide) {
        return badArgument("--size",
                           QT_TRANSLATE_NOOP("tuban", "sides of 1 to 32767 pixels are possible"));
    }
    if (settings.extent) {
        const auto& [minX, minY, maxX, maxY] = *settings.extent;
        if (!(minX < maxX && minY < maxY)) {
            return badArgument("--extent",
                               QT_TRANSLATE_NOOP("tuban",
                                                 "west has to be less than east and south less "
                                                 "than north: x0,y0,x1,y1"));
        }
    }
    if (settings.scaleDenominator && !(*settings.scaleDenominator > 0.0)) {
        return badArgument("--scale",
                           QT_TRANSLATE_NOOP("tuban", "the number after 1 : is above zero"));
    }
    return {};
}

std::optional<QByteArray> bytesOf(const LoadedMap& map,
                                  const render::Viewport& viewport,
                                  const RenderMapJob::Settings& settings,
                                  const Progress& progress) {
    const PictureFormat format = *formatOf(settings.output);
    const std::string& named = nameIn(currentLanguage(), map.title);
    const std::string& title = named.empty() ? map.schemas.front().name : named;
    if (format == PictureFormat::Svg) {
        return render::mapAsSvg(map.scene, viewport, title, progress);
    }
    if (format == PictureFormat::Pdf) {
        return render::mapAsPdf(map.scene, viewport, title, progress);
    }
    const auto picture = render::renderMap(map.scene, viewport, settings.map.threads, progress);
    if (!picture) {
        return std::nullopt;
    }
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    picture->save(&buffer, "PNG");
    return buffer.data();
}

} // namespace

Result<render::Viewport> RenderMapJob::viewportFor(const render::MapScene& scene) const {
    const auto all = scene.extent();
    if (!all) {
        return badArgument(m_settings.map.source,
                           QT_TRANSLATE_NOOP("tuban", "nothing in it has a geometry to draw"));
    }
    render::MapExtent shown = *all;
    double margin = kMargin;
    if (m_settings.extent) {
        const auto& [minX, minY, maxX, maxY] = *m_settings.extent;
        shown = {minX, minY, maxX, maxY};
        margin = 0.0;
    }
    auto viewport = render::Viewport::fitting(shown, m_settings.width, m_settings.height, margin);
    viewport.metresPerUnit = scene.metresPerUnit;
    if (m_settings.scaleDenominator) {
        viewport.setScaleDenominator(*m_settings.scaleDenominator);
    }
    if (m_settings.centre) {
        viewport.centre = {(*m_settings.centre)[0], (*m_settings.centre)[1]};
    }
    return viewport;
}

Result<RenderMapJob::Summary> RenderMapJob::run(const Progress& progress) const {
    if (auto checked = checkSettings(m_settings); !checked) {
        return checked.error();
    }
    std::error_code ignored;
    if (!m_settings.replace && std::filesystem::exists(m_settings.output, ignored)) {
        return Error{ErrorCode::FileExists, m_settings.output};
    }
    constexpr double kLoaded = 0.6; // of the whole
    auto map = loadMap(m_settings.map, progress.part(0.0, kLoaded));
    if (!map) {
        return map.error();
    }
    if (m_settings.transparent) {
        map->scene.background.reset();
    }
    const auto viewport = viewportFor(map->scene);
    if (!viewport) {
        return viewport.error();
    }
    const auto bytes = bytesOf(*map, *viewport, m_settings, progress.part(kLoaded, 1.0));
    if (!bytes) {
        return Error{ErrorCode::Cancelled, m_settings.output};
    }
    if (auto written = data::writeAtomically(
            m_settings.output,
            std::string_view(bytes->constData(), static_cast<std::size_t>(bytes->size())));
        !written) {
        return written.error();
    }
    Summary summary{.output = m_settings.output,
                    .layers = map->scene.layers.size(),
                    .viewport = *viewport,
                    .findings = std::move(map->findings)};
    for (const render::SceneLayer& layer : map->scene.layers) {
        summary.features += layer.features->featureCount();
    }
    return summary;
}

} // namespace tuban::jobs
