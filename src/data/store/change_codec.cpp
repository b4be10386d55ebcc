#include "data/store/change_codec.h"

#include <algorithm>
#include <bit>
#include <cassert>
#include <cstdlib>
#include <cstring>
#include <type_traits>
#include <unordered_map>
#include <utility>

namespace tuban::data {

namespace {

using geometry::GridPoint;

static_assert(std::endian::native == std::endian::little, "doubles are copied as they are");

constexpr std::uint8_t kVersion = 1;
constexpr std::int64_t kLargestCell = std::int64_t{1} << 52U;

// What a row says of itself.
constexpr std::uint8_t kHasSeen = 1U << 0U;
constexpr std::uint8_t kHasNext = 1U << 1U;
constexpr std::uint8_t kHasGeometry = 1U << 2U;

// Kinds of values.
enum : std::uint8_t { kNull = 0, kInteger = 1, kReal = 2, kText = 3 };

// The fewest bytes that these take.
constexpr std::size_t kLeastName = 2;
constexpr std::size_t kLeastVertex = 2;
constexpr std::size_t kLeastList = 1 + kLeastVertex;
constexpr std::size_t kLeastPart = 1 + kLeastList;
constexpr std::size_t kLeastField = 3;
constexpr std::size_t kLeastRow = 1 + sizeof(Uuid::Bytes) + 1 + 1;

constexpr std::uint64_t zigzag(std::int64_t value) {
    return (static_cast<std::uint64_t>(value) << 1U) ^ static_cast<std::uint64_t>(value >> 63U);
}

constexpr std::int64_t unzigzag(std::uint64_t value) {
    return static_cast<std::int64_t>((value >> 1U) ^ (~(value & 1U) + 1U));
}

constexpr std::int64_t difference(std::int64_t a, std::int64_t b) {
    return static_cast<std::int64_t>(static_cast<std::uint64_t>(a) - static_cast<std::uint64_t>(b));
}

class Encoder {
public:
    std::string encode(const FeatureChange& change) {
        for (const RowChange& row : change.rows) {
            name(row.layer);
            for (const FieldChange& field : row.fields) {
                name(field.field);
            }
        }
        m_bytes += static_cast<char>(kVersion);
        varint(m_names.size());
        for (const std::string_view listed : m_names) {
            text(listed);
        }
        varint(change.rows.size());
        std::for_each(change.rows.begin(), change.rows.end(), [&](const auto& r) { row(r); });
        return std::move(m_bytes);
    }

private:
    /// The place of a name in the table.
    std::size_t name(std::string_view text) {
        assert(text.size() <= kLongestChangeName && !text.empty());
        const auto [it, isNew] = m_places.try_emplace(text, m_names.size());
        if (isNew) {
            m_names.push_back(text);
        }
        return it->second;
    }

    void row(const RowChange& row) {
        varint(name(row.layer));
        m_bytes.append(row.id.bytes().begin(), row.id.bytes().end());
        m_bytes += static_cast<char>((row.seen ? kHasSeen : 0U) | (row.next ? kHasNext : 0U) |
                                     (row.geometry ? kHasGeometry : 0U));
        if (row.seen) {
            varint(static_cast<std::uint64_t>(numberOf(*row.seen)));
        }
        if (row.next) {
            varint(static_cast<std::uint64_t>(numberOf(*row.next)));
        }
        if (row.geometry) {
            geometry(row.geometry->before);
            geometry(row.geometry->after);
        }
        varint(row.fields.size());
        for (const FieldChange& field : row.fields) {
            varint(name(field.field));
            value(field.value.before);
            value(field.value.after);
        }
    }

    void geometry(const GridGeometry& geometry) {
        varint(geometry.parts.size());
        for (const GridGeometry::Part& part : geometry.parts) {
            varint(part.size());
            for (const GridGeometry::Vertices& vertices : part) {
                varint(vertices.size());
                std::for_each(vertices.begin(), vertices.end(), [&](auto v) { vertex(v); });
            }
        }
    }

    void vertex(GridPoint vertex) {
        assert(std::abs(vertex.x) <= kLargestCell && std::abs(vertex.y) <= kLargestCell);
        varint(zigzag(difference(vertex.x, m_last.x)));
        varint(zigzag(difference(vertex.y, m_last.y)));
        m_last = vertex;
    }

