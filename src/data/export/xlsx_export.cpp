#include "data/export/xlsx_export.h"

#include "base/units.h"

#include <cpl_vsi.h>
#include <xlsxwriter.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <locale.h>
#include <utility>

namespace tuban::data {

namespace {

constexpr std::size_t kMostCharacters = 32767;
constexpr std::int64_t kMostWhole = 1LL << 53; // beyond, a cell would round
constexpr std::time_t kCreated = 1577836800;   // 2020-01-01T00:00:00Z: same rows, same bytes
constexpr const char* kMarkName = "Tuban export";

struct WorkbookDeleter {
    void operator()(lxw_workbook* workbook) const { lxw_workbook_free(workbook); }
};

/// UTF-16 units, which Excel counts.
std::size_t charactersOf(std::string_view text) {
    std::size_t count = 0;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        count += (byte & 0xC0U) == 0x80U ? 0U : byte >= 0xF0U ? 2U : 1U;
    }
    return count;
}

/// The title as a sheet may be named.
std::string sheetName(std::string title) {
    constexpr std::size_t kMost = 31;
    for (char& c : title) {
        if (std::string_view("[]:*?/\\'").find(c) != std::string_view::npos) {
            c = ' ';
        }
    }
    while (charactersOf(title) > kMost) {
        do {
            title.pop_back();
        } while (!title.empty() && charactersOf(title.substr(title.size() - 1)) == 0);
    }
    return title.empty() ? "1" : title;
}

std::optional<lxw_datetime> dayOf(const std::string& text) {
    constexpr int kFirstYear = 1901; // 1900 has a day too many in Excel
    const auto compact = compactDay(text);
    int number = 0;
    if (!compact ||
        std::from_chars(compact->data(), compact->data() + compact->size(), number).ec !=
            std::errc()) {
        return std::nullopt;
    }
    lxw_datetime day{};
    day.year = number / 10000;
    day.month = number / 100 % 100;
    day.day = number % 100;
    return day.year >= kFirstYear ? std::optional(day) : std::nullopt;
}

bool survives(double value) {
    char text[40];
    std::snprintf(text, sizeof text, "%.16G", value); // as the library writes it
    return std::strtod(text, nullptr) == value;
}

/// While it lives, this thread prints numbers with a point: the library asks the locale.
class PointLocale {
public:
    PointLocale()
        : m_point(::newlocale(LC_NUMERIC_MASK, "C", nullptr)), m_before(::uselocale(m_point)) {}
    PointLocale(const PointLocale&) = delete;
    PointLocale& operator=(const PointLocale&) = delete;
    ~PointLocale() {
        ::uselocale(m_before);
        ::freelocale(m_point);
    }

private:
    locale_t m_point;
    locale_t m_before;
};

class XlsxWriter : public ExportWriter {
public:
    XlsxWriter(const ExportPlan& plan, ExportFiles& files, ExportNotes& notes)
        : m_plan(plan), m_notes(notes), m_subject(files.target().string()), m_path(files.add()) {
        m_polygons = plan.schema.geometry == GeometryKind::Polygon ||
                     plan.schema.geometry == GeometryKind::MultiPolygon;
    }

    Result<void> start() {
        const PointLocale locale;
        // The library would print what the system says in place of returning it.
        if (std::ofstream probe(m_path); !probe) {
            return Error{ErrorCode::WriteFailed, m_subject, std::strerror(errno)};
        }
        std::string folder = m_path.has_parent_path() ? m_path.parent_path().string() : ".";
        lxw_workbook_options options{};
        options.constant_memory = LXW_TRUE;
        options.tmpdir = folder.data();
        m_workbook.reset(workbook_new_opt(m_path.c_str(), &options));
        m_sheet = m_workbook
                      ? workbook_add_worksheet(m_workbook.get(), sheetName(m_plan.title).c_str())
                      : nullptr;
        if (m_sheet == nullptr) {
            return Error{ErrorCode::WriteFailed, m_subject, "no memory for a workbook"};
        }
        describeWorkbook();
        makeFormats();
        putHeadings();
        return {};
    }

    Result<void> write(const ExportFeature& feature) override {
        const PointLocale locale;
        if (++m_row >= LXW_ROW_MAX) {
            return Error{ErrorCode::ExportTooLarge, m_subject, "1 048 575 rows"};
        }
        lxw_col_t column = 0;
        for (std::size_t i = 0; i < feature.values.size(); ++i) {
            putValue(feature, i, column++);
        }
        if (m_polygons) {
            putArea(feature.planarSquareMetres, column);
            column = static_cast<lxw_col_t>(column + 3);
        }
        if (m_plan.schema.geometry != GeometryKind::None && !feature.geometry.empty()) {
            m_text.clear();
            appendWkt(m_text, feature.geometry, m_plan.decimals);
            putText(feature, column, m_text, "WKT", nullptr);
        }
        return outcome();
    }

