"""Generator of the sample zone: a schematic, seamless and exact copy of a published plan.

Run it with `scripts/make-sample`. Standard library only; arithmetic is +, -, *, / and sqrt, so that
the same files come out everywhere. The way of the data:

    layout     named lines: roads, river, borders; sized so that districts have the planned areas
    skeleton   their arrangement: a planar graph on the 0.1 mm grid and its faces
    strips     each face becomes a block, its rim becomes road, river and ditch surface
    blocks     blocks are cut into parcels
    landuse    classes, as planned and as they are now
    figures    which parcels are built up, kept for development, supplied: sums of the plan
    registry   numbers, holders, contracts, idle-land cases
    themes     the other layers: districts, roads, control lines, facilities
    checks     every promise about the data, printed as a table
"""
