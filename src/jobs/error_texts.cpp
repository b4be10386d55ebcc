#include "jobs/describe.h"
#include "jobs/reader_texts.h"
#include "jobs/sentence.h"

#include <QCoreApplication>

namespace tuban::jobs {

namespace {

/// The sentence of an error: %1 what it is about, %2 what the file or a library says, %3 the place.
const char* patternOf(ErrorCode code) {
    switch (code) {
    case ErrorCode::Cancelled:
        return QT_TRANSLATE_NOOP("tuban", "Cancelled. Nothing was written.");
    case ErrorCode::UnknownCrs:
        return QT_TRANSLATE_NOOP("tuban",
                                 "The coordinate reference system “%1” is not known. Give an EPSG "
                                 "code such as EPSG:4548.");
    case ErrorCode::NoTransformation:
        return QT_TRANSLATE_NOOP("tuban",
                                 "There is no way from one coordinate reference system to the "
                                 "other[ (%1)]. Choose another one with --crs.");
    case ErrorCode::BallparkTransformation:
        return QT_TRANSLATE_NOOP(
            "tuban",
            "Going from one coordinate reference system to the other[ (%1)] changes the datum[ "
            "(%2)], "
            "and no parameters for that are known: positions would be wrong by tens of metres. "
            "Keep the data in its own system, or transform it first with parameters of your area.");
    case ErrorCode::ExtentTooLarge:
        return QT_TRANSLATE_NOOP("tuban",
                                 "The coordinates span more than exact areas allow. Check the "
                                 "coordinate reference system, and features far off the rest.");
    case ErrorCode::FileNotFound:
        return QT_TRANSLATE_NOOP("tuban", "There is no file %1.");
    case ErrorCode::FileUnreadable:
        return QT_TRANSLATE_NOOP("tuban", "%1 cannot be read[: %2].");
    case ErrorCode::FormatNotSupported:
        return QT_TRANSLATE_NOOP("tuban",
                                 "%1 is of no format that can be read here[ (%2)]. GeoPackage, "
                                 "Shapefile, GeoJSON, KML, DXF and file geodatabase can; import also "
                                 "takes CSV, XLSX, coordinate TXT and ZIP.");
    case ErrorCode::LayerNotFound:
        return QT_TRANSLATE_NOOP("tuban", "%3 has no layer “%1”. Its layers: %2");
    case ErrorCode::LayerAmbiguous:
        return QT_TRANSLATE_NOOP("tuban",
                                 "%1 has several layers. Name one as FILE:LAYER. They are: %2");
    case ErrorCode::FieldNotFound:
        return QT_TRANSLATE_NOOP("tuban", "%3 has no field “%1”. Its fields: %2");
    case ErrorCode::NoPolygons:
        return QT_TRANSLATE_NOOP("tuban", "%1 holds no polygons[ (%2)], so there are no areas.");
    case ErrorCode::ReadFailed:
        return QT_TRANSLATE_NOOP("tuban", "Reading %1 failed[: %2]. Nothing was written.");
    case ErrorCode::NetworkReference:
        return QT_TRANSLATE_NOOP(
            "tuban",
            "%1 refers to other files or to the network[ (%2)]. Only plain local "
            "files are opened.");
    case ErrorCode::CrsUnclear:
        return QT_TRANSLATE_NOOP("tuban",
                                 "The coordinate reference system of %1 is not clear[: %2]. Nothing "
                                 "of it was taken over. Name the system with --crs.");
    case ErrorCode::ArchiveRefused:
        return QT_TRANSLATE_NOOP("tuban",
                                 "The archive %1 was refused before it was unpacked[: %2]. Nothing "
                                 "was written. Unpack it yourself and choose the files you trust.");
    case ErrorCode::RasterWithoutPlace:
        return QT_TRANSLATE_NOOP("tuban",
                                 "The picture %1 does not say where it lies. Put its world file (.tfw, "
                                 ".jgw, .pgw) beside it, or use a GeoTIFF.");
    case ErrorCode::ReaderDied:
        return QT_TRANSLATE_NOOP("tuban",
                                 "Reading %1 broke off[: %2]. The file is damaged or made to do harm; "
                                 "nothing of it was taken over, and nothing else was touched.");
    case ErrorCode::ReaderTooSlow:
        return QT_TRANSLATE_NOOP("tuban",
                                 "Reading %1 was stopped: nothing came from it for too long[ (%2)]. "
                                 "Nothing of it was taken over.");
    case ErrorCode::ReaderTooLarge:
        return QT_TRANSLATE_NOOP("tuban",
                                 "Reading %1 was stopped: it asks for more memory than a file may "
                                 "take[ (%2)]. Nothing of it was taken over.");
    case ErrorCode::WriteFailed:
        return QT_TRANSLATE_NOOP(
            "tuban",
            "%1 could not be written[: %2]. A file of that name from before is "
            "unchanged.");
    case ErrorCode::FileExists:
        return QT_TRANSLATE_NOOP("tuban",
                                 "%1 exists already and was not touched. Give another name, or "
                                 "remove it first.");
    case ErrorCode::NotReplaced:
        return QT_TRANSLATE_NOOP("tuban",
                                 "%1 is there already and is no earlier export of this kind, or "
                                 "other programs keep files beside it. It was not touched. Choose "
                                 "another name, or remove it yourself.");
    case ErrorCode::ExportTooLarge:
        return QT_TRANSLATE_NOOP("tuban",
                                 "%1 would be more than the format can hold: %2. Nothing was "
                                 "written. Take fewer rows with --filter, or another format.");
    case ErrorCode::NotAWorkspace:
        return QT_TRANSLATE_NOOP("tuban",
                                 "%1 is no workspace of Tuban[: %2]. Make one with “tuban new”.");
    case ErrorCode::NewerFormat:
        return QT_TRANSLATE_NOOP(
            "tuban",
            "%1 was written by a newer Tuban (format %2). Nothing was changed. "
            "Open it with Tuban %3 or later.");
    case ErrorCode::OlderFormat:
        return QT_TRANSLATE_NOOP("tuban",
                                 "%1 was written by an earlier Tuban (format %2). Open it once for "
                                 "editing, for instance with “tuban edit”: that converts it and "
                                 "keeps the file as it was beside it.");
    case ErrorCode::WorkspaceDamaged:
        return QT_TRANSLATE_NOOP(
            "tuban",
            "%1 is damaged: %2[ (%3)]. It was not changed. “tuban verify” lists "
            "what is damaged, “tuban restore” brings an earlier generation "
            "back.");
    case ErrorCode::WorkspaceReadOnly:
        return QT_TRANSLATE_NOOP("tuban",
                                 "%1 is open for reading only[: %2]. Nothing was changed.");
    case ErrorCode::WorkspaceBusy:
        return QT_TRANSLATE_NOOP(
            "tuban",
            "Another program is using %1[ (%2)]. Nothing was changed. Close it "
            "there, or try again later.");
    case ErrorCode::RowNotFound:
        return QT_TRANSLATE_NOOP("tuban", "%3 has no row “%1”.");
    case ErrorCode::RowConflict:
        return QT_TRANSLATE_NOOP("tuban",
                                 "The row %1 of %3 is not as it was when this change was made: %2. "
                                 "Nothing was changed. Look at it as it is now and try again.");
    case ErrorCode::KeyTaken:
        return QT_TRANSLATE_NOOP("tuban",
                                 "%3 has another row with this %1: “%2”. Nothing was changed.");
    case ErrorCode::ValueRefused:
        return QT_TRANSLATE_NOOP("tuban", "%1[ of %3] cannot be stored: %2. Nothing was changed.");
    case ErrorCode::NothingToUndo:
        return QT_TRANSLATE_NOOP("tuban", "There is nothing to undo.");
    case ErrorCode::NothingToRedo:
        return QT_TRANSLATE_NOOP("tuban", "There is nothing to redo.");
    case ErrorCode::EntryNotFound:
        return QT_TRANSLATE_NOOP("tuban", "The journal has no entry %1[; it ends at %2].");
    case ErrorCode::RecordNotOpen:
        return QT_TRANSLATE_NOOP("tuban", "The change record[ %1] cannot be used: %2.");
    case ErrorCode::RecordDependedOn:
        return QT_TRANSLATE_NOOP(
            "tuban",
            "The change record %1 cannot be rolled back, because later changes "
            "build on it: %2. Nothing was changed. Take those back first.");
    case ErrorCode::TableMalformed:
        return QT_TRANSLATE_NOOP("tuban", "The table %1 is damaged: %2[ (%3)].");
    case ErrorCode::TableNotFound:
        return QT_TRANSLATE_NOOP("tuban",
                                 "The table %1 is missing. It comes with the program: install it "
                                 "again, or set TUBAN_HOME to its folder.");
    case ErrorCode::SampleNotFound:
        return QT_TRANSLATE_NOOP("tuban", "There is no sample “%1”.[ Samples: %2]");
    case ErrorCode::NoPlan:
        return QT_TRANSLATE_NOOP("tuban",
                                 "%1 contains no plan to check. Workspaces made with “tuban new” "
                                 "contain the plan of their sample.");
    case ErrorCode::StyleMalformed:
        return QT_TRANSLATE_NOOP(
            "tuban",
            "%1 holds no style that can be read: %2[ (line %3)]. Nothing of it "
            "was taken over.");
    case ErrorCode::StyleTooLarge:
        return QT_TRANSLATE_NOOP("tuban",
                                 "%1 is larger than the 16 MB that a style may have. It was not "
                                 "read.");
    case ErrorCode::UnknownClassification:
        return QT_TRANSLATE_NOOP("tuban", "There is no class table “%1”. Known: %2, none");
    case ErrorCode::ClassificationAmbiguous:
        return QT_TRANSLATE_NOOP(
            "tuban",
            "The codes fit several class tables (%1), which read these codes differently: %2. Say "
            "which one holds with --classification.");
    case ErrorCode::UnknownLevel:
        return QT_TRANSLATE_NOOP("tuban", "Level %1 does not exist. Levels: %2");
    case ErrorCode::NoCodeField:
        return QT_TRANSLATE_NOOP("tuban",
                                 "No field of %1 holds class codes that are known here. Name it "
                                 "with --code-field (and --classification none for codes of your "
                                 "own). Its fields: %2");
    case ErrorCode::NoRegisteredArea:
        return QT_TRANSLATE_NOOP("tuban",
                                 "%1 has no usable field for the registered area. Name it with "
                                 "--area-field. Its fields: %2");
    case ErrorCode::CellNotFound:
        return QT_TRANSLATE_NOOP("tuban", "The table has no cell “%1”. %2");
    case ErrorCode::ControlAreaMismatch:
        return QT_TRANSLATE_NOOP("tuban",
                                 "The parts differ from the control area by %1, more than rounding "
                                 "explains[ (%2)]. Nothing was adjusted.");
    case ErrorCode::FilterMalformed:
        return QT_TRANSLATE_NOOP("tuban", "The filter is not understood at character %3: %2.\n  %1");
    case ErrorCode::BadArgument:
        return QT_TRANSLATE_NOOP("tuban", "%1: %2");
    }
    return "";
}

} // namespace

std::string describe(const Error& error) {
    return sentence(patternOf(error.code),
                    {error.subject, readerText(error.detail), error.where});
}

} // namespace tuban::jobs
