#include "data/exchange/parcel_txt.h"

#include "data/exchange/finding_list.h"
#include "data/exchange/text_bytes.h"
#include "data/exchange/txt_lines.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <set>

namespace tuban::data {

namespace {

constexpr std::size_t kMostBytes = 512U << 20U;
constexpr std::size_t kLongestLine = 65'536;
constexpr std::size_t kMostFields = 64;
constexpr std::size_t kShown = 60;                       // bytes of a line in a finding
constexpr double kLargest = 1e9;                         // metres
constexpr int kMostRings = 9999;                         // a smaller whole number is no coordinate
constexpr std::string_view kWideEquals = "\xEF\xBC\x9D"; // ＝
constexpr std::string_view kWideColon = "\xEF\xBC\x9A";  // ：

using Fields = std::vector<std::string_view>;

std::string shown(std::string_view line) {
    std::size_t end = std::min(line.size(), kShown);
    while (end > 0 && end < line.size() &&
           (static_cast<unsigned char>(line[end]) & 0xC0U) == 0x80U) {
        --end; // not within a character
    }
    return std::string(line.substr(0, end)) + (end < line.size() ? "…" : "");
}

/// The name in brackets of a line that is a block heading.
std::optional<std::string> headingOf(std::string_view line) {
    const std::string plain = halfWidthText(line);
    const std::size_t close = plain.find(']');
    if (!plain.starts_with('[') || close == std::string::npos ||
        !trimmedText(std::string_view(plain).substr(close + 1)).empty()) {
        return std::nullopt;
    }
    std::string name = plain.substr(1, close - 1);
    name.erase(std::remove(name.begin(), name.end(), ' '), name.end());
    return name;
}

/// Whether a line ends with the mark of header lines; takes the mark off.
bool takeMark(Fields& fields) {
    if (fields.empty()) {
        return false;
    }
    for (const std::string_view mark : {std::string_view("@"), std::string_view("\xEF\xBC\xA0")}) {
        std::string_view& last = fields.back();
        if (last == mark) {
            fields.pop_back();
            return true;
        }
        if (last.ends_with(mark)) {
            last = trimmedText(last.substr(0, last.size() - mark.size()));
            return true;
        }
    }
    return false;
}

bool isGeometryWord(std::string_view field) {
    return field == "面" || field == "线" || field == "点";
}

/// A header whose mark was forgotten: count, area, and what kind of geometry follows.
bool isUnmarkedHeader(const Fields& fields) {
    return fields.size() >= 3 && smallNumberOf(fields[0]) && decimalOf(fields[1]) &&
           std::any_of(fields.begin(), fields.end(), isGeometryWord);
}

/// "J12", "12", "界址点 3": something that names a point, no coordinate.
bool isPointName(std::string_view field) {
    return !field.empty() && !decimalOf(field);
}

/// A line that stands for a point, though its coordinates cannot be read: as many fields as points
/// have, and with two of them at least one number.
bool isLikePoint(const Fields& fields) {
    return fields.size() >= 2 && fields.size() <= 6 &&
           (fields.size() > 2 || std::any_of(fields.begin(), fields.end(), decimalOf));
}

/// A point as far as it can be read.
struct PointFields {
    std::string_view number;
    std::string_view ring; ///< empty: there is none
    double north = 0.0;
    double east = 0.0;
    bool extra = false;
};

std::optional<PointFields> pointOf(const Fields& f) {
    const auto at = [&](std::size_t x, std::string_view number, std::string_view ring) {
        const auto north = x + 1 < f.size() ? decimalOf(f[x]) : std::nullopt;
        const auto east = north ? decimalOf(f[x + 1]) : std::nullopt;
        const bool usable = east && std::abs(*north) <= kLargest && std::abs(*east) <= kLargest;
        return usable ? std::optional(PointFields{number, ring, *north, *east, f.size() > x + 2})
                      : std::nullopt;
    };
    if (f.size() == 2) {
        return at(0, {}, {});
    }
    if (f.size() == 3) {
        const auto ring = smallNumberOf(f[1]); // then a coordinate is missing
        return ring && *ring <= kMostRings ? std::nullopt : at(1, f[0], {});
    }
    if (f.size() < 4) {
        return std::nullopt;
    }
    if (!smallNumberOf(f[1]) && decimalOf(f[1])) { // number, X, Y, something else
        return at(1, f[0], {});
    }
    if (isPointName(f[1]) && smallNumberOf(f[0])) { // running number, number, X, Y
        return at(2, f[1], {});
    }
    return at(2, f[0], f[1]);
}

/// Whether an extent in file order is of eastings before northings.
/// @source survey practice: northings of China from 2 000 000 to 6 000 000 m, eastings of 6 digits
///   or of 8 with the zone before them.
bool isTurned(const TxtPoint& low, const TxtPoint& high) {
    const auto isNorthing = [](double a, double b) { return a >= 1.5e6 && b <= 6.2e6; };
    const auto isEasting = [](double a, double b) {
        return (a >= 1e5 && b < 1e6) || (a >= 1.3e7 && b < 4.6e7);
    };
    return isEasting(low.north, high.north) && isNorthing(low.east, high.east);
}

class TxtParser {
public:
    explicit TxtParser(const std::string& layer) : m_findings(layer) {}

