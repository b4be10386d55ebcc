#include "app/screenshot.h"

#include "app/main_window.h"
#include "app/texts.h"

#include <QApplication>
#include <QPixmap>
#include <QTimer>

#include <algorithm>
#include <cstdio>

namespace tuban::app {

namespace {

constexpr int kLookMilliseconds = 200;

int fail(const QString& sentence) {
    std::fprintf(stderr, "%s\n", sentence.toUtf8().constData());
    return 1;
}

bool isCommand(const QString& id) {
    return std::any_of(commandTable().begin(), commandTable().end(), [&](const Command& command) {
        return id == QLatin1String(command.id);
    });
}

} // namespace

void takePicture(MainWindow& window, const QString& file, const QStringList& commands) {
    auto* const timer = new QTimer(&window);
    const auto look = [&window, timer, file, left = commands]() mutable {
        if (!window.isSettled()) {
            return;
        }
        if (!left.isEmpty()) {
            const QString id = left.takeFirst();
            if (!isCommand(id)) {
                QApplication::exit(
                    fail(translate("tuban", "error: there is no command %1").arg(id)));
                timer->stop();
                return;
            }
            window.commands().action(id.toLatin1().constData())->trigger();
            return;
        }
        timer->stop();
        const bool written = window.grab().save(file);
        QApplication::exit(
            written ? 0 : fail(translate("tuban", "error: %1 cannot be written").arg(file)));
    };
    QObject::connect(timer, &QTimer::timeout, &window, look);
    timer->start(kLookMilliseconds);
}

} // namespace tuban::app
