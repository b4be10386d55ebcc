#include "render/map_renderer.h"

#include "base/parallel.h"
#include "render/draw_plan.h"
#include "render/label_layout.h"
#include "render/label_painter.h"
#include "render/map_notice.h"
#include "render/tile_cache.h"
#include "render/tile_painter.h"
#include "render/tile_range.h"

#include <QPainter>

#include <algorithm>
#include <atomic>
#include <cmath>
#include <condition_variable>
#include <mutex>
#include <thread>
#include <utility>

namespace tuban::render {

namespace {

double reachOf(const std::vector<LayerPlan>& plans) {
    double reach = 0.0;
    for (const LayerPlan& plan : plans) {
        reach = std::max(reach, plan.reach);
    }
    return reach;
}

} // namespace

/// Shared by the owner and the threads; all of it under one mutex but for drawing itself.
class MapRenderer::State {
public:
    explicit State(Settings settings)
        : m_settings(std::move(settings)), m_cache(m_settings.cacheBytes) {
        for (int i = 0; i < threadCount(m_settings.threads); ++i) {
            m_threads.emplace_back([this](const std::stop_token& stop) { drawTiles(stop); });
        }
    }

    ~State() {
        for (std::jthread& thread : m_threads) {
            thread.request_stop();
        }
        m_wake.notify_all();
        m_threads.clear(); // joins
    }

    void setScene(MapScene scene, const std::optional<MapExtent>& changed) {
        const std::lock_guard lock(m_mutex);
        m_scene = std::move(scene);
        for (auto& [scale, reach] : m_reaches) {
            reach = std::max(reach, reachOf(planScene(m_scene, scale, BorderMask::kWidest)));
        }
        const auto concerned = [&](const TileKey& key) { return !changed || meets(key, *changed); };
        m_cache.expire(concerned);
        for (Job& job : m_running) {
            job.outdated = job.outdated || concerned(job.key);
        }
        m_source.reset();
        m_waiting.clear();
    }

    const MapScene& scene() const { return m_scene; }

    VisibleTiles visibleTiles(const Viewport& viewport, PixelPoint focus) {
        const std::lock_guard lock(m_mutex);
        const PictureScale scale = PictureScale::of(viewport);
        const TileRange range = TileRange::of(viewport);
        VisibleTiles visible{.complete = true};
        std::vector<TilePicture> current;
        std::vector<TileNumber> missing;
        for (const TileNumber number : range.numbers()) {
            const TileCache::Entry* const entry = m_cache.find({scale, number});
            const QRectF target = range.targetOf(number);
            if (entry != nullptr) {
                current.push_back({entry->picture, {}, target, entry->current});
            } else {
                appendStandIns({scale, number}, target, visible.pictures);
            }
            if (entry == nullptr || !entry->current) {
                visible.complete = false;
                missing.push_back(number);
            }
        }
        std::ranges::move(current, std::back_inserter(visible.pictures));
        request(scale, range, focus, missing);
        return visible;
    }

    void waitUntilDrawn() {
        std::unique_lock lock(m_mutex);
        m_idle.wait(lock, [this] { return m_waiting.empty() && m_running.empty(); });
    }

private:
    struct Job {
        TileKey key;
        std::uint64_t number = 0; ///< of the job: a tile may be drawn anew while an old job goes on
        bool outdated = false;    ///< the map has changed since drawing began
    };

    /// Whether a tile may show something of an extent: symbols reach beyond their features.
    bool meets(const TileKey& key, const MapExtent& extent) const {
        const auto reach =
            std::ranges::find(m_reaches, key.scale, [](const auto& r) { return r.first; });
        const double margin = reach->second * key.scale.unitsPerPixel;
        const MapExtent tile = key.extent();
        return tile.minX - margin <= extent.maxX && extent.minX <= tile.maxX + margin &&
               tile.minY - margin <= extent.maxY && extent.minY <= tile.maxY + margin;
    }

