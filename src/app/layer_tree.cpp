#include "app/layer_tree.h"

#include "app/texts.h"
#include "app/theme.h"

#include <QDropEvent>
#include <QEvent>
#include <QHeaderView>
#include <QMenu>
#include <QSlider>

#include <algorithm>

namespace tuban::app {

namespace {

constexpr int kName = Qt::UserRole;        ///< of the layer
constexpr int kOpacity = Qt::UserRole + 1; ///< percent
constexpr int kSliderWidth = 64;

std::string nameOf(const QTreeWidgetItem* item) {
    return item->data(0, kName).toString().toStdString();
}

QString settingsKey(const Document& document) {
    return QStringLiteral("arrangement/") + fromUtf8(document.loaded().summary.info.id.text());
}

} // namespace

LayerTree::LayerTree(Settings& settings, QWidget* parent)
    : QTreeWidget(parent), m_settings(settings) {
    setColumnCount(2);
    setHeaderHidden(true);
    header()->setStretchLastSection(false);
    header()->setSectionResizeMode(0, QHeaderView::Stretch);
    header()->setSectionResizeMode(1, QHeaderView::Fixed);
    header()->resizeSection(1, kSliderWidth + theme::size("space"));
    setDragDropMode(QAbstractItemView::InternalMove);
    setSelectionMode(QAbstractItemView::SingleSelection);
    setEditTriggers(EditKeyPressed);
    setUniformRowHeights(true);
    setContextMenuPolicy(Qt::CustomContextMenu);
    connect(this, &QWidget::customContextMenuRequested, this, &LayerTree::showMenu);
    connect(this, &QTreeWidget::currentItemChanged, this, [this](QTreeWidgetItem* item) {
        if (!m_filling && m_document != nullptr && item != nullptr && !nameOf(item).empty()) {
            m_document->activate(nameOf(item));
        }
    });
    connect(this, &QTreeWidget::itemChanged, this, [this](QTreeWidgetItem* item, int column) {
        if (!m_filling && column == 0) {
            takeTitle(item);
            takeArrangement();
        }
    });
    connect(this, &QTreeWidget::itemDoubleClicked, this, [this](QTreeWidgetItem* item) {
        if (!nameOf(item).empty()) {
            Q_EMIT tableAsked(item->data(0, kName).toString());
        }
    });
    fill();
}

void LayerTree::showDocument(Document* document) {
    m_document = document;
    if (m_document != nullptr) {
        restore();
    }
    fill();
}

/// Order, visibility and opacity as they were when the workspace was last looked at.
void LayerTree::restore() {
    const QVariantList kept = m_settings.value(settingsKey(*m_document)).toList();
    std::vector<render::SceneLayer> layers = m_document->scene().layers;
    std::size_t next = 0;
    for (const QVariant& entry : kept) {
        const QStringList parts = entry.toStringList();
        const auto found = std::find_if(
            layers.begin() + static_cast<std::ptrdiff_t>(next), layers.end(), [&](const auto& one) {
                return parts.size() == 4 && one.name == parts[0].toStdString();
            });
        if (found == layers.end()) {
            continue;
        }
        found->visible = parts[1] == QLatin1String("1");
        found->opacity = Ratio::percent(parts[2].toDouble());
        m_document->rename(found->name, parts[3]);
        std::rotate(layers.begin() + static_cast<std::ptrdiff_t>(next), found, found + 1);
        ++next;
    }
    m_document->arrange(std::move(layers));
}

void LayerTree::remember() const {
    QVariantList kept;
    for (const render::SceneLayer& layer : m_document->scene().layers) {
        const auto given = m_document->givenTitles().find(layer.name);
        kept.append(
            QStringList{fromUtf8(layer.name),
                        layer.visible ? QStringLiteral("1") : QStringLiteral("0"),
                        QString::number(layer.opacity.inPercent()),
                        given == m_document->givenTitles().end() ? QString() : given->second});
    }
    m_settings.setValue(settingsKey(*m_document), kept);
}

void LayerTree::fill() {
    m_filling = true;
    clear();
    m_map = nullptr;
    setAccessibleName(translate("tuban", "Layers"));
    if (m_document != nullptr) {
        m_map = new QTreeWidgetItem(this, {translate("tuban", "Map")});
        auto* const tables = new QTreeWidgetItem(this, {translate("tuban", "Tables")});
        for (QTreeWidgetItem* const group : {m_map, tables}) {
            group->setFlags(Qt::ItemIsEnabled | Qt::ItemIsDropEnabled);
        }
        tables->setFlags(Qt::ItemIsEnabled);
        const auto& layers = m_document->scene().layers;
        for (auto layer = layers.rbegin(); layer != layers.rend(); ++layer) {
            QTreeWidgetItem* const item = addLayer(m_map, layer->name);
            item->setFlags(item->flags() | Qt::ItemIsUserCheckable | Qt::ItemIsDragEnabled |
                           Qt::ItemIsEditable);
            item->setCheckState(0, layer->visible ? Qt::Checked : Qt::Unchecked);
            addOpacity(item, *layer);
        }
        for (const auto& layer : m_document->loaded().summary.layers) {
            if (layer.schema.geometry == GeometryKind::None) {
                addLayer(tables, layer.schema.name);
            }
        }
        expandItem(m_map);
    }
    m_filling = false;
}

QTreeWidgetItem* LayerTree::addLayer(QTreeWidgetItem* group, const std::string& layer) {
    auto* const item = new QTreeWidgetItem(group, {m_document->titleOf(layer)});
    item->setData(0, kName, fromUtf8(layer));
    item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable);
    const auto table = m_document->loaded().table(layer);
    item->setToolTip(0,
                     translate("tuban", "%1: %2 rows")
                         .arg(fromUtf8(layer), countText(static_cast<qint64>(table->size()))));
    if (layer == m_document->activeLayer()) {
        setCurrentItem(item);
    }
    return item;
}

