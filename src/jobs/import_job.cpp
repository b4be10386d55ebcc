#include "jobs/import_job.h"

#include "data/store/edit_lock.h"
#include "data/tables_reader/field_aliases_reader.h"
#include "jobs/edit_session.h"
#include "jobs/import_crs.h"
#include "jobs/import_drawing.h"
#include "jobs/import_join.h"
#include "jobs/import_tables.h"
#include "jobs/import_targets.h"
#include "jobs/incoming_rows.h"
#include "jobs/sentence.h"

#include <QCoreApplication>

#include <algorithm>
#include <optional>
#include <set>
#include <utility>

namespace tuban::jobs {

namespace {

constexpr std::size_t kSample = 1000;
constexpr std::size_t kMostFindings = 10'000; ///< kept of one layer; all are counted

std::string shortCrs(const std::string& definition) {
    const auto info = geometry::describeCrs(definition);
    if (!info) {
        return definition;
    }
    return info->authority.empty() ? info->name : info->authority;
}

Area squareMetres(geometry::DoubledArea doubled) {
    constexpr double kCells = geometry::Grid::tenthMillimetre().cellsPerUnit();
    return Area::squareMetres(static_cast<double>(doubled) / 2.0 / (kCells * kCells));
}

/// One run of the job.
class Import {
public:
    Import(const ImportJob::Settings& settings, const Progress& progress)
        : m_settings(settings), m_progress(progress) {}

    Result<ImportJob::Summary> run(const ImportJob::Opener& opener) {
        if (auto free = refuseWorkspacesInUse(); !free) {
            return free.error();
        }
        auto aliases = data::readFieldAliases();
        if (!aliases) {
            return aliases.error();
        }
        m_aliases = std::move(*aliases);
        if (auto there = openWorkspace(); !there) {
            return there.error();
        }
        m_reach = reachOf(store());
        auto opened =
            opener(m_settings.sources, {.encoding = m_settings.encoding, .limits = {}}, m_progress);
        if (!opened) {
            return opened.error();
        }
        auto tables = TableReader::create(std::move(*opened),
                                          m_settings.table,
                                          knownHeadings(store().info().layers, m_aliases),
                                          m_progress);
        if (!tables) {
            return tables.error();
        }
        m_tables = tables->get();
        auto reader = DrawingReader::create(
            std::move(*tables), m_settings.drawing, m_settings.crs, m_progress);
        if (!reader) {
            return reader.error();
        }
        for (std::size_t layer = 0; layer < (*reader)->layers().size(); ++layer) {
            if (auto done = bringLayer(**reader, layer); !done) {
                return done.error();
            }
        }
        const auto& told = (*reader)->findings(); // of reading, too
        m_summary.findings.insert(m_summary.findings.begin(), told.begin(), told.end());
        if (m_session) {
            const auto closing = m_session->close();
            m_summary.findings.insert(m_summary.findings.end(), closing.begin(), closing.end());
        }
        return std::move(m_summary);
    }

private:
    const data::WorkspaceStore& store() const {
        return m_session ? m_session->store() : *m_readOnly;
    }

    /// Other programs' libraries never look into a workspace that is open.
    Result<void> refuseWorkspacesInUse() const {
        for (const auto& source : m_settings.sources) {
            std::error_code ignored;
            if (std::filesystem::equivalent(source, m_settings.workspace, ignored)) {
                return Error{ErrorCode::WorkspaceBusy, source.string()};
            }
            if (std::filesystem::is_regular_file(source, ignored) &&
                source.extension() == ".gpkg" && data::EditLock::acquire(source).heldElsewhere) {
                return Error{ErrorCode::WorkspaceBusy, source.string()};
            }
        }
        return {};
    }

    Result<void> openWorkspace() {
        if (m_settings.dryRun) {
            auto opened =
                data::openWorkspace(m_settings.workspace, data::OpenMode::ReadOnly, m_progress);
            if (!opened) {
                return opened.error();
            }
            m_readOnly = std::move(*opened);
            return {};
        }
        auto session = EditSession::open(m_settings.workspace, m_settings.user, m_progress);
        if (!session) {
            return session.error();
        }
        m_session.emplace(std::move(*session));
        return {};
    }

