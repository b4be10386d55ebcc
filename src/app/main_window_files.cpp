// Opening, closing and changing of workspaces by the window.

#include "app/import/import_page.h"
#include "app/main_window.h"
#include "app/texts.h"
#include "jobs/describe.h"
#include "jobs/edit_session.h"
#include "jobs/error_names.h"
#include "jobs/load_workspace_job.h"
#include "jobs/new_workspace_job.h"

#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QStandardPaths>

#include <utility>

namespace tuban::app {

namespace {

const QString kLastFolder = QStringLiteral("last_folder");

/// Makes the sample zone, unless it is there.
Result<QString> madeSample(const QString& path, const Progress& progress) {
    if (QFileInfo::exists(path)) {
        return path;
    }
    QDir().mkpath(QFileInfo(path).path());
    auto made = jobs::NewWorkspaceJob({.path = path.toStdString(), .sample = "ziya"}).run(progress);
    return made ? Result<QString>(path) : Result<QString>(made.error());
}

/// Takes back the last step, or the last step that was taken back; returns the new one.
Result<JournalEntry> takenBack(const QString& path, bool redo, const Progress& progress) {
    auto session = jobs::EditSession::open(
        path.toStdString(), qEnvironmentVariable("USER").toStdString(), progress);
    if (!session) {
        return session.error();
    }
    const Result<jobs::Receipt> receipt = redo ? session->redo() : session->undo();
    session->close();
    return receipt ? Result<JournalEntry>(receipt->entry) : Result<JournalEntry>(receipt.error());
}

} // namespace

void MainWindow::chooseFile() {
    auto* const dialog = new QFileDialog(this, translate("tuban", "Open a workspace"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    dialog->setNameFilters(
        {translate("tuban", "Workspaces (*.gpkg)"), translate("tuban", "All files (*)")});
    dialog->setDirectory(m_settings.value(kLastFolder).toString());
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString& path) {
        m_settings.setValue(kLastFolder, QFileInfo(path).path());
        openFile(path);
    });
    dialog->open();
}

void MainWindow::openFile(const QString& path) {
    m_runner.run(
        translate("tuban", "Reading %1").arg(QFileInfo(path).fileName()),
        [path](const Progress& progress) {
            return jobs::LoadWorkspaceJob(path.toStdString()).run(progress);
        },
        [this, path](Result<jobs::LoadedWorkspace> loaded) {
            if (!loaded) {
                tell(translate("tuban", "%1 was not opened.").arg(QFileInfo(path).fileName()),
                     loaded.error());
                return;
            }
            showDocument(QFileInfo(path).absoluteFilePath(), std::move(*loaded));
        });
}

void MainWindow::openSample() {
    const QString path = QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) +
                         QStringLiteral("/tuban/ziya.gpkg");
    m_runner.run(
        translate("tuban", "Making the sample zone"),
        [path](const Progress& progress) { return madeSample(path, progress); },
        [this](Result<QString> made) {
            if (!made) {
                tell(translate("tuban", "The sample zone was not made."), made.error());
                return;
            }
            openFile(*made);
        });
}

void MainWindow::showDocument(const QString& path, jobs::LoadedWorkspace loaded) {
    const bool again = m_document != nullptr && m_document->path() == path;
    if (m_document != nullptr) {
        remember();
    }
    m_desk->showDocument(nullptr);
    m_document = std::make_unique<Document>(path, std::move(loaded), m_desk->selection());
    const auto& summary = m_document->loaded().summary;
    const QString title = fromUtf8(jobs::nameIn(jobs::currentLanguage(), summary.info.title));
    m_settings.addRecent({path,
                          title,
                          translate("tuban", "%1 · step %2")
                              .arg(title.isEmpty() ? fromUtf8(summary.info.crs) : title,
                                   countText(numberOf(summary.head.number))),
                          QDateTime::currentDateTime()});
    std::vector<LayerSchema> schemas;
    for (const auto& layer : summary.layers) {
        schemas.push_back(layer.schema);
    }
    m_import->setWorkspace(path, std::move(schemas));
    m_desk->showDocks(true);
    restoreState(m_settings.value(QLatin1String(kDocks)).toByteArray());
    m_pages->setCurrentWidget(m_map);
    m_desk->showDocument(m_document.get(), again);
    m_status->setCrs(fromUtf8(m_document->loaded().crs.name), fromUtf8(summary.info.crs));
    m_status->showMapFields(true);
    enableCommands();
    retranslate();
    tellFindings();
    if (!m_waiting.isEmpty()) {
        bringIn(std::exchange(m_waiting, {}));
    }
}