    void read(std::string_view text) {
        TextLines lines(text);
        while (const auto line = lines.next()) {
            m_line = lines.number();
            readLine(trimmedText(*line));
        }
        finishParcel();
        if (m_extraLines > 0) {
            find(Severity::Note,
                 FindingCode::ExtraValues,
                 {std::to_string(m_firstExtra), std::to_string(m_extraLines)});
        }
    }

    bool understood() const { return m_understood; }
    FindingList& findings() { return m_findings; }
    ParcelTxt& txt() { return m_txt; }

private:
    enum class Block { None, Project, Properties, Coordinates, Unknown };

    void readLine(std::string_view line) {
        if (line.empty()) {
            m_afterBlank = true;
            return;
        }
        if (line.size() > kLongestLine) {
            unread(line);
            return;
        }
        if (const auto heading = headingOf(line)) {
            beginBlock(*heading);
            return;
        }
        if (readHeaderOrPoint(line) || readValue(line)) {
            return;
        }
        unread(line);
    }

    void beginBlock(const std::string& name) {
        const auto has = [&](const char* word) { return name.find(word) != std::string::npos; };
        m_afterBlank = false;
        if (has("坐标")) {
            m_block = Block::Coordinates;
        } else if (has("项目")) {
            m_block = Block::Project;
        } else if (has("属性") || has("描述")) {
            m_block = Block::Properties;
        } else {
            m_block = Block::Unknown;
            find(Severity::Warning, FindingCode::BlockUnknown, {number(m_line), shown(name)});
            return;
        }
        m_understood = true;
    }

    bool readValue(std::string_view line) {
        const auto equals = line.find('=');
        const auto wide = line.find(kWideEquals);
        std::size_t at = std::min(equals, wide);
        std::size_t length = at == equals ? 1 : kWideEquals.size();
        const bool inside = m_block == Block::Project || m_block == Block::Properties;
        if (at == std::string_view::npos && inside) {
            at = std::min(line.find(':'), line.find(kWideColon));
            length = at == line.find(':') ? 1 : kWideColon.size();
        }
        if (at == std::string_view::npos || at == 0) {
            return false;
        }
        std::string key = halfWidthText(trimmedText(line.substr(0, at)));
        std::string value(trimmedText(line.substr(at + length)));
        auto& values = m_block == Block::Project ? m_txt.project : m_txt.properties;
        auto& keys = m_block == Block::Project ? m_projectKeys : m_propertyKeys;
        if (keys.contains(key)) {
            find(Severity::Warning, FindingCode::KeyRepeated, {number(m_line), shown(key)});
        } else if (values.size() >= kMostValues) {
            return false;
        } else {
            keys.insert(key);
            values.emplace_back(std::move(key), std::move(value));
        }
        return true;
    }

    bool readHeaderOrPoint(std::string_view line) {
        const TxtSeparator separator = separatorOf(line);
        if (readFields(line, splitLine(line, separator))) {
            return true;
        }
        return separator == TxtSeparator::Comma &&
               line.find("\xEF\xBC\x8C") != std::string_view::npos &&
               readFields(line, splitLine(line, TxtSeparator::AnyComma));
    }

