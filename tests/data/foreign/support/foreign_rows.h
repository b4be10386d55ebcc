#pragma once

#include "data/foreign/foreign_reader.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace tuban::test {

using ForeignReaderPtr = std::unique_ptr<data::ForeignReader>;

/// openForeign of one file with limits for tests.
Result<ForeignReaderPtr> openFile(const std::filesystem::path& file,
                                  const data::ForeignOptions& options = {});

/// All features of a layer.
Result<std::vector<data::ForeignFeature>> featuresOf(data::ForeignReader& reader,
                                                     std::size_t layer);

/// One feature as text: number, geometry as WKT, values; "null" where there is none.
std::string textOf(const data::ForeignFeature& feature);

/// The features of a layer as text by a plain loop over OGR features opened directly: the truth
/// that the reader is held against. `encoding`: the open option of that name for Shapefiles.
std::vector<std::string>
textsByOgr(const std::string& path, int layer, const std::string& encoding = {});
/// The same by the reader.
std::vector<std::string> textsByReader(const std::filesystem::path& path,
                                       std::size_t layer,
                                       const data::ForeignOptions& options = {});

/// A layer "parcel" of `count` squares with texts (Chinese, some missing), numbers and dates, as a
/// driver of GDAL writes it. `crs`: an EPSG code.
void writeLayer(const std::string& driver,
                const std::string& path,
                int count,
                int crs = 4548,
                const std::vector<std::string>& options = {});

/// The code of the error that opening gives, with subject and detail; fails where it opens.
Error refusalOf(const std::filesystem::path& file, const data::ForeignOptions& options = {});

} // namespace tuban::test
