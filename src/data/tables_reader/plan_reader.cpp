#include "data/tables_reader/plan_reader.h"

#include "data/tables_reader/toml_file.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <set>
#include <utility>

namespace tuban::data {

namespace fs = std::filesystem;

namespace {

constexpr const char* kFormat = "tuban-plan";
constexpr int kVersion = 1;
constexpr double kPrintedStep = 0.01;     // km²: areas of a plan have two decimals
constexpr double kPrintedPercent = 0.005; // half of the last place of a rate

/// An area in km² of which square metres are kept.
std::optional<Area> areaAt(const toml::table& entry, const char* key) {
    const auto squareKilometres = entry[key].value<double>();
    if (!squareKilometres || !(*squareKilometres >= 0.0 && *squareKilometres < 1e7)) {
        return std::nullopt;
    }
    return Area::squareMetres(std::round(*squareKilometres * 1e6));
}

bool isComplete(const BilingualText& text) {
    return !text.zh.empty() && !text.en.empty();
}

class PlanFile {
public:
    PlanFile(const fs::path& path, const std::vector<LayerSchema>& layers)
        : m_path(path), m_layers(layers) {}

    Result<Plan> read() {
        const auto root = readTomlFile(m_path, kFormat, kVersion);
        if (!root) {
            return root.error();
        }
        m_plan.title = bilingualAt(*root, "title");
        m_plan.document = textAt(*root, "document");
        if (!isComplete(m_plan.title) || m_plan.document.empty()) {
            return malformedToml(m_path, *root, "a plan needs title.zh, title.en and document");
        }
        using Reader = Result<void> (PlanFile::*)(const toml::table&);
        constexpr std::pair<const char*, Reader> kClaims[] = {{"area", &PlanFile::readArea},
                                                              {"amount", &PlanFile::readAmount},
                                                              {"sum", &PlanFile::readSum},
                                                              {"rate", &PlanFile::readRate}};
        for (const auto& [key, reader] : kClaims) {
            const auto add = [this, r = reader](const toml::table& entry) {
                return (this->*r)(entry);
            };
            if (auto read = forEachEntry(m_path, *root, key, add); !read) {
                return read.error();
            }
        }
        return std::move(m_plan);
    }

private:
    Result<void> readArea(const toml::table& entry) {
        PlanAreaClaim claim;
        if (auto read = readStatedArea(entry, "planned_km2", claim); !read) {
            return read;
        }
        const LayerSchema* layer = findLayer(claim.layer);
        if (layer == nullptr || layer->keyField() == nullptr) {
            return malformedToml(m_path, entry, "no layer with a key: " + claim.layer);
        }
        claim.filters = {{layer->keyField()->name, {claim.id}}};
        m_plan.areas.push_back(std::move(claim));
        return {};
    }

    Result<void> readAmount(const toml::table& entry) {
        PlanAreaClaim claim;
        if (auto read = readStatedArea(entry, "stated_km2", claim); !read) {
            return read;
        }
        const LayerSchema* layer = findLayer(claim.layer);
        if (layer == nullptr) {
            return malformedToml(m_path, entry, "no such layer: " + claim.layer);
        }
        if (auto read = readFilters(entry, "filter", *layer, claim.filters); !read) {
            return read;
        }
        m_plan.areas.push_back(std::move(claim));
        return {};
    }

    Result<void> readStatedArea(const toml::table& entry, const char* key, PlanAreaClaim& claim) {
        const auto stated = areaAt(entry, key);
        const auto tolerance = entry["tolerance_m2"].value<double>();
        if (!stated || !tolerance || !(*tolerance >= 0.0)) {
            return malformedToml(
                m_path, entry, std::string("an area needs tolerance_m2 and ") + key);
        }
        claim = {textAt(entry, "id"),
                 textAt(entry, "layer"),
                 {},
                 bilingualAt(entry, "name"),
                 *stated,
                 Area::squareMetres(*tolerance),
                 textAt(entry, "section")};
        return checkHead(entry, claim.id, claim.name);
    }

