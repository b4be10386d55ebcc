#include "render/picture_file.h"

#include <QImageReader>
#include <QPainter>
#include <QSvgRenderer>


namespace tuban::render {

namespace {

QString pathOf(const std::filesystem::path& folder, const PictureFile& file) {
    return QString::fromStdString((folder / std::filesystem::path(file.path)).string());
}

/// Of a size in the shape of `size`.
QRectF boxOf(QSizeF size, double height) {
    const double aspect = size.height() > 0.0 ? size.width() / size.height() : 1.0;
    const double fitted = aspect > kWidestPicture ? height * kWidestPicture / aspect : height;
    return {-0.5 * fitted * aspect, -0.5 * fitted, fitted * aspect, fitted};
}

} // namespace

bool paintPicture(QPainter& painter,
                  const std::filesystem::path& folder,
                  const PictureFile& file,
                  double height) {
    const QString path = pathOf(folder, file);
    if (path.endsWith(QStringLiteral(".svg"), Qt::CaseInsensitive)) {
        QSvgRenderer picture(path);
        if (!picture.isValid()) {
            return false;
        }
        picture.render(&painter, boxOf(picture.defaultSize(), height));
        return true;
    }
    const QImage picture = QImageReader(path).read();
    if (picture.isNull()) {
        return false;
    }
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    painter.drawImage(boxOf(picture.size(), height), picture);
    return true;
}

bool isReadable(const std::filesystem::path& folder, const PictureFile& file) {
    const QString path = pathOf(folder, file);
    return path.endsWith(QStringLiteral(".svg"), Qt::CaseInsensitive)
               ? QSvgRenderer(path).isValid()
               : QImageReader(path).canRead();
}

} // namespace tuban::render
