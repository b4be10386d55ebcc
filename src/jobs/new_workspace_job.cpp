#include "jobs/new_workspace_job.h"

#include "data/product_files.h"
#include "data/tables_reader/plan_reader.h"
#include "data/workspace/gpkg_writer.h"
#include "data/workspace/plan_tables.h"
#include "data/workspace/sample_reader.h"
#include "data/workspace/workspace_info.h"

#include <system_error>
#include <utility>

namespace tuban::jobs {

namespace fs = std::filesystem;

namespace {

/// The layers of a sample, read and written one after the other.
Result<void> writeLayers(const data::Sample& sample,
                         data::GpkgWriter& writer,
                         const Progress& progress,
                         NewWorkspaceJob::Summary& summary) {
    const auto count = static_cast<double>(sample.layers.size());
    for (const LayerSchema& schema : sample.layers) {
        const auto done = static_cast<double>(summary.layers.size());
        const auto table = data::readSampleLayer(sample, schema);
        if (!table) {
            return table.error();
        }
        const Progress part = progress.part(done / count, (done + 1.0) / count);
        if (auto written = writer.addTable(*table, part); !written) {
            return written;
        }
        summary.layers.push_back({schema.name, schema.title, table->rows.size()});
    }
    return {};
}

/// The plan of a sample, where it has one, and what the workspace says of itself.
Result<void>
writeOwnTables(const data::Sample& sample, data::GpkgWriter& writer, const Progress& progress) {
    std::vector<LayerTable> tables{data::workspaceTable({sample.title, sample.notice})};
    const fs::path planFile = sample.folder / "plan.toml";
    std::error_code ignored;
    if (fs::exists(planFile, ignored)) {
        const auto plan = data::readPlan(planFile, sample.layers);
        if (!plan) {
            return plan.error();
        }
        for (LayerTable& table : data::planTables(*plan)) {
            tables.push_back(std::move(table));
        }
    }
    for (const LayerTable& table : tables) {
        if (auto written = writer.addTable(table, progress); !written) {
            return written;
        }
    }
    return {};
}

} // namespace

Result<NewWorkspaceJob::Summary> NewWorkspaceJob::run(const Progress& progress) const {
    const fs::path layers = m_settings.layersFolder.empty() ? data::productFolder() / "layers"
                                                            : m_settings.layersFolder;
    const auto sample = data::readSample(m_settings.sample, layers);
    if (!sample) {
        return sample.error();
    }
    auto writer = data::GpkgWriter::create(
        m_settings.path,
        {.crs = sample->crs,
         .date = sample->date,
         .description = sample->notice.zh + " " + sample->notice.en,
         .ifExists = m_settings.replace ? data::IfExists::Replace : data::IfExists::Refuse});
    if (!writer) {
        return writer.error();
    }
    Summary summary{sample->title, sample->notice, sample->crs};
    if (auto written = writeLayers(*sample, *writer, progress, summary); !written) {
        return written.error();
    }
    if (auto written = writeOwnTables(*sample, *writer, Progress()); !written) {
        return written.error();
    }
    if (progress.cancelled()) {
        return Error{ErrorCode::Cancelled, {}};
    }
    if (auto committed = writer->commit(); !committed) {
        return committed.error();
    }
    progress.report(1.0);
    return summary;
}

} // namespace tuban::jobs
