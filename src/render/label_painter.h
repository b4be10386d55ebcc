#pragma once

#include "render/label_layout.h"
#include "render/label_text.h"

#include <QImage>
#include <QString>

#include <memory>
#include <unordered_map>
#include <vector>

class QPainter;

namespace tuban::render {

/// Paints placed labels over a map. On screen their pictures are kept, as halos are slow to make;
/// each thread needs a painter of its own.
class LabelPainter {
public:
    /// Labels of a view of the same scale, wherever it has been moved to since.
    void paint(QPainter& painter,
               const std::vector<MapLabel>& labels,
               const Viewport& viewport);

    /// For a file: halos as paths, and text that is text, the whole scaled from pixels of the view
    /// to units of the painter.
    void paintPaths(QPainter& painter,
                    const std::vector<MapLabel>& labels,
                    const Viewport& viewport,
                    double unitsPerPixel = 1.0) const;

private:
    const QImage& pictureOf(const MapLabel& label, const DrawingScale& scale);

    /// By what decides how a label looks; those of one style, which is held so that its address
    /// stays its own.
    std::unordered_map<std::string, QImage> m_pictures = {};
    std::vector<std::shared_ptr<const Style>> m_styles = {};
    DrawingScale m_scale = {};
};

} // namespace tuban::render
