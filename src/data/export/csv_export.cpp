#include "data/export/csv_export.h"

#include "data/export/output_file.h"

namespace tuban::data {

namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

void appendQuoted(std::string& out, std::string_view text) {
    const bool spaced = !text.empty() && (text.front() == ' ' || text.back() == ' ');
    if (!text.empty() && !spaced && text.find_first_of(",\"\r\n") == std::string_view::npos) {
        out += text;
        return;
    }
    out += '"';
    for (const char c : text) {
        out += c;
        if (c == '"') {
            out += '"';
        }
    }
    out += '"';
}

/// The first record with what stands before it.
std::string headOf(const ExportPlan& plan) {
    std::string line;
    for (const std::string& heading : plan.headings) {
        line += line.empty() ? "" : ",";
        appendQuoted(line, heading);
    }
    if (plan.schema.geometry != GeometryKind::None) {
        line += line.empty() ? "" : ",";
        line += kWktHeading;
    }
    std::string bytes(plan.encoding == ExportEncoding::Utf8 ? kByteOrderMark : "");
    TextEncoder(plan.encoding).append(bytes, line + "\r\n");
    return bytes;
}

class CsvWriter : public ExportWriter {
public:
    CsvWriter(const ExportPlan& plan, ExportFiles& files, ExportNotes& notes)
        : m_plan(plan),
          m_notes(notes),
          m_encoder(plan.encoding),
          m_file(files.add(), files.target().string()) {
        m_file.put(headOf(plan));
    }

    Result<void> write(const ExportFeature& feature) override {
        m_line.clear();
        for (std::size_t i = 0; i < feature.values.size(); ++i) {
            m_line += i == 0 ? "" : ",";
            if (const auto* text = std::get_if<std::string>(&feature.values[i])) {
                m_cell.clear();
                appendQuoted(m_cell, *text);
                if (m_encoder.append(m_line, m_cell) > 0) {
                    m_notes.add(
                        Severity::Fault,
                        FindingCode::CharacterLost,
                        {std::string(feature.label), m_plan.headings[i], nameOf(m_plan.encoding)});
                }
            } else {
                appendValue(m_line, feature.values[i]);
            }
        }
        if (m_plan.schema.geometry != GeometryKind::None) {
            m_line += feature.values.empty() ? "" : ",";
            appendGeometry(feature.geometry);
        }
        m_line += "\r\n";
        m_file.put(m_line);
        return m_file.failed() ? m_file.close() : Result<void>();
    }

    Result<void> finish() override { return m_file.close(); }

private:
    void appendGeometry(const ExportGeometry& geometry) {
        if (!geometry.empty()) {
            m_line += '"';
            appendWkt(m_line, geometry, m_plan.decimals);
            m_line += '"';
        }
    }

    const ExportPlan& m_plan;
    ExportNotes& m_notes;
    TextEncoder m_encoder;
    OutputFile m_file;
    std::string m_line = {};
    std::string m_cell = {};
};

} // namespace

ExportFormat csvFormat() {
    ExportFormat format{.id = "csv", .extension = ".csv", .encodings = true, .headings = true};
    format.open = [](const ExportPlan& plan, ExportFiles& files, ExportNotes& notes) {
        return Result<std::unique_ptr<ExportWriter>>(
            std::make_unique<CsvWriter>(plan, files, notes));
    };
    // The format has no place to say where a file is from: its first record must be that of ours.
    format.isOurs = [](const std::filesystem::path& path, const ExportPlan& plan) {
        for (const ExportEncoding encoding :
             {ExportEncoding::Utf8, ExportEncoding::Gbk, ExportEncoding::Gb18030}) {
            ExportPlan other = plan;
            other.encoding = encoding;
            if (startsWith(path, headOf(other))) {
                return true;
            }
        }
        return false;
    };
    return format;
}

} // namespace tuban::data
