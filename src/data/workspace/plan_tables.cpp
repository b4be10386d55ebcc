#include "data/workspace/plan_tables.h"

#include "data/sqlite/sqlite_reader.h"
#include "data/workspace/attribute_table.h"

#include <algorithm>
#include <string>
#include <utility>

namespace tuban::data {

namespace {

constexpr const char* kArea = "area";
constexpr const char* kNumerator = "numerator";
constexpr const char* kDenominator = "denominator";

FieldSchema text(const char* name, const char* zh, const char* en) {
    return {.name = name, .title = {zh, en}};
}
FieldSchema key(const char* name, const char* zh, const char* en) {
    return {.name = name, .title = {zh, en}, .key = true};
}
FieldSchema number(const char* name, const char* zh, const char* en, const char* unit) {
    return {.name = name, .kind = ValueKind::Real, .title = {zh, en}, .unit = unit};
}

// Readers and writers below use the fields by their place.

LayerSchema documentSchema() {
    return {.name = "plan_document",
            .title = {"规划文件", "Plan document"},
            .fields = {text("title_zh", "名称", "Title (Chinese)"),
                       text("title_en", "英文名称", "Title (English)"),
                       text("document", "文件", "Document")}};
}

LayerSchema areaSchema() {
    return {.name = "plan_area_claim",
            .title = {"规划面积", "Areas stated by the plan"},
            .fields = {key("id", "标识", "Identifier"),
                       text("layer", "图层", "Layer"),
                       text("name_zh", "名称", "Name (Chinese)"),
                       text("name_en", "英文名称", "Name (English)"),
                       number("stated_m2", "规划面积", "Stated area", "m2"),
                       number("tolerance_m2", "容差", "Tolerance", "m2"),
                       text("section", "章节", "Section")}};
}

LayerSchema sumSchema() {
    return {.name = "plan_sum_claim",
            .title = {"规划合计", "Totals stated by the plan"},
            .fields = {key("id", "标识", "Identifier"),
                       text("name_zh", "名称", "Name (Chinese)"),
                       text("name_en", "英文名称", "Name (English)"),
                       number("stated_m2", "文中合计", "Stated total", "m2"),
                       number("rounding_m2", "取位", "Rounding step", "m2"),
                       text("section", "章节", "Section")}};
}

LayerSchema partSchema() {
    return {.name = "plan_sum_part",
            .title = {"规划合计的分项", "Parts of totals stated by the plan"},
            .fields = {text("sum_id", "合计标识", "Total"),
                       text("name_zh", "名称", "Name (Chinese)"),
                       text("name_en", "英文名称", "Name (English)"),
                       number("area_m2", "面积", "Area", "m2"),
                       text("section", "章节", "Section")}};
}

LayerSchema rateSchema() {
    return {.name = "plan_rate_claim",
            .title = {"规划指标", "Rates stated by the plan"},
            .fields = {key("id", "标识", "Identifier"),
                       text("name_zh", "名称", "Name (Chinese)"),
                       text("name_en", "英文名称", "Name (English)"),
                       number("stated_percent", "文中数值", "Stated rate", "%"),
                       number("tolerance_percent", "容差", "Tolerance", "%"),
                       text("layer", "图层", "Layer"),
                       text("definition_zh", "定义", "Definition (Chinese)"),
                       text("definition_en", "英文定义", "Definition (English)"),
                       text("section", "章节", "Section")}};
}

LayerSchema filterSchema() {
    return {.name = "plan_filter",
            .title = {"规划条目的条件", "Conditions of claims of the plan"},
            .fields = {text("claim_id", "条目标识", "Claim"),
                       text("side", "用于", "Used for"),
                       text("field", "字段", "Field"),
                       text("value", "取值", "Value")}};
}

void addFilters(LayerTable& table,
                const std::string& claim,
                const char* side,
                const std::vector<PlanFilter>& filters) {
    for (const PlanFilter& filter : filters) {
        for (const std::string& value : filter.values) {
            table.rows.push_back({.values = {claim, std::string(side), filter.field, value}});
        }
    }
}

void addAreas(const Plan& plan, std::vector<LayerTable>& tables, LayerTable& filters) {
    LayerTable areas{areaSchema()};
    for (const PlanAreaClaim& claim : plan.areas) {
        areas.rows.push_back({.values = {claim.id,
                                         claim.layer,
                                         claim.name.zh,
                                         claim.name.en,
                                         claim.stated.inSquareMetres(),
                                         claim.tolerance.inSquareMetres(),
                                         claim.section}});
        addFilters(filters, claim.id, kArea, claim.filters);
    }
    tables.push_back(std::move(areas));
}

void addSums(const Plan& plan, std::vector<LayerTable>& tables) {
    LayerTable sums{sumSchema()};
    LayerTable parts{partSchema()};
    for (const PlanSumClaim& claim : plan.sums) {
        sums.rows.push_back({.values = {claim.id,
                                        claim.name.zh,
                                        claim.name.en,
                                        claim.stated.inSquareMetres(),
                                        claim.rounding.inSquareMetres(),
                                        claim.section}});
        for (const PlanSumPart& part : claim.parts) {
            parts.rows.push_back({.values = {claim.id,
                                             part.name.zh,
                                             part.name.en,
                                             part.area.inSquareMetres(),
                                             part.section}});
        }
    }
    tables.push_back(std::move(sums));
    tables.push_back(std::move(parts));
}

void addRates(const Plan& plan, std::vector<LayerTable>& tables, LayerTable& filters) {
    LayerTable rates{rateSchema()};
    for (const PlanRateClaim& claim : plan.rates) {
        rates.rows.push_back({.values = {claim.id,
                                         claim.name.zh,
                                         claim.name.en,
                                         claim.stated.inPercent(),
                                         claim.tolerance.inPercent(),
                                         claim.layer,
                                         claim.definition.zh,
                                         claim.definition.en,
                                         claim.section}});
        addFilters(filters, claim.id, kNumerator, claim.numerator);
        addFilters(filters, claim.id, kDenominator, claim.denominator);
    }
    tables.push_back(std::move(rates));
}

/// Reads the tables back, one after the other.
class PlanReader {
public:
    explicit PlanReader(const SqliteReader& db) : m_db(db) {}

