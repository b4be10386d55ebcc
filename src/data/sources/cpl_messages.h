#pragma once

#include "model/finding.h"

#include <cstdint>
#include <string>
#include <vector>

namespace tuban::data {

/// While it lives, collects what GDAL has to say in this thread instead of letting it print.
/// Objects nest like blocks; the innermost one hears.
class CplMessages {
public:
    CplMessages();
    CplMessages(const CplMessages&) = delete;
    CplMessages& operator=(const CplMessages&) = delete;
    ~CplMessages();

    /// Number of failures (not warnings) so far.
    std::uint64_t failures() const { return m_failures; }
    /// The first failure, else the first warning, else nothing.
    std::string worst() const;
    /// One ReaderWarning for each different message: values = {message, how often}.
    std::vector<Finding> findings(const std::string& layer) const;

private:
    struct Entry {
        std::string text;
        std::uint64_t count;
        bool failure;
    };
    struct Receiver;

    std::vector<Entry> m_entries;
    std::uint64_t m_failures = 0;
    std::uint64_t m_beyond = 0; ///< messages of other wording after the first kMaxEntries
};

} // namespace tuban::data
