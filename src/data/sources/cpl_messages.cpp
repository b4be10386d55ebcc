#include "data/sources/cpl_messages.h"

#include <cpl_error.h>

#include <algorithm>

namespace tuban::data {

namespace {

/// Messages that name a record each would fill the memory with a million wordings.
constexpr std::size_t kMaxEntries = 100;

} // namespace

struct CplMessages::Receiver {
    static void CPL_STDCALL hear(CPLErr severity, CPLErrorNum, const char* text) {
        auto* self = static_cast<CplMessages*>(CPLGetErrorHandlerUserData());
        if (severity < CE_Warning) {
            return; // debug output
        }
        const bool failure = severity >= CE_Failure;
        self->m_failures += failure ? 1U : 0U;
        auto& entries = self->m_entries;
        const auto known = std::find_if(
            entries.begin(), entries.end(), [&](const Entry& e) { return e.text == text; });
        if (known != entries.end()) {
            ++known->count;
        } else if (entries.size() < kMaxEntries) {
            entries.push_back({text, 1, failure});
        } else {
            ++self->m_beyond;
        }
    }
};

CplMessages::CplMessages() {
    CPLPushErrorHandlerEx(&Receiver::hear, this);
}

CplMessages::~CplMessages() {
    CPLPopErrorHandler();
    CPLErrorReset();
}

std::string CplMessages::worst() const {
    const auto failure =
        std::find_if(m_entries.begin(), m_entries.end(), [](const Entry& e) { return e.failure; });
    if (failure != m_entries.end()) {
        return failure->text;
    }
    return m_entries.empty() ? std::string() : m_entries.front().text;
}

std::vector<Finding> CplMessages::findings(const std::string& layer) const {
    std::vector<Finding> all;
    const auto add = [&](const std::string& text, std::uint64_t count) {
        all.push_back({.severity = Severity::Warning,
                       .code = FindingCode::ReaderWarning,
                       .layer = layer,
                       .values = {text, std::to_string(count)}});
    };
    for (const Entry& entry : m_entries) {
        add(entry.text, entry.count);
    }
    if (m_beyond > 0) {
        add("further messages of other wording", m_beyond);
    }
    return all;
}

} // namespace tuban::data
