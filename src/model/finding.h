#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace tuban {

enum class Severity {
    Note,    ///< how the data was understood
    Advice,  ///< a recommendation of a standard, not a fault
    Warning, ///< a doubt that may change numbers
    Fault,   ///< data that had to be repaired or left out
};

/// Faults and doubts in data, grouped by what they are about. Texts are made by jobs::describe.
enum class FindingCode {
    // coordinate reference system
    NoCrs,
    GeographicForPlanar,
    WebMercatorForPlanar,
    CrsChanged,
    ZonePrefixMismatch,
    CentralMeridianMismatch,
    AxesSwapped,
    // reading
    EncodingDetected,
    ReaderWarning,
    OffGrid,
    CharactersLost,    ///< characters without meaning, encoding
    LineUnread,        ///< line, text: neither a value nor a header nor a point
    PointUnread,       ///< line, text: a point without usable coordinates
    RingNumberUnread,  ///< line, text, ring that the point was put into
    BlockUnknown,      ///< line, name
    KeyRepeated,       ///< line, key: the first value stays
    HeaderUnmarked,    ///< line: a header line without its end mark
    PointCountDiffers, ///< line of the header, points stated, points found
    PointsTurned,      ///< line of the header: east stood before north
    RingTooShort,      ///< line of the header, ring
    ParcelEmpty,       ///< line of the header
    AreaDiffers,       ///< line of the header, m² stated, m² computed
    ExtraValues,       ///< first line, lines: values behind the coordinates
    TextReplaced,      ///< text, how it was written
    MoreFindings,      ///< how many are not listed
    // geometry
    NoGeometry,
    NotPolygon,
    CoordinatesNotFinite,
    RingDropped,
    PolygonRepaired,
    PolygonSetAside,
    // bringing in
    LayerEmpty,   ///< a layer of a file without features
    LayerLeftOut, ///< a table that holds no land: styles, journals
    CrsTold,      ///< system, coordinates: told from the coordinates alone
    CrsOverruled, ///< stated system, system taken, coordinates
    UnitTaken,    ///< field, unit in which the file gives areas
    ValueLeftOut, ///< field, value that does not fit it
    RowRefused,   ///< why a feature did not become a row
    // tables
    TableHeadings,    ///< rows, names of the columns
    TableHeadingless, ///< names that the columns were given
    TableRowsLeftOut, ///< what they are, rows, how many, text of the first
    TableGeometry,    ///< what is made of which columns, and why
    TableDigitsLost,  ///< column, cells, the first of them
    TableSideDiffers, ///< point, metres stated, metres between the points
    RowsJoined,       ///< field of the layer, column, why
    // drawings
    DrawingUnit,           ///< unit that its coordinates are in
    DrawingHoles,          ///< layer of the drawing; how many outlines lie in others
    DrawingPartsJoined,    ///< how many areas were joined to others
    DrawingGapClosed,      ///< layer of the drawing, metres
    DrawingLooseEnd,       ///< layer of the drawing
    DrawingCutEdge,        ///< layer of the drawing
    DrawingLinesLeft,      ///< layer of the drawing: its lines make no network
    DrawingTextsAmbiguous, ///< field, values
    // taking out
    TextCut,       ///< row, field, most bytes: the rest of the text is not in the file
    CharacterLost, ///< row, field, encoding that does not have it
    NumberRounded, ///< row, field: the format has fewer digits
    CellLeftOut,   ///< row, field, most characters: the cell is empty
    // styles
    StyleElementLeftOut, ///< line, element, what it stands in
    StyleValueUnread,    ///< line, element, value: as if the element said nothing
    StyleRuleLeftOut,    ///< line, name of a rule with a condition that is not understood
    // classes
    ClassTableTold,  ///< table, codes it knows, codes there are, rows
    ClassTableOther, ///< table of the file, table of what is there already
    ClassNameTaken,  ///< name, code, table, rows
    ClassNameUnread, ///< text that is neither code nor name of a class, rows
    // shared vertices
    VerticesShared,  ///< vertices, rows, area before and after in m²
    VerticesToShare, ///< vertices, rows: nothing was stored
    VertexNotShared, ///< rows that would have become invalid
    ClassificationChosen,
    UnknownCode,
    EmptyCode,
    CodesAmbiguous, ///< ids of the class tables
    // coverage
    DistrictsOverlap,
    DistrictsShareName,
    ParcelsOverlap,
    Uncovered,
    OutsideDistricts,
    // rules
    RegisteredAreaMissing,
    StructureOutOfRange,
    PlanSumMismatch,
    PlanAreaMismatch,
    PlanRateMismatch,
    PlanRateUndefined,
    PlanFeatureMissing,
    // checks of quality, see CheckKind
    InvalidPolygon,        ///< reason, m² before and after repair
    OffGridVertices,       ///< polygons, vertices off the grid
    RepeatedVertices,      ///< how many
    Spike,                 ///< degrees
    AcuteAngle,            ///< degrees
    NarrowNeck,            ///< metres
    Sliver,                ///< m², metres of width
    PolygonsOverlap,       ///< m², metres of width
    GapBetweenPolygons,    ///< m², metres of width
    MissingVertex,         ///< metres from the edge
    UnmatchedEdge,         ///< how many edges, metres of them
    OutsidePlanArea,       ///< m²
    AcrossDistricts,       ///< district, m² inside, m² outside
    ControlAreaDiffers,    ///< district, m² of parcels, m² of control, difference
    InsideControlLine,     ///< control line, m²
    CodeNotInTable,        ///< table, code; no code: it is missing
    NumberMalformed,       ///< number, pattern; no number: it is missing
    NumberRepeated,        ///< number, how often
    RegisteredAreaDiffers, ///< registered, computed, difference in m²
    DatesOutOfOrder,       ///< field, date, field, date
    AmountInconsistent,    ///< field, value, field or product, its value
    // workspaces
    RowDamaged,      ///< layer; row, what is wrong
    RowsMissing,     ///< layer; rows there should be, rows there are
    JournalBroken,   ///< first bad entry, what is wrong
    ContentUnproved, ///< layer; row, entry: a row is not as the journal says
    FileDamaged,     ///< what SQLite says
    ForeignObject,   ///< kind, name: not of Tuban's making, never run
    OpenElsewhere,   ///< another Tuban edits the workspace
    CannotWrite,     ///< file or folder, what the system says
    NetworkDrive,    ///< kind of file system
    NoGeneration,    ///< what the system says: no automatic copy was made
};

/// One doubt or fault. `values` fill the places %1, %2 … of its text: see finding_texts in jobs.
struct Finding {
    Severity severity;
    FindingCode code;
    std::string layer = {};
    std::optional<std::int64_t> feature = {};        ///< id in the source
    std::optional<std::array<double, 2>> place = {}; ///< east, north in the CRS of the layer
    std::vector<std::string> values = {};
};

} // namespace tuban
