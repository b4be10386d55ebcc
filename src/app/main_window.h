#pragma once

#include "app/commands.h"
#include "app/desk.h"
#include "app/document.h"
#include "app/job_runner.h"
#include "app/message_bar.h"
#include "app/settings.h"
#include "app/start_page.h"
#include "app/status_fields.h"
#include "base/error.h"

#include <QMainWindow>
#include <QMenu>
#include <QStackedWidget>
#include <QToolBar>

#include <map>
#include <memory>

namespace tuban::app {

class ImportPage;

/// The window: menus and tool strip from the table of commands, the start page or the map in the
/// middle, docks around, numbers at the foot. It brings the parts together and decides nothing
/// about land.
class MainWindow : public QMainWindow {
    Q_OBJECT

public:
    explicit MainWindow(Settings& settings);
    ~MainWindow() override;

    /// Reads a workspace on a thread of its own; what fails is said in a message bar.
    void openFile(const QString& path);
    /// Opens the sample zone, which is made in the user's folder for data if it is not there yet.
    void openSample();
    /// Shows what files of other programs would become in the workspace that is open.
    void bringIn(const QStringList& files);
    /// The same as soon as a workspace is open.
    void bringInWhenOpen(QStringList files);
    void closeWorkspace();

    /// Nothing runs and all that is to be seen is there.
    bool isSettled() const;
    /// Null: none is open.
    const Document* document() const { return m_document.get(); }
    MessageBar& messages() { return *m_messages; }
    JobRunner& runner() { return m_runner; }
    Desk& desk() { return *m_desk; }
    Commands& commands() { return *m_commands; }

protected:
    void changeEvent(QEvent* event) override;
    void closeEvent(QCloseEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    static constexpr const char* kGeometry = "window/geometry";
    static constexpr const char* kDocks = "window/docks";

    void buildCentre();
    void buildMenus();
    void connectCommands();
    void connectSettings();
    void retranslate();
    void chooseFile();
    void chooseImports();
    void leaveImports();
    void showDocument(const QString& path, jobs::LoadedWorkspace loaded);
    void tellFindings();
    void enableCommands();
    void takeBack(bool redo);
    void remember();
    void tell(const QString& title, const Error& error);
    void warnOfSurroundings();
    void showHelp();
    void showKeys();
    void showAbout();
    void useLanguage(jobs::Language language);
    void useAppearance(Appearance appearance);

    Settings& m_settings;
    JobRunner m_runner;
    Commands* m_commands;
    std::map<MenuId, QMenu*> m_menus;
    QToolBar* m_strip = nullptr;
    MessageBar* m_messages = nullptr;
    QStackedWidget* m_pages = nullptr;
    StartPage* m_start = nullptr;
    MapCanvas* m_map = nullptr; ///< of the desk
    ImportPage* m_import = nullptr;
    QByteArray m_docksBefore; ///< while files are brought in
    QStringList m_waiting;    ///< files to be brought in when a workspace is open
    StatusFields* m_status = nullptr;
    std::unique_ptr<Document> m_document;
    std::unique_ptr<Desk> m_desk; ///< before the document goes, as it shows it
};

} // namespace tuban::app
