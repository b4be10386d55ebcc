#pragma once

#include "base/progress.h"
#include "base/result.h"
#include "base/units.h"
#include "base/uuid.h"
#include "geometry/coverage.h"
#include "model/check_rules.h"
#include "model/finding.h"

#include <array>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace tuban::jobs {

/// A row that a finding speaks of.
struct CheckedFeature {
    std::int64_t number = 0;  ///< of the feature in its file
    Uuid id = {};             ///< nil: the layer is of no workspace
    std::string name = {};    ///< by which people know it; may be empty
    std::string content = {}; ///< stands for its content: another one, another content
};

using Place = std::array<double, 2>; ///< east, north in the CRS of the layer

/// One finding, ready to be shown.
struct CheckItem {
    CheckKind kind;
    Severity severity = Severity::Fault;
    std::string layer;
    std::vector<CheckedFeature> features = {}; ///< those at fault first
    std::optional<Place> place = {};
    std::optional<Area> area = {};
    std::optional<Length> width = {};
    std::vector<std::vector<Place>> outline = {}; ///< shell and holes, closed
    std::vector<std::string> values = {};
    /// The same for the same rule, rows and content of these rows: acceptance hangs on it.
    Uuid identity = {};
    std::string reason = {}; ///< why it was accepted; empty: it was not
    std::string acceptedBy = {};
    std::string acceptedOn = {}; ///< YYYY-MM-DD
};

/// What was looked at in a layer.
struct CheckedLayerReport {
    std::string name;
    std::uint64_t features = 0;
    std::string crs = {};
    bool coverage = false; ///< held against each other, too
    bool proved = false;   ///< to have neither gap nor overlap, see CoverageReport
    geometry::CoverageBorder border = {};
    Area covered = {};
    std::size_t overlaps = 0;
    std::size_t gaps = 0;
    std::string classification = {}; ///< table that the codes were read with
};

/// What a repair does, or would do.
struct RepairReport {
    struct Feature {
        std::string layer;
        CheckedFeature feature;
        Area before;
        Area after;
    };
    struct Refused {
        CheckItem item;
        std::string why;
    };
    std::size_t findings = 0; ///< that are repaired
    std::vector<Feature> features = {};
    std::vector<Refused> refused = {};
    std::size_t before = 0; ///< findings on geometry and coverage
    std::size_t after = 0;  ///< the same once it was done
    bool done = false;      ///< it is on disk
    bool takenBack = false; ///< it was done, but did not help as it should
};

/// Checks the quality of a workspace or of a layer of any file, and repairs what it can.
class CheckJob {
public:
    struct Settings {
        std::string source;                 ///< workspace, FILE or FILE:LAYER
        std::string layer = {};             ///< of a workspace; empty: all
        std::filesystem::path rules = {};   ///< empty: those of the product
        std::vector<std::string> only = {}; ///< ids of rules; empty: all that are on
        std::string crs = {};
        std::string codeField = {};
        std::string classification = {};
        bool fix = false;
        bool dryRun = false;     ///< with fix: only show
        std::string accept = {}; ///< identity of a finding, or the beginning of one
        std::string reason = {};
        std::string user = {};
        int threads = 0; ///< 0: all the machine has
    };
    struct Report {
        std::string source;
        CheckRules rules;
        std::optional<BilingualText> notice = {}; ///< what a workspace wants to be said of its data
        std::vector<CheckedLayerReport> layers = {};
        std::vector<CheckItem> items = {};    ///< open ones, by layer, then by rule
        std::vector<CheckItem> accepted = {}; ///< left out because somebody accepted them
        std::vector<Finding> findings = {};   ///< of reading
        std::optional<RepairReport> repair = {};

        bool hasFaults() const;
    };

    explicit CheckJob(Settings settings) : m_settings(std::move(settings)) {}

    /// Errors: those of loadCheckRules, loadLayer, openWorkspace and EditSession; BadArgument (an
    /// unknown rule; repairing or accepting in a file that is no workspace; no reason; no or
    /// several findings of that identity), LayerNotFound.
    Result<Report> run(const Progress& progress) const;

private:
    Settings m_settings;
};

} // namespace tuban::jobs
