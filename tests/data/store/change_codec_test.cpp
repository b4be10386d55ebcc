#include "change_samples.h"
#include "data/store/change_codec.h"

#include <atomic>
#include <cstdlib>
#include <gtest/gtest.h>
#include <limits>
#include <new>
#include <set>

namespace {

// How much the code under test takes from the heap at once.
std::atomic<std::size_t> g_now{0};
std::atomic<std::size_t> g_most{0};
constexpr std::size_t kPrefix = alignof(std::max_align_t);

} // namespace

void* operator new(std::size_t size) {
    auto* block = static_cast<std::size_t*>(std::malloc(size + kPrefix));
    if (block == nullptr) {
        throw std::bad_alloc();
    }
    *block = size;
    g_most = std::max<std::size_t>(g_most, g_now += size);
    return reinterpret_cast<char*>(block) + kPrefix;
}

void operator delete(void* pointer) noexcept {
    if (pointer != nullptr) {
        auto* block = reinterpret_cast<std::size_t*>(static_cast<char*>(pointer) - kPrefix);
        g_now -= *block;
        std::free(block);
    }
}

void operator delete(void* pointer, std::size_t) noexcept {
    operator delete(pointer);
}

namespace tuban::data {

namespace {

using testing::ChangeSamples;

std::string bytesOf(std::initializer_list<int> numbers) {
    std::string bytes;
    for (const int number : numbers) {
        bytes += static_cast<char>(number);
    }
    return bytes;
}

const std::string kId = bytesOf({1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16});
const std::string kOneName = bytesOf({1, 1, 1, 'p'}); // version 1, one name "p"

/// A change of one row of layer "p" with what follows its identifier.
std::string oneRow(const std::string& rest) {
    return kOneName + bytesOf({1, 0}) + kId + rest;
}

/// One row whose geometry goes from nothing to `geometry`.
std::string oneGeometry(const std::string& geometry) {
    return oneRow(bytesOf({4, 0}) + geometry + bytesOf({0}));
}

/// One row with the field "f" that goes from nothing to `value`.
std::string oneValue(const std::string& value) {
    return bytesOf({1, 2, 1, 'p', 1, 'f', 1, 0}) + kId + bytesOf({0, 1, 1, 0}) + value;
}

void expectRefused(const std::string& bytes, const std::string& detail) {
    const auto change = decodeChange(bytes);
    ASSERT_FALSE(change) << "accepted instead of: " << detail;
    EXPECT_EQ(change.error().code, ErrorCode::WorkspaceDamaged);
    EXPECT_EQ(change.error().detail, detail);
}

void expectAccepted(const std::string& bytes) {
    const auto change = decodeChange(bytes);
    ASSERT_TRUE(change) << change.error().detail << ", " << change.error().where;
    EXPECT_EQ(encodeChange(*change), bytes);
}

} // namespace

// The bytes are spelled out by hand from the description in the header.
TEST(ChangeCodec, WritesTheFormThatTheHeaderDescribes) {
    RowChange row{"parcel", *Uuid::parse("01020304-0506-0708-090a-0b0c0d0e0f10")};
    row.seen = EntryNumber{300};
    row.next = EntryNumber{301};
    row.geometry = Replacement<GridGeometry>{{{{{{-1, 64}}}}}, {{{{{0, 64}}}}}};
    row.fields = {{"far", {std::int64_t{-2}, 1.5}}, {"no", {{}, "甲"}}};
    const std::string expected =
        bytesOf({1, 3, 6}) + "parcel" + bytesOf({3}) + "far" + bytesOf({2}) + "no" +
        bytesOf({1, 0}) + kId + bytesOf({7, 0xAC, 2, 0xAD, 2}) + // 300 = 2·128 + 44
        bytesOf({1, 1, 1, 1, 0x80, 1}) +                         // -1 → 1; 64 → 128
        bytesOf({1, 1, 1, 2, 0}) +                               // 1 to the east → 2
        bytesOf({2, 1, 1, 3, 2, 0, 0, 0, 0, 0, 0, 0xF8, 0x3F}) + // -2 → 3; 1.5 = 0x3FF8…
        bytesOf({2, 0, 3, 3, 0xE7, 0x94, 0xB2});
    EXPECT_EQ(encodeChange({{row}}), expected);
    const auto decoded = decodeChange(expected);
    ASSERT_TRUE(decoded) << decoded.error().detail;
    EXPECT_EQ(*decoded, FeatureChange{{row}});
}

TEST(ChangeCodec, WritesNothingAsThreeBytes) {
    EXPECT_EQ(encodeChange({}), bytesOf({1, 0, 0}));
    const auto change = decodeChange(bytesOf({1, 0, 0}));
    ASSERT_TRUE(change);
    EXPECT_TRUE(change->rows.empty());
}

TEST(ChangeCodec, BringsBackWhateverWasWritten) {
    ChangeSamples samples(1);
    for (int i = 0; i < 5'000; ++i) {
        const FeatureChange change = samples.change();
        const std::string bytes = encodeChange(change);
        const auto decoded = decodeChange(bytes);
        ASSERT_TRUE(decoded) << decoded.error().detail << ", " << decoded.error().where;
        ASSERT_EQ(encodeChange(*decoded), bytes); // numbers that are none do not equal themselves
        ASSERT_EQ(encodeChange(inverse(inverse(*decoded))), bytes);
        ASSERT_EQ(decoded->rows.size(), change.rows.size());
        for (std::size_t r = 0; r < change.rows.size(); ++r) {
            ASSERT_EQ(decoded->rows[r].layer, change.rows[r].layer);
            ASSERT_EQ(decoded->rows[r].id, change.rows[r].id);
            ASSERT_EQ(decoded->rows[r].seen, change.rows[r].seen);
            ASSERT_EQ(decoded->rows[r].next, change.rows[r].next);
            ASSERT_EQ(decoded->rows[r].geometry, change.rows[r].geometry);
        }
    }
}

TEST(ChangeCodec, KeepsTheBitsOfNumbers) {
    for (const double number : {0.0,
                                -0.0,
                                std::numeric_limits<double>::infinity(),
                                std::numeric_limits<double>::quiet_NaN(),
                                std::numeric_limits<double>::denorm_min(),
                                0.1}) {
        RowChange row{"p", Uuid()};
        row.fields = {{"f", {{}, number}}};
        const auto decoded = decodeChange(encodeChange({{row}}));
        ASSERT_TRUE(decoded);
        const auto back = std::get<double>(decoded->rows.at(0).fields.at(0).value.after);
        EXPECT_EQ(std::bit_cast<std::uint64_t>(back), std::bit_cast<std::uint64_t>(number));
    }
}

TEST(ChangeCodec, RefusesEveryCutAndEveryByteTooMany) {
    ChangeSamples samples(2);
    for (int i = 0; i < 200; ++i) {
        const std::string bytes = encodeChange(samples.change());
        for (std::size_t length = 0; length < bytes.size(); ++length) {
            ASSERT_FALSE(decodeChange(bytes.substr(0, length))) << length;
        }
        expectRefused(bytes + '\0', "bytes behind the end");
    }
}

TEST(ChangeCodec, WhatIsAcceptedAfterAFlipIsWrittenTheSameWay) {
    ChangeSamples samples(3);
    std::size_t accepted = 0;
    std::size_t refused = 0;
    for (int i = 0; i < 60; ++i) {
        std::string bytes = encodeChange(samples.change());
        for (std::size_t bit = 0; bit < 8 * bytes.size(); ++bit) {
            bytes[bit / 8] = static_cast<char>(bytes[bit / 8] ^ (1 << (bit % 8)));
            if (const auto change = decodeChange(bytes)) {
                ++accepted;
                ASSERT_EQ(encodeChange(*change), bytes);
            } else {
                ++refused;
                ASSERT_EQ(change.error().code, ErrorCode::WorkspaceDamaged);
            }
            bytes[bit / 8] = static_cast<char>(bytes[bit / 8] ^ (1 << (bit % 8)));
        }
    }
    EXPECT_GT(accepted, 1'000U); // flips within values cannot be told from other values
    EXPECT_GT(refused, 1'000U);
}

TEST(ChangeCodec, RefusesOtherVersions) {
    expectRefused(bytesOf({0, 0, 0}), "unknown version");
    expectRefused(bytesOf({2, 0, 0}), "unknown version");
    expectRefused("", "cut off");
}

TEST(ChangeCodec, RefusesCountsLargerThanTheirBytes) {
    const std::string huge = bytesOf({0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 1});
    const std::string more = "more elements announced than follow";
    expectRefused(bytesOf({1}) + huge, more);                 // names
    expectRefused(bytesOf({1, 1}) + huge, more);              // bytes of a name
    expectRefused(bytesOf({1, 0}) + huge, more);              // rows
    expectRefused(oneRow(bytesOf({0}) + huge), more);         // fields
    expectRefused(oneRow(bytesOf({4}) + huge), more);         // parts
    expectRefused(oneGeometry(bytesOf({1}) + huge), more);    // lists
    expectRefused(oneGeometry(bytesOf({1, 1}) + huge), more); // vertices
    expectRefused(oneValue(bytesOf({3}) + huge), more);       // bytes of a text
    expectRefused(oneGeometry(bytesOf({1, 1, 2, 0, 0})),
                  more); // two vertices, one and a half there
}

TEST(ChangeCodec, TakesMemoryInProportionToItsInput) {
    std::vector<std::string> inputs;
    // Many fields of the longest name, many rows, vertices, lists and parts, and announcements
    // that come to nothing.
    const std::string longest(kLongestChangeName, 'n');
    FeatureChange fields{{RowChange{longest, Uuid()}}};
    fields.rows.front().fields.resize(20'000, FieldChange{longest, {{}, {}}});
    inputs.push_back(encodeChange(fields));
    FeatureChange rows;
    for (int i = 0; i < 20'000; ++i) {
        rows.rows.push_back({longest, Uuid::generate()});
    }
    inputs.push_back(encodeChange(rows));
    RowChange shapes{"p", Uuid()};
    shapes.geometry.emplace();
    shapes.geometry->after.parts.resize(20'000, {{{0, 0}}});
    inputs.push_back(encodeChange({{shapes}}));
    shapes.geometry->after.parts = {GridGeometry::Part(20'000, {{0, 0}})};
    inputs.push_back(encodeChange({{shapes}}));
    shapes.geometry->after.parts = {{GridGeometry::Vertices(20'000)}};
    inputs.push_back(encodeChange({{shapes}}));
    for (const char filler : {'\x02', '\x7F'}) {
        inputs.push_back(bytesOf({1, 0xD0, 0x0F}) + std::string(20'000, filler));
    }
    for (const std::string& input : inputs) {
        const std::size_t before = g_now;
        g_most = before;
        const auto change = decodeChange(input);
        EXPECT_LE(g_most - before, 100 * input.size()) << change.has_value();
    }
}

TEST(ChangeCodec, RefusesNumbersThatAreNotInTheirShortestForm) {
    const std::string form = "a number is not in its shortest form";
    expectRefused(bytesOf({1, 0x80, 0, 0}), form);
    expectRefused(oneGeometry(bytesOf({1, 1, 1, 0x81, 0x80, 0, 0})), form);
    expectRefused(oneValue(bytesOf({1, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 2})),
                  form); // bit 64
    expectRefused(
        oneValue(bytesOf({1, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 1})),
        "a number of more than 64 bits");
}

TEST(ChangeCodec, AcceptsWholeNumbersUpToTheirLimits) {
    for (const std::int64_t number :
         {std::numeric_limits<std::int64_t>::min(), std::numeric_limits<std::int64_t>::max()}) {
        RowChange row{"p", Uuid()};
        row.fields = {{"f", {number, number}}};
        const auto decoded = decodeChange(encodeChange({{row}}));
        ASSERT_TRUE(decoded);
        EXPECT_EQ(*decoded, FeatureChange{{row}});
    }
}

TEST(ChangeCodec, RefusesCoordinatesBeyondTheGrid) {
    const std::string range = "a coordinate out of range";
    // zigzag of 2^52 = 2^53 = 7·7 + 4 bits: 0x80 × 7, 0x10
    const std::string limit = bytesOf({0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x10});
    const std::string beyond = bytesOf({0x82, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x10});
    const std::string below = bytesOf({0x81, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x10});
    expectAccepted(oneGeometry(bytesOf({1, 1, 1}) + limit + limit));
    expectRefused(oneGeometry(bytesOf({1, 1, 1}) + beyond + limit), range);
    expectRefused(oneGeometry(bytesOf({1, 1, 1}) + limit + below), range);
    // From the limit on by the largest difference there is: the sum overflows 64 bits.
    const std::string most = bytesOf({0xFE, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 1});
    expectRefused(oneGeometry(bytesOf({1, 1, 2}) + limit + limit + most + bytesOf({0})), range);
}

TEST(ChangeCodec, RefusesEmptyPartsOfGeometries) {
    expectRefused(oneGeometry(bytesOf({1, 0, 0, 0, 0})), "an empty part of a geometry");
    expectRefused(oneGeometry(bytesOf({1, 1, 0, 0, 0})), "an empty part of a geometry");
    expectAccepted(oneGeometry(bytesOf({0})));
}

TEST(ChangeCodec, RefusesWhatItDoesNotKnow) {
    expectRefused(oneRow(bytesOf({8, 0})), "unknown parts of a row");
    expectRefused(oneRow(bytesOf({0x80, 0})), "unknown parts of a row");
    expectRefused(oneValue(bytesOf({4})), "unknown kind of value");
    expectRefused(oneRow(bytesOf({1, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 1, 0})),
                  "a version out of range"); // 2^63
}

TEST(ChangeCodec, RefusesRowsThatOccurTwice) {
    const std::string row = bytesOf({0}) + kId + bytesOf({0, 0});
    expectAccepted(kOneName + bytesOf({1}) + row);
    expectRefused(kOneName + bytesOf({2}) + row + row, "a row occurs twice");
    const std::string other = bytesOf({1}) + kId + bytesOf({0, 0});
    expectAccepted(bytesOf({1, 2, 1, 'p', 1, 'q', 2}) + row + other); // the same id elsewhere
}

TEST(ChangeCodec, RefusesNamesThatAreNotListedAsTheyAreUsed) {
    const std::string order = "no such name, or not in its order";
    const std::string first = bytesOf({0}) + kId + bytesOf({0, 0});
    const std::string second = bytesOf({1}) + kId + bytesOf({0, 0});
    expectRefused(bytesOf({1, 2, 1, 'p', 1, 'p', 2}) + first + second, "a name is listed twice");
    expectRefused(bytesOf({1, 2, 1, 'p', 1, 'q', 2}) + second + first, order);
    expectRefused(bytesOf({1, 1, 1, 'p', 1}) + second, order);
    expectRefused(bytesOf({1, 2, 1, 'p', 1, 'q', 1}) + first, "a name is not used");
    expectRefused(bytesOf({1, 1, 0, 1}) + first, "a name is empty or too long");
    const std::string longest(kLongestChangeName, 'n');
    expectAccepted(bytesOf({1, 1, 64}) + longest + bytesOf({1}) + first);
    expectRefused(bytesOf({1, 1, 65}) + longest + "n" + bytesOf({1}) + first,
                  "a name is empty or too long");
}

TEST(ChangeCodec, DifferentChangesHaveDifferentBytes) {
    ChangeSamples samples(4);
    std::set<std::string> all;
    for (int i = 0; i < 1'000; ++i) {
        all.insert(encodeChange({{samples.row()}}));
    }
    EXPECT_EQ(all.size(), 1'000U);
}

} // namespace tuban::data
