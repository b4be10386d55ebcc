#pragma once

#include "jobs/import_job.h"

#include <QString>

#include <optional>
#include <string>
#include <vector>

namespace tuban::app {

/// A file that is about to be brought in: what the user says of it, and what a rehearsal found.
struct ImportDraft {
    QString file;
    bool wanted = true;
    jobs::ImportJob::Settings settings = {};                      ///< of this file alone
    int rehearsal = 0;                                            ///< number of the one that counts
    std::optional<Result<jobs::ImportJob::Summary>> outcome = {}; ///< none yet: it is being read

    bool isReady() const { return outcome && *outcome && !(*outcome)->layers.empty(); }
};

/// What can be decided about a file, each with its reasons.
enum class ImportAspect { Encoding, Place, Rows, Classes };

enum class Verdict { Sure, Look, Nothing };

/// What the rehearsal says to one aspect.
struct ImportJudgement {
    struct Reason {
        QString text;
        Severity severity = Severity::Note;
    };
    ImportAspect aspect = ImportAspect::Rows;
    Verdict verdict = Verdict::Nothing; ///< nothing was to be decided
    std::vector<Reason> reasons = {};
    std::size_t more = 0; ///< reasons beyond those that are listed
};

/// One for each aspect, in their order. Reasons are sentences in the current language.
std::vector<ImportJudgement> judgementsOf(const jobs::ImportJob::Summary& summary);

/// Sums over all layers of the file.
struct ImportTotals {
    std::uint64_t read = 0;
    std::uint64_t taken = 0;
    std::uint64_t refused = 0;
    std::uint64_t rows = 0;
    Area before = {};
    Area after = {};
};
ImportTotals totalsOf(const jobs::ImportJob::Summary& summary);

} // namespace tuban::app
