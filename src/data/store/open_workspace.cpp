#include "data/store/catalog_update.h"
#include "data/store/gpkg_store.h"
#include "data/store/row_scan.h"
#include "data/store/workspace_upgrade.h"
#include "data/tables_reader/generation_rules_reader.h"
#include "data/workspace/gpkg_schema_sql.h"

#include <system_error>
#include <utility>

namespace tuban::data {

namespace fs = std::filesystem;

namespace {

Finding openElsewhere() {
    return {.severity = Severity::Warning, .code = FindingCode::OpenElsewhere};
}

/// Opening step by step.
class Opening {
public:
    Opening(const fs::path& path, OpenMode mode, const Progress& progress)
        : m_path(path), m_mode(mode), m_progress(progress) {}

    Result<std::unique_ptr<WorkspaceStore>> run() {
        for (const auto step : {&Opening::lock, &Opening::connect, &Opening::readSchema}) {
            if (auto done = (this->*step)(); !done) {
                return done.error();
            }
        }
        if (m_mode == OpenMode::Edit) {
            if (auto scanned = scan(); !scanned) {
                return scanned.error();
            }
        }
        m_info.readOnly = !m_lock || m_damaged || m_mode == OpenMode::ReadOnly;
        if (!m_info.readOnly) {
            if (auto updated = updateCatalog(*m_db, m_info.id, m_layers, m_srsId); !updated) {
                return updated.error();
            }
        }
        for (const StoredLayer& layer : m_layers) {
            m_info.layers.push_back(layer.schema);
        }
        auto rules = loadGenerationRules();
        if (!rules) {
            return rules.error();
        }
        auto store = GpkgStore::create({m_path,
                                        m_info.readOnly ? std::nullopt : std::move(m_lock),
                                        std::move(*m_db),
                                        std::move(m_info),
                                        std::move(m_layers),
                                        m_srsId,
                                        *rules});
        if (!store) {
            return store.error();
        }
        return std::unique_ptr<WorkspaceStore>(std::move(*store));
    }

private:
    Result<void> lock() {
        std::error_code ignored;
        if (!fs::exists(m_path, ignored)) {
            return Error{ErrorCode::FileNotFound, m_path.string()};
        }
        if (!fs::is_regular_file(m_path, ignored)) {
            return Error{ErrorCode::FileUnreadable, m_path.string(), "no file"};
        }
        if (const std::string drive = networkFileSystem(m_path); !drive.empty()) {
            m_info.findings.push_back({.severity = Severity::Warning,
                                       .code = FindingCode::NetworkDrive,
                                       .values = {drive}});
        }
        // Reading alone asks for the right to write only to take back what was left half done.
        if (m_mode == OpenMode::ReadOnly && !fs::exists(m_path.string() + "-journal", ignored)) {
            return {};
        }
        EditLock::Outcome outcome = EditLock::acquire(m_path);
        if (outcome.lock) {
            m_lock.emplace(std::move(*outcome.lock));
        } else if (outcome.heldElsewhere) {
            m_info.findings.push_back(openElsewhere());
        } else {
            m_info.findings.push_back({.severity = Severity::Warning,
                                       .code = FindingCode::CannotWrite,
                                       .values = {outcome.subject, outcome.refusal}});
        }
        return {};
    }

    Result<void> connect() {
        using Access = StoreDatabase::Access;
        auto db = StoreDatabase::open(m_path, m_lock ? Access::ReadWrite : Access::ReadOnly);
        if (!db) {
            return db.error();
        }
        m_db.emplace(std::move(*db));
        if (m_mode == OpenMode::ReadOnly && m_lock) { // it has taken back what there was
            m_db.reset();
            auto reading = StoreDatabase::open(m_path, Access::ReadOnly);
            if (!reading) {
                return reading.error();
            }
            m_db.emplace(std::move(*reading));
        }
        // One look at one state: whoever edits meanwhile waits with the next change.
        return m_mode == OpenMode::ReadOnly ? m_db->execute("BEGIN") : Result<void>();
    }

    Result<void> readSchema() {
        auto values = readWorkspaceValues(*m_db, m_path.string());
        if (!values) {
            return values.error();
        }
        if ((*values)["version"] != std::to_string(kWorkspaceVersion)) {
            return upgrade((*values)["version"]);
        }
        const auto id = Uuid::parse((*values)["id"]);
        if (!id) {
            return Error{ErrorCode::WorkspaceDamaged, m_path.string(), "it has no identifier"};
        }
        m_info.id = *id;
        m_info.crs = (*values)["crs"];
        m_info.title = {(*values)["title_zh"], (*values)["title_en"]};
        m_info.notice = {(*values)["notice_zh"], (*values)["notice_en"]};
        auto layers = readStoredLayers(*m_db);
        if (!layers) {
            return layers.error();
        }
        m_layers = std::move(*layers);
        auto findings = guardSchema(*m_db, m_layers);
        if (!findings) {
            return findings.error();
        }
        m_info.findings.insert(m_info.findings.end(), findings->begin(), findings->end());
        return readSrsId();
    }

    /// A file of an earlier version becomes one of this version before it is edited.
    Result<void> upgrade(const std::string& version) {
        if (m_mode == OpenMode::ReadOnly || m_upgraded) {
            return Error{ErrorCode::OlderFormat, m_path.string(), version};
        }
        if (!m_lock) {
            return Error{ErrorCode::WorkspaceReadOnly, m_path.string()};
        }
        m_upgraded = true;
        m_db.reset();
        if (auto done = upgradeWorkspace(m_path, m_lock->descriptor(), m_progress); !done) {
            return done;
        }
        m_lock.reset(); // of the file that had the name before
        for (const auto step : {&Opening::lock, &Opening::connect}) {
            if (auto done = (this->*step)(); !done) {
                return done;
            }
        }
        return readSchema();
    }

    Result<void> readSrsId() {
        auto query =
            m_db->statement("SELECT srs_id FROM gpkg_spatial_ref_sys WHERE organization || ':' || "
                            "organization_coordsys_id = ?1");
        if (!query) {
            return query.error();
        }
        (*query)->bind(1, std::string_view(m_info.crs));
        if ((*query)->step() != SqliteStatement::Step::Row) {
            return Error{ErrorCode::WorkspaceDamaged,
                         m_path.string(),
                         "gpkg_spatial_ref_sys does not list " + m_info.crs};
        }
        m_srsId = static_cast<std::int32_t>((*query)->integer(0));
        (*query)->reset();
        return {};
    }

    Result<void> scan() {
        auto findings = scanRows(m_path, m_layers, m_progress);
        if (!findings) {
            return findings.error();
        }
        m_damaged = !findings->empty();
        m_info.findings.insert(m_info.findings.end(), findings->begin(), findings->end());
        return {};
    }

    const fs::path& m_path;
    OpenMode m_mode;
    const Progress& m_progress;
    std::optional<EditLock> m_lock = {}; // outlives the connection
    std::optional<StoreDatabase> m_db = {};
    StoreInfo m_info = {};
    std::vector<StoredLayer> m_layers = {};
    std::int32_t m_srsId = 0;
    bool m_damaged = false;
    bool m_upgraded = false;
};

} // namespace

Result<std::unique_ptr<WorkspaceStore>>
openWorkspace(const fs::path& path, OpenMode mode, const Progress& progress) {
    return Opening(path, mode, progress).run();
}

} // namespace tuban::data