    void value(const FieldValue& value) {
        m_bytes += static_cast<char>(value.index());
        if (const auto* integer = std::get_if<std::int64_t>(&value)) {
            varint(zigzag(*integer));
        } else if (const auto* real = std::get_if<double>(&value)) {
            char raw[sizeof *real];
            std::memcpy(raw, real, sizeof raw);
            m_bytes.append(raw, sizeof raw);
        } else if (const auto* string = std::get_if<std::string>(&value)) {
            text(*string);
        }
    }
    static_assert(std::is_same_v<std::variant_alternative_t<kNull, FieldValue>, std::monostate>);
    static_assert(std::is_same_v<std::variant_alternative_t<kInteger, FieldValue>, std::int64_t>);
    static_assert(std::is_same_v<std::variant_alternative_t<kReal, FieldValue>, double>);
    static_assert(std::is_same_v<std::variant_alternative_t<kText, FieldValue>, std::string>);

    void text(std::string_view text) {
        varint(text.size());
        m_bytes += text;
    }

    void varint(std::uint64_t value) {
        for (; value >= 0x80U; value >>= 7U) {
            m_bytes += static_cast<char>(value | 0x80U);
        }
        m_bytes += static_cast<char>(value);
    }

    std::string m_bytes;
    std::vector<std::string_view> m_names;
    std::unordered_map<std::string_view, std::size_t> m_places;
    GridPoint m_last;
};

/// Reads until something is wrong; from there on nothing moves and all that is read is zero, so
/// that only the loops have to ask.
class Decoder {
public:
    explicit Decoder(std::string_view bytes) : m_bytes(bytes) {}

    Result<FeatureChange> decode() {
        FeatureChange change;
        if (byte() != kVersion) {
            fail("unknown version");
        }
        names();
        change.rows.resize(count(kLeastRow));
        std::vector<std::pair<std::size_t, Uuid>> seen;
        seen.reserve(change.rows.size());
        for (RowChange& each : change.rows) {
            seen.emplace_back(row(each), each.id);
            if (m_fault != nullptr) {
                return error();
            }
        }
        std::sort(seen.begin(), seen.end());
        if (std::adjacent_find(seen.begin(), seen.end()) != seen.end()) {
            fail("a row occurs twice");
        }
        if (m_namesUsed != m_names.size()) {
            fail("a name is not used");
        }
        if (m_place != m_bytes.size()) {
            fail("bytes behind the end");
        }
        return m_fault == nullptr ? Result(std::move(change)) : error();
    }

private:
    void fail(const char* fault) {
        if (m_fault == nullptr) {
            m_fault = fault;
            m_faultPlace = m_place;
        }
    }

    Error error() const {
        return {ErrorCode::WorkspaceDamaged,
                "change of an entry",
                m_fault,
                "byte " + std::to_string(m_faultPlace)};
    }

    std::size_t left() const { return m_fault == nullptr ? m_bytes.size() - m_place : 0; }

    std::string_view take(std::size_t length) {
        if (length > left()) {
            fail("cut off");
            return {};
        }
        const std::string_view taken = m_bytes.substr(m_place, length);
        m_place += length;
        return taken;
    }

    std::uint8_t byte() {
        const std::string_view taken = take(1);
        return taken.empty() ? std::uint8_t{0} : static_cast<std::uint8_t>(taken.front());
    }

    std::uint64_t varint() {
        std::uint64_t value = 0;
        for (unsigned shift = 0; shift < 64; shift += 7) {
            const std::uint64_t next = byte();
            value |= (next & 0x7FU) << shift;
            if (next < 0x80U) {
                if ((next == 0 && shift > 0) || (shift == 63 && next > 1)) {
                    fail("a number is not in its shortest form");
                }
                return m_fault == nullptr ? value : 0;
            }
        }
        fail("a number of more than 64 bits");
        return 0;
    }

    /// How many elements follow; never more than the bytes that are left can hold.
    std::size_t count(std::size_t leastBytes) {
        const std::uint64_t n = varint();
        if (n > left() / leastBytes) {
            fail("more elements announced than follow");
            return 0;
        }
        return static_cast<std::size_t>(n);
    }

