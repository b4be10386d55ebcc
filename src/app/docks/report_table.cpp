#include "app/docks/report_table.h"

#include "app/texts.h"
#include "app/theme.h"
#include "data/tables_writer/number_text.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QKeyEvent>
#include <QPixmap>

namespace tuban::app {

namespace {

constexpr int kSwatch = 12;
constexpr int kIndent = 2; ///< spaces a level

Qt::Alignment alignmentOf(Table::Align align) {
    switch (align) {
    case Table::Align::Right:
        return Qt::AlignRight | Qt::AlignVCenter;
    case Table::Align::Centre:
        return Qt::AlignCenter;
    case Table::Align::Left:
        break;
    }
    return Qt::AlignLeft | Qt::AlignVCenter;
}

/// The texts of the leaves, each with those of the headings above it on lines of their own.
void collectTexts(const Table::Heading& heading, const QString& above, QStringList& texts) {
    const QString text = fromUtf8(heading.text);
    if (heading.children.empty()) {
        texts.append(above.isEmpty() ? text : above + u'\n' + text);
    }
    for (std::size_t i = 0; i < heading.children.size(); ++i) {
        collectTexts(heading.children[i], i == 0 ? text : QStringLiteral(" "), texts);
    }
}

} // namespace

ReportTable::ReportTable(QWidget* parent) : QTableWidget(parent) {
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    setSelectionMode(QAbstractItemView::SingleSelection);
    setAlternatingRowColors(true);
    setShowGrid(false);
    verticalHeader()->hide();
    verticalHeader()->setDefaultSectionSize(theme::size("row"));
    setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
}

void ReportTable::showTable(const tuban::Table& table) {
    clear();
    setColumnCount(static_cast<int>(table.leaves().size()));
    setRowCount(static_cast<int>(table.rows.size()));
    addHeadings(table);
    for (int line = 0; line < rowCount(); ++line) {
        addRow(table, line);
    }
    resizeColumnsToContents();
}

void ReportTable::addHeadings(const tuban::Table& table) {
    QStringList texts;
    for (const Table::Heading& heading : table.headings) {
        collectTexts(heading, {}, texts);
    }
    setHorizontalHeaderLabels(texts);
    const auto leaves = table.leaves();
    for (int column = 0; column < columnCount(); ++column) {
        horizontalHeaderItem(column)->setTextAlignment(
            alignmentOf(leaves[static_cast<std::size_t>(column)]->align));
    }
}

void ReportTable::addRow(const tuban::Table& table, int line) {
    const Table::Row& row = table.rows[static_cast<std::size_t>(line)];
    const auto leaves = table.leaves();
    for (std::size_t i = 0; i < row.cells.size(); ++i) {
        const bool empty = std::holds_alternative<std::monostate>(row.cells[i]);
        const QString text =
            empty ? QString() : fromUtf8(data::cellText(row.cells[i], leaves[i]->decimals));
        const bool label = i == table.labelColumn;
        auto* const item =
            new QTableWidgetItem(label ? QString(row.indent * kIndent, u' ') + text : text);
        item->setTextAlignment(alignmentOf(leaves[i]->align));
        if (const auto* const number = std::get_if<Table::Number>(&row.cells[i])) {
            item->setToolTip(fromUtf8(data::rawText(number->value)));
        }
        if (label && row.swatch) {
            QPixmap swatch(kSwatch, kSwatch);
            swatch.fill(QColor(row.swatch->r, row.swatch->g, row.swatch->b));
            item->setIcon(QIcon(swatch));
        }
        if (row.kind != Table::Row::Kind::Plain) {
            QFont font = item->font();
            font.setWeight(QFont::DemiBold);
            item->setFont(font);
        }
        if (row.kind == Table::Row::Kind::Total) {
            item->setBackground(theme::colour("header"));
        }
        setItem(line, static_cast<int>(i), item);
    }
}

QString ReportTable::asLines() const {
    QString lines;
    const auto end = [this](int column) { return column + 1 == columnCount() ? u'\n' : u'\t'; };
    for (int column = 0; column < columnCount(); ++column) {
        lines += horizontalHeaderItem(column)->text().replace(u'\n', u' ').trimmed() + end(column);
    }
    for (int row = 0; row < rowCount(); ++row) {
        for (int column = 0; column < columnCount(); ++column) {
            const QTableWidgetItem* const cell = item(row, column);
            lines += (cell == nullptr ? QString() : cell->text().trimmed()) + end(column);
        }
    }
    return lines;
}

void ReportTable::keyPressEvent(QKeyEvent* event) {
    if (event->matches(QKeySequence::Copy)) {
        QGuiApplication::clipboard()->setText(asLines());
    } else {
        QTableWidget::keyPressEvent(event);
    }
}

} // namespace tuban::app
