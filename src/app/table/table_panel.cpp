#include "app/table/table_panel.h"

#include "app/texts.h"
#include "app/theme.h"
#include "jobs/describe.h"
#include "jobs/language.h"
#include "model/filter.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QMenu>
#include <QVBoxLayout>
#include <QWidgetAction>

#include <cmath>

namespace tuban::app {

namespace {

constexpr int kDecimals = 2;
constexpr int kConditionWidth = 280;

/// The rows for which a condition holds. Errors: those of Filter::parse; Cancelled.
Result<std::vector<std::uint32_t>>
rowsWhere(const AttributeTable& table, const std::string& condition, const Progress& progress) {
    const auto filter = Filter::parse(condition, table.schema());
    if (!filter) {
        return filter.error();
    }
    constexpr std::uint32_t kBetweenReports = 1U << 14U;
    std::vector<std::uint32_t> rows;
    std::vector<FieldValue> values(table.schema().fields.size());
    for (std::uint32_t row = 0; row < table.size(); ++row) {
        for (std::size_t field = 0; field < values.size(); ++field) {
            values[field] = table.column(field).value(row);
        }
        if (filter->matches(values)) {
            rows.push_back(row);
        }
        if (row % kBetweenReports == 0) {
            progress.report(double(row) / double(table.size()));
            if (progress.cancelled()) {
                return Error{ErrorCode::Cancelled, {}};
            }
        }
    }
    return rows;
}

} // namespace

TablePanel::TablePanel(Selection& selection, JobRunner& runner, MessageBar& messages)
    : m_selection(selection),
      m_runner(runner),
      m_messages(messages),
      m_model(new TableModel(selection, this)),
      m_view(new TableView(*m_model, selection)),
      m_condition(new QLineEdit),
      m_select(new QPushButton),
      m_clear(new QPushButton),
      m_count(new QLabel),
      m_sums(new QLabel) {
    auto* const rows = new QVBoxLayout(this);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(0);
    auto* const head = new QHBoxLayout;
    head->setContentsMargins(theme::size("space"), 4, theme::size("space"), 4);
    m_condition->setMinimumWidth(kConditionWidth);
    m_condition->setClearButtonEnabled(true);
    head->addWidget(m_condition);
    head->addWidget(m_select);
    head->addWidget(m_clear);
    head->addStretch();
    head->addWidget(m_sums);
    head->addSpacing(theme::size("space"));
    head->addWidget(m_count);
    rows->addLayout(head);
    rows->addWidget(m_view, 1);
    m_sums->setProperty("role", QStringLiteral("secondary"));
    QHeaderView* const header = m_view->horizontalHeader();
    header->setSectionsClickable(true);
    header->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(header, &QHeaderView::sectionClicked, this, &TablePanel::sortBy);
    connect(header, &QWidget::customContextMenuRequested, this, &TablePanel::showHeadMenu);
    connect(&m_selection, &Selection::activated, this, &TablePanel::showActive);
    connect(&m_selection, &Selection::changed, this, &TablePanel::tellSums);
    const auto select = [this] { selectWhere(m_condition->text()); };
    connect(m_condition, &QLineEdit::returnPressed, this, select);
    connect(m_select, &QPushButton::clicked, this, select);
    connect(m_clear, &QPushButton::clicked, this, [this] {
        setQuery({.sortBy = m_query.sortBy, .descending = m_query.descending});
    });
    retranslate();
}

void TablePanel::showActive() {
    m_model->showTable(m_selection.table());
    m_condition->clear();
    setQuery({});
}

void TablePanel::setQuery(RowQuery query) {
    m_runner.cancel(m_job);
    m_query = std::move(query);
    m_clear->setVisible(!m_query.filters.empty());
    QHeaderView* const header = m_view->horizontalHeader();
    header->setSortIndicatorShown(m_query.sortBy.has_value());
    if (m_query.sortBy) {
        header->setSortIndicator(static_cast<int>(*m_query.sortBy),
                                 m_query.descending ? Qt::DescendingOrder : Qt::AscendingOrder);
    }
    const auto table = m_selection.table();
    if (!table) {
        m_count->clear();
        return;
    }
    m_job = m_runner.run(
        translate("tuban", "Listing rows"),
        [table, asked = m_query](const Progress& progress) {
            return rowsOf(*table, asked, progress);
        },
        [this, table](Result<std::vector<std::uint32_t>> rows) {
            if (!rows) {
                complain(rows.error());
            } else if (table == m_model->table()) {
                m_model->showRows(std::move(*rows));
                retranslate();
            }
        });
}

void TablePanel::complain(const Error& error) {
    if (error.code != ErrorCode::Cancelled) {
        m_messages.add({.kind = Message::Kind::Warning,
                        .title = translate("tuban", "The condition was not understood."),
                        .text = fromUtf8(jobs::describe(error))});
    }
}

void TablePanel::sortBy(int column) {
    RowQuery query = m_query;
    const auto field = static_cast<std::size_t>(column);
    query.descending = query.sortBy == field && !query.descending;
    query.sortBy = field;
    setQuery(std::move(query));
}

void TablePanel::filterBy(std::size_t field, const QString& text) {
    RowQuery query = m_query;
    std::erase_if(query.filters, [&](const auto& filter) { return filter.field == field; });
    if (!text.trimmed().isEmpty()) {
        query.filters.push_back({field, text.toStdString()});
    }
    setQuery(std::move(query));
}

void TablePanel::showHeadMenu(const QPoint& at) {
    const int column = m_view->horizontalHeader()->logicalIndexAt(at);
    if (column < 0) {
        return;
    }
    auto* const menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    auto* const filter = new QLineEdit;
    filter->setPlaceholderText(translate("tuban", "Filter: a part of the text, > 10, 5..20"));
    filter->setMinimumWidth(kConditionWidth);
    for (const RowQuery::ColumnFilter& one : m_query.filters) {
        if (one.field == static_cast<std::size_t>(column)) {
            filter->setText(fromUtf8(one.text));
        }
    }
    auto* const field = new QWidgetAction(menu);
    field->setDefaultWidget(filter);
    menu->addAction(field);
    connect(filter, &QLineEdit::returnPressed, menu, [this, menu, filter, column] {
        filterBy(static_cast<std::size_t>(column), filter->text());
        menu->close();
    });
    menu->addAction(translate("tuban", "Hide this column"), this, [this, column] {
        m_view->hideColumn(column);
    });
    QMenu* const columns = menu->addMenu(translate("tuban", "Columns"));
    for (int i = 0; i < m_model->columnCount(); ++i) {
        QAction* const one =
            columns->addAction(m_model->headerData(i, Qt::Horizontal, Qt::DisplayRole).toString());
        one->setCheckable(true);
        one->setChecked(!m_view->isColumnHidden(i));
        connect(one, &QAction::toggled, this, [this, i](bool shown) {
            m_view->setColumnHidden(i, !shown);
        });
    }
    menu->popup(m_view->horizontalHeader()->mapToGlobal(at));
    filter->setFocus();
}

void TablePanel::selectWhere(const QString& condition) {
    const auto table = m_selection.table();
    if (!table || condition.trimmed().isEmpty()) {
        return;
    }
    m_runner.run(
        translate("tuban", "Selecting rows"),
        [table, text = condition.toStdString()](const Progress& progress) {
            return rowsWhere(*table, text, progress);
        },
        [this, table](Result<std::vector<std::uint32_t>> rows) {
            if (!rows) {
                complain(rows.error());
            } else if (table == m_selection.table()) {
                m_selection.choose(*rows, Selection::Mode::Replace);
                m_view->showSelection();
            }
        });
}

void TablePanel::setUnit(jobs::AreaUnit unit) {
    m_unit = unit;
    tellSums();
}

/// Of the selected rows, or of all that are listed: area, and the sum of the column that is
/// current.
void TablePanel::tellSums() {
    m_sums->clear();
    const auto& table = m_selection.table();
    if (!table || m_selection.count() == 0) {
        return;
    }
    QStringList parts{
        translate("tuban", "Selected %1").arg(countText(static_cast<qint64>(m_selection.count())))};
    if (m_selection.planarArea() > Area()) {
        parts.append(QStringLiteral("%1 %2").arg(
            numberText(jobs::valueIn(m_unit, m_selection.planarArea()), jobs::decimalsOf(m_unit)),
            fromUtf8(jobs::symbolOf(m_unit))));
    }
    const int column = m_view->currentIndex().column();
    if (column >= 0 && table->column(static_cast<std::size_t>(column)).distinct() == 0) {
        const AttributeColumn& values = table->column(static_cast<std::size_t>(column));
        double sum = 0.0;
        for (const std::uint32_t row : m_selection.rows()) {
            if (const FieldValue value = values.value(row); !values.isNull(row)) {
                const auto* const real = std::get_if<double>(&value);
                sum += real != nullptr ? *real : static_cast<double>(std::get<std::int64_t>(value));
            }
        }
        parts.append(
            translate("tuban", "Σ %1: %2")
                .arg(m_model->headerData(column, Qt::Horizontal, Qt::DisplayRole).toString(),
                     numberText(sum, kDecimals)));
    }
    m_sums->setText(parts.join(QStringLiteral(" · ")));
}

void TablePanel::retranslate() {
    m_condition->setPlaceholderText(
        translate("tuban", "Select where, e.g. class_code like '1001%'"));
    m_condition->setAccessibleName(translate("tuban", "Condition for selecting rows"));
    m_select->setText(translate("tuban", "Select"));
    m_clear->setText(translate("tuban", "Clear filters"));
    m_view->setAccessibleName(translate("tuban", "Attribute table"));
    m_clear->setVisible(!m_query.filters.empty());
    if (const auto& table = m_model->table()) {
        m_count->setText(translate("tuban", "%1 of %2 rows")
                             .arg(countText(m_model->rowCount()),
                                  countText(static_cast<qint64>(table->size()))));
    }
    tellSums();
}

void TablePanel::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) {
        m_model->retranslate();
        retranslate();
    }
    QWidget::changeEvent(event);
}

} // namespace tuban::app
