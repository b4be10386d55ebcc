#pragma once

#include "jobs/load_map.h"
#include "render/viewport.h"

#include <array>
#include <optional>
#include <string>
#include <vector>

namespace tuban::jobs {

/// Draws a map into a file: PNG, SVG or PDF, by the end of its name.
class RenderMapJob {
public:
    struct Settings {
        MapSettings map = {};
        std::string output;
        int width = 1920; ///< pixels; of SVG and PDF of 0.28 mm
        int height = 1080;
        /// What is shown: an extent (min east, min north, max east, max north, in the CRS of the
        /// map), or a scale and a middle; without an extent and a middle all there is.
        std::optional<std::array<double, 4>> extent = {};
        std::optional<double> scaleDenominator = {};
        std::optional<std::array<double, 2>> centre = {};
        bool transparent = false; ///< no white ground
        bool replace = false;     ///< a file that is there already
    };
    struct Summary {
        std::string output;
        std::size_t layers = 0;
        std::size_t features = 0;
        render::Viewport viewport = {};
        std::vector<Finding> findings = {};
    };

    explicit RenderMapJob(Settings settings) : m_settings(std::move(settings)) {}

    /// Needs a QGuiApplication, for labels. Longest side of a picture: 32 767 pixels.
    /// Errors: those of loadMap; BadArgument (end of the name, sizes, an extent or scale without
    /// size, no feature with a geometry), FileExists, WriteFailed, Cancelled.
    Result<Summary> run(const Progress& progress) const;

private:
    Result<render::Viewport> viewportFor(const render::MapScene& scene) const;

    Settings m_settings;
};

} // namespace tuban::jobs
