#pragma once

#include "render/drawing_scale.h"
#include "render/map_layer.h"

#include <QFont>
#include <QFontMetricsF>
#include <QRectF>
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

/// How the letters of a label look, in units of the painter. Making one takes longer than measuring
/// a text.
class LabelFace {
public:
    LabelFace(const TextSymbolizer& symbol, const DrawingScale& scale);

    const QFont& font() const { return m_font; }
    double widthOf(const QString& line) const { return m_metrics.horizontalAdvance(line); }
    double size() const { return m_font.pixelSize(); }
    double halo() const { return m_halo; } ///< its radius; 0: none
    bool isFraction() const { return m_fraction; }

private:
    QFont m_font;
    QFontMetricsF m_metrics;
    double m_halo;
    bool m_fraction;
};

/// The text of a label as it is set around the origin.
class LabelBlock {
public:
    /// `face` has to outlive it.
    LabelBlock(QStringList lines, const LabelFace& face);

    /// Without halo.
    QSizeF size() const { return m_size; }
    /// Text, and the bar of a fraction.
    void paint(QPainter& painter, const QColor& colour) const;
    QPainterPath outline() const;

private:
    QPointF baselineOf(int line) const;
    bool hasBar() const { return m_face->isFraction() && m_lines.size() == 2; }
    double barThickness() const;
    QRectF bar() const;
    double lineHeight() const;

    QStringList m_lines;
    const LabelFace* m_face;
    std::vector<double> m_widths = {};
    QSizeF m_size = {};
};

/// The font of a label; `size` in units of the painter.
QFont labelFont(const Font& font, double size);

} // namespace tuban::render
