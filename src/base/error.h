#pragma once

#include <string>

namespace tuban {

/// What went wrong, grouped by the room that finds it. Texts for users are made by jobs::describe.
enum class ErrorCode {
    // any room
    Cancelled,
    // geometry
    UnknownCrs,
    NoTransformation,
    BallparkTransformation,
    ExtentTooLarge,
    // data: reading
    FileNotFound,
    FileUnreadable,
    FormatNotSupported,
    LayerNotFound,
    LayerAmbiguous,
    FieldNotFound,
    NoPolygons,
    ReadFailed,
    NetworkReference,
    CrsUnclear,
    ArchiveRefused,
    RasterWithoutPlace,
    ReaderDied,
    ReaderTooSlow,
    ReaderTooLarge,
    // data: writing
    WriteFailed,
    FileExists,
    NotReplaced,
    ExportTooLarge,
    // data: workspaces
    NotAWorkspace,
    NewerFormat,
    OlderFormat,
    WorkspaceDamaged,
    WorkspaceReadOnly,
    WorkspaceBusy,
    RowNotFound,
    RowConflict,
    KeyTaken,
    ValueRefused,
    NothingToUndo,
    NothingToRedo,
    EntryNotFound,
    RecordNotOpen,
    RecordDependedOn,
    // data: tables of ours
    TableMalformed,
    TableNotFound,
    SampleNotFound,
    NoPlan,
    // data: styles
    StyleMalformed,
    StyleTooLarge,
    // landuse
    UnknownClassification,
    ClassificationAmbiguous,
    UnknownLevel,
    NoCodeField,
    NoRegisteredArea,
    CellNotFound,
    ControlAreaMismatch,
    // model
    FilterMalformed,
    // jobs
    BadArgument,
};

/// An expected failure. `subject` is what it is about (a path, a layer, a field), `detail` what a
/// library or the file itself says, `where` the place inside the subject (line, feature, column).
struct Error {
    ErrorCode code;
    std::string subject;
    std::string detail = {};
    std::string where = {};
};

} // namespace tuban
