// Profiles of imports.

#include "data/tables_reader/import_profile_file.h"
#include "target.h"

namespace tuban::fuzz {

std::vector<std::string> seeds() {
    ImportProfile full{
        .layer = "parcel", .crs = "EPSG:4527", .encoding = "GBK", .classification = "2023"};
    full.fields = {{"parcel_no", "地块编号"}, {"class_code", "YDXZ"}};
    full.drawing.unit = "mm";
    full.drawing.gap = Length::metres(0.01);
    full.drawing.layers = {"DK", "YD"};
    full.drawing.classes = {{"YD", "100102"}};
    full.drawing.texts = {{"parcel_no", "^(.+)$", 2.5}};
    return {data::importProfileText({}), data::importProfileText(full)};
}

bool examine(std::string_view input) {
    const auto profile = data::parseImportProfile(input, "profile.toml");
    if (!profile) {
        require(profile.error().code == ErrorCode::TableMalformed, "damage is called damage");
        return false;
    }
    const auto again = data::parseImportProfile(data::importProfileText(*profile), "profile.toml");
    require(again && *again == *profile, "what is accepted comes back from what is written");
    return true;
}

} // namespace tuban::fuzz