    void names() {
        const std::size_t listed = count(kLeastName);
        m_names.reserve(listed);
        while (m_names.size() < listed && m_fault == nullptr) {
            const std::string_view name = take(count(1));
            if (name.empty() || name.size() > kLongestChangeName) {
                fail("a name is empty or too long");
            }
            m_names.push_back(name);
        }
        std::vector<std::string_view> sorted = m_names;
        std::sort(sorted.begin(), sorted.end());
        if (std::adjacent_find(sorted.begin(), sorted.end()) != sorted.end()) {
            fail("a name is listed twice");
        }
    }

    /// The place of a name. Names are listed in the order of their first use.
    std::size_t name() {
        const std::uint64_t place = varint();
        if (place >= m_names.size() || place > m_namesUsed) {
            fail("no such name, or not in its order");
            return 0;
        }
        m_namesUsed += place == m_namesUsed ? 1U : 0U;
        return static_cast<std::size_t>(place);
    }
    std::string nameText(std::size_t place) const {
        return m_fault == nullptr ? std::string(m_names[place]) : std::string();
    }

    /// Returns the place of the name of the layer.
    std::size_t row(RowChange& row) {
        const std::size_t layer = name();
        row.layer = nameText(layer);
        if (const std::string_view raw = take(sizeof(Uuid::Bytes)); !raw.empty()) {
            Uuid::Bytes id;
            std::memcpy(id.data(), raw.data(), id.size());
            row.id = Uuid(id);
        }
        const std::uint8_t parts = byte();
        if ((parts & ~(kHasSeen | kHasNext | kHasGeometry)) != 0) {
            fail("unknown parts of a row");
        }
        row.seen = version((parts & kHasSeen) != 0);
        row.next = version((parts & kHasNext) != 0);
        if ((parts & kHasGeometry) != 0) {
            row.geometry.emplace();
            geometry(row.geometry->before);
            geometry(row.geometry->after);
        }
        row.fields.resize(count(kLeastField));
        for (FieldChange& field : row.fields) {
            if (m_fault != nullptr) {
                break;
            }
            field.field = nameText(name());
            value(field.value.before);
            value(field.value.after);
        }
        return layer;
    }

    std::optional<EntryNumber> version(bool present) {
        if (!present) {
            return std::nullopt;
        }
        const std::uint64_t number = varint();
        if (number > static_cast<std::uint64_t>(INT64_MAX)) {
            fail("a version out of range");
        }
        return EntryNumber{static_cast<std::int64_t>(number)};
    }

    void geometry(GridGeometry& geometry) {
        geometry.parts.resize(count(kLeastPart));
        for (GridGeometry::Part& part : geometry.parts) {
            part.resize(filled(count(kLeastList)));
            for (GridGeometry::Vertices& list : part) {
                list.resize(filled(count(kLeastVertex)));
                for (GridPoint& point : list) {
                    point = {coordinate(m_last.x), coordinate(m_last.y)};
                    m_last = point;
                }
            }
        }
    }

    /// No part is without lists, no list without vertices.
    std::size_t filled(std::size_t n) {
        if (n == 0) {
            fail("an empty part of a geometry");
        }
        return n;
    }

    std::int64_t coordinate(std::int64_t last) {
        std::int64_t cell = 0;
        if (__builtin_add_overflow(last, unzigzag(varint()), &cell) || cell > kLargestCell ||
            cell < -kLargestCell) {
            fail("a coordinate out of range");
            return 0;
        }
        return cell;
    }

    void value(FieldValue& value) {
        switch (byte()) {
        case kNull:
            break;
        case kInteger:
            value = unzigzag(varint());
            break;
        case kReal:
            if (const std::string_view raw = take(sizeof(double)); !raw.empty()) {
                double real = 0.0;
                std::memcpy(&real, raw.data(), sizeof real);
                value = real;
            }
            break;
        case kText:
            value = std::string(take(count(1)));
            break;
        default:
            fail("unknown kind of value");
        }
    }

    std::string_view m_bytes;
    std::size_t m_place = 0;
    const char* m_fault = nullptr;
    std::size_t m_faultPlace = 0;
    std::vector<std::string_view> m_names;
    std::size_t m_namesUsed = 0;
    GridPoint m_last;
};

} // namespace

std::string encodeChange(const FeatureChange& change) {
    return Encoder().encode(change);
}

Result<FeatureChange> decodeChange(std::string_view bytes) {
    return Decoder(bytes).decode();
}

} // namespace tuban::data
