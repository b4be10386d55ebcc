#include "cli/commands.h"
#include "cli/console.h"
#include "jobs/history_job.h"
#include "jobs/language.h"
#include "jobs/local_time.h"
#include "jobs/sentence.h"
#include "jobs/workspace_json.h"

#include <QtGlobal>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <memory>
#include <set>
#include <string>
#include <vector>

namespace tuban::cli {

namespace {

struct Settings {
    jobs::HistoryJob::Settings job;
    std::string format = "text";
};

void line(const std::string& text) {
    std::printf("%s\n", text.c_str());
}

std::string kindText(const std::string& kind) {
    if (kind == "split") {
        return jobs::sentence(QT_TRANSLATE_NOOP("tuban", "split into"), {});
    }
    if (kind == "merge") {
        return jobs::sentence(QT_TRANSLATE_NOOP("tuban", "merged into"), {});
    }
    return jobs::sentence(QT_TRANSLATE_NOOP("tuban", "redrawn as"), {});
}

/// The family as a tree from the eldest down; a feature with several parents stands under each, its
/// descendants once.
class Tree {
public:
    explicit Tree(const jobs::HistoryJob::Summary& summary) : m_summary(summary) {}

    void print() {
        std::set<Uuid> children;
        for (const auto& step : m_summary.descents) {
            children.insert(step.child);
        }
        for (const auto& [id, member] : m_summary.members) {
            if (!children.contains(id)) {
                print(id, {}, 0);
            }
        }
    }

private:
    void print(const Uuid& id, const std::string& how, std::size_t depth) {
        const auto member = m_summary.members.find(id);
        std::string text(depth * 2 + 2, ' ');
        text += how.empty() ? std::string() : how + " ";
        text += member == m_summary.members.end() ? id.text() : member->second.name;
        if (member != m_summary.members.end() && !member->second.exists) {
            text += jobs::sentence(QT_TRANSLATE_NOOP("tuban", " (no longer exists)"), {});
        }
        if (id == m_summary.feature) {
            text += " *";
        }
        line(text);
        if (!m_shown.insert(id).second) {
            return;
        }
        for (const auto& step : m_summary.descents) {
            if (step.parent == id) {
                print(step.child, kindText(step.kind), depth + 1);
            }
        }
    }

    const jobs::HistoryJob::Summary& m_summary;
    std::set<Uuid> m_shown;
};

int run(const Settings& settings) {
    const auto summary = [&] {
        const Supervision supervision;
        return jobs::HistoryJob(settings.job).run(supervision.progress());
    }();
    if (!summary) {
        return fail(summary.error());
    }
    if (settings.format == "json") {
        line(jobs::historyJson(*summary));
        return kDone;
    }
    Tree(*summary).print();
    const jobs::Language language = jobs::currentLanguage();
    for (const JournalEntry& entry : summary->entries) {
        line(std::to_string(numberOf(entry.number)) + "  " + jobs::localTime(entry.time) + "  " +
             entry.user + "  " + nameIn(language, entry.summary));
    }
    return kDone;
}

} // namespace

void addHistoryCommand(CLI::App& program, Action& chosen) {
    CLI::App* command = program.add_subcommand(
        "history",
        translate("tuban", "Print the family tree of a parcel and the changes made to it"));
    const auto settings = std::make_shared<Settings>();
    command->add_option("file", settings->job.path, translate("tuban", "The workspace"))
        ->required()
        ->option_text("FILE.gpkg");
    command
        ->add_option("feature",
                     settings->job.feature,
                     translate("tuban", "Its number, today's or a former one, or its identifier"))
        ->required()
        ->option_text("PARCEL");
    command
        ->add_option("--layer",
                     settings->job.layer,
                     translate("tuban", "The layer or table it is in; parcel if not said"))
        ->option_text("NAME");
    addFormatOption(*command, settings->format);
    command->callback([settings, &chosen] { chosen = [settings] { return run(*settings); }; });
}

} // namespace tuban::cli
