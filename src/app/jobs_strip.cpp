#include "app/jobs_strip.h"

#include "app/texts.h"
#include "app/theme.h"

#include <QEvent>
#include <QHBoxLayout>

#include <algorithm>
#include <cmath>

namespace tuban::app {

namespace {

constexpr std::chrono::milliseconds kUnseen{300};
constexpr std::chrono::milliseconds kLook{150};
constexpr int kBarWidth = 180;
/// From here on the time left is told.
constexpr double kFractionForTime = 0.05;

QString timeLeft(const JobRunner::Job& job) {
    if (job.cancelled) {
        return translate("tuban", "stopping");
    }
    if (job.fraction < kFractionForTime) {
        return {};
    }
    const std::chrono::duration<double> passed = std::chrono::steady_clock::now() - job.started;
    const double seconds = passed.count() * (1.0 - job.fraction) / job.fraction;
    return translate("tuban", "about %1 s left").arg(countText(std::llround(std::ceil(seconds))));
}

} // namespace

JobsStrip::JobsStrip(JobRunner& runner, QWidget* parent)
    : QToolBar(parent),
      m_runner(runner),
      m_title(new QLabel),
      m_bar(new QProgressBar),
      m_state(new QLabel),
      m_cancel(new QPushButton),
      m_more(new QLabel) {
    auto* const content = new QWidget;
    auto* const row = new QHBoxLayout(content);
    row->setContentsMargins(theme::size("space"), 2, theme::size("space"), 2);
    m_bar->setTextVisible(false);
    m_bar->setFixedWidth(kBarWidth);
    m_bar->setRange(0, 100);
    for (QWidget* const widget : {static_cast<QWidget*>(m_title),
                                  static_cast<QWidget*>(m_bar),
                                  static_cast<QWidget*>(m_state),
                                  static_cast<QWidget*>(m_cancel)}) {
        row->addWidget(widget);
    }
    row->addStretch();
    row->addWidget(m_more);
    addWidget(content);
    connect(&m_runner, &JobRunner::changed, this, &JobsStrip::refresh);
    connect(&m_timer, &QTimer::timeout, this, &JobsStrip::refresh);
    connect(m_cancel, &QPushButton::clicked, this, [this] {
        if (const auto jobs = m_runner.jobs(); !jobs.empty()) {
            m_runner.cancel(jobs.front().id);
        }
    });
    m_timer.setInterval(kLook);
    retranslate();
    refresh();
}

void JobsStrip::refresh() {
    const std::vector<JobRunner::Job> jobs = m_runner.jobs();
    if (jobs.empty()) {
        m_timer.stop();
        hide();
        return;
    }
    if (!m_timer.isActive()) {
        m_timer.start();
    }
    const JobRunner::Job& job = jobs.front();
    if (std::chrono::steady_clock::now() - job.started < kUnseen && isHidden()) {
        return;
    }
    m_title->setText(job.title);
    m_bar->setValue(static_cast<int>(job.fraction * 100.0));
    const QString left = timeLeft(job);
    m_state->setText(QStringLiteral("%1 %").arg(m_bar->value()) +
                     (left.isEmpty() ? QString() : QStringLiteral(" · ") + left));
    m_cancel->setEnabled(!job.cancelled);
    const auto others = static_cast<qint64>(jobs.size()) - 1;
    m_more->setText(others == 0 ? QString()
                                : translate("tuban", "%1 more running").arg(countText(others)));
    show();
}

void JobsStrip::retranslate() {
    m_cancel->setText(translate("tuban", "Cancel"));
    m_bar->setAccessibleName(translate("tuban", "Progress"));
    setWindowTitle(translate("tuban", "Running jobs"));
    setAccessibleName(windowTitle());
}

void JobsStrip::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
    }
    QToolBar::changeEvent(event);
}

} // namespace tuban::app