    /// Remembers how far symbols reach at a scale, as long as there are tiles of it.
    void rememberReach(const PictureScale& scale, double reach) {
        const std::vector<PictureScale> scales = m_cache.scales();
        std::erase_if(m_reaches, [&](const auto& known) {
            return std::ranges::find(scales, known.first) == scales.end() &&
                   std::ranges::none_of(
                       m_running, [&](const Job& job) { return job.key.scale == known.first; });
        });
        const auto known =
            std::ranges::find(m_reaches, scale, [](const auto& r) { return r.first; });
        if (known == m_reaches.end()) {
            m_reaches.emplace_back(scale, reach);
        } else {
            known->second = std::max(known->second, reach);
        }
    }

    /// Parts of tiles at other scales that lie where a tile is missing, the best ones last.
    void appendStandIns(const TileKey& missing,
                        const QRectF& target,
                        std::vector<TilePicture>& pictures) {
        std::vector<TilePicture> found;
        double covered = 0.0;
        for (const PictureScale& scale : m_cache.scales()) {
            constexpr double kFinest = 6.0; // much finer tiles are too many to look through
            if (scale == missing.scale ||
                scale.unitsPerPixel * kFinest < missing.scale.unitsPerPixel) {
                continue;
            }
            for (const TileNumber number : TileRange::of(missing.extent(), scale).numbers()) {
                if (const TileCache::Entry* const entry = m_cache.find({scale, number})) {
                    found.push_back(standIn(missing, target, {scale, number}, entry->picture));
                    covered += found.back().target.width() * found.back().target.height();
                }
            }
            if (covered >= 0.999 * target.width() * target.height()) {
                break;
            }
        }
        std::move(found.rbegin(), found.rend(), std::back_inserter(pictures));
    }

    static TilePicture standIn(const TileKey& missing,
                               const QRectF& target,
                               const TileKey& key,
                               const QImage& picture) {
        const MapExtent hole = missing.extent();
        const MapExtent tile = key.extent();
        const double left = std::max(hole.minX, tile.minX);
        const double right = std::min(hole.maxX, tile.maxX);
        const double bottom = std::max(hole.minY, tile.minY);
        const double top = std::min(hole.maxY, tile.maxY);
        const auto placed = [&](const MapExtent& in, double unitsPerPixel, QPointF corner) {
            return QRectF(corner.x() + (left - in.minX) / unitsPerPixel,
                          corner.y() + (in.maxY - top) / unitsPerPixel,
                          (right - left) / unitsPerPixel,
                          (top - bottom) / unitsPerPixel);
        };
        return {picture,
                placed(tile, key.scale.unitsPerPixel, {0.0, 0.0}),
                placed(hole, missing.scale.unitsPerPixel, target.topLeft()),
                false};
    }

    void request(const PictureScale& scale,
                 const TileRange& range,
                 PixelPoint focus,
                 const std::vector<TileNumber>& missing) {
        m_waiting.clear();
        const auto add = [&](TileNumber number) {
            const TileKey key{scale, number};
            const bool running = std::ranges::any_of(
                m_running, [&](const Job& job) { return job.key == key && !job.outdated; });
            if (!running) {
                m_waiting.push_back(key);
            }
        };
        const auto distance = [&](const TileKey& key) {
            const QPointF middle = range.targetOf(key.number).center();
            return std::hypot(middle.x() - focus.x, middle.y() - focus.y);
        };
        for (const TileNumber number : range.ring()) {
            const TileCache::Entry* const entry = m_cache.find({scale, number});
            if (entry == nullptr || !entry->current) {
                add(number);
            }
        }
        // Taken from the back: first what is seen, from the focus on, then the ring.
        const auto seen = std::ssize(m_waiting);
        for (const TileNumber number : missing) {
            add(number);
        }
        std::ranges::sort(
            m_waiting.begin() + seen, m_waiting.end(), std::ranges::greater(), distance);
        if (!m_waiting.empty()) {
            if (!m_source || m_source->scale != scale) {
                m_source = std::make_shared<const TileSource>(TileSource::of(m_scene, scale));
                rememberReach(scale, reachOf(m_source->plans));
            }
            m_wake.notify_all();
        }
    }

