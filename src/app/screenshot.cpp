#include "app/screenshot.h"

#include "app/main_window.h"
#include "app/texts.h"

#include <QApplication>
#include <QPixmap>
#include <QTimer>

#include <cstdio>

namespace tuban::app {

void takePicture(MainWindow& window, const QString& file) {
    constexpr int kLookMilliseconds = 200;
    auto* const timer = new QTimer(&window);
    QObject::connect(timer, &QTimer::timeout, &window, [&window, timer, file] {
        if (!window.isSettled()) {
            return;
        }
        timer->stop();
        const bool written = window.grab().save(file);
        if (!written) {
            std::fprintf(
                stderr,
                "%s\n",
                translate("tuban", "error: %1 cannot be written").arg(file).toUtf8().constData());
        }
        QApplication::exit(written ? 0 : 1);
    });
    timer->start(kLookMilliseconds);
}

} // namespace tuban::app
