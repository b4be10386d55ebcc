#include "jobs/balance_texts.h"

#include "jobs/describe.h"

#include <QCoreApplication>
#include <QString>

namespace tuban::jobs {

using landuse::AreaBasis;

namespace {

constexpr std::size_t kPrintedOfAKind = 3; // findings

QString translate(const char* context, const char* text) {
    return QCoreApplication::translate(context, text);
}

QString text(const std::string& utf8) {
    return QString::fromStdString(utf8);
}

std::string areaLine(const BalanceReport& report) {
    QString basis;
    switch (report.balance.basis) {
    case AreaBasis::Planar:
        basis = translate("tuban", "Planar areas in %1; unit %2");
        break;
    case AreaBasis::Ellipsoidal:
        basis = translate("tuban", "Ellipsoidal areas, from %1; unit %2");
        break;
    case AreaBasis::Registered:
        basis = translate("tuban",
                          "Registered areas, shared out by planar area in %1 where parcels are "
                          "cut; unit %2");
        break;
    }
    const std::string crs = report.crsName.empty() || report.crsName == report.crs
                                ? report.crs
                                : report.crs + " (" + report.crsName + ")";
    return basis.arg(text(crs), text(symbolOf(report.unit))).toStdString();
}

std::string classLine(const BalanceReport& report, Language language) {
    const QString title = text(nameIn(language, report.classificationTitle));
    if (report.level == 0) {
        return translate("tuban", "Classes: %1").arg(title).toStdString();
    }
    return translate("tuban", "Classes: %1, to level %2")
        .arg(title, QString::number(report.level))
        .toStdString();
}

} // namespace

bool showsAllLand(const landuse::LandBalance& balance) {
    return balance.districts.size() != 1 || balance.outside != Area();
}

std::string balanceRowName(const landuse::BalanceRow& row, Language language) {
    if (row.code.empty()) {
        return translate("tuban", "no code").toStdString();
    }
    if (!row.known) {
        return translate("tuban", "not in the class table").toStdString();
    }
    const std::string& name = nameIn(language, row.name);
    if (!row.undivided) {
        return name;
    }
    return translate("tuban", "%1, not divided further").arg(text(name)).toStdString();
}

std::vector<std::string> balanceSubtitle(const BalanceReport& report, Language language) {
    std::vector<std::string> lines;
    lines.push_back(translate("tuban", "Parcels: %1 (%2)")
                        .arg(text(report.source), QString::number(report.balance.parcels))
                        .toStdString());
    lines.push_back(areaLine(report));
    if (report.classification != "none") {
        lines.push_back(classLine(report, language));
    }
    if (!report.notice.empty()) {
        lines.push_back(report.notice);
    }
    return lines;
}

std::vector<std::string> balanceNotes(const BalanceReport& report, bool allLand) {
    std::vector<std::string> notes;
    const QString shares =
        allLand ? translate("tuban",
                            "Shares are of the area of each district itself and, in the last "
                            "columns, of all land of the layer.")
                : translate("tuban", "Shares are of the area in the last row.");
    notes.push_back(shares.toStdString());
    notes.push_back(
        translate("tuban",
                  "Printed areas and shares add up by the largest remainder method: cut off after "
                  "the last place, the units then missing go to the largest remainders. CSV and "
                  "JSON output hold the exact values.")
            .toStdString());
    const std::vector<std::string> findings = summaryOf(report.findings, kPrintedOfAKind);
    notes.insert(notes.end(), findings.begin(), findings.end());
    return notes;
}

} // namespace tuban::jobs
