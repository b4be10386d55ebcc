// What the desk does with the view: moving it, keeping it, and measuring in it.

#include "app/canvas/map_decor.h"
#include "app/desk.h"
#include "app/texts.h"

namespace tuban::app {

namespace {

constexpr int kLengthDecimals = 2;
constexpr int kAngleDecimals = 2;
constexpr int kThumbnailWidth = 640; ///< pixels

QString areaText(Area area, jobs::AreaUnit unit) {
    return QStringLiteral("%1 %2").arg(
        numberText(jobs::valueIn(unit, area), jobs::decimalsOf(unit)),
        fromUtf8(jobs::symbolOf(unit)));
}

QString lengthText(Length length) {
    return numberText(length.inMetres(), kLengthDecimals) + QStringLiteral(" m");
}

QString viewKey(const Document& document) {
    return QStringLiteral("view/") + fromUtf8(document.loaded().summary.info.id.text());
}

} // namespace

/// Zooming and what the view shows.
void Desk::connectView() {
    Commands& commands = m_parts.commands;
    constexpr double kStep = 1.5;
    commands.connectTo("zoom-in", [this] { m_canvas->zoomBy(kStep); });
    commands.connectTo("zoom-out", [this] { m_canvas->zoomBy(1.0 / kStep); });
    commands.connectTo("zoom-whole", [this] { m_canvas->zoomToWhole(); });
    commands.connectTo("zoom-selection", [this] { zoomToSelection(); });
    commands.connectTo("view-back", [this] { m_canvas->goBack(); });
    commands.connectTo("view-forward", [this] { m_canvas->goForward(); });
    commands.connectTo("next-dock", [this] { stepThroughDocks(); });
    commands.connectTo("graticule", [this] {
        m_graticule = m_parts.commands.action("graticule")->isChecked();
        m_canvas->update();
    });
    m_canvas->addOverlay([this](QPainter& painter, const render::Viewport& view) {
        if (m_graticule && m_meter) {
            paintGraticule(painter, view, [this](render::MapPoint place) {
                return m_meter->longitudeLatitude({place.x, place.y});
            });
        }
        if (m_document != nullptr) {
            paintScaleBar(painter, view);
        }
    });
    connect(m_canvas, &MapCanvas::viewChanged, this, [this] {
        m_parts.status.setScale(m_canvas->view().scaleDenominator());
    });
    connect(&m_parts.status, &StatusFields::scaleChosen, this, [this](double denominator) {
        m_canvas->setScaleDenominator(denominator);
        m_canvas->setFocus();
    });
    connect(m_canvas, &MapCanvas::pointerMoved, this, &Desk::showPlace);
    connect(m_canvas, &MapCanvas::menuAsked, this, &Desk::showMenu);
    connect(m_canvas, &MapCanvas::toolLeft, this, [this] {
        if (m_toolInUse != "tool-select") {
            useTool("tool-select");
        } else {
            m_selection.clear();
        }
    });
    connect(m_canvas, &MapCanvas::repeatAsked, this, [this] {
        if (!m_toolBefore.empty()) {
            useTool(m_toolBefore);
        }
    });
}

void Desk::keepView() {
    rememberView();
    m_parts.messages.add(
        {.kind = Message::Kind::Done,
         .title = translate("tuban", "This view is kept: the workspace opens with it.")});
}

void Desk::rememberView() {
    const render::Viewport& view = m_canvas->view();
    m_parts.settings.setValue(viewKey(*m_document),
                              QVariantList{view.centre.x, view.centre.y, view.unitsPerPixel});
    if (m_canvas->isComplete()) {
        m_canvas->grab()
            .scaledToWidth(kThumbnailWidth, Qt::SmoothTransformation)
            .save(Settings::thumbnailOf(m_document->path()));
    }
}

/// As it was left, if the workspace was looked at before.
void Desk::restoreView() {
    const QVariantList kept = m_parts.settings.value(viewKey(*m_document)).toList();
    if (kept.size() != 3 || kept[2].toDouble() <= 0.0) {
        return;
    }
    render::Viewport view = m_canvas->view();
    view.centre = {kept[0].toDouble(), kept[1].toDouble()};
    view.unitsPerPixel = kept[2].toDouble();
    m_canvas->setView(view);
}

QString Desk::toolHelp() const {
    if (m_toolInUse == "tool-select") {
        return translate("tuban",
                         "Click: what is under the pointer. Box to the right: what is inside; to "
                         "the left: what it touches. Shift and click adds, Ctrl toggles. Shift and "
                         "drag zooms to a box. Esc: nothing selected.");
    }
    if (m_toolInUse == "tool-lasso") {
        return translate("tuban",
                         "Draw around what is to be selected with the left button held. Ctrl "
                         "toggles. Esc gives up.");
    }
    return translate("tuban",
                     "Click from point to point. Right click, Enter or double click: done. C: back "
                     "to the first point. Backspace, Ctrl+Z or Esc: one point back. The first "
                     "figure is planar, the second on the ellipsoid.");
}

QStringList Desk::describeShape(MeasureKind kind, const std::vector<render::MapPoint>& shape) {
    std::vector<geometry::CrsPlace> places;
    for (const render::MapPoint point : shape) {
        places.push_back({point.x, point.y});
    }
    if (!m_meter || places.size() < 2) {
        return {};
    }
    if (kind == MeasureKind::Angle) {
        return places.size() < 3
                   ? QStringList()
                   : QStringList{
                         numberText(
                             geometry::planarAngle(places[0], places[1], places[2]).inDegrees(),
                             kAngleDecimals) +
                         QStringLiteral("°")};
    }
    const jobs::ShapeMeasures measures = kind == MeasureKind::Area && places.size() > 2
                                             ? m_meter->measureRing(places)
                                             : m_meter->measureLine(places);
    QStringList lines;
    if (measures.planarArea > Area()) {
        lines.append(translate("tuban", "planar %1").arg(areaText(measures.planarArea, m_unit)));
        if (measures.ellipsoidalArea) {
            lines.append(translate("tuban", "ellipsoidal %1")
                             .arg(areaText(*measures.ellipsoidalArea, m_unit)));
        }
    }
    lines.append(translate("tuban", "planar %1").arg(lengthText(measures.planarLength)));
    if (measures.geodesicLength) {
        lines.append(
            translate("tuban", "ellipsoidal %1").arg(lengthText(*measures.geodesicLength)));
    }
    return lines;
}

} // namespace tuban::app
