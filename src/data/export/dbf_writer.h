#pragma once

#include "data/export/export_writer.h"
#include "data/export/output_file.h"

#include <cstdint>
#include <string>
#include <vector>

namespace tuban::data {

/// Writes the table of a Shapefile. Rows go to a scratch file first: fields are as wide as their
/// longest value, which is known at the end only.
class DbfWriter {
public:
    DbfWriter(const ExportPlan& plan, ExportFiles& files, ExportNotes& notes);

    /// Errors: WriteFailed.
    Result<void> write(const ExportFeature& feature);
    /// Errors: WriteFailed, ExportTooLarge (more than 2 GB, or a record of more than 65 535 bytes).
    Result<void> finish();

private:
    struct Column {
        std::string name; ///< in the encoding of the file
        ValueKind kind;
        std::size_t width = 0; ///< of the longest value so far
        std::size_t decimals = 0;
    };
    /// What a header says of a column.
    struct Layout {
        char type;
        std::size_t width;
        std::size_t decimals;
    };

    void encode(const ExportFeature& feature, std::size_t column);
    void encodeText(const ExportFeature& feature, std::size_t column, const std::string& text);
    Layout layoutOf(const Column& column) const;
    std::string header(const std::vector<Layout>& layouts, std::size_t recordBytes) const;
    Result<void> putRecords(OutputFile& file, const std::vector<Layout>& layouts);

    const ExportPlan& m_plan;
    ExportNotes& m_notes;
    TextEncoder m_encoder;
    std::string m_subject;
    std::filesystem::path m_dbf;
    std::filesystem::path m_scratch;
    OutputFile m_rows;
    std::vector<Column> m_columns = {};
    std::uint64_t m_count = 0;
    std::string m_value = {};
    std::string m_row = {};
};

} // namespace tuban::data
