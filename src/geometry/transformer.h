#pragma once

#include "base/result.h"

#include <memory>
#include <span>
#include <string>

namespace tuban::geometry {

/// Takes coordinates from one system to another as doubles, off any grid: for what leaves a
/// workspace. One object per thread.
class Transformer {
public:
    /// Systems as WKT or "EPSG:n", east before north on both sides. Errors: UnknownCrs,
    /// NoTransformation, BallparkTransformation (as geometry::Placer::create).
    static Result<Transformer> create(const std::string& sourceCrs, const std::string& targetCrs);
    Transformer(Transformer&&) noexcept;
    Transformer& operator=(Transformer&&) noexcept;
    ~Transformer();

    /// Whether both systems are the same, so that coordinates stay as they are to the last bit.
    bool isIdentity() const;
    /// Transforms x0 y0 x1 y1 … in place. False: a coordinate has no place in the other system;
    /// what is in `xy` is of no use then.
    bool transform(std::span<double> xy);

private:
    struct State;
    explicit Transformer(std::unique_ptr<State> state);
    std::unique_ptr<State> m_state;
};

} // namespace tuban::geometry
