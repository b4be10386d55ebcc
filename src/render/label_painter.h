#pragma once

#include "render/label_layout.h"

#include <vector>

class QPainter;

namespace tuban::render {

/// Draws the pictures of placed labels, for painting them many times; those that look the same in
/// `before` are taken from there. Time: some 30 µs a label.
void drawPictures(std::vector<MapLabel>& labels,
                  const Viewport& viewport,
                  const std::vector<MapLabel>& before = {});

/// Copies the pictures of labels to where they stand in a view, which may have been moved since
/// they were placed.
void paintLabels(QPainter& painter, const std::vector<MapLabel>& labels, const Viewport& viewport);

/// For a file: halos as paths, and text that is text. A pixel of the view is `unitsPerPixel` units
/// of the painter.
void paintLabelPaths(QPainter& painter,
                     const std::vector<MapLabel>& labels,
                     const Viewport& viewport,
                     double unitsPerPixel = 1.0);

} // namespace tuban::render
