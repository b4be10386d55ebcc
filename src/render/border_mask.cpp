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
    constexpr double kReach = 5.0;
    constexpr double kLow = kReach - kMargin;
    constexpr double kHigh = kTileSide + kMargin - kReach;
    const bool within = std::min(x0, x1) >= kLow && std::max(x0, x1) <= kHigh &&
                        std::min(y0, y1) >= kLow && std::max(y0, y1) <= kHigh;
    if (!within && !clip(x0, y0, x1, y1, kMargin - kReach)) {
        return;
    }
    m_empty = false;
    const auto ax = static_cast<float>(x0 + kMargin);
    const auto ay = static_cast<float>(y0 + kMargin);
    const auto bx = static_cast<float>(x1 + kMargin);
    const auto by = static_cast<float>(y1 + kMargin);
    const auto wide = static_cast<float>(width);
    if (std::abs(by - ay) > std::abs(bx - ax)) {
        ay < by ? walk<true>(ay, ax, by, bx, wide) : walk<true>(by, bx, ay, ax, wide);
    } else {
        ax < bx ? walk<false>(ax, ay, bx, by, wide) : walk<false>(bx, by, ax, ay, wide);
    }
}

/// Steps pixel by pixel along the major axis; the line covers a run of pixels across it.
template <bool Steep>
void BorderMask::walk(float along0, float across0, float along1, float across1, float width) {
    const float length = along1 - along0;
    const float slope = length > 0.0F ? (across1 - across0) / length : 0.0F;
    const float half = 0.5F * width * std::sqrt(1.0F + slope * slope);
    const float cap = std::max(0.0F, 0.5F * (width - 1.0F)); // of lines wider than a pixel
    const float from = along0 - cap;
    const float to = along1 + cap;
    constexpr int kAcross = Steep ? 1 : kStride;
    constexpr int kAlong = Steep ? kStride : 1;
    const auto last = static_cast<int>(to);
    for (auto step = static_cast<int>(from); step <= last; ++step) {
        const float at = std::clamp(static_cast<float>(step) + 0.5F, from, to);
        const float middle = across0 + (at - along0) * slope;
        const float low = middle - half;
        const float high = middle + half;
        const auto first = static_cast<int>(low);
        const auto end = static_cast<int>(high);
        std::uint8_t* cover = &m_cover[static_cast<std::size_t>(step * kAlong + first * kAcross)];
        const auto raise = [&cover](float share) {
            const auto covered = static_cast<std::uint8_t>(static_cast<int>(share * 255.0F + 0.5F));
            *cover = std::max(*cover, covered);
            cover += kAcross;
        };
        if (first == end) {
            raise(high - low);
            continue;
        }
        raise(static_cast<float>(first + 1) - low);
        for (int pixel = first + 1; pixel < end; ++pixel) {
            raise(1.0F);
        }
        raise(high - static_cast<float>(end));
    }
}

void BorderMask::blend(std::uint32_t* pixels, Float4 colour) {
    if (m_empty) {
        return;
    }
    constexpr std::uint32_t kFull = 255U * 255U; // cover times opacity
    std::uint32_t ink[4];                        // channels times 255
    for (int channel = 0; channel < 4; ++channel) {
        ink[channel] = static_cast<std::uint32_t>(colour[channel] * kFull + 0.5F);
    }
    const std::uint32_t opacity = ink[3] / 255U;
    for (int row = 0; row < kTileSide; ++row) {
        const std::uint8_t* cover =
            &m_cover[static_cast<std::size_t>((row + kMargin) * kStride + kMargin)];
        std::uint32_t* line = pixels + static_cast<std::ptrdiff_t>(row) * kTileSide;
        for (int column = 0; column < kTileSide; ++column) {
            if (cover[column] == 0) {
                continue;
            }
            const std::uint32_t rest = kFull - cover[column] * opacity;
            std::uint32_t pixel = 0;
            for (int channel = 0; channel < 4; ++channel) {
                const std::uint32_t below = (line[column] >> (8 * channel)) & 0xffU;
                const std::uint32_t sum = ink[channel] * cover[column] + below * rest + kFull / 2;
                pixel |= (sum / kFull) << (8 * channel);
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
