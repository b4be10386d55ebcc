#include "app/docks/feature_panel.h"

#include "app/texts.h"
#include "app/theme.h"
#include "jobs/language.h"

#include <QEvent>
#include <QHeaderView>
#include <QVBoxLayout>

namespace tuban::app {

namespace {

constexpr int kLengthDecimals = 2;

QString valueText(const FieldSchema& field, const AttributeColumn& column, std::uint32_t row) {
    const FieldValue value = column.value(row);
    for (const CodeEntry& code : field.codes) {
        if (code.value == value) {
            return fromUtf8(jobs::nameIn(jobs::currentLanguage(), code.title));
        }
    }
    return fromUtf8(column.text(row));
}

} // namespace

FeaturePanel::FeaturePanel(Selection& selection)
    : m_selection(selection), m_title(new QLabel), m_list(new QTreeWidget) {
    auto* const rows = new QVBoxLayout(this);
    rows->setContentsMargins(0, 0, 0, 0);
    m_title->setProperty("letters", QStringLiteral("title"));
    m_title->setContentsMargins(theme::size("space"), 6, theme::size("space"), 0);
    m_title->setWordWrap(true);
    rows->addWidget(m_title);
    rows->addWidget(m_list, 1);
    m_list->setColumnCount(2);
    m_list->setHeaderHidden(true);
    m_list->setRootIsDecorated(false);
    m_list->setUniformRowHeights(true);
    m_list->setAlternatingRowColors(true);
    m_list->header()->setSectionResizeMode(0, QHeaderView::ResizeToContents);
    connect(&m_selection, &Selection::activated, this, [this] {
        m_row.reset();
        fill();
    });
    fill();
}

void FeaturePanel::showDocument(Document* document) {
    m_document = document;
    m_row.reset();
    m_meter.reset();
    if (m_document != nullptr) {
        m_meter = jobs::ShapeMeter::create(m_document->loaded().crs);
    }
    fill();
}

void FeaturePanel::showRow(std::uint32_t row) {
    m_row = row;
    fill();
}

void FeaturePanel::setUnit(jobs::AreaUnit unit) {
    m_unit = unit;
    fill();
}

void FeaturePanel::addLine(const QString& name, const QString& value) {
    auto* const line = new QTreeWidgetItem(m_list, {name, value});
    line->setForeground(0, theme::colour("secondary"));
    line->setToolTip(1, value);
}

QString FeaturePanel::areaText(Area area) const {
    const auto other = m_unit == jobs::AreaUnit::SquareMetres ? jobs::AreaUnit::Hectares
                                                              : jobs::AreaUnit::SquareMetres;
    constexpr int kParcelDecimals = 4;
    const auto text = [area](jobs::AreaUnit unit) {
        const int decimals =
            unit == jobs::AreaUnit::Hectares ? kParcelDecimals : jobs::decimalsOf(unit);
        return QStringLiteral("%1 %2").arg(numberText(jobs::valueIn(unit, area), decimals),
                                           fromUtf8(jobs::symbolOf(unit)));
    };
    return text(m_unit) + QStringLiteral(" · ") + text(other);
}

void FeaturePanel::fill() {
    m_list->clear();
    m_list->setAccessibleName(translate("tuban", "Selected feature"));
    if (!m_row || m_document == nullptr) {
        m_title->setText(translate("tuban", "Click something on the map to see what it is."));
        return;
    }
    const AttributeTable& table = *m_selection.table();
    m_title->setText(m_document->titleOf(table.schema().name) + u' ' +
                     fromUtf8(table.nameOf(*m_row)));
    if (const auto* const layer = m_document->sceneLayer(table.schema().name)) {
        addMeasures(*layer);
    }
    for (std::size_t field = 0; field < table.schema().fields.size(); ++field) {
        const FieldSchema& schema = table.schema().fields[field];
        addLine(fromUtf8(jobs::nameIn(jobs::currentLanguage(), schema.title)),
                valueText(schema, table.column(field), *m_row));
    }
}

void FeaturePanel::addMeasures(const render::SceneLayer& layer) {
    const auto feature = layer.features->find(*m_row);
    if (!feature || !m_meter) {
        return;
    }
    const auto& geometry = layer.features->chunk(*feature).geometry;
    if (const auto* const polygons = std::get_if<0>(&geometry)) {
        const jobs::ShapeMeasures measures = m_meter->measureFeature(**polygons, feature->row);
        addLine(translate("tuban", "Planar area"), areaText(measures.planarArea));
        if (measures.ellipsoidalArea) {
            addLine(translate("tuban", "Ellipsoidal area"), areaText(*measures.ellipsoidalArea));
        }
        addLine(translate("tuban", "Perimeter, planar"),
                numberText(measures.planarLength.inMetres(), kLengthDecimals) +
                    QStringLiteral(" m"));
    } else if (layer.features->kind() == render::MapGeometry::Lines) {
        double planar = 0.0;
        layer.features->visitPaths(*feature, [&](std::span<const geometry::GridPoint> path) {
            std::vector<geometry::CrsPlace> line;
            for (const geometry::GridPoint vertex : path) {
                line.push_back({layer.features->grid().toUnits(vertex.x),
                                layer.features->grid().toUnits(vertex.y)});
            }
            planar += m_meter->measureLine(line).planarLength.inMetres();
        });
        addLine(translate("tuban", "Length, planar"),
                numberText(planar, kLengthDecimals) + QStringLiteral(" m"));
    }
    addLine(translate("tuban", "Basis"), fromUtf8(m_document->loaded().crs.name));
}

void FeaturePanel::changeEvent(QEvent* event) {
    if (event->type() == QEvent::LanguageChange) {
        fill();
    }
    QWidget::changeEvent(event);
}

} // namespace tuban::app
