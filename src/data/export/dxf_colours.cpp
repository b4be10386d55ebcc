#include "data/export/dxf_colours.h"

#include <array>
#include <cstdint>

namespace tuban::data {

namespace {

constexpr std::array<Rgb, 10> kBasic{{{0, 0, 0},
                                      {255, 0, 0},
                                      {255, 255, 0},
                                      {0, 255, 0},
                                      {0, 255, 255},
                                      {0, 0, 255},
                                      {255, 0, 255},
                                      {255, 255, 255},
                                      {128, 128, 128},
                                      {192, 192, 192}}};
constexpr std::array<std::uint8_t, 6> kGreys{51, 91, 132, 173, 214, 255};
constexpr std::array<int, 5> kBrightness{255, 165, 127, 76, 38};

/// A channel of a full hue, `steps` of 15° after its own peak, from 0 to 255: a ramp over 60°.
int channel(int hue, int peak) {
    constexpr int kHues = 24;
    constexpr int kRamp = 4; // steps of a ramp
    int away = (hue - peak + kHues) % kHues;
    away = away > kHues / 2 ? kHues - away : away;
    if (away <= kRamp) {
        return 255;
    }
    return away >= 2 * kRamp ? 0 : 255 * (2 * kRamp - away) / kRamp;
}

std::uint8_t shaded(int full, int brightness, bool pale) {
    const int least = pale ? brightness / 2 : 0;
    return static_cast<std::uint8_t>(least + full * (brightness - least) / 255);
}

} // namespace

Rgb colourOfIndex(int index) {
    if (index < 10) {
        return kBasic[static_cast<std::size_t>(index < 1 ? 7 : index)];
    }
    if (index >= 250) {
        const std::uint8_t grey = kGreys[static_cast<std::size_t>(index > 255 ? 5 : index - 250)];
        return {grey, grey, grey};
    }
    const int hue = (index - 10) / 10;
    const int brightness = kBrightness[static_cast<std::size_t>(index % 10 / 2)];
    const bool pale = index % 2 != 0;
    return {shaded(channel(hue, 0), brightness, pale),
            shaded(channel(hue, 8), brightness, pale),
            shaded(channel(hue, 16), brightness, pale)};
}

int nearestColourIndex(Rgb colour) {
    int nearest = 7;
    int least = INT32_MAX;
    for (int index = 1; index <= 255; ++index) {
        const Rgb other = colourOfIndex(index);
        const int r = colour.r - other.r;
        const int g = colour.g - other.g;
        const int b = colour.b - other.b;
        const int distance = 2 * r * r + 4 * g * g + 3 * b * b;
        if (distance < least) {
            least = distance;
            nearest = index;
        }
    }
    return nearest;
}

} // namespace tuban::data
