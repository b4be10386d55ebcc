#include "app/icons.h"

#include "app/theme.h"
#include "data/product_files.h"

#include <QFile>
#include <QGuiApplication>
#include <QIconEngine>
#include <QPainter>
#include <QPixmap>
#include <QStandardPaths>
#include <QSvgRenderer>

namespace tuban::app {

namespace {

constexpr double kDisabledOpacity = 0.55;

/// Colour of Breeze's one-coloured icons, in its style element and in older files.
constexpr const char* kBreezeText = "#232629";

QString fileOf(const QString& name) {
    const QString own =
        QString::fromStdString((data::productFolder() / "styles" / "icons").string()) + u'/' +
        name + QStringLiteral(".svg");
    if (QFile::exists(own)) {
        return own;
    }
    for (const char* folder : {"actions/22", "actions/16", "status/22"}) {
        const QString found = QStandardPaths::locate(
            QStandardPaths::GenericDataLocation,
            QStringLiteral("icons/breeze/%1/%2.svg").arg(QLatin1String(folder), name));
        if (!found.isEmpty()) {
            return found;
        }
    }
    return {};
}

/// Paints a one-coloured SVG in the colour of texts; @met@ and the like stand for colours of
/// states.
class RecolouredIcon final : public QIconEngine {
public:
    explicit RecolouredIcon(QByteArray picture) : m_picture(std::move(picture)) {}

    void paint(QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State) override {
        QByteArray picture = m_picture;
        const QByteArray colour = theme::colour("text").name().toLatin1();
        picture.replace(kBreezeText, colour);
        picture.replace("currentColor", colour);
        for (const char* state : {"met", "near", "broken", "unknown", "accent"}) {
            picture.replace(QByteArray("@") + state + "@", theme::colour(state).name().toLatin1());
        }
        QSvgRenderer renderer(picture);
        painter->save();
        painter->setOpacity(mode == QIcon::Disabled ? kDisabledOpacity : 1.0);
        renderer.render(painter, rect);
        painter->restore();
    }
    QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State state) override {
        QPixmap drawn(size);
        drawn.fill(Qt::transparent);
        QPainter painter(&drawn);
        paint(&painter, QRect(QPoint(), size), mode, state);
        return drawn;
    }
    QIconEngine* clone() const override { return new RecolouredIcon(m_picture); }

private:
    QByteArray m_picture;
};

} // namespace

QIcon icon(const char* name) {
    QFile file(fileOf(QString::fromLatin1(name)));
    if (file.fileName().isEmpty() || !file.open(QIODevice::ReadOnly)) {
        return {};
    }
    return QIcon(new RecolouredIcon(file.readAll()));
}

} // namespace tuban::app
