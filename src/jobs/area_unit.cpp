#include "jobs/area_unit.h"

#include <QCoreApplication>

#include <array>

namespace tuban::jobs {

namespace {

struct UnitEntry {
    AreaUnit unit;
    std::string_view id;
    int decimals;
    const char* symbol;
};

// In the order of the enumeration.
constexpr std::array<UnitEntry, 4> kUnits{{
    {AreaUnit::SquareMetres, "m2", 2, QT_TRANSLATE_NOOP("tuban", "m²")},
    {AreaUnit::Hectares, "ha", 2, QT_TRANSLATE_NOOP("tuban", "ha")},
    {AreaUnit::SquareKilometres, "km2", 4, QT_TRANSLATE_NOOP("tuban", "km²")},
    {AreaUnit::Mu, "mu", 2, QT_TRANSLATE_NOOP("tuban", "mu")},
}};

const UnitEntry& entryOf(AreaUnit unit) {
    return kUnits[static_cast<std::size_t>(unit)];
}

} // namespace

std::string_view idOf(AreaUnit unit) {
    return entryOf(unit).id;
}

std::optional<AreaUnit> areaUnit(std::string_view id) {
    for (const UnitEntry& entry : kUnits) {
        if (entry.id == id) {
            return entry.unit;
        }
    }
    return std::nullopt;
}

std::string symbolOf(AreaUnit unit) {
    return QCoreApplication::translate("tuban", entryOf(unit).symbol).toStdString();
}

Area oneOf(AreaUnit unit) {
    switch (unit) {
    case AreaUnit::SquareMetres:
        return Area::squareMetres(1);
    case AreaUnit::Hectares:
        return Area::hectares(1);
    case AreaUnit::SquareKilometres:
        return Area::squareKilometres(1);
    case AreaUnit::Mu:
        return Area::mu(1);
    }
    return {};
}

double valueIn(AreaUnit unit, Area area) {
    switch (unit) {
    case AreaUnit::SquareMetres:
        return area.inSquareMetres();
    case AreaUnit::Hectares:
        return area.inHectares();
    case AreaUnit::SquareKilometres:
        return area.inSquareKilometres();
    case AreaUnit::Mu:
        return area.inMu();
    }
    return 0.0;
}

int decimalsOf(AreaUnit unit) {
    return entryOf(unit).decimals;
}

} // namespace tuban::jobs
