#pragma once

#include "base/uuid.h"
#include "data/store/sha256.h"
#include "model/change.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace tuban::data {

/// The check of a row: the first eight bytes of a SHA-256 over its identifier, version, geometry as
/// stored, and all fields that are not null, by name. SQLite keeps no checksums of its own; this
/// one makes damage of a row show. A field that is added later changes no check.
///
/// Use: begin, geometry (if there is any), fields in the order of the schema, finish.
class RowCheck {
public:
    void begin(std::string_view id, std::int64_t version);
    void geometry(std::span<const std::byte> blob);
    void geometry(std::string_view blob);
    void field(std::string_view name, std::int64_t value);
    void field(std::string_view name, double value);
    void field(std::string_view name, std::string_view value);
    void field(std::string_view name, const FieldValue& value);
    std::int64_t finish();

private:
    void name(char tag, std::string_view name);
    template <typename T> void put(T value);

    std::string m_bytes;
    Sha256Hasher m_hasher;
};

} // namespace tuban::data