    /// False: not a line of coordinates.
    bool readFields(std::string_view line, Fields fields) {
        const bool inBlock = m_block == Block::Project || m_block == Block::Properties;
        if (takeMark(fields)) {
            if (fields.size() < 2 || fields.size() > kMostFields) {
                return false;
            }
            beginParcel(fields);
            return true;
        }
        if (const auto point = inBlock ? std::nullopt : pointOf(fields)) {
            addPoint(*point);
            return true;
        }
        if (!inBlock && isUnmarkedHeader(fields) && fields.size() <= kMostFields) {
            find(Severity::Warning, FindingCode::HeaderUnmarked, {number(m_line)});
            beginParcel(fields);
            return true;
        }
        const bool likePoint = !inBlock && m_parcel && isLikePoint(fields) &&
                               line.find('=') == std::string_view::npos;
        if (likePoint) {
            m_parcel->lostPoint = m_parcel->lostPoint == 0 ? m_line : m_parcel->lostPoint;
            find(Severity::Fault, FindingCode::PointUnread, {number(m_line), shown(line)});
        }
        return likePoint;
    }

    void beginParcel(const Fields& fields) {
        finishParcel();
        m_understood = true;
        m_block = Block::Coordinates;
        m_parcel.emplace();
        m_parcel->line = m_line;
        m_parcel->header.assign(fields.begin(), fields.end());
        m_afterBlank = false;
    }

    void addPoint(const PointFields& point) {
        if (!m_parcel || startsAnew(point)) {
            finishParcel();
            m_parcel.emplace();
            m_parcel->line = m_line;
        }
        m_understood = true;
        m_afterBlank = false;
        TxtPoint made{std::string(point.number), 1, point.north, point.east};
        if (!point.ring.empty()) {
            const auto ring = smallNumberOf(point.ring);
            made.ring =
                ring ? *ring : (m_parcel->points.empty() ? 1 : m_parcel->points.back().ring);
            if (!ring) {
                find(Severity::Fault,
                     FindingCode::RingNumberUnread,
                     {number(m_line), shown(point.ring), std::to_string(made.ring)});
            }
        }
        m_parcel->points.push_back(std::move(made));
        if (point.extra) {
            m_firstExtra = m_extraLines++ == 0 ? m_line : m_firstExtra;
        }
    }

    /// Without header lines a blank line parts parcels, if their points begin anew behind it.
    bool startsAnew(const PointFields& point) const {
        const auto& points = m_parcel->points;
        if (!m_afterBlank || !m_parcel->header.empty() || points.size() < 3) {
            return false;
        }
        const TxtPoint& first = points.front();
        const bool closed = first.north == points.back().north && first.east == points.back().east;
        const bool closing = point.north == first.north && point.east == first.east;
        return closed || (!closing && !first.number.empty() && point.number == first.number);
    }

    void finishParcel() {
        if (!m_parcel) {
            return;
        }
        TxtParcel& parcel = *m_parcel;
        if (parcel.points.empty()) {
            find(Severity::Fault, FindingCode::ParcelEmpty, {number(parcel.line)});
        } else {
            checkCount(parcel);
            turnIfSwapped(parcel);
        }
        m_txt.parcels.push_back(std::move(parcel));
        m_parcel.reset();
        m_unreadInParcel = 0;
    }

    void checkCount(TxtParcel& parcel) {
        const auto stated = parcel.header.empty() ? std::nullopt : smallNumberOf(parcel.header[0]);
        if (!stated) {
            return;
        }
        std::size_t closings = 0;
        std::size_t first = 0;
        const auto& points = parcel.points;
        for (std::size_t i = 1; i < points.size(); ++i) {
            if (points[i].ring != points[first].ring) {
                first = i;
            } else if (points[i].north == points[first].north &&
                       points[i].east == points[first].east) {
                ++closings;
            }
        }
        const auto count = static_cast<std::size_t>(*stated);
        if (count != points.size() && count + closings != points.size()) {
            const bool fewer = points.size() < count + closings;
            parcel.lostPoint = parcel.lostPoint == 0 && fewer ? m_unreadInParcel : parcel.lostPoint;
            find(Severity::Warning,
                 FindingCode::PointCountDiffers,
                 {number(parcel.line), std::to_string(count), std::to_string(points.size())});
        }
    }

