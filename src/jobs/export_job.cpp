#include "jobs/export_job.h"

#include "data/export/export_writer.h"
#include "data/store/workspace_store.h"
#include "geometry/transformer.h"
#include "jobs/export_plan.h"
#include "jobs/sentence.h"
#include "model/field_mapping.h"
#include "model/filter.h"

#include <QCoreApplication>

#include <algorithm>
#include <memory>
#include <optional>
#include <system_error>
#include <utility>

namespace tuban::jobs {

namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t kRowsBetweenReports = 1024;

std::string listOf(const std::vector<LayerSchema>& layers) {
    std::string names;
    for (const LayerSchema& layer : layers) {
        names += (names.empty() ? "" : ", ") + layer.name;
    }
    return names;
}

std::string listOfFormats() {
    std::string ids;
    for (const data::ExportFormat& format : data::exportFormats()) {
        ids += (ids.empty() ? "" : ", ") + format.id;
    }
    return ids;
}

Result<const LayerSchema*>
layerNamed(const data::StoreInfo& info, const std::string& name, const fs::path& path) {
    for (const LayerSchema& layer : info.layers) { // a name comes before titles
        if (layer.name == name) {
            return &layer;
        }
    }
    const std::string wanted = comparableName(name);
    for (const LayerSchema& layer : info.layers) {
        if (comparableName(layer.title.zh) == wanted || comparableName(layer.title.en) == wanted) {
            return &layer;
        }
    }
    return Error{ErrorCode::LayerNotFound, name, listOf(info.layers), path.string()};
}

/// The faults of filters in the language of the user.
std::string translatedFault(const std::string& fault) {
    [[maybe_unused]] constexpr const char* kFaults[] = {
        QT_TRANSLATE_NOOP("tuban", "a quote is not closed"),
        QT_TRANSLATE_NOOP("tuban", "this is not expected here"),
        QT_TRANSLATE_NOOP("tuban", "the filter ends too early"),
        QT_TRANSLATE_NOOP("tuban", "there is no such field"),
        QT_TRANSLATE_NOOP("tuban", "a comparison is missing"),
        QT_TRANSLATE_NOOP("tuban", "the field holds numbers, and this is none"),
        QT_TRANSLATE_NOOP("tuban", "the field holds days (YYYY-MM-DD), and this is none"),
        QT_TRANSLATE_NOOP("tuban", "only texts can be compared with like"),
        QT_TRANSLATE_NOOP("tuban",
                          "there are too many conditions or parentheses within each other")};
    for (const char* known : filterFaults()) {
        if (fault.starts_with(known)) {
            return sentence(known, {}) + fault.substr(std::string_view(known).size());
        }
    }
    return fault;
}

class Export {
public:
    Export(const ExportJob::Settings& settings, const Progress& progress)
        : m_settings(settings), m_progress(progress) {}

    Result<ExportJob::Summary> run() {
        for (const auto step :
             {&Export::chooseFormat, &Export::open, &Export::prepare, &Export::start}) {
            if (auto done = (this->*step)(); !done) {
                return done.error();
            }
        }
        if (auto written = writeRows(); !written) {
            return written.error();
        }
        if (auto finished = m_writer->finish(); !finished) {
            return finished.error();
        }
        m_writer.reset();
        // The last look before the files get their names: until here nothing was touched.
        if (m_progress.cancelled()) {
            return Error{ErrorCode::Cancelled, {}};
        }
        if (auto free = checkTargets(); !free) {
            return free.error();
        }
        if (auto done = m_files->commit(m_settings.replace ? data::IfExists::Replace
                                                           : data::IfExists::Refuse);
            !done) {
            return done.error();
        }
        m_progress.report(1.0);
        return summary();
    }

private:
    Result<void> chooseFormat() {
        std::string id = m_settings.format;
        const std::string extension = m_settings.output.extension().string();
        if (id.empty() && extension.size() > 1) {
            id = extension == ".dbf" ? "shp" : extension.substr(1);
        }
        m_format = data::exportFormat(id);
        if (m_format == nullptr) {
            return Error{ErrorCode::BadArgument,
                         "--format",
                         id.empty() ? listOfFormats() : id + " (" + listOfFormats() + ")"};
        }
        return {};
    }

    Result<void> open() {
        auto store =
            data::openWorkspace(m_settings.workspace, data::OpenMode::ReadOnly, m_progress);
        if (!store) {
            return store.error();
        }
        m_store = std::move(*store);
        return {};
    }

    Result<void> prepare() {
        const data::StoreInfo& info = m_store->info();
        const auto layer = layerNamed(info, m_settings.layer, m_settings.workspace);
        if (!layer) {
            return layer.error();
        }
        auto filter = Filter::parse(m_settings.filter, **layer);
        if (!filter) {
            Error error = filter.error();
            error.detail = translatedFault(error.detail);
            return error;
        }
        m_filter = std::move(*filter);
        auto plan = makeExportPlan(
            *m_store,
            **layer,
            *m_format,
            {m_settings.crs, m_settings.encoding, m_settings.dialect, m_settings.language});
        if (!plan) {
            return plan.error();
        }
        m_plan = std::move(*plan);
        const bool table = m_plan.schema.geometry == GeometryKind::None;
        auto transformer = geometry::Transformer::create(info.crs, table ? info.crs : m_plan.crs);
        if (!transformer) {
            return transformer.error();
        }
        m_transformer.emplace(std::move(*transformer));
        return {};
    }

