#include "app/table/table_view.h"

#include "app/theme.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QKeyEvent>
#include <QMouseEvent>

#include <algorithm>

namespace tuban::app {

TableView::TableView(TableModel& model, Selection& selection, QWidget* parent)
    : QTableView(parent), m_model(model), m_selection(selection) {
    setModel(&model);
    setSelectionMode(QAbstractItemView::NoSelection);
    setAlternatingRowColors(true);
    setWordWrap(false);
    setVerticalScrollMode(QAbstractItemView::ScrollPerItem);
    setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    verticalHeader()->setDefaultSectionSize(theme::size("row"));
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    horizontalHeader()->setSectionsMovable(true);
    horizontalHeader()->setHighlightSections(false);
}

void TableView::selectTo(int line, Qt::KeyboardModifiers modifiers) {
    if (line < 0 || line >= m_model.rowCount()) {
        return;
    }
    const bool range = modifiers.testFlag(Qt::ShiftModifier);
    if (!range) {
        m_anchor = line;
    }
    const auto [first, last] = std::minmax(line, std::min(m_anchor, m_model.rowCount() - 1));
    const auto& rows = m_model.rows();
    const std::vector<std::uint32_t> chosen(rows.begin() + first, rows.begin() + last + 1);
    m_selection.choose(chosen,
                       !modifiers.testFlag(Qt::ControlModifier) ? Selection::Mode::Replace
                       : range                                  ? Selection::Mode::Add
                                                                : Selection::Mode::Toggle);
}

void TableView::mousePressEvent(QMouseEvent* event) {
    const QModelIndex at = indexAt(event->position().toPoint());
    if (event->button() == Qt::LeftButton && at.isValid()) {
        setCurrentIndex(at);
        selectTo(at.row(), event->modifiers());
    } else {
        QTableView::mousePressEvent(event);
    }
}

void TableView::mouseMoveEvent(QMouseEvent* event) {
    const QModelIndex at = indexAt(event->position().toPoint());
    if (event->buttons().testFlag(Qt::LeftButton) && at.isValid() && at != currentIndex()) {
        setCurrentIndex(at);
        selectTo(at.row(), event->modifiers() | Qt::ShiftModifier);
    }
}

void TableView::mouseDoubleClickEvent(QMouseEvent* event) {
    const QModelIndex at = indexAt(event->position().toPoint());
    if (at.isValid()) {
        Q_EMIT rowAsked(m_model.rowAt(at.row()));
    }
}

void TableView::keyPressEvent(QKeyEvent* event) {
    if (event->matches(QKeySequence::Copy)) {
        copy();
        return;
    }
    if (event->matches(QKeySequence::SelectAll)) {
        m_selection.choose(m_model.rows(), Selection::Mode::Replace);
        return;
    }
    const int before = currentIndex().row();
    QTableView::keyPressEvent(event);
    if (currentIndex().row() != before) {
        selectTo(currentIndex().row(), event->modifiers());
    } else if (event->key() == Qt::Key_Space) {
        selectTo(before, event->modifiers());
    }
}

void TableView::showSelection() {
    const auto& rows = m_model.rows();
    if (m_selection.count() == 0 || m_selection.table() != m_model.table()) {
        return;
    }
    const auto found = std::find_if(
        rows.begin(), rows.end(), [&](std::uint32_t row) { return m_selection.contains(row); });
    if (found != rows.end()) {
        scrollTo(m_model.index(static_cast<int>(found - rows.begin()), 0));
    }
}

std::vector<std::size_t> TableView::shownFields() const {
    std::vector<std::size_t> fields;
    for (int place = 0; place < m_model.columnCount(); ++place) {
        const int column = horizontalHeader()->logicalIndex(place);
        if (!isColumnHidden(column)) {
            fields.push_back(static_cast<std::size_t>(column));
        }
    }
    return fields;
}

void TableView::copy() {
    std::vector<std::uint32_t> rows = m_model.rows();
    if (m_selection.count() > 0) {
        std::erase_if(rows, [&](std::uint32_t row) { return !m_selection.contains(row); });
    }
    if (!rows.empty()) {
        QGuiApplication::clipboard()->setText(m_model.asLines(rows, shownFields()));
    }
}

} // namespace tuban::app