    Result<void> finish() override {
        const PointLocale locale;
        worksheet_autofilter(m_sheet, 0, 0, m_row, static_cast<lxw_col_t>(m_columns - 1));
        putFieldSheet();
        if (auto good = outcome(); !good) {
            return good;
        }
        check(workbook_close(m_workbook.release())); // frees it, too
        return outcome();
    }

private:
    void check(lxw_error error) {
        if (m_error == LXW_NO_ERROR) {
            m_error = error;
        }
    }

    Result<void> outcome() const {
        if (m_error == LXW_NO_ERROR) {
            return {};
        }
        return Error{ErrorCode::WriteFailed, m_subject, lxw_strerror(m_error)};
    }

    void describeWorkbook() {
        std::string title = sheetName(m_plan.title);
        lxw_doc_properties properties{};
        properties.title = title.data();
        properties.created = kCreated;
        check(workbook_set_properties(m_workbook.get(), &properties));
        check(workbook_set_custom_property_string(
            m_workbook.get(), kMarkName, m_plan.origin.c_str()));
    }

    lxw_format* numberFormat(const char* pattern) {
        lxw_format* const format = workbook_add_format(m_workbook.get());
        format_set_num_format(format, pattern);
        return format;
    }

    void makeFormats() {
        m_head = workbook_add_format(m_workbook.get());
        format_set_bold(m_head);
        format_set_bg_color(m_head, 0xE4EAF0);
        format_set_text_wrap(m_head);
        format_set_align(m_head, LXW_ALIGN_VERTICAL_CENTER);
        m_day = numberFormat("yyyy-mm-dd");
        m_squareMetres = numberFormat("0.00");
        m_hectares = numberFormat("0.0000");
        m_textFormat = numberFormat("@");
    }

    const char* text(const char* zh, const char* en) const { return m_plan.chinese ? zh : en; }

    void putHeading(const std::string& heading, double width, lxw_format* format) {
        const auto column = static_cast<lxw_col_t>(m_columns++);
        check(worksheet_set_column(m_sheet, column, column, width, format));
        check(worksheet_write_string(m_sheet, 0, column, heading.c_str(), m_head));
    }

    void putHeadings() {
        constexpr double kNumberWidth = 14;
        for (std::size_t i = 0; i < m_plan.headings.size(); ++i) {
            const ValueKind kind = m_plan.schema.fields[i].kind;
            putHeading(m_plan.headings[i],
                       kind == ValueKind::Text ? 20 : kNumberWidth,
                       kind == ValueKind::Text ? m_textFormat : nullptr);
        }
        if (m_polygons) {
            putHeading(text("图形面积（平方米）", "Planar area (m²)"), kNumberWidth, nullptr);
            putHeading(text("图形面积（公顷）", "Planar area (ha)"), kNumberWidth, nullptr);
            putHeading(text("图形面积（亩）", "Planar area (mu)"), kNumberWidth, nullptr);
        }
        if (m_plan.schema.geometry != GeometryKind::None) {
            putHeading("WKT", 30, nullptr);
        }
        worksheet_freeze_panes(m_sheet, 1, 1);
    }

    void putText(const ExportFeature& feature,
                 lxw_col_t column,
                 const std::string& value,
                 const std::string& heading,
                 lxw_format* format) {
        if (charactersOf(value) > kMostCharacters) {
            m_notes.add(Severity::Fault,
                        FindingCode::CellLeftOut,
                        {std::string(feature.label), heading, std::to_string(kMostCharacters)});
            return;
        }
        if (!value.empty()) {
            check(worksheet_write_string(m_sheet, m_row, column, value.c_str(), format));
        }
    }

