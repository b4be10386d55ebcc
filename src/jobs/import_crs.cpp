#include "jobs/import_crs.h"

#include "jobs/sentence.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace tuban::jobs {

using geometry::CrsInfo;

namespace {

constexpr double kFarMetres = 50'000.0;
constexpr const char* kDegrees = "EPSG:4490"; // CGCS2000
constexpr double kZone = 1e6;
constexpr double kAboutHome = 6.0; ///< degrees around the land that the workspace's system is made for

StoredExtent turned(const StoredExtent& e) {
    return {e[1], e[0], e[3], e[2]};
}

std::string shortName(const CrsInfo& crs) {
    return crs.authority.empty() ? crs.name : crs.authority;
}

std::string rangeText(const StoredExtent& e) {
    const auto number = [](double x) {
        const bool plain = std::abs(x) < 1e10;
        return QString::number(x, plain ? 'f' : 'g', plain ? 1 : 3).toStdString();
    };
    return number(e[0]) + " … " + number(e[2]) + ", " + number(e[1]) + " … " + number(e[3]);
}

/// Whether a system names no datum: "D_unknown" of older programs, "unknown" of PROJ.
bool lacksDatum(const CrsInfo& crs) {
    return QString::fromStdString(crs.datum).contains(QLatin1String("unknown"), Qt::CaseInsensitive);
}

/// "EPSG:4527" of "EPSG:4527 (39)"; degrees become a system, too.
std::string codeOf(const std::string& likely) {
    return likely == "degrees" ? std::string(kDegrees) : likely.substr(0, likely.find(' '));
}

/// Eastings without zone and northings of Gauss-Krüger.
bool isBare(const StoredExtent& e) {
    return e[0] >= 1e5 && e[2] < kZone && e[1] >= 2e6 && e[3] <= 6e6;
}

/// The Gauss-Krüger system of CGCS2000 with the same central meridian and no zone before the
/// eastings; empty: none.
/// @source EPSG registry: 4534 to 4554, central meridians 75° to 135° in steps of 3°.
std::string bareZone(const CrsInfo& crs) {
    if (!crs.centralMeridian) {
        return {};
    }
    const double step = (*crs.centralMeridian - 75.0) / 3.0;
    const bool known = step == std::floor(step) && step >= 0.0 && step <= 20.0;
    return known ? "EPSG:" + std::to_string(4534 + static_cast<int>(step)) : std::string();
}

class Decider {
public:
    explicit Decider(const CrsEvidence& evidence) : m_evidence(evidence) {}

    Result<CrsDecision> decide() {
        const auto home = geometry::describeCrs(m_evidence.workspace);
        if (!home) {
            return home.error();
        }
        m_home = *home;
        if (!m_evidence.extent) { // nothing to place
            m_decision.crs = m_evidence.wanted.empty() ? m_evidence.workspace : m_evidence.wanted;
            return m_decision;
        }
        if (auto chosen = m_evidence.wanted.empty() ? choose() : take(m_evidence.wanted); !chosen) {
            return chosen.error();
        }
        if (auto fits = checkPlace(); !fits) {
            return fits.error();
        }
        return std::move(m_decision);
    }

private:
    const StoredExtent& extent() const { return *m_evidence.extent; }

    Result<void> choose() {
        const auto stated = geometry::describeCrs(m_evidence.stated);
        if (!stated || stated->kind == CrsInfo::Kind::Unknown) {
            return chooseWithoutStatement();
        }
        const auto doubts = crsDoubts(*stated, extent(), m_evidence.layer);
        const std::string likely = likelyCrs(extent());
        const bool metresInDegrees =
            stated->kind == CrsInfo::Kind::Geographic && likely != "degrees" && doubts.empty();
        const bool degreesInMetres =
            stated->kind == CrsInfo::Kind::Projected && likely == "degrees" && isWide(extent());
        if (doubts.empty() && !metresInDegrees && !degreesInMetres) {
            const auto taken = take(stated->wkt);
            return !taken && lacksDatum(*stated) ? unclear(*stated) : taken;
        }
        if (!doubts.empty() && doubts.front().code == FindingCode::AxesSwapped) {
            m_decision.findings.push_back(doubts.front());
            m_decision.northFirst = true;
            return take(stated->wkt);
        }
        if (degreesInMetres || metresInDegrees || !likely.empty()) {
            return takeInstead(*stated, codeOf(likely));
        }
        return !doubts.empty() && doubts.front().code == FindingCode::ZonePrefixMismatch && isBare(extent())
                   ? takeInstead(*stated, bareZone(*stated))
                   : unclear(*stated);
    }

