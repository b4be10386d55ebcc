#pragma once

#include "app/docks/report_table.h"
#include "app/document.h"
#include "app/job_runner.h"
#include "app/message_bar.h"
#include "jobs/area_unit.h"
#include "jobs/ratio_table_job.h"

#include <QComboBox>
#include <QLabel>
#include <QWidget>

#include <optional>

namespace tuban::app {

/// The land-use balance of the parcels, by districts. A click on a number selects its parcels.
class BalancePanel : public QWidget {
    Q_OBJECT

public:
    BalancePanel(JobRunner& runner, MessageBar& messages);

    /// Null: none is open.
    void showDocument(Document* document);
    void setUnit(jobs::AreaUnit unit);
    ReportTable& table() { return *m_table; }

Q_SIGNALS:
    /// Parcels were selected from a number.
    void parcelsShown();

protected:
    void changeEvent(QEvent* event) override;

private:
    jobs::RatioSettings settings() const;
    void compute();
    void fill();
    void retranslate();
    void explain(int row, int column);

    JobRunner& m_runner;
    MessageBar& m_messages;
    Document* m_document = nullptr;
    QComboBox* m_level;
    ReportTable* m_table;
    QLabel* m_notes;
    std::optional<jobs::RatioResult> m_ratios;
    jobs::AreaUnit m_unit = jobs::AreaUnit::Hectares;
    int m_job = 0;
};

} // namespace tuban::app
