#pragma once

#include "data/store/edit_lock.h"
#include "data/store/generations.h"
#include "data/store/journal_table.h"
#include "data/store/row_table.h"
#include "data/store/store_database.h"
#include "data/store/store_schema.h"
#include "data/store/workspace_store.h"

#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>

namespace tuban::data {

/// A workspace in one GeoPackage file, through one SQLite connection. Made by openWorkspace, which
/// has looked at the file.
class GpkgStore final : public WorkspaceStore {
public:
    struct Parts {
        std::filesystem::path path;
        std::optional<EditLock> lock; ///< none: read-only
        StoreDatabase db;
        StoreInfo info;
        std::vector<StoredLayer> layers;
        std::int32_t srsId = 0;
        GenerationRules rules = {};
    };
    /// Errors: WorkspaceDamaged, ReadFailed.
    static Result<std::unique_ptr<GpkgStore>> create(Parts parts);
    ~GpkgStore() override;

    const StoreInfo& info() const override { return m_info; }
    Result<JournalEntry> head() const override;
    Result<FullEntry> entry(EntryNumber number) const override;
    Result<void> entries(const EntryQuery& query, const EntrySink& sink) const override;
    Result<std::vector<EntryNumber>> entriesOf(std::string_view layer,
                                               const Uuid& row) const override;
    Result<EntryNumber> entryAt(std::string_view time) const override;
    Result<StoredRow> row(std::string_view layer, const Uuid& id) const override;
    Result<std::vector<StoredRow>> rowsWhere(std::string_view layer,
                                             std::string_view field,
                                             const FieldValue& value) const override;
    Result<void> rows(std::string_view layer,
                      const RowSink& sink,
                      std::vector<Finding>& findings,
                      const Progress& progress) const override;
    Result<std::uint64_t> rowCount(std::string_view layer) const override;
    Result<std::optional<std::array<double, 4>>> reach(std::string_view layer) const override;
    Result<JournalEntry> apply(NewEntry entry) override;
    Result<JournalEntry> applyAll(const EntrySource& next) override;
    Result<void> addLayer(const LayerSchema& schema) override;
    Result<VerifyReport> verify(const Progress& progress) const override;
    Result<std::vector<Finding>> checkRows(const Progress& progress) override;
    Result<void> copyTo(const std::filesystem::path& target, IfExists ifExists) const override;
    std::vector<Finding> close() override;

private:
    /// What a layer needs to be changed.
    struct Layer {
        RowTable table;
        std::string definition;
        std::int64_t rows;
    };
    /// What one transaction does to a layer, to be written at its end.
    struct Touched {
        std::int64_t added = 0;
        geometry::GridBox extent = {};
    };
    using TouchedLayers = std::map<std::string, Touched>;

    explicit GpkgStore(Parts parts);
    Result<const Layer*> layerNamed(std::string_view name) const;
    Result<void> begin();
    Result<RawEntry> chained(const NewEntry& entry,
                             const FeatureChange& change,
                             const JournalEntry& before) const;
    Result<JournalEntry> write(const EntrySource& next);
    Result<JournalEntry>
    writeOne(NewEntry entry, const JournalEntry& before, TouchedLayers& touched);
    Result<void> confirm() const;
    FeatureChange prepared(FeatureChange change, EntryNumber number) const;
    Result<void> changeRow(RowChange&& change, EntryNumber number, TouchedLayers& touched);
    Result<void> insertRow(Layer& layer, RowChange&& change);
    Result<void> updateRow(Layer& layer, const RowChange& change);
    Result<void> touch(const std::string& layer, const Touched& touched, const std::string& time);
    Result<void> refresh();
    void addKnown(StoredLayer&& layer);
    void keepGeneration();
    Error afterFailure(Error error);
    Result<void> reopen();

    std::filesystem::path m_path;
    std::int32_t m_srsId;
    std::optional<EditLock> m_lock; // outlives the connection
    std::optional<StoreDatabase> m_db;
    StoreInfo m_info;
    std::map<std::string, Layer, std::less<>> m_layers;
    std::optional<JournalTable> m_journal;
    JournalEntry m_head;
    Sha256 m_attempted = {}; ///< hash of the entry that was written last, committed or not
    GenerationRules m_rules;
    std::vector<Generation> m_generations; ///< automatic copies, as far as known
    UtcTime m_nextCopy = {};               ///< not before, after one failed
    std::int64_t m_dataVersion = 0;
    bool m_broken = false; ///< the connection is of no use; the next change opens it again
};

} // namespace tuban::data
