#include "geometry/overlay_build.h"

#include "base/parallel.h"
#include "geometry/edge_runs.h"
#include "geometry/overlay_layout.h"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <deque>
#include <numeric>
#include <tuple>
#include <utility>

namespace tuban::geometry {

namespace {

constexpr std::size_t kVerticesPerBlock = 1 << 14;
constexpr std::size_t kFewestVerticesPerThread = 1 << 14;

GridBox extentOf(const PolygonChunk& chunk) {
    GridBox extent;
    for (std::size_t feature = 0; feature < chunk.size(); ++feature) {
        if (!chunk.extent(feature).empty()) {
            extent.add(chunk.extent(feature).min);
            extent.add(chunk.extent(feature).max);
        }
    }
    return extent;
}

/// Whether all arithmetic of the kernel holds: see overlay_index.h.
bool fits(const GridBox& extent) {
    constexpr std::int64_t farthest = std::int64_t{1} << 52;
    if (extent.empty()) {
        return true;
    }
    const GridPoint size = extent.max - extent.min;
    return extent.min.x > -farthest && extent.min.y > -farthest && extent.max.x < farthest &&
           extent.max.y < farthest &&
           static_cast<double>(size.x) * static_cast<double>(size.y) <= std::ldexp(1.0, 91);
}

/// The work on one index, step by step; each step is spread over the threads.
class Build {
public:
    Build(DistrictIndex& state, int threads, const Progress& progress)
        : m_state(state),
          m_threads(threads),
          m_progress(progress),
          m_bands(Bands::of(state.grid)) {}

    void listRings();
    void cutEdges();
    void fillBands();
    void sortStarts();
    void takeSets() { m_state.sets = m_interner.take(); }

private:
    struct Block {
        std::vector<RingPiece> unfinished; // pieces of rings that other blocks hold too
        std::uint32_t carriedRing = UINT32_MAX;
        DoubledArea carried = 0;
    };
    struct Worker {
        std::vector<std::uint32_t> runsPerCell;
        std::vector<WindingStep> steps;
        CornerSetInterner::StepCache cache;
    };

    bool cancelled() { return m_progress.cancelled(); }
    void cutBlock(EdgeRunCutter& cutter, std::size_t block);
    void joinBlocks();
    void allocate();
    void fillCornerSets(Worker& worker, std::size_t band);
    void placeRuns(Worker& worker, std::size_t band);
    EdgeRun finished(EdgeRun run) const;

