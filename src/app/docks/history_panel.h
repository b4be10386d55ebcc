#pragma once

#include "app/document.h"
#include "app/job_runner.h"
#include "model/journal.h"

#include <QPushButton>
#include <QTreeWidget>
#include <QWidget>

#include <vector>

namespace tuban::app {

/// The steps of the workspace, newest first: all changes there ever were, the ones that were taken
/// back too.
class HistoryPanel : public QWidget {
    Q_OBJECT

public:
    explicit HistoryPanel(JobRunner& runner);

    /// Null: none is open.
    void showDocument(Document* document);

protected:
    void changeEvent(QEvent* event) override;

private:
    void readMore();
    void fill();

    JobRunner& m_runner;
    Document* m_document = nullptr;
    QTreeWidget* m_list;
    QPushButton* m_more;
    std::vector<JournalEntry> m_entries;
};

} // namespace tuban::app
