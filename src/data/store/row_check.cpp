#include "data/store/row_check.h"

#include <bit>
#include <cstring>

namespace tuban::data {

static_assert(std::endian::native == std::endian::little, "values are copied as they are");

template <typename T> void RowCheck::put(T value) {
    char bytes[sizeof value];
    std::memcpy(bytes, &value, sizeof value);
    m_bytes.append(bytes, sizeof value);
}

void RowCheck::begin(std::string_view id, std::int64_t version) {
    m_bytes.assign(id);
    put(version);
}

void RowCheck::geometry(std::span<const std::byte> blob) {
    geometry(std::string_view(reinterpret_cast<const char*>(blob.data()), blob.size()));
}

void RowCheck::geometry(std::string_view blob) {
    m_bytes += 'g';
    put(static_cast<std::uint64_t>(blob.size()));
    m_bytes += blob;
}

void RowCheck::name(char tag, std::string_view name) {
    m_bytes += tag;
    put(static_cast<std::uint32_t>(name.size()));
    m_bytes += name;
}

void RowCheck::field(std::string_view fieldName, std::int64_t value) {
    name('i', fieldName);
    put(value);
}

void RowCheck::field(std::string_view fieldName, double value) {
    name('r', fieldName);
    put(value);
}

void RowCheck::field(std::string_view fieldName, std::string_view value) {
    name('t', fieldName);
    put(static_cast<std::uint64_t>(value.size()));
    m_bytes += value;
}

void RowCheck::field(std::string_view fieldName, const FieldValue& value) {
    if (const auto* whole = std::get_if<std::int64_t>(&value)) {
        field(fieldName, *whole);
    } else if (const auto* real = std::get_if<double>(&value)) {
        field(fieldName, *real);
    } else if (const auto* text = std::get_if<std::string>(&value)) {
        field(fieldName, std::string_view(*text));
    }
}

std::int64_t RowCheck::finish() {
    m_hasher.add(m_bytes);
    const Sha256 hash = m_hasher.finish();
    std::int64_t check = 0;
    std::memcpy(&check, hash.data(), sizeof check);
    return check;
}

} // namespace tuban::data
