#pragma once

#include "data/export/export_writer.h"

namespace tuban::data {

/// A drawing for CAD: a layer for each class in the nearest colour of AutoCAD's list (in UTF-8 also
/// in its true colour); every ring a closed polyline of its own, holes on the layer of their
/// polygon; the key of the row and its class as two texts at a point inside; key and number of the
/// ring as extended data of "TUBAN". AutoCAD 2000 with code page 936 for GBK, AutoCAD 2007 for
/// UTF-8. @source Autodesk DXF Reference 2000 and 2007.
ExportFormat dxfFormat();

} // namespace tuban::data
