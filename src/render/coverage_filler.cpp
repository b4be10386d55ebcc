#include "render/coverage_filler.h"

#include <algorithm>
#include <cmath>
#include <cstddef>

namespace tuban::render {

namespace {

constexpr double kSide = kTileSide;

constexpr Float4 times(Float4 colour, double factor) {
    return colour * static_cast<float>(factor);
}

bool inside(double x, double y) {
    return x >= 0.0 && x < kSide && y >= 0.0 && y < kSide;
}

bool isZero(Float4 v) {
    return v[0] == 0.0F && v[1] == 0.0F && v[2] == 0.0F && v[3] == 0.0F;
}

std::uint32_t byteOf(float value) {
    return static_cast<std::uint32_t>(static_cast<int>(value + 0.5F));
}

/// Premultiplied pixel of a sum laid over what is there.
std::uint32_t blended(Float4 sum, std::uint32_t ground) {
    const float rest = 1.0F - sum[3];
    std::uint32_t pixel = 0;
    for (int channel = 0; channel < 4; ++channel) {
        const auto below = static_cast<float>((ground >> (8 * channel)) & 0xffU);
        const float value = sum[channel] * 255.0F + below * rest;
        pixel |= byteOf(std::clamp(value, 0.0F, 255.0F)) << (8 * channel);
    }
    return pixel;
}

} // namespace

CoverageFiller::CoverageFiller()
    : m_sums(static_cast<std::size_t>(kStride) * kTileSide, Float4{}), m_touched(kTileSide, 0) {}

void CoverageFiller::addRing(geometry::Ring ring, const PixelFrame& frame, Float4 colour) {
    double x0 = frame.x(ring.back().x);
    double y0 = frame.y(ring.back().y);
    bool wasInside = inside(x0, y0);
    Cell cell;
    if (wasInside) {
        cell = {static_cast<int>(x0), static_cast<int>(y0)};
    }
    for (const geometry::GridPoint& vertex : ring) {
        const double x1 = frame.x(vertex.x);
        const double y1 = frame.y(vertex.y);
        const bool isInside = inside(x1, y1);
        if (wasInside && isInside) {
            const int column = static_cast<int>(x1);
            const int row = static_cast<int>(y1);
            if (column == cell.column && row == cell.row) {
                const double height = y1 - y0;
                cell.cover += height;
                cell.area += height * ((x0 + x1) * 0.5 - column);
            } else {
                flush(cell, colour);
                addInside(x0, y0, x1, y1, colour);
                cell = {column, row};
            }
        } else {
            flush(cell, colour);
            addClipped(x0, y0, x1, y1, colour);
            if (isInside) {
                cell = {static_cast<int>(x1), static_cast<int>(y1)};
            }
        }
        x0 = x1;
        y0 = y1;
        wasInside = isInside;
    }
    flush(cell, colour);
}

void CoverageFiller::flush(Cell& cell, Float4 colour) {
    if (cell.cover != 0.0 || cell.area != 0.0) {
        Float4* sums = &m_sums[static_cast<std::size_t>(cell.row * kStride + cell.column)];
        sums[0] += times(colour, cell.cover - cell.area);
        sums[1] += times(colour, cell.area);
        m_touched[static_cast<std::size_t>(cell.row)] = 1;
        cell.cover = 0.0;
        cell.area = 0.0;
    }
}

/// An edge within the tile. It is walked downwards from whichever side: two neighbours add equal
/// and opposite heights.
void CoverageFiller::addInside(double x0, double y0, double x1, double y1, Float4 colour) {
    if (y0 == y1) {
        return;
    }
    const double sign = y0 < y1 ? 1.0 : -1.0;
    if (y0 > y1) {
        std::swap(x0, x1);
        std::swap(y0, y1);
    }
    const double slope = (x1 - x0) / (y1 - y0);
    double x = x0;
    double y = y0;
    for (int row = static_cast<int>(y0); y < y1; ++row) {
        const double below = row + 1.0;
        const bool ends = below >= y1;
        const double yNext = ends ? y1 : below;
        const double xNext = ends ? x1 : std::clamp(x0 + (below - y0) * slope, 0.0, kSide);
        addSpan(row, x, xNext, sign * (yNext - y), colour);
        x = xNext;
        y = yNext;
    }
}

/// Any edge: what is above, below and right of the tile drops out; what is left of it counts as if
/// it ran along the left side.
void CoverageFiller::addClipped(double x0, double y0, double x1, double y1, Float4 colour) {
    const double sign = y0 < y1 ? 1.0 : -1.0;
    if (y0 > y1) {
        std::swap(x0, x1);
        std::swap(y0, y1);
    }
    if (y1 <= 0.0 || y0 >= kSide || y0 == y1 || (x0 >= kSide && x1 >= kSide)) {
        return;
    }
    const double slope = (x1 - x0) / (y1 - y0);
    const auto xAt = [&](double y) { return y == y1 ? x1 : x0 + (y - y0) * slope; };
    const double top = std::max(y0, 0.0);
    const double bottom = std::min(y1, kSide);
    // Heights at which the edge passes the left and the right side, from the upper to the lower.
    double cuts[4] = {top, top, top, bottom};
    if (slope != 0.0) {
        cuts[1] = std::clamp(y0 - x0 / slope, top, bottom);
        cuts[2] = std::clamp(y0 + (kSide - x0) / slope, top, bottom);
        if (cuts[1] > cuts[2]) {
            std::swap(cuts[1], cuts[2]);
        }
    }
    for (int part = 0; part < 3; ++part) {
        const double from = cuts[part];
        const double to = cuts[part + 1];
        if (from >= to) {
            continue;
        }
        const double middle = xAt(0.5 * (from + to));
        const Float4 signedColour = times(colour, sign);
        if (middle <= 0.0) {
            addLeft(from, to, signedColour);
        } else if (middle < kSide) {
            addInside(std::clamp(xAt(from), 0.0, kSide),
                      from,
                      std::clamp(xAt(to), 0.0, kSide),
                      to,
                      signedColour);
        }
    }
}

void CoverageFiller::addLeft(double y0, double y1, Float4 colour) {
    double y = y0;
    for (int row = static_cast<int>(y0); y < y1; ++row) {
        const double next = std::min(row + 1.0, y1);
        m_sums[static_cast<std::size_t>(row * kStride)] += times(colour, next - y);
        m_touched[static_cast<std::size_t>(row)] = 1;
        y = next;
    }
}

/// A piece of an edge within one row, `height` of it counted downwards.
void CoverageFiller::addSpan(int row, double xa, double xb, double height, Float4 colour) {
    const double left = std::min(xa, xb);
    const double right = std::max(xa, xb);
    const int first = static_cast<int>(left);
    const int last = static_cast<int>(right);
    Float4* sums = &m_sums[static_cast<std::size_t>(row * kStride)];
    m_touched[static_cast<std::size_t>(row)] = 1;
    if (first == last) {
        const double area = height * ((left + right) * 0.5 - first);
        sums[first] += times(colour, height - area);
        sums[first + 1] += times(colour, area);
        return;
    }
    const double perColumn = height / (right - left);
    double x = left;
    double carried = 0.0; // from the column before
    for (int column = first; column <= last; ++column) {
        const double next = std::min(column + 1.0, right);
        const double part = perColumn * (next - x);
        const double area = part * ((x + next) * 0.5 - column);
        sums[column] += times(colour, carried + part - area);
        carried = area;
        x = next;
    }
    sums[last + 1] += times(colour, carried);
}

void CoverageFiller::composite(std::uint32_t* pixels, float opacity) {
    for (int row = 0; row < kTileSide; ++row) {
        if (m_touched[static_cast<std::size_t>(row)] != 0) {
            compositeRow(row, pixels + static_cast<std::ptrdiff_t>(row) * kTileSide, opacity);
        }
    }
}

void CoverageFiller::compositeRow(int row, std::uint32_t* pixels, float opacity) {
    constexpr float kAlmostNothing = 1.0F / 1024.0F;
    Float4* sums = &m_sums[static_cast<std::size_t>(row * kStride)];
    Float4 sum{};
    Float4 laid{}; // the sum as it is laid over the ground
    std::uint32_t opaquePixel = 0;
    for (int column = 0; column < kTileSide; ++column) {
        if (column == 0 || !isZero(sums[column])) {
            sum += sums[column];
            laid = (sum[3] > 1.0F ? sum / sum[3] : sum) * opacity;
            opaquePixel = laid[3] >= 1.0F - kAlmostNothing ? blended(laid, 0) : 0;
        }
        if (opaquePixel != 0) {
            pixels[column] = opaquePixel;
        } else if (laid[3] > kAlmostNothing) {
            pixels[column] = blended(laid, pixels[column]);
        }
    }
    std::fill_n(sums, kStride, Float4{});
    m_touched[static_cast<std::size_t>(row)] = 0;
}

} // namespace tuban::render
