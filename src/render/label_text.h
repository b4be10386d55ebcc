#pragma once

#include "render/drawing_scale.h"
#include "render/map_layer.h"

#include <QFont>
#include <QSizeF>
#include <QString>
#include <QStringList>

#include <optional>
#include <string>
#include <vector>

class QPainter;
class QPainterPath;

namespace tuban::render {

/// Makes the texts of labels out of the fields of a layer.
class LabelComposer {
public:
    LabelComposer(const TextSymbolizer& symbol, const std::vector<std::string>& fields);

    /// Lines of the label of a row. Empty fields leave nothing in their place; empty: no label.
    QStringList linesOf(const MapChunk& chunk, std::size_t row) const;

private:
    QString textOf(const LabelPart& part, const Column& column, std::size_t row) const;

    std::vector<LabelPart> m_parts;
    std::vector<std::optional<std::size_t>> m_columns; ///< of each part
};

/// The text of a label as it is set, in units of the painter.
class LabelBlock {
public:
    LabelBlock(QStringList lines, const TextSymbolizer& symbol, const DrawingScale& scale);

    QSizeF size() const { return m_size; }
    const QStringList& lines() const { return m_lines; }
    /// Text, and the bar of a fraction, around the origin.
    void paint(QPainter& painter, const QColor& colour) const;
    QPainterPath outline() const;

private:
    QPointF baselineOf(int line) const;

    QStringList m_lines;
    QFont m_font;
    bool m_fraction;
    std::vector<double> m_widths = {};
    double m_lineHeight = 0.0;
    double m_bar = 0.0; ///< thickness of the bar
    QSizeF m_size = {};
};

/// The font of a label; `size` in units of the painter.
QFont labelFont(const Font& font, double size);

} // namespace tuban::render