    /// More than some units across or far from zero: degrees, rather than a small plane.
    static bool isWide(const StoredExtent& e) {
        return std::max(std::abs(e[0]), std::abs(e[2])) > 20.0;
    }

    Result<void> takeInstead(const CrsInfo& stated, const std::string& crs) {
        const auto other = crs.empty() ? Result<CrsInfo>(CrsInfo()) : geometry::describeCrs(crs);
        const bool sameZone = other && (!stated.centralMeridian || !other->centralMeridian ||
                                        stated.centralMeridian == other->centralMeridian);
        if (!other || other->kind == CrsInfo::Kind::Unknown || !sameZone) {
            return unclear(stated);
        }
        note(Severity::Warning,
             FindingCode::CrsOverruled,
             {shortName(stated), shortName(*other), rangeText(extent())});
        return take(other->wkt);
    }

    Result<void> chooseWithoutStatement() {
        std::string likely = likelyCrs(extent());
        if (likely.empty() && !likelyCrs(turned(extent())).empty()) {
            likely = likelyCrs(turned(extent()));
            m_decision.northFirst = true;
        }
        if (likely.empty() && (isBare(extent()) || isBare(turned(extent())))) {
            m_decision.northFirst = !isBare(extent());
            likely = m_home.falseEasting && *m_home.falseEasting > kZone ? bareZone(m_home)
                                                                         : shortName(m_home);
        }
        if (likely.empty() && m_evidence.reach && isNearReach(extent())) {
            likely = shortName(m_home);
        }
        const StoredExtent east = m_decision.northFirst ? turned(extent()) : extent();
        if (likely.empty() || (likely == "degrees" && !isAboutHome(east))) {
            return Error{ErrorCode::CrsUnclear, m_evidence.layer, rangeText(extent())};
        }
        if (m_decision.northFirst) {
            note(Severity::Warning, FindingCode::AxesSwapped, {rangeText(extent())});
        }
        note(Severity::Warning, FindingCode::CrsTold, {codeOf(likely), rangeText(extent())});
        auto taken = take(codeOf(likely));
        if (!taken && taken.error().code == ErrorCode::BallparkTransformation) { // only guessed at
            return Error{ErrorCode::CrsUnclear, m_evidence.layer, rangeText(extent())};
        }
        return taken;
    }

    /// Small numbers are degrees only where they lie about the land of the workspace's system, or in
    /// China where that is not known; a drawing about its origin has such numbers, too.
    bool isAboutHome(const StoredExtent& e) const {
        auto land = m_home.areaOfUse;
        if (!land) {
            const auto china = geometry::describeCrs(kDegrees);
            land = china ? china->areaOfUse : std::nullopt;
        }
        const double x = (e[0] + e[2]) / 2.0;
        const double y = (e[1] + e[3]) / 2.0;
        return land && x >= (*land)[0] - kAboutHome && x <= (*land)[2] + kAboutHome &&
               y >= (*land)[1] - kAboutHome && y <= (*land)[3] + kAboutHome;
    }

    Result<void> take(const std::string& crs) {
        const auto info = geometry::describeCrs(crs);
        if (!info) {
            return info.error();
        }
        m_decision.crs = info->wkt;
        if (info->wkt == m_home.wkt) {
            m_decision.crs = m_evidence.workspace;
            return {};
        }
        const auto operation = geometry::describeOperation(info->wkt, m_home.wkt);
        if (!operation) {
            return operation.error();
        }
        if (operation->ballpark) {
            return Error{ErrorCode::BallparkTransformation,
                         shortName(*info) + " → " + shortName(m_home),
                         operation->name};
        }
        const std::string accuracy =
            operation->accuracy ? QString::number(operation->accuracy->inMetres()).toStdString()
                                : std::string();
        note(Severity::Note, FindingCode::CrsChanged, {shortName(*info), shortName(m_home), accuracy});
        return {};
    }

