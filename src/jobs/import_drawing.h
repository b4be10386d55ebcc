#pragma once

#include "data/foreign/foreign_reader.h"
#include "jobs/drawing_areas.h"
#include "model/import_profile.h"

#include <map>
#include <memory>
#include <string>
#include <vector>

namespace tuban::jobs {

/// Gives the layers of a reader, of which drawings (DXF) are turned into layers of areas: see
/// areasOf. A drawing without a single area stays as it is. Drawings are held in memory.
class DrawingReader final : public data::ForeignReader {
public:
    /// `choices`: of the profile; `crs`: of the user, may be empty.
    /// Errors: those of ForeignReader::read, readDrawingRules, loadClassifications and
    /// DrawingLabels::create; LayerNotFound (a layer of the drawing that the profile names).
    static Result<std::unique_ptr<DrawingReader>>
    create(std::unique_ptr<data::ForeignReader> reader,
           const DrawingChoices& choices,
           const std::string& crs,
           const Progress& progress);

    const std::vector<data::ForeignLayer>& layers() const override { return m_layers; }
    const std::vector<Finding>& findings() const override;
    Result<void> read(std::size_t layer, const Sink& sink, const Progress& progress) override;

    /// What became of the entities, if the layer was a drawing; else nothing.
    const std::vector<DrawingTally>& tallies(std::size_t layer) const;

private:
    struct Areas {
        std::vector<data::ForeignFeature> features;
        std::vector<DrawingTally> tallies;
    };

    explicit DrawingReader(std::unique_ptr<data::ForeignReader> reader)
        : m_reader(std::move(reader)) {}

    std::unique_ptr<data::ForeignReader> m_reader;
    std::vector<data::ForeignLayer> m_layers;
    std::vector<Finding> m_own;              ///< of drawings
    mutable std::vector<Finding> m_findings; ///< with those of the reader, of reading, too
    std::map<std::size_t, Areas> m_areas;
};

} // namespace tuban::jobs
