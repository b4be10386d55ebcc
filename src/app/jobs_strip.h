#pragma once

#include "app/job_runner.h"

#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QTimer>
#include <QToolBar>

namespace tuban::app {

/// The line above the status bar while a job runs: what it does, how far it is, how long it takes
/// still, and how to stop it. Jobs that end within 300 ms are not shown.
class JobsStrip : public QToolBar {
    Q_OBJECT

public:
    explicit JobsStrip(JobRunner& runner, QWidget* parent = nullptr);

protected:
    void changeEvent(QEvent* event) override;

private:
    void refresh();
    void retranslate();

    JobRunner& m_runner;
    QLabel* m_title;
    QProgressBar* m_bar;
    QLabel* m_state;
    QPushButton* m_cancel;
    QLabel* m_more;
    QTimer m_timer; ///< looks again while jobs run
};

} // namespace tuban::app
