#pragma once

#include "base/result.h"
#include "model/import_profile.h"

#include <filesystem>
#include <string>
#include <string_view>

namespace tuban::data {

/// A profile as its file holds it: TOML, format "tuban-import-profile", version 1. Keys that are
/// not known are refused, so that a slip of the pen does not go unseen.
/// Errors: TableMalformed (subject: `path`, which is not opened; where: the line).
Result<ImportProfile> parseImportProfile(std::string_view text, const std::filesystem::path& path);
/// Errors: FileNotFound, FileUnreadable, and those of parseImportProfile.
Result<ImportProfile> readImportProfile(const std::filesystem::path& path);

/// The text of a profile; what parseImportProfile makes of it is the same profile.
std::string importProfileText(const ImportProfile& profile);

/// What the product takes for granted of drawings: the `gap` and the `texts` of
/// layers/exchange/drawing.toml. Errors: those of readTomlFile, TableMalformed.
Result<DrawingChoices> readDrawingRules();

} // namespace tuban::data
