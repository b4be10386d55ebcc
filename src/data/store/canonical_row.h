#pragma once

#include "model/change.h"
#include "model/layer_schema.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace tuban::data {

/// Writes the rows of one layer as lines of JSON that say what is in them, and nothing of how it
/// came there: equal content gives equal bytes, different content different ones.
///
///     {"layer":"parcel","id":"017f…","geometry":"0103…","values":{"far":1.5,"parcel_no":"A-1"}}
///
/// - `geometry`: upper-case hexadecimal of the little-endian ISO WKB, coordinates as the doubles
///   next to their cells; null for a row without geometry.
/// - `values`: those that are not null, in the order of the bytes of their names.
/// - Numbers are the shortest decimals that read back as the same number (std::to_chars, so in
///   no locale); infinity, for which JSON has no number, is ±1e999, which every reader takes for
///   it, and what is no number is null.
/// - Texts keep their UTF-8; only what JSON demands is escaped, in the short forms where there are
///   any. A byte XX that is not part of UTF-8 is written as \udcXX, which no UTF-8 text contains:
///   Python gives the bytes back by .encode('utf-8', 'surrogateescape').
/// @source RFC 8259; escapes as in RFC 8785, 3.2.2.2.
class CanonicalRowWriter {
public:
    explicit CanonicalRowWriter(const LayerSchema& schema);

    /// Appends the line of a row, with its line feed. Values that the schema does not have are left
    /// out.
    void append(std::string& lines, const StoredRow& row) const;

private:
    struct Column {
        std::string name; ///< as in JSON, with the colon behind it
        std::size_t place = 0;
    };

    GeometryKind m_kind;
    std::string m_start; ///< of each line, up to the identifier
    std::vector<Column> m_columns;
};

/// Appends a text between quotation marks, escaped as described above.
void appendCanonicalText(std::string& json, std::string_view text);

} // namespace tuban::data
