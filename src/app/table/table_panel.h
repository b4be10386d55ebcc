#pragma once

#include "app/job_runner.h"
#include "app/message_bar.h"
#include "app/selection.h"
#include "app/table/table_view.h"
#include "jobs/area_unit.h"
#include "model/row_query.h"

#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QWidget>

namespace tuban::app {

/// The table of the active layer: sort by a click on a head, filter and choose columns by its menu,
/// select by a condition, sums of what is selected at the foot.
class TablePanel : public QWidget {
    Q_OBJECT

public:
    TablePanel(Selection& selection, JobRunner& runner, MessageBar& messages);

    TableView& view() { return *m_view; }
    TableModel& model() { return *m_model; }
    const RowQuery& query() const { return m_query; }
    /// Lists what the query takes; the list follows on a thread of its own.
    void setQuery(RowQuery query);
    void setUnit(jobs::AreaUnit unit);
    /// Selects the rows that fulfil a condition (see Filter).
    void selectWhere(const QString& condition);

protected:
    void changeEvent(QEvent* event) override;

private:
    void retranslate();
    void showActive();
    void sortBy(int column);
    void showHeadMenu(const QPoint& at);
    void filterBy(std::size_t field, const QString& text);
    void tellSums();
    void complain(const Error& error);

    Selection& m_selection;
    JobRunner& m_runner;
    MessageBar& m_messages;
    TableModel* m_model;
    TableView* m_view;
    QLineEdit* m_condition;
    QPushButton* m_select;
    QPushButton* m_clear; ///< of filters
    QLabel* m_count;
    QLabel* m_sums;
    RowQuery m_query;
    int m_job = 0; ///< that lists the rows
    jobs::AreaUnit m_unit = jobs::AreaUnit::Hectares;
};

} // namespace tuban::app
