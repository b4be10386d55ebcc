#include "data/exchange/table_rings.h"

#include "model/field_mapping.h"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace tuban::data {

namespace {

constexpr double kMostCoordinate = 1e9;
constexpr double kSideTolerance = 0.02; // metres: sides and coordinates have two to four decimals
constexpr double kMostDegrees = 180.0;
constexpr std::size_t kLongestLabel = 48; // bytes

bool isUsable(const std::optional<double>& value) {
    return value && std::abs(*value) < kMostCoordinate;
}

/// The digits that end a point number.
std::optional<int> countOf(const std::string& number) {
    const auto last = number.find_last_not_of("0123456789");
    const std::size_t start = last == std::string::npos ? 0 : last + 1;
    int count = 0;
    const auto [stop, error] =
        std::from_chars(number.data() + start, number.data() + number.size(), count);
    return error == std::errc() && stop == number.data() + number.size() ? std::optional(count)
                                                                         : std::nullopt;
}

bool isClosed(const TableParcel& parcel) {
    return parcel.points.size() > 3 && parcel.points.front().east == parcel.points.back().east &&
           parcel.points.front().north == parcel.points.back().north;
}

/// "地块编号：DK-02" → the label and what is behind its colon.
std::optional<std::pair<std::string, std::string>> labelOf(const std::string& cell) {
    for (const std::string_view colon : {"：", ":"}) {
        const auto at = cell.find(colon);
        if (at != std::string::npos && at > 0) {
            return std::pair{cellText(cell.substr(0, at)),
                             cellText(cell.substr(at + colon.size()))};
        }
    }
    return std::nullopt;
}

double distance(const TxtPoint& a, const TxtPoint& b) {
    return std::hypot(a.east - b.east, a.north - b.north);
}

/// Sides that differ where each is held against the point `step` away, round the ring.
std::vector<SideDifference> differences(const TableParcel& parcel, bool next) {
    std::vector<SideDifference> all;
    const std::size_t count = parcel.points.size() - (isClosed(parcel) ? 1 : 0);
    for (std::size_t i = 0; i < parcel.points.size(); ++i) {
        if (!parcel.sides[i] || i >= count + (next ? 0 : 1)) {
            continue; // the point that closes a ring is the first one again
        }
        if (!next && i == 0 && isClosed(parcel)) {
            continue;
        }
        const std::size_t other = next ? (i + 1) % count : (i + count - 1) % count;
        const double computed = distance(parcel.points[i % count], parcel.points[other]);
        if (std::abs(computed - *parcel.sides[i]) > kSideTolerance) {
            all.push_back({parcel.rows[i], parcel.points[i].number, *parcel.sides[i], computed});
        }
    }
    return all;
}

} // namespace

std::string TableRings::cell(const TableRow& row, std::optional<std::size_t> place) const {
    return place && *place < row.size() ? row[*place] : std::string();
}

bool TableRings::add(std::size_t number, RowKind kind, const TableRow& row) {
    switch (kind) {
    case RowKind::Empty:
    case RowKind::Repeated:
    case RowKind::Heading:
    case RowKind::Unit:
        m_parted = true;
        return false;
    case RowKind::Title:
    case RowKind::Note:
    case RowKind::Section:
        return addLabels(row);
    case RowKind::Sum:
    case RowKind::Outside:
        return false;
    case RowKind::Data:
        break;
    }
    const std::string east = cell(row, m_geometry.east);
    const std::string north = cell(row, m_geometry.north);
    if (east.empty() && north.empty()) {
        return addSide(row) || addLabels(row);
    }
    return addPoint(number, row);
}

/// A row with the length of a side only, between its points.
bool TableRings::addSide(const TableRow& row) {
    const auto stated = coordinateOf(cell(row, m_geometry.side));
    const bool only =
        std::count_if(row.begin(), row.end(), [](const auto& one) { return !one.empty(); }) == 1;
    if (!stated || !only || m_parcels.empty() || m_parcels.back().sides.empty()) {
        return false;
    }
    m_parcels.back().sides.back() = stated;
    return true;
}

