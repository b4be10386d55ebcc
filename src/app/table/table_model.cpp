#include "app/table/table_model.h"

#include "app/texts.h"
#include "app/theme.h"
#include "jobs/language.h"

#include <QColor>

#include <algorithm>

namespace tuban::app {

namespace {

constexpr int kRealDecimals = 2;

bool isNumber(const FieldSchema& field) {
    return field.kind == ValueKind::Integer || field.kind == ValueKind::Real;
}

/// The name of a code; empty: the field has no such code.
QString codeName(const FieldSchema& field, const FieldValue& value) {
    for (const CodeEntry& code : field.codes) {
        if (code.value == value) {
            return fromUtf8(jobs::nameIn(jobs::currentLanguage(), code.title));
        }
    }
    return {};
}

} // namespace

TableModel::TableModel(Selection& selection, QObject* parent)
    : QAbstractTableModel(parent), m_selection(selection) {
    connect(&m_selection, &Selection::changed, this, [this] {
        if (!m_rows.empty()) {
            const QModelIndex last = index(rowCount() - 1, columnCount() - 1);
            Q_EMIT dataChanged(index(0, 0), last, {Qt::BackgroundRole});
        }
    });
}

void TableModel::showTable(std::shared_ptr<const AttributeTable> table) {
    beginResetModel();
    m_table = std::move(table);
    m_rows.clear();
    endResetModel();
}

void TableModel::showRows(std::vector<std::uint32_t> rows) {
    beginResetModel();
    m_rows = std::move(rows);
    endResetModel();
}

void TableModel::retranslate() {
    beginResetModel();
    endResetModel();
}

int TableModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int TableModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() || !m_table ? 0 : static_cast<int>(m_table->schema().fields.size());
}

QString TableModel::text(std::uint32_t row, std::size_t field) const {
    const FieldSchema& schema = m_table->schema().fields[field];
    const FieldValue value = m_table->column(field).value(row);
    if (const QString name = codeName(schema, value); !name.isEmpty()) {
        return name;
    }
    if (const auto* const real = std::get_if<double>(&value)) {
        return numberText(*real, kRealDecimals);
    }
    if (const auto* const whole = std::get_if<std::int64_t>(&value)) {
        return countText(*whole);
    }
    return fromUtf8(m_table->column(field).text(row));
}

QVariant TableModel::data(const QModelIndex& index, int role) const {
    const auto field = static_cast<std::size_t>(index.column());
    const std::uint32_t row = rowAt(index.row());
    switch (role) {
    case Qt::DisplayRole:
    case Qt::ToolTipRole:
        return text(row, field);
    case Qt::TextAlignmentRole:
        return QVariant(
            Qt::AlignVCenter |
            (isNumber(m_table->schema().fields[field]) ? Qt::AlignRight : Qt::AlignLeft));
    case Qt::BackgroundRole:
        return m_selection.table() == m_table && m_selection.contains(row)
                   ? QVariant(theme::colour("selected"))
                   : QVariant();
    default:
        return {};
    }
}

QString TableModel::title(std::size_t field) const {
    const FieldSchema& schema = m_table->schema().fields[field];
    return fromUtf8(jobs::nameIn(jobs::currentLanguage(), schema.title));
}

QVariant TableModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation == Qt::Vertical) {
        return role == Qt::DisplayRole ? QVariant(countText(section + 1)) : QVariant();
    }
    const auto field = static_cast<std::size_t>(section);
    if (role == Qt::DisplayRole) {
        return title(field);
    }
    if (role == Qt::ToolTipRole) {
        return fromUtf8(m_table->schema().fields[field].name);
    }
    return {};
}

QString TableModel::asLines(const std::vector<std::uint32_t>& rows,
                            const std::vector<std::size_t>& fields) const {
    QString lines;
    const auto cell = [](QString text) { return text.replace(u'\t', u' ').replace(u'\n', u' '); };
    for (const std::size_t field : fields) {
        lines += cell(title(field)) + (field == fields.back() ? u'\n' : u'\t');
    }
    for (const std::uint32_t row : rows) {
        for (const std::size_t field : fields) {
            const FieldSchema& schema = m_table->schema().fields[field];
            const QString plain = isNumber(schema) && schema.codes.empty()
                                      ? fromUtf8(m_table->column(field).text(row))
                                      : text(row, field);
            lines += cell(plain) + (field == fields.back() ? u'\n' : u'\t');
        }
    }
    return lines;
}

} // namespace tuban::app
