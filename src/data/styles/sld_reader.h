#pragma once

#include "base/result.h"
#include "model/finding.h"
#include "model/symbology.h"

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace tuban::data {

/// What an SLD file says.
struct SldDocument {
    std::string layer = {}; ///< name of the layer that it is for; empty: it does not say
    Style style = {};
    /// What the style does not hold of the file: StyleElementLeftOut, StyleValueUnread,
    /// StyleRuleLeftOut.
    std::vector<Finding> findings = {};
};

/// The first style of an SLD file of version 1.0 or 1.1, or of a bare FeatureTypeStyle of Symbology
/// Encoding. What is read of them is told in docs/styles.md; all else is a finding with its line.
/// Lengths on paper are rounded to a nanometre.
/// - Pictures stay as they are named in the file; those on the network are left out.
/// - A rule whose condition is not understood is left out, as it would draw features it is not for.
/// `subject`: what errors are about.
/// Errors: StyleMalformed (not XML, a document type, no style inside; where: the line).
/// @source OGC 02-070 (SLD 1.0), OGC 05-078r4 (SLD 1.1), OGC 05-077r4 (Symbology Encoding 1.1).
Result<SldDocument> readSld(std::string_view bytes, const std::string& subject);

/// Errors: as above, and FileNotFound, FileUnreadable, StyleTooLarge (over 16 MB).
Result<SldDocument> readSldFile(const std::filesystem::path& path);

} // namespace tuban::data
