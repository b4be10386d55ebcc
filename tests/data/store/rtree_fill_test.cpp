#include "data/store/rtree_fill.h"

#include <sqlite3.h>

#include <gtest/gtest.h>
#include <optional>
#include <random>
#include <set>
#include <string>
#include <vector>

namespace tuban::data {

namespace {

constexpr const char* kRtree = "rtree_a b_geom"; // a name that needs quotes

/// An R-tree in memory, on a connection that is on its guard as that of a workspace is.
class RtreeFillTest : public ::testing::Test {
protected:
    RtreeFillTest() {
        auto db = StoreDatabase::inMemory();
        EXPECT_TRUE(db);
        m_db.emplace(std::move(*db));
        run("CREATE VIRTUAL TABLE \"rtree_a b_geom\" USING rtree(id, minx, maxx, miny, maxy)");
        sqlite3_db_config(m_db->handle(), SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    }

    void run(const std::string& sql) const {
        const auto done = m_db->execute(sql);
        EXPECT_TRUE(done) << done.error().detail;
    }
    bool isGuarded() const {
        int guarded = 0;
        sqlite3_db_config(m_db->handle(), SQLITE_DBCONFIG_DEFENSIVE, -1, &guarded);
        return guarded == 1;
    }

    std::string text(const std::string& sql) const {
        auto query = SqliteStatement::prepare(m_db->handle(), sql, "test");
        EXPECT_TRUE(query);
        EXPECT_EQ(query->step(), SqliteStatement::Step::Row);
        return std::string(query->text(0));
    }
    std::string check() const { return text("SELECT rtreecheck('rtree_a b_geom')"); }

    std::set<std::int64_t> found(double minX, double minY, double maxX, double maxY) const {
        auto query = SqliteStatement::prepare(m_db->handle(),
                                              "SELECT id FROM \"rtree_a b_geom\" WHERE maxx >= ?1 "
                                              "AND maxy >= ?2 AND minx <= ?3 AND miny <= ?4",
                                              "test");
        EXPECT_TRUE(query);
        query->bind(1, minX);
        query->bind(2, minY);
        query->bind(3, maxX);
        query->bind(4, maxY);
        std::set<std::int64_t> ids;
        while (query->step() == SqliteStatement::Step::Row) {
            ids.insert(query->integer(0));
        }
        return ids;
    }

    const StoreDatabase& db() const { return *m_db; }

private:
    std::optional<StoreDatabase> m_db;
};

/// Boxes of some metres within ten kilometres about a place of zone 39, fids with holes.
std::vector<RtreeEntry> someEntries(std::size_t count) {
    std::mt19937_64 random(count);
    std::uniform_int_distribution<std::int64_t> east(394'500'000'000, 394'600'000'000);
    std::uniform_int_distribution<std::int64_t> north(42'800'000'000, 42'900'000'000);
    std::uniform_int_distribution<std::int64_t> side(0, 1'000'000);
    std::vector<RtreeEntry> entries;
    for (std::size_t i = 0; i < count; ++i) {
        const geometry::GridPoint low{east(random), north(random)};
        const geometry::GridPoint high{low.x + side(random), low.y + side(random)};
        entries.push_back({static_cast<std::int64_t>(3 * i + 1), {low, high}});
    }
    return entries;
}

} // namespace

// rtreecheck() of SQLite looks at every node, cell, parent and place. A page of 4096 bytes has
// room for 51 cells.
TEST_F(RtreeFillTest, SqliteFindsNothingWrongWithTreesOfAnySize) {
    for (const std::size_t count : {0U, 1U, 2U, 40U, 51U, 52U, 81U, 2040U, 2091U, 20'000U}) {
        run("DELETE FROM \"rtree_a b_geom\"");
        const auto entries = someEntries(count);
        ASSERT_TRUE(fillRtree(db(), kRtree, entries));
        EXPECT_EQ(check(), "ok") << count;
        EXPECT_EQ(text("SELECT count(*) FROM \"rtree_a b_geom\""), std::to_string(count));
    }
}

TEST_F(RtreeFillTest, AQueryFindsWhatRowByRowInsertionWouldFindAndNothingIsMissed) {
    const auto entries = someEntries(3000);
    ASSERT_TRUE(fillRtree(db(), kRtree, entries));
    constexpr auto kGrid = geometry::Grid::tenthMillimetre();
    for (const RtreeEntry& asked : someEntries(50)) {
        std::set<std::int64_t> meeting;
        for (const RtreeEntry& entry : entries) {
            if (entry.extent.meets(asked.extent)) {
                meeting.insert(entry.fid);
            }
        }
        const auto ids = found(kGrid.toUnits(asked.extent.min.x),
                               kGrid.toUnits(asked.extent.min.y),
                               kGrid.toUnits(asked.extent.max.x),
                               kGrid.toUnits(asked.extent.max.y));
        for (const std::int64_t id : meeting) {
            EXPECT_TRUE(ids.contains(id)) << "boxes are rounded outwards";
        }
        for (const std::int64_t id : ids) {
            geometry::GridBox wide = asked.extent; // single precision: 4 m in the eastings
            wide.add({wide.min.x - 40'000, wide.min.y - 10'000});
            wide.add({wide.max.x + 40'000, wide.max.y + 10'000});
            EXPECT_TRUE(entries[static_cast<std::size_t>(id / 3)].extent.meets(wide)) << id;
        }
    }
}

TEST_F(RtreeFillTest, TheTreeTakesWhatIsAddedChangedAndDeletedLater) {
    const auto entries = someEntries(3000);
    ASSERT_TRUE(fillRtree(db(), kRtree, entries));
    for (int i = 0; i < 500; ++i) {
        const std::string id = std::to_string(3 * i + 1);
        run("DELETE FROM \"rtree_a b_geom\" WHERE id = " + id);
        run("INSERT INTO \"rtree_a b_geom\" VALUES (" + std::to_string(100'000 + i) +
            ", 1, 2, 3, 4)");
    }
    EXPECT_EQ(check(), "ok");
    EXPECT_EQ(found(1, 3, 2, 4).size(), 500U);
}

TEST_F(RtreeFillTest, TheConnectionIsOnItsGuardAgainAfterwards) {
    ASSERT_TRUE(fillRtree(db(), kRtree, someEntries(100)));
    EXPECT_TRUE(isGuarded());
    const auto missing = fillRtree(db(), "rtree_none", someEntries(100));
    ASSERT_FALSE(missing);
    EXPECT_EQ(missing.error().code, ErrorCode::ReadFailed);
    EXPECT_TRUE(isGuarded());
}

} // namespace tuban::data
