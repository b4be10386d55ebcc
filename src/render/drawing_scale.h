#pragma once

#include "model/symbology.h"

#include <QPointF>

namespace tuban::render {

/// What the lengths of a style are in a picture. Units are those of the painter: pixels of the
/// device, or steps of a printer.
struct DrawingScale {
    double denominator = 1.0;         ///< of the map
    double unitsPerMillimetre = 1.0;  ///< on paper
    /// Where patterns begin: the same place of the map in all pictures that lie side by side.
    QPointF patternOrigin = {};
    /// Pictures of symbols and patterns are made once and copied; otherwise all is drawn as paths,
    /// for files that are printed or enlarged.
    bool copiesPictures = true;

    double units(const SymbolLength& length) const {
        return onPaper(length, denominator).inMillimetres() * unitsPerMillimetre;
    }
    bool operator==(const DrawingScale&) const = default;
};

} // namespace tuban::render
