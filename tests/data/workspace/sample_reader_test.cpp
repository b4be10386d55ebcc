#include "data/tables_reader/catalog_reader.h"
#include "data/tables_reader/plan_reader.h"
#include "data/workspace/sample_reader.h"
#include "support/temporary_folder.h"
#include "tiny_sample.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace tuban::data {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

namespace {

/// `text` with the first `from` replaced by `to`, which must be there.
std::string replaced(std::string text, const std::string& from, const std::string& to) {
    const auto at = text.find(from);
    EXPECT_NE(at, std::string::npos) << from;
    return at == std::string::npos ? text : text.replace(at, from.size(), to);
}

class TinySample : public ::testing::Test {
protected:
    TinySample() { tests::writeTinySample(m_folder.path()); }

    void change(const std::string& file, const std::string& from, const std::string& to) {
        const auto path = m_folder / file;
        tests::writeFile(path, replaced(tests::readFile(path), from, to));
    }
    Result<Sample> sample() const { return readSample("tiny", m_folder.path()); }
    Result<LayerTable> layer(const std::string& name) const {
        const auto read = sample();
        if (!read) {
            return read.error();
        }
        for (const LayerSchema& schema : read->layers) {
            if (schema.name == name) {
                return readSampleLayer(*read, schema);
            }
        }
        return Error{ErrorCode::LayerNotFound, name};
    }
    Result<Plan> plan() const {
        const auto read = sample();
        return read ? readPlan(m_folder / "tiny/plan.toml", read->layers) : read.error();
    }
    template <typename T>
    static void expectFault(const Result<T>& result, const std::string& detail, const char* where) {
        ASSERT_FALSE(result);
        EXPECT_EQ(result.error().code, ErrorCode::TableMalformed);
        EXPECT_THAT(result.error().detail, HasSubstr(detail));
        EXPECT_EQ(result.error().where, where);
    }

    test::TemporaryFolder m_folder;
};

} // namespace

TEST_F(TinySample, SaysWhatItIs) {
    const auto read = sample();
    ASSERT_TRUE(read) << read.error().detail;
    EXPECT_EQ(read->title.en, "Schematic zone");
    EXPECT_EQ(read->notice.zh, "示意数据，非实测");
    EXPECT_EQ(read->crs, "EPSG:4548");
    ASSERT_EQ(read->layers.size(), 5U);
    EXPECT_EQ(read->layers[1].name, "parcel");
    EXPECT_EQ(read->layers[1].geometry, GeometryKind::MultiPolygon);
    EXPECT_EQ(read->layers[1].keyField()->name, "parcel_no");
    EXPECT_EQ(read->layers[1].fields[2].unit, "m2");
    EXPECT_EQ(read->layers[2].keyField(), nullptr);
}

TEST_F(TinySample, GivesEachFieldItsType) {
    const auto parcels = layer("parcel");
    ASSERT_TRUE(parcels) << parcels.error().detail;
    ASSERT_EQ(parcels->rows.size(), 3U);
    EXPECT_THAT(parcels->rows[0].values,
                ElementsAre(FieldValue("P-1"),
                            FieldValue("100101"),
                            FieldValue(9900.5),
                            FieldValue(std::int64_t{3}),
                            FieldValue("2024-02-29"),
                            FieldValue("built")));
    EXPECT_EQ(parcels->rows[1].values[2], FieldValue());
    EXPECT_EQ(parcels->rows[1].geometry.parts.size(), 2U);
    const auto contracts = layer("contract");
    ASSERT_TRUE(contracts);
    EXPECT_TRUE(contracts->rows[0].geometry.parts.empty());
}

TEST_F(TinySample, IsFoundByNameOnly) {
    EXPECT_THAT(sampleNames(m_folder.path()), ElementsAre("tiny"));
    for (const char* name : {"other", "../tiny", "", "tiny/."}) {
        const auto read = readSample(name, m_folder.path());
        ASSERT_FALSE(read) << name;
        EXPECT_EQ(read.error().code, ErrorCode::SampleNotFound);
        EXPECT_EQ(read.error().detail, "tiny");
    }
}

TEST_F(TinySample, NamesTheLineOfABadCoordinate) {
    change("tiny/district.csv", "4304000.5,", "4304000.50001,");
    expectFault(layer("district"), "4 decimals", "line 3");
}

TEST_F(TinySample, NamesTheLineOfABadValue) {
    change("tiny/parcel.csv", "2024-02-29", "2023-02-29");
    expectFault(layer("parcel"), "supplied_on: not a date", "line 2");
    change("tiny/parcel.csv", "2023-02-29", "");
    change("tiny/parcel.csv", "0.1,-2", "0.1,2.5");
    expectFault(layer("parcel"), "floors: not a whole number", "line 4");
    change("tiny/parcel.csv", "0.1,2.5", "1 000,2");
    expectFault(layer("parcel"), "area_m2: not a number", "line 4");
}