    void turnIfSwapped(TxtParcel& parcel) {
        TxtPoint low = parcel.points.front();
        TxtPoint high = low;
        for (const TxtPoint& point : parcel.points) {
            low.north = std::min(low.north, point.north);
            low.east = std::min(low.east, point.east);
            high.north = std::max(high.north, point.north);
            high.east = std::max(high.east, point.east);
        }
        if (!isTurned(low, high)) {
            return;
        }
        for (TxtPoint& point : parcel.points) {
            std::swap(point.north, point.east);
        }
        find(Severity::Warning, FindingCode::PointsTurned, {number(parcel.line)});
    }

    static std::string number(std::uint64_t line) { return std::to_string(line); }
    void unread(std::string_view line) {
        m_unreadInParcel = m_parcel && m_unreadInParcel == 0 ? m_line : m_unreadInParcel;
        find(Severity::Fault, FindingCode::LineUnread, {number(m_line), shown(line)});
    }
    void find(Severity severity, FindingCode code, std::vector<std::string> values) {
        m_findings.add(severity, code, std::move(values));
    }

    static constexpr std::size_t kMostValues = 1000;

    FindingList m_findings;
    ParcelTxt m_txt;
    std::set<std::string> m_projectKeys;
    std::set<std::string> m_propertyKeys;
    Block m_block = Block::None;
    std::optional<TxtParcel> m_parcel;
    std::uint64_t m_line = 0;
    std::uint64_t m_unreadInParcel = 0; ///< the first line in it that is of no known kind; 0: none
    std::uint64_t m_firstExtra = 0;
    std::uint64_t m_extraLines = 0;
    bool m_afterBlank = false;
    bool m_understood = false; ///< something was of a coordinate file
};

/// Whether a line on its own is one of points: with coordinates as they are in a survey.
bool isPointLine(std::string_view line) {
    const auto point = pointOf(splitLine(line, separatorOf(line)));
    return point && std::abs(point->north) > 1000.0 && std::abs(point->east) > 1000.0;
}

} // namespace

bool looksLikeParcelTxt(std::string_view head) {
    if (head.find('\0') != std::string_view::npos && !head.starts_with("\xFF\xFE") &&
        !head.starts_with("\xFE\xFF")) {
        const auto wide = decodeText(head);
        if (!wide || !wide->encoding.starts_with("UTF-16")) {
            return false;
        }
    }
    const auto decoded = decodeText(head);
    if (!decoded) {
        return false;
    }
    TextLines lines(decoded->text);
    std::size_t points = 0;
    bool other = false;
    while (const auto next = lines.next()) {
        const std::string_view line = trimmedText(*next);
        const auto heading = headingOf(line);
        Fields fields = splitLine(line, separatorOf(line));
        const bool known =
            heading && (*heading == "属性描述" || *heading == "地块坐标" || *heading == "项目信息");
        if (known || (fields.size() >= 4 && takeMark(fields) && smallNumberOf(fields.front()))) {
            return true;
        }
        if (!other && isPointLine(line)) {
            ++points;
        } else if (!line.empty()) {
            points = other ? 0 : points; // only the last line may be none: it may be cut off
            other = true;
        }
    }
    return points >= 3;
}

Result<ParsedTxt> parseParcelTxt(std::string_view bytes, const TxtReading& reading) {
    if (bytes.size() > kMostBytes) {
        return Error{ErrorCode::ReaderTooLarge, reading.layer};
    }
    const auto decoded = decodeText(bytes, reading.encoding);
    if (!decoded) {
        return decoded.error();
    }
    TxtParser parser(reading.layer);
    parser.read(decoded->text);
    if (!parser.understood()) {
        return Error{ErrorCode::FormatNotSupported, reading.layer, "no parcel coordinates"};
    }
    const bool ascii = std::all_of(
        bytes.begin(), bytes.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
    if (decoded->told && !ascii) {
        parser.findings().add(
            Severity::Note, FindingCode::EncodingDetected, {decoded->encoding, "", ""});
    }
    if (decoded->replaced > 0) {
        parser.findings().add(Severity::Fault,
                              FindingCode::CharactersLost,
                              {std::to_string(decoded->replaced), decoded->encoding});
    }
    return ParsedTxt{std::move(parser.txt()), decoded->encoding, parser.findings().take()};
}

} // namespace tuban::data
