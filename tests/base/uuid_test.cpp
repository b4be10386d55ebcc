#include "base/uuid.h"

#include <algorithm>
#include <chrono>
#include <gtest/gtest.h>
#include <set>
#include <thread>
#include <unordered_set>
#include <vector>

namespace tuban {

namespace {

unsigned versionOf(const Uuid& id) {
    return id.bytes()[6] >> 4U;
}

unsigned variantOf(const Uuid& id) {
    return id.bytes()[8] >> 6U;
}

std::int64_t millisecondsOf(const Uuid& id) {
    std::int64_t ms = 0;
    for (std::size_t i = 0; i < 6; ++i) {
        ms = ms * 256 + id.bytes()[i];
    }
    return ms;
}

std::int64_t now() {
    using namespace std::chrono;
    return duration_cast<milliseconds>(system_clock::now().time_since_epoch()).count();
}

} // namespace

// Appendix A of RFC 9562, versions 1, 3, 4, 5, 6 and 7, and the nil and max identifiers of
// sections 5.9 and 5.10.
TEST(Uuid, ReadsAndWritesTheExamplesOfTheStandard) {
    for (const char* text : {"c232ab00-9414-11ec-b3c8-9f6bdeced846",
                             "5df41881-3aed-3515-88a7-2f4a814cf09e",
                             "919108f7-52d1-4320-9bac-f847db4148a8",
                             "2ed6657d-e927-568b-95e1-2665a8aea6a2",
                             "1ec9414c-232a-6b00-b3c8-9f6bdeced846",
                             "017f22e2-79b0-7cc3-98c4-dc0c0c07398f",
                             "00000000-0000-0000-0000-000000000000",
                             "ffffffff-ffff-ffff-ffff-ffffffffffff"}) {
        const auto id = Uuid::parse(text);
        ASSERT_TRUE(id) << text;
        EXPECT_EQ(id->text(), text);
    }
}

// RFC 9562, appendix A.6: 2022-02-22 19:22:22 UTC is 0x017F22E279B0 milliseconds.
TEST(Uuid, KeepsTheBytesInTheOrderOfTheText) {
    const Uuid id = *Uuid::parse("017F22E2-79B0-7CC3-98C4-DC0C0C07398F");
    const Uuid::Bytes expected{0x01,
                               0x7F,
                               0x22,
                               0xE2,
                               0x79,
                               0xB0,
                               0x7C,
                               0xC3,
                               0x98,
                               0xC4,
                               0xDC,
                               0x0C,
                               0x0C,
                               0x07,
                               0x39,
                               0x8F};
    EXPECT_EQ(id.bytes(), expected);
    EXPECT_EQ(millisecondsOf(id), 1645557742000);
    EXPECT_EQ(versionOf(id), 7U);
    EXPECT_EQ(variantOf(id), 2U);
}

TEST(Uuid, ReadsEitherCaseAndNothingElse) {
    EXPECT_EQ(Uuid::parse("017F22E2-79B0-7CC3-98C4-DC0C0C07398F"),
              Uuid::parse("017f22e2-79b0-7cc3-98c4-dc0c0c07398f"));
    const std::string good = "017f22e2-79b0-7cc3-98c4-dc0c0c07398f";
    for (std::size_t i = 0; i < good.size(); ++i) {
        for (const char wrong : {'g', ' ', '-', 'a', '\0', '/', ':', '@', 'G', '`'}) {
            std::string text = good;
            text[i] = wrong;
            const bool hyphen = good[i] == '-';
            EXPECT_EQ(Uuid::parse(text).has_value(), hyphen ? wrong == '-' : wrong == 'a') << text;
        }
    }
    EXPECT_FALSE(Uuid::parse(""));
    EXPECT_FALSE(Uuid::parse(good.substr(1)));
    EXPECT_FALSE(Uuid::parse(good + "0"));
    EXPECT_FALSE(Uuid::parse("{" + good + "}"));
    EXPECT_FALSE(Uuid::parse("017f22e279b07cc398c4dc0c0c07398f"));
}

TEST(Uuid, NilNamesNothing) {
    EXPECT_TRUE(Uuid().isNil());
    EXPECT_EQ(Uuid(), Uuid::parse("00000000-0000-0000-0000-000000000000"));
    EXPECT_FALSE(Uuid::generate().isNil());
}

// RFC 9562, appendix B.2: SHA-256 of the name space of domain names and "www.example.com".
TEST(Uuid, FromAHashIsTheExampleOfTheStandard) {
    const std::vector<std::uint8_t> hash{0x5c, 0x14, 0x6b, 0x14, 0x3c, 0x52, 0x4a, 0xfd,
                                         0x93, 0x8a, 0x37, 0x5d, 0x0d, 0xf1, 0xfb, 0xf6,
                                         0xfe, 0x12, 0xa6, 0x6b, 0x64, 0x5f, 0x72, 0xf6,
                                         0x15, 0x87, 0x59, 0x38, 0x7e, 0x51, 0xf3, 0xc8};
    EXPECT_EQ(Uuid::fromHash(hash).text(), "5c146b14-3c52-8afd-938a-375d0df1fbf6");
}

TEST(Uuid, GeneratedOnesAreOfVersionSevenAndOfNow) {
    const std::int64_t before = now();
    const Uuid id = Uuid::generate();
    const std::int64_t after = now();
    EXPECT_EQ(versionOf(id), 7U);
    EXPECT_EQ(variantOf(id), 2U);
    EXPECT_GE(millisecondsOf(id), before);
    EXPECT_LE(millisecondsOf(id), after);
}

// Many more than the counter of a millisecond holds.
TEST(Uuid, LaterOnesOfAThreadSortBehindEarlierOnes) {
    std::vector<Uuid> ids(200'000);
    std::generate(ids.begin(), ids.end(), Uuid::generate);
    EXPECT_TRUE(std::is_sorted(ids.begin(), ids.end()));
    EXPECT_EQ(std::adjacent_find(ids.begin(), ids.end()), ids.end());
    for (const Uuid& id : ids) {
        ASSERT_EQ(versionOf(id), 7U);
        ASSERT_EQ(variantOf(id), 2U);
    }
}

TEST(Uuid, ThreadsNeverGenerateTheSame) {
    std::vector<std::vector<Uuid>> lists(4, std::vector<Uuid>(20'000));
    std::vector<std::thread> threads;
    for (auto& list : lists) {
        threads.emplace_back([&list] { std::generate(list.begin(), list.end(), Uuid::generate); });
    }
    std::unordered_set<Uuid, UuidHash> all;
    for (std::size_t i = 0; i < threads.size(); ++i) {
        threads[i].join();
        all.insert(lists[i].begin(), lists[i].end());
    }
    EXPECT_EQ(all.size(), 80'000U);
}

TEST(Uuid, HashesDifferWhereIdentifiersDo) {
    std::set<std::size_t> hashes;
    for (int i = 0; i < 10'000; ++i) {
        hashes.insert(UuidHash{}(Uuid::generate()));
    }
    EXPECT_EQ(hashes.size(), 10'000U); // 62 random bits: a repetition has odds of 10^-11
}

} // namespace tuban
