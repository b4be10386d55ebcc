#pragma once

#include "data/foreign/foreign_reader.h"

#include <optional>
#include <utility>
#include <vector>

namespace tuban::test {

/// A foreign file that lives in memory: layers, and the features of each.
class MemoryReader : public data::ForeignReader {
public:
    std::vector<data::ForeignLayer> list;
    std::vector<std::vector<data::ForeignFeature>> features;
    std::optional<Error> failure; ///< after all features of a layer

    const std::vector<data::ForeignLayer>& layers() const override { return list; }
    const std::vector<Finding>& findings() const override { return m_none; }
    Result<void> read(std::size_t layer, const Sink& sink, const Progress&) override {
        for (const data::ForeignFeature& feature : features[layer]) {
            data::ForeignFeature copy = feature;
            if (!sink(std::move(copy))) {
                return {};
            }
        }
        return failure ? Result<void>(*failure) : Result<void>();
    }

private:
    std::vector<Finding> m_none;
};

} // namespace tuban::test
