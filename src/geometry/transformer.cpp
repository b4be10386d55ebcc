#include "geometry/transformer.h"

#include "geometry/proj_handles.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace tuban::geometry {

struct Transformer::State {
    PjContext context; // outlives its objects
    PjObject operation = {};
};

Transformer::Transformer(std::unique_ptr<State> state) : m_state(std::move(state)) {}
Transformer::Transformer(Transformer&&) noexcept = default;
Transformer& Transformer::operator=(Transformer&&) noexcept = default;
Transformer::~Transformer() = default;

Result<Transformer> Transformer::create(const std::string& sourceCrs,
                                        const std::string& targetCrs) {
    auto state = std::make_unique<State>(State{newPjContext()});
    if (sourceCrs == targetCrs) {
        return Transformer(std::move(state));
    }
    PJ_CONTEXT* const context = state->context.get();
    const Result<PjObject> source = readCrs(context, sourceCrs);
    if (!source) {
        return source.error();
    }
    const Result<PjObject> target = readCrs(context, targetCrs);
    if (!target) {
        return target.error();
    }
    Result<CrsOperation> operation = findOperation(context, source->get(), target->get());
    if (!operation) {
        return operation.error();
    }
    state->operation = std::move(operation->pj);
    return Transformer(std::move(state));
}

bool Transformer::isIdentity() const {
    return !m_state->operation;
}

bool Transformer::transform(std::span<double> xy) {
    if (isIdentity()) {
        return true;
    }
    constexpr std::size_t kStride = 2 * sizeof(double);
    const std::size_t n = xy.size() / 2;
    if (n == 0) {
        return true;
    }
    proj_trans_generic(m_state->operation.get(),
                       PJ_FWD,
                       xy.data(),
                       kStride,
                       n,
                       xy.data() + 1,
                       kStride,
                       n,
                       nullptr,
                       0,
                       0,
                       nullptr,
                       0,
                       0);
    return std::all_of(xy.begin(), xy.end(), [](double v) { return std::isfinite(v); });
}

} // namespace tuban::geometry
