#pragma once

#include "app/document.h"
#include "jobs/area_unit.h"
#include "jobs/measure_shape.h"

#include <QLabel>
#include <QTreeWidget>
#include <QWidget>

#include <optional>

namespace tuban::app {

/// The feature that was clicked: what it measures, on which basis, and all its fields.
class FeaturePanel : public QWidget {
    Q_OBJECT

public:
    explicit FeaturePanel(Selection& selection);

    /// Null: none is open.
    void showDocument(Document* document);
    /// A row of the active layer.
    void showRow(std::uint32_t row);
    void setUnit(jobs::AreaUnit unit);
    QTreeWidget& list() { return *m_list; }

protected:
    void changeEvent(QEvent* event) override;

private:
    void fill();
    void addMeasures(const render::SceneLayer& layer);
    void addLine(const QString& name, const QString& value);
    QString areaText(Area area) const;

    Selection& m_selection;
    Document* m_document = nullptr;
    QLabel* m_title;
    QTreeWidget* m_list;
    std::optional<std::uint32_t> m_row;
    std::optional<jobs::ShapeMeter> m_meter;
    jobs::AreaUnit m_unit = jobs::AreaUnit::Hectares;
};

} // namespace tuban::app
