#include "jobs/check_job.h"

#include "compliance/repair.h"
#include "data/tables_reader/check_rules_reader.h"
#include "data/workspace/workspace_info.h"
#include "jobs/check_run.h"
#include "jobs/edit_session.h"
#include "jobs/sentence.h"

#include <QDate>
#include <QtGlobal>

#include <algorithm>
#include <memory>
#include <set>
#include <utility>

namespace tuban::jobs {

namespace {

constexpr const char* kAccepted = "accepted_finding";

Error badArgument(const char* option, std::string what) {
    return {ErrorCode::BadArgument, option, std::move(what)};
}

/// Findings that a repair is to make fewer: those on the geometry of the layers repaired.
std::size_t geometryItems(const CheckJob::Report& report, const std::set<std::string>& layers) {
    return static_cast<std::size_t>(
        std::count_if(report.items.begin(), report.items.end(), [&](const CheckItem& item) {
            return layers.contains(item.layer) &&
                   (compliance::isRepairable(item.kind) || item.kind == CheckKind::ValidGeometry ||
                    item.kind == CheckKind::UnmatchedEdge);
        }));
}

/// Checks, accepts and repairs with an open workspace, or checks a file without one.
class CheckSession {
public:
    CheckSession(const CheckJob::Settings& settings, const CheckRules& rules)
        : m_settings(settings), m_rules(rules) {}

    Result<CheckJob::Report> run(const Progress& progress) {
        const bool edits = (m_settings.fix && !m_settings.dryRun) || !m_settings.accept.empty();
        if (!data::workspaceInfo(m_settings.source)) {
            return m_settings.fix || !m_settings.accept.empty()
                       ? Result<CheckJob::Report>(badArgument(
                             m_settings.fix ? "--fix" : "--accept",
                             sentence(QT_TRANSLATE_NOOP("tuban", "only in a workspace of Tuban"),
                                      {})))
                       : CheckRun(m_settings, m_rules, nullptr).run(false, progress);
        }
        if (edits) {
            return edit(progress);
        }
        const auto store =
            data::openWorkspace(m_settings.source, data::OpenMode::ReadOnly, progress);
        if (!store) {
            return store.error();
        }
        CheckRun run(m_settings, m_rules, store->get());
        auto report = run.run(m_settings.fix, progress);
        if (report && m_settings.fix) {
            report->repair = preview(run.repairs());
        }
        return report;
    }

private:
    Result<CheckJob::Report> edit(const Progress& progress) {
        auto session = EditSession::open(m_settings.source, m_settings.user, progress);
        if (!session) {
            return session.error();
        }
        CheckRun run(m_settings, m_rules, &session->store());
        auto report = run.run(m_settings.fix, progress);
        if (!report) {
            return report;
        }
        if (!m_settings.accept.empty()) {
            if (Result<void> done = accept(*session, *report); !done) {
                return done.error();
            }
        }
        if (m_settings.fix) {
            report = repaired(*session, std::move(*report), run.repairs(), progress);
        }
        auto more = session->close();
        if (report) {
            report->findings.insert(report->findings.end(), more.begin(), more.end());
        }
        return report;
    }

    /// Keeps the acceptance of a finding and moves it to those accepted.
    Result<void> accept(EditSession& session, CheckJob::Report& report) const {
        std::vector<std::size_t> matching;
        for (std::size_t i = 0; i < report.items.size(); ++i) {
            if (report.items[i].identity.text().starts_with(m_settings.accept)) {
                matching.push_back(i);
            }
        }
        if (m_settings.reason.empty()) {
            return badArgument("--reason",
                               sentence(QT_TRANSLATE_NOOP("tuban", "say why it is accepted"), {}));
        }
        if (matching.size() != 1) {
            return badArgument(
                "--accept",
                sentence(QT_TRANSLATE_NOOP("tuban", "findings that begin with “%1”: %2"),
                         {m_settings.accept, std::to_string(matching.size())}));
        }
        const LayerSchema* schema = session.store().layer(kAccepted);
        if (schema == nullptr) {
            return Error{ErrorCode::LayerNotFound, kAccepted};
        }
        CheckItem item = report.items[matching.front()];
        item.reason = m_settings.reason;
        item.acceptedBy = m_settings.user;
        item.acceptedOn = QDate::currentDate().toString(Qt::ISODate).toStdString();
        FeatureChange change;
        change.rows.push_back(insertion(*schema, Uuid::generate(), rowOf(*schema, item)));
        if (auto done = session.change(std::move(change), "accept", kAccepted); !done) {
            return done.error();
        }
        report.items.erase(report.items.begin() + static_cast<std::ptrdiff_t>(matching.front()));
        report.accepted.push_back(std::move(item));
        return {};
    }

