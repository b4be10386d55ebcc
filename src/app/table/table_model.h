#pragma once

#include "app/selection.h"
#include "model/attribute_table.h"

#include <QAbstractTableModel>

#include <cstdint>
#include <memory>
#include <vector>

namespace tuban::app {

/// The rows of a layer or table as they are listed. Only what is seen is made into texts, so a
/// million rows are there at once. Columns are the fields of the schema.
class TableModel : public QAbstractTableModel {
    Q_OBJECT

public:
    explicit TableModel(Selection& selection, QObject* parent = nullptr);

    void showTable(std::shared_ptr<const AttributeTable> table);
    const std::shared_ptr<const AttributeTable>& table() const { return m_table; }
    /// The rows to list, in order.
    void showRows(std::vector<std::uint32_t> rows);
    /// The row of the table that stands in a line.
    std::uint32_t rowAt(int line) const { return m_rows[static_cast<std::size_t>(line)]; }
    const std::vector<std::uint32_t>& rows() const { return m_rows; }
    /// Titles and names of codes in the language that is spoken now.
    void retranslate();

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    /// The text of a cell as it is shown.
    QString text(std::uint32_t row, std::size_t field) const;
    /// These rows with the titles of these fields as lines of cells apart by tabs, numbers plain:
    /// what spreadsheets take.
    QString asLines(const std::vector<std::uint32_t>& rows,
                    const std::vector<std::size_t>& fields) const;

private:
    QString title(std::size_t field) const;

    Selection& m_selection;
    std::shared_ptr<const AttributeTable> m_table;
    std::vector<std::uint32_t> m_rows;
};

} // namespace tuban::app