void LayerTree::addOpacity(QTreeWidgetItem* item, const render::SceneLayer& layer) {
    constexpr int kWhole = 100;
    const int percent = static_cast<int>(layer.opacity.inPercent() + 0.5);
    item->setData(0, kOpacity, percent);
    auto* const slider = new QSlider(Qt::Horizontal);
    slider->setRange(0, kWhole);
    slider->setValue(percent);
    slider->setFixedWidth(kSliderWidth);
    slider->setToolTip(translate("tuban", "Opacity %1 %").arg(percent));
    slider->setAccessibleName(translate("tuban", "Opacity of %1").arg(item->text(0)));
    connect(slider, &QSlider::valueChanged, this, [this, slider, name = layer.name](int value) {
        slider->setToolTip(translate("tuban", "Opacity %1 %").arg(value));
        setOpacity(name, value);
    });
    setItemWidget(item, 1, slider);
}

void LayerTree::setOpacity(const std::string& layer, int percent) {
    std::vector<render::SceneLayer> layers = m_document->scene().layers;
    for (render::SceneLayer& one : layers) {
        if (one.name == layer) {
            one.opacity = Ratio::percent(percent);
        }
    }
    m_document->arrange(std::move(layers));
    remember();
}

/// Order and visibility as the tree shows them.
void LayerTree::takeArrangement() {
    std::vector<render::SceneLayer> layers;
    for (int i = m_map->childCount() - 1; i >= 0; --i) {
        const QTreeWidgetItem* const item = m_map->child(i);
        if (const render::SceneLayer* layer = m_document->sceneLayer(nameOf(item))) {
            layers.push_back(*layer);
            layers.back().visible = item->checkState(0) == Qt::Checked;
        }
    }
    m_document->arrange(std::move(layers));
    remember();
}

void LayerTree::takeTitle(QTreeWidgetItem* item) {
    if (item->text(0) != m_document->titleOf(nameOf(item))) {
        m_document->rename(nameOf(item), item->text(0));
        const QSignalBlocker quiet(this);
        item->setText(0, m_document->titleOf(nameOf(item)));
    }
}

void LayerTree::dropEvent(QDropEvent* event) {
    QTreeWidgetItem* const under = itemAt(event->position().toPoint());
    const bool inMap = under != nullptr && under->parent() == m_map &&
                       dropIndicatorPosition() != QAbstractItemView::OnItem;
    if (!inMap && under != m_map) {
        event->ignore();
        return;
    }
    QTreeWidget::dropEvent(event);
    takeArrangement();
    // Sliders do not move with their items.
    QMetaObject::invokeMethod(
        this, [this] { fill(); }, Qt::QueuedConnection);
}

void LayerTree::showMenu(const QPoint& at) {
    QTreeWidgetItem* const item = itemAt(at);
    if (item == nullptr || nameOf(item).empty()) {
        return;
    }
    const QString name = item->data(0, kName).toString();
    auto* const menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    if (item->parent() == m_map) {
        menu->addAction(translate("tuban", "Zoom to the layer"), this, [this, name] {
            Q_EMIT zoomAsked(name);
        });
        menu->addAction(
            translate("tuban", "Style"), this, [this, name] { Q_EMIT styleAsked(name); });
        menu->addAction(translate("tuban", "Rename"), this, [this, item] { editItem(item, 0); });
    }
    menu->addAction(
        translate("tuban", "Open the table"), this, [this, name] { Q_EMIT tableAsked(name); });
    menu->addAction(
        translate("tuban", "Properties"), this, [this, name] { Q_EMIT propertiesAsked(name); });
    menu->popup(viewport()->mapToGlobal(at));
}

void LayerTree::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) {
        fill();
    }
    QTreeWidget::changeEvent(event);
}

} // namespace tuban::app
