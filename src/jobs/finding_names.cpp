#include "jobs/finding_names.h"

namespace tuban::jobs {

std::string_view nameOf(Severity severity) {
    switch (severity) {
    case Severity::Note:
        return "note";
    case Severity::Advice:
        return "advice";
    case Severity::Warning:
        return "warning";
    case Severity::Fault:
        return "fault";
    }
    return {};
}

std::string_view nameOf(FindingCode code) {
    switch (code) {
    case FindingCode::NoCrs:
        return "no-crs";
    case FindingCode::GeographicForPlanar:
        return "geographic-for-planar";
    case FindingCode::WebMercatorForPlanar:
        return "web-mercator-for-planar";
    case FindingCode::CrsChanged:
        return "crs-changed";
    case FindingCode::ZonePrefixMismatch:
        return "zone-prefix-mismatch";
    case FindingCode::CentralMeridianMismatch:
        return "central-meridian-mismatch";
    case FindingCode::AxesSwapped:
        return "axes-swapped";
    case FindingCode::EncodingDetected:
        return "encoding-detected";
    case FindingCode::ReaderWarning:
        return "reader-warning";
    case FindingCode::OffGrid:
        return "off-grid";
    case FindingCode::NoGeometry:
        return "no-geometry";
    case FindingCode::NotPolygon:
        return "not-polygon";
    case FindingCode::CoordinatesNotFinite:
        return "coordinates-not-finite";
    case FindingCode::RingDropped:
        return "ring-dropped";
    case FindingCode::PolygonRepaired:
        return "polygon-repaired";
    case FindingCode::PolygonSetAside:
        return "polygon-set-aside";
    case FindingCode::LayerLeftOut:
        return "layer-left-out";
    case FindingCode::CrsTold:
        return "crs-told";
    case FindingCode::CrsOverruled:
        return "crs-overruled";
    case FindingCode::UnitTaken:
        return "unit-taken";
    case FindingCode::ValueLeftOut:
        return "value-left-out";
    case FindingCode::RowRefused:
        return "row-refused";
    case FindingCode::TextCut:
        return "text-cut";
    case FindingCode::CharacterLost:
        return "character-lost";
    case FindingCode::NumberRounded:
        return "number-rounded";
    case FindingCode::CellLeftOut:
        return "cell-left-out";
    case FindingCode::ClassificationChosen:
        return "classification-chosen";
    case FindingCode::UnknownCode:
        return "unknown-code";
    case FindingCode::EmptyCode:
        return "empty-code";
    case FindingCode::DistrictsOverlap:
        return "districts-overlap";
    case FindingCode::DistrictsShareName:
        return "districts-share-name";
    case FindingCode::ParcelsOverlap:
        return "parcels-overlap";
    case FindingCode::Uncovered:
        return "uncovered";
    case FindingCode::OutsideDistricts:
        return "outside-districts";
    case FindingCode::RegisteredAreaMissing:
        return "registered-area-missing";
    case FindingCode::StructureOutOfRange:
        return "structure-out-of-range";
    case FindingCode::PlanSumMismatch:
        return "plan-sum-mismatch";
    case FindingCode::PlanAreaMismatch:
        return "plan-area-mismatch";
    case FindingCode::PlanRateMismatch:
        return "plan-rate-mismatch";
    case FindingCode::PlanRateUndefined:
        return "plan-rate-undefined";
    case FindingCode::PlanFeatureMissing:
        return "plan-feature-missing";
    case FindingCode::RowDamaged:
        return "row-damaged";
    case FindingCode::RowsMissing:
        return "rows-missing";
    case FindingCode::JournalBroken:
        return "journal-broken";
    case FindingCode::ContentUnproved:
        return "content-unproved";
    case FindingCode::FileDamaged:
        return "file-damaged";
    case FindingCode::ForeignObject:
        return "foreign-object";
    case FindingCode::OpenElsewhere:
        return "open-elsewhere";
    case FindingCode::CannotWrite:
        return "cannot-write";
    case FindingCode::NetworkDrive:
        return "network-drive";
    case FindingCode::NoGeneration:
        return "no-generation";
    }
    return {};
}

} // namespace tuban::jobs
