#pragma once

#include "base/result.h"
#include "model/layer_schema.h"

#include <filesystem>
#include <string>
#include <vector>

namespace tuban::data {

/// A sample zone of the product: what it is, and the layers it has.
struct Sample {
    std::filesystem::path folder;
    BilingualText title;
    BilingualText notice; ///< what every output of this data must say
    std::string crs;      ///< "EPSG:n", projected, in metres
    std::string date;     ///< of the data, YYYY-MM-DD; empty: not said
    std::vector<LayerSchema> layers = {};
};

/// The names of the samples there are, in order: folders of `layers` with a sample.toml.
std::vector<std::string> sampleNames(const std::filesystem::path& layers);

/// Reads `layers`/<id>/sample.toml and the schemas of its layers from `layers`/catalog.
/// Errors: SampleNotFound (detail: the samples there are), TableNotFound (a schema is missing),
/// TableMalformed (where: the line).
Result<Sample> readSample(const std::string& id, const std::filesystem::path& layers);

/// The rows of one layer of a sample from <layer>.csv, in the order of the file: a column
/// `geometry` (WKT, see wkt_reader.h) unless the layer has none, then the fields of the schema in
/// their order. Empty cells are null, except in keys, required fields and geometry, where there
/// must be something. A column may be missing if its field is no key and may be empty or has a
/// default; the field then has its default in every row, or is null. Errors: TableNotFound,
/// TableMalformed (where: the line).
Result<LayerTable> readSampleLayer(const Sample& sample, const LayerSchema& schema);

} // namespace tuban::data
