#include "support/layer_rows.h"

#include <gdal_priv.h>
#include <ogrsf_frmts.h>

#include <algorithm>
#include <map>
#include <memory>
#include <mutex>
#include <stdexcept>

namespace tuban::test {

namespace {

Row rowOf(const FeatureChunk& chunk, std::size_t i) {
    Row row{.id = chunk.ids[i]};
    const auto parts = chunk.polygons.parts(i);
    for (std::uint32_t part = parts.first; part < parts.last; ++part) {
        const auto rings = chunk.polygons.rings(part);
        auto& all = row.parts.emplace_back();
        for (std::uint32_t ring = rings.first; ring < rings.last; ++ring) {
            const geometry::Ring points = chunk.polygons.ring(ring);
            all.emplace_back(points.begin(), points.end());
        }
    }
    for (const Column& column : chunk.columns) {
        if (std::holds_alternative<TextColumn>(column.values)) {
            row.texts.push_back(column.null[i] ? std::nullopt
                                               : std::optional(std::string(column.text(i))));
        } else {
            row.numbers.push_back(column.null[i] ? std::nullopt : std::optional(column.number(i)));
        }
    }
    return row;
}

void addPolygons(const OGRGeometry& geometry, geometry::PolygonChunkBuilder& builder) {
    if (const auto type = wkbFlatten(geometry.getGeometryType()); type == wkbPolygon) {
        for (const OGRLinearRing* ring : *geometry.toPolygon()) {
            Vertices vertices;
            for (int i = 0; i < ring->getNumPoints(); ++i) {
                vertices.push_back(
                    geometry::Grid::tenthMillimetre().snap(ring->getX(i), ring->getY(i)));
            }
            builder.addRing(vertices);
        }
        builder.endPart();
    } else if (OGR_GT_IsSubClassOf(type, wkbGeometryCollection) != FALSE) {
        for (const OGRGeometry* member : *geometry.toGeometryCollection()) {
            addPolygons(*member, builder);
        }
    }
}

} // namespace

std::ostream& operator<<(std::ostream& out, const Row& row) {
    out << row.id << ":";
    for (const auto& text : row.texts) {
        out << " " << (text ? "'" + *text + "'" : "NULL");
    }
    for (const auto& number : row.numbers) {
        out << " " << (number ? std::to_string(*number) : "NULL");
    }
    for (const auto& part : row.parts) {
        for (const Vertices& ring : part) {
            out << " (";
            for (const geometry::GridPoint& p : ring) {
                out << " " << p.x << "," << p.y;
            }
            out << " )";
        }
    }
    return out;
}

Result<Rows> readRows(data::FeatureSource& source,
                      const std::vector<std::string>& texts,
                      const std::vector<std::string>& numbers,
                      int threads) {
    data::ScanRequest request;
    request.threads = threads;
    const auto want = [&](const std::vector<std::string>& names, data::ColumnType type) {
        for (const std::string& name : names) {
            const auto field = source.info().field(name);
            if (!field) {
                throw std::runtime_error("no field " + name);
            }
            request.columns.push_back({*field, type});
        }
    };
    want(texts, data::ColumnType::Text);
    want(numbers, data::ColumnType::Number);
    std::mutex mutex;
    std::map<std::uint64_t, FeatureChunk> chunks;
    const auto take = [&](int, FeatureChunk&& chunk) {
        const std::lock_guard lock(mutex);
        const auto sequence = chunk.sequence;
        return chunks.emplace(sequence, std::move(chunk)).second;
    };
    auto summary = source.scan(request, take, {});
    if (!summary) {
        return summary.error();
    }
    Rows all{.summary = std::move(*summary)};
    for (const auto& [sequence, chunk] : chunks) {
        for (std::size_t i = 0; i < chunk.size(); ++i) {
            all.rows.push_back(rowOf(chunk, i));
        }
        all.chunkSizes.push_back(chunk.size());
        all.sequences.push_back(sequence);
    }
    return all;
}

Result<Rows> readRows(const std::string& spec,
                      const std::vector<std::string>& texts,
                      const std::vector<std::string>& numbers,
                      int threads) {
    auto source = data::openSource(spec);
    if (!source) {
        return source.error();
    }
    return readRows(**source, texts, numbers, threads);
}

std::vector<Row> rowsByOgr(const std::string& path,
                           const std::string& layer,
                           const std::vector<std::string>& texts,
                           const std::vector<std::string>& numbers) {
    GDALAllRegister();
    const GDALDatasetUniquePtr dataset(
        GDALDataset::Open(path.c_str(), GDAL_OF_VECTOR | GDAL_OF_READONLY));
    OGRLayer* const ogr = dataset ? dataset->GetLayerByName(layer.c_str()) : nullptr;
    if (ogr == nullptr) {
        throw std::runtime_error("OGR finds no layer " + layer + " in " + path);
    }
    std::vector<Row> rows;
    for (const auto& feature : *ogr) {
        geometry::PolygonChunkBuilder builder;
        if (const OGRGeometry* geometry = feature->GetGeometryRef()) {
            addPolygons(*geometry, builder);
        }
        builder.endFeature();
        FeatureChunk chunk;
        chunk.polygons = builder.take();
        chunk.ids = {feature->GetFID()};
        Row row = rowOf(chunk, 0);
        for (const std::string& name : texts) {
            const int field = feature->GetFieldIndex(name.c_str());
            row.texts.push_back(feature->IsFieldSetAndNotNull(field)
                                    ? std::optional<std::string>(feature->GetFieldAsString(field))
                                    : std::nullopt);
        }
        for (const std::string& name : numbers) {
            const int field = feature->GetFieldIndex(name.c_str());
            row.numbers.push_back(feature->IsFieldSetAndNotNull(field)
                                      ? std::optional(feature->GetFieldAsDouble(field))
                                      : std::nullopt);
        }
        rows.push_back(std::move(row));
    }
    return rows;
}

std::size_t count(const std::vector<Finding>& findings, FindingCode code) {
    return static_cast<std::size_t>(std::count_if(
        findings.begin(), findings.end(), [&](const Finding& f) { return f.code == code; }));
}

} // namespace tuban::test
