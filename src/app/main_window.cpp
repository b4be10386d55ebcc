#include "app/main_window.h"

#include "app/icons.h"
#include "app/import/import_page.h"
#include "app/jobs_strip.h"
#include "app/texts.h"

#include <QCloseEvent>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QMenuBar>
#include <QMimeData>
#include <QStatusBar>
#include <QVBoxLayout>

namespace tuban::app {

namespace {

constexpr QSize kFirstSize(1440, 900);

constexpr MenuId kMenus[] = {MenuId::File,
                             MenuId::Edit,
                             MenuId::View,
                             MenuId::Tools,
                             MenuId::Table,
                             MenuId::Check,
                             MenuId::Settings,
                             MenuId::Help};

} // namespace

MainWindow::MainWindow(Settings& settings)
    : m_settings(settings), m_commands(new Commands(this)), m_status(new StatusFields) {
    setAcceptDrops(true);
    setDockOptions(AnimatedDocks | AllowNestedDocks | AllowTabbedDocks);
    buildCentre();
    m_desk = std::make_unique<Desk>(
        Desk::Parts{*this, m_settings, m_runner, *m_messages, *m_commands, *m_status});
    m_map = &m_desk->canvas();
    m_pages->addWidget(m_map);
    buildMenus();
    connectCommands();
    connectSettings();
    resize(kFirstSize);
    restoreGeometry(m_settings.value(QLatin1String(kGeometry)).toByteArray());
    m_desk->setUnit(m_settings.areaUnit());
    closeWorkspace();
    warnOfSurroundings();
}

MainWindow::~MainWindow() {
    m_desk->showDocument(nullptr);
    m_document.reset();
}

bool MainWindow::isSettled() const {
    return m_runner.jobs().empty() &&
           (m_document == nullptr || m_pages->currentWidget() != m_map || m_map->isComplete());
}

void MainWindow::buildCentre() {
    auto* const centre = new QWidget;
    auto* const rows = new QVBoxLayout(centre);
    rows->setContentsMargins(0, 0, 0, 0);
    rows->setSpacing(0);
    m_messages = new MessageBar;
    m_pages = new QStackedWidget;
    m_start = new StartPage(m_settings);
    m_pages->addWidget(m_start);
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

    connect(m_import, &ImportPage::left, this, &MainWindow::leaveImports);
    connect(m_import, &ImportPage::failed, this, [this](const QString& file, const QString& text) {
        m_messages->add({.kind = Message::Kind::Error,
                         .title = translate("tuban", "%1 was not brought in.").arg(file),
                         .text = text});
    });
    connect(m_import, &ImportPage::imported, this, [this](const QString& sentence) {
        m_messages->add({.kind = Message::Kind::Done, .title = sentence});
        leaveImports();
        if (m_document != nullptr) { // it may have been closed meanwhile
            openFile(m_document->path());
        }
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
    auto* const corner = new QWidget;
    auto* const row = new QHBoxLayout(corner);
    row->setContentsMargins(0, 2, theme::size("space"), 2);
    row->addWidget(&m_desk->search());
    menuBar()->setCornerWidget(corner);
}

void MainWindow::connectCommands() {
    m_commands->connectTo("open", [this] { chooseFile(); });
    m_commands->connectTo("import", [this] { chooseImports(); });
    m_commands->connectTo("sample", [this] { openSample(); });
    m_commands->connectTo("close", [this] { closeWorkspace(); });
    m_commands->connectTo("quit", [this] { close(); });
    m_commands->connectTo("undo", [this] { takeBack(false); });
    m_commands->connectTo("redo", [this] { takeBack(true); });
    m_commands->connectTo("bookmark", [this] { m_desk->keepView(); });
    m_commands->connectTo("fullscreen",
                          [this] { setWindowState(windowState() ^ Qt::WindowFullScreen); });
    m_commands->connectTo("help", [this] { showHelp(); });
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
            m_desk->setUnit(chosen);
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
    m_desk->refreshMap();
}

void MainWindow::retranslate() {
    for (const auto& [id, menu] : m_menus) {
        menu->setTitle(menuTitle(id));
    }
    m_commands->retranslate();
    m_strip->setWindowTitle(translate("tuban", "Tools"));
    m_desk->retranslate();
    if (m_document == nullptr) {
        setWindowTitle(translate("tuban", "Start — Tuban"));
        m_status->setState(translate("tuban", "Works on this machine alone"), false);
        return;
    }
    const auto& summary = m_document->loaded().summary;
    setWindowTitle(translate("tuban", "%1 — Tuban").arg(QFileInfo(m_document->path()).fileName()));
    m_status->setState(
        translate("tuban", "on disk · step %1").arg(countText(numberOf(summary.head.number))),
        false);
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

void MainWindow::showHelp() {
    m_messages->add({.title = m_commands->action(m_desk->toolInUse().c_str())->iconText(),
                     .text = m_desk->toolHelp()});
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

/// Where the user has put what, and what the map looked like.
void MainWindow::remember() {
    m_settings.setValue(QLatin1String(kGeometry), saveGeometry());
    if (m_document != nullptr) {
        m_settings.setValue(QLatin1String(kDocks),
                            m_pages->currentWidget() == m_import ? m_docksBefore : saveState());
        m_desk->rememberView();
    }
    m_settings.write();
}

void MainWindow::closeEvent(QCloseEvent* event) {
    remember();
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

} // namespace tuban::app
