#include "jobs/check_texts.h"
#include "jobs/describe.h"
#include "jobs/reader_texts.h"
#include "jobs/sentence.h"

#include <QCoreApplication>
#include <QString>

#include <algorithm>
#include <map>
#include <utility>

namespace tuban::jobs {

namespace {

// The sentences of findings; %1, %2 … are the values that the finding documents.

const char* crsText(FindingCode code) {
    switch (code) {
    case FindingCode::NoCrs:
        return QT_TRANSLATE_NOOP(
            "tuban",
            "The layer names no known coordinate reference system; its coordinates "
            "are taken as %1.[ They look like %2.]");
    case FindingCode::GeographicForPlanar:
        return QT_TRANSLATE_NOOP(
            "tuban",
            "The data is in degrees (%1). Areas are measured in %2, chosen "
            "by its place[; the change is accurate to %3 m]. Name another system with --crs.");
    case FindingCode::WebMercatorForPlanar:
        return QT_TRANSLATE_NOOP("tuban",
                                 "Web Mercator enlarges areas (by two thirds at 39° north). Areas "
                                 "are measured in %2 instead.");
    case FindingCode::CrsChanged:
        return QT_TRANSLATE_NOOP("tuban", "Transformed from %1 to %2[, accuracy %3 m].");
    case FindingCode::ZonePrefixMismatch:
        return QT_TRANSLATE_NOOP("tuban",
                                 "Eastings begin with zone %1, but the coordinate reference "
                                 "system (%2) says %3. Planar areas do not suffer; positions and "
                                 "ellipsoidal areas do.");
    case FindingCode::CentralMeridianMismatch:
        return QT_TRANSLATE_NOOP("tuban",
                                 "The data lies up to %1 km from the central meridian of %2: this "
                                 "is probably the wrong zone, and planar areas are too large by "
                                 "about %3 %.");
    case FindingCode::AxesSwapped:
        return QT_TRANSLATE_NOOP("tuban", "North and east seem to be swapped (%1).");
    default:
        return nullptr;
    }
}

const char* readingText(FindingCode code) {
    switch (code) {
    case FindingCode::EncodingDetected:
        return QT_TRANSLATE_NOOP("tuban",
                                 "Texts were read as %1[ (the file says %2)][; texts: %3].");
    case FindingCode::ReaderWarning:
        return QT_TRANSLATE_NOOP("tuban", "The reader says: %1[ (× %2)]");
    case FindingCode::OffGrid:
        return QT_TRANSLATE_NOOP("tuban",
                                 "Not all coordinates lie on the 0.1 mm grid; areas are measured "
                                 "on a grid of %1 decimals.");
    case FindingCode::NoGeometry:
        return QT_TRANSLATE_NOOP("tuban",
                                 "The feature has no geometry[ (%1)]; it counts with no area.");
    case FindingCode::NotPolygon:
        return QT_TRANSLATE_NOOP("tuban",
                                 "The geometry is no polygon[ (%1)]; what is none has no area.");
    case FindingCode::CoordinatesNotFinite:
        return QT_TRANSLATE_NOOP("tuban",
                                 "A coordinate is no usable number[ (%1)]; the feature counts with "
                                 "no area.");
    case FindingCode::RingDropped:
        return QT_TRANSLATE_NOOP("tuban",
                                 "Rings with fewer than three vertices were left out: %1.");
    case FindingCode::PolygonRepaired:
        return QT_TRANSLATE_NOOP("tuban",
                                 "The polygon is invalid (%1) and is taken as repaired: "
                                 "%2 m² before, %3 m² after.");
    case FindingCode::PolygonSetAside:
        return QT_TRANSLATE_NOOP("tuban",
                                 "The polygon is invalid (%1) and cannot be repaired: it counts "
                                 "with no area.");
    default:
        return nullptr;
    }
}

const char* coordinateFileText(FindingCode code) {
    switch (code) {
    case FindingCode::CharactersLost:
        return QT_TRANSLATE_NOOP("tuban", "Characters without meaning in %2: %1; each is shown as �.");
    case FindingCode::LineUnread:
        return QT_TRANSLATE_NOOP("tuban", "Line %1 could not be read and was left out: “%2”.");
    case FindingCode::PointUnread:
        return QT_TRANSLATE_NOOP("tuban", "Line %1: no coordinates can be read from “%2”; the parcel with this point is refused.");
    case FindingCode::RingNumberUnread:
        return QT_TRANSLATE_NOOP("tuban", "Line %1: “%2” is no ring number; the point was put into ring %3.");
    case FindingCode::BlockUnknown:
        return QT_TRANSLATE_NOOP("tuban", "Line %1: the block “%2” is not known; its values were taken as properties.");
    case FindingCode::KeyRepeated:
        return QT_TRANSLATE_NOOP("tuban", "Line %1: “%2” is given again; the first value stays.");
    case FindingCode::HeaderUnmarked:
        return QT_TRANSLATE_NOOP("tuban", "Line %1: the header line of the parcel has no end mark “@”; it was read as one.");
    case FindingCode::PointCountDiffers:
        return QT_TRANSLATE_NOOP("tuban", "Line %1: the parcel states %2 points, but has %3; those that are there were taken.");
    case FindingCode::PointsTurned:
        return QT_TRANSLATE_NOOP("tuban", "Line %1: the points of the parcel have east before north; they were turned around.");
    case FindingCode::RingTooShort:
        return QT_TRANSLATE_NOOP("tuban", "Line %1: ring %2 of the parcel has fewer than three different points and was left out.");
    case FindingCode::ParcelEmpty:
        return QT_TRANSLATE_NOOP("tuban", "Line %1: the parcel has no points.");
    case FindingCode::AreaDiffers:
        return QT_TRANSLATE_NOOP("tuban", "Line %1: the parcel states %2 m², its points enclose %3 m².");
    case FindingCode::ExtraValues:
        return QT_TRANSLATE_NOOP("tuban", "Values behind the coordinates were left out (lines: %2, the first %1).");
    case FindingCode::TextReplaced:
        return QT_TRANSLATE_NOOP("tuban", "“%1” cannot stand in the file as it is; it was written as “%2”.");
    case FindingCode::MoreFindings:
        return QT_TRANSLATE_NOOP("tuban", "More of the same kind, not listed: %1.");
    default:
        return nullptr;
    }
}

const char* importText(FindingCode code) {
    switch (code) {
    case FindingCode::LayerEmpty:
        return QT_TRANSLATE_NOOP("tuban", "The layer holds no features; nothing was brought in of it.");
    case FindingCode::LayerLeftOut:
        return QT_TRANSLATE_NOOP("tuban", "The table is the bookkeeping of a program and was left out.");
    case FindingCode::CrsTold:
        return QT_TRANSLATE_NOOP("tuban",
                                 "The file names no coordinate reference system. Taken as %1, told "
                                 "from its coordinates (%2). Name another one with --crs.");
    case FindingCode::CrsOverruled:
        return QT_TRANSLATE_NOOP(
            "tuban",
            "The file says %1, but its coordinates (%3) are those of %2, which "
            "was taken. Name another system with --crs.");
    case FindingCode::UnitTaken:
        return QT_TRANSLATE_NOOP("tuban",
                                 "The file gives %1 in %2[, %3]; it was converted.");
    case FindingCode::ValueLeftOut:
        return QT_TRANSLATE_NOOP("tuban", "%1 cannot hold “%2”; the field was left empty.");
    case FindingCode::RowRefused:
        return QT_TRANSLATE_NOOP("tuban", "Not taken over: %1.");
    default:
        return nullptr;
    }
}

const char* tableText(FindingCode code) {
    switch (code) {
    case FindingCode::TableHeadings:
        return QT_TRANSLATE_NOOP("tuban",
                                 "Headings were found in row %1: %2. Say heading_row in the profile "
                                 "if they stand elsewhere.");
    case FindingCode::TableHeadingless:
        return QT_TRANSLATE_NOOP("tuban",
                                 "No row looks like headings; the columns are called %1. Say "
                                 "heading_row in the profile if there are some.");
    case FindingCode::TableRowsLeftOut:
        return QT_TRANSLATE_NOOP("tuban", "Left out, %1: row %2 (rows: %3)[, “%4”].");
    case FindingCode::TableGeometry:
        return QT_TRANSLATE_NOOP("tuban", "%1 were made of the columns %2[ (%3)].");
    case FindingCode::TableDigitsLost:
        return QT_TRANSLATE_NOOP("tuban",
                                 "Column “%1” holds numbers that a spreadsheet has rounded to 15 "
                                 "digits (cells: %2), such as %3. Format the column as text and fill "
                                 "it again.");
    case FindingCode::TableSideDiffers:
        return QT_TRANSLATE_NOOP("tuban",
                                 "[Parcel %4, ]point %1 (row %5): the table says %2 m for the side, "
                                 "between the points are %3 m.");
    case FindingCode::RowsJoined:
        return QT_TRANSLATE_NOOP("tuban",
                                 "The table has no geometry, and its values of %1 are those of rows "
                                 "of %2: it updates them.");
    default:
        return nullptr;
    }
}

const char* drawingText(FindingCode code) {
    switch (code) {
    case FindingCode::DrawingUnit:
        return QT_TRANSLATE_NOOP("tuban",
                                 "The coordinates of the drawing were taken to be in %1 and turned "
                                 "into metres.");
    case FindingCode::DrawingHoles:
        return QT_TRANSLATE_NOOP("tuban",
                                 "Drawing layer “%1”: outlines that lie in others and were cut out "
                                 "of them: %2.");
    case FindingCode::DrawingPartsJoined:
        return QT_TRANSLATE_NOOP("tuban",
                                 "Areas of the drawing that bear the number of another and became "
                                 "parts of it: %1.");
    case FindingCode::DrawingGapClosed:
        return QT_TRANSLATE_NOOP("tuban", "Drawing layer “%1”: a gap of %2 m was closed.");
    case FindingCode::DrawingLooseEnd:
        return QT_TRANSLATE_NOOP("tuban",
                                 "Drawing layer “%1”: a line ends here and bounds nothing.");
    case FindingCode::DrawingCutEdge:
        return QT_TRANSLATE_NOOP("tuban",
                                 "Drawing layer “%1”: a line has the same area on both sides.");
    case FindingCode::DrawingLinesLeft:
        return QT_TRANSLATE_NOOP("tuban",
                                 "Drawing layer “%1”: no areas could be made of its open lines; "
                                 "only closed ones were taken.");
    case FindingCode::DrawingTextsAmbiguous:
        return QT_TRANSLATE_NOOP("tuban",
                                 "Several texts in one area for %1: %2; the field was left empty.");
    default:
        return nullptr;
    }
}

const char* importedClassText(FindingCode code) {
    switch (code) {
    case FindingCode::ClassTableTold:
        return QT_TRANSLATE_NOOP("tuban",
                                 "[The class codes are those of table %1. ]Codes known: %2 of %3 "
                                 "(rows: %4); they are kept as they are.");
    case FindingCode::ClassTableOther:
        return QT_TRANSLATE_NOOP("tuban",
                                 "The class codes are those of table %1, but the layer holds codes "
                                 "of %2. None was converted.");
    case FindingCode::ClassNameTaken:
        return QT_TRANSLATE_NOOP(
            "tuban",
            "“%1” is the name of class %2 of table %3, which was stored (rows: "
            "%4).");
    case FindingCode::ClassNameUnread:
        return QT_TRANSLATE_NOOP(
            "tuban",
            "“%1” is neither code nor name of a class that is known (rows: %2); "
            "it was stored as it is.");
    case FindingCode::VerticesShared:
        return QT_TRANSLATE_NOOP(
            "tuban",
            "Vertices of neighbours that lie on an edge were added to it: %1, in "
            "%2 rows; area before %3 m², after %4 m².");
    case FindingCode::VerticesToShare:
        return QT_TRANSLATE_NOOP(
            "tuban",
            "Vertices of neighbours that lie on an edge would be added to it: %1, in %2 rows.");
    case FindingCode::VertexNotShared:
        return QT_TRANSLATE_NOOP(
            "tuban",
            "Rows that did not get the vertices of their neighbours, because they "
            "would have become invalid: %1.");
    default:
        return nullptr;
    }
}

const char* exportText(FindingCode code) {
    switch (code) {
    case FindingCode::TextCut:
        return QT_TRANSLATE_NOOP("tuban",
                                 "Row %1: the text of “%2” has more than the %3 bytes that the "
                                 "format can hold; the rest is not in the file. GeoPackage, "
                                 "GeoJSON, CSV and XLSX hold all of it.");
    case FindingCode::CharacterLost:
        return QT_TRANSLATE_NOOP("tuban",
                                 "Row %1: “%2” has characters that %3 cannot write; “?” stands for "
                                 "them. UTF-8 can (--encoding utf-8).");
    case FindingCode::NumberRounded:
        return QT_TRANSLATE_NOOP("tuban",
                                 "Row %1: the number in “%2” has more digits than the format "
                                 "holds; the last ones are rounded.");
    case FindingCode::CellLeftOut:
        return QT_TRANSLATE_NOOP("tuban",
                                 "Row %1: “%2” has more than the %3 characters that a cell can "
                                 "hold; the cell is empty. CSV and GeoPackage hold all of it.");
    default:
        return nullptr;
    }
}

const char* styleText(FindingCode code) {
    switch (code) {
    case FindingCode::StyleElementLeftOut:
        return QT_TRANSLATE_NOOP("tuban",
                                 "Line %1 of the style: “%2” in “%3” is not understood and was "
                                 "left out.");
    case FindingCode::StyleValueUnread:
        return QT_TRANSLATE_NOOP("tuban",
                                 "Line %1 of the style: “%3” is no value that “%2” can take here; "
                                 "it is drawn as if it were not given.");
    case FindingCode::StyleRuleLeftOut:
        return QT_TRANSLATE_NOOP("tuban",
                                 "Line %1 of the style: the condition of the rule[ “%2”] is not "
                                 "understood. The rule was left out.");
    default:
        return nullptr;
    }
}

const char* classText(FindingCode code) {
    switch (code) {
    case FindingCode::ClassificationChosen:
        return QT_TRANSLATE_NOOP("tuban",
                                 "Codes are read with class table %1, which knows %4 of %5 codes "
                                 "(%2 of %3 parcels).");
    case FindingCode::UnknownCode:
        return QT_TRANSLATE_NOOP("tuban",
                                 "Code “%1” (parcels: %2) is not in the class table; it keeps a "
                                 "row of its own.");
    case FindingCode::EmptyCode:
        return QT_TRANSLATE_NOOP("tuban",
                                 "Parcels without a class code: %1; they keep a row of their own.");
    case FindingCode::CodesAmbiguous:
        return QT_TRANSLATE_NOOP("tuban",
                                 "Class tables %1 read the codes differently; the codes were not "
                                 "checked. Name the table with --classification.");
    case FindingCode::RegisteredAreaMissing:
        return QT_TRANSLATE_NOOP("tuban",
                                 "Parcels without a registered area: %1; they count with their "
                                 "planar area, %2 m² in all.");
    case FindingCode::StructureOutOfRange:
        return QT_TRANSLATE_NOOP("tuban",
                                 "[%1: ]%4 takes %5 % of urban construction land; advised:[ "
                                 "≥ %6 %][ ≤ %7 %] (%8, clause %9).");
    case FindingCode::PlanSumMismatch:
        return QT_TRANSLATE_NOOP("tuban",
                                 "%2: the plan states %3 km², its parts add up to %4 km²; they "
                                 "differ by %5 km²[ (section %6)].");
    case FindingCode::PlanAreaMismatch:
        return QT_TRANSLATE_NOOP("tuban",
                                 "%2: the plan states %3 km², the layer has %4 km²; they differ by "
                                 "%5 m²[ (section %6)].");
    case FindingCode::PlanRateMismatch:
        return QT_TRANSLATE_NOOP("tuban",
                                 "%2: the plan states %3 %, the layer gives %4 %[ (section %5)].");
    case FindingCode::PlanRateUndefined:
        return QT_TRANSLATE_NOOP("tuban",
                                 "%2: the plan states %3 %, but the layer has no land that the "
                                 "rate is of[ (section %4)].");
    case FindingCode::PlanFeatureMissing:
        return QT_TRANSLATE_NOOP(
            "tuban", "%2: layer %3 has no feature for “%4” of the plan[ (section %5)].");
    default:
        return nullptr;
    }
}

const char* coverageText(FindingCode code) {
    switch (code) {
    case FindingCode::DistrictsOverlap:
        return QT_TRANSLATE_NOOP("tuban",
                                 "Districts overlap: %1 m² in %2 places, the largest of %3 m². "
                                 "Land there counts in each of them.");
    case FindingCode::DistrictsShareName:
        return QT_TRANSLATE_NOOP("tuban", "%2 features are named “%1”; they make one district.");
    case FindingCode::ParcelsOverlap:
        return QT_TRANSLATE_NOOP("tuban",
                                 "Parcels overlap: %1 m² in %2 places, the largest of %3 m². "
                                 "Overlaps count once for each parcel.");
    case FindingCode::Uncovered:
        return QT_TRANSLATE_NOOP("tuban", "District “%1”: %2 m² (%3 %) are covered by no parcel.");
    case FindingCode::OutsideDistricts:
        return QT_TRANSLATE_NOOP("tuban", "%1 m² of the parcels lie in no district (%2 %).");
    default:
        return nullptr;
    }
}

const char* workspaceText(FindingCode code) {
    switch (code) {
    case FindingCode::RowDamaged:
        return QT_TRANSLATE_NOOP("tuban", "Row %1 is damaged: %2. It is left out.");
    case FindingCode::RowsMissing:
        return QT_TRANSLATE_NOOP("tuban",
                                 "There should be %1 rows, but %2 can be found[; missing: %3].");
    case FindingCode::JournalBroken:
        return QT_TRANSLATE_NOOP("tuban", "The journal cannot be trusted from entry %1 on: %2.");
    case FindingCode::ContentUnproved:
        return QT_TRANSLATE_NOOP("tuban",
                                 "Row %1 is not as entry %2 of the journal left it: it was changed "
                                 "outside Tuban.");
    case FindingCode::FileDamaged:
        return QT_TRANSLATE_NOOP("tuban", "The file is damaged: %1.");
    case FindingCode::ForeignObject:
        return QT_TRANSLATE_NOOP("tuban",
                                 "The file holds something that is not of Tuban's making and is "
                                 "never run: %1 “%2”.");
    case FindingCode::OpenElsewhere:
        return QT_TRANSLATE_NOOP("tuban",
                                 "Another Tuban is editing this workspace; it is open for reading "
                                 "only here.");
    case FindingCode::CannotWrite:
        return QT_TRANSLATE_NOOP("tuban",
                                 "%1 cannot be written (%2); the workspace is open for reading "
                                 "only.");
    case FindingCode::NetworkDrive:
        return QT_TRANSLATE_NOOP("tuban",
                                 "The workspace lies on a network drive (%1). Tuban cannot promise "
                                 "there that a power cut loses nothing; only one person may edit "
                                 "it at a time.");
    case FindingCode::NoGeneration:
        return QT_TRANSLATE_NOOP("tuban", "No automatic copy was made: %1.");
    default:
        return nullptr;
    }
}

const char* textOf(FindingCode code) {
    for (const auto& find : {crsText,
                             readingText,
                             coordinateFileText,
                             importText,
                             tableText,
                             drawingText,
                             importedClassText,
                             exportText,
                             styleText,
                             classText,
                             coverageText,
                             workspaceText,
                             checkText}) {
        if (const char* text = find(code); text != nullptr) {
            return text;
        }
    }
    return "";
}

/// Where the value that a sentence is about is missing, that is what there is to say.
const char* patternOfMissing(const Finding& finding) {
    const auto missing = [&](std::size_t value) {
        return finding.values.size() > value && finding.values[value].empty();
    };
    if (finding.code == FindingCode::CodeNotInTable && missing(1)) {
        return QT_TRANSLATE_NOOP("tuban", "The class code is missing.");
    }
    if (finding.code == FindingCode::NumberMalformed && missing(0)) {
        return QT_TRANSLATE_NOOP("tuban", "The number is missing.");
    }
    return nullptr;
}

const char* patternOf(const Finding& finding) {
    if (const char* pattern = patternOfMissing(finding); pattern != nullptr) {
        return pattern;
    }
    const bool noTable = finding.code == FindingCode::ClassificationChosen &&
                         !finding.values.empty() && finding.values.front().empty();
    return noTable ? QT_TRANSLATE_NOOP("tuban",
                                       "No class table knows the codes (%5 different ones); they "
                                       "are taken as plain values.")
                   : textOf(finding.code);
}

std::string placeText(const Finding& finding) {
    if (!finding.place) {
        return {};
    }
    const auto metres = [](double v) { return QString::number(v, 'f', 1).toStdString(); };
    return metres((*finding.place)[0]) + ", " + metres((*finding.place)[1]);
}

} // namespace

std::string describe(const Finding& finding) {
    const std::string feature = finding.feature ? std::to_string(*finding.feature) : std::string();
    const std::string where = sentence(QT_TRANSLATE_NOOP("tuban", "%1[, feature %2][, at %3]"),
                                       {finding.layer, feature, placeText(finding)});
    std::vector<std::string> values = finding.values;
    if (finding.code == FindingCode::ReaderWarning && !values.empty()) {
        values.front() = readerText(values.front());
    }
    const std::string text = sentence(patternOf(finding), values);
    return where.empty() ? text : where + ": " + text;
}

std::string describe(Severity severity) {
    switch (severity) {
    case Severity::Note:
        return sentence(QT_TRANSLATE_NOOP("tuban", "note"), {});
    case Severity::Advice:
        return sentence(QT_TRANSLATE_NOOP("tuban", "advice"), {});
    case Severity::Warning:
        return sentence(QT_TRANSLATE_NOOP("tuban", "warning"), {});
    case Severity::Fault:
        return sentence(QT_TRANSLATE_NOOP("tuban", "fault"), {});
    }
    return {};
}

std::vector<std::string> summaryOf(const std::vector<Finding>& findings, std::size_t perCode) {
    using Kind = std::pair<int, FindingCode>; // worst severity first
    std::map<Kind, std::vector<const Finding*>> kinds;
    for (const Finding& finding : findings) {
        kinds[{-static_cast<int>(finding.severity), finding.code}].push_back(&finding);
    }
    std::vector<std::string> lines;
    for (const auto& [kind, members] : kinds) {
        const std::string severity = describe(members.front()->severity);
        const std::size_t shown = std::min(perCode, members.size());
        for (std::size_t i = 0; i < shown; ++i) {
            lines.push_back(severity + ": " + describe(*members[i]));
        }
        if (shown < members.size()) {
            lines.push_back(severity + ": " +
                            sentence(QT_TRANSLATE_NOOP("tuban", "… and %1 more of this kind"),
                                     {std::to_string(members.size() - shown)}));
        }
    }
    return lines;
}

} // namespace tuban::jobs
