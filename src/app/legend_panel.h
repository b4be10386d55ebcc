#pragma once

#include "app/document.h"
#include "jobs/area_unit.h"
#include "jobs/legend.h"

#include <QLabel>
#include <QTreeWidget>
#include <QWidget>

namespace tuban::app {

/// The classes of the active layer with number, area and share; a click selects their features.
class LegendPanel : public QWidget {
    Q_OBJECT

public:
    explicit LegendPanel(Selection& selection);

    /// Null: none is open.
    void showDocument(Document* document);
    void setUnit(jobs::AreaUnit unit);

protected:
    void changeEvent(QEvent* event) override;

private:
    void fill();

    Selection& m_selection;
    Document* m_document = nullptr;
    QTreeWidget* m_list;
    QLabel* m_basis;
    jobs::AreaUnit m_unit = jobs::AreaUnit::Hectares;
    std::vector<jobs::LegendRow> m_rows;
};

} // namespace tuban::app
