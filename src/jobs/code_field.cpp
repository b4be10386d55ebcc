#include "jobs/code_field.h"

#include "data/tables_reader/field_names.h"

#include <algorithm>
#include <cstdint>
#include <functional>
#include <map>
#include <string_view>
#include <utility>

namespace tuban::jobs {

using data::SourceInfo;

namespace {

constexpr std::uint64_t kSample = 5000; // features looked at to tell a code field

std::optional<std::size_t> listedField(const SourceInfo& info,
                                       const std::vector<Classification>& tables) {
    for (const Classification& table : tables) {
        if (const auto field = data::firstField(info, table.info().fields)) {
            return field;
        }
    }
    return std::nullopt;
}

using Counts = std::map<std::string, std::uint64_t, std::less<>>;

void count(const Column& column, std::size_t rows, Counts& counts) {
    for (std::size_t row = 0; row < rows; ++row) {
        if (column.null[row]) {
            continue;
        }
        const std::string_view text = column.text(row);
        if (const auto known = counts.find(text); known != counts.end()) {
            ++known->second;
        } else {
            counts.emplace(text, 1);
        }
    }
}

/// The share of features whose value some class table knows.
double knownShare(const Counts& counts, const std::vector<Classification>& tables) {
    std::uint64_t all = 0;
    std::uint64_t best = 0;
    for (const auto& [text, n] : counts) {
        all += n;
    }
    for (const Classification& table : tables) {
        std::uint64_t known = 0;
        for (const auto& [text, n] : counts) {
            known += table.find(text) ? n : 0;
        }
        best = std::max(best, known);
    }
    return all == 0 ? 0.0 : static_cast<double>(best) / static_cast<double>(all);
}

/// The field of which most values are known codes; at least nine of ten must be.
Result<std::size_t> fieldByContent(data::FeatureSource& source,
                                   const std::vector<Classification>& tables) {
    const SourceInfo& info = source.info();
    data::ScanRequest request;
    request.limit = kSample;
    for (std::size_t i = 0; i < info.fields.size(); ++i) {
        if (info.fields[i].type != data::FieldType::Other) {
            request.columns.push_back({i, data::ColumnType::Text});
        }
    }
    std::vector<Counts> counts(request.columns.size());
    const auto sink = [&](int, FeatureChunk&& chunk) {
        for (std::size_t i = 0; i < counts.size(); ++i) {
            count(chunk.columns[i], chunk.size(), counts[i]);
        }
        return true;
    };
    if (const auto read = source.scan(request, sink, Progress()); !read) {
        return read.error();
    }
    constexpr double kKnownEnough = 0.9;
    double best = kKnownEnough;
    std::optional<std::size_t> field;
    for (std::size_t i = 0; i < counts.size(); ++i) {
        const std::size_t index = request.columns[i].field;
        const double share = knownShare(counts[i], tables);
        if (share >= best && (!field || share > best) && counts[i].size() > 1) {
            best = share;
            field = index;
        }
    }
    if (!field) {
        return Error{ErrorCode::NoCodeField, info.layer, fieldList(info)};
    }
    return *field;
}

} // namespace

std::string fieldList(const SourceInfo& info) {
    std::string list;
    for (const data::Field& field : info.fields) {
        list += (list.empty() ? "" : ", ") + field.name;
    }
    return list;
}

Result<std::size_t> requireField(const SourceInfo& info, const std::string& wanted) {
    if (const auto field = info.field(wanted)) {
        return *field;
    }
    return Error{ErrorCode::FieldNotFound, wanted, fieldList(info), info.layer};
}

Result<std::size_t> findCodeField(data::FeatureSource& source,
                                  const std::string& wanted,
                                  const std::vector<Classification>& tables) {
    if (!wanted.empty()) {
        return requireField(source.info(), wanted);
    }
    if (const auto field = listedField(source.info(), tables)) {
        return *field;
    }
    return fieldByContent(source, tables);
}

} // namespace tuban::jobs
