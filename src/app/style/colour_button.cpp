#include "app/style/colour_button.h"

#include "app/texts.h"

#include <QColorDialog>
#include <QMenu>
#include <QPainter>

namespace tuban::app {

ColourButton::ColourButton(bool mayBeNone, QWidget* parent) : QToolButton(parent) {
    setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    setIconSize({40, 14});
    if (mayBeNone) {
        auto* const menu = new QMenu(this);
        m_none = menu->addAction(QString(), this, [this] {
            setColour({});
            Q_EMIT chosen();
        });
        m_other = menu->addAction(QString(), this, &ColourButton::choose);
        setMenu(menu);
        setPopupMode(QToolButton::MenuButtonPopup);
    }
    connect(this, &QToolButton::clicked, this, &ColourButton::choose);
    setColour({});
}

void ColourButton::setColour(std::optional<Rgb> colour) {
    m_colour = colour;
    QPixmap picture(iconSize());
    picture.fill(Qt::transparent);
    QPainter painter(&picture);
    const QRect box = picture.rect().adjusted(0, 0, -1, -1);
    if (colour) {
        painter.fillRect(box, QColor(colour->r, colour->g, colour->b));
    } else {
        painter.drawLine(box.bottomLeft(), box.topRight());
    }
    painter.setPen(QColor(128, 128, 128));
    painter.drawRect(box);
    painter.end();
    setIcon(picture);
    retranslate();
}

void ColourButton::retranslate() {
    setText(m_colour ? QColor(m_colour->r, m_colour->g, m_colour->b).name()
                     : translate("tuban", "none"));
    if (m_none != nullptr) {
        m_none->setText(translate("tuban", "None"));
        m_other->setText(translate("tuban", "Another colour…"));
    }
}

void ColourButton::choose() {
    const QColor now =
        m_colour ? QColor(m_colour->r, m_colour->g, m_colour->b) : QColor(200, 200, 200);
    const QColor colour = QColorDialog::getColor(now, this);
    if (colour.isValid()) {
        setColour(Rgb{static_cast<std::uint8_t>(colour.red()),
                      static_cast<std::uint8_t>(colour.green()),
                      static_cast<std::uint8_t>(colour.blue())});
        Q_EMIT chosen();
    }
}

} // namespace tuban::app