    Result<Plan> read() {
        using Add = Result<void> (PlanReader::*)(const LayerRow&);
        const std::pair<LayerSchema, Add> tables[] = {{documentSchema(), &PlanReader::addDocument},
                                                      {areaSchema(), &PlanReader::addArea},
                                                      {sumSchema(), &PlanReader::addSum},
                                                      {partSchema(), &PlanReader::addPart},
                                                      {rateSchema(), &PlanReader::addRate},
                                                      {filterSchema(), &PlanReader::addFilter}};
        for (const auto& [schema, add] : tables) {
            const auto table = readAttributeTable(m_db, schema);
            if (!table) {
                return table.error();
            }
            for (const LayerRow& row : table->rows) {
                if (auto added = (this->*add)(row); !added) {
                    return added.error();
                }
            }
        }
        return std::move(m_plan);
    }

private:
    Result<void> addDocument(const LayerRow& row) {
        m_plan.title = {textOf(row, 0), textOf(row, 1)};
        m_plan.document = textOf(row, 2);
        return {};
    }
    Result<void> addArea(const LayerRow& row) {
        m_plan.areas.push_back({textOf(row, 0),
                                textOf(row, 1),
                                {},
                                {textOf(row, 2), textOf(row, 3)},
                                Area::squareMetres(numberOf(row, 4)),
                                Area::squareMetres(numberOf(row, 5)),
                                textOf(row, 6)});
        return {};
    }
    Result<void> addSum(const LayerRow& row) {
        m_plan.sums.push_back({textOf(row, 0),
                               {textOf(row, 1), textOf(row, 2)},
                               Area::squareMetres(numberOf(row, 3)),
                               Area::squareMetres(numberOf(row, 4)),
                               {},
                               textOf(row, 5)});
        return {};
    }
    Result<void> addPart(const LayerRow& row) {
        PlanSumClaim* sum = find(m_plan.sums, textOf(row, 0));
        if (sum == nullptr) {
            return Error{ErrorCode::TableMalformed, partSchema().name, "no sum " + textOf(row, 0)};
        }
        sum->parts.push_back({{textOf(row, 1), textOf(row, 2)},
                              Area::squareMetres(numberOf(row, 3)),
                              textOf(row, 4)});
        return {};
    }
    Result<void> addRate(const LayerRow& row) {
        m_plan.rates.push_back({textOf(row, 0),
                                {textOf(row, 1), textOf(row, 2)},
                                Ratio::percent(numberOf(row, 3)),
                                Ratio::percent(numberOf(row, 4)),
                                textOf(row, 5),
                                {},
                                {},
                                {textOf(row, 6), textOf(row, 7)},
                                textOf(row, 8)});
        return {};
    }
    Result<void> addFilter(const LayerRow& row) {
        std::vector<PlanFilter>* filters = filtersOf(textOf(row, 0), textOf(row, 1));
        if (filters == nullptr) {
            return Error{ErrorCode::TableMalformed,
                         filterSchema().name,
                         "no claim " + textOf(row, 0) + ", " + textOf(row, 1)};
        }
        const std::string field = textOf(row, 2);
        if (filters->empty() || filters->back().field != field) {
            filters->push_back({field, {}});
        }
        filters->back().values.push_back(textOf(row, 3));
        return {};
    }

    std::vector<PlanFilter>* filtersOf(const std::string& claim, const std::string& side) {
        PlanAreaClaim* area = find(m_plan.areas, claim);
        if (area != nullptr && side == kArea) {
            return &area->filters;
        }
        PlanRateClaim* rate = find(m_plan.rates, claim);
        if (rate != nullptr && side == kNumerator) {
            return &rate->numerator;
        }
        return rate != nullptr && side == kDenominator ? &rate->denominator : nullptr;
    }

    template <typename Claim>
    static Claim* find(std::vector<Claim>& claims, const std::string& id) {
        const auto it = std::find_if(
            claims.begin(), claims.end(), [&](const Claim& claim) { return claim.id == id; });
        return it == claims.end() ? nullptr : &*it;
    }

    const SqliteReader& m_db;
    Plan m_plan;
};

} // namespace

std::vector<LayerTable> planTables(const Plan& plan) {
    std::vector<LayerTable> tables;
    tables.push_back(
        {documentSchema(), {{.values = {plan.title.zh, plan.title.en, plan.document}}}});
    LayerTable filters{filterSchema()};
    addAreas(plan, tables, filters);
    addSums(plan, tables);
    addRates(plan, tables, filters);
    tables.push_back(std::move(filters));
    return tables;
}

Result<Plan> readPlanTables(const std::filesystem::path& path) {
    std::error_code ignored;
    if (!std::filesystem::exists(path, ignored)) {
        return Error{ErrorCode::FileNotFound, path.string()};
    }
    const auto db = SqliteReader::open(path);
    if (!db) {
        return db.error();
    }
    auto plan = PlanReader(*db).read();
    if (plan) {
        return plan;
    }
    const Error& error = plan.error();
    switch (error.code) {
    case ErrorCode::TableNotFound:
        return Error{ErrorCode::NoPlan, path.string()};
    case ErrorCode::TableMalformed:
        return Error{error.code, path.string() + ":" + error.subject, error.detail};
    default:
        return error;
    }
}

} // namespace tuban::data
