#include "jobs/map_raster.h"

#include "data/rasters/raster_source.h"
#include "geometry/transformer.h"

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

namespace tuban::jobs {

namespace {

/// The extent in another system: that of points along its sides.
Result<render::MapExtent> placed(const data::RasterInfo& info, const std::string& mapCrs) {
    auto transformer = geometry::Transformer::create(info.crs, mapCrs);
    if (!transformer) {
        return transformer.error();
    }
    const auto& [minX, minY, maxX, maxY] = info.extent;
    constexpr int kSteps = 16;
    std::optional<render::MapExtent> all;
    for (int i = 0; i <= kSteps; ++i) {
        const double x = minX + (maxX - minX) * i / kSteps;
        const double y = minY + (maxY - minY) * i / kSteps;
        for (std::vector<double> point : {std::vector{x, minY},
                                          std::vector{x, maxY},
                                          std::vector{minX, y},
                                          std::vector{maxX, y}}) {
            if (!transformer->transform(point)) {
                continue;
            }
            const render::MapExtent own{point[0], point[1], point[0], point[1]};
            all = all ? render::MapExtent{std::min(all->minX, own.minX),
                                          std::min(all->minY, own.minY),
                                          std::max(all->maxX, own.maxX),
                                          std::max(all->maxY, own.maxY)}
                      : own;
        }
    }
    return all ? Result<render::MapExtent>(*all) : Error{ErrorCode::ReadFailed, mapCrs};
}

class FileRaster : public render::RasterGround {
public:
    FileRaster(std::unique_ptr<data::RasterSource> source,
               std::string mapCrs,
               const render::MapExtent& extent)
        : m_source(std::move(source)), m_mapCrs(std::move(mapCrs)), m_extent(extent) {}

    const render::MapExtent& extent() const override { return m_extent; }

    QImage read(const render::MapExtent& extent, int width, int height) const override {
        const auto part = m_source->read(
            m_mapCrs, {extent.minX, extent.minY, extent.maxX, extent.maxY}, width, height, {});
        if (!part) {
            return {};
        }
        const QImage pixels(reinterpret_cast<const uchar*>(part->pixels.data()),
                            part->width,
                            part->height,
                            QImage::Format_ARGB32_Premultiplied);
        return pixels.copy(); // the pixels end with `part`
    }

private:
    const std::unique_ptr<data::RasterSource> m_source; // its calls wait for each other
    const std::string m_mapCrs;
    const render::MapExtent m_extent;
};

} // namespace

Result<render::RasterLayer> openMapRaster(const std::filesystem::path& path,
                                          const std::string& crs,
                                          const std::string& mapCrs) {
    auto source = data::RasterSource::open(path, crs);
    if (!source && source.error().code == ErrorCode::CrsUnclear && !mapCrs.empty()) {
        source = data::RasterSource::open(path, mapCrs);
    }
    if (!source) {
        return source.error();
    }
    const std::string& shownIn = mapCrs.empty() ? (*source)->info().crs : mapCrs;
    const auto extent = placed((*source)->info(), shownIn);
    if (!extent) {
        return extent.error();
    }
    return render::RasterLayer{
        .name = path.stem().string(),
        .ground = std::make_shared<FileRaster>(std::move(*source), shownIn, *extent)};
}

} // namespace tuban::jobs