TEST_F(TinySample, RefusesKeysThatAreEmptyOrUsedTwice) {
    change("tiny/contract.csv", "C-2", "C-1");
    expectFault(layer("contract"), "used twice: C-1", "line 3");
    change("tiny/contract.csv", "\nC-1", "\n");
    expectFault(layer("contract"), "contract_no: empty", "line 2");
}

TEST_F(TinySample, RefusesAnotherHeader) {
    change("tiny/well.csv", "geometry,depth_m", "depth_m,geometry");
    expectFault(layer("well"), "header", "line 1");
    change("tiny/well.csv", "depth_m,geometry", "geometry,colour");
    expectFault(layer("well"), "header", "line 1");
    change("tiny/contract.csv", "contract_no,price", "price,contract_no");
    expectFault(layer("contract"), "header", "line 1");
}

TEST_F(TinySample, FieldsWithoutAColumnHaveTheirDefault) {
    const auto addField = [&](const std::string& name, const std::string& more) {
        change("catalog/well.toml",
               "[[field]]\nname = \"depth_m\"",
               "[[field]]\nname = \"" + name + "\"\ntype = \"integer\"\ntitle = { zh = \"" + name +
                   "\", en = \"Field\" }\n" + more + "\n[[field]]\nname = \"depth_m\"");
    };
    addField("pumps", "required = true\ndefault = 2");
    addField("users", "");
    const auto wells = layer("well");
    ASSERT_TRUE(wells) << wells.error().detail;
    EXPECT_THAT(wells->rows.at(0).values,
                ElementsAre(FieldValue(std::int64_t{2}), FieldValue(), FieldValue(12.5)));
    addField("owner", "required = true");
    expectFault(layer("well"), "header", "line 1");
}

TEST_F(TinySample, RefusesRequiredFieldsThatAreEmpty) {
    change("catalog/contract.toml", "unit = \"10k_yuan\"", "unit = \"10k_yuan\"\nrequired = true");
    expectFault(layer("contract"), "price: empty", "line 3");
}

TEST_F(TinySample, NeedsItsFiles) {
    std::filesystem::remove(m_folder / "tiny/well.csv");
    EXPECT_EQ(layer("well").error().code, ErrorCode::TableNotFound);
    std::filesystem::remove(m_folder / "catalog/well.toml");
    EXPECT_EQ(sample().error().code, ErrorCode::TableNotFound);
}

TEST_F(TinySample, NeedsAPlaneInMetres) {
    change("tiny/sample.toml", "EPSG:4548", "EPSG:4490");
    expectFault(sample(), "not a projected system in metres", "line 1");
}

TEST_F(TinySample, CatalogRefusesFieldsThatCannotBe) {
    change("catalog/road.toml", "name = \"name_zh\"", "name = \"Name\"");
    expectFault(sample(), "not a field name", "line 6");
    change("catalog/road.toml", "name = \"Name\"", "name = \"fid\"");
    expectFault(sample(), "not a field name", "line 6");
    change("catalog/road.toml", "name = \"fid\"", "name = \"lanes\"");
    change("catalog/road.toml", "type = \"text\"", "type = \"number\"");
    expectFault(sample(), "type of lanes", "line 6");
    change("catalog/road.toml", "geometry = \"LineString\"", "geometry = \"Line\"");
    expectFault(sample(), "geometry is not", "line 1");
}

TEST_F(TinySample, PlanIsReadWithTheKeysOfItsLayers) {
    const auto read = plan();
    ASSERT_TRUE(read) << read.error().detail;
    ASSERT_EQ(read->areas.size(), 3U);
    EXPECT_EQ(read->areas[0].filters[0].field, "id");
    EXPECT_THAT(read->areas[0].filters[0].values, ElementsAre("d1"));
    EXPECT_EQ(read->areas[0].stated, Area::squareMetres(4420000));
    EXPECT_EQ(read->areas[2].layer, "parcel");
    EXPECT_EQ(read->areas[2].filters.size(), 2U);
    ASSERT_EQ(read->sums.size(), 1U);
    EXPECT_EQ(read->sums[0].parts[2].area, Area::squareMetres(15630000));
    EXPECT_EQ(read->sums[0].rounding, Area::squareMetres(10000));
    ASSERT_EQ(read->rates.size(), 1U);
    EXPECT_THAT(read->rates[0].denominator[0].values, ElementsAre("built", "idle"));
}

TEST_F(TinySample, PlanMustFitTheLayers) {
    change("tiny/plan.toml", "layer = \"parcel\"", "layer = \"lot\"");
    expectFault(plan(), "no such layer: lot", "line 19");
    change("tiny/plan.toml", "layer = \"lot\"", "layer = \"road\"");
    expectFault(plan(), "road has no field state", "line 26");
    change("tiny/plan.toml", "layer = \"district\"", "layer = \"road\"");
    expectFault(plan(), "no layer with a key: road", "line 5");
    change("tiny/plan.toml", "planned_km2 = 4.42", "planned = 4.42");
    expectFault(plan(), "planned_km2", "line 5");
}

} // namespace tuban::data
