#pragma once

#include "model/finding.h"

#include <map>
#include <string>
#include <utility>
#include <vector>

namespace tuban::data {

/// Findings of one file; of each kind the first ones are listed and the others counted.
class FindingList {
public:
    explicit FindingList(std::string layer) : m_layer(std::move(layer)) {}

    void add(Severity severity, FindingCode code, std::vector<std::string> values) {
        if (++m_counts[{severity, code}] <= kListed) {
            m_findings.push_back({.severity = severity,
                                  .code = code,
                                  .layer = m_layer,
                                  .values = std::move(values)});
        }
    }
    /// The findings, with the numbers of those that are not listed.
    std::vector<Finding> take() {
        for (const auto& [kind, count] : m_counts) {
            if (count > kListed) {
                m_findings.push_back({.severity = kind.first,
                                      .code = FindingCode::MoreFindings,
                                      .layer = m_layer,
                                      .values = {std::to_string(count - kListed)}});
            }
        }
        m_counts.clear();
        return std::exchange(m_findings, {});
    }

private:
    static constexpr std::uint64_t kListed = 500;

    std::string m_layer;
    std::vector<Finding> m_findings;
    std::map<std::pair<Severity, FindingCode>, std::uint64_t> m_counts;
};

} // namespace tuban::data
