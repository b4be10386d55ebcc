#include "render/border_mask.h"

#include <algorithm>
#include <cmath>
#include <cstddef>

namespace tuban::render {

namespace {

/// Cuts a segment down to a square around the tile; false: nothing is left.
/// @source Liang, Y.-D. and Barsky, B. (1984) "A new concept and method for line clipping", TOG 3.
bool clip(double& x0, double& y0, double& x1, double& y1, double margin) {
    const double low = -margin;
    const double high = kTileSide + margin;
    if (std::max(x0, x1) < low || std::min(x0, x1) > high || std::max(y0, y1) < low ||
        std::min(y0, y1) > high) {
        return false;
    }
    const double dx = x1 - x0;
    const double dy = y1 - y0;
    double from = 0.0;
    double to = 1.0;
    const auto cut = [&](double step, double distance) {
        if (step == 0.0) {
            return distance >= 0.0;
        }
        const double at = distance / step;
        if (step > 0.0) {
            to = std::min(to, at);
        } else {
            from = std::max(from, at);
        }
        return from <= to;
    };
    if (!cut(-dx, x0 - low) || !cut(dx, high - x0) || !cut(-dy, y0 - low) || !cut(dy, high - y0)) {
        return false;
    }
    const double startX = x0;
    const double startY = y0;
    if (to < 1.0) {
        x1 = startX + to * dx;
        y1 = startY + to * dy;
    }
    if (from > 0.0) {
        x0 = startX + from * dx;
        y0 = startY + from * dy;
    }
    return true;
}

} // namespace

BorderMask::BorderMask() : m_cover(static_cast<std::size_t>(kStride) * kStride, 0) {}

void BorderMask::addLine(std::span<const geometry::GridPoint> vertices,
                         bool closed,
                         const PixelFrame& frame,
                         double width) {
    const geometry::GridPoint& start = closed ? vertices.back() : vertices.front();
    double x0 = frame.x(start.x);
    double y0 = frame.y(start.y);
    for (const geometry::GridPoint& vertex : vertices.subspan(closed ? 0 : 1)) {
        const double x1 = frame.x(vertex.x);
        const double y1 = frame.y(vertex.y);
        addSegment(x0, y0, x1, y1, width);
        x0 = x1;
        y0 = y1;
    }
}

void BorderMask::addSegment(double x0, double y0, double x1, double y1, double width) {
    // The widest line reaches kWidest / √2 across and, sloping, kWidest / 2 more at its caps; five
    // pixels are more than both.
    if (!clip(x0, y0, x1, y1, kMargin - 5.0)) {
        return;
    }
    m_empty = false;
    const bool steep = std::abs(y1 - y0) > std::abs(x1 - x0);
    if (steep) {
        y0 < y1 ? walk<true>(y0, x0, y1, x1, width) : walk<true>(y1, x1, y0, x0, width);
    } else {
        x0 < x1 ? walk<false>(x0, y0, x1, y1, width) : walk<false>(x1, y1, x0, y0, width);
    }
}

/// Steps pixel by pixel along the major axis; the line covers a run of pixels across it.
template <bool Steep>
void BorderMask::walk(double along0, double across0, double along1, double across1, double width) {
    const double length = along1 - along0;
    const double slope = length > 0.0 ? (across1 - across0) / length : 0.0;
    const double half = 0.5 * width * std::sqrt(1.0 + slope * slope);
    const double cap = std::max(0.0, 0.5 * (width - 1.0)); // of lines wider than a pixel
    const double from = along0 - cap;
    const double to = along1 + cap;
    constexpr int kAcross = Steep ? 1 : kStride;
    constexpr int kAlong = Steep ? kStride : 1;
    const int last = static_cast<int>(to + kMargin);
    for (int step = static_cast<int>(from + kMargin); step <= last; ++step) {
        const double at = std::clamp(step - kMargin + 0.5, from, to);
        const double middle = across0 + (at - along0) * slope + kMargin;
        const double low = middle - half;
        const double high = middle + half;
        const int end = static_cast<int>(high);
        for (int pixel = static_cast<int>(low); pixel <= end; ++pixel) {
            const double share = std::min(high, pixel + 1.0) - std::max(low, pixel + 0.0);
            const auto cover = static_cast<std::uint8_t>(share * 255.0 + 0.5);
            std::uint8_t& there =
                m_cover[static_cast<std::size_t>(step * kAlong + pixel * kAcross)];
            there = std::max(there, cover);
        }
    }
}

void BorderMask::blend(std::uint32_t* pixels, Float4 colour) {
    if (m_empty) {
        return;
    }
    for (int row = 0; row < kTileSide; ++row) {
        const std::uint8_t* cover =
            &m_cover[static_cast<std::size_t>((row + kMargin) * kStride + kMargin)];
        std::uint32_t* line = pixels + static_cast<std::ptrdiff_t>(row) * kTileSide;
        for (int column = 0; column < kTileSide; ++column) {
            if (cover[column] == 0) {
                continue;
            }
            const float share = static_cast<float>(cover[column]) / 255.0F;
            const float rest = 1.0F - share * colour[3];
            std::uint32_t pixel = 0;
            for (int channel = 0; channel < 4; ++channel) {
                const auto below = static_cast<float>((line[column] >> (8 * channel)) & 0xffU);
                const float value = 255.0F * share * colour[channel] + below * rest;
                pixel |= static_cast<std::uint32_t>(static_cast<int>(value + 0.5F))
                         << (8 * channel);
            }
            line[column] = pixel;
        }
    }
    std::fill(m_cover.begin(), m_cover.end(), std::uint8_t{0});
    m_empty = true;
}

double borderStrength(double side) {
    constexpr double kNone = 3.0;
    constexpr double kFull = 8.0;
    return std::clamp((side - kNone) / (kFull - kNone), 0.0, 1.0);
}

} // namespace tuban::render
