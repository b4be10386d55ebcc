#include "jobs/import_systems.h"

#include "data/exchange/survey_systems.h"

#include <QCoreApplication>
#include <QString>

namespace tuban::jobs {

namespace {

std::string codeOf(int code) {
    return "EPSG:" + std::to_string(code);
}

void addZones(const data::SurveySystem& system,
              const data::SurveyZones& zones,
              std::vector<ImportSystem>& to) {
    if (zones.prefixed == 0) {
        return;
    }
    const QString phrase = QString::fromStdString(system.phrase);
    for (int zone = zones.first; zone <= zones.last; ++zone) {
        const int step = zone - zones.first;
        const QString prefixed =
            QCoreApplication::translate("tuban", "%1, zone %2 of %3°, its number in the eastings");
        to.push_back({codeOf(zones.prefixed + step),
                      prefixed.arg(phrase).arg(zone).arg(zones.width).toStdString()});
        const QString bare =
            QCoreApplication::translate("tuban", "%1, central meridian %2° of a %3° zone");
        to.push_back({codeOf(zones.bare + step),
                      bare.arg(phrase).arg(zones.meridian(zone)).arg(zones.width).toStdString()});
    }
}

} // namespace

std::vector<ImportSystem> importSystems() {
    std::vector<ImportSystem> all;
    const auto systems = data::readSurveySystems();
    if (!systems) {
        return all;
    }
    for (const data::SurveySystem& system : *systems) {
        const QString degrees = QCoreApplication::translate("tuban", "%1, longitude and latitude");
        all.push_back({codeOf(system.geographic),
                       degrees.arg(QString::fromStdString(system.phrase)).toStdString()});
    }
    for (const data::SurveySystem& system : *systems) {
        for (const data::SurveyZones& zones : system.zones) {
            addZones(system, zones, all);
        }
    }
    return all;
}

} // namespace tuban::jobs
