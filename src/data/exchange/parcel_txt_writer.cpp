#include "data/exchange/parcel_txt_writer.h"

#include "data/exchange/text_bytes.h"
#include "data/exchange/txt_lines.h"
#include "data/sources/text_encoding.h"
#include "geometry/polygon_chunk.h"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace tuban::data {

namespace {

using geometry::GridPoint;
using Vertices = GridGeometry::Vertices;

constexpr int kDegreeDecimals = 11;
constexpr const char* kAreaWord = "面";

std::string fixed(double value, int decimals) {
    char digits[400];
    const auto [end, error] =
        std::to_chars(digits, digits + sizeof digits, value, std::chars_format::fixed, decimals);
    return error == std::errc() ? std::string(digits, end) : std::string();
}

/// Open, in the direction asked for, from the vertex that is furthest to the north-west.
Vertices arranged(const Vertices& ring, bool clockwise) {
    Vertices open(ring.begin(),
                  ring.end() - (ring.size() > 1 && ring.front() == ring.back() ? 1 : 0));
    if ((geometry::doubledSignedArea(open) < 0) != clockwise) {
        std::reverse(open.begin(), open.end());
    }
    const auto corner = std::max_element(open.begin(), open.end(), [](GridPoint a, GridPoint b) {
        const std::int64_t left = a.y - a.x;
        const std::int64_t right = b.y - b.x;
        return left != right ? left < right : a.y < b.y;
    });
    std::rotate(open.begin(), corner, open.end());
    return open;
}

/// Numbers rings and points of one parcel.
class PointNumbers {
public:
    PointNumbers(const TxtDialect& dialect, geometry::Grid grid)
        : m_dialect(dialect), m_grid(grid) {}

    void add(const Vertices& ring, bool hole) {
        const Vertices open = arranged(ring, !hole || m_dialect.holesClockwise);
        if (open.empty()) {
            return;
        }
        ++m_ring;
        m_number = m_dialect.numbersByRing ? 0 : m_number;
        const std::size_t first = m_points.size();
        for (const GridPoint vertex : open) {
            m_points.push_back({m_dialect.prefix + std::to_string(++m_number),
                                m_ring,
                                m_grid.toUnits(vertex.y),
                                m_grid.toUnits(vertex.x)});
        }
        if (m_dialect.closed) {
            m_points.push_back(TxtPoint(m_points[first]));
        }
    }
    int rings() const { return m_ring; }
    std::vector<TxtPoint> take() { return std::move(m_points); }

private:
    const TxtDialect& m_dialect;
    geometry::Grid m_grid;
    std::vector<TxtPoint> m_points;
    int m_ring = 0;
    int m_number = 0;
};

double squareMetresOf(const GridGeometry& polygons, geometry::Grid grid) {
    geometry::DoubledArea doubled = 0;
    for (const auto& part : polygons.parts) {
        for (const Vertices& ring : part) {
            const auto area = geometry::doubledSignedArea(ring);
            const auto size = area < 0 ? -area : area;
            doubled += &ring == &part.front() ? size : -size;
        }
    }
    const double cells = grid.cellsPerUnit();
    return static_cast<double>(doubled) / 2.0 / (cells * cells);
}

} // namespace

