// The window's door: what the program does is in jobs.

#include "app/arguments.h"
#include "app/main_window.h"
#include "app/screenshot.h"
#include "app/settings.h"
#include "app/texts.h"
#include "app/theme.h"
#include "jobs/language.h"

#include <QApplication>

#include <cstdio>
#include <cstdlib>

namespace {

using namespace tuban;

constexpr int kWrongUsage = 2;

/// The program says on the terminal what is wrong where there is no display, instead of dying.
bool hasDisplay(int argc, char** argv) {
    if (std::getenv("DISPLAY") != nullptr || std::getenv("WAYLAND_DISPLAY") != nullptr ||
        std::getenv("QT_QPA_PLATFORM") != nullptr) {
        return true;
    }
    for (int i = 1; i < argc; ++i) {
        if (qstrncmp(argv[i], "-platform", 9) == 0) {
            return true;
        }
    }
    return false;
}

} // namespace

int main(int argc, char** argv) {
    if (!hasDisplay(argc, argv)) {
        const QCoreApplication plain(argc, argv);
        jobs::useLanguage(jobs::systemLanguage());
        std::fprintf(stderr,
                     "%s\n",
                     app::translate("tuban",
                                    "error: there is no display to open a window on. Start "
                                    "tuban-desktop in a desktop session, or work with the command "
                                    "tuban, which needs none.")
                         .toUtf8()
                         .constData());
        return 1;
    }
    QApplication application(argc, argv);
    QApplication::setApplicationName(QStringLiteral("tuban-desktop"));
    QApplication::setApplicationVersion(QStringLiteral(TUBAN_VERSION));
    app::Settings settings;
    const auto asked = app::askedOf(QApplication::arguments(), settings);
    if (!asked) {
        return kWrongUsage;
    }
    app::theme::apply(asked->appearance, jobs::currentLanguage());
    app::MainWindow window(settings);
    window.show();
    if (asked->sample) {
        window.openSample();
    } else if (!asked->workspace.isEmpty()) {
        window.openFile(asked->workspace);
    }
    if (!asked->imports.isEmpty()) {
        window.bringInWhenOpen(asked->imports);
    }
    if (!asked->screenshot.isEmpty()) {
        app::takePicture(window, asked->screenshot, asked->commands);
    }
    return QApplication::exec();
}
