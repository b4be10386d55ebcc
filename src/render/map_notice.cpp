#include "render/map_notice.h"

#include "render/label_text.h"

#include <QPainter>

namespace tuban::render {

void paintNotice(QPainter& painter,
                 const std::string& notice,
                 double width,
                 double height,
                 double unitsPerPixel) {
    if (notice.empty()) {
        return;
    }
    constexpr double kTextHeight = 11.0; // pixels
    constexpr double kGap = 4.0;
    painter.save();
    painter.scale(unitsPerPixel, unitsPerPixel);
    painter.setFont(labelFont(Font(), kTextHeight));
    const QString text = QString::fromStdString(notice);
    const QRectF available(kGap, 0.0, width - 2 * kGap, height - kGap);
    constexpr int kFlags = Qt::AlignLeft | Qt::AlignBottom | Qt::TextWordWrap;
    const QRectF taken = painter.boundingRect(available, kFlags, text);
    painter.fillRect(taken.adjusted(-kGap, -kGap / 2, kGap, kGap / 2), QColor(255, 255, 255, 200));
    painter.setPen(QColor(64, 64, 64));
    painter.drawText(available, kFlags, text);
    painter.restore();
}

} // namespace tuban::render
