#include "app/import/import_draft.h"

#include "app/texts.h"
#include "jobs/describe.h"

#include <algorithm>

namespace tuban::app {

namespace {

constexpr std::size_t kShown = 6; // reasons of an aspect

ImportAspect aspectOf(FindingCode code) {
    switch (code) {
    case FindingCode::EncodingDetected:
    case FindingCode::CharactersLost:
        return ImportAspect::Encoding;
    case FindingCode::NoCrs:
    case FindingCode::CrsChanged:
    case FindingCode::CrsTold:
    case FindingCode::CrsOverruled:
    case FindingCode::ZonePrefixMismatch:
    case FindingCode::CentralMeridianMismatch:
    case FindingCode::AxesSwapped:
    case FindingCode::DrawingUnit:
        return ImportAspect::Place;
    case FindingCode::ClassTableTold:
    case FindingCode::ClassTableOther:
    case FindingCode::ClassNameTaken:
    case FindingCode::ClassNameUnread:
    case FindingCode::CodesAmbiguous:
    case FindingCode::UnknownCode:
    case FindingCode::EmptyCode:
        return ImportAspect::Classes;
    default:
        return ImportAspect::Rows;
    }
}

ImportJudgement& of(ImportAspect aspect, std::vector<ImportJudgement>& all) {
    return all[static_cast<std::size_t>(aspect)];
}

bool needsLook(Severity severity) {
    return severity == Severity::Fault || severity == Severity::Warning;
}

void add(const QString& text, Severity severity, ImportJudgement& to) {
    const bool look = needsLook(severity) || to.verdict == Verdict::Look;
    to.verdict = look ? Verdict::Look : Verdict::Sure;
    if (to.reasons.size() < kShown) {
        to.reasons.push_back({text, severity});
    } else {
        ++to.more;
    }
}

void addOfLayer(const jobs::ImportedLayer& layer, std::vector<ImportJudgement>& all) {
    if (!layer.crs.empty()) {
        add(translate("tuban", "The coordinates are in %1.").arg(fromUtf8(layer.crs)),
            Severity::Note,
            of(ImportAspect::Place, all));
    }
    if (layer.rows != layer.taken && layer.join.empty()) {
        add(translate("tuban", "%1 features become %2 rows.")
                .arg(countText(static_cast<qint64>(layer.taken)),
                     countText(static_cast<qint64>(layer.rows))),
            Severity::Note,
            of(ImportAspect::Rows, all));
    }
    if (layer.keysMade > 0) {
        add(translate("tuban", "Rows that get a number because the file has none for them: %1.")
                .arg(countText(static_cast<qint64>(layer.keysMade))),
            Severity::Note,
            of(ImportAspect::Rows, all));
    }
}

} // namespace

std::vector<ImportJudgement> judgementsOf(const jobs::ImportJob::Summary& summary) {
    std::vector<ImportJudgement> all;
    for (const ImportAspect aspect :
         {ImportAspect::Encoding, ImportAspect::Place, ImportAspect::Rows, ImportAspect::Classes}) {
        all.push_back({.aspect = aspect});
    }
    // What needs a look comes first.
    for (const bool look : {true, false}) {
        for (const Finding& finding : summary.findings) {
            if (needsLook(finding.severity) == look) {
                add(fromUtf8(jobs::describe(finding)),
                    finding.severity,
                    of(aspectOf(finding.code), all));
            }
        }
    }
    for (const jobs::ImportedLayer& layer : summary.layers) {
        addOfLayer(layer, all);
    }
    of(ImportAspect::Rows, all).more += summary.unlisted;
    return all;
}

ImportTotals totalsOf(const jobs::ImportJob::Summary& summary) {
    ImportTotals totals;
    for (const jobs::ImportedLayer& layer : summary.layers) {
        totals.read += layer.read;
        totals.taken += layer.taken;
        totals.refused += layer.refused;
        totals.rows += layer.rows;
        totals.before = totals.before + layer.areaBefore;
        totals.after = totals.after + layer.areaAfter;
    }
    return totals;
}

} // namespace tuban::app
