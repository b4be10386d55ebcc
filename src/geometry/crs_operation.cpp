#include "geometry/proj_handles.h"

#include <algorithm>
#include <cctype>
#include <string_view>

namespace tuban::geometry {

namespace {

/// Letters and digits of a name in lower case: "Xian_1980" and "Xian 1980" are one datum.
std::string plainName(std::string_view name) {
    std::string plain;
    for (const char c : name) {
        if (std::isalnum(static_cast<unsigned char>(c)) != 0) {
            plain.push_back(static_cast<char>(std::tolower(static_cast<unsigned char>(c))));
        }
    }
    return plain;
}

enum class DatumFamily { Wgs84, Cgcs2000, OldChinese, Other };

DatumFamily familyOf(const std::string& datum) {
    const std::string plain = plainName(datum);
    if (plain.starts_with("worldgeodeticsystem1984") || plain.starts_with("wgs1984")) {
        return DatumFamily::Wgs84;
    }
    if (plain == "china2000" || plain == "chinageodeticcoordinatesystem2000" ||
        plain == "cgcs2000") {
        return DatumFamily::Cgcs2000;
    }
    for (const char* old : {"beijing1954", "xian1980", "newbeijing"}) {
        if (plain == old) {
            return DatumFamily::OldChinese;
        }
    }
    return DatumFamily::Other;
}

/// Both follow the ITRF, and CGCS2000 is fixed at epoch 2000.0: what separates them is plate
/// motion since then, under a metre. Their ellipsoids differ by 0.1 mm.
bool joinsWgs84AndCgcs2000(DatumFamily a, DatumFamily b) {
    return (a == DatumFamily::Wgs84 && b == DatumFamily::Cgcs2000) ||
           (a == DatumFamily::Cgcs2000 && b == DatumFamily::Wgs84);
}
constexpr Length kWgs84ToCgcs2000 = Length::metres(1.0);

/// The system whose datum a transformation starts from: a system bound to a hub by parameters of
/// its own counts as the hub.
PjObject hubOf(PJ_CONTEXT* context, const PJ* crs) {
    return PjObject(proj_get_type(crs) == PJ_TYPE_BOUND_CRS ? proj_get_target_crs(context, crs)
                                                            : proj_clone(context, crs));
}

PjList listOperations(PJ_CONTEXT* context, const PJ* source, const PJ* target, bool allowBallpark) {
    const PjFactory factory(proj_create_operation_factory_context(context, nullptr));
    proj_operation_factory_context_set_spatial_criterion(
        context, factory.get(), PROJ_SPATIAL_CRITERION_PARTIAL_INTERSECTION);
    proj_operation_factory_context_set_grid_availability_use(
        context, factory.get(), PROJ_GRID_AVAILABILITY_DISCARD_OPERATION_IF_MISSING_GRID);
    proj_operation_factory_context_set_allow_ballpark_transformations(
        context, factory.get(), allowBallpark ? 1 : 0);
    if (allowBallpark) {
        // The null shift is wanted: no search for a third system, which takes most of the time.
        proj_operation_factory_context_set_allow_use_intermediate_crs(
            context, factory.get(), PROJ_INTERMEDIATE_CRS_USE_NEVER);
    }
    return PjList(proj_create_operations(context, source, target, factory.get()));
}

/// The accuracy that holds wherever the point lies: the worst of all candidates. A conversion
/// within one datum, which PROJ leaves unrated, is exact.
std::optional<Length>
worstAccuracy(PJ_CONTEXT* context, const PJ_OBJ_LIST* list, int count, bool sameDatum) {
    double worst = 0.0;
    for (int i = 0; i < count; ++i) {
        const PjObject candidate(proj_list_get(context, list, i));
        const double accuracy = proj_coordoperation_get_accuracy(context, candidate.get());
        if (accuracy < 0.0 && !sameDatum) {
            return std::nullopt;
        }
        worst = std::max(worst, accuracy);
    }
    return Length::metres(worst);
}

/// Of several operations each point takes the one whose area of use holds it.
PjObject operationByArea(PJ_CONTEXT* context, const PJ* source, const PJ* target) {
    static const char* const kOptions[] = {"ALLOW_BALLPARK=NO", nullptr};
    return PjObject(proj_create_crs_to_crs_from_pj(context, source, target, nullptr, kOptions));
}

} // namespace

bool sameCrs(PJ_CONTEXT* context, const PJ* a, const PJ* b) {
    const PjObject left(proj_normalize_for_visualization(context, a));
    const PjObject right(proj_normalize_for_visualization(context, b));
    return left && right &&
           proj_is_equivalent_to_with_ctx(context, left.get(), right.get(), PJ_COMP_EQUIVALENT) !=
               0;
}

Result<CrsOperation> findOperation(PJ_CONTEXT* context, const PJ* source, const PJ* target) {
    if (sameCrs(context, source, target)) {
        return CrsOperation{nullptr, {}, Length::metres(0.0)};
    }
    const std::string subject = std::string(proj_get_name(source)) + " → " + proj_get_name(target);
    const std::string sourceDatum = datumName(context, hubOf(context, source).get());
    const std::string targetDatum = datumName(context, hubOf(context, target).get());
    const DatumFamily from = familyOf(sourceDatum);
    const DatumFamily to = familyOf(targetDatum);
    const bool sameDatum = plainName(sourceDatum) == plainName(targetDatum);
    const bool oldChinese = from == DatumFamily::OldChinese || to == DatumFamily::OldChinese;
    if (oldChinese && !sameDatum) {
        // PROJ has parameters of Beijing 1954 for some oil fields and sea areas only.
        return Error{ErrorCode::BallparkTransformation, subject, sourceDatum + " → " + targetDatum};
    }
    const bool nullShift = joinsWgs84AndCgcs2000(from, to);
    const PjList list = listOperations(context, source, target, nullShift);
    const int count = list ? proj_list_get_count(list.get()) : 0;
    if (count == 0) {
        const PjList ballpark = listOperations(context, source, target, true);
        const bool any = ballpark && proj_list_get_count(ballpark.get()) > 0;
        return Error{any ? ErrorCode::BallparkTransformation : ErrorCode::NoTransformation,
                     subject,
                     sourceDatum + " → " + targetDatum};
    }
    CrsOperation found{PjObject(proj_list_get(context, list.get(), 0)), {}, {}};
    found.name = proj_get_name(found.pj.get());
    found.accuracy = nullShift ? std::optional(kWgs84ToCgcs2000)
                               : worstAccuracy(context, list.get(), count, sameDatum);
    if (count > 1 && !nullShift) {
        found.pj = operationByArea(context, source, target);
    }
    found.pj.reset(found.pj ? proj_normalize_for_visualization(context, found.pj.get()) : nullptr);
    if (!found.pj) {
        return Error{ErrorCode::NoTransformation, subject};
    }
    return found;
}

} // namespace tuban::geometry
