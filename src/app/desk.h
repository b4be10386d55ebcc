#pragma once

#include "app/canvas/map_canvas.h"
#include "app/canvas/map_selector.h"
#include "app/canvas/measure_tool.h"
#include "app/commands.h"
#include "app/docks/balance_panel.h"
#include "app/docks/feature_panel.h"
#include "app/docks/findings_panel.h"
#include "app/docks/history_panel.h"
#include "app/document.h"
#include "app/layer_tree.h"
#include "app/legend_panel.h"
#include "app/search_box.h"
#include "app/settings.h"
#include "app/status_fields.h"
#include "app/style/layer_styles.h"
#include "app/table/table_panel.h"

#include <QDockWidget>
#include <QMainWindow>
#include <QObject>

#include <map>
#include <memory>
#include <vector>

namespace tuban::app {

/// The parts of the window that work on an open workspace: the map, its tools and the docks around
/// it. They meet in the document and its selection, and here only.
class Desk : public QObject {
    Q_OBJECT

public:
    struct Parts {
        QMainWindow& window;
        Settings& settings;
        JobRunner& runner;
        MessageBar& messages;
        Commands& commands;
        StatusFields& status;
    };
    explicit Desk(const Parts& parts);

    MapCanvas& canvas() { return *m_canvas; }
    SearchBox& search() { return *m_search; }
    Selection& selection() { return m_selection; }
    TablePanel& table() { return *m_table; }
    /// Null: none is open; `keepView`: it is the same workspace, read again.
    void showDocument(Document* document, bool keepView = false);
    /// The panels as they stand at first, or none of them.
    void showDocks(bool shown);
    void setUnit(jobs::AreaUnit unit);
    void retranslate();
    /// Draws the map anew, as its ground follows the appearance of the window.
    void refreshMap();
    /// Keeps where the map is for the next time, and its picture for the start page.
    void rememberView();
    /// The present view becomes the one to start from.
    void keepView();
    void useTool(const std::string& id);
    /// What the tool in use does, and its keys.
    QString toolHelp() const;
    const std::string& toolInUse() const { return m_toolInUse; }

private:
    void buildDocks();
    void addDock(const char* id, const char* title, QWidget* content, Qt::DockWidgetArea area);
    void connectParts();
    void connectSearch();
    void connectView();
    void buildTools();
    void connectPanels();
    void raise(const char* dock);
    void stepThroughDocks();
    void restoreView();
    void showScene();
    void showFigures();
    void showPlace(std::optional<std::array<double, 2>> place);
    void zoomToSelection();
    void goTo(std::array<double, 2> place);
    void showProperties(const QString& layer);
    void showMenu(const QPoint& at);
    QStringList describeShape(MeasureKind kind, const std::vector<render::MapPoint>& shape);

    struct Dock {
        QDockWidget* widget;
        const char* title;
    };

    Parts m_parts;
    Selection m_selection;
    MapCanvas* m_canvas;
    LayerTree* m_layers;
    LegendPanel* m_legend;
    TablePanel* m_table;
    BalancePanel* m_balance;
    FeaturePanel* m_feature;
    FindingsPanel* m_findings;
    HistoryPanel* m_history;
    SearchBox* m_search;
    LayerStyles* m_styles;
    MapSelector m_selector;
    std::map<std::string, Dock> m_docks;
    std::map<std::string, std::unique_ptr<MapTool>> m_tools;
    std::string m_toolInUse;
    std::string m_toolBefore; ///< for Enter: what was in use before Esc
    Document* m_document = nullptr;
    std::string m_lastActive; ///< layer, before the workspace was read again
    std::optional<jobs::ShapeMeter> m_meter;
    jobs::AreaUnit m_unit = jobs::AreaUnit::Hectares;
    bool m_graticule = false;
};

} // namespace tuban::app
