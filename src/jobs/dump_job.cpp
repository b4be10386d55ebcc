#include "jobs/dump_job.h"

#include "data/store/canonical_row.h"
#include "data/store/past_state.h"

#include <algorithm>
#include <charconv>
#include <ctime>
#include <optional>

namespace tuban::jobs {

namespace {

constexpr std::size_t kBufferBytes = std::size_t{1} << 20U;

bool isDigits(std::string_view text) {
    return !text.empty() &&
           std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// The last moment of a day by the clock of this machine, in UTC.
std::optional<std::string> endOfDay(const std::string& day) {
    std::tm local{};
    const char* const end = ::strptime(day.c_str(), "%Y-%m-%d", &local);
    if (end == nullptr || *end != '\0') {
        return std::nullopt;
    }
    local.tm_hour = 23;
    local.tm_min = 59;
    local.tm_sec = 59;
    local.tm_isdst = -1;
    const std::time_t moment = std::mktime(&local);
    std::tm utc{};
    char text[32];
    if (::gmtime_r(&moment, &utc) == nullptr ||
        std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%S.999Z", &utc) == 0) {
        return std::nullopt;
    }
    return std::string(text);
}

/// Lines on their way out, some at a time.
class Lines {
public:
    explicit Lines(const DumpJob::Sink& sink) : m_sink(sink) {}

    std::string& text() { return m_text; }
    bool passOn(bool all) {
        if (m_text.size() < kBufferBytes && !all) {
            return true;
        }
        m_good = m_good && m_sink(m_text);
        m_text.clear();
        return m_good;
    }
    bool good() const { return m_good; }

private:
    const DumpJob::Sink& m_sink;
    std::string m_text;
    bool m_good = true;
};

} // namespace

Result<EntryNumber> entryMeant(const data::WorkspaceStore& store, const std::string& asOf) {
    if (isDigits(asOf)) {
        std::int64_t number = 0;
        const auto read = std::from_chars(asOf.data(), asOf.data() + asOf.size(), number);
        if (read.ec != std::errc()) {
            return Error{ErrorCode::BadArgument, "--as-of", asOf};
        }
        return EntryNumber{number};
    }
    constexpr std::size_t kDayLength = 10;
    std::string moment = asOf;
    if (asOf.size() <= kDayLength) {
        const auto end = endOfDay(asOf);
        if (!end) {
            return Error{ErrorCode::BadArgument, "--as-of", asOf};
        }
        moment = *end;
    } else if (asOf[kDayLength] != 'T') {
        return Error{ErrorCode::BadArgument, "--as-of", asOf};
    }
    auto found = store.entryAt(moment);
    if (found && *found == kNoEntry) {
        return Error{ErrorCode::EntryNotFound, asOf};
    }
    return found;
}

Result<DumpJob::Summary> DumpJob::run(const Sink& sink, const Progress& progress) const {
    const auto store = data::openWorkspace(m_settings.path, data::OpenMode::ReadOnly, progress);
    if (!store) {
        return store.error();
    }
    std::optional<data::PastState> past;
    if (!m_settings.asOf.empty()) {
        const auto entry = entryMeant(**store, m_settings.asOf);
        if (!entry) {
            return entry.error();
        }
        auto state = data::PastState::after(**store, *entry, progress);
        if (!state) {
            return state.error();
        }
        past.emplace(std::move(*state));
    }
    Lines lines(sink);
    const data::StoreInfo& info = (*store)->info();
    lines.text() = R"({"workspace":")" + info.id.text() + R"(","crs":")" + info.crs + "\"}\n";
    Summary summary;
    for (const LayerSchema& schema : info.layers) {
        const data::CanonicalRowWriter writer(schema);
        const auto take = [&](StoredRow&& row) {
            writer.append(lines.text(), row);
            ++summary.rows;
            return lines.passOn(false);
        };
        auto read = past ? past->rows(schema.name, take, summary.findings, progress)
                         : (*store)->rows(schema.name, take, summary.findings, progress);
        if (!read) {
            return read.error();
        }
    }
    lines.text() += R"({"rows":)" + std::to_string(summary.rows) + "}\n";
    if (!lines.passOn(true)) {
        return Error{ErrorCode::WriteFailed, "dump"};
    }
    return summary;
}

} // namespace tuban::jobs
