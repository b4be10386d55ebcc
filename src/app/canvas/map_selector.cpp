#include "app/canvas/map_selector.h"

#include "app/texts.h"

#include <cmath>

namespace tuban::app {

namespace {

std::vector<std::uint32_t> rowsOf(const render::MapLayer& layer,
                                  const std::vector<render::FeatureRef>& features) {
    std::vector<std::uint32_t> rows;
    for (const render::FeatureRef feature : features) {
        rows.push_back(static_cast<std::uint32_t>(layer.id(feature)));
    }
    return rows;
}

} // namespace

void MapSelector::select(const SelectRequest& request, double unitsPerPixel) {
    if (m_document == nullptr) {
        return;
    }
    if (request.outline.size() == 1) {
        selectAt(request, unitsPerPixel);
    } else {
        selectIn(request);
    }
}

void MapSelector::selectAt(const SelectRequest& request, double unitsPerPixel) {
    const auto find = [&](const render::SceneLayer& layer) {
        const geometry::Grid& grid = layer.features->grid();
        const render::MapPoint place = request.outline.front();
        const auto reach = std::llround(request.reach * unitsPerPixel * grid.cellsPerUnit());
        return render::featuresAt(*layer.features, grid.snap(place.x, place.y), reach);
    };
    std::vector<const render::SceneLayer*> layers;
    if (const auto* active = m_document->sceneLayer(m_document->activeLayer());
        active != nullptr && active->visible) {
        layers.push_back(active);
    }
    const auto& all = m_document->scene().layers;
    for (auto layer = all.rbegin(); layer != all.rend(); ++layer) {
        if (layer->visible) {
            layers.push_back(&*layer);
        }
    }
    for (const render::SceneLayer* const layer : layers) {
        const auto found = find(*layer);
        if (!found.empty()) {
            // The one drawn last lies on top.
            const auto rows = rowsOf(*layer->features, {found.back()});
            m_document->activate(layer->name);
            m_document->selection().choose(rows, request.selection);
            Q_EMIT rowClicked(rows.front());
            return;
        }
    }
    if (request.selection == Selection::Mode::Replace && m_document->selection().count() > 0) {
        m_document->selection().clear();
    }
}

void MapSelector::selectIn(const SelectRequest& request) {
    const render::SceneLayer* const active = m_document->sceneLayer(m_document->activeLayer());
    if (active == nullptr) {
        return;
    }
    const auto layer = active->features;
    std::vector<geometry::GridPoint> outline;
    for (const render::MapPoint place : request.outline) {
        outline.push_back(layer->grid().snap(place.x, place.y));
    }
    m_runner.run(
        translate("tuban", "Selecting rows"),
        [layer, outline, mode = request.mode](const Progress&) {
            return rowsOf(*layer, render::featuresIn(*layer, outline, mode));
        },
        [this, document = m_document, name = m_document->activeLayer(), mode = request.selection](
            const std::vector<std::uint32_t>& rows) {
            if (m_document == document && document->activeLayer() == name) {
                document->selection().choose(rows, mode);
            }
        });
}

} // namespace tuban::app
