// The changes of journal entries.

#include "data/store/change_codec.h"
#include "store/change_samples.h"
#include "target.h"

namespace tuban::fuzz {

std::vector<std::string> seeds() {
    std::vector<std::string> all{data::encodeChange({})};
    data::testing::ChangeSamples samples(1);
    for (int i = 0; i < 50; ++i) {
        all.push_back(data::encodeChange(samples.change()));
    }
    return all;
}

bool examine(std::string_view input) {
    const auto change = data::decodeChange(input);
    if (!change) {
        require(change.error().code == ErrorCode::WorkspaceDamaged, "damage is called damage");
        return false;
    }
    require(data::encodeChange(*change) == input, "what is accepted is written the same way");
    const FeatureChange back = inverse(*change);
    const auto backAgain = data::decodeChange(data::encodeChange(back));
    require(backAgain.has_value(), "an inverse can be written");
    require(data::encodeChange(inverse(*backAgain)) == input,
            "the inverse of the inverse is itself");
    return true;
}

} // namespace tuban::fuzz
