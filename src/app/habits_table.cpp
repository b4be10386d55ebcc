#include "app/habits_table.h"

#include "app/texts.h"

#include <QHeaderView>
#include <QTableWidget>

namespace tuban::app {

namespace {

constexpr int kColumns = 5;
constexpr const char* kHeads[kColumns] = {QT_TRANSLATE_NOOP("tuban", "To do"),
                                          "QGIS",
                                          "ArcGIS Pro",
                                          "AutoCAD",
                                          QT_TRANSLATE_NOOP("tuban", "Here")};
constexpr const char* kHabits[][kColumns] = {
    {QT_TRANSLATE_NOOP("tuban", "Zoom"),
     QT_TRANSLATE_NOOP("tuban", "wheel"),
     QT_TRANSLATE_NOOP("tuban", "wheel"),
     QT_TRANSLATE_NOOP("tuban", "wheel"),
     QT_TRANSLATE_NOOP("tuban", "wheel at the pointer; Shift and drag; PgUp, PgDn")},
    {QT_TRANSLATE_NOOP("tuban", "Pan"),
     QT_TRANSLATE_NOOP("tuban", "middle button, Space"),
     QT_TRANSLATE_NOOP("tuban", "C, drag"),
     QT_TRANSLATE_NOOP("tuban", "middle button"),
     QT_TRANSLATE_NOOP("tuban", "middle button, Space, arrows: in every tool")},
    {QT_TRANSLATE_NOOP("tuban", "Finish a shape"),
     QT_TRANSLATE_NOOP("tuban", "right click"),
     QT_TRANSLATE_NOOP("tuban", "double click, F2"),
     QT_TRANSLATE_NOOP("tuban", "Enter, right click"),
     QT_TRANSLATE_NOOP("tuban", "all of these; C closes")},
    {QT_TRANSLATE_NOOP("tuban", "Take a point back"),
     "Backspace",
     "Ctrl+Z",
     "U",
     QT_TRANSLATE_NOOP("tuban", "Backspace and Ctrl+Z; Esc: one step, twice: the tool")},
    {QT_TRANSLATE_NOOP("tuban", "Select by a box"),
     QT_TRANSLATE_NOOP("tuban", "touching"),
     QT_TRANSLATE_NOOP("tuban", "touching"),
     QT_TRANSLATE_NOOP("tuban", "two directions"),
     QT_TRANSLATE_NOOP("tuban",
                       "to the right: inside, to the left: touching; Shift adds, Ctrl toggles")},
    {QT_TRANSLATE_NOOP("tuban", "Find"),
     "Ctrl+K",
     "Alt+Q",
     QT_TRANSLATE_NOOP("tuban", "command line"),
     "Ctrl+K"},
};

/// Names of keys and programs are the same in every language.
QString shown(const char* text) {
    return translate("tuban", text);
}

} // namespace

QWidget* habitsTable() {
    constexpr int kRows = static_cast<int>(std::size(kHabits));
    auto* const table = new QTableWidget(kRows, kColumns);
    QStringList heads;
    for (const char* head : kHeads) {
        heads.append(shown(head));
    }
    table->setHorizontalHeaderLabels(heads);
    table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    for (int row = 0; row < kRows; ++row) {
        for (int column = 0; column < kColumns; ++column) {
            table->setItem(row, column, new QTableWidgetItem(shown(kHabits[row][column])));
        }
    }
    table->verticalHeader()->hide();
    table->setShowGrid(false);
    table->setAlternatingRowColors(true);
    table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    table->setSelectionMode(QAbstractItemView::NoSelection);
    table->setFocusPolicy(Qt::NoFocus);
    table->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    table->horizontalHeader()->setStretchLastSection(true);
    table->resizeColumnsToContents();
    table->resizeRowsToContents();
    table->setFixedHeight(table->verticalHeader()->length() +
                          table->horizontalHeader()->sizeHint().height() + 4);
    return table;
}

} // namespace tuban::app
