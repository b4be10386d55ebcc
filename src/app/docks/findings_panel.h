#pragma once

#include "app/document.h"
#include "app/job_runner.h"
#include "app/message_bar.h"
#include "jobs/check_job.h"

#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTreeWidget>
#include <QWidget>

#include <array>
#include <optional>

namespace tuban::app {

/// What the checks of quality found. Choosing a finding selects its features and goes there.
class FindingsPanel : public QWidget {
    Q_OBJECT

public:
    FindingsPanel(JobRunner& runner, MessageBar& messages);

    /// Null: none is open.
    void showDocument(Document* document);
    void check();
    /// The next finding, the one before for -1.
    void step(int by);

Q_SIGNALS:
    void placeAsked(std::array<double, 2> place);
    void featuresShown();

protected:
    void changeEvent(QEvent* event) override;

private:
    void fill();
    void filter(const QString& text);
    void show(const jobs::CheckItem& item);
    void retranslate();

    JobRunner& m_runner;
    MessageBar& m_messages;
    Document* m_document = nullptr;
    QPushButton* m_check;
    QLineEdit* m_filter;
    QLabel* m_count;
    QTreeWidget* m_list;
    std::optional<jobs::CheckJob::Report> m_report;
};

} // namespace tuban::app
