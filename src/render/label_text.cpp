#include "render/label_text.h"

#include <QFontMetricsF>
#include <QPainter>
#include <QPainterPath>

#include <algorithm>
#include <cmath>
#include <utility>

namespace tuban::render {

namespace {

/// The fonts of maps, where a style names none.
QStringList mapFonts() {
    return {QStringLiteral("Noto Sans CJK SC"),
            QStringLiteral("Source Han Sans SC"),
            QStringLiteral("Microsoft YaHei UI")};
}

QString fromView(std::string_view text) {
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

} // namespace

LabelComposer::LabelComposer(const TextSymbolizer& symbol, const std::vector<std::string>& fields)
    : m_parts(symbol.label) {
    for (const LabelPart& part : m_parts) {
        const auto found = std::find(fields.begin(), fields.end(), part.text);
        const bool named = part.kind != LabelPart::Kind::Literal && found != fields.end();
        m_columns.push_back(named ? std::optional(static_cast<std::size_t>(found - fields.begin()))
                                  : std::nullopt);
    }
}

QString
LabelComposer::textOf(const LabelPart& part, const Column& column, std::size_t row) const {
    if (column.null[row]) {
        return {};
    }
    const bool isText = std::holds_alternative<TextColumn>(column.values);
    const QString text = isText ? fromView(column.text(row)) : QString();
    bool isNumber = !isText;
    const double number = isText ? text.toDouble(&isNumber) : column.number(row);
    if (part.kind == LabelPart::Kind::Number && isNumber) {
        return QString::number(number / part.divisor, 'f', part.decimals);
    }
    return isText ? text : QString::number(number, 'g', 15);
}

QStringList LabelComposer::linesOf(const MapChunk& chunk, std::size_t row) const {
    QString all;
    bool anyField = false;
    for (std::size_t i = 0; i < m_parts.size(); ++i) {
        if (m_parts[i].kind == LabelPart::Kind::Literal) {
            all += QString::fromStdString(m_parts[i].text);
        } else if (m_columns[i]) {
            const QString text = textOf(m_parts[i], chunk.fields[*m_columns[i]], row);
            anyField = anyField || !text.trimmed().isEmpty();
            all += text;
        }
    }
    const bool asksFields = std::any_of(m_parts.begin(), m_parts.end(), [](const LabelPart& part) {
        return part.kind != LabelPart::Kind::Literal;
    });
    QStringList lines;
    if (asksFields && !anyField) {
        return lines;
    }
    for (const QString& line : all.split(QLatin1Char('\n'))) {
        if (!line.trimmed().isEmpty()) {
            lines.push_back(line.trimmed());
        }
    }
    return lines;
}

QFont labelFont(const Font& font, double size) {
    QStringList families;
    for (const std::string& family : font.families) {
        families.push_back(QString::fromStdString(family));
    }
    QFont made;
    made.setFamilies(families + mapFonts());
    made.setPixelSize(std::max(1, static_cast<int>(std::lround(size))));
    made.setBold(font.bold);
    made.setItalic(font.italic);
    made.setHintingPreference(QFont::PreferNoHinting); // the same widths at all sizes
    return made;
}

LabelBlock::LabelBlock(QStringList lines, const TextSymbolizer& symbol, const DrawingScale& scale)
    : m_lines(std::move(lines)),
      m_font(labelFont(symbol.font, scale.units(symbol.font.size))),
      m_fraction(symbol.fraction && m_lines.size() == 2) {
    const QFontMetricsF metrics(m_font);
    double width = 0.0;
    for (const QString& line : m_lines) {
        m_widths.push_back(metrics.horizontalAdvance(line));
        width = std::max(width, m_widths.back());
    }
    m_lineHeight = m_font.pixelSize() * 1.15;
    m_bar = m_fraction ? std::max(1.0, m_font.pixelSize() * 0.06) : 0.0;
    const double gap = m_fraction ? 3.0 * m_bar : 0.0;
    m_size = QSizeF(width, m_lineHeight * static_cast<double>(m_lines.size()) + gap);
}

QPointF LabelBlock::baselineOf(int line) const {
    // Glyphs of Chinese fonts stand in a square that begins below the ascent.
    const double descent = 0.17 * m_font.pixelSize();
    const double below = m_fraction && line == 1 ? 3.0 * m_bar : 0.0;
    return {-0.5 * m_widths[static_cast<std::size_t>(line)],
            -0.5 * m_size.height() + m_lineHeight * (line + 1) - descent + below};
}

void LabelBlock::paint(QPainter& painter, const QColor& colour) const {
    painter.setFont(m_font);
    painter.setPen(colour);
    for (int line = 0; line < m_lines.size(); ++line) {
        painter.drawText(baselineOf(line), m_lines[line]);
    }
    if (m_fraction) {
        const double y = -0.5 * m_size.height() + m_lineHeight + m_bar;
        painter.fillRect(QRectF(-0.5 * m_size.width(), y, m_size.width(), m_bar), colour);
    }
}

QPainterPath LabelBlock::outline() const {
    QPainterPath path;
    path.setFillRule(Qt::WindingFill);
    for (int line = 0; line < m_lines.size(); ++line) {
        path.addText(baselineOf(line), m_font, m_lines[line]);
    }
    if (m_fraction) {
        const double y = -0.5 * m_size.height() + m_lineHeight + m_bar;
        path.addRect(QRectF(-0.5 * m_size.width(), y, m_size.width(), m_bar));
    }
    return path;
}

} // namespace tuban::render
