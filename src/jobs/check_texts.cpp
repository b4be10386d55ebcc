#include "jobs/check_texts.h"

#include <QtGlobal>

namespace tuban::jobs {

namespace {

const char* shapeText(FindingCode code) {
    switch (code) {
    case FindingCode::InvalidPolygon:
        return QT_TRANSLATE_NOOP(
            "tuban", "The polygon is invalid: %1[; %2 m², repaired it would have %3 m²].");
    case FindingCode::OffGridVertices:
        return QT_TRANSLATE_NOOP("tuban", "Not on the 0.1 mm grid: %2 vertices of %1 polygons.");
    case FindingCode::RepeatedVertices:
        return QT_TRANSLATE_NOOP("tuban", "Vertices that repeat the one before them: %1.");
    case FindingCode::Spike:
        return QT_TRANSLATE_NOOP("tuban", "The border turns back in a spike of %1°.");
    case FindingCode::AcuteAngle:
        return QT_TRANSLATE_NOOP("tuban", "Acute angle of %1°.");
    case FindingCode::NarrowNeck:
        return QT_TRANSLATE_NOOP("tuban", "The polygon is only %1 m wide here.");
    case FindingCode::Sliver:
        return QT_TRANSLATE_NOOP("tuban", "Sliver: %1 m², %2 m wide on average.");
    default:
        return nullptr;
    }
}

const char* coverageText(FindingCode code) {
    switch (code) {
    case FindingCode::PolygonsOverlap:
        return QT_TRANSLATE_NOOP("tuban", "Overlap of %1 m², %2 m wide on average.");
    case FindingCode::GapBetweenPolygons:
        return QT_TRANSLATE_NOOP("tuban", "Gap of %1 m², %2 m wide on average.");
    case FindingCode::MissingVertex:
        return QT_TRANSLATE_NOOP(
            "tuban", "The first lacks a vertex that the others have, %1 m from its border.");
    case FindingCode::UnmatchedEdge:
        return QT_TRANSLATE_NOOP(
            "tuban", "Borders run side by side without being the same: %1 edges, %2 m.");
    case FindingCode::OutsidePlanArea:
        return QT_TRANSLATE_NOOP("tuban", "%1 m² lie outside the planning area.");
    case FindingCode::AcrossDistricts:
        return QT_TRANSLATE_NOOP("tuban",
                                 "Lies across the border of “%1”: %2 m² inside, %3 m² outside.");
    case FindingCode::ControlAreaDiffers:
        return QT_TRANSLATE_NOOP(
            "tuban", "“%1”: parcels add up to %2 m², the control area is %3 m²; difference %4 m².");
    case FindingCode::InsideControlLine:
        return QT_TRANSLATE_NOOP("tuban",
                                 "Planned as construction land, but %2 m² lie inside “%1”.");
    default:
        return nullptr;
    }
}

const char* attributeText(FindingCode code) {
    switch (code) {
    case FindingCode::CodeNotInTable:
        return QT_TRANSLATE_NOOP("tuban", "Class code “%2” is not in table %1.");
    case FindingCode::NumberMalformed:
        return QT_TRANSLATE_NOOP("tuban", "Number “%1” does not match the pattern %2.");
    case FindingCode::NumberRepeated:
        return QT_TRANSLATE_NOOP("tuban", "Number “%1” is used %2 times.");
    case FindingCode::RegisteredAreaDiffers:
        return QT_TRANSLATE_NOOP("tuban",
                                 "Registered are %1 m², the polygon has %2 m²; difference %3 m².");
    case FindingCode::DatesOutOfOrder:
        return QT_TRANSLATE_NOOP("tuban", "%1 (%2) is later than %3 (%4).");
    case FindingCode::AmountInconsistent:
        return QT_TRANSLATE_NOOP("tuban", "%1 is %2; that does not go with %3 = %4.");
    default:
        return nullptr;
    }
}

} // namespace

const char* checkText(FindingCode code) {
    for (const auto& find : {shapeText, coverageText, attributeText}) {
        if (const char* text = find(code); text != nullptr) {
            return text;
        }
    }
    return nullptr;
}

} // namespace tuban::jobs
