#include "jobs/new_workspace_job.h"

#include "data/product_files.h"
#include "data/store/time_stamp.h"
#include "data/store/workspace_writer.h"
#include "data/tables_reader/catalog_reader.h"
#include "data/tables_reader/journal_kinds.h"
#include "data/tables_reader/plan_reader.h"
#include "data/workspace/plan_tables.h"
#include "data/workspace/sample_reader.h"

#include <algorithm>
#include <system_error>
#include <utility>

namespace tuban::jobs {

namespace fs = std::filesystem;

namespace {

/// The layers of a sample, read and written one after the other.
Result<void> writeLayers(const data::Sample& sample,
                         data::WorkspaceWriter& writer,
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

/// The layers of the catalogue that the sample does not fill, without rows.
Result<void> writeEmptyLayers(const std::vector<LayerSchema>& filled,
                              const fs::path& catalogFolder,
                              data::WorkspaceWriter& writer) {
    const auto catalog = data::readCatalog(catalogFolder);
    if (!catalog) {
        return catalog.error();
    }
    for (const LayerSchema& schema : *catalog) {
        const bool there = std::any_of(filled.begin(), filled.end(), [&](const LayerSchema& other) {
            return other.name == schema.name;
        });
        if (there) {
            continue;
        }
        if (auto written = writer.addTable(LayerTable{schema}, Progress()); !written) {
            return written;
        }
    }
    return {};
}

/// The plan of a sample, where it has one.
Result<void>
writePlan(const data::Sample& sample, data::WorkspaceWriter& writer, const Progress& progress) {
    const fs::path planFile = sample.folder / "plan.toml";
    std::error_code ignored;
    if (!fs::exists(planFile, ignored)) {
        return {};
    }
    const auto plan = data::readPlan(planFile, sample.layers);
    if (!plan) {
        return plan.error();
    }
    for (const LayerTable& table : data::planTables(*plan)) {
        if (auto written = writer.addTable(table, progress); !written) {
            return written;
        }
    }
    return {};
}

/// What an empty workspace and a sample have in common before anything is read.
Result<data::Sample> contentOf(const NewWorkspaceJob::Settings& settings, const fs::path& layers) {
    if (!settings.sample.empty()) {
        auto sample = data::readSample(settings.sample, layers);
        if (sample && !settings.crs.empty() && settings.crs != sample->crs) {
            return Error{ErrorCode::BadArgument, "--crs", sample->crs};
        }
        return sample;
    }
    data::Sample empty;
    const std::string name = settings.path.stem().string();
    empty.title = {name, name};
    empty.crs = settings.crs;
    return empty;
}

} // namespace

Result<NewWorkspaceJob::Summary> NewWorkspaceJob::run(const Progress& progress) const {
    const fs::path layers = m_settings.layersFolder.empty() ? data::productFolder() / "layers"
                                                            : m_settings.layersFolder;
    const auto sample = contentOf(m_settings, layers);
    if (!sample) {
        return sample.error();
    }
    const auto kinds = data::readJournalKinds();
    if (!kinds) {
        return kinds.error();
    }
    const bool isSample = !m_settings.sample.empty(); // the same bytes whoever makes it
    auto writer = data::WorkspaceWriter::create(
        m_settings.path,
        {.crs = sample->crs,
         .date = sample->date,
         .description = sample->notice.zh + " " + sample->notice.en,
         .ifExists = m_settings.replace ? data::IfExists::Replace : data::IfExists::Refuse,
         .id = isSample ? Uuid() : Uuid::generate(),
         .title = sample->title,
         .notice = sample->notice,
         .user = isSample ? std::string() : m_settings.user,
         .time = isSample ? std::string() : data::timeNow(),
         .summary = kinds->summary("create", {.layer = sample->title})});
    if (!writer) {
        return writer.error();
    }
    Summary summary{sample->title, sample->notice, sample->crs};
    if (auto written = writeLayers(*sample, *writer, progress, summary); !written) {
        return written.error();
    }
    if (auto written = writeEmptyLayers(sample->layers, layers / "catalog", *writer); !written) {
        return written.error();
    }
    if (auto written = writePlan(*sample, *writer, Progress()); !written) {
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
