#include "data/export/dbf_writer.h"

#include <algorithm>
#include <bit>
#include <cstdio>
#include <cstring>
#include <memory>

namespace tuban::data {

namespace {

constexpr std::size_t kWidestText = 254;
constexpr std::size_t kWidestInteger = 18; // more digits are no exact number for most readers
constexpr std::size_t kMostRecordBytes = 65535;
constexpr std::uint64_t kMostBytes = 0x7FFFFFFF;
constexpr std::size_t kDayWidth = 8;

/// Reads the scratch file back, a value at a time.
class ScratchReader {
public:
    explicit ScratchReader(const std::filesystem::path& path)
        : m_file(std::fopen(path.c_str(), "rb"), &std::fclose) {
        if (m_file) {
            constexpr std::size_t kBuffer = 1U << 20U;
            std::setvbuf(m_file.get(), nullptr, _IOFBF, kBuffer);
        }
    }
    bool next(std::string& value) {
        std::uint16_t length = 0;
        if (!m_file || std::fread(&length, sizeof length, 1, m_file.get()) != 1) {
            return false;
        }
        value.resize(length);
        return length == 0 || std::fread(value.data(), length, 1, m_file.get()) == 1;
    }

private:
    std::unique_ptr<std::FILE, int (*)(std::FILE*)> m_file;
};

std::size_t decimalsOf(const std::string& number) {
    const std::size_t point = number.find('.');
    if (point == std::string::npos) {
        return 0;
    }
    const std::size_t end = std::min(number.find('e'), number.size());
    return end - point - 1;
}

} // namespace

DbfWriter::DbfWriter(const ExportPlan& plan, ExportFiles& files, ExportNotes& notes)
    : m_plan(plan),
      m_notes(notes),
      m_encoder(plan.encoding),
      m_subject(files.target().string()),
      m_dbf(files.add(".dbf")),
      m_scratch(files.addScratch(".rows")),
      m_rows(m_scratch, m_subject) {
    for (std::size_t i = 0; i < plan.schema.fields.size(); ++i) {
        Column column{{}, plan.schema.fields[i].kind};
        m_encoder.append(column.name, plan.names[i]);
        m_columns.push_back(std::move(column));
    }
}

void DbfWriter::encodeText(const ExportFeature& feature,
                           std::size_t column,
                           const std::string& text) {
    const auto note = [&](FindingCode code, std::string detail) {
        m_notes.add(Severity::Fault,
                    code,
                    {std::string(feature.label), m_plan.headings[column], std::move(detail)});
    };
    if (m_encoder.append(m_value, text) > 0) {
        note(FindingCode::CharacterLost, nameOf(m_plan.encoding));
    }
    if (m_value.size() > kWidestText) {
        m_value.resize(m_encoder.fitting(m_value, kWidestText));
        note(FindingCode::TextCut, std::to_string(kWidestText));
    }
}

void DbfWriter::encode(const ExportFeature& feature, std::size_t i) {
    m_value.clear();
    Column& column = m_columns[i];
    const FieldValue& value = feature.values[i];
    if (const auto* text = std::get_if<std::string>(&value)) {
        const auto day = column.kind == ValueKind::Date ? compactDay(*text) : std::nullopt;
        if (day) {
            m_value = *day;
        } else {
            encodeText(feature, i, *text);
            if (column.kind == ValueKind::Date && !m_value.empty()) {
                column.kind = ValueKind::Text; // a day that is none is kept as it stands
            }
        }
    } else {
        appendValue(m_value, value);
        column.decimals = std::max(column.decimals, decimalsOf(m_value));
    }
    column.width = std::max(column.width, m_value.size());
    appendLittleEndian(m_row, static_cast<std::uint16_t>(m_value.size()));
    m_row += m_value;
}

Result<void> DbfWriter::write(const ExportFeature& feature) {
    m_row.clear();
    for (std::size_t i = 0; i < m_columns.size(); ++i) {
        encode(feature, i);
    }
    ++m_count;
    m_rows.put(m_row);
    return m_rows.failed() ? m_rows.close() : Result<void>();
}

DbfWriter::Layout DbfWriter::layoutOf(const Column& column) const {
    constexpr std::size_t kMostDecimals = 15;
    switch (column.kind) {
    case ValueKind::Integer:
        if (column.width > kWidestInteger) {
            break;
        }
        return {'N', std::max<std::size_t>(column.width, 1), 0};
    case ValueKind::Real: {
        // Wide enough for readers to take it for a real, whatever is in it.
        const std::size_t width = std::max<std::size_t>(column.width, 3);
        const std::size_t decimals = std::max<std::size_t>(column.decimals, 1);
        return {'N', width, std::min({decimals, width - 2, kMostDecimals})};
    }
    case ValueKind::Date:
        return {'D', kDayWidth, 0};
    case ValueKind::Text:
        break;
    }
    return {'C', std::max<std::size_t>(column.width, 1), 0};
}

std::string DbfWriter::header(const std::vector<Layout>& layouts, std::size_t recordBytes) const {
    constexpr std::size_t kNameBytes = 11;
    constexpr char kGbk = '\x4D';
    constexpr std::size_t kHeadBytes = 32;
    // The day of the last change is always the same, so that the same rows give the same bytes.
    std::string bytes("\x03\x64\x01\x01", 4);
    appendLittleEndian(bytes, static_cast<std::uint32_t>(m_count));
    appendLittleEndian(bytes, static_cast<std::uint16_t>(kHeadBytes * (layouts.size() + 1) + 1));
    appendLittleEndian(bytes, static_cast<std::uint16_t>(recordBytes));
    bytes.resize(kHeadBytes);
    bytes[29] = m_plan.encoding == ExportEncoding::Gbk ? kGbk : '\0';
    for (std::size_t i = 0; i < layouts.size(); ++i) {
        const std::size_t start = bytes.size();
        bytes += m_columns[i].name.substr(0, kNameBytes - 1);
        bytes.resize(start + kNameBytes);
        bytes += layouts[i].type;
        bytes.resize(start + 16);
        bytes += static_cast<char>(layouts[i].width);
        bytes += static_cast<char>(layouts[i].decimals);
        bytes.resize(start + kHeadBytes);
    }
    return bytes + '\r';
}

Result<void> DbfWriter::putRecords(OutputFile& file, const std::vector<Layout>& layouts) {
    ScratchReader scratch(m_scratch);
    for (std::uint64_t row = 0; row < m_count; ++row) {
        m_row.assign(1, ' ');
        for (const Layout& layout : layouts) {
            if (!scratch.next(m_value)) {
                return Error{ErrorCode::WriteFailed, m_subject, "read again"};
            }
            const std::size_t blanks = layout.width - m_value.size();
            if (layout.type == 'N') {
                m_row.append(blanks, ' ').append(m_value);
            } else {
                m_row.append(m_value).append(blanks, ' ');
            }
        }
        file.put(m_row);
    }
    file.put("\x1A");
    return {};
}

Result<void> DbfWriter::finish() {
    if (auto closed = m_rows.close(); !closed) {
        return closed;
    }
    std::vector<Layout> layouts;
    std::size_t recordBytes = 1;
    for (const Column& column : m_columns) {
        layouts.push_back(layoutOf(column));
        recordBytes += layouts.back().width;
    }
    if (recordBytes > kMostRecordBytes || m_count * recordBytes > kMostBytes) {
        return Error{ErrorCode::ExportTooLarge, m_subject, "2 GB (.dbf)"};
    }
    OutputFile file(m_dbf, m_subject);
    file.put(header(layouts, recordBytes));
    if (auto put = putRecords(file, layouts); !put) {
        return put;
    }
    return file.close();
}

} // namespace tuban::data
