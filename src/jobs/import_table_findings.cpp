#include "jobs/import_table_findings.h"

#include "jobs/sentence.h"

#include <QCoreApplication>

#include <algorithm>

namespace tuban::jobs {

using data::ForeignLayer;
using data::RowKind;
using data::TableColumn;
using data::TableRow;
using data::TableShape;

namespace {

constexpr std::size_t kMostRanges = 12;   // of rows that a finding lists
constexpr std::size_t kLongestShown = 60; // bytes of a row that a finding shows

std::string shown(const TableRow& row) {
    std::string text;
    for (const std::string& cell : row) {
        if (!cell.empty() && text.size() + cell.size() < kLongestShown) {
            text += (text.empty() ? "" : " | ") + cell;
        }
    }
    return text;
}

std::string namesOf(const std::vector<TableColumn>& columns) {
    std::string all;
    for (const TableColumn& column : columns) {
        all += (all.empty() ? "" : ", ") + (column.heading.empty() ? column.name : column.heading);
    }
    return all;
}

const char* evidenceText(data::AxisEvidence evidence) {
    switch (evidence) {
    case data::AxisEvidence::Numbers:
        return QT_TRANSLATE_NOOP("tuban", "told from the numbers");
    case data::AxisEvidence::Survey:
        return QT_TRANSLATE_NOOP("tuban", "X is north in tables of boundary points");
    case data::AxisEvidence::Names:
        break;
    }
    return QT_TRANSLATE_NOOP("tuban", "told from the headings");
}

} // namespace

void RowList::add(std::size_t number, const TableRow& row) {
    if (m_count++ == 0) {
        m_first = number;
        m_text = shown(row);
    }
    if (!m_ranges.empty() && m_ranges.back().second + 1 == number) {
        m_ranges.back().second = number;
    } else {
        m_ranges.emplace_back(number, number);
    }
}

Finding RowList::finding(const std::string& layer, const char* what) const {
    return {.severity = Severity::Note,
            .code = FindingCode::TableRowsLeftOut,
            .layer = layer,
            .feature = static_cast<std::int64_t>(m_first),
            .values = {sentence(what, {}), ranges(), std::to_string(m_count), m_text}};
}

std::string RowList::ranges() const {
    std::string all;
    for (std::size_t i = 0; i < std::min(m_ranges.size(), kMostRanges); ++i) {
        const auto& [first, last] = m_ranges[i];
        all += (i == 0 ? "" : ", ") + std::to_string(first) +
               (last > first ? "–" + std::to_string(last) : "");
    }
    return all + (m_ranges.size() > kMostRanges ? " …" : "");
}

const char* wordFor(RowKind kind) {
    switch (kind) {
    case RowKind::Title:
        return QT_TRANSLATE_NOOP("tuban", "titles");
    case RowKind::Unit:
        return QT_TRANSLATE_NOOP("tuban", "units or numbers of the columns");
    case RowKind::Repeated:
        return QT_TRANSLATE_NOOP("tuban", "headings once more");
    case RowKind::Sum:
        return QT_TRANSLATE_NOOP("tuban", "sums");
    case RowKind::Section:
        return QT_TRANSLATE_NOOP("tuban", "headings of sections");
    case RowKind::Note:
        return QT_TRANSLATE_NOOP("tuban", "notes");
    case RowKind::Outside:
        return QT_TRANSLATE_NOOP("tuban", "behind the last row that the profile names");
    case RowKind::Data:
    case RowKind::Empty:
    case RowKind::Heading:
        break;
    }
    return nullptr;
}

std::string nameAt(const data::TableLayout& layout, std::size_t place) {
    for (const TableColumn& column : layout.columns) {
        if (column.place == place) {
            return column.heading.empty() ? column.name : column.heading;
        }
    }
    return data::columnLetters(place);
}

Finding headingFinding(const ForeignLayer& layer, const data::TableLayout& layout) {
    if (layout.headingRow == 0) {
        return {.severity = Severity::Warning,
                .code = FindingCode::TableHeadingless,
                .layer = layer.name,
                .values = {namesOf(layout.columns)}};
    }
    std::string rows = std::to_string(layout.headingRow);
    if (layout.headingRows > 1) {
        rows += "–" + std::to_string(layout.headingRow + layout.headingRows - 1);
    }
    return {.severity = Severity::Note,
            .code = FindingCode::TableHeadings,
            .layer = layer.name,
            .values = {std::move(rows), namesOf(layout.columns)}};
}

Finding geometryFinding(const ForeignLayer& layer,
                        const data::TableLayout& layout,
                        const data::TableGeometry& geometry) {
    const bool areas = geometry.shape == TableShape::Areas;
    const bool text = geometry.shape == TableShape::Wkt;
    const char* const what =
        areas ? QT_TRANSLATE_NOOP("tuban", "Areas") : QT_TRANSLATE_NOOP("tuban", "Points");
    Finding made{
        .severity = Severity::Note, .code = FindingCode::TableGeometry, .layer = layer.name};
    if (text) {
        made.values = {sentence(QT_TRANSLATE_NOOP("tuban", "Geometries"), {}),
                       nameAt(layout, geometry.wkt)};
    } else {
        made.values = {sentence(what, {}),
                       nameAt(layout, geometry.east) + ", " + nameAt(layout, geometry.north),
                       sentence(evidenceText(geometry.axes), {})};
    }
    return made;
}

} // namespace tuban::jobs