    Result<LayerSample> sampleOf(data::ForeignReader& reader, std::size_t layer) {
        LayerSample sample;
        m_texts.assign(reader.layers()[layer].fields.size(), {});
        const auto take = [&](data::ForeignFeature&& feature) {
            sample.add(feature);
            for (std::size_t i = 0; i < std::min(m_texts.size(), feature.values.size()); ++i) {
                if (const auto* const text = std::get_if<std::string>(&feature.values[i])) {
                    ++m_texts[i][*text];
                }
            }
            return sample.features < kSample;
        };
        if (auto read = reader.read(layer, take, m_progress); !read) {
            return read.error();
        }
        return sample;
    }

    Result<void> bringLayer(DrawingReader& reader, std::size_t index) {
        const data::ForeignLayer& layer = reader.layers()[index];
        if (isBookkeeping(layer)) {
            m_summary.findings.push_back({.severity = Severity::Note,
                                          .code = FindingCode::LayerLeftOut,
                                          .layer = layer.name});
            return {};
        }
        auto sample = sampleOf(reader, index);
        if (!sample) {
            return sample.error();
        }
        if (sample->features == 0) {
            m_summary.findings.push_back({.severity = Severity::Note,
                                          .code = FindingCode::LayerEmpty,
                                          .layer = layer.name});
            return {};
        }
        const auto targets =
            chooseTargets(store().info().layers, m_aliases, layer, *sample, m_settings.layer);
        if (!targets) {
            return targets.error();
        }
        auto crs = decideCrs(evidenceOf(layer, *sample));
        if (!crs) {
            return crs.error();
        }
        m_summary.findings.insert(
            m_summary.findings.end(), crs->findings.begin(), crs->findings.end());
        for (const ImportTarget& target : *targets) {
            const bool first = &target == &targets->front();
            std::set<data::WkbShape> elsewhere;
            for (const ImportTarget& other : *targets) {
                if (&other != &target) {
                    elsewhere.insert(other.shape);
                }
            }
            if (!first) { // what fits no layer is refused once
                elsewhere.insert({data::WkbShape::None, data::WkbShape::Mixed});
            }
            if (auto done = bringInto(target, reader, index, *crs, std::move(elsewhere)); !done) {
                return done;
            }
        }
        return {};
    }

    CrsEvidence evidenceOf(const data::ForeignLayer& layer, const LayerSample& sample) const {
        return {.layer = layer.name,
                .stated = layer.crs,
                .extent = sample.extent,
                .workspace = store().info().crs,
                .reach = m_reach,
                .wanted = m_settings.crs};
    }

