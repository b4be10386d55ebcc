#include "app/status_fields.h"

#include "app/texts.h"
#include "app/theme.h"

#include <QEvent>
#include <QFrame>
#include <QHBoxLayout>
#include <QLineEdit>

#include <cmath>

namespace tuban::app {

namespace {

constexpr int kCoordinateDecimals = 3;
constexpr double kScales[] = {500, 1000, 2000, 5000, 10000, 25000, 50000, 100000, 250000};

QString scaleText(double denominator) {
    return QStringLiteral("1 : ") + numberText(std::round(denominator), 0);
}

QFrame* separator() {
    auto* const line = new QFrame;
    line->setFrameShape(QFrame::VLine);
    line->setFixedWidth(1);
    line->setStyleSheet(QStringLiteral("color: palette(mid);"));
    return line;
}

} // namespace

QString degreesText(double degrees, QChar positive, QChar negative) {
    constexpr std::int64_t kTenths = 10;
    constexpr std::int64_t kSixty = 60;
    const std::int64_t tenths = std::llround(std::abs(degrees) * 3600.0 * kTenths);
    const std::int64_t seconds = tenths / kTenths;
    return QStringLiteral("%1°%2′%3.%4″%5")
        .arg(seconds / (kSixty * kSixty))
        .arg(seconds / kSixty % kSixty, 2, 10, QChar(u'0'))
        .arg(seconds % kSixty, 2, 10, QChar(u'0'))
        .arg(tenths % kTenths)
        .arg(degrees < 0.0 ? negative : positive);
}

StatusFields::StatusFields(QWidget* parent)
    : QWidget(parent),
      m_fields(new QWidget),
      m_place(new QLabel),
      m_geographic(new QLabel),
      m_scaleName(new QLabel),
      m_scale(new QComboBox),
      m_crs(new QLabel),
      m_selection(new QLabel),
      m_basis(new QLabel),
      m_state(new QLabel) {
    auto* const all = new QHBoxLayout(this);
    all->setContentsMargins(theme::size("space"), 0, theme::size("space"), 0);
    all->addWidget(m_fields);
    all->addStretch();
    all->addWidget(m_state);
    auto* const row = new QHBoxLayout(m_fields);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(theme::size("space"));
    m_scale->setEditable(true);
    m_scale->setInsertPolicy(QComboBox::NoInsert);
    m_scale->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    for (const double denominator : kScales) {
        m_scale->addItem(scaleText(denominator));
    }
    connect(m_scale, &QComboBox::textActivated, this, &StatusFields::takeScale);
    connect(m_scale->lineEdit(), &QLineEdit::returnPressed, this, [this] {
        takeScale(m_scale->currentText());
    });
    QWidget* const fields[] = {
        m_place, m_geographic, m_scaleName, m_scale, m_crs, m_selection, m_basis};
    for (QWidget* const field : fields) {
        row->addWidget(field);
        if (field != m_scaleName && field != m_place) {
            row->addWidget(separator());
        }
    }
    const QFontMetrics metrics(theme::font(TextSize::Table));
    m_place->setMinimumWidth(
        metrics.horizontalAdvance(QStringLiteral("X 4 300 000.000 Y 39 500 000.000")));
    m_geographic->setMinimumWidth(
        metrics.horizontalAdvance(QStringLiteral("116°00′00.0″E 38°00′00.0″N ")));
    retranslate();
}

void StatusFields::showMapFields(bool shown) {
    m_fields->setVisible(shown);
}

void StatusFields::setPlace(std::optional<std::array<double, 2>> place,
                            std::optional<std::array<double, 2>> longitudeLatitude) {
    // Surveyors' axes: X points north, Y east.
    m_place->setText(place ? QStringLiteral("X %1  Y %2")
                                 .arg(numberText((*place)[1], kCoordinateDecimals),
                                      numberText((*place)[0], kCoordinateDecimals))
                           : QString());
    m_geographic->setText(longitudeLatitude
                              ? degreesText((*longitudeLatitude)[0], u'E', u'W') + u' ' +
                                    degreesText((*longitudeLatitude)[1], u'N', u'S')
                              : QString());
}

void StatusFields::setScale(double denominator) {
    m_scale->setEditText(scaleText(denominator));
}

void StatusFields::takeScale(const QString& text) {
    QString digits;
    for (const QChar c : text.mid(text.indexOf(u':') + 1)) {
        if (c.isDigit() || c == u'.') {
            digits += c;
        }
    }
    if (const double denominator = digits.toDouble(); denominator >= 1.0) {
        Q_EMIT scaleChosen(denominator);
    }
}

void StatusFields::setCrs(const QString& name, const QString& identifier) {
    m_crs->setText(name == identifier ? name : name + QStringLiteral("  ") + identifier);
}

void StatusFields::setSelection(qint64 count, Area planar, jobs::AreaUnit unit) {
    m_selected = {count, planar, unit};
    retranslate();
}

void StatusFields::setState(const QString& text, bool warning) {
    m_state->setText(text);
    m_state->setProperty("state", warning ? QStringLiteral("near") : QStringLiteral("met"));
    m_state->setStyleSheet(m_state->styleSheet()); // looks again at the property
}

void StatusFields::retranslate() {
    const auto& [count, planar, unit] = m_selected;
    m_scaleName->setText(translate("tuban", "Scale"));
    m_scale->setAccessibleName(translate("tuban", "Scale of the map"));
    QString text = translate("tuban", "Selected %1").arg(countText(count));
    if (count > 0) {
        text += QStringLiteral(" · %1 %2")
                    .arg(numberText(jobs::valueIn(unit, planar), jobs::decimalsOf(unit)),
                         fromUtf8(jobs::symbolOf(unit)));
        const auto other =
            unit == jobs::AreaUnit::Mu ? jobs::AreaUnit::Hectares : jobs::AreaUnit::Mu;
        text += QStringLiteral(" · %1 %2")
                    .arg(numberText(jobs::valueIn(other, planar), jobs::decimalsOf(other)),
                         fromUtf8(jobs::symbolOf(other)));
    }
    m_selection->setText(text);
    m_basis->setText(translate("tuban", "Area basis: planar"));
}

void StatusFields::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) {
        retranslate();
    }
    QWidget::changeEvent(event);
}

} // namespace tuban::app
