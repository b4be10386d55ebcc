// A workspace in memory: what is in it is on the map.

#include "data/store/workspace_writer.h"
#include "jobs/load_workspace_job.h"
#include "support/temporary_folder.h"

#include <gtest/gtest.h>

namespace tuban::jobs {

namespace {

LayerSchema schemaOf(const char* name, GeometryKind geometry) {
    return {.name = name,
            .title = {name, name},
            .geometry = geometry,
            .fields = {{.name = "code", .title = {"代码", "Code"}, .key = true}}};
}

LayerRow rowOf(GridGeometry::Vertices vertices) {
    LayerRow row;
    row.geometry.parts = {{std::move(vertices)}};
    row.values = {std::string("A")};
    return row;
}

} // namespace

TEST(LoadedWorkspace, ShowsLayersThatTheProductHasNoStyleFor) {
    const test::TemporaryFolder folder;
    auto writer = data::WorkspaceWriter::create(
        folder / "a.gpkg", {.crs = "EPSG:4548", .date = "2026-01-02", .title = {"区", "Zone"}});
    ASSERT_TRUE(writer);
    const std::pair<LayerSchema, LayerRow> layers[] = {
        {schemaOf("areas", GeometryKind::Polygon),
         rowOf({{0, 0}, {1000000, 0}, {1000000, 1000000}, {0, 0}})},
        {schemaOf("lines", GeometryKind::LineString), rowOf({{0, 0}, {1000000, 0}})},
        {schemaOf("points", GeometryKind::Point), rowOf({{5, 5}})}};
    for (const auto& [schema, row] : layers) {
        ASSERT_TRUE(writer->addTable({schema, {row}}, {}));
    }
    ASSERT_TRUE(writer->commit());
    const auto loaded = LoadWorkspaceJob(folder / "a.gpkg").run({});
    ASSERT_TRUE(loaded);
    ASSERT_EQ(loaded->scene.layers.size(), 3U);
    for (const render::SceneLayer& layer : loaded->scene.layers) {
        EXPECT_EQ(layer.features->featureCount(), 1U) << layer.name;
        const render::FeatureRef feature = *layer.features->find(0);
        const RuleSet& rules = layer.features->classes()[layer.features->classOf(feature)];
        EXPECT_FALSE(rulesDrawn(*layer.style, rules, 10000.0).empty()) << layer.name;
    }
}

} // namespace tuban::jobs
