#pragma once

#include "base/units.h"
#include "jobs/area_unit.h"

#include <QComboBox>
#include <QLabel>
#include <QWidget>

#include <array>
#include <optional>

namespace tuban::app {

/// The line of numbers at the foot of the window: each in its own place, never covered by messages.
class StatusFields : public QWidget {
    Q_OBJECT

public:
    explicit StatusFields(QWidget* parent = nullptr);

    /// Without a map only the state is told.
    void showMapFields(bool shown);
    /// East and north in units of the CRS, longitude and latitude in degrees; nothing: the pointer
    /// is not over the map.
    void setPlace(std::optional<std::array<double, 2>> place,
                  std::optional<std::array<double, 2>> longitudeLatitude);
    void setScale(double denominator);
    /// Name and identifier of the CRS; empty: there is none.
    void setCrs(const QString& name, const QString& identifier);
    void setSelection(qint64 count, Area planar, jobs::AreaUnit unit);
    /// "on disk, step 12"; empty: no workspace is open.
    void setState(const QString& text, bool warning);

Q_SIGNALS:
    /// A scale was chosen or typed: 1 : denominator.
    void scaleChosen(double denominator);

protected:
    void changeEvent(QEvent* event) override;

private:
    void retranslate();
    void takeScale(const QString& text);

    QWidget* m_fields; ///< all but the state
    QLabel* m_place;
    QLabel* m_geographic;
    QLabel* m_scaleName;
    QComboBox* m_scale;
    QLabel* m_crs;
    QLabel* m_selection;
    QLabel* m_basis;
    QLabel* m_state;
    struct {
        qint64 count = 0;
        Area planar;
        jobs::AreaUnit unit = jobs::AreaUnit::Hectares;
    } m_selected;
};

/// Degrees as degrees, minutes and seconds with one decimal: "116°48′20.5″E".
QString degreesText(double degrees, QChar positive, QChar negative);

} // namespace tuban::app
