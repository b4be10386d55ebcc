#pragma once

#include "app/import/import_draft.h"
#include "app/job_runner.h"
#include "model/layer_schema.h"

#include <QComboBox>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QTableWidget>
#include <QWidget>

#include <array>
#include <memory>
#include <vector>

namespace tuban::app {

class JudgementCard;

/// Where files of other programs come in: what they are taken for and why, what can be overruled,
/// and what would become of their rows. Everything is rehearsed; nothing is written before the user
/// says so, and one undo takes each file back.
class ImportPage : public QWidget {
    Q_OBJECT

public:
    explicit ImportPage(JobRunner& runner, QWidget* parent = nullptr);

    /// The workspace that takes the files, with the layers it has. Forgets the files of another
    /// one.
    void setWorkspace(const QString& path, std::vector<LayerSchema> layers);
    void addFiles(const QStringList& files);
    void retranslate();

    const std::vector<std::shared_ptr<ImportDraft>>& drafts() const { return m_drafts; }

Q_SIGNALS:
    /// Rows were stored: the workspace is to be read again.
    void imported(const QString& sentence);
    /// A file could not be brought in.
    void failed(const QString& file, const QString& sentence);
    /// The user goes back to the map.
    void left();

protected:
    void changeEvent(QEvent* event) override;

private:
    ImportDraft* current();
    QWidget* fileColumn();
    QWidget* decisionColumn();
    QWidget* reportColumn();
    void chooseFiles();
    void rehearse(ImportDraft& draft);
    void overrule(ImportAspect aspect, const QString& value);
    void chooseField(const QString& source, const QString& target);
    void importAll();
    void importNext(std::vector<std::shared_ptr<ImportDraft>> left, std::uint64_t rows);
    void refresh();
    void refreshList();
    void refreshDecisions();
    void offerChoices(const ImportDraft& draft);
    void refreshFields(const ImportDraft& draft);
    void addFieldRow(const ImportDraft& draft,
                     const QString& source,
                     const QString& target,
                     const QString& reason);
    void refreshReport();
    const LayerSchema* targetOf(const ImportDraft& draft) const;

    JobRunner& m_runner;
    QString m_workspace;
    std::vector<LayerSchema> m_layers;
    std::vector<std::shared_ptr<ImportDraft>> m_drafts;
    bool m_busy = false; ///< rows are being stored

    QLabel* m_filesTitle = nullptr;
    QListWidget* m_list = nullptr;
    QPushButton* m_add = nullptr;
    QLabel* m_promise = nullptr;
    QLabel* m_title = nullptr;
    QLabel* m_target = nullptr;
    QComboBox* m_targets = nullptr;
    std::array<JudgementCard*, 4> m_cards = {};
    QLabel* m_fieldsTitle = nullptr;
    QTableWidget* m_fields = nullptr;
    QLabel* m_reportTitle = nullptr;
    QTableWidget* m_report = nullptr;
    QLabel* m_hint = nullptr;
    QPushButton* m_cancel = nullptr;
    QPushButton* m_import = nullptr;
};

} // namespace tuban::app
