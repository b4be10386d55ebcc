#pragma once

#include "model/journal.h"

#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <string_view>

struct evp_md_ctx_st;

namespace tuban::data {

/// A running SHA-256. Want of memory is std::bad_alloc, as everywhere. @source FIPS 180-4.
class Sha256Hasher {
public:
    Sha256Hasher();
    void add(std::string_view bytes);
    void add(std::span<const std::byte> bytes);
    /// The hash of all that was added; the hasher begins anew.
    Sha256 finish();

private:
    struct Closer {
        void operator()(evp_md_ctx_st* context) const;
    };
    std::unique_ptr<evp_md_ctx_st, Closer> m_context;
};

Sha256 sha256(std::string_view bytes);
/// 64 lower-case hexadecimal digits.
std::string hexOf(const Sha256& hash);

} // namespace tuban::data
