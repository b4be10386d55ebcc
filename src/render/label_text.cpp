#include "render/label_text.h"

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
    // Shaping would take other glyphs for digits behind letters, which a PDF cannot name.
    made.setStyleStrategy(QFont::PreferNoShaping);
    return made;
}

LabelFace::LabelFace(const TextSymbolizer& symbol, const DrawingScale& scale)
    : m_font(labelFont(symbol.font, scale.units(symbol.font.size))),
      m_metrics(m_font),
      m_halo(symbol.halo ? scale.units(symbol.halo->radius) : 0.0),
      m_fraction(symbol.fraction) {}

LabelBlock::LabelBlock(QStringList lines, const LabelFace& face)
    : m_lines(std::move(lines)), m_face(&face) {
    double width = 0.0;
    for (const QString& line : m_lines) {
        m_widths.push_back(face.widthOf(line));
        width = std::max(width, m_widths.back());
    }
    const double gap = hasBar() ? 3.0 * barThickness() : 0.0;
    m_size = QSizeF(width, lineHeight() * static_cast<double>(m_lines.size()) + gap);
}

double LabelBlock::lineHeight() const {
    return 1.15 * m_face->size();
}

double LabelBlock::barThickness() const {
    return std::max(1.0, 0.06 * m_face->size());
}

QRectF LabelBlock::bar() const {
    const double y = -0.5 * m_size.height() + lineHeight() + barThickness();
    return {-0.5 * m_size.width(), y, m_size.width(), barThickness()};
}

QPointF LabelBlock::baselineOf(int line) const {
    // Glyphs of Chinese fonts stand in a square that begins below the ascent.
    const double descent = 0.17 * m_face->size();
    const double below = hasBar() && line == 1 ? 3.0 * barThickness() : 0.0;
    return {-0.5 * m_widths[static_cast<std::size_t>(line)],
            -0.5 * m_size.height() + lineHeight() * (line + 1) - descent + below};
}

void LabelBlock::paint(QPainter& painter, const QColor& colour) const {
    painter.setFont(m_face->font());
    painter.setPen(colour);
    for (int line = 0; line < m_lines.size(); ++line) {
        painter.drawText(baselineOf(line), m_lines[line]);
    }
    if (hasBar()) {
        painter.fillRect(bar(), colour);
    }
}

QPainterPath LabelBlock::outline() const {
    QPainterPath path;
    path.setFillRule(Qt::WindingFill);
    for (int line = 0; line < m_lines.size(); ++line) {
        path.addText(baselineOf(line), m_face->font(), m_lines[line]);
    }
    if (hasBar()) {
        path.addRect(bar());
    }
    return path;
}

} // namespace tuban::render
