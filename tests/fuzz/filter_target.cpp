// Filter expressions, as people write them.

#include "model/filter.h"
#include "target.h"

#include <algorithm>

namespace tuban::fuzz {

namespace {

LayerSchema schema() {
    LayerSchema made{.name = "parcel", .title = {"宗地", "Parcels"}};
    made.fields = {
        {.name = "no", .kind = ValueKind::Text, .title = {"宗地号", "Parcel number"}},
        {.name = "far", .kind = ValueKind::Real, .title = {"容积率", "Floor area ratio"}},
        {.name = "n", .kind = ValueKind::Integer, .title = {"建成区", "Built-up"}},
        {.name = "day", .kind = ValueKind::Date, .title = {"日期", "Day"}}};
    return made;
}

} // namespace

std::vector<std::string> seeds() {
    return {"far >= 1.5 and (n = 1 or day < '2020-01-31') and not no like 'ZY-%_1'",
            "宗地号 in ('A', '子''牙', 3) or far not between 1 and 2e3 and n is not null",
            "\"Parcel number\" <> 'x' and far != n and not (not (day is null))",
            "n == 9007199254740993 or -1.5 < far"};
}

bool examine(std::string_view input) {
    static const LayerSchema kSchema = schema();
    const auto filter = Filter::parse(input, kSchema);
    if (!filter) {
        require(filter.error().code == ErrorCode::FilterMalformed, "faults are called so");
        require(!filter.error().where.empty(), "faults have a place");
        require(std::any_of(
                    filterFaults().begin(),
                    filterFaults().end(),
                    [&](const char* fault) { return filter.error().detail.starts_with(fault); }),
                "faults can be translated");
        return false;
    }
    const std::vector<std::vector<FieldValue>> rows{
        {},
        {{}, {}, {}, {}},
        {std::string("ZY-子牙%1"), 1.5, std::int64_t{1}, std::string("2020-01-01")},
        {std::string(), -1e300, INT64_MIN, std::string("x")}};
    for (const auto& row : rows) {
        const bool taken = filter->matches(row);
        require(filter->matches(row) == taken, "the same row is judged the same way");
        require(!filter->takesAll() || taken, "no condition takes all");
    }
    return true;
}

} // namespace tuban::fuzz
