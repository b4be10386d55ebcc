#pragma once

#include "data/exchange/table_geometry.h"
#include "data/exchange/table_kinds.h"
#include "data/exchange/table_layout.h"
#include "data/exchange/table_words.h"
#include "data/exchange/txt_formats.h"
#include "data/foreign/foreign_reader.h"
#include "model/field_mapping.h"
#include "model/import_profile.h"

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace tuban::jobs {

/// What became of the rows of a table: of each kind, how many.
struct TableTally {
    std::uint64_t rows = 0;
    std::map<data::RowKind, std::uint64_t> kinds = {};
    std::uint64_t withoutPoint = 0; ///< rows of data among boundary points that hold none
};

/// Comparable names of all fields that headings may be: names, titles and aliases.
std::set<std::string> knownHeadings(const std::vector<LayerSchema>& layers,
                                    const FieldAliases& aliases);

/// By what the numbers of fields of a file have to be multiplied to be in the units of the fields
/// of a layer that they fill, by place in `target`; none where either says no unit or they measure
/// different things. What is converted goes to `findings`.
/// @source 1 ha = 10 000 m², 1 km² = 1 000 000 m²
std::map<std::size_t, double> factorsOf(const LayerSchema& target,
                                        const std::vector<FieldMatch>& fields,
                                        const data::ForeignLayer& layer,
                                        std::vector<Finding>& findings);

/// Gives the layers of a reader, of which tables (CSV, XLSX), that come as rows of texts, are
/// turned into layers of fields and features: see TableLayout and TableGeometry. What was decided,
/// and the rows that are no data, are findings. Tables are streamed; boundary points are held in
/// memory.
class TableReader final : public data::ForeignReader {
public:
    /// `known`: see knownHeadings. Errors: those of ForeignReader::read, readTableWords and
    /// readTxtFormats;
    /// BadArgument (a row of `choices` that no table has).
    static Result<std::unique_ptr<TableReader>> create(std::unique_ptr<data::ForeignReader> reader,
                                                       const TableChoices& choices,
                                                       std::set<std::string> known,
                                                       const Progress& progress);

    const std::vector<data::ForeignLayer>& layers() const override { return m_layers; }
    const std::vector<Finding>& findings() const override;
    Result<void> read(std::size_t layer, const Sink& sink, const Progress& progress) override;

    /// What became of the rows of a table; null: the layer is none.
    const TableTally* tally(std::size_t layer) const;

private:
    struct Table {
        data::TableLayout layout;
        data::TableGeometry geometry;
        TableTally tally = {};
        std::vector<data::ForeignFeature> parcels = {}; ///< of boundary points
    };

    TableReader(std::unique_ptr<data::ForeignReader> reader,
                data::TableWords words,
                data::TxtFormats formats)
        : m_reader(std::move(reader)), m_words(std::move(words)), m_formats(std::move(formats)) {}
    Result<void> understand(std::size_t layer,
                            const TableChoices& choices,
                            const std::set<std::string>& known,
                            const Progress& progress);
    Result<void> sortRows(std::size_t layer, Table& table, const Progress& progress);
    bool makeFeature(const Table& table,
                     std::optional<std::size_t> wkt,
                     data::ForeignFeature& feature) const;
    void setKinds(const std::vector<data::ColumnKind>& kinds,
                  const data::TableLayout& layout,
                  data::ForeignLayer& layer) const;
    void nameLayer(std::size_t layer);

    std::unique_ptr<data::ForeignReader> m_reader;
    data::TableWords m_words;
    data::TxtFormats m_formats; ///< for what they say of systems
    std::vector<data::ForeignLayer> m_layers;
    std::vector<Finding> m_own;              ///< of tables
    mutable std::vector<Finding> m_findings; ///< with those of the reader
    std::map<std::size_t, Table> m_tables;
};

} // namespace tuban::jobs
