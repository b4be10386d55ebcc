#include "app/main_window.h"

#include "app/icons.h"
#include "app/import/import_page.h"
#include "app/jobs_strip.h"
#include "app/layer_tree.h"
#include "app/texts.h"
#include "jobs/describe.h"
#include "jobs/error_names.h"
#include "jobs/new_workspace_job.h"

#include <QCloseEvent>
#include <QDir>
#include <QDockWidget>
#include <QFileDialog>
#include <QFileInfo>
#include <QMenuBar>
#include <QMimeData>
#include <QStandardPaths>
#include <QStatusBar>
#include <QVBoxLayout>

namespace tuban::app {

namespace {

constexpr QSize kFirstSize(1440, 900);
const QString kGeometry = QStringLiteral("window/geometry");
const QString kDocks = QStringLiteral("window/docks");
const QString kLastFolder = QStringLiteral("last_folder");

constexpr MenuId kMenus[] = {MenuId::File,
                             MenuId::Edit,
                             MenuId::View,
                             MenuId::Tools,
                             MenuId::Table,
                             MenuId::Check,
                             MenuId::Settings,
                             MenuId::Help};

Result<jobs::WorkspaceInfoJob::Summary> readWorkspace(const QString& path,
                                                      const Progress& progress) {
    return jobs::WorkspaceInfoJob(path.toStdString()).run(progress);
}

/// Makes the sample zone, unless it is there.
Result<QString> madeSample(const QString& path, const Progress& progress) {
    if (QFileInfo::exists(path)) {
        return path;
    }
    QDir().mkpath(QFileInfo(path).path());
    auto made = jobs::NewWorkspaceJob({.path = path.toStdString(), .sample = "ziya"}).run(progress);
    return made ? Result<QString>(path) : Result<QString>(made.error());
}

} // namespace

MainWindow::MainWindow(Settings& settings)
    : m_settings(settings), m_commands(new Commands(this)), m_status(new StatusFields) {
    setAcceptDrops(true);
    setDockOptions(AnimatedDocks | AllowNestedDocks | AllowTabbedDocks);
    buildCentre();
    buildMenus();
    buildDocks();
    connectCommands();
    connectSettings();
    resize(kFirstSize);
    restoreGeometry(m_settings.value(kGeometry).toByteArray());
    restoreState(m_settings.value(kDocks).toByteArray());
    closeWorkspace();
    retranslate();
    warnOfSurroundings();
}

MainWindow::~MainWindow() = default;

void MainWindow::buildCentre() {
    auto* const centre = new QWidget;
    auto* const rows = new QVBoxLayout(centre);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(0);
    m_messages = new MessageBar;
    m_pages = new QStackedWidget;
    m_start = new StartPage(m_settings);
    m_map = new QWidget;
    m_pages->addWidget(m_start);
    m_pages->addWidget(m_map);
    m_import = new ImportPage(m_runner);
    m_pages->addWidget(m_import);
    rows->addWidget(m_messages);
    rows->addWidget(m_pages, 1);
    setCentralWidget(centre);
    statusBar()->setSizeGripEnabled(false);
    statusBar()->addWidget(m_status, 1);

    auto* const jobs = new JobsStrip(m_runner);
    jobs->setObjectName(QStringLiteral("jobs"));
    jobs->setMovable(false);
    addToolBar(Qt::BottomToolBarArea, jobs);

    connect(m_import, &ImportPage::left, this, [this] { m_pages->setCurrentWidget(m_map); });
    connect(m_import, &ImportPage::failed, this, [this](const QString& file, const QString& text) {
        m_messages->add({.kind = Message::Kind::Error,
                         .title = translate("tuban", "%1 was not brought in.").arg(file),
                         .text = text});
    });
    connect(m_import, &ImportPage::imported, this, [this](const QString& sentence) {
        m_messages->add({.kind = Message::Kind::Done, .title = sentence});
        openFile(m_document->path());
    });
    connect(m_start, &StartPage::openAsked, this, &MainWindow::chooseFile);
    connect(m_start, &StartPage::sampleAsked, this, &MainWindow::openSample);
    connect(m_start, &StartPage::fileAsked, this, &MainWindow::openFile);
}

void MainWindow::buildMenus() {
    m_strip = addToolBar(QString());
    m_strip->setObjectName(QStringLiteral("strip"));
    m_strip->setMovable(false);
    m_strip->setIconSize(QSize(theme::size("icon"), theme::size("icon")));
    for (const MenuId menu : kMenus) {
        m_menus[menu] = menuBar()->addMenu(menuTitle(menu));
    }
    for (const Command& command : commandTable()) {
        QMenu* const menu = m_menus[command.menu];
        if (command.startsSection) {
            menu->addSeparator();
        }
        menu->addAction(m_commands->action(command.id));
        if (command.inStrip) {
            m_strip->addAction(m_commands->action(command.id));
        }
    }
    for (const auto& [id, menu] : m_menus) {
        menu->menuAction()->setVisible(!menu->isEmpty());
    }
}

void MainWindow::buildDocks() {
    m_layers = new LayerTree;
    m_layerDock = new QDockWidget;
    m_layerDock->setObjectName(QStringLiteral("layers"));
    m_layerDock->setWidget(m_layers);
    addDockWidget(Qt::LeftDockWidgetArea, m_layerDock);
}

void MainWindow::connectCommands() {
    m_commands->connectTo("open", [this] { chooseFile(); });
    m_commands->connectTo("import", [this] { chooseImports(); });
    m_commands->connectTo("sample", [this] { openSample(); });
    m_commands->connectTo("close", [this] { closeWorkspace(); });
    m_commands->connectTo("quit", [this] { close(); });
    m_commands->connectTo("keys", [this] { showKeys(); });
    m_commands->connectTo("about", [this] { showAbout(); });
}

void MainWindow::connectSettings() {
    using jobs::Language;
    const std::pair<const char*, Language> languages[] = {{"language-zh", Language::Chinese},
                                                          {"language-en", Language::English}};
    for (const auto& [id, language] : languages) {
        m_commands->connectTo(id, [this, chosen = language] { useLanguage(chosen); });
        m_commands->action(id)->setChecked(language == jobs::currentLanguage());
    }
    const std::pair<const char*, Appearance> appearances[] = {
        {"appearance-system", Appearance::System},
        {"appearance-light", Appearance::Light},
        {"appearance-dark", Appearance::Dark}};
    for (const auto& [id, appearance] : appearances) {
        m_commands->connectTo(id, [this, chosen = appearance] { useAppearance(chosen); });
        m_commands->action(id)->setChecked(appearance == m_settings.appearance());
    }
    const std::pair<const char*, jobs::AreaUnit> units[] = {
        {"unit-m2", jobs::AreaUnit::SquareMetres},
        {"unit-ha", jobs::AreaUnit::Hectares},
        {"unit-mu", jobs::AreaUnit::Mu}};
    for (const auto& [id, unit] : units) {
        m_commands->connectTo(id, [this, chosen = unit] {
            m_settings.setAreaUnit(chosen);
            m_status->setSelection(0, Area(), chosen);
        });
        m_commands->action(id)->setChecked(unit == m_settings.areaUnit());
    }
}

void MainWindow::useLanguage(jobs::Language language) {
    m_settings.setLanguage(language);
    theme::apply(m_settings.appearance(), language);
    jobs::useLanguage(language);
}

void MainWindow::useAppearance(Appearance appearance) {
    m_settings.setAppearance(appearance);
    theme::apply(appearance, jobs::currentLanguage());
}

void MainWindow::retranslate() {
    for (const auto& [id, menu] : m_menus) {
        menu->setTitle(menuTitle(id));
    }
    m_commands->retranslate();
    m_strip->setWindowTitle(translate("tuban", "Tools"));
    m_layerDock->setWindowTitle(translate("tuban", "Layers"));
    if (m_document == nullptr) {
        setWindowTitle(translate("tuban", "Start — Tuban"));
        m_status->setState(translate("tuban", "Works on this machine alone"), false);
        return;
    }
    const auto& summary = m_document->summary();
    setWindowTitle(translate("tuban", "%1 — Tuban").arg(QFileInfo(m_document->path()).fileName()));
    m_status->setState(
        translate("tuban", "on disk · step %1").arg(countText(numberOf(summary.head.number))),
        false);
}

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
        [path](const Progress& progress) { return readWorkspace(path, progress); },
        [this, path](Result<jobs::WorkspaceInfoJob::Summary> summary) {
            if (!summary) {
                tell(translate("tuban", "%1 was not opened.").arg(QFileInfo(path).fileName()),
                     summary.error());
                return;
            }
            showDocument(std::make_unique<Document>(QFileInfo(path).absoluteFilePath(),
                                                    std::move(*summary)));
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

void MainWindow::showDocument(std::unique_ptr<Document> document) {
    m_document = std::move(document);
    const auto& summary = m_document->summary();
    const QString title = fromUtf8(jobs::nameIn(jobs::currentLanguage(), summary.info.title));
    m_settings.addRecent({m_document->path(),
                          title,
                          title.isEmpty() ? fromUtf8(summary.info.crs) : title,
                          QDateTime::currentDateTime()});
    m_layers->showDocument(m_document.get());
    std::vector<LayerSchema> schemas;
    for (const auto& layer : summary.layers) {
        schemas.push_back(layer.schema);
    }
    m_import->setWorkspace(m_document->path(), std::move(schemas));
    m_layerDock->show();
    m_status->setCrs(fromUtf8(summary.info.crs), fromUtf8(summary.info.crs));
    m_commands->action("close")->setEnabled(true);
    m_status->showMapFields(true);
    m_pages->setCurrentWidget(m_map);
    retranslate();
    for (const Finding& finding : summary.info.findings) {
        m_messages->add(
            {.kind = Message::Kind::Warning, .title = fromUtf8(jobs::describe(finding))});
    }
}

void MainWindow::closeWorkspace() {
    m_layers->showDocument(nullptr);
    m_document.reset();
    m_layerDock->hide();
    m_status->showMapFields(false);
    m_commands->action("close")->setEnabled(false);
    m_start->refresh();
    m_start->setFocus();
    m_pages->setCurrentWidget(m_start);
    retranslate();
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

/// What is missing around the program, said once, before it is missed.
void MainWindow::warnOfSurroundings() {
    if (const QString font = theme::missingFont(jobs::currentLanguage()); !font.isEmpty()) {
        m_messages->add(
            {.kind = Message::Kind::Warning,
             .title = translate("tuban", "The system has no font for these texts."),
             .text = translate("tuban", "Everything works, but letters may be missing. Install %1.")
                         .arg(font)});
    }
    if (!m_settings.write()) {
        m_messages->add(
            {.kind = Message::Kind::Warning,
             .title =
                 translate("tuban", "Settings cannot be written to %1.").arg(m_settings.file()),
             .text = translate("tuban",
                               "Everything works; what you arrange is forgotten at "
                               "the end.")});
    }
}

void MainWindow::showKeys() {
    QStringList lines;
    for (const Command& command : commandTable()) {
        const QAction* const action = m_commands->action(command.id);
        if (!action->shortcut().isEmpty()) {
            lines.append(action->iconText() + u' ' +
                         action->shortcut().toString(QKeySequence::NativeText));
        }
    }
    m_messages->add({.title = translate("tuban", "Keys"), .text = lines.join(u"  ·  ")});
}

void MainWindow::showAbout() {
    m_messages->add({.title = QStringLiteral("Tuban " TUBAN_VERSION),
                     .text = translate("tuban",
                                       "Land of development zones, measured exactly. Works on "
                                       "this machine alone.")});
}

void MainWindow::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
    }
    QMainWindow::changeEvent(event);
}

void MainWindow::closeEvent(QCloseEvent* event) {
    m_settings.setValue(kGeometry, saveGeometry());
    m_settings.setValue(kDocks, saveState());
    m_settings.write();
    QMainWindow::closeEvent(event);
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event) {
    if (event->mimeData()->hasUrls()) {
        event->acceptProposedAction();
    }
}

/// A workspace is opened; anything else is brought into the one that is open.
void MainWindow::dropEvent(QDropEvent* event) {
    QStringList files;
    for (const QUrl& url : event->mimeData()->urls()) {
        if (url.isLocalFile()) {
            files.push_back(url.toLocalFile());
        }
    }
    if (files.isEmpty()) {
        return;
    }
    event->acceptProposedAction();
    const bool workspace =
        files.size() == 1 && files.front().endsWith(QStringLiteral(".gpkg"), Qt::CaseInsensitive);
    if (workspace) {
        openFile(files.front());
    } else {
        bringIn(files);
    }
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
    m_pages->setCurrentWidget(m_import);
}

void MainWindow::chooseImports() {
    const QStringList files =
        QFileDialog::getOpenFileNames(this, translate("tuban", "Files to bring in"));
    if (!files.isEmpty()) {
        bringIn(files);
    }
}

} // namespace tuban::app
