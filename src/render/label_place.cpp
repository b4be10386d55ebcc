#include "render/label_place.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>
#include <utility>

namespace tuban::render {

namespace {

struct Span {
    double from = 0.0;
    double to = 0.0;
};

/// The stretches of a horizontal line that lie inside, from left to right.
std::vector<Span> spansAt(std::span<const PixelRing> rings, double y) {
    std::vector<double> crossings;
    for (const PixelRing& ring : rings) {
        for (std::size_t i = 0; i < ring.size(); ++i) {
            const QPointF a = ring[i];
            const QPointF b = ring[i + 1 == ring.size() ? 0 : i + 1];
            if ((a.y() <= y) != (b.y() <= y)) {
                crossings.push_back(a.x() + (y - a.y()) / (b.y() - a.y()) * (b.x() - a.x()));
            }
        }
    }
    std::sort(crossings.begin(), crossings.end());
    std::vector<Span> spans;
    for (std::size_t i = 0; i + 1 < crossings.size(); i += 2) {
        spans.push_back({crossings[i], crossings[i + 1]});
    }
    return spans;
}

std::vector<Span> common(const std::vector<Span>& a, const std::vector<Span>& b) {
    std::vector<Span> both;
    for (const Span& one : a) {
        for (const Span& other : b) {
            const Span part{std::max(one.from, other.from), std::min(one.to, other.to)};
            if (part.from < part.to) {
                both.push_back(part);
            }
        }
    }
    return both;
}

/// What is inside along the whole height of a box.
std::vector<Span> clearSpans(std::span<const PixelRing> rings, double middle, double height) {
    std::vector<Span> spans = spansAt(rings, middle);
    for (const double y : {middle - 0.5 * height, middle + 0.5 * height}) {
        spans = spans.empty() ? spans : common(spans, spansAt(rings, y));
    }
    return spans;
}

QRectF extentOf(std::span<const PixelRing> rings) {
    double left = std::numeric_limits<double>::infinity();
    double top = left;
    double right = -left;
    double bottom = -left;
    for (const PixelRing& ring : rings) {
        for (const QPointF& corner : ring) {
            left = std::min(left, corner.x());
            right = std::max(right, corner.x());
            top = std::min(top, corner.y());
            bottom = std::max(bottom, corner.y());
        }
    }
    return {QPointF(left, top), QPointF(right, bottom)};
}

/// A line by the lengths up to its vertices.
class Measured {
public:
    explicit Measured(std::span<const QPointF> line) : m_line(line) {
        m_lengths.reserve(line.size());
        for (std::size_t i = 0; i < line.size(); ++i) {
            const QPointF step = i == 0 ? QPointF() : line[i] - line[i - 1];
            m_lengths.push_back((i == 0 ? 0.0 : m_lengths.back()) + std::hypot(step.x(), step.y()));
        }
    }
    double length() const { return m_lengths.empty() ? 0.0 : m_lengths.back(); }

    QPointF at(double length) const {
        const std::size_t i = after(length);
        const double from = m_lengths[i - 1];
        const double share = m_lengths[i] > from ? (length - from) / (m_lengths[i] - from) : 0.0;
        return m_line[i - 1] + share * (m_line[i] - m_line[i - 1]);
    }

    /// How far the stretch strays from the straight line between its ends.
    double strayOf(double from, double to) const {
        const QPointF a = at(from);
        const QPointF b = at(to);
        const double chord = std::hypot(b.x() - a.x(), b.y() - a.y());
        if (chord < 0.9 * (to - from)) { // it turns back
            return to - from;
        }
        double stray = 0.0;
        for (std::size_t i = after(from); i < m_line.size() && m_lengths[i] < to; ++i) {
            const QPointF p = m_line[i] - a;
            const double cross = p.x() * (b.y() - a.y()) - p.y() * (b.x() - a.x());
            stray = std::max(stray, std::abs(cross) / chord);
        }
        return stray;
    }

private:
    /// The first vertex behind the length, but the first of all.
    std::size_t after(double length) const {
        const auto found = std::lower_bound(m_lengths.begin() + 1, m_lengths.end() - 1, length);
        return static_cast<std::size_t>(found - m_lengths.begin());
    }