/// What was met while reading, the first of it in words.
void MainWindow::tellFindings() {
    std::vector<Finding> findings = m_document->loaded().summary.info.findings;
    const auto& more = m_document->loaded().findings;
    findings.insert(findings.end(), more.begin(), more.end());
    if (findings.empty()) {
        return;
    }
    QStringList lines;
    for (const Finding& finding : findings) {
        lines.append(fromUtf8(jobs::describe(finding)));
    }
    m_messages->add({.kind = Message::Kind::Warning,
                     .title = lines.front(),
                     .text = lines.size() == 1 ? QString()
                                               : translate("tuban", "%1 more findings of reading")
                                                     .arg(countText(lines.size() - 1)),
                     .details = lines.join(u'\n')});
}

void MainWindow::closeWorkspace() {
    if (m_document != nullptr) {
        remember();
    }
    m_desk->showDocument(nullptr);
    m_document.reset();
    m_desk->showDocks(false);
    m_status->showMapFields(false);
    enableCommands();
    m_start->refresh();
    m_start->setFocus();
    m_pages->setCurrentWidget(m_start);
    retranslate();
}

/// Commands that work on a workspace wait for one.
void MainWindow::enableCommands() {
    for (const Command& command : commandTable()) {
        const bool needsOne = command.menu == MenuId::Edit || command.menu == MenuId::View ||
                              command.menu == MenuId::Tools || command.menu == MenuId::Table ||
                              command.menu == MenuId::Check ||
                              QLatin1String(command.id) == QLatin1String("close") ||
                              QLatin1String(command.id) == QLatin1String("search");
        if (needsOne) {
            m_commands->action(command.id)->setEnabled(m_document != nullptr);
        }
    }
}

void MainWindow::takeBack(bool redo) {
    const QString path = m_document->path();
    m_runner.run(
        redo ? translate("tuban", "Redoing a step") : translate("tuban", "Undoing a step"),
        [path, redo](const Progress& progress) { return takenBack(path, redo, progress); },
        [this, path](Result<JournalEntry> entry) {
            if (!entry) {
                tell(translate("tuban", "Nothing was changed."), entry.error());
                return;
            }
            m_messages->add(
                {.kind = Message::Kind::Done,
                 .title = fromUtf8(jobs::nameIn(jobs::currentLanguage(), entry->summary))});
            openFile(path);
        });
}

void MainWindow::tell(const QString& title, const Error& error) {
    if (error.code == ErrorCode::Cancelled) {
        return;
    }
    m_messages->add(
        {.kind = Message::Kind::Error,
         .title = title,
         .text = fromUtf8(jobs::describe(error)),
         .details = fromUtf8(std::string(jobs::nameOf(error.code)) + '\n' + error.subject + '\n' +
                             error.where + '\n' + error.detail)});
}

void MainWindow::bringIn(const QStringList& files) {
    if (m_document == nullptr) {
        m_messages->add(
            {.kind = Message::Kind::Info,
             .title = translate("tuban", "Which workspace are the files for?"),
             .text = translate("tuban",
                               "Nothing was read yet. Open the workspace first, then drop "
                               "the files again; the sample zone will do for a try.")});
        return;
    }
    m_import->addFiles(files);
    if (m_pages->currentWidget() != m_import) { // the docks make room for it
        m_docksBefore = saveState();
        m_desk->showDocks(false);
        m_pages->setCurrentWidget(m_import);
    }
}

void MainWindow::bringInWhenOpen(QStringList files) {
    m_waiting = std::move(files);
    if (m_document != nullptr) {
        bringIn(std::exchange(m_waiting, {}));
    }
}

void MainWindow::leaveImports() {
    if (m_pages->currentWidget() == m_import) {
        restoreState(m_docksBefore);
        m_pages->setCurrentWidget(m_map);
    }
}

void MainWindow::chooseImports() {
    const QStringList files =
        QFileDialog::getOpenFileNames(this, translate("tuban", "Files to bring in"));
    if (!files.isEmpty()) {
        bringIn(files);
    }
}

} // namespace tuban::app
