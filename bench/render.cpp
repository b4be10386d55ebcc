// bench_render: what drawing a polygon layer costs, by the very code of the window: whole pictures,
// panning and the redraw after an edit.

#include "base/parallel.h"
#include "data/feature_source.h"
#include "model/symbology.h"
#include "render/map_renderer.h"

#include <QPainter>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <map>
#include <mutex>
#include <string>
#include <thread>

namespace {

using namespace tuban;
using Clock = std::chrono::steady_clock;

double millisecondsSince(Clock::time_point start) {
    return std::chrono::duration<double, std::milli>(Clock::now() - start).count();
}

/// Largest resident size so far, in megabytes.
double peakMemory() {
    std::ifstream status("/proc/self/status");
    for (std::string line; std::getline(status, line);) {
        if (line.starts_with("VmHWM:")) {
            return std::atof(line.c_str() + 6) / 1024.0;
        }
    }
    return 0.0;
}

/// Categories by the values of a field, each with a colour and a grey border.
class Categories {
public:
    std::uint16_t classOf(std::string_view value) {
        return m_classes
            .try_emplace(std::string(value), static_cast<std::uint16_t>(m_classes.size()))
            .first->second;
    }
    std::size_t size() const { return m_classes.size(); }

    std::shared_ptr<const Style> style() const {
        auto style = std::make_shared<Style>();
        for (std::size_t i = 0; i < size(); ++i) {
            const auto mixed = static_cast<std::uint32_t>((i + 1) * 2654435761U);
            const Rgb colour{static_cast<std::uint8_t>(128 + mixed % 128),
                             static_cast<std::uint8_t>(128 + (mixed >> 8U) % 128),
                             static_cast<std::uint8_t>(128 + (mixed >> 16U) % 128)};
            Rule rule;
            rule.symbolizers = {PolygonSymbolizer{
                .fill = Fill{colour},
                .stroke = Stroke{.colour = {110, 110, 110}, .width = PaperLength::pixels(1.0)}}};
            style->rules.push_back(rule);
        }
        return style;
    }

private:
    std::map<std::string, std::uint16_t> m_classes;
};

render::MapScene load(const std::string& spec, const std::string& field) {
    auto source = data::openSource(spec);
    if (!source) {
        std::fprintf(stderr, "bench_render: cannot open %s\n", spec.c_str());
        std::exit(1);
    }
    const auto place = (*source)->info().field(field);
    if (!place) {
        std::fprintf(stderr, "bench_render: no field %s\n", field.c_str());
        std::exit(1);
    }
    data::ScanRequest request;
    request.columns.push_back({*place, data::ColumnType::Text});
    request.threads = threadCount(0);
    Categories categories;
    std::map<std::uint64_t, std::shared_ptr<const render::MapChunk>> chunks;
    std::mutex mutex;
    const auto take = [&](int, FeatureChunk&& chunk) {
        auto drawn = std::make_shared<render::MapChunk>();
        drawn->geometry = std::make_shared<const geometry::PolygonChunk>(std::move(chunk.polygons));
        drawn->ids = std::move(chunk.ids);
        const std::lock_guard lock(mutex);
        for (std::size_t row = 0; row < drawn->size(); ++row) {
            drawn->classes.push_back(categories.classOf(chunk.columns[0].text(row)));
        }
        chunks.emplace(chunk.sequence, std::move(drawn));
        return true;
    };
    if (!(*source)->scan(request, take, {})) {
        std::fprintf(stderr, "bench_render: cannot read %s\n", spec.c_str());
        std::exit(1);
    }
    render::MapLayerContent content{.coverage = true};
    for (auto& [sequence, chunk] : chunks) {
        content.chunks.push_back(std::move(chunk));
    }
    for (std::uint16_t i = 0; i < categories.size(); ++i) {
        content.classes.push_back({i});
    }
    render::MapScene scene;
    scene.layers.push_back({.name = spec,
                            .features = render::MapLayer::build(std::move(content)),
                            .style = categories.style()});
    return scene;
}

render::MapScene withoutBorders(render::MapScene scene) {
    auto style = std::make_shared<Style>(*scene.layers[0].style);
    for (Rule& rule : style->rules) {
        std::get<PolygonSymbolizer>(rule.symbolizers[0]).stroke.reset();
    }
    scene.layers[0].style = style;
    return scene;
}

void printPictures(const char* what, const render::MapScene& scene, int width, int height) {
    const auto whole = render::Viewport::fitting(*scene.extent(), width, height);
    for (const double part : {1.0, 3.0, 10.0, 100.0}) {
        const auto view = whole.zoomed(part, {0.45 * width, 0.48 * height});
        std::vector<double> times;
        std::vector<double> processorTimes; // of all threads: what a busy machine does not change
        for (int i = 0; i < 5; ++i) {
            const auto start = Clock::now();
            const std::clock_t used = std::clock();
            render::renderMap(scene, view, 0);
            times.push_back(millisecondsSince(start));
            processorTimes.push_back(1000.0 * static_cast<double>(std::clock() - used) /
                                     CLOCKS_PER_SEC);
        }
        std::printf("%s_%dx%d_1/%.0f_ms first %.1f best %.1f processor %.1f\n",
                    what,
                    width,
                    height,
                    part,
                    times.front(),
                    *std::ranges::min_element(times),
                    *std::ranges::min_element(processorTimes));
    }
}

/// Copies what there is to the screen, as the window does in each frame.
void copyTiles(QImage& screen, const render::VisibleTiles& tiles) {
    QPainter painter(&screen);
    for (const render::TilePicture& tile : tiles.pictures) {
        tile.source.isEmpty() ? painter.drawImage(tile.target.topLeft(), tile.image)
                              : painter.drawImage(tile.target, tile.image, tile.source);
    }
}

void printPercentiles(const char* name, double part, std::vector<double> times) {
    std::ranges::sort(times);
    std::printf("%s_1/%.0f_ms p50 %.2f p95 %.2f worst %.2f\n",
                name,
                part,
                times[times.size() / 2],
                times[times.size() * 95 / 100],
                times.back());
}

void printFrames(render::MapScene scene, int width, int height) {
    QImage screen(width, height, QImage::Format_RGB32);
    const auto whole = render::Viewport::fitting(*scene.extent(), width, height);
    for (const double part : {1.0, 3.0, 10.0, 100.0}) {
        render::MapRenderer renderer({});
        renderer.setScene(scene);
        auto view = whole.zoomed(part, {0.45 * width, 0.48 * height});
        const render::PixelPoint focus{width / 2.0, height / 2.0};
        renderer.visibleTiles(view, focus);
        renderer.waitUntilDrawn();
        std::vector<double> times;
        int incomplete = 0;
        for (int frame = 0; frame < 120; ++frame) {
            const auto due = Clock::now() + std::chrono::milliseconds(16);
            view = view.moved(24, 5);
            const auto start = Clock::now();
            const auto tiles = renderer.visibleTiles(view, focus);
            copyTiles(screen, tiles);
            times.push_back(millisecondsSince(start));
            incomplete += tiles.complete ? 0 : 1;
            std::this_thread::sleep_until(due);
        }
        printPercentiles("pan_frame", part, times);
        std::printf("pan_frames_incomplete_1/%.0f %d of 120\n", part, incomplete);
        renderer.waitUntilDrawn();

        // One parcel near the middle is edited again and again: until its tiles are on the screen.
        std::vector<double> edits;
        auto edited = scene;
        const auto& layer = *scene.layers[0].features;
        std::vector<render::FeatureRef> parcels;
        const auto middle = view.extent();
        const auto cell =
            layer.grid().snap((middle.minX + middle.maxX) / 2, (middle.minY + middle.maxY) / 2);
        layer.visit({cell, cell}, [&](render::FeatureRef f) { parcels.push_back(f); });
        for (int i = 0; i < 100 && !parcels.empty(); ++i) {
            const render::FeatureRef parcel = parcels.front();
            auto chunk = std::make_shared<render::MapChunk>();
            geometry::PolygonChunkBuilder builder;
            builder.addFeature(*std::get<0>(layer.chunk(parcel).geometry), parcel.row);
            chunk->geometry = std::make_shared<const geometry::PolygonChunk>(builder.take());
            chunk->ids = {layer.id(parcel)};
            chunk->classes = {
                static_cast<std::uint16_t>(i % static_cast<int>(layer.classes().size()))};
            const auto start = Clock::now();
            edited.layers[0].features = edited.layers[0].features->edited(chunk->ids, chunk);
            const auto& box = layer.extent(parcel);
            const auto& grid = layer.grid();
            renderer.setScene(edited,
                              render::MapExtent{grid.toUnits(box.min.x),
                                                grid.toUnits(box.min.y),
                                                grid.toUnits(box.max.x),
                                                grid.toUnits(box.max.y)});
            renderer.visibleTiles(view, focus);
            renderer.waitUntilDrawn();
            copyTiles(screen, renderer.visibleTiles(view, focus));
            edits.push_back(millisecondsSince(start));
        }
        if (!edits.empty()) {
            printPercentiles("edit_redraw", part, edits);
        }
    }
}

} // namespace

int main(int argc, char** argv) {
    if (argc < 3 || argc > 4) {
        std::fputs("usage: bench_render FILE[:LAYER] FIELD [PICTURE.png]\n"
                   "Draws the polygons of a coverage with a colour for each value of the field.\n",
                   stderr);
        return 2;
    }
    const auto start = Clock::now();
    const render::MapScene scene = load(argv[1], argv[2]);
    std::printf("load_ms %.0f\nfeatures %zu\n",
                millisecondsSince(start),
                scene.layers[0].features->featureCount());
    printPictures("fills", withoutBorders(scene), 1920, 1080);
    printPictures("picture", scene, 1920, 1080);
    printPictures("picture", scene, 3840, 2160);
    printFrames(scene, 1920, 1080);
    std::printf("peak_memory_mb %.0f\n", peakMemory());
    if (argc == 4) {
        const auto view =
            render::Viewport::fitting(*scene.extent(), 1920, 1080).zoomed(10, {900, 500});
        render::renderMap(scene, view, 0)->save(QString::fromLocal8Bit(argv[3]));
    }
    return 0;
}
