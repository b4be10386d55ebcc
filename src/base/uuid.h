#pragma once

#include <array>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace tuban {

/// A universally unique identifier: what rows, records and workspaces are known by, whatever
/// happens to their numbers and names.
/// @source RFC 9562 (2024).
class Uuid {
public:
    using Bytes = std::array<std::uint8_t, 16>;

    /// The nil identifier, which names nothing.
    constexpr Uuid() = default;
    constexpr explicit Uuid(const Bytes& bytes) : m_bytes(bytes) {}

    /// A new one, version 7: later ones sort behind earlier ones, to the millisecond and, within
    /// one thread, within it. Random bits come from the operating system.
    /// @source RFC 9562, sections 5.7 and 6.2 (method 1: a counter behind the time).
    static Uuid generate();
    /// One made from the bytes of a hash, version 8: the same bytes give the same identifier.
    /// @source RFC 9562, section 5.8 and appendix B.2. `hash` has at least 16 bytes.
    static Uuid fromHash(std::span<const std::uint8_t> hash);
    /// Reads the text form, 36 characters, either case; nothing for any other text.
    static std::optional<Uuid> parse(std::string_view text);

    /// 36 characters, lower case.
    std::string text() const;
    constexpr const Bytes& bytes() const { return m_bytes; }
    constexpr bool isNil() const { return m_bytes == Bytes{}; }
    constexpr auto operator<=>(const Uuid&) const = default;

private:
    Bytes m_bytes{};
};

/// For hashed containers: the random bits of the identifier itself.
struct UuidHash {
    std::size_t operator()(const Uuid& id) const;
};

} // namespace tuban
