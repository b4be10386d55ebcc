#pragma once

#include "app/table/table_model.h"

#include <QTableView>

namespace tuban::app {

/// The list of rows. What is selected is what Selection says: clicks, Shift, Ctrl and arrows change
/// it there, for one row as for a million.
class TableView : public QTableView {
    Q_OBJECT

public:
    TableView(TableModel& model, Selection& selection, QWidget* parent = nullptr);

    /// Brings the first selected row into sight.
    void showSelection();
    /// The selected rows in the order of the list, all listed ones if none is selected.
    void copy();

Q_SIGNALS:
    /// A row was double-clicked: it is to be shown on the map.
    void rowAsked(std::uint32_t row);

protected:
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    void selectTo(int line, Qt::KeyboardModifiers modifiers);
    std::vector<std::size_t> shownFields() const;

    TableModel& m_model;
    Selection& m_selection;
    int m_anchor = 0; ///< line where a range begins
};

} // namespace tuban::app
