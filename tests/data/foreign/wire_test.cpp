// What the program and the reader say to each other, and what the program makes of nonsense.

#include "data/foreign/wire.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <random>

namespace tuban::data::wire {

using testing::ElementsAre;
using testing::SizeIs;

namespace {

Contents example() {
    ForeignLayer layer{.name = "宗地",
                       .file = "/a/b.shp",
                       .format = "ESRI Shapefile",
                       .crs = "GEOGCRS[…]",
                       .hasGeometry = true,
                       .features = 7};
    layer.fields = {{"code", ValueKind::Text, 40}, {"made", ValueKind::Date, 0}};
    layer.notes = {{"$ACADVER", "AC1015"}};
    Finding finding{.severity = Severity::Warning,
                    .code = FindingCode::EncodingDetected,
                    .layer = "宗地",
                    .feature = 12,
                    .values = {"GB18030", "", "3"}};
    return {{layer}, {finding}};
}

std::string batch() {
    std::string body;
    Writer out(body);
    out.number(std::int64_t{5});
    out.text("wkb");
    out.byte(static_cast<std::uint8_t>(ValueTag::Integer));
    out.number(std::int64_t{-3});
    out.byte(static_cast<std::uint8_t>(ValueTag::Real));
    out.number(2.5);
    out.byte(static_cast<std::uint8_t>(ValueTag::Text));
    out.text("地类");
    out.byte(static_cast<std::uint8_t>(ValueTag::Null));
    out.text("a doubt");
    out.number(std::uint64_t{12});
    return body;
}

} // namespace

TEST(Wire, ContentsComeBackAsTheyWere) {
    const Contents sent = example();
    const auto got = decodeContents(encode(sent));
    ASSERT_TRUE(got);
    ASSERT_THAT(got->layers, SizeIs(1));
    const ForeignLayer& layer = got->layers[0];
    EXPECT_EQ(layer.name, "宗地");
    EXPECT_EQ(layer.file, "/a/b.shp");
    EXPECT_EQ(layer.format, "ESRI Shapefile");
    EXPECT_EQ(layer.crs, "GEOGCRS[…]");
    EXPECT_TRUE(layer.hasGeometry);
    EXPECT_EQ(layer.features, std::uint64_t{7});
    ASSERT_THAT(layer.fields, SizeIs(2));
    EXPECT_EQ(layer.fields[0].width, 40);
    EXPECT_EQ(layer.fields[1].kind, ValueKind::Date);
    EXPECT_EQ(layer.notes, sent.layers[0].notes);
    ASSERT_THAT(got->findings, SizeIs(1));
    EXPECT_EQ(got->findings[0].severity, Severity::Warning);
    EXPECT_EQ(got->findings[0].feature, std::int64_t{12});
    EXPECT_EQ(got->findings[0].values, sent.findings[0].values);
}

TEST(Wire, FeaturesComeBackAsTheyWere) {
    const std::string body = batch();
    BatchReader reader(body, 4);
    ForeignFeature feature;
    ASSERT_TRUE(reader.next(feature));
    EXPECT_TRUE(reader.atEnd());
    EXPECT_EQ(feature.number, 5);
    EXPECT_EQ(feature.wkb, "wkb");
    EXPECT_THAT(
        feature.values,
        ElementsAre(
            FieldValue(std::int64_t{-3}), FieldValue(2.5), FieldValue("地类"), FieldValue()));
    EXPECT_EQ(feature.doubt, "a doubt");
    EXPECT_EQ(feature.lostPoint, 12U);
}

TEST(Wire, AnythingCutOffIsNoAnswer) {
    const std::string contents = encode(example());
    for (std::size_t size = 0; size < contents.size(); ++size) {
        EXPECT_FALSE(decodeContents(std::string_view(contents).substr(0, size))) << size;
    }
    const std::string features = batch();
    for (std::size_t size = 1; size < features.size(); ++size) {
        BatchReader reader(std::string_view(features).substr(0, size), 4);
        ForeignFeature feature;
        EXPECT_FALSE(reader.next(feature)) << size;
    }
    const std::string error = encode(Error{ErrorCode::ReadFailed, "a", "b", "c"});
    for (std::size_t size = 0; size < error.size(); ++size) {
        EXPECT_FALSE(decodeError(std::string_view(error).substr(0, size))) << size;
    }
}

TEST(Wire, AnswersTooLongToBeOursAreNotTakenApart) {
    std::vector<Finding> many(1, {.severity = Severity::Note, .code = FindingCode::ReaderWarning});
    many[0].values = {std::string(kLongestAnswer - 1000, 'x')};
    EXPECT_TRUE(decodeFindings(encode(many)));
    many[0].values = {std::string(kLongestAnswer, 'x')};
    EXPECT_FALSE(decodeFindings(encode(many)));
}

TEST(Wire, WhatStandsBehindTheEndIsNoAnswer) {
    EXPECT_FALSE(decodeContents(encode(example()) + "x"));
    EXPECT_FALSE(decodeError(encode(Error{ErrorCode::ReadFailed, "a"}) + "x"));
}

TEST(Wire, OnlyErrorsOfReadersAreTaken) {
    EXPECT_TRUE(decodeError(encode(Error{ErrorCode::ArchiveRefused, "a"})));
    // One that only the program itself may give.
    EXPECT_FALSE(decodeError(encode(Error{ErrorCode::WorkspaceDamaged, "a"})));
}

/// Not what comes of it matters, but that all memory is left alone and no count is believed.
TEST(Wire, NoiseIsSurvived) {
    std::mt19937 random(7); // NOLINT(cert-msc51-cpp): the same noise each time
    const std::string good = encode(example());
    for (int round = 0; round < 20'000; ++round) {
        std::string noise = good;
        for (int flip = 0; flip < 3; ++flip) {
            noise[random() % noise.size()] = static_cast<char>(random());
        }
        if (const auto got = decodeContents(noise)) {
            EXPECT_LE(got->layers.size(), noise.size());
        }
    }
}

} // namespace tuban::data::wire
