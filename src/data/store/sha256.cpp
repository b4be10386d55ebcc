#include "data/store/sha256.h"

#include <openssl/evp.h>

#include <new>

namespace tuban::data {

namespace {

/// OpenSSL fails here only for want of memory, and the system has the same exception for that.
void require(bool done) {
    if (!done) {
        throw std::bad_alloc();
    }
}

/// Looked up once: a look-up for each hash would cost more than hashing a row.
const EVP_MD* algorithm() {
    static const EVP_MD* const kSha256 = EVP_MD_fetch(nullptr, "SHA256", nullptr);
    require(kSha256 != nullptr);
    return kSha256;
}

} // namespace

void Sha256Hasher::Closer::operator()(evp_md_ctx_st* context) const {
    EVP_MD_CTX_free(context);
}

Sha256Hasher::Sha256Hasher() : m_context(EVP_MD_CTX_new()) {
    require(m_context != nullptr && EVP_DigestInit_ex2(m_context.get(), algorithm(), nullptr) == 1);
}

void Sha256Hasher::add(std::string_view bytes) {
    require(EVP_DigestUpdate(m_context.get(), bytes.data(), bytes.size()) == 1);
}

void Sha256Hasher::add(std::span<const std::byte> bytes) {
    require(EVP_DigestUpdate(m_context.get(), bytes.data(), bytes.size()) == 1);
}

Sha256 Sha256Hasher::finish() {
    Sha256 hash;
    require(EVP_DigestFinal_ex(m_context.get(), hash.data(), nullptr) == 1 &&
            EVP_DigestInit_ex2(m_context.get(), algorithm(), nullptr) == 1);
    return hash;
}

Sha256 sha256(std::string_view bytes) {
    thread_local Sha256Hasher hasher;
    hasher.add(bytes);
    return hasher.finish();
}

std::string hexOf(const Sha256& hash) {
    static constexpr char kDigits[] = "0123456789abcdef";
    std::string text;
    text.reserve(2 * hash.size());
    for (const std::uint8_t byte : hash) {
        text += kDigits[byte >> 4U];
        text += kDigits[byte & 0x0FU];
    }
    return text;
}

} // namespace tuban::data
