#include "app/docks/history_panel.h"

#include "app/texts.h"
#include "jobs/journal_list_job.h"
#include "jobs/language.h"
#include "jobs/local_time.h"

#include <QEvent>
#include <QHeaderView>
#include <QVBoxLayout>

namespace tuban::app {

HistoryPanel::HistoryPanel(JobRunner& runner)
    : m_runner(runner), m_list(new QTreeWidget), m_more(new QPushButton) {
    auto* const rows = new QVBoxLayout(this);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(0);
    rows->addWidget(m_list, 1);
    rows->addWidget(m_more);
    m_list->setColumnCount(4);
    m_list->setRootIsDecorated(false);
    m_list->setUniformRowHeights(true);
    m_list->setAlternatingRowColors(true);
    m_list->header()->setStretchLastSection(false);
    m_list->header()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_list->header()->setSectionResizeMode(1, QHeaderView::Stretch);
    connect(m_more, &QPushButton::clicked, this, &HistoryPanel::readMore);
    fill();
}

void HistoryPanel::showDocument(Document* document) {
    m_document = document;
    m_entries.clear();
    fill();
    if (m_document != nullptr) {
        readMore();
    }
}

void HistoryPanel::readMore() {
    jobs::JournalListJob::Settings settings{.path = m_document->path().toStdString()};
    if (!m_entries.empty()) {
        settings.before = m_entries.back().number;
    }
    m_runner.run(
        translate("tuban", "Reading the history"),
        [settings](const Progress& progress) {
            return jobs::JournalListJob(settings).run(progress);
        },
        [this, document = m_document](Result<std::vector<JournalEntry>> entries) {
            if (m_document == document && entries) {
                m_entries.insert(m_entries.end(), entries->begin(), entries->end());
                fill();
            }
        });
}

void HistoryPanel::fill() {
    m_list->clear();
    m_list->setAccessibleName(translate("tuban", "History"));
    m_list->setHeaderLabels({translate("tuban", "Step"),
                             translate("tuban", "What happened"),
                             translate("tuban", "Who"),
                             translate("tuban", "When")});
    m_more->setText(translate("tuban", "Show earlier steps"));
    m_more->setVisible(!m_entries.empty() && numberOf(m_entries.back().number) > 1);
    QList<QTreeWidgetItem*> items;
    for (const JournalEntry& entry : m_entries) {
        auto* const item =
            new QTreeWidgetItem({countText(numberOf(entry.number)),
                                 fromUtf8(jobs::nameIn(jobs::currentLanguage(), entry.summary)),
                                 fromUtf8(entry.user),
                                 fromUtf8(jobs::localTime(entry.time))});
        item->setTextAlignment(0, Qt::AlignRight | Qt::AlignVCenter);
        item->setToolTip(1, item->text(1));
        items.append(item);
    }
    m_list->addTopLevelItems(items);
}

void HistoryPanel::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) {
        fill();
    }
    QWidget::changeEvent(event);
}

} // namespace tuban::app