    static LayerRow rowOf(const LayerSchema& schema, const CheckItem& item) {
        std::string features;
        for (const CheckedFeature& feature : item.features) {
            features += (features.empty() ? "" : ", ") +
                        (feature.name.empty() ? feature.id.text() : feature.name);
        }
        LayerRow row;
        row.values.resize(schema.fields.size());
        const auto set = [&](const char* field, const std::string& value) {
            if (const auto at = schema.fieldIndex(field)) {
                row.values[*at] = value.empty() ? FieldValue() : FieldValue(value);
            }
        };
        set("finding_id", item.identity.text());
        set("rule", std::string(nameOf(item.kind)));
        set("layer", item.layer);
        set("features", features);
        set("reason", item.reason);
        set("accepted_by", item.acceptedBy);
        set("accepted_on", item.acceptedOn);
        return row;
    }

    static RepairReport preview(const std::vector<PlannedRepairs>& planned) {
        RepairReport report;
        for (const PlannedRepairs& layer : planned) {
            report.findings += layer.repaired.size();
            report.refused.insert(report.refused.end(), layer.refused.begin(), layer.refused.end());
            for (const auto& [feature, geometry] : layer.features) {
                report.features.push_back(feature);
            }
        }
        return report;
    }

    /// One change of all rows that repairs touch.
    static Result<FeatureChange> changeOf(const EditSession& session,
                                          const std::vector<PlannedRepairs>& planned) {
        FeatureChange change;
        for (const PlannedRepairs& layer : planned) {
            const LayerSchema* schema = session.store().layer(layer.layer);
            for (const auto& [feature, geometry] : layer.features) {
                auto row = session.store().row(layer.layer, feature.feature.id);
                if (!row) {
                    return row.error();
                }
                LayerRow content = row->content;
                content.geometry = geometry;
                RowChange rowChange = update(*schema, *row, content);
                if (rowChange.geometry) {
                    change.rows.push_back(std::move(rowChange));
                }
            }
        }
        return change;
    }

    /// Does the repairs as one change and checks again. Where the findings did not become fewer by
    /// as many as were repaired, the change is taken back.
    Result<CheckJob::Report> repaired(EditSession& session,
                                      CheckJob::Report before,
                                      const std::vector<PlannedRepairs>& planned,
                                      const Progress& progress) {
        RepairReport repair = preview(planned);
        std::set<std::string> layers;
        for (const PlannedRepairs& layer : planned) {
            layers.insert(layer.layer);
        }
        repair.before = repair.after = geometryItems(before, layers);
        auto change = changeOf(session, planned);
        if (!change) {
            return change.error();
        }
        if (change->rows.empty()) {
            before.repair = std::move(repair);
            return before;
        }
        const std::string subject = layers.size() == 1 ? *layers.begin() : std::string();
        if (auto done = session.change(std::move(*change), "repair", subject); !done) {
            return done.error();
        }
        CheckRun again(m_settings, m_rules, &session.store());
        auto after = again.run(false, progress);
        const bool helped =
            after && geometryItems(*after, layers) + repair.findings <= repair.before;
        if (!helped) {
            if (auto undone = session.undo(); !undone) {
                return undone.error();
            }
        }
        if (!after) {
            return after.error();
        }
        repair.after = geometryItems(*after, layers);
        repair.done = helped;
        repair.takenBack = !helped;
        CheckJob::Report& shown = helped ? *after : before;
        shown.repair = std::move(repair);
        return std::move(shown);
    }

    const CheckJob::Settings& m_settings;
    const CheckRules& m_rules;
};

} // namespace

bool CheckJob::Report::hasFaults() const {
    const auto isFault = [](const auto& one) { return one.severity == Severity::Fault; };
    return std::any_of(items.begin(), items.end(), isFault) ||
           std::any_of(findings.begin(), findings.end(), isFault) || (repair && repair->takenBack);
}

Result<CheckJob::Report> CheckJob::run(const Progress& progress) const {
    auto rules =
        m_settings.rules.empty() ? data::loadCheckRules() : data::loadCheckRules(m_settings.rules);
    if (!rules) {
        return rules.error();
    }
    std::set<CheckKind> only;
    for (const std::string& name : m_settings.only) {
        const auto kind = checkKindNamed(name);
        if (!kind) {
            return badArgument("--only", name);
        }
        only.insert(*kind);
    }
    for (CheckRule& rule : rules->rules) {
        rule.on = only.empty() ? rule.on : rule.on && only.contains(rule.kind);
    }
    return CheckSession(m_settings, *rules).run(progress);
}

} // namespace tuban::jobs
