#pragma once

#include "base/int128.h"
#include "mesh.h"

namespace tuban::bench {

/// Twice the area of a closed ring in square cells, positive when it runs anticlockwise; exact for
/// rings up to 2^62 cells across both ways.
inline Int128 doubledArea(const Ring& ring) {
    Int128 sum = 0;
    for (std::size_t k = 1; k + 1 < ring.size(); ++k) {
        const GridPoint o = ring.front();
        sum += Int128{ring[k].x - o.x} * (ring[k + 1].y - o.y) -
               Int128{ring[k].y - o.y} * (ring[k + 1].x - o.x);
    }
    return sum;
}

} // namespace tuban::bench