    Result<void> bringInto(const ImportTarget& target,
                           DrawingReader& reader,
                           std::size_t index,
                           const CrsDecision& crs,
                           std::set<data::WkbShape> elsewhere) {
        const data::ForeignLayer& layer = reader.layers()[index];
        if (target.isNew && !m_settings.join.empty()) {
            return Error{ErrorCode::LayerNotFound, target.schema.name};
        }
        if (target.isNew && !m_settings.dryRun) {
            if (auto added = m_session->addLayer(target.schema); !added) {
                return added;
            }
        }
        std::vector<std::string> names;
        for (const data::ForeignField& field : layer.fields) {
            names.push_back(field.name);
        }
        auto fields = fieldsOf(target, names, layer.name, m_aliases, m_settings.fields);
        if (!fields) {
            return fields.error();
        }
        RowRules rules{.target = target.schema,
                       .fields = std::move(*fields),
                       .shape = target.shape,
                       .elsewhere = std::move(elsewhere),
                       .layer = layer.name,
                       .keyStem = layer.file.stem().string()};
        rules.placement = {
            .sourceCrs = crs.crs, .targetCrs = store().info().crs, .northFirst = crs.northFirst};
        if (auto home = geometry::describeCrs(store().info().crs)) {
            rules.crs = std::move(*home);
        }
        if (auto made = addClassReaders(rules, names); !made || target.isNew) {
            rules.classes.clear();
            if (!made) {
                return made;
            }
        }
        rules.factors = factorsOf(rules.target, rules.fields, layer, m_summary.findings);
        const auto classesBefore = classesThere(rules);
        m_layer = begun(layer, target, rules, names);
        if (const TableTally* const tally = m_tables->tally(index)) {
            m_layer.table = *tally;
        }
        if (const auto join = joinOf(target, rules, layer)) {
            auto joined = joinRecords(*join, reader, index, rules);
            if (joined) {
                finishLayer(rules, classesBefore);
            }
            return joined;
        }
        m_layer.drawing = reader.tallies(index);
        m_areas = {};
        m_layer.crs =
            target.schema.geometry == GeometryKind::None ? std::string() : shortCrs(crs.crs);
        auto taker = RowTaker::create(std::move(rules));
        if (!taker) {
            return taker.error();
        }
        BatchReader batches(reader, index, *taker, m_progress);
        IncomingRows incoming(
            batches,
            store(),
            taker->rules(),
            m_settings.shareVertices && target.schema.coverage,
            [this](RowBatch& batch) { account(batch); },
            m_progress);
        auto done = m_settings.dryRun ? incoming.look()
                                      : bringInto([&] { return incoming.next(); },
                                                  target.schema.name,
                                                  layer.file.filename().string());
        if (done) {
            add(incoming.findings());
            finishLayer(taker->rules(), classesBefore);
        }
        return done;
    }

    void finishLayer(const RowRules& rules, const std::map<std::size_t, ClassCounts>& before) {
        for (const auto& [field, classes] : rules.classes) {
            add(classes.findings(rules.layer, before.at(field)));
        }
        m_summary.layers.push_back(std::move(m_layer));
    }

    /// The field by which the records of a layer update rows; nothing: they become rows.
    std::optional<std::string>
    joinOf(const ImportTarget& target, const RowRules& rules, const data::ForeignLayer& layer) {
        if (!m_settings.join.empty() || target.isNew || target.shape == data::WkbShape::None ||
            layer.hasGeometry || !m_layer.table) {
            return m_settings.join.empty() ? std::nullopt : std::optional(m_settings.join);
        }
        auto told = tellJoin(target.schema, rules.fields, m_texts, store());
        if (told) {
            m_summary.findings.push_back({.severity = Severity::Note,
                                          .code = FindingCode::RowsJoined,
                                          .layer = layer.name,
                                          .values = {*told, target.schema.name}});
        }
        return told;
    }

    /// Records that update rows which are there.
    Result<void> joinRecords(const std::string& field,
                             DrawingReader& reader,
                             std::size_t index,
                             RowRules& rules) {
        const data::ForeignLayer& layer = reader.layers()[index];
        JoinRules join{.target = rules.target,
                       .fields = rules.fields,
                       .key = field,
                       .source = layer.fields,
                       .layer = rules.layer,
                       .classes = std::move(rules.classes),
                       .factors = rules.factors};
        auto planned = planJoin(reader, index, store(), join, m_progress);
        rules.classes = std::move(join.classes);
        if (!planned) {
            return planned.error();
        }
        m_layer.crs.clear();
        m_layer.join = field;
        m_layer.read = planned->read;
        m_layer.taken = planned->updated + planned->unchanged;
        m_layer.unchanged = planned->unchanged;
        m_layer.refused = planned->refused;
        m_layer.rows = planned->changes.size();
        takeFindings(planned->findings);
        if (m_settings.dryRun) {
            return {};
        }
        JoinedRows changes(std::move(planned->changes));
        const auto next = [&]() -> Result<std::optional<FeatureChange>> { return changes.next(); };
        return bringInto(next, rules.target.name, layer.file.filename().string());
    }