    Result<void> readSum(const toml::table& entry) {
        const auto stated = areaAt(entry, "stated_km2");
        PlanSumClaim claim{textAt(entry, "id"),
                           bilingualAt(entry, "name"),
                           stated.value_or(Area()),
                           Area::squareKilometres(entry["rounding_km2"].value_or(kPrintedStep)),
                           {},
                           textAt(entry, "section")};
        if (!stated) {
            return malformedToml(m_path, entry, "a sum needs stated_km2");
        }
        if (auto checked = checkHead(entry, claim.id, claim.name); !checked) {
            return checked;
        }
        const auto addPart = [&](const toml::table& part) -> Result<void> {
            const auto area = areaAt(part, "km2");
            claim.parts.push_back(
                {bilingualAt(part, "name"), area.value_or(Area()), textAt(part, "section")});
            if (!area || !isComplete(claim.parts.back().name)) {
                return malformedToml(m_path, part, "a part needs km2, name.zh and name.en");
            }
            return {};
        };
        if (auto parts = forEachEntry(m_path, entry, "parts", addPart); !parts) {
            return parts;
        }
        if (claim.parts.empty()) {
            return malformedToml(m_path, entry, "a sum needs parts");
        }
        m_plan.sums.push_back(std::move(claim));
        return {};
    }

    Result<void> readRate(const toml::table& entry) {
        const auto stated = entry["stated_percent"].value<double>();
        PlanRateClaim claim{textAt(entry, "id"),
                            bilingualAt(entry, "name"),
                            Ratio::percent(stated.value_or(0.0)),
                            Ratio::percent(entry["tolerance_percent"].value_or(kPrintedPercent)),
                            textAt(entry, "layer"),
                            {},
                            {},
                            bilingualAt(entry, "definition"),
                            textAt(entry, "section")};
        if (!stated || !isComplete(claim.definition)) {
            return malformedToml(m_path, entry, "a rate needs stated_percent and a definition");
        }
        if (auto checked = checkHead(entry, claim.id, claim.name); !checked) {
            return checked;
        }
        const LayerSchema* layer = findLayer(claim.layer);
        if (layer == nullptr) {
            return malformedToml(m_path, entry, "no such layer: " + claim.layer);
        }
        if (auto read = readFilters(entry, "numerator", *layer, claim.numerator); !read) {
            return read;
        }
        if (auto read = readFilters(entry, "denominator", *layer, claim.denominator); !read) {
            return read;
        }
        m_plan.rates.push_back(std::move(claim));
        return {};
    }

    Result<void> readFilters(const toml::table& entry,
                             const char* key,
                             const LayerSchema& layer,
                             std::vector<PlanFilter>& filters) const {
        return forEachEntry(m_path, entry, key, [&](const toml::table& filter) -> Result<void> {
            filters.push_back({textAt(filter, "field"), textsAt(filter, "values")});
            const PlanFilter& added = filters.back();
            const bool known =
                std::any_of(layer.fields.begin(), layer.fields.end(), [&](const auto& field) {
                    return field.name == added.field;
                });
            if (!known) {
                return malformedToml(m_path, filter, layer.name + " has no field " + added.field);
            }
            const auto sameField = [&](const PlanFilter& other) {
                return other.field == added.field;
            };
            if (std::count_if(filters.begin(), filters.end(), sameField) != 1) {
                return malformedToml(m_path, filter, "two filters on " + added.field);
            }
            if (added.values.empty()) {
                return malformedToml(m_path, filter, "no values for " + added.field);
            }
            return {};
        });
    }

    Result<void>
    checkHead(const toml::table& entry, const std::string& id, const BilingualText& name) {
        if (id.empty() || !isComplete(name)) {
            return malformedToml(m_path, entry, "a claim needs id, name.zh and name.en");
        }
        if (!m_ids.insert(id).second) {
            return malformedToml(m_path, entry, "id used twice: " + id);
        }
        return {};
    }

    const LayerSchema* findLayer(const std::string& name) const {
        const auto it = std::find_if(m_layers.begin(), m_layers.end(), [&](const auto& layer) {
            return layer.name == name;
        });
        return it == m_layers.end() ? nullptr : &*it;
    }

    const fs::path& m_path;
    const std::vector<LayerSchema>& m_layers;
    Plan m_plan;
    std::set<std::string> m_ids;
};

} // namespace

Result<Plan> readPlan(const fs::path& path, const std::vector<LayerSchema>& layers) {
    return PlanFile(path, layers).read();
}

} // namespace tuban::data
