// Coordinate files through the reader process: what it sends is what the parser made of them.

#include "data/exchange/parcel_txt_writer.h"
#include "data/exchange/txt_layer.h"
#include "exchange/txt_samples.h"
#include "support/foreign_rows.h"
#include "support/temporary_folder.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace tuban::data {

namespace {

using namespace samples;
using test::featuresOf;
using test::openFile;
using test::textOf;

const TxtFormats& formats() {
    static const auto read = readTxtFormats();
    EXPECT_TRUE(read);
    return *read;
}

} // namespace

TEST(ForeignParcelTxt, EveryDialectArrivesAsTheParserReadIt) {
    const test::TemporaryFolder folder;
    const auto sample = parseParcelTxt(coordinateFile());
    ASSERT_TRUE(sample);
    for (const TxtDialect& dialect : formats().dialects) {
        const std::string bytes = writeParcelTxt(sample->txt, dialect).bytes;
        const auto path = folder / (dialect.id + ".txt");
        test::writeBytes(path, bytes);
        const auto parsed = parseParcelTxt(bytes, {.encoding = {}, .layer = dialect.id});
        ASSERT_TRUE(parsed);
        const TxtLayer expected = foreignFromTxt(*parsed, formats(), path);
        const auto reader = openFile(path);
        ASSERT_TRUE(reader) << reader.error().detail;
        ASSERT_EQ((*reader)->layers().size(), 1U);
        const ForeignLayer& layer = (*reader)->layers()[0];
        EXPECT_EQ(layer.format, "Parcel TXT");
        EXPECT_EQ(layer.name, dialect.id);
        EXPECT_EQ(layer.crs, "EPSG:4527");
        EXPECT_EQ(layer.notes, expected.layer.notes);
        EXPECT_EQ((*reader)->findings().size(), expected.findings.size());
        const auto features = featuresOf(**reader, 0);
        ASSERT_TRUE(features);
        ASSERT_EQ(features->size(), expected.features.size());
        for (std::size_t i = 0; i < features->size(); ++i) {
            EXPECT_EQ((*features)[i].wkb, expected.features[i].wkb) << "bit by bit";
            EXPECT_EQ((*features)[i].values, expected.features[i].values);
            EXPECT_EQ((*features)[i].number, expected.features[i].number);
        }
    }
}

TEST(ForeignParcelTxt, AParcelThatLostAPointArrivesAsSuch) {
    const test::TemporaryFolder folder;
    test::writeBytes(folder / "a.txt",
                     replaced(coordinateFile(), "J3,1,4301858.720", "J3,1,4301x58.720"));
    const auto reader = openFile(folder / "a.txt");
    ASSERT_TRUE(reader);
    const auto features = featuresOf(**reader, 0);
    ASSERT_TRUE(features);
    ASSERT_EQ(features->size(), 2U);
    EXPECT_EQ((*features)[0].lostPoint, 12U);
    EXPECT_EQ((*features)[1].lostPoint, 0U);
}

TEST(ForeignParcelTxt, TheContentDecidesNotTheName) {
    const test::TemporaryFolder folder;
    for (const char* name : {"a.txt", "a.csv", "a.dat", "无扩展名"}) {
        test::writeBytes(folder / name, coordinateFile());
        const auto reader = openFile(folder / name);
        ASSERT_TRUE(reader) << name;
        EXPECT_EQ((*reader)->layers().at(0).format, "Parcel TXT") << name;
    }
    test::writeBytes(folder / "b.txt", "id,name\n1,a\n2,b\n");
    const auto reader = openFile(folder / "b.txt");
    ASSERT_TRUE(reader);
    EXPECT_EQ((*reader)->layers().at(0).format, "CSV");
}

TEST(ForeignParcelTxt, TheEncodingCanBeOverruled) {
    const test::TemporaryFolder folder;
    test::writeBytes(folder / "a.txt", coordinateFile());
    EXPECT_TRUE(openFile(folder / "a.txt", {.encoding = "UTF-8", .limits = {}}));
    const Error refusal = test::refusalOf(folder / "a.txt", {.encoding = "nonsense", .limits = {}});
    EXPECT_EQ(refusal.code, ErrorCode::BadArgument);
}

} // namespace tuban::data