    std::span<const QPointF> m_line;
    std::vector<double> m_lengths;
};

LabelPlace placeOn(QPointF a, QPointF b, double offset) {
    double radians = std::atan2(b.y() - a.y(), b.x() - a.x());
    const QPointF left(std::sin(radians), -std::cos(radians));
    if (radians > 0.5 * std::numbers::pi || radians <= -0.5 * std::numbers::pi) {
        radians += radians > 0.0 ? -std::numbers::pi : std::numbers::pi;
    }
    return {0.5 * (a + b) + offset * left, radians * 180.0 / std::numbers::pi};
}

} // namespace

std::vector<LabelPlace>
placesInside(std::span<const PixelRing> rings, QSizeF box, const QRectF& window) {
    const QRectF extent = extentOf(rings).intersected(window);
    std::vector<LabelPlace> places;
    if (extent.width() < box.width() || extent.height() < box.height()) {
        return places;
    }
    const double room = extent.height() - box.height();
    for (const double share : {0.0, 0.15, -0.15, 0.3, -0.3, 0.45, -0.45}) {
        const double y = extent.center().y() + share * room;
        Span widest;
        for (const Span& span : clearSpans(rings, y, box.height())) {
            const Span seen{std::max(span.from, extent.left()), std::min(span.to, extent.right())};
            if (seen.to - seen.from > widest.to - widest.from) {
                widest = seen;
            }
        }
        if (widest.to - widest.from >= box.width()) {
            places.push_back({QPointF(0.5 * (widest.from + widest.to), y)});
        }
    }
    return places;
}

bool isInside(std::span<const PixelRing> rings, QSizeF box, QPointF middle) {
    const double left = middle.x() - 0.5 * box.width();
    const double right = middle.x() + 0.5 * box.width();
    const auto spans = clearSpans(rings, middle.y(), box.height());
    return std::any_of(spans.begin(), spans.end(), [&](const Span& span) {
        return span.from <= left && right <= span.to;
    });
}

std::vector<LabelPlace>
placesAlong(std::span<const QPointF> line, QSizeF box, double offset, const QRectF& window) {
    struct Candidate {
        LabelPlace place;
        double stray;
        double fromMiddle;
    };
    std::vector<Candidate> found;
    const Measured measured(line);
    const double spare = measured.length() - box.width();
    if (line.size() < 2 || spare < 0.0) {
        return {};
    }
    const double step = std::max(0.5 * box.width(), 1.0);
    const auto steps = static_cast<int>(spare / step) + 1;
    for (int i = 0; i <= steps; ++i) {
        const double from = spare * i / steps;
        const QPointF a = measured.at(from);
        const QPointF b = measured.at(from + box.width());
        if (!window.contains(a) || !window.contains(b)) {
            continue;
        }
        const double stray = measured.strayOf(from, from + box.width());
        if (stray <= box.height() / 3.0) {
            found.push_back({placeOn(a, b, offset), stray, std::abs(from - 0.5 * spare)});
        }
    }
    std::stable_sort(found.begin(), found.end(), [&](const Candidate& a, const Candidate& b) {
        // Differences in a small part of the height are none to the eye.
        const double least = box.height() / 12.0;
        return std::pair(std::floor(a.stray / least), a.fromMiddle) <
               std::pair(std::floor(b.stray / least), b.fromMiddle);
    });
    std::vector<LabelPlace> places;
    for (const Candidate& candidate : found) {
        places.push_back(candidate.place);
    }
    return places;
}

std::vector<QRectF> coveredBy(const LabelPlace& place, QSizeF box) {
    if (place.degrees == 0.0) {
        return {QRectF(place.middle - QPointF(0.5 * box.width(), 0.5 * box.height()), box)};
    }
    const double radians = place.degrees * std::numbers::pi / 180.0;
    const QPointF along(std::cos(radians), std::sin(radians));
    const double side = std::min(box.width(), box.height());
    const int count = std::max(1, static_cast<int>(std::ceil(box.width() / side)));
    // A turned square needs one that is larger by this much.
    const double reach = 0.5 * side * (std::abs(along.x()) + std::abs(along.y()));
    std::vector<QRectF> squares;
    for (int i = 0; i < count; ++i) {
        const double share = count == 1 ? 0.0 : static_cast<double>(i) / (count - 1) - 0.5;
        const QPointF middle = place.middle + share * (box.width() - side) * along;
        squares.emplace_back(middle - QPointF(reach, reach), QSizeF(2.0 * reach, 2.0 * reach));
    }
    return squares;
}

} // namespace tuban::render
