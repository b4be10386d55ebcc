#include "app/desk.h"

#include "app/texts.h"
#include "app/theme.h"
#include "jobs/language.h"

#include <QAbstractItemView>
#include <QMenu>

#include <algorithm>

namespace tuban::app {

namespace {

// How the panels share the window at first, in pixels.
constexpr int kLeftWidth = 300;
constexpr int kRightWidth = 404;
constexpr int kTreeHeight = 300;
constexpr int kLegendHeight = 440;
constexpr double kCloseUp = 2000.0; ///< denominator of the scale at a place that was searched

} // namespace

Desk::Desk(const Parts& parts)
    : m_parts(parts),
      m_canvas(new MapCanvas),
      m_layers(new LayerTree(parts.settings)),
      m_legend(new LegendPanel(m_selection)),
      m_table(new TablePanel(m_selection, parts.runner, parts.messages)),
      m_balance(new BalancePanel(parts.runner, parts.messages)),
      m_feature(new FeaturePanel(m_selection)),
      m_findings(new FindingsPanel(parts.runner, parts.messages)),
      m_history(new HistoryPanel(parts.runner)),
      m_search(new SearchBox(parts.commands, parts.runner)),
      m_styles(new LayerStyles(parts.settings, parts.runner, parts.messages)),
      m_selector(parts.runner) {
    buildDocks();
    buildTools();
    connectParts();
    connectSearch();
    connectView();
    connectPanels();
    retranslate();
}

void Desk::addDock(const char* id, const char* title, QWidget* content, Qt::DockWidgetArea area) {
    auto* const dock = new QDockWidget(&m_parts.window);
    dock->setObjectName(QString::fromLatin1(id));
    dock->setWidget(content);
    m_parts.window.addDockWidget(area, dock);
    m_docks.insert_or_assign(id, Dock{dock, title});
}

void Desk::buildDocks() {
    addDock("layers", QT_TRANSLATE_NOOP("tuban", "Layers"), m_layers, Qt::LeftDockWidgetArea);
    addDock("legend", QT_TRANSLATE_NOOP("tuban", "Legend"), m_legend, Qt::LeftDockWidgetArea);
    addDock("balance",
            QT_TRANSLATE_NOOP("tuban", "Land-use balance"),
            m_balance,
            Qt::RightDockWidgetArea);
    addDock("feature",
            QT_TRANSLATE_NOOP("tuban", "Selected feature"),
            m_feature,
            Qt::RightDockWidgetArea);
    addDock(
        "table", QT_TRANSLATE_NOOP("tuban", "Attribute table"), m_table, Qt::BottomDockWidgetArea);
    addDock(
        "findings", QT_TRANSLATE_NOOP("tuban", "Findings"), m_findings, Qt::BottomDockWidgetArea);
    addDock("style", QT_TRANSLATE_NOOP("tuban", "Style"), m_styles, Qt::RightDockWidgetArea);
    addDock("history", QT_TRANSLATE_NOOP("tuban", "History"), m_history, Qt::BottomDockWidgetArea);
    m_parts.window.setCorner(Qt::BottomLeftCorner, Qt::LeftDockWidgetArea);
    m_parts.window.setCorner(Qt::BottomRightCorner, Qt::RightDockWidgetArea);
    m_parts.window.tabifyDockWidget(m_docks.at("table").widget, m_docks.at("findings").widget);
    m_parts.window.tabifyDockWidget(m_docks.at("findings").widget, m_docks.at("history").widget);
    m_parts.window.tabifyDockWidget(m_docks.at("balance").widget, m_docks.at("style").widget);
    m_docks.at("balance").widget->raise();
}

void Desk::buildTools() {
    const auto select = [this](const SelectRequest& request) {
        m_selector.select(request, m_canvas->view().unitsPerPixel);
    };
    const auto describe = [this](MeasureKind kind, const std::vector<render::MapPoint>& shape) {
        return describeShape(kind, shape);
    };
    m_tools.emplace("tool-select", std::make_unique<SelectTool>(select));
    m_tools.emplace("tool-lasso", std::make_unique<LassoTool>(select));
    m_tools.emplace("tool-distance",
                    std::make_unique<MeasureTool>(MeasureKind::Distance, describe));
    m_tools.emplace("tool-area", std::make_unique<MeasureTool>(MeasureKind::Area, describe));
    m_tools.emplace("tool-angle", std::make_unique<MeasureTool>(MeasureKind::Angle, describe));
    for (const auto& [id, tool] : m_tools) {
        m_parts.commands.connectTo(id.c_str(), [this, chosen = id] { useTool(chosen); });
    }
    useTool("tool-select");
}

void Desk::useTool(const std::string& id) {
    m_toolBefore = m_toolInUse;
    m_toolInUse = id;
    m_canvas->setTool(m_tools.at(id).get());
    m_parts.commands.action(id.c_str())->setChecked(true);
    m_canvas->setCursor(id == "tool-select" ? Qt::ArrowCursor : Qt::CrossCursor);
}

void Desk::connectParts() {
    connect(m_layers, &LayerTree::zoomAsked, this, [this](const QString& name) {
        const auto* const layer = m_document->sceneLayer(name.toStdString());
        render::MapScene one{.layers = {*layer}};
        one.layers.front().visible = true;
        if (const auto extent = one.extent()) {
            m_canvas->zoomTo(*extent);
        }
    });
    connect(m_layers, &LayerTree::tableAsked, this, [this](const QString& name) {
        m_document->activate(name.toStdString());
        raise("table");
    });
    connect(m_layers, &LayerTree::propertiesAsked, this, &Desk::showProperties);
    connect(m_layers, &LayerTree::styleAsked, this, [this](const QString& name) {
        m_styles->edit(name.toStdString());
        raise("style");
    });
    connect(&m_selector, &MapSelector::rowClicked, m_feature, &FeaturePanel::showRow);
    connect(m_balance, &BalancePanel::parcelsShown, this, &Desk::zoomToSelection);
    connect(m_findings, &FindingsPanel::featuresShown, this, &Desk::zoomToSelection);
    connect(m_findings, &FindingsPanel::placeAsked, this, [this](std::array<double, 2> place) {
        zoomToSelection();
        goTo(place);
    });
}

void Desk::connectSearch() {
    m_parts.commands.connectTo("search", [this] {
        m_search->setFocus(Qt::ShortcutFocusReason);
        m_search->selectAll();
    });
    connect(m_search, &SearchBox::placeAsked, this, &Desk::goTo);
    connect(m_search, &SearchBox::layerAsked, this, [this](const QString& layer) {
        m_document->activate(layer.toStdString());
        raise("table");
    });
    connect(m_search, &SearchBox::rowAsked, this, [this](const QString& layer, std::uint32_t row) {
        m_document->activate(layer.toStdString());
        m_selection.choose({row}, Selection::Mode::Replace);
        m_feature->showRow(row);
        zoomToSelection();
        m_table->view().showSelection();
    });
    connect(&m_table->view(), &TableView::rowAsked, this, [this](std::uint32_t row) {
        m_feature->showRow(row);
        if (const auto extent = m_document->extentOf(row)) {
            m_canvas->zoomTo(*extent);
        }
    });
}

/// Selecting and the panels.
void Desk::connectPanels() {
    Commands& commands = m_parts.commands;
    commands.connectTo("select-all", [this] { m_selection.chooseAll(); });
    commands.connectTo("select-none", [this] { m_selection.clear(); });
    commands.connectTo("select-invert", [this] { m_selection.invert(); });
    commands.connectTo("table", [this] { raise("table"); });
    commands.connectTo("table-copy", [this] { m_table->view().copy(); });
    commands.connectTo("balance", [this] { raise("balance"); });
    commands.connectTo("history", [this] { raise("history"); });
    commands.connectTo("style", [this] {
        m_styles->edit(m_document->activeLayer());
        raise("style");
    });
    commands.connectTo("check", [this] {
        raise("findings");
        m_findings->check();
    });
    commands.connectTo("finding-next", [this] { m_findings->step(1); });
    commands.connectTo("finding-previous", [this] { m_findings->step(-1); });
    connect(&m_selection, &Selection::changed, this, &Desk::showFigures);
    connect(&m_selection, &Selection::changed, this, [this] {
        if (!m_table->view().hasFocus()) {
            m_table->view().showSelection();
        }
    });
}

void Desk::raise(const char* dock) {
    QDockWidget* const widget = m_docks.at(dock).widget;
    widget->show();
    widget->raise();
    widget->widget()->setFocus();
}

void Desk::stepThroughDocks() {
    std::vector<QWidget*> stops{m_canvas};
    for (const auto& [id, dock] : m_docks) {
        if (dock.widget->isVisible() && !dock.widget->visibleRegion().isEmpty()) {
            stops.push_back(dock.widget->widget());
        }
    }
    std::size_t now = 0;
    for (std::size_t i = 0; i < stops.size(); ++i) {
        now =
            stops[i]->hasFocus() || stops[i]->isAncestorOf(m_parts.window.focusWidget()) ? i : now;
    }
    QWidget* const next = stops[(now + 1) % stops.size()];
    const auto inside = next->findChildren<QAbstractItemView*>();
    (next == m_canvas || inside.isEmpty() ? next : inside.front())->setFocus();
}

void Desk::showDocument(Document* document, bool keepView) {
    if (m_document != nullptr) {
        m_lastActive = m_document->activeLayer();
        disconnect(m_document, nullptr, this, nullptr);
    }
    m_document = document;
    m_meter.reset();
    if (document != nullptr) {
        m_meter = jobs::ShapeMeter::create(document->loaded().crs);
        connect(document, &Document::sceneChanged, this, &Desk::showScene);
    }
    m_selector.showDocument(document);
    m_layers->showDocument(document);
    m_styles->showDocument(document);
    m_legend->showDocument(document);
    m_balance->showDocument(document);
    m_feature->showDocument(document);
    m_findings->showDocument(document);
    m_history->showDocument(document);
    m_search->showDocument(document);
    m_search->setEnabled(document != nullptr);
    if (document == nullptr) {
        m_canvas->updateMap({});
    } else if (keepView) {
        document->activate(m_lastActive);
    } else {
        m_canvas->showMap(document->sceneToShow());
        restoreView();
        const auto& tables = document->loaded().tables;
        if (document->sceneLayer("parcel") != nullptr) {
            document->activate("parcel");
        } else if (!tables.empty()) {
            document->activate(tables.front()->schema().name);
        }
        m_canvas->setFocus();
    }
    m_layers->retranslate();
    for (const auto& [id, dock] : m_docks) {
        dock.widget->setEnabled(document != nullptr);
    }
    showFigures();
}

void Desk::showDocks(bool shown) {
    for (const auto& [id, dock] : m_docks) {
        dock.widget->setVisible(
            shown && (id == "layers" || id == "legend" || id == "balance" || id == "feature"));
    }
    if (shown) {
        const auto sizes = [this](std::initializer_list<const char*> docks,
                                  const QList<int>& pixels,
                                  Qt::Orientation orientation) {
            QList<QDockWidget*> widgets;
            for (const char* const dock : docks) {
                widgets.append(m_docks.at(dock).widget);
            }
            m_parts.window.resizeDocks(widgets, pixels, orientation);
        };
        sizes({"layers", "balance"}, {kLeftWidth, kRightWidth}, Qt::Horizontal);
        sizes({"layers", "legend"}, {kTreeHeight, kLegendHeight}, Qt::Vertical);
    }
}

void Desk::showScene() {
    m_canvas->updateMap(m_document->sceneToShow());
}

void Desk::refreshMap() {
    if (m_document != nullptr) {
        showScene();
    }
}

void Desk::showFigures() {
    m_parts.status.setSelection(
        static_cast<qint64>(m_selection.count()), m_selection.planarArea(), m_unit);
}

void Desk::showPlace(std::optional<std::array<double, 2>> place) {
    std::optional<std::array<double, 2>> degrees;
    if (place && m_meter) {
        degrees = m_meter->longitudeLatitude(*place);
    }
    m_parts.status.setPlace(m_document == nullptr ? std::nullopt : place, degrees);
}

void Desk::zoomToSelection() {
    if (m_document == nullptr) {
        return;
    }
    if (const auto extent = m_document->selectionExtent()) {
        m_canvas->zoomTo(*extent);
    }
}

void Desk::goTo(std::array<double, 2> place) {
    render::Viewport view = m_canvas->view();
    view.centre = {place[0], place[1]};
    view.setScaleDenominator(std::min(view.scaleDenominator(), kCloseUp));
    m_canvas->setView(view);
}

void Desk::showProperties(const QString& layer) {
    const auto table = m_document->loaded().table(layer.toStdString());
    QStringList fields;
    for (const FieldSchema& field : table->schema().fields) {
        fields.append(fromUtf8(jobs::nameIn(jobs::currentLanguage(), field.title)) +
                      QStringLiteral(" (") + fromUtf8(field.name) + u')');
    }
    m_parts.messages.add({.title = translate("tuban", "%1: %2 rows, %3")
                                       .arg(m_document->titleOf(table->schema().name),
                                            countText(static_cast<qint64>(table->size())),
                                            fromUtf8(m_document->loaded().summary.info.crs)),
                          .text = fields.join(QStringLiteral(", "))});
}

void Desk::showMenu(const QPoint& at) {
    auto* const menu = new QMenu(m_canvas);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (const char* id : {"zoom-selection",
                           "zoom-whole",
                           "view-back",
                           "view-forward",
                           "bookmark",
                           "select-none",
                           "table",
                           "tool-select",
                           "tool-distance",
                           "tool-area"}) {
        menu->addAction(m_parts.commands.action(id));
    }
    menu->popup(at);
}

void Desk::setUnit(jobs::AreaUnit unit) {
    m_unit = unit;
    m_legend->setUnit(unit);
    m_balance->setUnit(unit);
    m_feature->setUnit(unit);
    m_table->setUnit(unit);
    m_canvas->update();
    showFigures();
}

void Desk::retranslate() {
    for (const auto& [id, dock] : m_docks) {
        dock.widget->setWindowTitle(translate("tuban", dock.title));
    }
    m_search->retranslate();
    m_canvas->setAccessibleName(translate("tuban", "Map"));
}

} // namespace tuban::app
