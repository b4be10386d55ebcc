#pragma once

class QWidget;

namespace tuban::app {

/// How things are done with mouse and keys here, beside QGIS, ArcGIS Pro and AutoCAD, in the
/// language that is spoken now.
QWidget* habitsTable();

} // namespace tuban::app
