#pragma once

#include "geometry/edge_network.h"

#include <cstdint>
#include <vector>

namespace tuban::geometry {

/// Traces the faces of an edge network. Every edge is cut into pieces at its crossings; each piece
/// has two half-edges, and following the left side of half-edges round gives the contours.
class FaceTracer {
public:
    static constexpr std::uint32_t kNone = UINT32_MAX;

    /// One closed walk along half-edges with the face on its left. Counter-clockwise contours
    /// bound a face from outside; the others are holes, each the outside of a connected group.
    struct Contour {
        std::uint32_t firstHalf;
        std::int32_t depth;
        FixedArea area;              ///< signed, exact to rounding of its crossings
        std::uint32_t shell = kNone; ///< contour that bounds its face from outside, if any
        bool isShell() const { return area > 0; }
    };

    explicit FaceTracer(const EdgeNetwork& network);

    const std::vector<Contour>& contours() const { return m_contours; }
    /// Vertices of a contour, crossings rounded to the grid.
    void outline(const Contour& contour, std::vector<GridPoint>& out) const;
    /// Appends the pieces of a contour, each with the edge that it is a part of.
    void border(const Contour& contour, std::vector<FaceEdge>& out) const;

private:
    struct Piece {
        std::uint32_t edge;
        std::uint32_t fromNode;
        std::uint32_t toNode;
        std::int32_t leftDepth;
        FixedArea swept; ///< from its start to its end
    };

    void joinCrossings();
    void cutIntoPieces();
    void linkHalves();
    void traceContours();
    void findShells();
    std::uint32_t crossingNode(std::size_t crossing);
    std::uint32_t halfWestOf(GridPoint p) const;
    std::uint32_t pieceAtHeight(std::uint32_t edge, std::int64_t y) const;

    const EdgeNetwork& m_network;
    std::vector<GridPoint> m_nodePoint;        // vertices first, then crossings
    std::vector<std::uint32_t> m_vertexOfEnd;  // node of end a of edge e at 2e, of end b at 2e + 1
    std::vector<std::uint32_t> m_crossingNode; // by crossing, in the order of the network
    std::vector<Piece> m_pieces;               // half-edges of piece p: 2p along it, 2p + 1 back
    std::vector<std::uint32_t> m_firstPiece;   // by edge
    std::vector<std::uint32_t> m_next;         // by half-edge
    std::vector<std::uint32_t> m_contourOf;    // by half-edge
    std::vector<Contour> m_contours;
};

} // namespace tuban::geometry