    void drawTiles(const std::stop_token& stop) {
        TilePainter painter;
        std::unique_lock lock(m_mutex);
        while (m_wake.wait(lock, stop, [this] { return !m_waiting.empty(); })) {
            const TileKey key = m_waiting.back();
            m_waiting.pop_back();
            const std::uint64_t number = ++m_jobs;
            m_running.push_back({key, number});
            const std::shared_ptr<const TileSource> source = m_source;
            lock.unlock();
            QImage picture = painter.paint(*source, key.number);
            lock.lock();
            finish(number, std::move(picture));
            if (m_waiting.empty() && m_running.empty()) {
                m_idle.notify_all();
            }
            if (m_settings.tileReady && !stop.stop_requested()) {
                lock.unlock();
                m_settings.tileReady();
                lock.lock();
            }
        }
    }

    void finish(std::uint64_t number, QImage picture) {
        const auto job = std::ranges::find(m_running, number, &Job::number);
        if (!job->outdated) {
            m_cache.insert(job->key, std::move(picture));
        }
        m_running.erase(job);
    }

    const Settings m_settings;
    mutable std::mutex m_mutex;
    std::condition_variable_any m_wake;
    std::condition_variable m_idle;
    MapScene m_scene;
    TileCache m_cache;
    std::shared_ptr<const TileSource> m_source; ///< of the scale that is shown
    /// How far symbols reach at the scales of which there are tiles, in pixels.
    std::vector<std::pair<PictureScale, double>> m_reaches;
    std::vector<TileKey> m_waiting; ///< the most urgent last
    std::vector<Job> m_running;
    std::uint64_t m_jobs = 0; ///< begun so far
    std::vector<std::jthread> m_threads;
};

MapRenderer::MapRenderer(Settings settings)
    : m_state(std::make_unique<State>(std::move(settings))) {}

MapRenderer::~MapRenderer() = default;

void MapRenderer::setScene(MapScene scene, const std::optional<MapExtent>& changed) {
    m_state->setScene(std::move(scene), changed);
}

const MapScene& MapRenderer::scene() const {
    return m_state->scene();
}

VisibleTiles MapRenderer::visibleTiles(const Viewport& viewport, PixelPoint focus) {
    return m_state->visibleTiles(viewport, focus);
}

void MapRenderer::waitUntilDrawn() {
    m_state->waitUntilDrawn();
}

std::optional<QImage>
renderMap(const MapScene& scene, const Viewport& viewport, int threads, const Progress& progress) {
    const PictureScale scale = PictureScale::of(viewport);
    const TileSource source = TileSource::of(scene, scale);
    const TileRange range = TileRange::of(viewport);
    const std::vector<TileNumber> numbers = range.numbers();
    std::vector<QImage> tiles(numbers.size());
    std::vector<TilePainter> painters(static_cast<std::size_t>(threadCount(threads)));
    std::atomic<std::size_t> done = 0;
    parallelFor(numbers.size(), threadCount(threads), [&](int worker, std::size_t item) {
        if (!progress.cancelled()) {
            tiles[item] = painters[static_cast<std::size_t>(worker)].paint(source, numbers[item]);
            progress.report(static_cast<double>(++done) / static_cast<double>(numbers.size()));
        }
    });
    if (progress.cancelled()) {
        return std::nullopt;
    }
    QImage picture(viewport.width,
                   viewport.height,
                   scene.background ? QImage::Format_RGB32 : QImage::Format_ARGB32_Premultiplied);
    QPainter painter(&picture);
    painter.setCompositionMode(QPainter::CompositionMode_Source);
    for (std::size_t i = 0; i < tiles.size(); ++i) {
        painter.drawImage(range.targetOf(numbers[i]).topLeft(), tiles[i]);
    }
    painter.setCompositionMode(QPainter::CompositionMode_SourceOver);
    std::vector<MapLabel> labels = placeLabels(scene, viewport, {}, progress);
    drawPictures(labels, viewport);
    paintLabels(painter, labels, viewport);
    paintNotice(painter,
                scene.notice,
                viewport.width / viewport.devicePixelRatio,
                viewport.height / viewport.devicePixelRatio,
                viewport.devicePixelRatio);
    return picture;
}

} // namespace tuban::render
