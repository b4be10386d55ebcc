// Styles, as other programs write them.

#include "data/styles/sld_reader.h"
#include "data/styles/sld_writer.h"
#include "support/product_folders.h"
#include "support/temporary_folder.h"
#include "target.h"

namespace tuban::fuzz {

std::vector<std::string> seeds() {
    std::vector<std::string> texts;
    for (const char* const name : {"village.sld", "river.sld", "parcel-idle.sld", "project_site.sld"}) {
        texts.push_back(test::bytesOf(test::sourceFolder() / "styles" / "layers" / name));
    }
    return texts;
}

bool examine(std::string_view input) {
    const auto document = data::readSld(input, "fuzz.sld");
    if (!document) {
        require(document.error().code == ErrorCode::StyleMalformed, "faults are called so");
        require(!document.error().where.empty(), "faults have a line");
        return false;
    }
    const std::string text = data::writeSld(document->style, document->layer);
    const auto again = data::readSld(text, "again.sld");
    require(again.has_value(), "what is written can be read");
    require(again->style == document->style, "a style is read as it was written");
    require(data::writeSld(again->style, again->layer) == text, "and written as it was read");
    return true;
}

} // namespace tuban::fuzz
