// bench_workspace: makes a workspace of the benchmark fabric and times what the store does with it.

#include "data/feature_source.h"
#include "data/store/workspace_store.h"
#include "data/store/workspace_writer.h"
#include "data/tables_reader/catalog_reader.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <vector>

namespace {

using namespace tuban;
using Clock = std::chrono::steady_clock;

constexpr const char* kLayer = "fabric";

double secondsSince(Clock::time_point start) {
    return std::chrono::duration<double>(Clock::now() - start).count();
}

template <typename T> T& require(Result<T>& result) {
    if (!result) {
        std::fprintf(stderr,
                     "bench_workspace: %s %s\n",
                     result.error().subject.c_str(),
                     result.error().detail.c_str());
        std::exit(1);
    }
    return *result;
}

void require(const Result<void>& result) {
    if (!result) {
        std::fprintf(stderr, "bench_workspace: %s\n", result.error().detail.c_str());
        std::exit(1);
    }
}

/// The fields of the fabric but for its numbers; `request` asks for the same.
LayerSchema fabricSchema(const data::SourceInfo& info, data::ScanRequest& request) {
    LayerSchema schema{kLayer, {"宗地", "Fabric"}, GeometryKind::MultiPolygon};
    for (std::size_t i = 0; i < info.fields.size(); ++i) {
        const data::Field& field = info.fields[i];
        if (field.name == "fid") {
            continue;
        }
        std::string name = field.name;
        std::transform(name.begin(), name.end(), name.begin(), [](unsigned char c) {
            return static_cast<char>(std::tolower(c));
        });
        const bool isReal = field.type == data::FieldType::Real;
        const auto kind = isReal ? ValueKind::Real : ValueKind::Text;
        request.columns.push_back({i, isReal ? data::ColumnType::Number : data::ColumnType::Text});
        schema.fields.push_back({.name = name, .kind = kind, .title = {name, name}});
    }
    return schema;
}

LayerRow rowOf(const FeatureChunk& chunk, std::size_t feature) {
    LayerRow row;
    const auto parts = chunk.polygons.parts(feature);
    for (std::uint32_t part = parts.first; part < parts.last; ++part) {
        GridGeometry::Part rings;
        const auto range = chunk.polygons.rings(part);
        for (std::uint32_t ring = range.first; ring < range.last; ++ring) {
            const auto points = chunk.polygons.ring(ring);
            rings.emplace_back(points.begin(), points.end());
            rings.back().push_back(points.front());
        }
        row.geometry.parts.push_back(std::move(rings));
    }
    for (const Column& column : chunk.columns) {
        if (column.null[feature]) {
            row.values.emplace_back();
        } else if (std::holds_alternative<TextColumn>(column.values)) {
            row.values.emplace_back(std::string(column.text(feature)));
        } else {
            row.values.emplace_back(column.number(feature));
        }
    }
    return row;
}

int make(const char* fabric, const char* target) {
    auto source = data::openSource(std::string(fabric) + ":parcels");
    auto& opened = *require(source);
    auto writer = data::WorkspaceWriter::create(
        target, {.crs = "EPSG:4527", .date = "2026-01-01", .ifExists = data::IfExists::Replace});
    auto& out = require(writer);
    data::ScanRequest request;
    const LayerSchema schema = fabricSchema(opened.info(), request);
    require(out.beginLayer(schema));
    const auto take = [&](int, FeatureChunk&& chunk) {
        for (std::size_t feature = 0; feature < chunk.size(); ++feature) {
            require(out.addRow(Uuid::generate(), rowOf(chunk, feature)));
        }
        return true;
    };
    auto scanned = opened.scan(request, take, {});
    require(scanned);
    require(out.endLayer());
    auto catalog = data::readCatalog();
    for (const LayerSchema& other : require(catalog)) {
        require(out.addTable(LayerTable{other}, {}));
    }
    require(out.commit());
    return 0;
}

std::unique_ptr<data::WorkspaceStore> open(const char* path) {
    auto store = data::openWorkspace(path, data::OpenMode::Edit, {});
    require(store);
    if ((*store)->info().readOnly) {
        std::fputs("bench_workspace: opened read-only\n", stderr);
        std::exit(1);
    }
    return std::move(*store);
}

/// The first `count` rows.
std::vector<StoredRow> someRows(const data::WorkspaceStore& store, std::size_t count) {
    std::vector<StoredRow> rows;
    std::vector<Finding> findings;
    const auto take = [&](StoredRow&& row) {
        rows.push_back(std::move(row));
        return rows.size() < count;
    };
    require(store.rows(kLayer, take, findings, {}));
    return rows;
}

/// The first text of each row set to `value`; with `moved` also each geometry moved by a metre.
FeatureChange changeOf(const LayerSchema& schema,
                       const std::vector<StoredRow>& rows,
                       const std::string& value,
                       bool moved) {
    FeatureChange change;
    for (const StoredRow& row : rows) {
        LayerRow content = row.content;
        content.values[0] = value;
        for (auto& part : content.geometry.parts) {
            for (auto& ring : part) {
                for (auto& point : ring) {
                    point.x += moved ? 10000 : 0;
                }
            }
        }
        change.rows.push_back(update(schema, row, content));
    }
    return change;
}

JournalEntry apply(data::WorkspaceStore& store, FeatureChange change) {
    auto done = store.apply({.change = std::move(change), .user = "bench", .kind = "attribute"});
    return require(done);
}

double undo(data::WorkspaceStore& store) {
    const auto start = Clock::now();
    const EntryNumber target = store.head()->undoTop;
    auto taken = store.entry(target);
    auto done = store.apply({.change = inverse(require(taken).change),
                             .user = "bench",
                             .kind = "undo",
                             .role = EntryRole::Undo,
                             .target = target});
    require(done);
    return secondsSince(start);
}

int change(const char* path) {
    constexpr std::size_t kSingle = 200;
    constexpr std::size_t kMany = 10000;
    const auto store = open(path);
    const LayerSchema& schema = *store->layer(kLayer);
    const auto rows = someRows(*store, kMany);
    std::vector<double> seconds;
    const auto before = std::filesystem::file_size(path);
    for (std::size_t i = 0; i < kSingle; ++i) {
        // Spread over the layer: neighbours would share pages.
        const StoredRow& row = rows[i * (rows.size() / kSingle)];
        const auto start = Clock::now();
        apply(*store, changeOf(schema, {row}, "x" + std::to_string(i), true));
        seconds.push_back(secondsSince(start));
    }
    const auto grown = std::filesystem::file_size(path) - before;
    std::sort(seconds.begin(), seconds.end());
    const auto fresh = someRows(*store, kMany);
    const auto start = Clock::now();
    apply(*store, changeOf(schema, fresh, "many", false));
    const double many = secondsSince(start);
    const double attributesBack = undo(*store);
    apply(*store, changeOf(schema, fresh, "moved", true));
    const double geometriesBack = undo(*store);
    std::printf("{\"change_median_ms\":%.2f,\"change_p99_ms\":%.2f,\"bytes_per_change\":%.0f,"
                "\"many_s\":%.3f,\"undo_attributes_s\":%.3f,\"undo_geometries_s\":%.3f}\n",
                seconds[seconds.size() / 2] * 1e3,
                seconds[seconds.size() * 99 / 100] * 1e3,
                static_cast<double>(grown) / static_cast<double>(kSingle),
                many,
                attributesBack,
                geometriesBack);
    return 0;
}

/// `count` entries more in the journal: the first rows of the layer get a text again and again.
int lengthen(const char* path, const char* count) {
    constexpr std::size_t kRows = 100;
    const std::size_t wanted = std::strtoull(count, nullptr, 10);
    const auto store = open(path);
    const LayerSchema& schema = *store->layer(kLayer);
    std::vector<StoredRow> rows = someRows(*store, kRows);
    std::size_t made = 0;
    EntryNumber head = store->head()->number;
    const auto next = [&]() -> Result<std::optional<data::NewEntry>> {
        if (made == wanted) {
            return std::optional<data::NewEntry>();
        }
        StoredRow& row = rows[made % kRows];
        LayerRow content = row.content;
        content.values[0] = "x" + std::to_string(++made);
        data::NewEntry entry{.change = {{update(schema, row, content)}},
                             .user = "bench",
                             .kind = "attribute"};
        head = EntryNumber{numberOf(head) + 1};
        row = {row.id, head, std::move(content)};
        return std::optional(std::move(entry));
    };
    auto done = store->applyAll(next);
    require(done);
    return 0;
}

int look(const char* path) {
    const auto start = Clock::now();
    const auto store = open(path);
    std::printf("{\"open_s\":%.3f,\"rows\":%llu}\n",
                secondsSince(start),
                static_cast<unsigned long long>(*store->rowCount(kLayer)));
    return 0;
}

} // namespace

int main(int argc, char** argv) {
    const std::string what = argc > 2 ? argv[1] : "";
    if (what == "make" && argc == 4) {
        return make(argv[2], argv[3]);
    }
    if (what == "open" && argc == 3) {
        return look(argv[2]);
    }
    if (what == "change" && argc == 3) {
        return change(argv[2]);
    }
    if (what == "lengthen" && argc == 4) {
        return lengthen(argv[2], argv[3]);
    }
    std::fputs("usage: bench_workspace make FABRIC.gpkg WORKSPACE.gpkg\n"
               "       bench_workspace open|change WORKSPACE.gpkg\n"
               "       bench_workspace lengthen WORKSPACE.gpkg ENTRIES\n",
               stderr);
    return 2;
}
