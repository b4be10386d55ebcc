#pragma once

#include "model/table.h"

#include <QTableWidget>

namespace tuban::app {

/// Shows a table of results as it would be printed: totals stand out, numbers are aligned, colours
/// of classes stand before their names. Ctrl+C copies it with its headings.
class ReportTable : public QTableWidget {
    Q_OBJECT

public:
    explicit ReportTable(QWidget* parent = nullptr);

    void showTable(const tuban::Table& table);
    QString asLines() const;

protected:
    void keyPressEvent(QKeyEvent* event) override;

private:
    void addHeadings(const tuban::Table& table);
    void addRow(const tuban::Table& table, int line);
};

} // namespace tuban::app