    DistrictIndex& m_state;
    int m_threads;
    const Progress& m_progress;
    Bands m_bands;
    std::vector<Block> m_blocks;
    std::deque<EdgeRunCutter> m_cutters;
    std::vector<std::size_t> m_firstRunOfBand;
    CornerSetInterner m_interner;
};

void Build::listRings() {
    const PolygonChunk& districts = m_state.districts;
    const GridPoint* points = m_state.points();
    m_state.rings.reserve(districts.ringCount());
    for (std::size_t district = 0; district < districts.size(); ++district) {
        const PolygonChunk::Range rings = districts.featureRings(district);
        for (std::uint32_t r = rings.first; r < rings.last; ++r) {
            const Ring ring = districts.ring(r);
            const auto first = static_cast<std::uint32_t>(ring.data() - points);
            m_state.rings.push_back({static_cast<std::uint32_t>(district),
                                     first,
                                     first + static_cast<std::uint32_t>(ring.size()),
                                     0});
        }
    }
}

void Build::cutEdges() {
    m_blocks.resize((m_state.districts.pointCount() + kVerticesPerBlock - 1) / kVerticesPerBlock);
    for (int worker = 0; worker < m_threads; ++worker) {
        m_cutters.emplace_back(m_state, m_bands);
    }
    parallelFor(m_blocks.size(), m_threads, [&](int worker, std::size_t block) {
        if (!cancelled()) {
            cutBlock(m_cutters[static_cast<std::size_t>(worker)], block);
        }
    });
    joinBlocks();
}

void Build::cutBlock(EdgeRunCutter& cutter, std::size_t block) {
    const auto first = static_cast<std::uint32_t>(block * kVerticesPerBlock);
    const auto end = static_cast<std::uint32_t>(
        std::min(m_state.districts.pointCount(), (block + 1) * kVerticesPerBlock));
    auto ring = std::upper_bound(m_state.rings.begin(),
                                 m_state.rings.end(),
                                 first,
                                 [](std::uint32_t v, const DistrictRing& r) { return v < r.end; });
    for (; ring != m_state.rings.end() && ring->first < end; ++ring) {
        const auto number = static_cast<std::uint32_t>(ring - m_state.rings.begin());
        const DoubledArea swept =
            cutter.cut(number, std::max(first, ring->first), std::min(end, ring->end));
        if (ring->first >= first && ring->end <= end) {
            ring->area = swept;
        } else {
            m_blocks[block].unfinished.push_back({number, ring->first >= first, swept});
        }
    }
}

/// Sums up the pieces of rings that span several blocks, so that prefixes start at the ring.
void Build::joinBlocks() {
    for (Block& block : m_blocks) {
        for (const RingPiece& piece : block.unfinished) {
            DoubledArea& area = m_state.rings[piece.ring].area;
            if (!piece.beginsRing) {
                block.carriedRing = piece.ring;
                block.carried = area;
            }
            area += piece.swept;
        }
    }
}

EdgeRun Build::finished(EdgeRun run) const {
    const Block& block = m_blocks[run.first / kVerticesPerBlock];
    if (run.ring == block.carriedRing) {
        run.swept += block.carried;
    }
    return run;
}

void Build::allocate() {
    m_firstRunOfBand.assign(m_bands.count + 1, 0);
    for (std::size_t band = 0; band < m_bands.count; ++band) {
        for (const EdgeRunCutter& cutter : m_cutters) {
            m_firstRunOfBand[band + 1] += cutter.findings(band).runs.size();
        }
    }
    std::partial_sum(m_firstRunOfBand.begin(), m_firstRunOfBand.end(), m_firstRunOfBand.begin());
    m_state.cells = HugeArray<std::uint32_t>(m_state.grid.cellCount());
    m_state.runs = HugeArray<EdgeRun>(m_firstRunOfBand.back());
    m_state.mixed = HugeArray<MixedCell>(m_firstRunOfBand.back());
}

void Build::fillBands() {
    allocate();
    std::vector<Worker> workers(static_cast<std::size_t>(m_threads));
    std::atomic<std::size_t> done{0};
    parallelFor(m_bands.count, m_threads, [&](int number, std::size_t band) {
        if (!cancelled()) {
            Worker& worker = workers[static_cast<std::size_t>(number)];
            fillCornerSets(worker, band);
            placeRuns(worker, band);
            m_progress.report(0.5 + 0.5 * static_cast<double>(++done) /
                                        static_cast<double>(m_bands.count));
        }
    });
}

void Build::fillCornerSets(Worker& worker, std::size_t band) {
    std::vector<WindingStep>& steps = worker.steps;
    steps.clear();
    for (const EdgeRunCutter& cutter : m_cutters) {
        const auto& found = cutter.findings(band).steps;
        steps.insert(steps.end(), found.begin(), found.end());
    }
    const auto place = [](const WindingStep& s) {
        return std::tuple(s.row, s.column, s.change.district);
    };
    std::ranges::sort(steps, {}, place);
    const CellGrid& grid = m_state.grid;
    const auto firstRow = static_cast<std::int64_t>(band) * m_bands.rowsPerBand;
    const std::int64_t endRow = std::min(grid.rows(), firstRow + m_bands.rowsPerBand);
    auto step = steps.begin();
    for (std::int64_t row = firstRow; row < endRow; ++row) {
        std::uint32_t* cell = m_state.cells.data() + grid.index(0, row);
        std::uint32_t* const rowEnd = cell + grid.columns();
        CornerSets::Id set = CornerSets::kEmpty;
        while (step != steps.end() && step->row == row) {
            const auto at = place(*step);
            std::uint32_t* const until = rowEnd - grid.columns() + step->column;
            cell = std::fill_n(cell, until - cell, set);
            Membership change{step->change.district, 0};
            for (; step != steps.end() && place(*step) == at; ++step) {
                change.winding += step->change.winding;
            }
            if (change.winding != 0) {
                set = m_interner.changed(set, change, worker.cache);
            }
        }
        std::fill(cell, rowEnd, set);
    }
}

void Build::placeRuns(Worker& worker, std::size_t band) {
    const std::size_t firstCell =
        m_state.grid.index(0, static_cast<std::int64_t>(band) * m_bands.rowsPerBand);
    worker.runsPerCell.resize(
        static_cast<std::size_t>(m_state.grid.columns() * m_bands.rowsPerBand));
    for (const EdgeRunCutter& cutter : m_cutters) {
        for (const EdgeRun& run : cutter.findings(band).runs) {
            ++worker.runsPerCell[run.cell - firstCell];
        }
    }
    auto nextRun = static_cast<std::uint32_t>(m_firstRunOfBand[band]);
    std::uint32_t nextMixed = nextRun;
    for (const EdgeRunCutter& cutter : m_cutters) {
        for (const EdgeRun& run : cutter.findings(band).runs) {
            std::uint32_t& cell = m_state.cells[run.cell];
            if ((cell & DistrictIndex::kMixed) == 0) {
                // The first run met in this cell: all the others get the places after it.
                m_state.mixed[nextMixed] = {cell, nextRun, 0};
                nextRun += std::exchange(worker.runsPerCell[run.cell - firstCell], 0);
                cell = DistrictIndex::kMixed | nextMixed++;
            }
            MixedCell& mixed = m_state.mixed[cell & ~DistrictIndex::kMixed];
            m_state.runs[mixed.firstRun + mixed.runCount++] = finished(run);
        }
    }
}

void Build::sortStarts() {
    const CellGrid& grid = m_state.grid;
    const GridPoint* points = m_state.points();
    const auto start = [&](std::uint32_t ring) { return points[m_state.rings[ring].first]; };
    m_state.ringsByStart.resize(m_state.rings.size());
    std::iota(m_state.ringsByStart.begin(), m_state.ringsByStart.end(), 0U);
    std::ranges::sort(m_state.ringsByStart, {}, [&](std::uint32_t ring) {
        return std::pair(grid.indexAt(start(ring)), ring);
    });
    m_state.firstStartOfRow.assign(static_cast<std::size_t>(grid.rows()) + 1, 0);
    for (std::uint32_t ring : m_state.ringsByStart) {
        ++m_state.firstStartOfRow[static_cast<std::size_t>(grid.row(start(ring).y)) + 1];
    }
    std::partial_sum(m_state.firstStartOfRow.begin(),
                     m_state.firstStartOfRow.end(),
                     m_state.firstStartOfRow.begin());
}

} // namespace

Result<OverlayIndex> OverlayIndexBuilder::build(PolygonChunk districts,
                                                int threads,
                                                const Progress& progress,
                                                std::optional<int> cellWidthBits) {
    auto state = std::make_unique<OverlayIndex::State>();
    state->districts = std::move(districts);
    state->extent = extentOf(state->districts);
    if (!fits(state->extent)) {
        return Error{ErrorCode::ExtentTooLarge, {}};
    }
    state->grid = chooseCells(state->districts, state->extent);
    if (cellWidthBits && !state->extent.empty()) {
        state->grid = CellGrid(state->extent, *cellWidthBits);
    }
    const auto worthwhile =
        static_cast<int>(state->districts.pointCount() / kFewestVerticesPerThread) + 1;
    Build build(*state, std::min(threadCount(threads), worthwhile), progress);
    build.listRings();
    build.cutEdges();
    progress.report(0.5);
    build.fillBands();
    build.sortStarts();
    build.takeSets();
    if (progress.cancelled()) {
        return Error{ErrorCode::Cancelled, {}};
    }
    return OverlayIndex(std::move(state));
}

std::size_t OverlayIndexBuilder::cellCount(const OverlayIndex& index) {
    return index.m_state->grid.cellCount();
}

} // namespace tuban::geometry
