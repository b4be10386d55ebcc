#include "app/document.h"

#include "app/texts.h"
#include "app/theme.h"
#include "data/product_files.h"
#include "data/styles/sld_reader.h"
#include "jobs/language.h"

#include <algorithm>

namespace tuban::app {

namespace {

/// Draws nothing where the file of the style cannot be read.
std::shared_ptr<const Style> selectionStyle() {
    auto read = data::readSldFile(data::productFolder() / "styles" / "window" / "selection.sld");
    return std::make_shared<const Style>(read ? std::move(read->style) : Style());
}

} // namespace

Document::Document(QString path, jobs::LoadedWorkspace loaded, Selection& selection)
    : m_path(std::move(path)),
      m_loaded(std::move(loaded)),
      m_selection(selection),
      m_selectionStyle(selectionStyle()) {
    m_selection.activate(nullptr);
    connect(&m_selection, &Selection::changed, this, &Document::sceneChanged);
}

Document::~Document() {
    disconnect(&m_selection, nullptr, this, nullptr);
    m_selection.activate(nullptr);
}

void Document::arrange(std::vector<render::SceneLayer> layers) {
    m_loaded.scene.layers = std::move(layers);
    Q_EMIT sceneChanged();
}

render::MapScene Document::sceneToShow() const {
    render::MapScene scene = m_loaded.scene;
    const QColor ground = theme::colour("map");
    const auto channel = [](int value) { return static_cast<std::uint8_t>(value); };
    scene.background = Rgb{channel(ground.red()), channel(ground.green()), channel(ground.blue())};
    const render::SceneLayer* const active = sceneLayer(activeLayer());
    if (m_selection.count() == 0 || active == nullptr) {
        return scene;
    }
    const std::vector<char>& chosen = m_selection.chosen();
    std::vector<std::vector<std::uint16_t>> classes;
    for (const auto& chunk : active->features->chunks()) {
        auto& ofChunk = classes.emplace_back();
        for (const std::int64_t id : chunk->ids) {
            ofChunk.push_back(chosen[static_cast<std::size_t>(id)] != 0 ? 1 : 0);
        }
    }
    render::SceneLayer layer;
    layer.name = "selection";
    layer.features = active->features->reclassified({{}, {0}}, classes);
    layer.style = m_selectionStyle;
    scene.layers.push_back(std::move(layer));
    return scene;
}

const render::SceneLayer* Document::sceneLayer(const std::string& name) const {
    const auto& layers = m_loaded.scene.layers;
    const auto found = std::find_if(
        layers.begin(), layers.end(), [&](const auto& layer) { return layer.name == name; });
    return found == layers.end() ? nullptr : &*found;
}

void Document::activate(const std::string& layer) {
    if (layer != activeLayer()) {
        m_selection.activate(m_loaded.table(layer));
    }
}

std::string Document::activeLayer() const {
    return m_selection.table() ? m_selection.table()->schema().name : std::string();
}

std::optional<render::MapExtent> Document::extentWhere(const std::vector<char>& chosen) const {
    const render::SceneLayer* const layer = sceneLayer(activeLayer());
    if (layer == nullptr) {
        return std::nullopt;
    }
    geometry::GridBox box;
    for (const auto& chunk : layer->features->chunks()) {
        for (std::size_t i = 0; i < chunk->size(); ++i) {
            const geometry::GridBox& one = chunk->extent(i);
            if (chosen[static_cast<std::size_t>(chunk->ids[i])] != 0 && !one.empty()) {
                box.add(one.min);
                box.add(one.max);
            }
        }
    }
    if (box.empty()) {
        return std::nullopt;
    }
    const geometry::Grid& grid = layer->features->grid();
    return render::MapExtent{grid.toUnits(box.min.x),
                             grid.toUnits(box.min.y),
                             grid.toUnits(box.max.x),
                             grid.toUnits(box.max.y)};
}

std::optional<render::MapExtent> Document::selectionExtent() const {
    return extentWhere(m_selection.chosen());
}

std::optional<render::MapExtent> Document::extentOf(std::uint32_t row) const {
    std::vector<char> one(m_selection.chosen().size());
    one[row] = 1;
    return extentWhere(one);
}

QString Document::titleOf(const std::string& layer) const {
    if (const auto given = m_titles.find(layer); given != m_titles.end()) {
        return given->second;
    }
    const auto table = m_loaded.table(layer);
    return table ? fromUtf8(jobs::nameIn(jobs::currentLanguage(), table->schema().title))
                 : fromUtf8(layer);
}

void Document::rename(const std::string& layer, const QString& title) {
    if (title.trimmed().isEmpty()) {
        m_titles.erase(layer);
    } else {
        m_titles[layer] = title.trimmed();
    }
}

} // namespace tuban::app
