#include "data/store/sha256.h"

#include <gtest/gtest.h>
#include <string>

namespace tuban::data {

// NIST, Cryptographic Standards and Guidelines, "Examples with Intermediate Values", SHA-256, and
// FIPS 180-2, appendix B (the message of a million letters).
TEST(Sha256, GivesTheExamplesOfTheStandard) {
    EXPECT_EQ(hexOf(sha256("abc")),
              "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    EXPECT_EQ(hexOf(sha256("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq")),
              "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
    EXPECT_EQ(hexOf(sha256(std::string(1'000'000, 'a'))),
              "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

// NIST CAVP, SHA256ShortMsg.rsp: Len = 0 and Len = 8.
TEST(Sha256, GivesTheShortMessagesOfTheValidationProgram) {
    EXPECT_EQ(hexOf(sha256("")),
              "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    EXPECT_EQ(hexOf(sha256("\xd3")),
              "28969cdfa74a12c82f3bad960b0b000aca2ac329deea5c2328ebc6f2ba9802c1");
}

TEST(Sha256, PiecesCountAsOneMessage) {
    const std::string message = "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq";
    for (std::size_t cut = 0; cut <= message.size(); ++cut) {
        Sha256Hasher hasher;
        hasher.add(std::string_view(message).substr(0, cut));
        hasher.add(std::as_bytes(std::span(message)).subspan(cut));
        EXPECT_EQ(hasher.finish(), sha256(message));
    }
}

TEST(Sha256, AHasherBeginsAnewAfterEachHash) {
    Sha256Hasher hasher;
    hasher.add(std::string_view("something else"));
    EXPECT_NE(hasher.finish(), sha256("abc"));
    hasher.add(std::string_view("abc"));
    EXPECT_EQ(hasher.finish(), sha256("abc"));
    EXPECT_EQ(hasher.finish(), sha256(""));
}

} // namespace tuban::data
