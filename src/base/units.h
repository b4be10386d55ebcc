#pragma once

#include <compare>

namespace tuban {

/// An area on the ground. Held in square metres; no implicit conversion from or to a number.
///
/// 1 ha = 10 000 m² = 15 mu exactly, so 1 mu = 2000/3 m²; conversions always start from m².
/// @source GB 3100-1993 (hectare); State Council 1959 (mu = 2000/3 m²), GB/T 21010-2017 usage.
class Area {
public:
    constexpr Area() = default;
    static constexpr Area squareMetres(double v) { return Area(v); }
    static constexpr Area hectares(double v) { return Area(v * 10000.0); }
    static constexpr Area squareKilometres(double v) { return Area(v * 1e6); }
    static constexpr Area mu(double v) { return Area(v * 2000.0 / 3.0); }

    constexpr double inSquareMetres() const { return m_squareMetres; }
    constexpr double inHectares() const { return m_squareMetres / 10000.0; }
    constexpr double inSquareKilometres() const { return m_squareMetres / 1e6; }
    constexpr double inMu() const { return m_squareMetres * 3.0 / 2000.0; }

    constexpr auto operator<=>(const Area&) const = default;
    friend constexpr Area operator+(Area a, Area b) { return Area(a.m_squareMetres + b.m_squareMetres); }
    friend constexpr Area operator-(Area a, Area b) { return Area(a.m_squareMetres - b.m_squareMetres); }
    constexpr Area& operator+=(Area b) { return *this = *this + b; }

private:
    explicit constexpr Area(double squareMetres)
        : m_squareMetres(squareMetres) {}
    double m_squareMetres = 0.0;
};

/// A length on the ground, in metres. Does not convert to a length on paper.
class Length {
public:
    constexpr Length() = default;
    static constexpr Length metres(double v) { return Length(v); }
    constexpr double inMetres() const { return m_metres; }
    constexpr auto operator<=>(const Length&) const = default;

private:
    explicit constexpr Length(double metres)
        : m_metres(metres) {}
    double m_metres = 0.0;
};

/// A length on the sheet or the screen, in millimetres. Only a scale joins it with a length on the
/// ground.
class PaperLength {
public:
    constexpr PaperLength() = default;
    static constexpr PaperLength millimetres(double v) { return PaperLength(v); }
    /// In pixels of rendering rules, 0.28 mm whatever the screen has.
    /// @source OGC 05-077r4 (Symbology Encoding 1.1), 10.2.
    static constexpr PaperLength pixels(double v) { return PaperLength(v * 28.0 / 100.0); }
    constexpr double inMillimetres() const { return m_millimetres; }
    constexpr double inPixels() const { return m_millimetres * 100.0 / 28.0; }
    constexpr auto operator<=>(const PaperLength&) const = default;

private:
    explicit constexpr PaperLength(double millimetres) : m_millimetres(millimetres) {}
    double m_millimetres = 0.0;
};

/// An angle between two directions.
class Angle {
public:
    constexpr Angle() = default;
    static constexpr Angle degrees(double v) { return Angle(v); }
    constexpr double inDegrees() const { return m_degrees; }
    constexpr double inRadians() const { return m_degrees * 3.14159265358979323846 / 180.0; }
    constexpr auto operator<=>(const Angle&) const = default;

private:
    explicit constexpr Angle(double degrees)
        : m_degrees(degrees) {}
    double m_degrees = 0.0;
};

/// A dimensionless share: 0.25 is 25 %.
class Ratio {
public:
    constexpr Ratio() = default;
    static constexpr Ratio fraction(double v) { return Ratio(v); }
    static constexpr Ratio percent(double v) { return Ratio(v / 100.0); }
    constexpr double inFraction() const { return m_fraction; }
    constexpr double inPercent() const { return m_fraction * 100.0; }
    constexpr auto operator<=>(const Ratio&) const = default;

private:
    explicit constexpr Ratio(double fraction)
        : m_fraction(fraction) {}
    double m_fraction = 0.0;
};

/// The share of a part in a whole; 0 where the whole is 0.
constexpr Ratio shareOf(Area part, Area whole) {
    return whole == Area() ? Ratio() : Ratio::fraction(part.inSquareMetres() / whole.inSquareMetres());
}

} // namespace tuban
