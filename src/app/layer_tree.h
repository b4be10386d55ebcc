#pragma once

#include "app/document.h"
#include "app/settings.h"

#include <QTreeWidget>

namespace tuban::app {

/// The layers of the map from top to bottom, with their visibility and opacity, and the tables.
/// Layers are dragged into another order; a double click or F2 renames one. What is arranged is
/// kept in the settings, per workspace.
class LayerTree : public QTreeWidget {
    Q_OBJECT

public:
    explicit LayerTree(Settings& settings, QWidget* parent = nullptr);

    /// Null: none is open. The document outlives its showing.
    void showDocument(Document* document);
    void retranslate() { fill(); }
    void setOpacity(const std::string& layer, int percent);

Q_SIGNALS:
    void zoomAsked(const QString& layer);
    void propertiesAsked(const QString& layer);
    void styleAsked(const QString& layer);
    void tableAsked(const QString& layer);

protected:
    void changeEvent(QEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    void fill();
    void restore();
    void remember() const;
    QTreeWidgetItem* addLayer(QTreeWidgetItem* group, const std::string& layer);
    void addOpacity(QTreeWidgetItem* item, const render::SceneLayer& layer);
    void takeArrangement();
    void takeTitle(QTreeWidgetItem* item);
    void showMenu(const QPoint& at);

    Settings& m_settings;
    Document* m_document = nullptr;
    QTreeWidgetItem* m_map = nullptr; ///< the group of layers
    bool m_filling = false;
};

} // namespace tuban::app
