#include "attributes.h"

#include "noise.h"

#include <array>
#include <cmath>
#include <cstdio>
#include <span>

namespace tuban::bench {

namespace {

enum Salt : std::uint64_t { kRegion = 801, kClass, kHolder, kArea, kRatio, kDate, kRemark };

struct LandUse {
    const char* code;
    const char* name;
    int weight;
    bool built;
};

// Land uses of four kinds of country, heaviest first.
// @source 国土空间调查、规划、用途管制用地用海分类指南 (自然资发〔2023〕234号): codes and names.
constexpr std::array<LandUse, 9> kIndustry{{{"100101", "一类工业用地", 28, true},
                                            {"100102", "二类工业用地", 30, true},
                                            {"100103", "三类工业用地", 12, true},
                                            {"110101", "一类物流仓储用地", 10, true},
                                            {"1301", "供水用地", 3, true},
                                            {"1303", "供电用地", 4, true},
                                            {"120803", "社会停车场用地", 4, true},
                                            {"1402", "防护绿地", 6, false},
                                            {"16", "留白用地", 3, false}}};
constexpr std::array<LandUse, 8> kTown{{{"070102", "二类城镇住宅用地", 40, true},
                                        {"0702", "城镇社区服务设施用地", 6, true},
                                        {"080403", "中小学用地", 6, true},
                                        {"080601", "医院用地", 3, true},
                                        {"090101", "零售商业用地", 14, true},
                                        {"0902", "商务金融用地", 10, true},
                                        {"1401", "公园绿地", 15, false},
                                        {"1403", "广场用地", 6, false}}};
constexpr std::array<LandUse, 7> kFarm{{{"0102", "水浇地", 45, false},
                                        {"0103", "旱地", 20, false},
                                        {"0201", "果园", 10, false},
                                        {"060102", "田间道", 5, false},
                                        {"060202", "畜禽养殖设施建设用地", 4, true},
                                        {"070301", "一类农村宅基地", 12, true},
                                        {"1705", "沟渠", 4, false}}};
constexpr std::array<LandUse, 5> kGreen{{{"0301", "乔木林地", 45, false},
                                         {"0303", "灌木林地", 15, false},
                                         {"0403", "其他草地", 15, false},
                                         {"1701", "河流水面", 10, false},
                                         {"1704", "坑塘水面", 15, false}}};
constexpr LandUse kRoad{"1207", "城镇村道路用地", 1, false};

std::span<const LandUse> landUsesAt(std::uint64_t seed, Cell cell) {
    constexpr std::int64_t kBlocks = 3; // a region is 3 × 3 blocks of one kind
    const std::uint64_t kind = indexFrom(hashOf(seed + kRegion,
                                                cell.i / (kBlocks * CellRoles::kBlockColumns),
                                                cell.j / (kBlocks * CellRoles::kBlockRows)),
                                         10);
    if (kind < 3) {
        return kIndustry;
    }
    if (kind < 5) {
        return kTown;
    }
    return kind < 8 ? std::span<const LandUse>(kFarm) : std::span<const LandUse>(kGreen);
}

LandUse landUseOf(std::uint64_t seed, const Parcel& parcel) {
    if (parcel.kind == ParcelKind::Road) {
        return kRoad;
    }
    const Cell cell = parcel.run.first;
    const std::span<const LandUse> uses = landUsesAt(seed, cell);
    std::uint64_t total = 0;
    for (const LandUse& use : uses) {
        total += static_cast<std::uint64_t>(use.weight);
    }
    const std::uint64_t salt = parcel.kind == ParcelKind::Filler ? kClass + 1000 : kClass;
    std::uint64_t rest = indexFrom(hashOf(seed + salt, cell.i, cell.j), total);
    for (const LandUse& use : uses) {
        if (rest < static_cast<std::uint64_t>(use.weight)) {
            return use;
        }
        rest -= static_cast<std::uint64_t>(use.weight);
    }
    return uses.front();
}

template <typename... Values> std::string formatted(const char* pattern, Values... values) {
    std::array<char, 96> text{};
    std::snprintf(text.data(), text.size(), pattern, values...);
    return text.data();
}

std::string holderOf(std::uint64_t seed, const LandUse& use, std::int64_t serial) {
    const auto owner = static_cast<int>(indexFrom(hashOf(seed + kHolder, serial), 40000));
    if (use.built) {
        return formatted("示例%05d号实业有限公司", owner);
    }
    return formatted("示例第%03d村农民集体", owner % 400);
}

} // namespace

Attributes
attributesOf(std::uint64_t seed, const Parcel& parcel, std::int64_t serial, double planarArea) {
    const LandUse use = landUseOf(seed, parcel);
    Attributes result;
    result.number = formatted("120223%06d%s%05d",
                              static_cast<int>(1 + serial / 50000),
                              use.built ? "GB" : "JA",
                              static_cast<int>(serial % 50000 + 1));
    result.code = use.code;
    result.name = use.name;
    result.holder = holderOf(seed, use, serial);
    const double drift = 1.0 + 0.002 * signedFrom(hashOf(seed + kArea, serial));
    result.registeredArea = std::round(planarArea * drift * 100.0) / 100.0;
    if (use.built) {
        const auto hundredths =
            static_cast<double>(50 + indexFrom(hashOf(seed + kRatio, serial), 250));
        result.floorAreaRatio = hundredths / 100.0;
        const std::uint64_t date = hashOf(seed + kDate, serial);
        result.approved = formatted("%04d-%02d-%02d",
                                    static_cast<int>(2006 + indexFrom(date, 18)),
                                    static_cast<int>(1 + indexFrom(mixed(date), 12)),
                                    static_cast<int>(1 + indexFrom(mixed(date + 1), 28)));
    }
    if (unitFrom(hashOf(seed + kRemark, serial)) < 0.05) {
        result.remark = "示意数据,非真实宗地";
    }
    return result;
}

} // namespace tuban::bench