TxtParcel txtParcel(const GridGeometry& polygons,
                    geometry::Grid grid,
                    const std::map<std::string, std::string>& fields,
                    const TxtFormats& formats,
                    const TxtDialect& dialect) {
    PointNumbers numbers(dialect, grid);
    for (const auto& part : polygons.parts) {
        for (const Vertices& ring : part) {
            numbers.add(ring, &ring != &part.front());
        }
    }
    TxtParcel parcel;
    const int rings = numbers.rings();
    parcel.points = numbers.take();
    const bool leaveOut = dialect.closed && !dialect.countsClosing;
    const std::size_t count =
        parcel.points.size() - (leaveOut ? static_cast<std::size_t>(rings) : 0U);
    const double area = squareMetresOf(polygons, grid) / (dialect.hectares ? 10'000.0 : 1.0);
    for (const std::string& name : dialect.header) {
        const auto given = fields.find(name);
        parcel.header.push_back(name == formats.count      ? std::to_string(count)
                                : name == formats.area     ? fixed(area, dialect.areaDecimals)
                                : name == formats.geometry ? kAreaWord
                                : given == fields.end()    ? std::string()
                                                           : given->second);
    }
    return parcel;
}

TxtDialect::Values filledValues(const TxtDialect::Values& values,
                                const std::map<std::string, std::string>& places) {
    TxtDialect::Values filled;
    for (const auto& [key, pattern] : values) {
        std::string value = pattern;
        if (value.size() > 2 && value.front() == '{' && value.back() == '}') {
            const auto place = places.find(value.substr(1, value.size() - 2));
            value = place == places.end() ? std::string() : place->second;
        }
        filled.emplace_back(key, std::move(value));
    }
    return filled;
}

std::map<std::string, std::string> placesOfCrs(const TxtFormats& formats,
                                               const std::string& authority) {
    std::map<std::string, std::string> places;
    const auto written = statementOfCrs(formats.systems, authority);
    if (!written) {
        return places;
    }
    const SurveyStatement& said = written->statement;
    places["system"] = said.phrase;
    if (said.width && said.zone && said.meridian) {
        places["width"] = std::to_string(*said.width);
        places["zone"] = std::to_string(*said.zone);
        places["meridian"] = fixed(*said.meridian, 0);
    }
    return places;
}

TxtWriter::TxtWriter(TxtDialect dialect, std::string layer)
    : m_dialect(std::move(dialect)), m_findings(std::move(layer)) {}

/// Without what would end a line or a field: control characters become blanks, `forbidden` ASCII
/// characters their full-width forms.
std::string TxtWriter::safe(std::string_view text, std::string_view forbidden) {
    std::string out;
    const bool sound = isUtf8(text);
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte < 0x20 || c == 0x7F) {
            out += ' ';
        } else if (byte >= 0x80 && !sound) {
            out += '?';
        } else if (forbidden.find(c) != std::string_view::npos) {
            out += {'\xEF', '\xBC', static_cast<char>(0x80 + (c - 0x20))}; // U+FF00 + (c − 0x20)
        } else {
            out += c;
        }
    }
    out = std::string(trimmedText(out));
    if (out != text) {
        m_findings.add(Severity::Warning, FindingCode::TextReplaced, {std::string(text), out});
    }
    return out;
}

std::string TxtWriter::encoded(const std::string& text) const {
    std::string all;
    const std::string_view end = m_dialect.crlf ? "\r\n" : "\n";
    for (const char c : text) {
        if (c == '\n') {
            all += end;
        } else {
            all += c;
        }
    }
    if (m_dialect.encoding == "UTF-8") {
        return all;
    }
    // GB18030 writes what GBK has in the same way, and has everything else of Unicode, too.
    auto bytes = encodeText(all, "GB18030");
    return bytes ? std::move(*bytes) : std::string();
}

std::string TxtWriter::head(const TxtDialect::Values& project,
                            const TxtDialect::Values& properties) {
    std::string text;
    const auto add = [&](const char* heading, const TxtDialect::Values& values) {
        text += std::string("[") + heading + "]\n";
        for (const auto& [key, value] : values) {
            std::string name = safe(key, ",[]@");
            if (name.find('=') != std::string::npos) { // the first "=" would end the key
                std::replace(name.begin(), name.end(), '=', ':');
                m_findings.add(Severity::Warning, FindingCode::TextReplaced, {key, name});
            }
            text += name + "=" + safe(value, "") + "\n";
        }
    };
    if (!project.empty()) {
        add("项目信息", project);
    }
    if (!properties.empty()) {
        add("属性描述", properties);
    }
    const bool marked = m_dialect.byteOrderMark && m_dialect.encoding == "UTF-8";
    return (marked ? "\xEF\xBB\xBF" : "") + encoded(text + "[地块坐标]\n");
}

std::string TxtWriter::parcel(const TxtParcel& parcel) {
    std::string text;
    for (const std::string& field : parcel.header) {
        text += safe(field, ",[@") + ",";
    }
    text += parcel.header.empty() ? "" : "@\n";
    const bool degrees =
        std::all_of(parcel.points.begin(), parcel.points.end(), [](const TxtPoint& p) {
            return std::abs(p.north) <= 90.0 && std::abs(p.east) <= 180.0;
        });
    const int decimals = degrees ? kDegreeDecimals : m_dialect.decimals;
    for (const TxtPoint& point : parcel.points) {
        text += safe(point.number, ",[@=") + "," + std::to_string(point.ring) + "," +
                fixed(point.north, decimals) + "," + fixed(point.east, decimals) + "\n";
    }
    return encoded(text);
}

WrittenTxt
writeParcelTxt(const ParcelTxt& txt, const TxtDialect& dialect, const std::string& layer) {
    TxtWriter writer(dialect, layer);
    WrittenTxt written{writer.head(txt.project, txt.properties)};
    for (const TxtParcel& parcel : txt.parcels) {
        written.bytes += writer.parcel(parcel);
    }
    written.findings = writer.findings();
    return written;
}

} // namespace tuban::data
