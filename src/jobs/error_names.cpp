#include "jobs/error_names.h"

namespace tuban::jobs {

const char* nameOf(ErrorCode code) {
    switch (code) {
    case ErrorCode::Cancelled:
        return "Cancelled";
    case ErrorCode::UnknownCrs:
        return "UnknownCrs";
    case ErrorCode::NoTransformation:
        return "NoTransformation";
    case ErrorCode::BallparkTransformation:
        return "BallparkTransformation";
    case ErrorCode::ExtentTooLarge:
        return "ExtentTooLarge";
    case ErrorCode::FileNotFound:
        return "FileNotFound";
    case ErrorCode::FileUnreadable:
        return "FileUnreadable";
    case ErrorCode::FormatNotSupported:
        return "FormatNotSupported";
    case ErrorCode::LayerNotFound:
        return "LayerNotFound";
    case ErrorCode::LayerAmbiguous:
        return "LayerAmbiguous";
    case ErrorCode::FieldNotFound:
        return "FieldNotFound";
    case ErrorCode::NoPolygons:
        return "NoPolygons";
    case ErrorCode::ReadFailed:
        return "ReadFailed";
    case ErrorCode::NetworkReference:
        return "NetworkReference";
    case ErrorCode::WriteFailed:
        return "WriteFailed";
    case ErrorCode::FileExists:
        return "FileExists";
    case ErrorCode::NotAWorkspace:
        return "NotAWorkspace";
    case ErrorCode::NewerFormat:
        return "NewerFormat";
    case ErrorCode::OlderFormat:
        return "OlderFormat";
    case ErrorCode::WorkspaceDamaged:
        return "WorkspaceDamaged";
    case ErrorCode::WorkspaceReadOnly:
        return "WorkspaceReadOnly";
    case ErrorCode::WorkspaceBusy:
        return "WorkspaceBusy";
    case ErrorCode::RowNotFound:
        return "RowNotFound";
    case ErrorCode::RowConflict:
        return "RowConflict";
    case ErrorCode::KeyTaken:
        return "KeyTaken";
    case ErrorCode::ValueRefused:
        return "ValueRefused";
    case ErrorCode::NothingToUndo:
        return "NothingToUndo";
    case ErrorCode::NothingToRedo:
        return "NothingToRedo";
    case ErrorCode::EntryNotFound:
        return "EntryNotFound";
    case ErrorCode::RecordNotOpen:
        return "RecordNotOpen";
    case ErrorCode::RecordDependedOn:
        return "RecordDependedOn";
    case ErrorCode::TableMalformed:
        return "TableMalformed";
    case ErrorCode::TableNotFound:
        return "TableNotFound";
    case ErrorCode::SampleNotFound:
        return "SampleNotFound";
    case ErrorCode::NoPlan:
        return "NoPlan";
    case ErrorCode::UnknownClassification:
        return "UnknownClassification";
    case ErrorCode::ClassificationAmbiguous:
        return "ClassificationAmbiguous";
    case ErrorCode::UnknownLevel:
        return "UnknownLevel";
    case ErrorCode::NoCodeField:
        return "NoCodeField";
    case ErrorCode::NoRegisteredArea:
        return "NoRegisteredArea";
    case ErrorCode::CellNotFound:
        return "CellNotFound";
    case ErrorCode::ControlAreaMismatch:
        return "ControlAreaMismatch";
    case ErrorCode::BadArgument:
        return "BadArgument";
    }
    return "";
}

} // namespace tuban::jobs