    Result<void> start() {
        const std::string extension = m_settings.output.extension().string();
        const bool dbf = m_format->id == "shp" && m_plan.schema.geometry == GeometryKind::None;
        const std::string wanted = dbf ? ".dbf" : m_format->extension;
        if (extension != wanted) {
            return Error{
                ErrorCode::BadArgument,
                "--output",
                sentence(QT_TRANSLATE_NOOP("tuban", "the name has to end with %1"), {wanted})};
        }
        m_files.emplace(m_settings.output);
        m_notes.emplace(m_plan.schema.name);
        auto writer = m_format->open(m_plan, *m_files, *m_notes);
        if (!writer) {
            return writer.error();
        }
        m_writer = std::move(*writer);
        return checkTargets();
    }

    /// A file that is there is replaced only if it is an earlier export and the user wants it.
    Result<void> checkTargets() const {
        for (const fs::path& target : m_files->targets()) {
            std::error_code ignored;
            if (!fs::exists(fs::symlink_status(target, ignored))) {
                continue;
            }
            if (!m_settings.replace) {
                return Error{ErrorCode::FileExists, target.string()};
            }
            if (!fs::is_regular_file(target, ignored) ||
                !m_format->isOurs(m_files->target(), m_plan)) {
                return Error{ErrorCode::NotReplaced, target.string()};
            }
        }
        return {};
    }

    Result<void> writeRows() {
        Result<void> outcome;
        const auto take = [&](StoredRow&& row) {
            if (++m_seen % kRowsBetweenReports == 0) {
                m_progress.report(static_cast<double>(m_seen) /
                                  static_cast<double>(m_plan.rows + 1));
            }
            outcome = writeRow(row);
            return outcome.has_value();
        };
        const auto read = m_store->rows(m_plan.schema.name, take, m_damage, m_progress);
        return read ? outcome : read;
    }

    Result<void> writeRow(const StoredRow& row) {
        if (!m_filter.matches(row.content.values)) {
            ++m_left;
            return {};
        }
        const GeometryKind kind = m_plan.schema.geometry;
        m_geometry.assign(row.content.geometry, kind);
        const std::string label = labelOf(row);
        if (!m_geometry.transform(*m_transformer)) {
            return Error{ErrorCode::NoTransformation, m_plan.crs, {}, label};
        }
        const bool polygons = kind == GeometryKind::Polygon || kind == GeometryKind::MultiPolygon;
        const double area = polygons ? data::planarSquareMetres(row.content.geometry) : 0.0;
        if (m_format->geometryOnly && m_geometry.empty()) {
            ++m_without;
            m_notes->add(Severity::Fault,
                         FindingCode::RowRefused,
                         {sentence(QT_TRANSLATE_NOOP("tuban", "row %1 has no geometry"), {label})});
            return {};
        }
        ++m_rows;
        m_without += kind != GeometryKind::None && m_geometry.empty() ? 1U : 0U;
        return m_writer->write({row.content.values, m_geometry, area, label});
    }

    std::string labelOf(const StoredRow& row) const {
        std::string label;
        if (const FieldSchema* const key = m_plan.schema.keyField()) {
            data::appendValue(label, row.content.values[*m_plan.schema.fieldIndex(key->name)]);
        }
        return label.empty() ? row.id.text() : label;
    }

    ExportJob::Summary summary() {
        ExportJob::Summary made{
            .layer = m_plan.schema.name, .format = m_format->id, .rows = m_rows};
        made.without = m_without;
        made.left = m_left;
        made.crs = m_plan.crs;
        made.encoding = data::nameOf(m_plan.encoding);
        for (std::size_t i = 0; i < m_plan.names.size(); ++i) {
            made.fields.push_back({m_plan.schema.fields[i].name, m_plan.names[i]});
        }
        made.files = m_files->targets();
        made.notice = m_plan.notice;
        made.origin = m_plan.origin;
        made.findings = std::move(m_damage);
        made.findings.insert(
            made.findings.end(), m_notes->findings.begin(), m_notes->findings.end());
        made.unlisted = m_notes->unlisted;
        return made;
    }

    const ExportJob::Settings& m_settings;
    const Progress& m_progress;
    const data::ExportFormat* m_format = nullptr;
    std::unique_ptr<data::WorkspaceStore> m_store = {};
    Filter m_filter = {};
    data::ExportPlan m_plan = {};
    std::optional<geometry::Transformer> m_transformer = {};
    std::optional<data::ExportFiles> m_files = {};
    std::optional<data::ExportNotes> m_notes = {};
    std::unique_ptr<data::ExportWriter> m_writer = {}; // before the files that it writes go away
    data::ExportGeometry m_geometry = {};
    std::vector<Finding> m_damage = {};
    std::uint64_t m_seen = 0;
    std::uint64_t m_rows = 0;
    std::uint64_t m_without = 0;
    std::uint64_t m_left = 0;
};

} // namespace

Result<ExportJob::Summary> ExportJob::run(const Progress& progress) const {
    return Export(m_settings, progress).run();
}

} // namespace tuban::jobs