    void putValue(const ExportFeature& feature, std::size_t i, lxw_col_t column) {
        const FieldValue& value = feature.values[i];
        if (const auto* string = std::get_if<std::string>(&value)) {
            auto day =
                m_plan.schema.fields[i].kind == ValueKind::Date ? dayOf(*string) : std::nullopt;
            if (day) {
                check(worksheet_write_datetime(m_sheet, m_row, column, &*day, m_day));
            } else {
                putText(feature, column, *string, m_plan.headings[i], m_textFormat);
            }
        } else if (const auto* real = std::get_if<double>(&value)) {
            if (!survives(*real)) {
                m_notes.add(Severity::Note,
                            FindingCode::NumberRounded,
                            {std::string(feature.label), m_plan.headings[i]});
            }
            check(worksheet_write_number(m_sheet, m_row, column, *real, nullptr));
        } else if (const auto* whole = std::get_if<std::int64_t>(&value)) {
            if (*whole > kMostWhole || *whole < -kMostWhole) {
                putText(feature, column, std::to_string(*whole), m_plan.headings[i], m_textFormat);
            } else {
                check(worksheet_write_number(
                    m_sheet, m_row, column, static_cast<double>(*whole), nullptr));
            }
        }
    }

    void putArea(double squareMetres, lxw_col_t first) {
        const Area area = Area::squareMetres(squareMetres);
        const auto put = [&](int offset, double value, lxw_format* format) {
            const auto column = static_cast<lxw_col_t>(first + offset);
            check(worksheet_write_number(m_sheet, m_row, column, value, format));
        };
        put(0, area.inSquareMetres(), m_squareMetres);
        put(1, area.inHectares(), m_hectares);
        put(2, area.inMu(), m_squareMetres);
    }

    /// What the columns are, and where the rows come from.
    void putFieldSheet() {
        lxw_worksheet* const sheet =
            workbook_add_worksheet(m_workbook.get(), text("字段说明", "Fields"));
        if (sheet == nullptr) {
            check(LXW_ERROR_MEMORY_MALLOC_FAILED);
            return;
        }
        lxw_row_t row = 0;
        const auto put = [&](const std::vector<std::string>& cells, lxw_format* format) {
            for (std::size_t i = 0; i < cells.size(); ++i) {
                check(worksheet_write_string(
                    sheet, row, static_cast<lxw_col_t>(i), cells[i].c_str(), format));
            }
            ++row;
        };
        check(worksheet_set_column(sheet, 0, 3, 24, nullptr));
        put({text("列", "Column"),
             text("字段", "Field"),
             text("标题", "Title"),
             text("单位", "Unit")},
            m_head);
        for (std::size_t i = 0; i < m_plan.headings.size(); ++i) {
            const FieldSchema& field = m_plan.schema.fields[i];
            put({m_plan.headings[i],
                 field.name,
                 m_plan.chinese ? field.title.en : field.title.zh,
                 field.unit},
                nullptr);
        }
        for (const std::string& line : {m_plan.crs, m_plan.notice, m_plan.origin}) {
            if (!line.empty()) {
                put({line}, nullptr);
            }
        }
    }

    const ExportPlan& m_plan;
    ExportNotes& m_notes;
    std::string m_subject;
    std::filesystem::path m_path;
    bool m_polygons = false;
    std::unique_ptr<lxw_workbook, WorkbookDeleter> m_workbook = {};
    lxw_worksheet* m_sheet = nullptr;
    lxw_format* m_head = nullptr;
    lxw_format* m_day = nullptr;
    lxw_format* m_squareMetres = nullptr;
    lxw_format* m_hectares = nullptr;
    lxw_format* m_textFormat = nullptr;
    std::size_t m_columns = 0;
    lxw_row_t m_row = 0;
    lxw_error m_error = LXW_NO_ERROR;
    std::string m_text = {};
};

/// Looks for the mark among the properties of the workbook.
bool isOurWorkbook(const std::filesystem::path& path, const ExportPlan&) {
    constexpr std::size_t kMost = std::size_t{1} << 16U;
    const std::string name = "/vsizip/{" + path.string() + "}/docProps/custom.xml";
    VSILFILE* const file = VSIFOpenL(name.c_str(), "rb");
    if (file == nullptr) {
        return false;
    }
    std::string text(kMost, '\0');
    text.resize(VSIFReadL(text.data(), 1, text.size(), file));
    VSIFCloseL(file);
    return text.find(std::string("name=\"") + kMarkName + '"') != std::string::npos;
}

} // namespace

ExportFormat xlsxFormat() {
    ExportFormat format{.id = "xlsx", .extension = ".xlsx", .headings = true};
    format.open = [](const ExportPlan& plan,
                     ExportFiles& files,
                     ExportNotes& notes) -> Result<std::unique_ptr<ExportWriter>> {
        auto writer = std::make_unique<XlsxWriter>(plan, files, notes);
        if (auto started = writer->start(); !started) {
            return started.error();
        }
        return std::unique_ptr<ExportWriter>(std::move(writer));
    };
    format.isOurs = isOurWorkbook;
    return format;
}

} // namespace tuban::data