/// What a row above the points of a parcel says of it, or, right below them, of the one before.
bool TableRings::addLabels(const TableRow& row) {
    std::map<std::string, std::string> found;
    for (std::size_t place = 0; place < row.size(); ++place) {
        auto label = m_words.isNote(row[place]) ? std::nullopt : labelOf(row[place]);
        if (!label || label->first.size() > kLongestLabel) {
            continue;
        }
        if (label->second.empty() && place + 1 < row.size()) { // it stands in the next cell
            label->second = labelOf(row[place + 1]) ? std::string() : row[place + 1];
        }
        if (label->second.empty() || m_words.unitNamed(label->second) != nullptr) {
            continue;
        }
        if (m_words.roleOf(label->first) == ColumnRole::Parcel) {
            m_label = label->second;
            m_labelled = true;
        }
        found[label->first] = label->second;
    }
    const bool below = !m_labelled && !m_parted && !m_parcels.empty();
    auto& labels = below ? m_parcels.back().labels : m_labels;
    for (auto& [label, value] : found) {
        labels[label] = std::move(value);
    }
    return !found.empty();
}

/// Whether a row begins another parcel behind what parted it from the last one.
bool TableRings::beginsAnother(const TableRow& row) const {
    if (m_parcels.empty() || m_labelled) {
        return true;
    }
    const TableParcel& last = m_parcels.back();
    if (m_geometry.parcel) {
        const std::string key = cell(row, m_geometry.parcel);
        return !key.empty() && key != last.key;
    }
    if (!m_parted || last.points.empty()) {
        return false;
    }
    const auto before = countOf(last.points.back().number);
    const auto now = countOf(cell(row, m_geometry.point));
    const bool goesOn = before && now && *now == *before + 1;
    return isClosed(last) || !goesOn;
}

void TableRings::begin() {
    TableParcel& parcel = m_parcels.emplace_back();
    parcel.key = m_label;
    parcel.labels = m_labels;
    if (m_labelled) { // what stood above the first of them is said of it only
        m_labels.clear();
    }
    m_label.clear();
    m_labelled = false;
}

bool TableRings::addPoint(std::size_t number, const TableRow& row) {
    if (beginsAnother(row)) {
        begin();
        m_parcels.back().row = number;
        m_parcels.back().key =
            m_geometry.parcel ? cell(row, m_geometry.parcel) : m_parcels.back().key;
    }
    m_parted = false;
    TableParcel& parcel = m_parcels.back();
    const auto east = coordinateOf(cell(row, m_geometry.east));
    const auto north = coordinateOf(cell(row, m_geometry.north));
    const std::string ringText = cell(row, m_geometry.ring);
    const auto ring = ringText.empty()
                          ? std::optional(parcel.points.empty() ? 1 : parcel.points.back().ring)
                          : countOf(ringText);
    if (!isUsable(east) || !isUsable(north) || !ring) {
        parcel.unread.emplace_back(number,
                                   cell(row, m_geometry.north) + ", " + cell(row, m_geometry.east));
        return true;
    }
    parcel.points.push_back({cell(row, m_geometry.point), *ring, *north, *east});
    parcel.rows.push_back(number);
    parcel.sides.push_back(coordinateOf(cell(row, m_geometry.side)));
    for (std::size_t place = 0; place < row.size(); ++place) {
        if (row[place].empty()) {
            continue;
        }
        const auto [there, fresh] = parcel.values.emplace(place, row[place]);
        if (!fresh && there->second != row[place]) {
            m_varying.insert(place);
        }
    }
    return true;
}

std::vector<TableParcel> TableRings::take() {
    return std::move(m_parcels);
}

std::vector<SideDifference> sideDifferences(const TableParcel& parcel) {
    const bool degrees = std::all_of(parcel.points.begin(), parcel.points.end(), [](const auto& p) {
        return std::abs(p.east) <= kMostDegrees && std::abs(p.north) <= kMostDegrees;
    });
    if (degrees || parcel.points.size() < 3 || !parcel.unread.empty()) {
        return {};
    }
    const int first = parcel.points.front().ring;
    const bool oneRing = std::all_of(
        parcel.points.begin(), parcel.points.end(), [&](const auto& p) { return p.ring == first; });
    if (!oneRing) { // ring by ring
        std::vector<SideDifference> all;
        std::map<int, TableParcel> rings;
        for (std::size_t i = 0; i < parcel.points.size(); ++i) {
            TableParcel& ring = rings[parcel.points[i].ring];
            ring.points.push_back(parcel.points[i]);
            ring.rows.push_back(parcel.rows[i]);
            ring.sides.push_back(parcel.sides[i]);
        }
        for (const auto& [number, ring] : rings) {
            const auto found = sideDifferences(ring);
            all.insert(all.end(), found.begin(), found.end());
        }
        return all;
    }
    auto next = differences(parcel, true);
    auto last = differences(parcel, false);
    return last.size() < next.size() ? last : next;
}

} // namespace tuban::data
