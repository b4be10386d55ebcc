#include "store_fixture.h"

namespace tuban::data {

namespace {

class StoreIndex : public tests::StoreFixture {};

} // namespace

// The index of a layer without rows is made at the end of the transaction.
TEST_F(StoreIndex, WhatAnEmptyLayerGetsIsIndexedWhateverHappensInTheSameTransaction) {
    const auto store = open();
    for (int i = 1; i <= 3; ++i) {
        const StoredRow row = parcelOf(*store, "P-" + std::to_string(i));
        ASSERT_TRUE(apply(*store, {{removal(*store->layer("parcel"), row)}}));
    }
    const LayerSchema& schema = *store->layer("parcel");
    int step = 0;
    bool failing = true;
    const auto next = [&]() -> Result<std::optional<NewEntry>> {
        NewEntry entry{.user = "test", .kind = "import"};
        switch (++step) {
        case 1:
            for (int place : {20, 21, 22, 23}) {
                auto added = addParcel(*store, "P-" + std::to_string(place), place);
                entry.change.rows.push_back(added.rows.front());
            }
            return std::optional(entry);
        case 2: {
            const StoredRow row = parcelOf(*store, "P-21");
            LayerRow moved = row.content;
            moved.geometry = tests::square(-5000000, 7);
            entry.change = {
                {update(schema, row, moved), removal(schema, parcelOf(*store, "P-22"))}};
            return std::optional(entry);
        }
        default:
            return failing ? Result<std::optional<NewEntry>>(Error{ErrorCode::ReadFailed, "file"})
                           : std::optional<NewEntry>();
        }
    };
    EXPECT_FALSE(store->applyAll(next));
    EXPECT_TRUE(isSound(*store));
    step = 0;
    failing = false;
    ASSERT_TRUE(store->applyAll(next));
    EXPECT_EQ(*store->rowCount("parcel"), 3U);
    EXPECT_TRUE(isSound(*store));
    ASSERT_TRUE(apply(*store, addParcel(*store, "P-30", 30)));
    EXPECT_TRUE(isSound(*open(OpenMode::ReadOnly)));
}

} // namespace tuban::data
