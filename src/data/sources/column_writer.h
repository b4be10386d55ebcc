#pragma once

#include "data/feature_source.h"
#include "model/feature_chunk.h"

#include <cstdint>
#include <string_view>
#include <vector>

namespace tuban::data {

/// Fills one column of a chunk, whatever type the source holds.
///
/// Numbers asked for as text are printed the shortest way that reads back the same, whole numbers
/// without a point (7.0 gives "7"). Text asked for as number is read in the C locale, blanks around
/// it allowed; what is no number becomes null.
class ColumnWriter {
public:
    explicit ColumnWriter(ColumnType type) : m_type(type) {}

    ColumnType type() const { return m_type; }
    void addNull();
    void addInteger(std::int64_t value);
    void addReal(double value);
    /// `utf8` is copied.
    void addText(std::string_view utf8);

    /// The column, leaving this one empty.
    Column take();

private:
    void addNumber(double value);

    ColumnType m_type;
    TextColumn m_texts;
    std::vector<double> m_numbers;
    std::vector<bool> m_null;
};

} // namespace tuban::data
