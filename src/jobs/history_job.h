#pragma once

#include "base/progress.h"
#include "base/result.h"
#include "data/store/workspace_store.h"

#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace tuban::jobs {

/// What became of a feature and what it came from: its family over splits, merges and redrawing,
/// and the entries of the journal that changed it.
class HistoryJob {
public:
    struct Settings {
        std::filesystem::path path;
        std::string feature; ///< its key, today's or an earlier one, or its identifier
        std::string layer = "parcel";
    };
    /// A feature of the family.
    struct Member {
        Uuid id;
        std::string name; ///< its key, the last one where it is gone; else its identifier
        bool exists = true;
    };
    /// A step from one feature to another.
    struct Descent {
        Uuid parent;
        Uuid child;
        std::string kind; ///< split, merge, redraw
    };
    struct Summary {
        Uuid feature;
        std::map<Uuid, Member> members = {};    ///< the feature, all its ancestors and descendants
        std::vector<Descent> descents = {};     ///< between members
        std::vector<JournalEntry> entries = {}; ///< those that changed the feature, oldest first
    };

    explicit HistoryJob(Settings settings) : m_settings(std::move(settings)) {}

    /// Errors: those of data::openWorkspace; LayerNotFound, RowNotFound (there never was one).
    Result<Summary> run(const Progress& progress) const;

private:
    Settings m_settings;
};

} // namespace tuban::jobs