    Result<void> addClassReaders(RowRules& rules, const std::vector<std::string>& names) const {
        for (const FieldMatch& match : rules.fields) {
            if (!holdsClassCodes(rules.target.fields[match.target])) {
                continue;
            }
            auto made =
                ClassReader::create(m_texts[match.source], names[match.source], m_settings.classification);
            if (!made) {
                return made.error();
            }
            rules.classes.emplace(match.target, std::move(*made));
        }
        return {};
    }

    /// Values of class fields in the first rows that the layer has before.
    std::map<std::size_t, ClassCounts> classesThere(const RowRules& rules) const {
        std::map<std::size_t, ClassCounts> there;
        for (const auto& [field, classes] : rules.classes) {
            there[field] = {};
        }
        std::size_t rows = 0;
        const auto take = [&](StoredRow&& row) {
            for (auto& [field, counts] : there) {
                if (const auto* const text = std::get_if<std::string>(&row.content.values[field])) {
                    ++counts[*text];
                }
            }
            return ++rows < kSample;
        };
        std::vector<Finding> damaged; // told when the workspace was opened
        if (!there.empty()) {
            (void)store().rows(rules.target.name, take, damaged, m_progress);
        }
        return there;
    }

    void add(const std::vector<Finding>& findings) {
        m_summary.findings.insert(m_summary.findings.end(), findings.begin(), findings.end());
    }

    ImportedLayer begun(const data::ForeignLayer& layer,
                        const ImportTarget& target,
                        const RowRules& rules,
                        const std::vector<std::string>& names) const {
        ImportedLayer made{.source = layer.name,
                           .file = layer.file,
                           .format = layer.format,
                           .target = target.schema.name,
                           .added = target.isNew,
                           .crs = {}};
        std::vector<bool> used(names.size());
        for (const FieldMatch& match : rules.fields) {
            made.fields.push_back(
                {target.schema.fields[match.target].name, names[match.source], match.reason});
            used[match.source] = true;
        }
        for (std::size_t i = 0; i < names.size(); ++i) {
            if (!used[i]) {
                made.leftOut.push_back(names[i]);
            }
        }
        return made;
    }

    Result<void>
    bringInto(const EditSession::RowSource& next, const std::string& layer, const std::string& file) {
        const std::string reason = sentence(QT_TRANSLATE_NOOP("tuban", "Import of %1"), {file});
        const auto receipt = m_session->bringIn(next, layer, file, {.number = {}, .reason = reason});
        if (!receipt) {
            return receipt.error();
        }
        if (receipt->changed) {
            m_summary.entry = receipt->entry.number;
        }
        return {};
    }

    void account(RowBatch& batch) {
        m_layer.read += batch.features;
        m_layer.refused += batch.refused;
        m_layer.taken = m_layer.read - m_layer.refused;
        m_layer.rows += batch.rows.size();
        m_layer.keysMade += batch.keysMade;
        m_areas.first += batch.areaBefore;
        m_areas.second += batch.areaAfter;
        m_layer.areaBefore = squareMetres(m_areas.first);
        m_layer.areaAfter = squareMetres(m_areas.second);
        takeFindings(batch.findings);
    }

    void takeFindings(std::vector<Finding>& findings) {
        for (Finding& finding : findings) {
            if (m_summary.findings.size() < kMostFindings || finding.severity == Severity::Fault) {
                m_summary.findings.push_back(std::move(finding));
            } else {
                ++m_summary.unlisted;
            }
        }
    }

    const ImportJob::Settings& m_settings;
    const Progress& m_progress;
    FieldAliases m_aliases;
    const TableReader* m_tables = nullptr; ///< within the reader
    std::optional<EditSession> m_session;
    std::unique_ptr<data::WorkspaceStore> m_readOnly;
    std::optional<StoredExtent> m_reach; ///< of the workspace before the import
    ImportJob::Summary m_summary;
    std::vector<ClassCounts> m_texts; ///< of the first features of a layer, by field
    ImportedLayer m_layer;
    std::pair<geometry::DoubledArea, geometry::DoubledArea> m_areas;
};

} // namespace

Result<ImportJob::Summary> ImportJob::run(const Progress& progress) const {
    return Import(m_settings, progress).run(m_opener);
}

} // namespace tuban::jobs