    Result<void> unclear(const CrsInfo& stated) const {
        return Error{ErrorCode::CrsUnclear,
                     m_evidence.layer,
                     shortName(stated) + "; " + rangeText(extent())};
    }

    bool isNearReach(const StoredExtent& e) const {
        const StoredExtent& r = *m_evidence.reach;
        return e[0] <= r[2] + kFarMetres && e[2] >= r[0] - kFarMetres && e[1] <= r[3] + kFarMetres &&
               e[3] >= r[1] - kFarMetres;
    }

    /// The middle of the layer in degrees, and that of the workspace: not far from each other.
    Result<void> checkPlace() const {
        if (!m_evidence.reach || !m_evidence.wanted.empty()) {
            return {};
        }
        const auto from = geometry::describeCrs(m_decision.crs);
        const StoredExtent e = m_decision.northFirst ? turned(extent()) : extent();
        const auto here = middle(from ? *from : CrsInfo(), e);
        const auto there = middle(m_home, *m_evidence.reach);
        if (!here || !there) {
            return {};
        }
        constexpr double kMetresPerDegree = 111'320.0;
        constexpr double kRadians = 3.14159265358979323846 / 180.0;
        const double north = ((*here)[1] - (*there)[1]) * kMetresPerDegree;
        const double east =
            ((*here)[0] - (*there)[0]) * kMetresPerDegree * std::cos((*there)[1] * kRadians);
        const double sizes = spread(*m_evidence.reach) + spread(e) * (isDegrees(e) ? kMetresPerDegree : 1.0);
        const double distance = std::hypot(north, east) - sizes / 2.0;
        if (distance <= kFarMetres) {
            return {};
        }
        return Error{ErrorCode::CrsUnclear,
                     m_evidence.layer,
                     sentence(QT_TRANSLATE_NOOP("tuban", "it would lie %1 km from the workspace"),
                              {std::to_string(std::lround(distance / 1000.0))})};
    }

    static bool isDegrees(const StoredExtent& e) { return likelyCrs(e) == "degrees"; }
    static double spread(const StoredExtent& e) { return std::hypot(e[2] - e[0], e[3] - e[1]); }
    static std::optional<std::array<double, 2>> middle(const CrsInfo& crs, const StoredExtent& e) {
        return geometry::longitudeLatitudeOf(crs, {(e[0] + e[2]) / 2.0, (e[1] + e[3]) / 2.0});
    }

    void note(Severity severity, FindingCode code, std::vector<std::string> values) {
        m_decision.findings.push_back({.severity = severity,
                                       .code = code,
                                       .layer = m_evidence.layer,
                                       .values = std::move(values)});
    }

    const CrsEvidence& m_evidence;
    CrsInfo m_home;
    CrsDecision m_decision;
};

} // namespace

std::optional<StoredExtent> reachOf(const data::WorkspaceStore& store) {
    std::optional<StoredExtent> all;
    for (const LayerSchema& schema : store.info().layers) {
        const auto reach = store.reach(schema.name);
        if (!reach || !*reach) {
            continue;
        }
        StoredExtent& sum = all ? *all : all.emplace(**reach);
        sum = {std::min(sum[0], (**reach)[0]),
               std::min(sum[1], (**reach)[1]),
               std::max(sum[2], (**reach)[2]),
               std::max(sum[3], (**reach)[3])};
    }
    return all;
}

bool looksProjected(const StoredExtent& extent) {
    const auto isZone = [](const StoredExtent& e) { return likelyCrs(e).starts_with("EPSG"); };
    return isZone(extent) || isZone(turned(extent)) || isBare(extent) || isBare(turned(extent));
}

Result<CrsDecision> decideCrs(const CrsEvidence& evidence) {
    return Decider(evidence).decide();
}

} // namespace tuban::jobs
