#include "data/workspace/wkt_reader.h"

#include <string>
#include <utility>

namespace tuban::data {

namespace {

using geometry::GridPoint;

constexpr int kDecimals = geometry::Grid::tenthMillimetre().decimals();
constexpr std::int64_t kLargestCell = std::int64_t{1} << 52; // kernels ask for less

constexpr std::size_t kRingVertices = 4;
constexpr std::size_t kLineVertices = 2;

bool isDigit(char c) {
    return c >= '0' && c <= '9';
}

std::string_view keyword(GeometryKind kind) {
    switch (kind) {
    case GeometryKind::Point:
        return "POINT";
    case GeometryKind::LineString:
        return "LINESTRING";
    case GeometryKind::Polygon:
        return "POLYGON";
    case GeometryKind::MultiPolygon:
        return "MULTIPOLYGON";
    case GeometryKind::None:
        break;
    }
    return "";
}

/// Reads from left to right; every step returns false once something is wrong, and says what in
/// `problem`.
class WktParser {
public:
    explicit WktParser(std::string_view text) : m_text(text) {}

    bool read(GeometryKind kind, GridGeometry& out) {
        skipSpace();
        if (kind == GeometryKind::MultiPolygon && m_text.substr(m_at, 7) == keyword(GeometryKind::Polygon)) {
            kind = GeometryKind::Polygon; // one part
        }
        const std::string_view word = keyword(kind);
        if (m_text.substr(m_at, word.size()) != word) {
            return fail("not a " + std::string(word));
        }
        m_at += word.size();
        return readBody(kind, out) && atEnd();
    }
    const std::string& problem() const { return m_problem; }

private:
    bool readBody(GeometryKind kind, GridGeometry& out) {
        const auto newPart = [&]() -> GridGeometry::Part& { return out.parts.emplace_back(); };
        switch (kind) {
        case GeometryKind::Point: {
            GridPoint point;
            const bool read = take('(') && readPoint(point) && take(')');
            newPart().push_back({point});
            return read;
        }
        case GeometryKind::LineString:
            return readLine(newPart().emplace_back());
        case GeometryKind::Polygon:
            return readPolygon(newPart());
        case GeometryKind::MultiPolygon:
            return readList([&] { return readPolygon(newPart()); });
        case GeometryKind::None:
            break;
        }
        return fail("geometry in a table without geometry");
    }

    bool readPolygon(GridGeometry::Part& part) {
        return readList([&] { return readRing(part.emplace_back()); });
    }

    bool readRing(GridGeometry::Vertices& ring) {
        if (!readVertices(ring)) {
            return false;
        }
        if (ring.size() < kRingVertices) {
            return fail("a ring with fewer than 4 vertices");
        }
        return ring.front() == ring.back() || fail("a ring that is not closed");
    }

    bool readLine(GridGeometry::Vertices& line) {
        return readVertices(line) &&
               (line.size() >= kLineVertices || fail("a line with fewer than 2 vertices"));
    }

    bool readVertices(GridGeometry::Vertices& vertices) {
        return readList([&] { return readPoint(vertices.emplace_back()); });
    }

    /// "(" item, item … ")"
    template <typename ReadItem> bool readList(ReadItem readItem) {
        if (!take('(')) {
            return false;
        }
        do {
            if (!readItem()) {
                return false;
            }
        } while (skipIf(','));
        return take(')');
    }

    bool readPoint(GridPoint& point) { return readCoordinate(point.x) && readCoordinate(point.y); }

    bool readCoordinate(std::int64_t& cells) {
        skipSpace();
        const bool negative = skipIf('-');
        const std::size_t start = m_at;
        cells = 0;
        if (!readDigits(cells) || m_at == start) {
            return fail("no number");
        }
        int decimals = 0;
        if (m_at < m_text.size() && m_text[m_at] == '.') {
            const std::size_t point = ++m_at;
            if (!readDigits(cells) || m_at == point) {
                return fail("no digits after the point");
            }
            decimals = static_cast<int>(m_at - point);
        }
        if (decimals > kDecimals) {
            return fail("more than 4 decimals");
        }
        for (; decimals < kDecimals; ++decimals) {
            cells *= 10;
            if (cells >= kLargestCell) {
                return fail("coordinate too large");
            }
        }
        cells = negative ? -cells : cells;
        return true;
    }

    /// Appends digits to `value`; false if it grows too large.
    bool readDigits(std::int64_t& value) {
        for (; m_at < m_text.size() && isDigit(m_text[m_at]); ++m_at) {
            value = value * 10 + (m_text[m_at] - '0');
            if (value >= kLargestCell) {
                return fail("coordinate too large");
            }
        }
        return true;
    }

    void skipSpace() {
        while (m_at < m_text.size() && m_text[m_at] == ' ') {
            ++m_at;
        }
    }
    bool skipIf(char c) {
        skipSpace();
        const bool met = m_at < m_text.size() && m_text[m_at] == c;
        m_at += met ? 1 : 0;
        return met;
    }
    bool take(char c) { return skipIf(c) || fail(std::string("expected ") + c); }
    bool atEnd() {
        skipSpace();
        return m_at == m_text.size() || fail("text after the geometry");
    }
    bool fail(std::string problem) {
        if (m_problem.empty()) {
            m_problem = std::move(problem) + " at character " + std::to_string(m_at + 1);
        }
        return false;
    }

    std::string_view m_text;
    std::size_t m_at = 0;
    std::string m_problem;
};

} // namespace

Result<GridGeometry> readWkt(std::string_view text, GeometryKind kind) {
    GridGeometry geometry;
    WktParser parser(text);
    if (!parser.read(kind, geometry)) {
        return Error{ErrorCode::TableMalformed, {}, parser.problem()};
    }
    return geometry;
}

} // namespace tuban::data
