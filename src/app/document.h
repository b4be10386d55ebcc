#pragma once

#include "jobs/workspace_info_job.h"

#include <QObject>
#include <QString>

namespace tuban::app {

/// The workspace that is open, as it stood when it was read. Its file is not held open, and nothing
/// is written into it by looking at it.
class Document : public QObject {
    Q_OBJECT

public:
    Document(QString path, jobs::WorkspaceInfoJob::Summary summary)
        : m_path(std::move(path)), m_summary(std::move(summary)) {}

    const QString& path() const { return m_path; }
    const jobs::WorkspaceInfoJob::Summary& summary() const { return m_summary; }

private:
    QString m_path;
    jobs::WorkspaceInfoJob::Summary m_summary;
};

} // namespace tuban::app
