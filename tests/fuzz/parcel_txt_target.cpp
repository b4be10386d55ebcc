// Coordinate files, and the layers that are made of them.

#include "data/exchange/parcel_txt_writer.h"
#include "data/exchange/txt_layer.h"
#include "data/import/wkb_lists.h"
#include "exchange/txt_samples.h"
#include "target.h"

#include <span>

namespace tuban::fuzz {

namespace {

const data::TxtFormats& formats() {
    static const auto read = data::readTxtFormats();
    require(read.has_value(), "the product's table of formats can be read");
    return *read;
}

} // namespace

std::vector<std::string> seeds() {
    const std::string file = data::samples::coordinateFile();
    const auto parsed = data::parseParcelTxt(file);
    require(parsed.has_value(), "the sample can be read");
    std::vector<std::string> all{file, data::samples::replaced(file, ",", "，")};
    for (const data::TxtDialect& dialect : formats().dialects) {
        all.push_back(data::writeParcelTxt(parsed->txt, dialect).bytes);
    }
    return all;
}

bool examine(std::string_view input) {
    data::looksLikeParcelTxt(input);
    const auto parsed = data::parseParcelTxt(input, {.encoding = {}, .layer = "fuzz.txt"});
    if (!parsed) {
        require(parsed.error().code == ErrorCode::FormatNotSupported, "what is none is called so");
        return false;
    }
    const data::TxtLayer layer = data::foreignFromTxt(*parsed, formats(), "fuzz.txt");
    require(layer.features.size() == parsed->txt.parcels.size(), "each parcel is a feature");
    for (const data::ForeignFeature& feature : layer.features) {
        require(feature.values.size() == layer.layer.fields.size(), "each field has its place");
        const auto lists = data::wkbLists(std::as_bytes(std::span(feature.wkb)));
        require(feature.wkb.empty() || lists.has_value(), "geometries are sound WKB");
    }
    for (const data::TxtDialect& dialect : {formats().dialects[0], formats().dialects[1]}) {
        const auto again = data::parseParcelTxt(data::writeParcelTxt(parsed->txt, dialect).bytes);
        require(again.has_value() || parsed->txt.parcels.empty(), "what is written can be read");
    }
    bool faultless = true;
    for (const Finding& finding : layer.findings) {
        faultless = faultless && finding.severity == Severity::Note;
    }
    return faultless;
}

} // namespace tuban::fuzz
